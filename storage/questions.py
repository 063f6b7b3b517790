"""What reporting asks of several tables: what a unit owes and may report, what it said before, which proof is there."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select

from rules.entries import Answer, last_said
from rules.frameworks import Round
from rules.stages import Stage
from storage.answers import answer_from
from storage.columns import WHOLE
from storage.questions_review import AT_OPDC, MATTERS, Matter, covering, matters
from storage.tables import frameworks
from storage.tables.consolidations import ARRIVALS
from storage.tables.evidence import COUNTED, EVIDENCE, Evidence
from storage.tables.indicators import INDICATORS
from storage.tables.obligations import OBLIGATIONS
from storage.tables.projects import PROJECTS
from storage.tables.reports import REPORTS, VERSIONS
from storage.work import Work

UNIT_TIER, DEPARTMENT_TIER = 1, 3
NOBODY = ""
"""In place of a person's id."""
Series = tuple[str, str, str]
"""The ids of unit, indicator and project (WHOLE for none): what is reported period after period."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """The newest answer to one obligation of a series, and what became of it."""

    obligation_id: str
    first: date
    last: date
    ref: str
    answer: Answer
    state: Stage


@dataclass(frozen=True, kw_only=True)
class Reportable:
    """An obligation of a series, by its id, and its first and last day."""

    id: str
    first: date
    last: date


History = Mapping[Series, Sequence[Said]]


def series_of(matter: Matter) -> Series:
    """The series that an obligation of tier 1 belongs to."""
    return matter.unit_id, matter.indicator_id, matter.project_id


_MINE = OBLIGATIONS.c.unit_id.in_(bindparam("units", expanding=True))
_THIS_SERIES = and_(
    OBLIGATIONS.c.framework_id == bindparam("framework"),
    OBLIGATIONS.c.unit_id == bindparam("unit"),
    OBLIGATIONS.c.indicator_id == bindparam("indicator"),
    OBLIGATIONS.c.project_id == bindparam("project"),
    OBLIGATIONS.c.tier == UNIT_TIER,
)
_OPEN = and_(OBLIGATIONS.c.tier == UNIT_TIER, OBLIGATIONS.c.state == "open")
_REPORTABLE = and_(_OPEN, OBLIGATIONS.c.reportable_on <= bindparam("today"))
_OWED_BY = MATTERS.where(_MINE, _OPEN, OBLIGATIONS.c.owed_on <= bindparam("today"))
_REPORTABLE_BY = MATTERS.where(_MINE, _REPORTABLE)
_REPORTABLE_ON = _REPORTABLE_BY.where(INDICATORS.c.code == bindparam("indicator"))
_WAIVED_FOR = _REPORTABLE_BY.where(OBLIGATIONS.c.waiver != "", ~AT_OPDC)
_REPORTABLE_OF = (
    select(OBLIGATIONS.c.id, OBLIGATIONS.c.first_on, OBLIGATIONS.c.last_on)
    .where(_THIS_SERIES, _REPORTABLE)
    .order_by(OBLIGATIONS.c.first_on)
)
_SAID = (
    select(
        OBLIGATIONS.c.id,
        OBLIGATIONS.c.unit_id,
        OBLIGATIONS.c.indicator_id,
        OBLIGATIONS.c.project_id,
        OBLIGATIONS.c.first_on,
        OBLIGATIONS.c.last_on,
        REPORTS.c.ref,
        REPORTS.c.state,
        VERSIONS.c.kind,
        VERSIONS.c.step,
        VERSIONS.c.amount,
        VERSIONS.c.whole,
        VERSIONS.c.entries,
        VERSIONS.c.entered_on,
        VERSIONS.c.note,
    )
    .join(REPORTS, REPORTS.c.obligation_id == OBLIGATIONS.c.id)
    .join(VERSIONS, and_(VERSIONS.c.report_id == REPORTS.c.id, VERSIONS.c.number == REPORTS.c.version))
    .order_by(OBLIGATIONS.c.first_on)
)
_ENDED = and_(OBLIGATIONS.c.first_on <= PROJECTS.c.finished_on, PROJECTS.c.finished_on <= OBLIGATIONS.c.last_on)
_UNDECIDED = REPORTS.c.state.in_((Stage.SENT.value, Stage.RETURNED.value))
_FINISHED_BY = MATTERS.where(_MINE, _ENDED, _UNDECIDED)
_RETURNED_TO = MATTERS.where(_MINE, REPORTS.c.state == Stage.RETURNED.value, OBLIGATIONS.c.state != "closed", ~AT_OPDC)
_SAID_BY = _SAID.where(_MINE, OBLIGATIONS.c.tier == UNIT_TIER)
_SAID_OF = _SAID.where(_THIS_SERIES)
_FILES = (
    select(OBLIGATIONS.c.unit_id, OBLIGATIONS.c.indicator_id, OBLIGATIONS.c.project_id, EVIDENCE.c.step)
    .join(EVIDENCE, EVIDENCE.c.obligation_id == OBLIGATIONS.c.id)
    .where(
        EVIDENCE.c.state.in_(COUNTED),
        or_(EVIDENCE.c.report_id.is_not(None), EVIDENCE.c.person_id == bindparam("person")),
    )
)
_FILES_BY = _FILES.where(_MINE)
_FILES_OF = _FILES.where(_THIS_SERIES)
_STATED = (
    select(OBLIGATIONS.c.period)
    .join(ARRIVALS, ARRIVALS.c.obligation_id == OBLIGATIONS.c.id)
    .where(OBLIGATIONS.c.framework_id == bindparam("framework"), OBLIGATIONS.c.tier == DEPARTMENT_TIER)
    .where(OBLIGATIONS.c.unit_id == WHOLE)
)


def owed_by(work: Work, unit_ids: Collection[str], today: date) -> tuple[Matter, ...]:
    """What these units were asked for and have not sent, the earliest deadline first, none last."""
    return _first_due(matters(work, _OWED_BY, {"units": list(unit_ids), "today": today}))


def reportable_by(work: Work, unit_ids: Collection[str], today: date) -> tuple[Matter, ...]:
    """What these units may report already and have not, asked for or not, the earliest deadline first, none last."""
    return _first_due(matters(work, _REPORTABLE_BY, {"units": list(unit_ids), "today": today}))


def reportable_on(work: Work, unit_ids: Collection[str], indicator: str, today: date) -> tuple[Matter, ...]:
    """The same of one indicator (code)."""
    values = {"units": list(unit_ids), "indicator": indicator, "today": today}
    return _first_due(matters(work, _REPORTABLE_ON, values))


def waived_for(work: Work, unit_ids: Collection[str], today: date) -> tuple[Matter, ...]:
    """What a waiver frees these units from, of the periods that have begun and may still be reported: not those that
    were reported all the same, nor those that are at OPDC."""
    return matters(work, _WAIVED_FOR, {"units": list(unit_ids), "today": today})


def reportable_of(work: Work, about: Matter, today: date) -> tuple[Reportable, ...]:
    """The periods of an obligation's series that may be reported already and have not been, oldest first."""
    rows = work.all(_REPORTABLE_OF, {**_series(about), "today": today})
    return tuple(Reportable(id=row.id, first=row.first_on, last=row.last_on) for row in rows)


def closed_of(work: Work, unit_ids: Collection[str], indicator: str, today: date) -> tuple[Matter, ...]:
    """What these units might have reported on an indicator (code) and cannot any more, oldest first."""
    mine = OBLIGATIONS.c.unit_id.in_(list(unit_ids))
    begun = and_(OBLIGATIONS.c.tier == UNIT_TIER, OBLIGATIONS.c.state == "closed", OBLIGATIONS.c.reportable_on <= today)
    return matters(work, MATTERS.where(mine, begun, INDICATORS.c.code == indicator))


def sent_by(work: Work, unit_ids: Collection[str], limit: int) -> tuple[Matter, ...]:
    """What these units sent, the newest first."""
    query = MATTERS.where(OBLIGATIONS.c.unit_id.in_(list(unit_ids)), REPORTS.c.id.is_not(None))
    return matters(work, query.order_by(None).order_by(REPORTS.c.first_heard_at.desc(), REPORTS.c.id).limit(limit))


def sent_on(work: Work, unit_ids: Collection[str], indicator: str) -> tuple[Matter, ...]:
    """What these units sent on an indicator (code), the newest period first."""
    mine = and_(OBLIGATIONS.c.unit_id.in_(list(unit_ids)), OBLIGATIONS.c.tier == UNIT_TIER)
    query = MATTERS.where(mine, INDICATORS.c.code == indicator, REPORTS.c.id.is_not(None))
    return matters(work, query.order_by(None).order_by(OBLIGATIONS.c.first_on.desc(), REPORTS.c.id))


def finished_by(work: Work, unit_ids: Collection[str]) -> tuple[Matter, ...]:
    """The last reports of these units' finished projects that are not approved yet: proof may still be added."""
    return matters(work, _FINISHED_BY, {"units": list(unit_ids)})


def history(work: Work, unit_ids: Collection[str]) -> dict[Series, list[Said]]:
    """All that these units have said, by series, oldest first."""
    return _by_series(work.all(_SAID_BY, {"units": list(unit_ids)}))


def history_of(work: Work, about: Matter) -> dict[Series, list[Said]]:
    """The same of an obligation's series alone."""
    return _by_series(work.all(_SAID_OF, _series(about)))


def _by_series(rows: Sequence[Row[Any]]) -> dict[Series, list[Said]]:
    found: dict[Series, list[Said]] = {}
    for row in rows:
        said = Said(
            obligation_id=row.id,
            first=row.first_on,
            last=row.last_on,
            ref=row.ref,
            answer=answer_from(row),
            state=Stage(row.state),
        )
        found.setdefault((row.unit_id, row.indicator_id, row.project_id), []).append(said)
    return found


def said_before(known: History, matter: Matter) -> Answer | None:
    """The last answer of the series before this period that reports something: what a new one is held against."""
    return last_said(said.answer for said in known.get(series_of(matter), ()) if said.first < matter.first)


def newest_before(known: History, matter: Matter) -> Answer | None:
    """The answer of the series to the newest period before this one, also nothing to report."""
    earlier = [said.answer for said in known.get(series_of(matter), ()) if said.first < matter.first]
    return earlier[-1] if earlier else None


def files_by_step(work: Work, unit_ids: Collection[str], person_id: str | None = None) -> dict[Series, Counter[int]]:
    """How many pieces of evidence these units sent in, by series and step, over all periods; with `person_id` also
    what that person has put beside reports that are not sent yet."""
    found: dict[Series, Counter[int]] = {}
    for row in work.all(_FILES_BY, {"units": list(unit_ids), "person": person_id or NOBODY}):
        found.setdefault((row.unit_id, row.indicator_id, row.project_id), Counter())[row.step] += 1
    return found


def files_of(work: Work, about: Matter, person_id: str | None = None) -> Counter[int]:
    """The same of an obligation's series alone."""
    return Counter(row.step for row in work.all(_FILES_OF, {**_series(about), "person": person_id or NOBODY}))


def returned_to(work: Work, unit_ids: Collection[str]) -> tuple[Matter, ...]:
    """What came back to these units and can still be sent again."""
    return matters(work, _RETURNED_TO, {"units": list(unit_ids)})


def used_before(work: Work, files: Sequence[Evidence], obligation_id: str) -> tuple[Matter, ...]:
    """What else the bytes of one of these files proved before it was sent."""
    same = or_(*(and_(EVIDENCE.c.sha256 == file.sha256, EVIDENCE.c.id < file.id) for file in files if file.sha256))
    used = select(EVIDENCE.c.obligation_id).where(same, EVIDENCE.c.state.in_(COUNTED))
    return matters(work, MATTERS.where(OBLIGATIONS.c.id.in_(used), OBLIGATIONS.c.id != obligation_id))


def hangs_on(work: Work, project_id: str) -> bool:
    """Whether anything was sent for a project: a report, or evidence beside a draft."""
    of_project = select(OBLIGATIONS.c.id).where(OBLIGATIONS.c.project_id == project_id)
    reported = select(REPORTS.c.id).where(REPORTS.c.obligation_id.in_(of_project))
    proved = select(EVIDENCE.c.id).where(EVIDENCE.c.obligation_id.in_(of_project), EVIDENCE.c.state.in_(COUNTED))
    return work.one(reported.limit(1)) is not None or work.one(proved.limit(1)) is not None


def stated_rounds(work: Work, framework_id: str) -> tuple[Round, ...]:
    """The rounds whose arrival at OPDC has been stated: entry is closed for what they cover."""
    codes = {row.period for row in work.all(_STATED, {"framework": framework_id})}
    return tuple(it for it in frameworks.rounds(work, framework_id) if it.code in codes)


def closing(work: Work, matter: Matter) -> Round | None:
    """The round whose stated arrival closed entry for a period of tier 1 or an indicator's round, or None."""
    return covering(stated_rounds(work, matter.framework_id), matter)


def _series(about: Matter) -> dict[str, str]:
    return {
        "framework": about.framework_id,
        "unit": about.unit_id,
        "indicator": about.indicator_id,
        "project": about.project_id,
    }


def _first_due(found: tuple[Matter, ...]) -> tuple[Matter, ...]:
    return tuple(sorted(found, key=lambda each: (each.due is None, each.due or each.last, each.first)))
