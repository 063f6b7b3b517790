"""Job 1 through the real product, beside the floor, in one run: `python -m bench.job1 [--quick] [--events N]`.

A number is typed and confirmed on LINE, and its supervisor approves it on Telegram. Floor and product take turns on one
core, the load and the platforms' cheap answers are on the other; the ratio is the median over the rounds.
"""

import argparse
import asyncio
import json
import re
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import uvloop

from bench import department, load, process, strict
from bench.databases import postgresql
from bench.figures import Compared, Figure, measure, table
from bench.keys import LINE_SECRET, LINE_TOKEN, TELEGRAM_SECRET, TELEGRAM_TOKEN
from bench.process import Served
from bench.sink import Sink, listening
from bot.clock import SystemClock
from bot.settings import read

SERVERS, LOAD = 0, 1
"""Cores."""
CROWD = 64
CONFIRM, APPROVE = re.compile(rb'"data": ?"(=[^"]+\.confirm)"'), re.compile(rb'"callback_data": ?"(>approve [^"]+)"')
LINE_FLOOR, TELEGRAM_FLOOR = Compared(name="floor, LINE"), Compared(name="floor, Telegram")
TYPED = Compared(name="LINE: a number typed", floor=LINE_FLOOR.name, goal=2.0)
CONFIRMED = Compared(name="LINE: and confirmed", floor=LINE_FLOOR.name, goal=2.0)
APPROVED = Compared(name="Telegram: approved", floor=TELEGRAM_FLOOR.name, goal=3.0)
ROWS = (LINE_FLOOR, TYPED, CONFIRMED, TELEGRAM_FLOOR, APPROVED)


@dataclass(frozen=True, kw_only=True)
class Town:
    """Floor and product beside each other, and the platforms that both talk to."""

    floor: Served
    product: Served
    sink: Sink
    quiet: float

    async def play(self, units: range, people: int) -> dict[str, Figure]:
        """Everything once for these units, floor and product in turns."""
        figures = {LINE_FLOOR.name: await self._measure(self.floor, _typed(units), people)}
        figures[TYPED.name] = await self._measure(self.product, _typed(units), people)
        figures[CONFIRMED.name] = await self._measure(self.product, list(_confirmed(self.sink, units)), people)
        decisions = list(_approved(self.sink))
        if len(decisions) != len(units):
            raise LookupError(f"{len(decisions)} cards to decide on for {len(units)} reports")
        figures[TELEGRAM_FLOOR.name] = await self._measure(self.floor, decisions, people)
        figures[APPROVED.name] = await self._measure(self.product, decisions, people)
        return figures

    async def _measure(self, server: Served, events: list[load.Event], people: int) -> Figure:
        return await measure(server, self.sink, events, people, self.quiet)


def _typed(units: range) -> list[load.Event]:
    return [load.line_typed(department.officer(unit), f"report {department.indicator(unit)} {unit}") for unit in units]


def _confirmed(sink: Sink, units: range) -> Iterator[load.Event]:
    """By the button that the product sent last."""
    for unit in units:
        found = CONFIRM.search(sink.said[department.officer(unit)])
        if found is None:
            raise LookupError(f"nothing to confirm in: {sink.said[department.officer(unit)].decode()}")
        yield load.line_pressed(department.officer(unit), json.loads(b'"' + found[1] + b'"'))


def _approved(sink: Sink) -> Iterator[load.Event]:
    """Every card that came with the button."""
    for address, number, body in sink.cards:
        if found := APPROVE.search(body):
            yield load.telegram_pressed(address, number, json.loads(b'"' + found[1] + b'"'))
    sink.cards.clear()


async def bench(asked: argparse.Namespace, database_url: str, folder: Path) -> str:
    """The whole measurement on one database; its table and the lines below it."""
    sink = Sink()
    server, sink_url = await listening(sink)
    environment = _environment(sink_url, folder, database_url)
    many, alone = asked.events, max(10, asked.events // 5)
    department.make(read(environment), many * (asked.rounds + 1) + alone)
    ready, idle = await asyncio.to_thread(_start, environment)
    with ExitStack() as stack:
        floor = _floor(folder / "floor.db", sink_url)
        product = _product(environment, paced=asked.paced)
        # On a thread: the product asks the sink, which is in this loop, who it is.
        served = await asyncio.to_thread(lambda: (stack.enter_context(floor), stack.enter_context(product)))
        town = Town(floor=served[0], product=served[1], sink=sink, quiet=5.0 if asked.paced else 1.5)
        await town.play(range(many), CROWD)
        starts = range(many, many * (asked.rounds + 1), many)
        crowd = [await town.play(range(start, start + many), CROWD) for start in starts]
        single = await town.play(range(starts.stop, starts.stop + alone), 1)
        memory = town.product.memory_mib()
    server.close()
    below = f"`serve` ready in {ready:.2f} s (goal 2); {idle:.0f} MiB idle (120), {memory:.0f} under load (150)"
    return f"{table(ROWS, crowd, single)}\n{below}"


def _start(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until the real command is ready, and its memory then."""
    port = _free_port()
    with process.served(["bot", "serve"], port, "/health/ready", _at(environment, port), SERVERS) as server:
        return server.ready_seconds, server.memory_mib()


def _floor(file: Path, sink_url: str) -> process.Serving:
    port = _free_port()
    return process.served(["bench.floor", str(port), str(file), sink_url], port, "/", {}, SERVERS)


def _product(environment: dict[str, str], *, paced: bool) -> process.Serving:
    port = _free_port()
    words = ["bench.product", *(["paced"] if paced else [])]
    return process.served(words, port, "/health/ready", _at(environment, port), SERVERS)


def _at(environment: dict[str, str], port: int) -> dict[str, str]:
    return {**environment, "THANWELA_PORT": str(port)}


def _environment(sink_url: str, folder: Path, database_url: str) -> dict[str, str]:
    found = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "PUBLIC_URL": "https://bench.invalid",
        "SECRET_KEY": "a-key-for-one-bench-only",
        "LINE_CHANNEL_SECRET": LINE_SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": LINE_TOKEN,
        "LINE_API_URL": f"{sink_url}/line",
        "LINE_DATA_API_URL": f"{sink_url}/line-data",
        "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": TELEGRAM_SECRET,
        "TELEGRAM_API_URL": f"{sink_url}/telegram",
    }
    return {f"THANWELA_{name}": value for name, value in found.items()}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round: that it runs, not what it costs")
    parser.add_argument("--events", type=int, default=400, help="of each kind in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    parser.add_argument("--paced", action="store_true", help="with our own pacing on: as slow as Telegram allows")
    asked = parser.parse_args()
    asked.rounds = 1 if asked.quick else asked.rounds
    return asked


def main() -> None:
    """Both databases, unless one is named."""
    asked = _asked()
    process.pin(0, LOAD)
    off = ["the clock's jobs", "the stand-ins' checks and rates (a cheap sink answers)"]
    off += [] if asked.paced else ["our own pacing"]
    print(
        f"{SystemClock().now():%Y-%m-%d}: {process.machine()}; {asked.rounds} rounds of {asked.events}, {CROWD} people"
    )
    print(f"switched off: {', '.join(off)}. 200, answer, and alone (one person): p50 / p99.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        uvloop.run(strict.check(place / "strict"))
        print("played once to the strict stand-ins: nothing refused")
        if asked.database != "postgresql":
            print("\nSQLite", uvloop.run(bench(asked, "", place / "sqlite")), sep="\n")
        if asked.database != "sqlite":
            with postgresql(place / "server", LOAD) as url:
                print("\nPostgreSQL (its own CPU not counted; the floor stays on SQLite)")
                print(uvloop.run(bench(asked, url, place / "postgresql")))


if __name__ == "__main__":
    main()
