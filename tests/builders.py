"""A small department for tests: the shipped example imported, people in their posts, every phone ready to talk.

    async with small_department(clock, tmp_path, database_url) as (town, people):
        clock.move_to(people.prompt)            # the month before is owed from here, until people.due
        await people.officer.type("รายงาน")
        assert "สปข.3" in said(people.officer)

Staff are on LINE and supervisors on Telegram; `swapped` turns it round. The newcomer holds no post.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot import importing
from bot.clock import MovableClock
from bot.demo.town import Town
from rules.frameworks import Framework
from storage.columns import WHOLE
from storage.tables import people as persons
from storage.tables import units
from storage.work import Work
from tests.beginnings import once
from tests.chat import LinePhone, TelegramPhone, living
from tests.examples import framework

BANGKOK = ZoneInfo("Asia/Bangkok")
UNIT, OTHER_UNIT = "สปข.3", "สปข.5"
INDICATOR = "department/8"
AnyPhone = LinePhone | TelegramPhone


class Account(Protocol):
    """What is known of somebody who writes: a phone has it, too."""

    @property
    def platform(self) -> str: ...

    @property
    def id(self) -> str | int: ...

    @property
    def name(self) -> str: ...


# Who: number of the account, name, on the staff's platform, posts as (role, unit, indicator).
_CAST: dict[str, tuple[int, str, bool, tuple[tuple[str, str, str], ...]]] = {
    "officer": (1, "มาลี", True, ((persons.OFFICER, UNIT, WHOLE),)),
    "colleague": (2, "สมชาย", True, ((persons.OFFICER, UNIT, WHOLE),)),
    "head": (3, "วิชัย", True, ((persons.HEAD, UNIT, WHOLE),)),
    "neighbour": (4, "อารี", True, ((persons.OFFICER, OTHER_UNIT, WHOLE),)),
    "newcomer": (5, "ปิติ", True, ()),
    "supervisor": (6, "สุดา", False, ((persons.SUPERVISOR, WHOLE, INDICATOR),)),
    "deputy": (7, "มานะ", False, ((persons.SUPERVISOR, WHOLE, INDICATOR),)),
    "collector": (8, "ชูใจ", False, ((persons.COLLECTOR, WHOLE, INDICATOR),)),
    "psdg": (9, "วีระ", False, ((persons.PSDG, WHOLE, WHOLE),)),
    "executive": (10, "นารี", False, ((persons.EXECUTIVE, WHOLE, WHOLE),)),
    "operator": (11, "เดช", False, ((persons.OPERATOR, WHOLE, WHOLE),)),
}


@dataclass(frozen=True, kw_only=True)
class People:
    """Everybody's phone, and the days of the first month: it is asked for at `prompt` and counts on time until `due`
    ends."""

    officer: AnyPhone
    colleague: AnyPhone
    head: AnyPhone
    neighbour: AnyPhone
    newcomer: AnyPhone
    supervisor: AnyPhone
    deputy: AnyPhone
    collector: AnyPhone
    psdg: AnyPhone
    executive: AnyPhone
    operator: AnyPhone
    ids: dict[str, str]

    prompt: ClassVar[datetime] = datetime(2026, 11, 2, 9, 0, tzinfo=BANGKOK)
    due: ClassVar[datetime] = datetime(2026, 11, 5, 12, 0, tzinfo=BANGKOK)

    def id_of(self, phone: AnyPhone) -> str:
        """The person's id in the database."""
        return self.ids[phone.name]


@asynccontextmanager
async def small_department(
    clock: MovableClock,
    folder: Path,
    database_url: str,
    *,
    swapped: bool = False,
    language: str = "th",
    twice: bool = False,
    absent: tuple[str, ...] = (),
    pledge: Framework | None = None,
    polling: bool = False,
) -> AsyncGenerator[tuple[Town, People]]:
    """The department alive: `twice` delivers each webhook twice, who is `absent` holds no post."""
    async with living(clock, folder, database_url, polling=polling) as town:
        town.line.delivery.policy.copies = 2 if twice else 1
        town.telegram.delivery.twice = twice
        phones = {key: _phone(town, number, name, staff != swapped) for key, (number, name, staff, _) in _CAST.items()}
        chosen = pledge or framework()

        def write(work: Work) -> dict[str, str]:
            importing.take(work, chosen, clock.now())
            return {
                phone.name: enrol(work, phone, language, () if key in absent else _CAST[key][3])
                for key, phone in phones.items()
            }

        beginning = chosen, clock.now(), language, swapped, absent
        ids = await town.product.database.write(lambda work: once(work, beginning, write))
        yield town, People(ids=ids, **phones)


def enrol(work: Work, phone: Account, language: str, posts: tuple[tuple[str, str, str], ...]) -> str:
    """A person with an account who agreed to be kept and holds these posts, made where they are not there yet."""
    person = persons.meet(work, phone.platform, str(phone.id), language, work.now)
    persons.consent(work, person.id, phone.name)
    for role, unit, indicator in posts:
        unit_id = unit if unit == WHOLE else _unit_id(work, unit)
        post = persons.post(work, role, unit_id=unit_id, indicator=indicator)
        assert post is not None, (role, unit, indicator)
        persons.hold(work, person.id, post.post_id)
    return person.id


async def rows(town: Town, query: str, **values: Any) -> list[dict[str, Any]]:
    """What the database holds, asked in SQL."""
    found = await town.product.database.read(lambda work: work.execute(text(query), values).mappings().all())
    return [dict(row) for row in found]


def _phone(town: Town, number: int, name: str, on_line: bool) -> AnyPhone:
    if on_line:
        phone = LinePhone(town, number, name)
        town.line.people[phone.id].friend = True
        return phone
    other = TelegramPhone(town, number, name)
    town.telegram.chat(other.id).started = True
    return other


def _unit_id(work: Work, code: str) -> str:
    unit = units.by_code(work, code)
    assert unit is not None, code
    return unit.id
