"""Everything that is measured on one database, as lines beside the goals."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypeVar

from bench import department, job1, kills, ledger, pushes, rehearsal, serving
from bench.figures import Figure
from bench.lines import Line
from bench.process import Served
from bench.sink import Limits, Sink, listening
from bot.settings import read
from tests.kill.house import Nursery

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of everything."""

    events: int = 400
    rounds: int = 3
    told: int = 10_000
    told_many: int = 100_000
    people: int = 50
    ways: Sequence[kills.Kill] = kills.WAYS
    ledger: tuple[int, int] = (8_400, 20)
    year: tuple[int, int] = (500, 25)
    quiet: tuple[float, float] = (1.5, 5.0)
    """Seconds without a call after which all has left; with the rates on, what was refused comes again."""


QUICK = Size(
    events=10,
    rounds=1,
    told=100,
    told_many=200,
    people=5,
    ways=(kills.Kill(name="inside the reply token's minute, 1 kill"),),
    ledger=(20, 2),
    year=(1, 1),
    quiet=(0.15, 0.3),
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The lines, the whole table of job 1, and where the time went, by job."""

    lines: list[Line]
    details: str
    costs: dict[str, str]


async def on_both_platforms(size: Size, folder: Path, database_url: str) -> Found:
    """Job 1 and 2, replies, a slow platform, memory, the start; and both jobs once more with all rates on."""
    async with _platforms() as (sink, sink_url):
        settings = serving.environment(sink_url, str(folder), database_url)
        needed = job1.units(size.events, size.rounds)
        department.make(read(settings), needed + size.events)
        department.make_listeners(read(settings), size.told_many)
        ready, idle = await asyncio.to_thread(serving.started, settings)
        with ExitStack() as stack:
            floor, product = await _beside(stack, "floor", folder, settings, sink_url)
            town = job1.Town(floor=floor, product=product, sink=sink, quiet=size.quiet[0])
            played = await job1.play(town, size.events, size.rounds)
        with ExitStack() as stack:
            floor, product = await _beside(stack, "floor_pushes", folder, settings, sink_url)
            lines, costs = await _job2(size, floor, product, sink)
        sink.limits = Limits()
        with ExitStack() as stack:
            floor, product = await _beside(stack, "floor", folder, settings, sink_url, paced=True)
            town = job1.Town(floor=floor, product=product, sink=sink, quiet=size.quiet[1])
            paced = await town.play_paced(range(needed, needed + min(size.events, 100)))
            told = await pushes.tell(product, sink, "/bench/push", size.told)
    limited = [
        _rate("with rates and pacing on: a number typed", paced[0]),
        _rate("with rates and pacing on: approved", paced[1]),
        Line(
            what="with rates and pacing on: job 2", found=told.per_second, unit="/s", beside=f"{told.refused} refused"
        ),
    ]
    standing = [
        Line(what="memory, idle", found=idle, unit="MiB", reach=120, stretch=90),
        Line(what="memory, under load", found=played.memory, unit="MiB", reach=150, stretch=110),
        Line(what="start to ready", found=ready, unit="s", reach=2, stretch=1),
    ]
    first = [*_job1(played), *_replies(played), *_slow(played)]
    found = {"job 1": played.costs, "job 2": costs}
    return Found(lines=[*first, *lines, *standing, *limited], details=played.table(), costs=found)


async def killed(size: Size, folder: Path, database_urls: Sequence[str]) -> list[Line]:
    """Each way on a database of its own."""
    nursery, lines = Nursery(), []
    for way, url in zip(size.ways, database_urls, strict=True):
        place = folder / str(len(lines))
        place.mkdir(parents=True)
        found = await kills.kill(way, place, url, nursery, size.people)
        for word, number in (("lost", found.lost), ("stuck", found.stuck), ("doubled on LINE", found.doubled)):
            lines.append(Line(what=f"SIGKILL {way.name}: {word}", found=number, unit="", reach=0))
    nursery.close()
    return lines


def owed(size: Size, database_url: str) -> list[Line]:
    """Who owes what, of a country's ledger."""
    found = _apart(ledger.owed, database_url, *size.ledger)
    return [
        Line(what=f"who owes what, {how}", found=it.micro, unit="µs", reach=1, stretch=0.5, beside=f"{it.rows:,} rows")
        for how, it in found.items()
    ]


def year(size: Size) -> list[Line]:
    """A year rehearsed: in memory, whatever the database is."""
    found = _apart(rehearsal.rehearse, *size.year)
    beside = f"CPU {found.cpu:.1f} s, {found.messages:,} messages, {found.memory} MiB"
    return [Line(what="the year rehearsed", found=found.seconds, unit="s", reach=60, stretch=20, beside=beside)]


def _apart(deed: Callable[..., T], *arguments: Any) -> T:
    """In a process of its own, whose memory is nobody else's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(deed, *arguments).result()


@asynccontextmanager
async def _platforms() -> AsyncGenerator[tuple[Sink, str]]:
    sink = Sink()
    server, url = await listening(sink)
    yield sink, url
    server.close()


async def _beside(
    stack: ExitStack, floor: str, folder: Path, settings: dict[str, str], sink_url: str, *, paced: bool = False
) -> list[Served]:
    """A floor and the product. On a thread: the product asks the sink, which is in this loop, who it is."""
    file = folder / f"{floor}{'-paced' if paced else ''}.db"
    both = (serving.floor(floor, str(file), sink_url), serving.product(settings, paced=paced))
    return await asyncio.to_thread(lambda: [stack.enter_context(each) for each in both])


async def _job2(size: Size, floor: Served, product: Served, sink: Sink) -> tuple[list[Line], str]:
    await pushes.tell(floor, sink, "/push", size.told)
    await pushes.tell(product, sink, "/bench/push", size.told)
    turns = []
    for _ in range(min(size.rounds, 3)):
        beside = await pushes.tell(floor, sink, "/push", size.told)
        turns.append((beside, await pushes.tell(product, sink, "/bench/push", size.told)))
    await product.ask("/bench/costs/begin")
    await pushes.tell(product, sink, "/bench/push", size.told)
    costs = await product.ask("/bench/costs/end")
    many = await pushes.tell(product, sink, "/bench/push", size.told_many)
    cost, floor_cost = (median(pair[place].cpu_us for pair in turns) for place in (1, 0))
    ratio = median(ours.cpu_us / beside.cpu_us for beside, ours in turns)
    rate = median(ours.per_second for _, ours in turns)
    times, told_many = many.cpu_us / cost, f"{size.told_many:,}"
    lines = [
        _times(f"job 2: {size.told:,} pushes", ratio, 2.0, 1.4, cost, floor_cost),
        Line(what="job 2: messages a second", found=rate, unit="/s", reach=6000, at_least=True),
        Line(what=f"a message of {told_many} to one of {size.told:,}", found=times, unit="×", reach=1.1, stretch=1.0),
        Line(what=f"memory grown by {told_many}", found=many.grown, unit="MiB", reach=15, stretch=5),
    ]
    return lines, costs


def _job1(played: job1.Played) -> list[Line]:
    lines = []
    for row, stretch, wanted in ((job1.TYPED, 1.4, 3000), (job1.CONFIRMED, 1.4, 3000), (job1.APPROVED, 2.0, 2500)):
        figures = [(turn[row.name], turn[row.floor]) for turn in played.crowd]
        ratio = median(ours.cpu_us / beside.cpu_us for ours, beside in figures)
        cost, beside = (median(pair[place].cpu_us for pair in figures) for place in (0, 1))
        rate = median(ours.per_second for ours, _ in figures)
        lines.append(_times(f"job 1, {row.name}", ratio, row.goal, stretch, cost, beside))
        lines.append(Line(what="  events a second", found=rate, unit="/s", reach=wanted, at_least=True))
    return lines


def _times(what: str, ratio: float, reach: float, stretch: float, cost: float, floor: float) -> Line:
    beside = f"CPU {cost:.0f} µs beside {floor:.0f}"
    return Line(what=what, found=ratio, unit="× R", reach=reach, stretch=stretch, beside=beside)


def _replies(played: job1.Played) -> list[Line]:
    together = [one for turn in played.crowd for one in turn[job1.TYPED.name].answers]
    middle, slowest = _spread(together)
    alone = _spread(played.alone[job1.TYPED.name].answers)[0]
    return [
        Line(what=f"reply, {job1.CROWD} people: p50", found=middle, unit="ms", reach=22, stretch=15),
        Line(what=f"reply, {job1.CROWD} people: p99", found=slowest, unit="ms", reach=60, stretch=40),
        Line(what="reply, one person: p50", found=alone, unit="ms", reach=1.5, stretch=1.0),
    ]


def _slow(played: job1.Played) -> list[Line]:
    """All that 200 people could get of a platform that answers after 100 ms is 2,000 a second."""
    best = job1.SLOW_CROWD / job1.LATENCY
    ours, floor = 100 * played.slow.per_second / best, 100 * played.slow_floor.per_second / best
    beside = f"{played.slow.per_second:.0f}/s, the floor {floor:.0f} %"
    webhook = _spread(played.slow.webhooks)[1]
    return [
        Line(what="a call takes 100 ms: share", found=ours, unit="%", reach=90, at_least=True, beside=beside),
        Line(what="a call takes 100 ms: webhook p99", found=webhook, unit="ms", reach=20, stretch=10),
    ]


def _rate(what: str, figure: Figure) -> Line:
    middle, slowest = _spread(figure.answers)
    beside = f"answer p50 {middle:.0f} ms, p99 {slowest:.0f} ms"
    return Line(what=what, found=figure.per_second, unit="/s", beside=beside)


def _spread(seconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th of a hundred, in ms."""
    cuts = quantiles(seconds, n=100)
    return cuts[49] * 1000, cuts[98] * 1000
