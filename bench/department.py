"""A department for the bench: many units, each with one officer on LINE; a few supervisors on Telegram."""

from typing import Any

from sqlalchemy import insert

from bench.frameworks import laid_on_this_year
from bot import importing
from bot.clock import SystemClock
from bot.migrating import make_place
from bot.settings import Settings
from storage.columns import new_key
from storage.migrations import upgrade
from storage.tables import people
from storage.tables.people import ACCOUNTS, PEOPLE
from storage.work import Database, Work

PUSHED = "Un"
"""So begins the address of everybody who is told something."""
SUPERVISORS = 64
"""Each with an indicator of their own, so that this many can decide at once."""


def officer(number: int) -> str:
    """The LINE account of unit `number`'s officer; the unit reports indicator `indicator(number)`."""
    return f"U{number:032x}"


def supervisor(number: int) -> str:
    """The Telegram account of the supervisor of indicator `number`."""
    return str(5_000_000 + number)


def indicator(unit: int) -> int:
    """The only indicator that a unit is bound to."""
    return unit % SUPERVISORS


def make(settings: Settings, units: int) -> None:
    """Migrate the database, import the framework of this year and put everybody into their posts."""
    make_place(settings)
    upgrade(settings.database_url)
    clock, framework = SystemClock(), laid_on_this_year(_values(units))

    def write(work: Work) -> None:
        importing.take(work, framework, clock.now())
        _enrol(work, people.OFFICER, "line", lambda post: officer(_number(post.unit)))
        _enrol(work, people.SUPERVISOR, "telegram", lambda post: supervisor(_number(post.indicator.partition("/")[2])))

    Database(settings.database_url, clock).write_now(write)


def make_listeners(settings: Settings, many: int) -> None:
    """So many more people on LINE, who hold nothing."""

    def write(work: Work) -> None:
        keys = [(new_key(work.now), new_key(work.now)) for _ in range(many)]
        persons = [{"id": person, "name": "", "language": "th", "made_at": work.now} for person, _ in keys]
        accounts = [
            {"id": key, "platform": "line", "address": f"{PUSHED}{key}", "person_id": person, "heard_at": work.now}
            for person, key in keys
        ]
        work.execute(insert(PEOPLE), persons)
        work.execute(insert(ACCOUNTS), accounts)

    Database(settings.database_url, SystemClock()).write_now(write)


def _values(units: int) -> dict[str, Any]:
    """What a framework file would say: a number a month from every unit."""
    numbers = range(SUPERVISORS)
    return {
        "code": "bench",
        "title": "Bench",
        "office": "Bench",
        "settings": {"evidence": "never"},
        "kinds": [{"code": f"k{number}"} for number in numbers],
        "units": [{"code": f"u{number}", "kind": f"k{indicator(number)}"} for number in range(units)],
        "indicators": [_indicator(number) for number in numbers],
    }


def _indicator(number: int) -> dict[str, Any]:
    return {
        "code": str(number),
        "name": f"Indicator {number} of the bench",
        "host": "u0",
        "method": "number",
        "frequency": 1,
        "measure": "cases",
        "kinds": [f"k{number}"],
        "target": 100,
    }


def _enrol(work: Work, role: str, platform: str, address_of: Any) -> None:
    for post in people.posts_with(work, role):
        address = address_of(post)
        person = people.meet(work, platform, address, "th", work.now)
        people.consent(work, person.id, f"Person {address[-4:]}")
        people.hold(work, person.id, post.post_id)


def _number(code: str) -> int:
    return int(code.removeprefix("u"))
