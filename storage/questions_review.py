"""What reviewers and overviews ask of several tables: who may see what, what waits, what is late, how a round is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, func, or_, select, true

from rules.frameworks import Round
from rules.penalties import Verdict
from storage.columns import WHOLE
from storage.tables import people
from storage.tables.consolidations import ARRIVALS, SUBMISSIONS, thawed
from storage.tables.frameworks import FRAMEWORKS
from storage.tables.indicators import INDICATORS
from storage.tables.obligations import OBLIGATIONS
from storage.tables.people import HOLDINGS, POSTS
from storage.tables.projects import PROJECTS
from storage.tables.reports import REPORTS
from storage.tables.units import UNITS
from storage.work import Work

RECALLED = "recalled"
DEPARTMENT_TIER = 3


class Scope(Struct, frozen=True, kw_only=True):
    """What a person may look at: everything, or their units (ids) and indicators ("framework code/indicator code").

    `answers`: for everything, and so sends it on and decides on it; else it is only looked at.
    """

    everything: bool
    units: tuple[str, ...]
    indicators: tuple[str, ...]
    answers: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what is reported is theirs to look at."""
        return not (self.everything or self.units or self.indicators)


class Matter(Struct, frozen=True, kw_only=True):
    """One obligation with the names of what it is about ("" for none), and what came for it, if anything.

    `waiver` and `extension` are codes, "" for none; `stated_on` is the framework's day where an extension's counts.
    `ref`, `standing` and `verdict` are those of its report, submission or stated arrival.
    """

    id: str
    framework_id: str
    framework: str
    year: int
    unit_id: str
    unit: str
    indicator_id: str
    indicator: str
    indicator_name: str
    project_id: str
    project: str
    project_name: str
    tier: int
    period: str
    first: date
    last: date
    reportable_on: date
    owed_on: date | None
    due: date | None
    due_hour: str
    counted_until: datetime | None
    warned: bool
    waiver: str
    extension: str
    stated_on: date | None
    state: str
    ref: str
    standing: str
    verdict: Verdict | None

    @property
    def indicator_key(self) -> str:
        """The indicator as posts name it, over the years."""
        return f"{self.framework}/{self.indicator}"

    @property
    def extended_to(self) -> date | None:
        """The day of the extension that counts, as a term has it."""
        return self.due if self.extension else None

    @property
    def answered(self) -> bool:
        """Whether something came for it and was not taken back."""
        return bool(self.ref) and self.standing != RECALLED


class WaitingReport(Struct, frozen=True, kw_only=True):
    """A report that waits for its reviewer since `since`; `version` is the newest one."""

    version: int
    since: datetime
    matter: Matter


SEEING_ALL = (people.PSDG, people.EXECUTIVE)
_KEY = FRAMEWORKS.c.code + "/" + INDICATORS.c.code
_IN_FORCE = and_(ARRIVALS.c.obligation_id == OBLIGATIONS.c.id, ARRIVALS.c.replaced_at.is_(None))
MATTERS = (
    select(
        OBLIGATIONS,
        FRAMEWORKS.c.code.label("framework"),
        FRAMEWORKS.c.year,
        UNITS.c.code.label("unit"),
        INDICATORS.c.code.label("indicator"),
        INDICATORS.c.name.label("indicator_name"),
        PROJECTS.c.code.label("project"),
        PROJECTS.c.name.label("project_name"),
        func.coalesce(REPORTS.c.ref, SUBMISSIONS.c.ref, ARRIVALS.c.ref).label("ref"),
        func.coalesce(REPORTS.c.state, SUBMISSIONS.c.state).label("standing"),
        func.coalesce(REPORTS.c.verdict, SUBMISSIONS.c.verdict, ARRIVALS.c.verdict).label("verdict"),
    )
    .join(FRAMEWORKS, FRAMEWORKS.c.id == OBLIGATIONS.c.framework_id)
    .join(UNITS, UNITS.c.id == OBLIGATIONS.c.unit_id)
    .join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
    .join(PROJECTS, PROJECTS.c.id == OBLIGATIONS.c.project_id)
    .join(REPORTS, REPORTS.c.obligation_id == OBLIGATIONS.c.id, isouter=True)
    .join(SUBMISSIONS, SUBMISSIONS.c.obligation_id == OBLIGATIONS.c.id, isouter=True)
    .join(ARRIVALS, _IN_FORCE, isouter=True)
    .order_by(OBLIGATIONS.c.first_on, UNITS.c.position, INDICATORS.c.position, PROJECTS.c.code, OBLIGATIONS.c.id)
)

_ROUNDS, _STATED = OBLIGATIONS.alias("rounds_at_opdc"), ARRIVALS.alias("stated")
AT_OPDC = exists().where(
    _STATED.c.obligation_id == _ROUNDS.c.id,
    _ROUNDS.c.tier == DEPARTMENT_TIER,
    _ROUNDS.c.unit_id == WHOLE,
    _ROUNDS.c.framework_id == OBLIGATIONS.c.framework_id,
    _ROUNDS.c.first_on <= OBLIGATIONS.c.first_on,
    _ROUNDS.c.last_on >= OBLIGATIONS.c.last_on,
)
"""That the arrival of a round with these days in it was stated: entry is closed, whatever came before. A round at OPDC
is no unit's: by that SQLite finds the few rounds without reading a framework's whole ledger, here and elsewhere."""

_BY_ID = MATTERS.where(OBLIGATIONS.c.id == bindparam("obligation"))


def scope_of(work: Work, person_id: str) -> Scope:
    """All that a person may look at by the posts they hold now."""
    held = people.posts_of(work, person_id)
    return Scope(
        everything=any(post.role in SEEING_ALL for post in held),
        answers=any(post.role == people.PSDG for post in held),
        units=tuple({post.unit_id: None for post in held if post.unit_id != WHOLE}),
        indicators=tuple({post.indicator: None for post in held if post.indicator != WHOLE}),
    )


def sees(scope: Scope, matter: Matter) -> bool:
    """Whether an obligation lies within it; tier 3 is everybody's who holds a post."""
    mine = matter.unit_id in scope.units or matter.indicator_key in scope.indicators
    return scope.everything or mine or (matter.unit_id == WHOLE and bool(scope.units or scope.indicators))


def matter(work: Work, obligation_id: str) -> Matter:
    """What one obligation is about; KeyError where there is none."""
    found = matters(work, _BY_ID, {"obligation": obligation_id})
    if not found:
        raise KeyError(obligation_id)
    return found[0]


def waiting_for(work: Work, person_id: str, limit: int | None = None) -> tuple[WaitingReport, ...]:
    """The reports that a person has to decide on, oldest first: of the indicators they supervise; to the PSDG those of
    indicators that nobody supervises."""
    held = people.posts_of(work, person_id)
    mine = [post.indicator for post in held if post.role == people.SUPERVISOR]
    theirs: ColumnElement[bool] = _KEY.in_(mine)
    if any(post.role == people.PSDG for post in held):
        theirs = or_(theirs, _KEY.not_in(_supervised(work)))
    query = MATTERS.add_columns(REPORTS.c.version, REPORTS.c.waiting_since).where(REPORTS.c.state == "sent", theirs)
    rows = work.all(query.order_by(None).order_by(REPORTS.c.waiting_since, REPORTS.c.id).limit(limit))
    return tuple(WaitingReport(version=row.version, since=row.waiting_since, matter=_matter(row)) for row in rows)


def late_now(work: Work, scope: Scope, tier: int) -> tuple[Matter, ...]:
    """What is past its deadline and has not come, oldest first; deadlines before the first import are nobody's."""
    late = and_(OBLIGATIONS.c.state == "open", OBLIGATIONS.c.warned, OBLIGATIONS.c.counted_until <= work.now)
    found = matters(work, MATTERS.where(late, OBLIGATIONS.c.tier == tier, within(scope, tier)))
    return tuple(each for each in found if not each.answered)


def newest_period(work: Work, scope: Scope, today: date) -> tuple[Matter, ...]:
    """All that units owed for the newest month that was asked for: answered, not, and closed."""
    asked = and_(OBLIGATIONS.c.tier == 1, OBLIGATIONS.c.owed_on <= today, within(scope, 1))
    query = select(func.max(OBLIGATIONS.c.last_on)).select_from(OBLIGATIONS)
    query = query.join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
    newest = work.scalar(query.join(FRAMEWORKS, FRAMEWORKS.c.id == OBLIGATIONS.c.framework_id).where(asked))
    return matters(work, MATTERS.where(asked, OBLIGATIONS.c.last_on == newest))


def references_seen(work: Work, scope: Scope) -> Iterable[str]:
    """The newest references of reports, submissions and arrivals that a person may see, for a mistyped one."""
    came = func.coalesce(REPORTS.c.ref, SUBMISSIONS.c.ref, ARRIVALS.c.ref).is_not(None)
    seen = or_(within(scope, 1), OBLIGATIONS.c.unit_id == WHOLE)
    rows = work.all(MATTERS.where(came, seen).order_by(None).order_by(OBLIGATIONS.c.last_on.desc()).limit(500))
    return [row.ref for row in rows]


def covering(rounds: Sequence[Round], matter: Matter) -> Round | None:
    """The first round that a period of tier 1 belongs to: whose supervisor and OPDC wait for it."""
    return next((it for it in rounds if it.first <= matter.first and matter.last <= it.last), None)


def _supervised(work: Work) -> list[str]:
    """The indicators that somebody supervises now, acting ones too; one that a framework dropped has no supervisor."""
    running = and_(HOLDINGS.c.ended_at.is_(None), or_(HOLDINGS.c.until.is_(None), HOLDINGS.c.until > work.now))
    query = select(POSTS.c.indicator).join(HOLDINGS, HOLDINGS.c.post_id == POSTS.c.id).distinct()
    supervising = query.where(POSTS.c.role == people.SUPERVISOR, POSTS.c.closed_at.is_(None), running)
    return [row.indicator for row in work.all(supervising)]


def within(scope: Scope, tier: int) -> ColumnElement[bool]:
    """That an obligation of a tier lies within it, in a query with its framework and indicator."""
    if scope.everything or (tier == 3 and (scope.units or scope.indicators)):
        return true()
    return or_(OBLIGATIONS.c.unit_id.in_(scope.units), _KEY.in_(scope.indicators))


def matters(work: Work, query: Select[Any], values: Mapping[str, Any] | None = None) -> tuple[Matter, ...]:
    """What a narrowing of MATTERS finds with these values, in its order."""
    return tuple(_matter(row) for row in work.all(query, values))


def _matter(row: Row[Any]) -> Matter:
    return Matter(
        id=row.id,
        framework_id=row.framework_id,
        framework=row.framework,
        year=row.year,
        unit_id=row.unit_id,
        unit="" if row.unit_id == WHOLE else row.unit,
        indicator_id=row.indicator_id,
        indicator="" if row.indicator_id == WHOLE else row.indicator,
        indicator_name="" if row.indicator_id == WHOLE else row.indicator_name,
        project_id=row.project_id,
        project="" if row.project_id == WHOLE else row.project,
        project_name="" if row.project_id == WHOLE else row.project_name,
        tier=row.tier,
        period=row.period,
        first=row.first_on,
        last=row.last_on,
        reportable_on=row.reportable_on,
        owed_on=row.owed_on,
        due=row.due_on,
        due_hour=row.due_hour,
        counted_until=row.counted_until,
        warned=row.warned,
        waiver=row.waiver,
        extension=row.extension,
        stated_on=row.stated_on,
        state=row.state,
        ref=row.ref or "",
        standing=row.standing or "",
        verdict=thawed(row.verdict) if row.verdict else None,
    )
