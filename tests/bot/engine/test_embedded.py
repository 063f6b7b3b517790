"""Lanes are drained when woken, when due, and by and by anyway; one that fails leaves the others alone."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.engine.embedded import FIRST_REST, SWEEP, Embedded

SECOND = timedelta(seconds=1)


class Errands:
    """A lane's rows: instants at which something is to be done."""

    def __init__(self, *dues):
        self.dues = list(dues)
        self.done = []
        self.looks = 0
        self.at_once = 0
        self.fault = None

    async def drain(self, now):
        self.looks += 1
        self.at_once += 1
        assert self.at_once == 1
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.fault:
            raise self.fault
        self.dues.sort()
        if self.dues and self.dues[0] <= now:
            self.done.append(self.dues.pop(0))
        return min(self.dues, default=None)


@pytest.fixture
async def running(clock):
    """Starts an engine with these lanes and has it settled."""
    engines = []

    async def start(**lanes):
        engine = Embedded(clock)
        engines.append(engine)
        for name, errands in lanes.items():
            engine.add(name, errands.drain)
        await engine.start()
        await engine.settle()
        return engine

    yield start
    for engine in engines:
        await engine.stop()


async def look_again(errands):
    before = errands.looks
    async with asyncio.timeout(10):
        while errands.looks == before or errands.at_once:
            await asyncio.sleep(0)


async def test_what_was_left_from_before_is_done_at_the_start(running, clock):
    old = Errands(clock.now() - SECOND, clock.now())
    engine = await running(old=old)
    assert len(old.done) == 2
    assert engine.running


async def test_a_woken_lane_looks_and_the_others_do_not(running, clock):
    near, far = Errands(), Errands()
    engine = await running(near=near, far=far)
    near.dues.append(clock.now())
    seen = far.looks
    engine.wake_all({"near", "of another process"})
    await look_again(near)
    assert (len(near.done), far.looks) == (1, seen)


async def test_playing_from_due_to_due_does_each_at_its_time(running, clock):
    start = clock.now()
    dues = [start + n * SECOND for n in (5, 7, 3600)]
    errands = Errands(*dues)
    engine = await running(errands=errands)
    played = []
    while due := engine.next_due():
        clock.move_to(due)
        await engine.settle()
        played.append(due)
    assert played == errands.done == dues


async def test_one_lane_that_gives_another_work_is_settled_with_it(running, clock):
    second = Errands()
    engine = Embedded(clock)

    class First(Errands):
        async def drain(self, now):
            if self.dues and self.dues[0] <= now:
                second.dues.append(now)
                engine.wake("second")
            return await super().drain(now)

    first = First(*(clock.now() for _ in range(10)))
    engine.add("second", second.drain)
    engine.add("first", first.drain)
    await engine.start()
    await engine.settle()
    assert len(first.done) == len(second.done) == 10
    await engine.stop()


async def test_what_no_hint_told_of_is_found_by_the_sweep(running, clock):
    errands = Errands()
    await running(errands=errands)
    errands.dues.append(clock.now())
    clock.move_to(clock.now() + SWEEP)
    await look_again(errands)
    assert len(errands.done) == 1


async def test_a_failing_lane_rests_longer_each_time_and_the_others_go_on(running, clock):
    failing, sound = Errands(clock.now()), Errands()
    failing.fault = OSError("somebody's words")
    engine = await running(failing=failing, sound=sound)
    sound.dues.append(clock.now())
    await engine.settle()
    assert (failing.looks, len(sound.done)) == (1, 1)
    rests = []
    for _ in range(8):
        before = clock.now()
        clock.move_to(engine.next_due())
        await engine.settle()
        rests.append((clock.now() - before) / FIRST_REST)
    assert rests == [1, 2, 4, 8, 16, 32, 60, 60]
    failing.fault = None
    clock.move_to(engine.next_due())
    await engine.settle()
    assert len(failing.done) == 1


async def test_a_fault_is_logged_without_anybodys_words(running, capfd):
    failing = Errands()
    failing.fault = OSError("somebody's words")
    await running(failing=failing)
    said = capfd.readouterr().out
    assert "OSError" in said
    assert "words" not in said


async def test_what_is_being_done_at_the_stop_comes_to_its_end(clock):
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), []

    async def slow(now):
        begun.set()
        await may_end.wait()
        ended.append(now)

    engine = Embedded(clock)
    engine.add("slow", slow)
    await engine.start()
    await begun.wait()
    stopping = asyncio.ensure_future(engine.stop())
    await asyncio.sleep(0)
    may_end.set()
    await stopping
    assert ended
    assert not engine.running
    with pytest.raises(RuntimeError):
        await engine.settle()


async def test_on_a_ticking_clock_a_due_moment_needs_no_hint(clock):
    ticking = MovableClock(clock.now())
    errands = Errands(clock.now() + timedelta(milliseconds=30))
    engine = Embedded(ticking)
    engine.add("errands", errands.drain)
    await engine.start()
    while not errands.done:
        await asyncio.sleep(0.005)
    await engine.stop()
