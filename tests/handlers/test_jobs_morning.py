"""Whom a morning concerns: planned once a person and day, in chunks, by several schedules, after an outage."""

from collections import Counter
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot import importing
from bot.tick import Schedule
from handlers import routes
from handlers.jobs import morning
from handlers.turn import Tick
from messages.texts import Texts
from storage.columns import WHOLE
from storage.tables import obligations, people, reach, units
from storage.work import Database
from tests.asked import asked
from tests.builders import BANGKOK, INDICATOR
from tests.examples import framework
from tests.there import there

TEXTS = Texts.load()
PROMPT = datetime(2026, 11, 2, 9, 0, tzinfo=BANGKOK)
MORNING = {"morning": routes.JOBS["morning"]}


@pytest.fixture
async def alone(sqlite_url, clock):
    """One database, for what does not hang on which."""
    database = Database(sqlite_url, clock)
    await database.start()
    yield database
    await database.stop()


@asynccontextmanager
async def office(database, clock, *, officers=3, **posts):
    """The shipped example with so many officers in each of two units; `posts` names more people by role."""
    schedule = Schedule(database=database, clock=clock, texts=TEXTS, jobs=MORNING)

    def write(work):
        importing.take(work, framework(), clock.now())
        for unit in ("สปข.1", "สปข.3"):
            unit_id = there(units.by_code(work, unit)).id
            for number in range(officers):
                enrol(work, f"{unit}-{number}", people.OFFICER, unit_id=unit_id)
        for name, role in posts.items():
            enrol(work, name, role, **({"indicator": INDICATOR} if role == people.SUPERVISOR else {}))

    await database.write(write)
    await schedule.sweep()
    yield schedule


def enrol(work, address, role, *, unit_id=WHOLE, indicator=WHOLE):
    person = people.meet(work, "telegram", address, "th", work.now)
    people.hold(work, person.id, there(people.post(work, role, unit_id=unit_id, indicator=indicator)).post_id)
    return person.id


async def planned(database) -> Counter[str]:
    """How many messages wait for each address."""
    rows = await database.read(lambda work: work.all(text("SELECT address FROM outbox WHERE composer = 'remind'")))
    return Counter(row.address for row in rows)


async def test_each_officer_gets_one_message_on_the_prompt_day(database, clock):
    async with office(database, clock, supervisor=people.SUPERVISOR) as schedule:
        clock.move_to(PROMPT)
        await schedule.sweep()
        assert set((await planned(database)).values()) == {1}
        assert len(await planned(database)) == 6
        (row, *_) = await database.read(
            lambda work: work.all(text("SELECT key, why, not_before, not_after, person_id FROM outbox"))
        )
        assert row.key == f"remind:{row.person_id}:2026-11-02"
        assert row.why == "morning: prompt 1"
        assert str(row.not_before).startswith("2026-11-02 02:00")
        assert str(row.not_after).startswith("2026-11-02 11:00")


async def test_a_second_schedule_and_a_second_run_plan_nothing_more(database, clock):
    async with office(database, clock) as schedule:
        other = Schedule(database=database, clock=clock, texts=TEXTS, jobs=MORNING)
        clock.move_to(PROMPT)
        await schedule.sweep()
        await other.sweep()
        await database.write(lambda work: morning.run(Tick(due=PROMPT, now=PROMPT, work=work, texts=TEXTS)))
        assert set((await planned(database)).values()) == {1}


async def test_many_people_are_planned_two_hundred_in_a_transaction(database, clock):
    async with office(database, clock, officers=150) as _:
        clock.move_to(PROMPT)
        tick = lambda work: morning.run(Tick(due=PROMPT, now=work.now, work=work, texts=TEXTS))  # noqa: E731
        assert await database.write(tick) is False
        assert len(await planned(database)) == 200
        assert await database.write(tick) is True
        assert await planned(database) == Counter(dict.fromkeys(await planned(database), 1))
        assert len(await planned(database)) == 300


async def test_a_crash_between_two_chunks_loses_nobody_and_tells_nobody_twice(database, clock):
    async with office(database, clock, officers=150) as schedule:
        clock.move_to(PROMPT)
        await database.write(
            lambda work: morning.run(Tick(due=PROMPT.astimezone(UTC), now=work.now, work=work, texts=TEXTS))
        )
        assert len(await planned(database)) == 200
        clock.move_to(PROMPT + timedelta(minutes=5))
        await schedule.sweep()
        assert len(await planned(database)) == 300
        assert set((await planned(database)).values()) == {1}


async def test_how_many_people_there_are_does_not_change_how_often_the_database_is_asked(alone, clock):
    async with office(alone, clock, officers=60) as schedule:
        clock.move_to(PROMPT)
        with asked(await alone.write(lambda work: work)) as seen:
            await schedule.sweep()
        questions = [each for each in seen if each.startswith("SELECT")]
    assert len(await planned(alone)) == 120
    assert 0 < len(questions) < 40


async def test_who_blocked_us_or_left_is_not_planned_for(alone, clock):
    async with office(alone, clock, officers=2) as schedule:

        def write(work):
            reach.mark_blocked(work, "telegram", "สปข.1-0", work.now)
            people.leave(work, there(people.by_account(work, "telegram", "สปข.1-1")).id)

        await alone.write(write)
        clock.move_to(PROMPT)
        await schedule.sweep()
        assert sorted(await planned(alone)) == ["สปข.3-0", "สปข.3-1"]


async def test_who_has_reported_everything_is_not_planned_for(alone, clock):
    async with office(alone, clock, officers=1) as schedule:
        clock.move_to(PROMPT)

        def report(work):
            unit_id = there(units.by_code(work, "สปข.1")).id
            for row in work.all(text("SELECT id FROM obligations WHERE unit_id = :unit"), {"unit": unit_id}):
                obligations.meet(work, row.id)

        await alone.write(report)
        await schedule.sweep()
        assert sorted(await planned(alone)) == ["สปข.3-0"]


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (datetime(2026, 11, 2, 10, 0, tzinfo=BANGKOK), ["prompt"]),
        (datetime(2026, 11, 3, 9, 0, tzinfo=BANGKOK), ["prompt"]),
        (datetime(2026, 11, 12, 11, 0, tzinfo=BANGKOK), ["overdue"]),
    ],
    ids=["1 hour", "1 day", "10 days"],
)
async def test_after_an_outage_one_message_is_planned(alone, clock, back, told):
    async with office(alone, clock, officers=1) as schedule:
        clock.move_to(back)
        await schedule.sweep()
        assert set((await planned(alone)).values()) == {1}
        why = await alone.read(lambda work: work.scalar(text("SELECT why FROM outbox LIMIT 1")))
        assert why == f"morning: {told[0]} 1"


async def test_what_an_evening_is_too_late_for_is_told_on_the_next_working_morning(alone, clock):
    async with office(alone, clock, officers=1) as schedule:
        clock.move_to(PROMPT + timedelta(hours=11))
        await schedule.sweep()
        assert not await planned(alone)
        clock.move_to(PROMPT + timedelta(days=1))
        await schedule.sweep()
        why = await alone.read(lambda work: work.scalar(text("SELECT why FROM outbox LIMIT 1")))
        assert why == "morning: prompt 1"


async def test_nothing_is_due_on_days_that_are_not_worked(alone, clock):
    async with office(alone, clock):
        friday = datetime(2026, 12, 4, 9, 0, tzinfo=BANGKOK)
        following = await alone.read(lambda work: morning.next_due(work, friday))
        assert following == datetime(2026, 12, 8, 9, 0, tzinfo=BANGKOK)
        before = await alone.read(lambda work: morning.next_due(work, friday - timedelta(minutes=1)))
        assert before == friday


async def test_without_a_framework_nothing_is_ever_due(alone, clock):
    assert await alone.read(lambda work: morning.next_due(work, clock.now())) is None


async def test_where_nobody_supervises_an_indicator_the_psdg_hears_in_the_supervisors_place(alone, clock):
    async with office(alone, clock, officers=0, boss=people.PSDG, one=people.SUPERVISOR) as schedule:
        clock.move_to(datetime(2026, 11, 16, 8, 0, tzinfo=BANGKOK))
        await schedule.sweep()
        before = await planned(alone)
        clock.move_to(datetime(2026, 11, 16, 9, 0, tzinfo=BANGKOK))
        await schedule.sweep()
        assert await planned(alone) - before == Counter({"boss": 1, "one": 1})
