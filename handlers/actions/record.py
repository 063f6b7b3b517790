"""A unit's answer becomes a report: judged first, then kept with its verdict, and shown to those who decide on it.

Whoever calls it keeps the ledger in step afterwards (actions.align) where `realign` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import judging, place, reviewers, showing
from handlers.counting import counting
from handlers.showing import Case, Standing
from handlers.turn import deed
from messages import cards
from messages.outgoing import Card, Revised, Shape, Text
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.entries import Answer, Entries, difference
from rules.fiscal import local_date
from rules.indicators import MissingEvidence, Problem, check, level
from rules.penalties import Verdict
from rules.refusals import (
    AlreadySent,
    ClosedPeriod,
    CountedAlready,
    NothingOwed,
    NotYetReportable,
    NotYours,
    ReasonNeeded,
)
from rules.stages import REPORT, Decided, Deed, next_stage
from storage import questions
from storage.tables import audit, evidence, obligations, people, projects, reports
from storage.tables.evidence import Evidence
from storage.tables.reports import Report, Sending
from storage.work import Work

UNIT_TIER = 1
REASONS = (Problem.LOWER_WITHOUT_REASON, Problem.NOTHING_WITHOUT_REASON)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What was sent, and which evidence it lacks; `corrected`: it was not the first sending; `finished`: its project is
    finished by it; `again`: the verdict on when what was sent back came again."""

    report: Report
    missing: MissingEvidence
    corrected: bool
    finished: bool
    realign: bool
    again: Verdict | None = None


def record(
    work: Work, texts: Texts, found: Case, answer: Answer, *, by: str, stamp: Stamp, correcting: bool = False
) -> Recorded:
    """Send an answer in; the first sending's verdict stays for ever, `correcting` adds a version to it.

    `found` was read in this very work.
    Raises NotYours, NothingOwed, NotYetReportable, ClosedPeriod, ReasonNeeded, CountedAlready; AlreadySent where
    somebody was first, AlreadyApproved for a correction that comes too late; ValueError for an answer that does not fit
    its indicator.
    """
    existing = showing.report_of(work, found)
    judge(work, found, existing, by)
    _check(found, answer, stamp)
    _count(work, found, answer)
    if existing is not None and not correcting:
        raise _sent_already(existing)
    former = reports.versions(work, existing.id)[-1].answer if existing else None
    sending = Sending(answer=answer, by=by, heard_at=stamp.at)
    report = _kept(work, found, existing, sending, stamp)
    if report is None:
        # Somebody was faster by a moment: judged again, by what they did.
        anew = showing.case(work, found.matter.id)
        return record(work, texts, anew, answer, by=by, stamp=stamp, correcting=correcting)
    files = _bind(work, found, report, answer, by)
    finished, realign = _project(work, found, former, answer)
    audit.note(work, by, "report.send", report.ref, {"version": str(report.version)})
    shown = showing.standing(work, found, report)
    _tell(work, texts, shown, files, former)
    return Recorded(
        report=report,
        missing=shown.missing,
        corrected=existing is not None,
        finished=finished,
        realign=realign,
        again=shown.said[-1].verdict,
    )


def judge(work: Work, found: Case, existing: Report | None, by: str) -> None:
    """Whether this person may send this now. Raises NotYours, NothingOwed, NotYetReportable, ClosedPeriod, and for what
    was approved AlreadyApproved."""
    matter = found.matter
    # A round's obligation bears its host's unit: no report of a unit answers it.
    if matter.tier != UNIT_TIER or matter.unit_id not in people.units_of(work, by):
        raise NotYours
    if matter.reportable_on > local_date(work.now, found.zone):
        raise NotYetReportable(period=matter.period, reportable_from=matter.reportable_on)
    closing = questions.closing(work, matter)
    if closing is not None:
        raise ClosedPeriod(period=matter.period, round_code=closing.code)
    if existing is None and matter.state == "closed":
        raise NothingOwed
    if existing is not None:
        next_stage(REPORT, existing.state, Deed.SEND, _decided(existing))


def _check(found: Case, answer: Answer, stamp: Stamp) -> None:
    problems = check(found.asked(stamp.at), answer, found.before)
    if any(problem in REASONS for problem in problems):
        raise ReasonNeeded
    if any(not problem.asks for problem in problems):
        raise ValueError(f"an answer that does not fit: {problems}")


def _count(work: Work, found: Case, answer: Answer) -> None:
    """Two reports of a unit on one indicator are counted one after the other. Raises CountedAlready."""
    if not isinstance(answer, Entries) or found.indicator.method != "distinct":
        return
    work.alone(f"counted:{found.indicator.id}:{found.matter.unit_id}")
    again = counting(work, found, answer.entries).again
    if again:
        entry = " / ".join(answer.entries[again[0].place])
        raise CountedAlready(entry=entry, reference=again[0].ref)


def _decided(report: Report) -> Decided | None:
    if report.decided_by is None or report.decided_at is None:
        return None
    return Decided(by=report.decided_by, at=report.decided_at)


def _sent_already(report: Report) -> AlreadySent:
    return AlreadySent(reference=report.ref, by=report.first_sent_by, at=report.first_heard_at)


def _kept(work: Work, found: Case, existing: Report | None, sending: Sending, stamp: Stamp) -> Report | None:
    """None where what it was judged by is not so any more."""
    matter = found.matter
    if not obligations.meet_as_seen(work, matter.id, state=matter.state, counted_until=matter.counted_until):
        return None
    if existing is not None:
        return reports.send_again(work, existing, sending, judging.verdict_again(work, found, existing, stamp))
    return reports.send_first(work, matter.id, sending, judging.verdict_now(work, found, stamp))


def _bind(work: Work, found: Case, report: Report, answer: Answer, by: str) -> tuple[Evidence, ...]:
    """What lies beside the draft goes with the report; what names no step proves the one reached."""
    files = evidence.of_draft(work, by, found.matter.id)
    if not files:
        return ()
    for file in files:
        step = file.step or level(answer)
        evidence.bind(work, [file.id], obligation_id=found.matter.id, step=step, report_id=report.id)
    ids = {file.id for file in files}
    return tuple(file for file in evidence.of_report(work, report.id) if file.id in ids)


def _project(work: Work, found: Case, former: Answer | None, answer: Answer) -> tuple[bool, bool]:
    """Whether the project is finished by the answer, and whether what is owed changes: the last step finishes it, a
    correction may take that back."""
    finished = found.finishes(answer)
    was_finished = former is not None and found.finishes(former)
    if finished and not was_finished:
        return True, projects.finish(work, found.matter.project_id, found.matter.last)
    if was_finished and not finished:
        projects.unfinish(work, found.matter.project_id)
        return False, True
    return finished, False


def _tell(work: Work, texts: Texts, shown: Standing, files: Sequence[Evidence], former: Answer | None) -> None:
    """The card at once; the files follow as its reply."""

    def saying(language: str, card: Card) -> tuple[Shape, ...]:
        if former is None:
            return (card,)
        return Revised(card), _again(work, texts, language, shown, files)

    key = f"report:{shown.report.ref}:{shown.report.version}"
    deciding = reviewers.tell(work, texts, shown, saying, key=key)
    reviewers.show(work, texts, shown.case, shown.report, files, key=f"{key}:files")
    if former is None:
        place.report_in(work, texts, shown, deciding)


def _again(work: Work, texts: Texts, language: str, shown: Standing, files: Sequence[Evidence]) -> Text:
    """That it was sent again, and what is new: a card that is edited makes no sound."""
    found, report, former, newest = shown.case, shown.report, shown.said[-2], shown.said[-1]
    changed, proofs = difference(former.answer, newest.answer), showing.proofs_since(shown, former, files)
    facts = {
        "name": people.name_of(work, newest.sent_by) or found.matter.unit,
        "ref": report.ref,
        "about": found.about(texts, language),
        "change": cards.correction(texts, language, changed, found.wording, proofs),
    }
    button = deed(texts.line(language, "reporting.see"), "show", report.ref)
    return Text(texts.line(language, "reporting.sent_again", **facts), choices=(button,))
