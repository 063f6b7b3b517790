"""The ledger of a country: `python -m bench.ledger`, what it takes to make a year of it and to ask who owes what."""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select, update

from bench.databases import postgresql
from bench.frameworks import laid_on_this_year
from bot import importing
from bot.clock import SystemClock
from rules.fiscal import FiscalYear, periods
from rules.frameworks import Framework
from storage import questions_owing
from storage.migrations import upgrade
from storage.tables import frameworks
from storage.tables.obligations import OBLIGATIONS
from storage.tables.units import UNITS
from storage.work import Database, Work

KINDS = 5
CHUNK = 200
"""Units whose people a morning's job looks at in one transaction."""
FREQUENCIES = (1, 3, 6, 12)
"""Months: a morning asks of each period of any length."""
HALF = 6
"""Months of the year that all have answered when it is asked who owes what."""
OTHER_CORE = 1
REACH, STRETCH = 1.0, 0.5
"""Microseconds for a row that is open: of our CPU on SQLite, by the clock on PostgreSQL, whose own server works."""
_OPEN_ROWS = select(func.count()).where(OBLIGATIONS.c.state == "open")

Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What something took: seconds by the clock on the wall, and of our own CPU."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:8.2f} s, CPU {self.cpu:8.2f} s"


@dataclass(frozen=True, kw_only=True)
class Owed:
    """Who owes what: the open rows, and the microseconds that each takes."""

    rows: int
    micro: float


def main() -> None:
    """Make it once on each database, ask, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=8_000)
    parser.add_argument("--indicators", type=int, default=20, help="each reported by every unit, every month")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    asked = parser.parse_args()
    for name in asked.database or ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory() as folder, _address(name, Path(folder)) as url:
            print(f"{name}: {asked.units} units, {asked.indicators} indicators, every month of a year")
            _play(url, laid_on_this_year(_values(asked.units, asked.indicators)))


@contextmanager
def _address(name: str, folder: Path) -> Generator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder / 'ledger.db'}"
        return
    with postgresql(folder, OTHER_CORE) as url:
        yield url


def _play(url: str, framework: Framework) -> None:
    clock = SystemClock()
    upgrade(url)
    database = Database(url, clock)
    for title in ("made", "the same again"):
        taken, spent = _timed(lambda: database.write_now(lambda work: importing.take(work, framework, clock.now())))
        print(f"  {title:32}{spent}, {taken.aligned.opened} rows opened, {_memory()} MiB at most")
    for title, owed in _owed(database, framework).items():
        print(f"  {title:32}{owed.micro:.2f} µs for each of {owed.rows} open rows (goal {REACH}, stretch {STRETCH})")


def owed(url: str, units: int, indicators: int) -> dict[str, Owed]:
    """What it takes to ask who owes what, of a ledger made for it."""
    upgrade(url)
    database, framework = Database(url, SystemClock()), laid_on_this_year(_values(units, indicators))
    database.write_now(lambda work: importing.take(work, framework, SystemClock().now()))
    return _owed(database, framework)


def _owed(database: Database, framework: Framework) -> dict[str, Owed]:
    year = FiscalYear(framework.year)
    database.write_now(lambda work: _answer(work, year.months[HALF].first))
    rows = int(database.read_now(lambda work: work.scalar(_OPEN_ROWS)) or 0)
    found = {}
    for title, together in (("whole", len(framework.units)), (f"{CHUNK} units at a time", CHUNK)):
        _, spent = _timed(partial(database.read_now, partial(_asked, year=year, together=together)))
        on_sqlite = database.read_now(lambda work: work.is_single)
        found[title] = Owed(rows=rows, micro=(spent.cpu if on_sqlite else spent.wall) / rows * 1e6)
    return found


def _timed(deed: Callable[[], Found]) -> tuple[Found, Spent]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = deed()
    return found, Spent(wall=time.perf_counter() - wall, cpu=time.process_time() - cpu)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _answer(work: Work, before: date) -> None:
    """All that was due for these months has come."""
    work.execute(update(OBLIGATIONS).where(OBLIGATIONS.c.tier == 1, OBLIGATIONS.c.last_on < before).values(state="met"))


def _asked(work: Work, year: FiscalYear, together: int) -> None:
    """Who owes what on the last day of the year, as a morning asks it: anew for so many units together."""
    (framework,) = frameworks.in_force(work)
    known = [it.code for months in FREQUENCIES for it in periods(year, months)]
    today = FiscalYear(year.number + 1).months[0].last
    ids = [row.id for row in work.all(select(UNITS.c.id).where(UNITS.c.closed_at.is_(None)))]
    for start in range(0, len(ids), together):
        terms = questions_owing.terms_owed(work, framework.id, known, today)
        questions_owing.indicators_missing(work, framework.id, terms)
        months = [period for tier, period in terms if tier == 1]
        questions_owing.units_missing(work, framework.id, months, ids[start : start + together])


def _values(units: int, indicators: int) -> dict[str, Any]:
    kinds = [f"k{number}" for number in range(KINDS)]
    return {
        "code": "bench",
        "title": "Bench",
        "office": "Bench",
        "settings": {"due_day": 5},
        "kinds": [{"code": kind} for kind in kinds],
        "units": [{"code": f"u{number}", "kind": kinds[number % KINDS], "starts": "10-01"} for number in range(units)],
        "indicators": [
            {
                "code": f"{number}",
                "name": f"Indicator {number} of the bench",
                "method": "number",
                "frequency": 1,
                "measure": "cases",
                "kinds": kinds,
            }
            for number in range(1, indicators + 1)
        ],
    }


if __name__ == "__main__":
    main()
