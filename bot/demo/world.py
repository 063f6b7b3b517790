"""Who lives in the example, when their story begins, and how they joined: each with a code typed on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.blanks import beside
from handlers.actions.national_days import national_days
from messages.documents import framework_toml
from messages.documents.framework_toml import Fault
from messages.texts import Texts
from rules.deadlines import prompt_day
from rules.fiscal import FiscalYear, Month
from rules.framework_file import judge
from rules.frameworks import Framework
from rules.holidays import Calendar, Holiday
from storage.tables import people

EXAMPLES = Path(__file__).parents[2] / "examples"
BEFORE_THE_FIRST_PROMPT = timedelta(minutes=5)
LINE, TELEGRAM = "line", "telegram"
FIRST_TELEGRAM_ID = 5_000_000


class NoExample(Exception):
    """There is no framework of that name, or its file is refused; the message is the name."""


def names() -> list[str]:
    """The examples that there are."""
    return sorted(file.stem for file in EXAMPLES.glob("*.toml"))


@dataclass(frozen=True, kw_only=True)
class Example:
    """A framework laid on its year, and the instant at which its story begins."""

    framework: Framework
    start: datetime


def load(name: str, today: date) -> Example:
    """The example as it is today. An undated one is laid on the fiscal year of the month before today's, and its units
    begin with that month; a dated one begins with its own first month. Raise NoExample.
    """
    file = EXAMPLES / f"{name}.toml"
    values = framework_toml.read(file.read_bytes()) if file.is_file() else None
    if values is None or isinstance(values, Fault):
        raise NoExample(name)
    month = Month.of(today).previous()
    current = FiscalYear.of(month.first).number
    judged = judge(values, asked=None, current=current, beside=beside(file, values))
    if not isinstance(judged, Framework):
        raise NoExample(name)
    if judged.dated:
        month = FiscalYear(judged.year).months[0]
    units = tuple(replace(unit, starts=unit.starts or month.first) for unit in judged.units)
    return Example(framework=replace(judged, units=units), start=_before_the_prompt(judged, month))


def _before_the_prompt(framework: Framework, month: Month) -> datetime:
    """Shortly before the people are asked for that month."""
    settings = framework.settings
    day = prompt_day(month, settings.prompt_day, _calendar(framework, month))
    return datetime.combine(day, settings.sending_hour, ZoneInfo(settings.timezone)) - BEFORE_THE_FIRST_PROMPT


def _calendar(framework: Framework, month: Month) -> Calendar:
    here = framework.settings.province
    known = (day for day in national_days(range(month.year, month.year + 2)) if day.counts_in(here))
    own = (Holiday(on=day.on, name=day.name, authority=day.authority, working=day.working) for day in framework.days)
    return Calendar((*known, *own), date.max)


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of the example: a phone, a name by key, and the post: of a unit or an indicator by its place there."""

    platform: str
    number: int
    name: str
    role: str
    unit: int | None = None
    indicator: int | None = None
    joined: bool = True

    @property
    def address(self) -> str:
        """The account's ID on its platform."""
        return f"U{self.number:032x}" if self.platform == LINE else str(FIRST_TELEGRAM_ID + self.number)


ROLE_WORDS = {
    people.OFFICER: "demo.role_officer",
    people.HEAD: "demo.role_head",
    people.SUPERVISOR: "demo.role_supervisor",
    people.PSDG: "demo.role_psdg",
}
# Staff on LINE and supervisors on Telegram are the custom; two are the other way round.
CAST = (
    Member(platform=LINE, number=1, name="demo.name_1", role=people.OFFICER, unit=2),
    Member(platform=LINE, number=2, name="demo.name_2", role=people.OFFICER, unit=4),
    Member(platform=LINE, number=3, name="demo.name_3", role=people.OFFICER, unit=8),
    Member(platform=LINE, number=4, name="demo.name_4", role=people.HEAD, unit=2),
    Member(platform=LINE, number=5, name="demo.name_5", role=people.SUPERVISOR, indicator=1),
    Member(platform=LINE, number=6, name="demo.name_6", role=people.OFFICER, unit=0, joined=False),
    Member(platform=TELEGRAM, number=7, name="demo.name_7", role=people.SUPERVISOR, indicator=0),
    Member(platform=TELEGRAM, number=8, name="demo.name_8", role=people.PSDG),
    Member(platform=TELEGRAM, number=9, name="demo.name_9", role=people.SUPERVISOR, indicator=2),
    Member(platform=TELEGRAM, number=10, name="demo.name_10", role=people.OFFICER, unit=5),
)
SECOND_OF_PSDG = Member(platform=LINE, number=11, name="demo.name_11", role=people.PSDG)


def cast(framework: Framework) -> Iterator[Member]:
    """Those for whom the framework has a post; where that is nobody on LINE (a framework without units), a second of
    the PSDG holds that phone. The first of the PSDG is on Telegram and always there.
    """
    found = [member for member in CAST if _has_a_post(framework, member)]
    yield from found
    if all(member.platform != LINE for member in found):
        yield SECOND_OF_PSDG


def _has_a_post(framework: Framework, member: Member) -> bool:
    unit_is_there = member.unit is None or member.unit < len(framework.units)
    return unit_is_there and (member.indicator is None or member.indicator < len(framework.indicators))


def role_words(member: Member, framework: Framework, texts: Texts, language: str) -> str:
    """What somebody is, with the code of the unit or indicator."""
    key = ROLE_WORDS[member.role]
    if member.unit is not None:
        return texts.line(language, key, of=framework.units[member.unit].code)
    if member.indicator is not None:
        return texts.line(language, key, of=framework.indicators[member.indicator].code)
    return texts.line(language, key)
