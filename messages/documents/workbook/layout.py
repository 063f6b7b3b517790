"""The workbook's sheets and columns, and what each holds of a framework's plain values: all else goes by it."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args

from rules.framework_parts import COUNTINGS, MONTHS
from rules.framework_process import TAKES
from rules.framework_settings import ZONES
from rules.frameworks import TIERS, Evidence, Frequency, Method, Numerals, Once, Role, Scope, Side
from rules.penalties import PenaltyKind
from rules.provinces import PROVINCES

What = Literal["text", "code", "texts", "codes", "whole", "wholes", "number", "flag", "hour", "day", "month", "choice"]
OURS = "ours"
YES_NO = ("yes", "no")
CHOICES: dict[str, tuple[str, ...]] = {
    "timezone": ZONES,
    "numerals": get_args(Numerals),
    "calendar": get_args(Side),
    "evidence": get_args(Evidence),
    "method": get_args(Method),
    "frequency": get_args(Frequency),
    "once_in": get_args(Once),
    "kind": get_args(PenaltyKind),
    "per": COUNTINGS,
    "role": get_args(Role),
    "scope": get_args(Scope),
    "flag": YES_NO,
    "tier": tuple(map(str, TIERS)),
    "upper_tier": tuple(map(str, TIERS[1:])),
    "round": MONTHS,
    "province": PROVINCES,
    "year": ("-1", "0", "1"),
}
"""The closed lists by name; people read `workbook_choices.<name>_<word>`, or of the `BARE` ones the word itself."""
BARE = ("timezone", "tier", "upper_tier", "round", "year")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a sheet, or one line of a form.

    `key` is the key path in the row's table, `title` and `help` are names of texts; `choice` names a closed list,
    `refers` the sheet whose codes are meant.
    """

    key: str
    what: What
    title: str
    help: str
    needed: bool = False
    choice: str = ""
    refers: str = ""
    width: int = 16

    @property
    def root(self) -> str:
        """The key of the row's table that it stands under."""
        return self.key.partition(".")[0].partition("[")[0]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: a row is a table of the list at `path`, or of the list `child` in the table whose code its first column
    names; as a `form` a line is a key of the one table at `path`. `makes`: it makes the tables that it names."""

    name: str
    path: str
    columns: tuple[Column, ...]
    child: str = ""
    form: bool = False
    makes: bool = False
    colour: str = "#B8CCE4"

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that are keys of the row's own table."""
        return self.columns[1:] if self.child else self.columns


def _column(what: What, key: str, title: str = "", /, **more: Any) -> Column:
    title = title or key.replace(".", "_").replace("[", "_").replace("]", "")
    width = {"text": 32, "texts": 26, "codes": 18, "day": 15, "number": 12, "whole": 11, "flag": 11}.get(what, 16)
    choice = {"choice": key, "flag": "flag"}.get(what, "")
    usual: dict[str, Any] = {"title": title, "help": title, "width": width, "choice": choice}
    return Column(key=key, what=what, **usual | more)


free, code, texts, codes = (partial(_column, what) for what in ("text", "code", "texts", "codes"))
whole, wholes, number, flag = (partial(_column, what) for what in ("whole", "wholes", "number", "flag"))
hour, day, month, choice = (partial(_column, what) for what in ("hour", "day", "month", "choice"))

CODE, NAME = code("code", needed=True), free("name", width=40)
NEEDED_NAME = free("name", needed=True, width=48)
OURS_COLUMN = texts(OURS)
SOURCE = (
    code("source.document", refers="sources"),
    free("source.clause", width=18),
    free("source.clause_en", width=18),
    OURS_COLUMN,
)
INDICATOR = code("indicator", "of_indicator", needed=True, refers="indicators")
SPAN = (month("month"), month("months[1]"), month("months[2]"))
LITTLE, OFTEN = "#D9D9D9", "#9BBB59"

_RELIEF = (
    CODE,
    whole("tier", help="relief_tier", choice="tier"),
    codes("units", help="relief_units", refers="units"),
    codes("kinds", help="relief_kinds", refers="kinds"),
    codes("indicators", help="relief_indicators", refers="indicators"),
    codes("projects"),
    *SPAN,
    codes("rounds", help="relief_rounds", choice="round"),
)
_GROUNDS = (
    free("reason", needed=True),
    free("reason_en"),
    free("authority", needed=True),
    free("authority_en"),
    *SOURCE,
)
_GENERAL = (
    code("code", "framework_code", needed=True),
    whole("year"),
    free("title", needed=True),
    free("office", needed=True),
    OURS_COLUMN,
)
_SETTINGS = (
    whole("due_day"),
    hour("due_hour"),
    whole("prompt_day"),
    hour("sending_hour"),
    hour("quiet_from"),
    hour("quiet_until"),
    *(wholes(f"warn.tier_{tier}") for tier in TIERS),
    *(whole(f"overdue.{who}") for who in ("officer", "head", "supervisor", "repeat")),
    flag("moves"),
    choice("calendar"),
    code("province", choice="province", help="office_province"),
    choice("evidence"),
    whole("return_days"),
    whole("invitation_days"),
    whole("draft_idle_minutes"),
    choice("numerals"),
    choice("timezone"),
    OURS_COLUMN,
)
_INDICATORS = (
    CODE,
    NEEDED_NAME,
    code("dimension", refers="dimensions"),
    choice("method", needed=True),
    choice("frequency"),
    flag("by_project"),
    codes("kinds", refers="kinds"),
    codes("units", refers="units"),
    codes("exempt_kinds", refers="kinds"),
    codes("exempt", refers="units"),
    code("host", refers="units"),
    free("measure", width=16),
    number("weight"),
    number("target"),
    number("baseline"),
    flag("compulsory"),
    *(number(f"criteria[{score}]", help="criteria") for score in range(1, 6)),
    texts("entry"),
    texts("entry_en"),
    texts("same_by"),
    choice("once_in"),
    free("activity", width=18),
    free("persons", width=18),
    free("system"),
    free("system_en"),
    free("form"),
    free("form_en"),
    free("form_link"),
    free("form_file", width=24),
    code("source", "source_document", refers="sources"),
    OURS_COLUMN,
)
_DEADLINES = (
    choice("code", "round", needed=True, choice="round"),
    whole("tier", "round_tier", choice="upper_tier", needed=True),
    day("on", "due_on", needed=True),
    hour("hour"),
    codes("sends", refers="documents"),
    *SOURCE,
)
_PENALTIES = (
    CODE,
    NAME,
    free("name_en"),
    whole("tier", help="penalty_tier", choice="tier", needed=True),
    codes("rounds", help="penalty_rounds", choice="round", needed=True),
    flag("returned"),
    choice("kind", "penalty_kind"),
    number("rate", needed=True),
    choice("per", needed=True),
    free("off"),
    free("off_en"),
    number("cap"),
    number("floor"),
    *SOURCE,
)
_PROCESS = (
    CODE,
    free("text", "step_text", needed=True, width=48),
    free("text_en"),
    texts("owners"),
    day("on", "on_day"),
    day("from"),
    day("until"),
    *SPAN,
    whole("year", "year_shift", choice="year"),
    code("after", refers="process"),
    choice("after_round", choice="round"),
    *(whole(f"takes.{unit}", width=14) for unit in TAKES),
    code("back_to", refers="process"),
    texts("documents", "about"),
    *SOURCE,
)
_HOLIDAYS = (
    day("on", "on_day", help="holiday_on", needed=True),
    free("name", help="holiday_name", needed=True),
    free("name_en"),
    free("authority", needed=True),
    free("authority_en"),
    choice("scope"),
    codes("provinces", choice="province"),
    flag("working"),
)
_POSTS = (
    choice("role", needed=True),
    free("title", "post_title", needed=True),
    free("title_en", "post_title_en"),
    code("unit", refers="units"),
    codes("indicators", help="post_indicators", refers="indicators"),
    OURS_COLUMN,
)
_UNITS = (CODE, NAME, code("kind", refers="kinds"), code("province", choice="province"), day("starts"))
_PROJECTS = (INDICATOR, CODE, NAME, codes("units", help="project_units", refers="units"), day("starts"))
_SINCE = (
    INDICATOR,
    codes("units", help="since_units", needed=True, refers="units"),
    day("on", "since_on", needed=True),
)
_DOCUMENTED = (CODE, free("title", "source_title", needed=True, width=60), free("title_en", "source_title_en"))
_CHANGES = (day("until", needed=True, help="changes_until"), texts("grounds", width=60), *SOURCE)
_EXTENSIONS = (*_RELIEF, day("until", "longer_until", needed=True), hour("hour"), *_GROUNDS)

SHEETS = (
    Sheet(name="general", path="", columns=_GENERAL, form=True, colour=OFTEN),
    Sheet(name="kinds", path="kinds", columns=(CODE, NAME), colour=OFTEN),
    Sheet(name="units", path="units", columns=_UNITS, colour=OFTEN),
    Sheet(name="dimensions", path="dimensions", columns=(CODE, NEEDED_NAME), colour=OFTEN),
    Sheet(name="indicators", path="indicators", columns=_INDICATORS, colour=OFTEN),
    Sheet(name="steps", path="indicators", child="steps", columns=(INDICATOR, free("text", width=60)), colour=OFTEN),
    Sheet(name="projects", path="indicators", child="projects", columns=_PROJECTS, colour=OFTEN),
    Sheet(name="rounds", path="rounds", child="deadlines", columns=_DEADLINES, makes=True, colour=OFTEN),
    Sheet(name="posts", path="posts", columns=_POSTS, colour=OFTEN),
    Sheet(name="penalties", path="penalties", columns=_PENALTIES),
    Sheet(name="holidays", path="holidays", columns=_HOLIDAYS),
    Sheet(name="settings", path="settings", columns=_SETTINGS, form=True),
    Sheet(name="documents", path="documents", columns=(CODE, NEEDED_NAME, free("name_en"), OURS_COLUMN)),
    Sheet(name="sources", path="sources", columns=(*_DOCUMENTED, OURS_COLUMN)),
    Sheet(name="process", path="process", columns=_PROCESS, colour=LITTLE),
    Sheet(name="since", path="indicators", child="since", columns=_SINCE, colour=LITTLE),
    Sheet(name="waivers", path="waivers", columns=(*_RELIEF, *_GROUNDS), colour=LITTLE),
    Sheet(name="extensions", path="extensions", columns=_EXTENSIONS, colour=LITTLE),
    Sheet(name="changes", path="changes", columns=_CHANGES, form=True, colour=LITTLE),
)
BESIDE = ("guide", "example", "lists")
"""Sheets of the workbook that hold nothing of the framework; what stands there is not read."""


def children(path: str) -> tuple[Sheet, ...]:
    """The sheets whose rows belong to a table of the list at a path."""
    return tuple(sheet for sheet in SHEETS if sheet.child and sheet.path == path)
