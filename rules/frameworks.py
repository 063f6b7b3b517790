"""What a department pledged for a fiscal year: the values that a framework file is judged into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Literal

from rules.deadlines import Ladder
from rules.penalties import PenaltyRule
from rules.process import Step
from rules.provinces import BANGKOK
from rules.reliefs import Extension, Waiver
from rules.sources import Source, SourceDocument

Method = Literal["step", "number", "ratio", "list", "distinct", "form", "elsewhere", "fed", "survey", "none"]
LISTED: tuple[Method, ...] = ("list", "distinct")
ANSWERED: tuple[Method, ...] = ("step", "number", "ratio", *LISTED, "form", "elsewhere")
"""The methods that a unit answers here; what is fed, surveyed or not reported at all is owed by nobody."""
Once = Literal["month", "year", "activity"]
Frequency = Literal["1", "3", "6", "12", "occurrence", "never", "unstated"]
Evidence = Literal["finish", "always", "never"]
Numerals = Literal["arabic", "thai"]
Side = Literal["receiver", "sender"]
Scope = Literal["country", "office"]
Role = Literal["officer", "head", "collector", "supervisor", "psdg", "executive", "operator"]
Fact = str | int

TIERS = (1, 2, 3)


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """One thing wrong in a file: its key path (counted from 1), its sentence's code, what the sentence mentions."""

    place: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an office may decide for itself; the defaults are house rules, `ours` names what a source lacks.

    `warn` holds, for tiers 1 to 3, how many working days before a deadline people are warned (0: on the day). A
    month is due on `due_day` of the month after it (None: no due day, nothing is warned about), asked for from
    `prompt_day` on (None: its first working day). `moves`: a deadline that is not a working day moves to the next
    one. `calendar`: whose working days count. `province`: where the office is. `evidence`: when it is compulsory – at a
    project's finish, with every report, or never.
    """

    timezone: str = "Asia/Bangkok"
    numerals: Numerals = "arabic"
    due_day: int | None = None
    due_hour: time | None = None
    prompt_day: int | None = None
    sending_hour: time = time(9)
    quiet_from: time = time(18)
    quiet_until: time = time(8)
    warn: tuple[tuple[int, ...], ...] = ((1, 0), (7, 3, 1, 0), (7, 3, 1, 0))
    overdue: Ladder = field(default_factory=Ladder)
    moves: bool = False
    calendar: Side = "receiver"
    province: str = BANGKOK
    evidence: Evidence = "finish"
    return_days: int = 5
    invitation_days: int = 30
    draft_idle_minutes: int = 30
    ours: tuple[str, ...] = ()

    def warn_before(self, tier: int) -> tuple[int, ...]:
        """The working days before a deadline of `tier` (1 to 3) on which people are warned."""
        return self.warn[tier - 1]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of unit."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit; its code is its name where no source spells it out. `starts`: first day of the first month it owes.

    `province` is where it is, "" where nobody says.
    """

    code: str
    name: str
    kind: str | None = None
    starts: date | None = None
    province: str = ""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One of the framework's own dimensions."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project or activity that `units` report on under a step indicator."""

    code: str
    name: str
    units: tuple[str, ...]
    starts: date | None = None


@dataclass(frozen=True, kw_only=True)
class Since:
    """Units that owe an indicator from another month than the one that would follow; `on` is its first day."""

    units: tuple[str, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class EntryForm:
    """What one entry of a list says, by the names of its fields (`fields_en`: for English readers, or empty).

    For a distinct count two entries are the same where the fields `same_by` are, and may not repeat `once_in` a month,
    a fiscal year or one activity, which the field `activity` names. The field `persons` holds persons' names.
    """

    fields: tuple[str, ...]
    fields_en: tuple[str, ...] = ()
    same_by: tuple[str, ...] = ()
    once_in: Once | None = None
    activity: str = ""
    persons: str = ""

    @property
    def compared(self) -> tuple[int, ...]:
        """The places (from 0) of the fields by which two entries are the same."""
        return tuple(place for place, name in enumerate(self.fields) if name in (*self.same_by, self.activity))


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A blank form: `name` is its path beside the framework's file, folders parted by /; `sha256` in hexadecimal."""

    name: str
    media_type: str
    sha256: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: how, how often and by whom it is reported; empty or None is what the source does not print.

    `units` and `exempt` hold the units of the `kinds` and `exempt_kinds` as well, as far as the file names them.
    `system` is where it is reported instead, what feeds it, or where its blank form is; `form` the form's name,
    `form_link` the blank's address, `form_file` the blank itself.
    `steps` are the texts of steps 1, 2, …; `criteria` the values for scores 1 to 5; `source` is the code of the
    document that prints it; `ours` the keys filled in by us.
    """

    code: str
    name: str
    method: Method
    frequency: Frequency
    by_project: bool
    units: tuple[str, ...]
    exempt: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    exempt_kinds: tuple[str, ...] = ()
    dimension: str | None = None
    host: str | None = None
    measure: str = ""
    weight: Decimal | None = None
    target: Decimal | None = None
    baseline: Decimal | None = None
    compulsory: bool = False
    steps: tuple[str, ...] = ()
    entry: EntryForm | None = None
    system: str = ""
    system_en: str = ""
    form: str = ""
    form_en: str = ""
    form_link: str = ""
    form_file: Blank | None = None
    criteria: tuple[Decimal, ...] = ()
    projects: tuple[Project, ...] = ()
    since: tuple[Since, ...] = ()
    source: str = ""
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of the report, by the name that its source gives it."""

    code: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, kw_only=True)
class RoundDeadline:
    """When a tier's report of a round is due; without an hour until the day ends.

    `sends` are its documents (codes), `ours` the keys filled in by us.
    """

    tier: int
    on: date
    hour: time | None = None
    sends: tuple[str, ...] = ()
    source: Source = field(default_factory=Source)
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChangeRule:
    """Until when a change of the agreement can be asked for, and on which grounds only."""

    until: date
    grounds: tuple[str, ...]
    source: Source = field(default_factory=Source)
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Round:
    """A reporting round: its months as a code, its days (both inside), its deadlines of tiers 2 and 3."""

    code: str
    first: date
    last: date
    deadlines: tuple[RoundDeadline, ...]


@dataclass(frozen=True, kw_only=True)
class Post:
    """The title of a post: of one unit, of one indicator, or of the department as a whole."""

    role: Role
    title: str
    title_en: str = ""
    unit: str | None = None
    indicator: str | None = None


@dataclass(frozen=True, kw_only=True)
class OwnDay:
    """A day that the file declares free, or worked after all: for the country, for some `provinces` of it, or for the
    office alone."""

    on: date
    name: str
    authority: str
    scope: Scope = "office"
    working: bool = False
    name_en: str = ""
    authority_en: str = ""
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A whole framework, laid on the fiscal year `year` (B.E.); `dated`: its file names that year itself."""

    code: str
    year: int
    dated: bool
    title: str
    office: str
    settings: Settings
    sources: tuple[SourceDocument, ...]
    kinds: tuple[Kind, ...]
    units: tuple[Unit, ...]
    dimensions: tuple[Dimension, ...]
    documents: tuple[Document, ...]
    indicators: tuple[Indicator, ...]
    rounds: tuple[Round, ...]
    penalties: tuple[PenaltyRule, ...]
    posts: tuple[Post, ...]
    changes: ChangeRule | None
    process: tuple[Step, ...]
    days: tuple[OwnDay, ...]
    waivers: tuple[Waiver, ...] = ()
    extensions: tuple[Extension, ...] = ()
