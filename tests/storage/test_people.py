"""Who holds which post: the queries that every conversation asks."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from storage.columns import WHOLE, new_key
from storage.tables import people
from storage.tables.people import COLLECTOR, HEAD, OFFICER, POSTS, PSDG, SUPERVISOR
from storage.tables.units import UNITS

WATER = "department/8"
BUDGET = "department/2.2"


@pytest.fixture
async def posts(database):
    """The ids of the posts: officers and heads of two units, two supervisors, a collector, the PSDG."""
    return await database.write(_make_posts)


def _make_posts(work):
    units = {"N": new_key(work.now), "S": new_key(work.now), WHOLE: WHOLE}
    for position, code in enumerate(("N", "S")):
        work.execute(insert(UNITS).values(id=units[code], code=code, name=code, position=position))
    wanted = [(OFFICER, "N", WHOLE), (HEAD, "N", WHOLE), (OFFICER, "S", WHOLE), (SUPERVISOR, WHOLE, WATER)]
    wanted += [(SUPERVISOR, WHOLE, BUDGET), (COLLECTOR, WHOLE, WATER), (PSDG, WHOLE, WHOLE)]
    made = {}
    for role, unit, indicator in wanted:
        made[role, unit, indicator] = new_key(work.now)
        row = {"id": made[role, unit, indicator], "role": role, "unit_id": units[unit], "indicator": indicator}
        work.execute(insert(POSTS).values(row))
    return made


def meet(work, address="U1"):
    return people.meet(work, "line", address, "th", work.now).id


def known(work, person_id):
    person = people.by_id(work, person_id)
    assert person is not None
    return person


async def test_an_officer_of_two_units_reports_for_both_in_the_order_of_the_units(database, posts):
    def story(work):
        nok = meet(work)
        assert people.hold(work, nok, posts[OFFICER, "S", WHOLE])
        assert people.hold(work, nok, posts[OFFICER, "N", WHOLE])
        assert people.hold(work, nok, posts[HEAD, "N", WHOLE])
        assert [(held.role, held.unit) for held in people.posts_of(work, nok)] == [
            (HEAD, "N"),
            (OFFICER, "N"),
            (OFFICER, "S"),
        ]
        units = [people.post_by_id(work, posts[OFFICER, code, WHOLE]).unit_id for code in ("N", "S")]
        assert people.units_of(work, nok) == tuple(units)
        assert known(work, nok).member

    await database.write(story)


async def test_the_same_post_taken_twice_is_held_once(database, posts):
    def story(work):
        nok = meet(work)
        assert people.hold(work, nok, posts[OFFICER, "N", WHOLE])
        assert not people.hold(work, nok, posts[OFFICER, "N", WHOLE])
        assert len(people.posts_of(work, nok)) == 1

    await database.write(story)


async def test_an_acting_holder_holds_until_that_day_ends_and_may_be_asked_again(database, posts, clock):
    post = posts[SUPERVISOR, WHOLE, WATER]
    nok = await database.write(meet)
    until = clock.now() + timedelta(days=1)
    await database.write(lambda work: people.hold(work, nok, post, until))
    assert await database.read(lambda work: people.may_review(work, nok, WATER))
    clock.move_to(until)
    assert not await database.read(lambda work: people.may_review(work, nok, WATER))
    assert not (await database.read(lambda work: known(work, nok))).member
    assert await database.write(lambda work: people.hold(work, nok, post, until + timedelta(days=1)))
    assert await database.read(lambda work: people.may_review(work, nok, WATER))


async def test_the_psdg_decides_where_an_indicator_has_no_supervisor_yet(database, posts):
    def story(work):
        office, watcher = meet(work, "P"), meet(work, "S")
        people.hold(work, office, posts[PSDG, WHOLE, WHOLE])
        assert people.reviewers(work, WATER) == [office]
        people.hold(work, watcher, posts[SUPERVISOR, WHOLE, WATER])
        assert people.reviewers(work, WATER) == [watcher]
        assert people.reviewers(work, BUDGET) == [office]

    await database.write(story)


async def test_a_supervisor_decides_on_own_indicators_the_psdg_on_all_a_collector_on_none(database, posts):
    def story(work):
        office, watcher, keeper = meet(work, "P"), meet(work, "S"), meet(work, "C")
        people.hold(work, office, posts[PSDG, WHOLE, WHOLE])
        people.hold(work, watcher, posts[SUPERVISOR, WHOLE, WATER])
        people.hold(work, keeper, posts[COLLECTOR, WHOLE, WATER])
        everybody = (office, watcher, keeper)
        decides = [[people.may_review(work, who, what) for what in (WATER, BUDGET)] for who in everybody]
        assert decides == [[True, True], [True, False], [False, False]]

    await database.write(story)


async def test_whoever_leaves_holds_nothing_and_has_no_name_but_the_account_is_known(database, posts):
    def story(work):
        nok = meet(work)
        people.consent(work, nok, "Nok")
        people.hold(work, nok, posts[OFFICER, "N", WHOLE])
        assert people.name_of(work, nok) == "Nok"
        people.leave(work, nok)
        left = known(work, nok)
        assert (left.address, left.name, left.consented, left.member) == ("U1", "", False, False)
        assert people.posts_of(work, nok) == ()

    await database.write(story)


async def test_a_post_that_an_import_closed_makes_nobody_a_member(database, posts):
    def story(work):
        nok = meet(work)
        people.hold(work, nok, posts[OFFICER, "N", WHOLE])
        unit_id = people.post_by_id(work, posts[OFFICER, "N", WHOLE]).unit_id
        assert people.post(work, OFFICER, unit_id=unit_id) is not None
        work.execute(update(POSTS).where(POSTS.c.unit_id == unit_id).values(closed_at=work.now))
        assert people.post(work, OFFICER, unit_id=unit_id) is None
        assert people.holders(work, OFFICER, unit_id=unit_id) == []
        assert not known(work, nok).member

    await database.write(story)
