"""Who has blocked us, or never was a friend, is never counted as told."""

from datetime import timedelta

import pytest

from handlers import telling
from storage import questions_reach
from storage.tables import fetches
from storage.tables import people as persons
from storage.tables.outbox import NEWS
from storage.tables.people import ACCOUNTS
from tests.bot.outgoing import later, state, tell
from tests.builders import small_department
from tests.chat import heard_by, said


@pytest.fixture
async def living(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url, language="en") as (town, people):
        yield town, people


async def unreachable(town):
    found = await town.product.database.read(questions_reach.unreachable)
    return [(each.name, each.platform) for each in found]


async def test_what_is_due_to_somebody_who_blocked_us_is_not_sent_into_the_void_but_said_when_they_are_back(living):
    town, people = living
    await people.officer.block()
    await tell(town, people, people.officer, "decided")
    await tell(town, people, people.officer, "news", weight=NEWS)
    assert town.line.accepted_pushes == []
    assert await state(town, "decided") == ("held", "unreached")
    assert await state(town, "news") == ("given_up", "unreached")
    await people.officer.arrive()
    await people.officer.type("help")
    assert "decided" in "".join(seen.text for seen in heard_by(people.officer))


async def test_a_reminder_that_they_did_not_get_is_drawn_anew_when_they_are_back_the_same_day(living):
    town, people = living
    await town.play_to(people.prompt - timedelta(minutes=1))

    def plan(work):
        person = persons.by_id(work, people.id_of(people.officer))
        assert person is not None
        telling.plan(
            work,
            person,
            composer="nudge",
            about="somebody",
            key="nudge",
            why="a test",
            not_before=people.prompt,
            not_after=people.prompt + timedelta(days=1),
        )

    await town.product.database.write(plan)
    await people.officer.block()
    await town.play_to(people.prompt + timedelta(hours=1))
    assert heard_by(people.officer) == []
    await people.officer.arrive()
    await people.officer.type("help")
    heard = "".join(seen.text for seen in heard_by(people.officer))
    assert "work of Oct 2026" in heard
    assert "may not have reached you" not in heard


async def test_they_are_named_with_their_platform_and_only_while_it_is_so(living):
    town, people = living
    assert await unreachable(town) == []
    await people.officer.block()
    await people.supervisor.block()
    await people.newcomer.block()
    assert await unreachable(town) == [(people.officer.name, "line"), (people.supervisor.name, "telegram")]
    await people.officer.arrive()
    assert await unreachable(town) == [(people.supervisor.name, "telegram")]


async def test_somebody_who_can_be_reached_on_the_account_used_last_is_reached(living):
    town, people = living

    def move(work):
        row = work.one(ACCOUNTS.select().where(ACCOUNTS.c.person_id == people.id_of(people.officer)))
        newer = dict(row._mapping) | {"id": "0" * 26, "address": "another", "heard_at": work.now + timedelta(hours=1)}
        work.execute(ACCOUNTS.insert().values(newer))

    await town.product.database.write(move)
    await people.officer.block()
    assert await unreachable(town) == []


async def test_without_a_profile_somebody_is_no_friend_and_hears_nothing(living):
    town, people = living
    town.line.people[people.officer.id].friend = False
    await later(town, minutes=1)
    await town.product.database.write(lambda work: fetches.want_name(work, "line", people.officer.id))
    await town.settle()
    assert await unreachable(town) == [(people.officer.name, "line")]
    await people.officer.arrive()
    assert await unreachable(town) == []


async def test_a_profile_that_cannot_be_had_just_now_says_nothing_of_its_person(living):
    town, people = living
    await later(town, minutes=1)
    town.line.faults.order("error", path="/profile/", times=1000)
    await town.product.database.write(lambda work: fetches.want_name(work, "line", people.officer.id))
    await later(town, hours=3)
    assert await unreachable(town) == []


async def test_whoever_reminds_a_unit_counts_only_those_who_can_be_reached(living):
    town, people = living
    await town.play_to(people.prompt)
    await people.officer.block()
    await people.psdg.type("nudge สปข.3")
    await people.psdg.tap("Remind now")
    assert "1" in said(people.psdg)
    assert (await town.product.database.read(lambda work: questions_reach.hearing(work, "line"))) == 3
    assert (await town.product.database.read(lambda work: questions_reach.owing(work, "line"))) == 2
