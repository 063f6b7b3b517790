"""One drive becomes a figure; the figures of floor and product become the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bench import load
from bench.process import Served
from bench.sink import Sink

WIDTHS = {"CPU µs": 8, "ratio": 7, "goal": 6, "calls": 7, "per s": 7, "200 ms": 16, "answer ms": 16, "alone ms": 16}
HEAD = " " * 24 + "".join(f"{name:>{width}}" for name, width in WIDTHS.items())


@dataclass(frozen=True, kw_only=True)
class Figure:
    """CPU of the server an event, calls that it made an event, seconds until 200 and until the answer."""

    cpu_us: float
    calls: float
    per_second: float
    webhooks: Sequence[float]
    answers: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A row: what it is, the row of its floor, how many times that it may cost."""

    name: str
    floor: str = ""
    goal: float = 0.0


async def measure(server: Served, sink: Sink, events: Sequence[load.Event], people: int, quiet: float) -> Figure:
    """Drive these events, and wait until everything that they caused has left."""
    async with load.crowd(server.url, sink, people) as crowd:
        cpu, calls = server.cpu_us(), sink.counts.total()
        times = await crowd.drive(events)
        await sink.quiet(quiet)
        return Figure(
            cpu_us=(server.cpu_us() - cpu) / len(events),
            calls=(sink.counts.total() - calls) / len(events),
            per_second=len(events) / times.total,
            webhooks=times.webhooks,
            answers=times.answers,
        )


def table(rows: Sequence[Compared], crowd: Sequence[dict[str, Figure]], alone: dict[str, Figure]) -> str:
    """A line for each row, medians over the rounds; each round's ratio is taken beside the floor of that round."""
    return "\n".join([HEAD, *(_line(row, crowd, alone[row.name]) for row in rows)])


def _line(row: Compared, rounds: Sequence[dict[str, Figure]], alone: Figure) -> str:
    figures = [figures[row.name] for figures in rounds]
    cpu, calls, rate = (median(getattr(it, name) for it in figures) for name in ("cpu_us", "calls", "per_second"))
    ratio = goal = ""
    if row.floor:
        ratio = f"{median(it[row.name].cpu_us / it[row.floor].cpu_us for it in rounds):.2f}"
        goal = f"{row.goal:.1f}"
    webhooks = _spread([each for it in figures for each in it.webhooks])
    answers = _spread([each for it in figures for each in it.answers])
    times = f"{webhooks:>16}{answers:>16}{_spread(alone.answers):>16}"
    return f"{row.name:24}{cpu:8.0f}{ratio:>7}{goal:>6}{calls:7.1f}{rate:7.0f}{times}"


def _spread(seconds: Sequence[float]) -> str:
    """The median and the 99th of a hundred, in ms."""
    cuts = quantiles(seconds, n=100)
    return f"{cuts[49] * 1000:.1f} / {cuts[98] * 1000:.1f}"
