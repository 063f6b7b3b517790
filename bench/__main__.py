"""The whole table of the house's goals beside what is found, in one run: `python -m bench [--quick] [--database D]`."""

import argparse
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import uvloop
from sqlalchemy import make_url

from bench import process, run, strict
from bench.databases import postgresql
from bench.job1 import CROWD
from bench.lines import printed
from bench.run import QUICK, Size
from bench.serving import LOAD
from bot.clock import SystemClock

OFF = "the clock's jobs; LINE's rates and Telegram's rates (a cheap platform answers); our own pacing of Telegram"
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL (its own CPU is not counted; the floors stay on SQLite)"}


def main() -> None:
    """Both databases, unless one is named."""
    asked = _asked()
    size = QUICK if asked.quick else Size()
    process.pin(0, LOAD)
    load = os.getloadavg()[0]
    print(f"{SystemClock().now():%Y-%m-%d %H:%M} UTC: {process.machine()}; load {load:.1f} at the start")
    print(f"{size.rounds} rounds of {size.events} events, {CROWD} people. Switched off: {OFF}.")
    print("Each is on in the lines that say so.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        uvloop.run(strict.check(place / "strict"))
        print("Played once to the strict stand-ins: nothing refused.")
        for name in [asked.database] if asked.database else TITLES:
            print(f"\n{TITLES[name]}", flush=True)
            _measure(name, size, place / name)
        print(f"\nBoth\n{printed(run.year(size))}")


def _measure(name: str, size: Size, folder: Path) -> None:
    """Each measurement on a database that nothing else was done to; printed as soon as it is there."""
    folder.mkdir()
    with _databases(name, folder) as urls:
        found = uvloop.run(run.on_both_platforms(size, folder / "town", urls("town")))
        print(printed(found.lines))
        print(f"\n{found.details}")
        _blame(found)
        places = [urls(f"kill{at}") for at in range(len(size.ways))]
        print(f"\n{printed(uvloop.run(run.killed(size, folder / 'kills', places)))}", flush=True)
        print(f"\n{printed(run.owed(size, urls('ledger')))}", flush=True)


def _blame(found: run.Found) -> None:
    for job, costs in found.costs.items():
        if any(line.what.startswith(job) and line.verdict == "MISSED" for line in found.lines):
            print(f"{job} misses a goal. What costs most, of the main thread's CPU: {costs}", flush=True)


@contextmanager
def _databases(name: str, folder: Path) -> Generator:
    """Addresses of new databases, by name."""
    if name == "sqlite":
        yield lambda title: f"sqlite:///{folder / title}.db"
        return
    with postgresql(folder / "server", LOAD) as url:

        def new(title: str) -> str:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {title}")  # ty: ignore[no-matching-overload]
            return make_url(url).set(database=title).render_as_string(hide_password=False)

        yield new


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a little of it: that it runs, not what it costs")
    parser.add_argument("--database", choices=tuple(TITLES), help="only this one")
    return parser.parse_args()


if __name__ == "__main__":
    main()
