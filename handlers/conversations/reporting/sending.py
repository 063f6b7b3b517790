"""A confirmed draft is sent: once, by whoever is first; the receipt says when, how late and what it costs."""

from handlers import entering
from handlers.actions.align import align
from handlers.actions.count_earlier import count_earlier, yours_counts
from handlers.actions.record import Recorded, judge, record
from handlers.conversations.reporting.draft import Draft, repeats, shown
from handlers.posts import person_name
from handlers.showing import Case, report_of
from handlers.turn import Next, Step, Turn, again, choice, deed, done, entry, wait
from messages import cards, writing
from messages.outgoing import Card, Text
from messages.receipts import ReceiptFacts, receipt
from rules.deadlines import Stamp
from rules.entries import Answer, difference
from rules.fiscal import local_date
from rules.forecasts import Eaten
from rules.frameworks import Round
from rules.penalties import PenaltyRule
from rules.refusals import AlreadyApproved, ClosedPeriod, Refusal
from storage import questions, questions_review, questions_rounds
from storage.tables import frameworks, people, reports
from storage.tables.obligations import Part
from storage.tables.reports import Report

OURS, THEIRS = "ours", "theirs"
DEPARTMENT = 3


def sent_by_another(turn: Turn, draft: Draft, found: Case) -> Report | None:
    """The report that came before this draft was confirmed, if there is one. Raises what record.judge raises."""
    existing = None if draft.correcting else report_of(turn.work, found)
    if existing is not None:
        judge(turn.work, found, existing, turn.person.id)
    return existing


def counts_from_now(turn: Turn, found: Case, first: Report) -> Report | None:
    """The report as it counts from the confirmation that is heard now; None where that came after it."""
    stamp = Stamp(at=turn.heard.at, exact=turn.heard.stamped)
    counted = count_earlier(turn.work, turn.texts, found, first, turn.person.id, stamp)
    return None if counted == first else counted


def after_another(turn: Turn, draft: Draft, found: Case, step: Step) -> Next | None:
    """What a confirmation comes to where a report was in before it: `step` hears whether it corrects that. Raises what
    record.judge raises."""
    try:
        first = sent_by_another(turn, draft, found)
    except (AlreadyApproved, ClosedPeriod) as refusal:
        return _too_late(turn, found, refusal)
    if first is None:
        return None
    counts = counts_from_now(turn, found, first) is not None
    return wait(step, draft, question(turn, found, first, counts=counts))


def _too_late(turn: Turn, found: Case, refusal: Refusal) -> Next:
    """Nothing is corrected any more; whose confirmation was first counts all the same. Raises `refusal` where this was
    not."""
    first = report_of(turn.work, found)
    counted = counts_from_now(turn, found, first) if first else None
    if counted is None:
        raise refusal
    # The question that is asked below is refused, and what was in the draft is said.
    return again(Text(yours_counts(turn.texts, turn.person.language, found, counted)))


def question(turn: Turn, found: Case, first: Report, *, counts: bool = False) -> Text:
    """Who sent what and when; one's own may become a correction of it. `counts`: it was confirmed first."""
    language = turn.person.language
    key = "reporting.yours_counts" if counts else "reporting.sent_by_another"
    newest = reports.versions(turn.work, first.id)[-1]
    buttons = (choice(turn.line("reporting.as_correction"), OURS), choice(turn.line("reporting.leave_theirs"), THEIRS))
    return turn.ask(
        key,
        buttons,
        by=person_name(turn.work, turn.texts, language, newest.sent_by, reader=turn.person.id),
        when=writing.moment(newest.heard_at, language, zone=found.zone),
        answer=cards.change(turn.texts, language, difference(None, newest.answer), found.wording),
        ref=first.ref,
    )


def send(turn: Turn, draft: Draft, found: Case, said: Answer, *, correcting: bool) -> Next:
    """Record it, keep the ledger in step, and give the receipt, which a deadline may hang on. The bytes of a file may
    have come since the question, so that a correction says here too what it brings once more."""
    repeated = correcting and repeats(shown(turn, draft))
    stamp = Stamp(at=turn.heard.at, exact=turn.heard.stamped)
    recorded = record(turn.work, turn.texts, found, said, by=turn.person.id, stamp=stamp, correcting=correcting)
    if recorded.realign:
        part = Part(indicator_id=found.matter.indicator_id, unit_id=found.matter.unit_id)
        align(turn.work, found.framework.id, turn.now, part)
    card, notice = _receipt(turn, found, said, recorded, repeated=repeated), turn.line("reporting.sent_notice")
    return done(card, notice=notice, deadline=True, led_to=recorded.report.ref)


def _receipt(turn: Turn, found: Case, said: Answer, recorded: Recorded, *, repeated: bool) -> Card:
    unit_ids = people.units_of(turn.work, turn.person.id)
    left = questions.owed_by(turn.work, unit_ids, local_date(turn.now, found.zone))
    round_ = questions_review.covering(frameworks.rounds(turn.work, found.framework.id), found.matter)
    report, language = recorded.report, turn.person.language
    facts = ReceiptFacts(
        ref=report.ref,
        at=turn.heard.at,
        about=found.about(turn.texts, language),
        answer=said,
        verdict=report.verdict,
        again=recorded.again,
        waived=entering.waived(turn.work, turn.texts, language, found.matter),
        eaten=_eaten(turn, found, report),
        above=_above(turn, found, round_),
        missing=recorded.missing,
        finished=recorded.finished,
        corrected=recorded.corrected,
        repeated=repeated,
        left=len(left),
    )
    following = [entry(turn.line("reporting.next"), "reporting.begin", left[0].id)] if left else []
    footer = (*following, deed(turn.line("reporting.status"), "status", report.ref))
    return receipt(turn.texts, language, facts, footer=footer, zone=found.zone)


def _eaten(turn: Turn, found: Case, report: Report) -> Eaten | None:
    """Whose days the lateness took: those of the supervisor, whose round covers the period, up to the day that counts
    for it."""
    if report.verdict.outcome != "late":
        return None
    above = questions_rounds.covering(turn.work, found.matter)
    return questions_rounds.eaten_of(turn.work, found.matter, above, report.verdict.at) if above else None


def _above(turn: Turn, found: Case, round_: Round | None) -> PenaltyRule | None:
    """The rule that OPDC's deadline of the same round is under."""
    return frameworks.penalty_for(turn.work, found.framework.id, DEPARTMENT, int(round_.code)) if round_ else None
