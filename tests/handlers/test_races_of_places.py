"""A group that two bind, or that is found to have moved by two ways at once: one binding, at its one address."""

import pytest

from handlers import place
from messages.incoming import Place
from storage.tables import places
from tests.handlers.small_office import TEXTS, opened
from tests.races import overtaken
from tests.there import there

OLD, NEW = "-5", "-1005"


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock)


def binding(office, who, topic=""):
    return lambda work: places.bind(work, "telegram", OLD, topic, office.ids[who])


def moving(work):
    place.moved(work, TEXTS, "telegram", Place(OLD), NEW)


async def test_of_two_who_bind_a_group_one_has_it_and_the_last_word_counts(office):
    ours, theirs = await overtaken(
        office.database, binding(office, "supervisor", "7"), binding(office, "psdg"), before="INSERT INTO places"
    )
    assert (ours, theirs) == (None, None)
    (bound,) = await office.ask(places.all_bound)
    assert (bound.bound_by, bound.topic) == (office.ids["supervisor"], "7")


async def test_a_move_that_is_noted_and_refused_at_once_is_one_move(office):
    await office.database.write(binding(office, "psdg"))
    assert await overtaken(office.database, moving, moving, before="UPDATE places") == (None, None)
    (bound,) = await office.ask(places.all_bound)
    assert bound.chat == NEW


async def test_a_group_that_was_bound_anew_under_its_new_address_is_bound_there_alone(office):
    await office.database.write(binding(office, "psdg"))
    await office.database.write(lambda work: places.bind(work, "telegram", NEW, "", office.ids["supervisor"]))
    await office.database.write(moving)
    (bound,) = await office.ask(places.all_bound)
    assert (bound.chat, bound.bound_by) == (NEW, office.ids["supervisor"])


async def test_whoever_is_put_out_is_put_out_once(office):
    await office.database.write(binding(office, "psdg"))
    found = there(await office.ask(lambda work: places.of_chat(work, "telegram", OLD)))
    ends = [await office.database.write(lambda work: places.end(work, found.id)) for _ in range(2)]
    assert ends == [True, False]
