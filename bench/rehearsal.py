"""A year of many units rehearsed: `python -m bench.rehearsal`, seconds beside the goals of performance."""

import argparse
import asyncio
import resource
import time
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bench.frameworks import laid_on_this_year
from bot.rehearsing.playing import Asked, play
from messages.rehearsal import Rehearsal
from messages.texts import Texts
from rules.frameworks import Framework

REACH, STRETCH = 60, 20
"""Seconds for 500 units."""
FREQUENCIES = (1, 3, 12)
"""Months: each unit reports one indicator of each."""
KINDS = 5
ROUNDS = {6: ("03-30", "04-15"), 9: ("07-05", "07-15"), 12: ("10-15", "10-31")}


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """What a year took, and how much of it there was; memory in MiB, at most."""

    seconds: float
    cpu: float
    reports: int
    messages: int
    people: int
    memory: int


def main() -> None:
    """Play it once and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--late", type=int, default=25, help="how many units send everything nine days late")
    asked = parser.parse_args()
    found = rehearse(asked.units, asked.late)
    print(f"{asked.units} units, {len(FREQUENCIES)} indicators each, {asked.late} units late")
    print(f"{found.seconds:.1f} s, CPU {found.cpu:.1f} s (goal {REACH}, stretch {STRETCH}), {found.memory} MiB")
    print(f"{found.messages} messages, {found.reports} reports, {found.people} people")


def rehearse(units: int, late: int) -> Rehearsed:
    """Play it once."""
    framework = laid_on_this_year(_values(units))
    began, cpu = time.perf_counter(), time.process_time()
    played = _played(framework, tuple((f"u{number}", 9) for number in range(late)))
    return Rehearsed(
        seconds=time.perf_counter() - began,
        cpu=time.process_time() - cpu,
        reports=sum(cause.kind == "approved" for told in played.told for cause in told.causes),
        messages=len(played.told),
        people=len(played.hearers),
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _played(framework: Framework, late: tuple[tuple[str, int], ...]) -> Rehearsal:
    asked = Asked(first=None, last=None, late=late, plan=0)
    return asyncio.run(play(framework, asked, Texts.load(), "th", lambda _: None))


def _values(units: int) -> dict[str, Any]:
    """Units of a few kinds, indicators that each kind reports, three rounds at both upper tiers."""
    kinds = [f"k{number}" for number in range(KINDS)]
    return {
        "code": "bench",
        "title": "Bench",
        "office": "Bench",
        "settings": {"due_day": 5},
        "kinds": [{"code": kind} for kind in kinds],
        "units": [{"code": f"u{number}", "kind": kinds[number % KINDS]} for number in range(units)],
        "indicators": [_indicator(kind, months) for kind in kinds for months in FREQUENCIES],
        "rounds": [
            {"code": code, "deadlines": [{"tier": 2, "on": second}, {"tier": 3, "on": third}]}
            for code, (second, third) in ROUNDS.items()
        ],
        "penalties": [{"code": "late", "tier": 3, "rounds": list(ROUNDS), "rate": Decimal("0.5"), "per": "calendar"}],
    }


def _indicator(kind: str, months: int) -> dict[str, Any]:
    return {
        "code": f"{kind}.{months}",
        "name": f"Indicator of {kind}, every {months} months",
        "host": "u0",
        "method": "number",
        "frequency": months,
        "measure": "cases",
        "kinds": [kind],
    }


if __name__ == "__main__":
    main()
