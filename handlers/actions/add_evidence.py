"""Evidence goes to a report that was sent in already, as long as that is not approved or its project was finished and
still owes some; its readers are shown it."""

from collections.abc import Sequence

from handlers import reviewers, showing
from handlers.showing import Case
from messages.texts import Texts
from rules.indicators import level
from rules.refusals import AlreadyApproved, NotYours
from rules.stages import Stage
from storage.tables import audit, evidence, people, reports
from storage.tables.reports import Report
from storage.work import Work


def add_evidence(work: Work, texts: Texts, report: Report, evidence_ids: Sequence[str], *, by: str) -> None:
    """Files of this person become part of a report that was sent; the time of its sending stays.

    Raises NotYours for a report of a unit that is not the person's, AlreadyApproved for what cannot change any more.
    """
    report = reports.held(work, report.id)
    found = showing.case(work, report.obligation_id)
    owed = owed_by_finish(work, found, report)
    judge(work, report, found.matter.unit_id, by, owed=bool(owed))
    step = owed[0] if owed else level(reports.versions(work, report.id)[-1].answer)
    evidence.bind(work, evidence_ids, obligation_id=report.obligation_id, step=step, report_id=report.id)
    for evidence_id in evidence_ids:
        audit.note(work, by, "evidence.add", evidence_id, {"report": report.ref})
    key = f"report:{report.ref}:added:{evidence_ids[0]}"
    reviewers.revise(work, texts, found, report, key=key)
    files = [evidence.by_id(work, evidence_id) for evidence_id in evidence_ids]
    reviewers.show(work, texts, found, report, files, key=f"{key}:files")


def owed_by_finish(work: Work, found: Case, report: Report) -> tuple[int, ...]:
    """The steps whose evidence an approved report still takes: its project was finished afterwards, and source 000 has
    the evidence sent then. What is not approved can be corrected step by step."""
    if report.state is not Stage.APPROVED:
        return ()
    missing = showing.missing(work, found, reports.versions(work, report.id)[-1].answer)
    return missing.steps if missing.compulsory and showing.ended(work, found) else ()


def judge(work: Work, report: Report, unit_id: str, by: str, *, owed: bool) -> None:
    """Whether this person may still add to it; `owed`: evidence that it must have is missing. Raises NotYours and
    AlreadyApproved."""
    if unit_id not in people.units_of(work, by):
        raise NotYours
    if report.state is Stage.APPROVED and report.decided_by and report.decided_at and not owed:
        raise AlreadyApproved(by=report.decided_by, at=report.decided_at)
