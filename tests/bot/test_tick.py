"""The schedule: each due moment once, in order, also when several sweep, when one fails, when one dies half-way."""

import asyncio
from datetime import timedelta

import pytest

from bot.tick import Schedule
from handlers.turn import Job
from messages.texts import Texts
from storage.tables import ticks
from tests.storage.facts import fact, known

HOUR = timedelta(hours=1)
TEXTS = Texts.load()


class Errand:
    """A job that is due every hour on the hour and writes down that it ran; it may take several chunks, or fail."""

    def __init__(self, name, chunks=1):
        self.name, self.chunks, self.fails = name, chunks, False
        self.job = Job(next_due=self.next_due, run=self.run)

    def next_due(self, work, after):
        return after.replace(minute=0, second=0, microsecond=0) + HOUR

    def run(self, tick):
        done = sum(name.startswith(f"{self.name} {tick.due:%H}") for name in known(tick.work))
        if self.fails and done == self.chunks - 1:
            raise ValueError
        fact(f"{self.name} {tick.due:%H}.{done + 1}")(tick.work)
        return done + 1 == self.chunks


@pytest.fixture
def schedule(database, clock):
    def make(*errands):
        jobs = {errand.name: errand.job for errand in errands}
        return Schedule(database=database, clock=clock, texts=TEXTS, jobs=jobs)

    return make


async def ran(database):
    return sorted(name for name in await database.read(known) if " " in name and not name.startswith("schedule"))


async def test_what_fell_due_is_done_once_however_often_and_by_how_many_it_is_swept(schedule, database, clock):
    several = [schedule(Errand("a"), Errand("b")) for _ in range(3)]
    await several[0].sweep()
    assert await ran(database) == []
    clock.move_to(clock.now() + HOUR)
    await asyncio.gather(*(each.sweep() for each in several for _ in range(3)))
    assert await ran(database) == ["a 02.1", "b 02.1"]


async def test_of_missed_moments_the_newest_is_done_and_the_others_are_said_to_be_dropped(schedule, database, clock):
    one = schedule(Errand("a"))
    await one.sweep()
    clock.move_to(clock.now() + 3 * HOUR)
    await one.sweep()
    assert await ran(database) == ["a 04.1"]
    rows = await database.read(lambda work: work.all(ticks.TICKS.select().order_by(ticks.TICKS.c.due)))
    assert [row.state for row in rows] == ["dropped", "dropped", "done"]


async def test_a_job_that_fails_leaves_nothing_behind_holds_up_no_other_and_is_done_later(schedule, database, clock):
    bad, good = Errand("a"), Errand("b")
    one = schedule(bad, good)
    await one.sweep()
    clock.move_to(clock.now() + HOUR)
    bad.fails = True
    await one.sweep()
    assert await ran(database) == ["b 02.1"]
    bad.fails = False
    await one.sweep()
    assert await ran(database) == ["a 02.1", "b 02.1"]


async def test_a_moment_that_died_between_two_chunks_is_taken_up_where_it_was_at_the_next_start(
    schedule, database, clock
):
    errand = Errand("a", chunks=3)
    one = schedule(errand)
    await one.sweep()
    clock.move_to(clock.now() + HOUR)
    errand.fails = True
    await one.sweep()
    assert await ran(database) == ["a 02.1", "a 02.2"]
    errand.fails = False
    await one.sweep()
    assert await ran(database) == ["a 02.1", "a 02.2"]
    await database.write(one.release)
    await one.sweep()
    assert await ran(database) == ["a 02.1", "a 02.2", "a 02.3"]


async def test_another_process_takes_up_what_a_dead_one_left_after_a_while(schedule, database, clock):
    errand = Errand("a", chunks=2)
    one, other = schedule(errand), schedule(errand)
    await one.sweep()
    clock.move_to(clock.now() + HOUR)
    errand.fails = True
    await one.sweep()
    errand.fails = False
    clock.move_to(clock.now() + ticks.STALE + timedelta(seconds=1))
    await other.sweep()
    assert await ran(database) == ["a 02.1", "a 02.2"]
