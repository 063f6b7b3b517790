"""What the sender of a report is told: that it is in, when, how late, what that costs, what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from messages import naming, reasons, writing
from messages.cards import missing, state_of
from messages.outgoing import Button, Card
from messages.texts import Texts
from rules.entries import Answer
from rules.forecasts import Eaten
from rules.indicators import MissingEvidence
from rules.penalties import PenaltyRule, Verdict


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts:
    """What the sender is told. `at` is when this version was sent; `eaten` are the days of the tier above that lateness
    took; `above` is the rule that OPDC's deadline is under, if any; `left` counts what is still owed; `waived` says in
    words that nobody owes it; `repeated`: a file is the same as one that was there; `again` is the verdict on when what
    was sent back came again, where a rule is for that."""

    ref: str
    at: datetime
    about: str
    answer: Answer
    verdict: Verdict
    eaten: Eaten | None
    above: PenaltyRule | None
    missing: MissingEvidence
    finished: bool
    corrected: bool
    left: int
    repeated: bool = False
    waived: str = ""
    again: Verdict | None = None


def receipt(
    texts: Texts,
    language: str,
    facts: ReceiptFacts,
    *,
    footer: tuple[Button, ...] = (),
    zone: tzinfo = writing.BANGKOK,
) -> Card:
    """What was sent, when by the platform's stamp, on time or how late, what that costs, and what is still missing."""
    key = "cards.receipt_again" if facts.corrected else "cards.receipt"
    free = facts.verdict.outcome != "no_deadline" and not facts.verdict.deduction and not facts.corrected
    outcome = reasons.outcome(texts, language, facts.verdict)
    return Card(
        state=state_of(facts.answer, facts.verdict),
        small=writing.full_moment(facts.at, language, zone=zone),
        title=texts.line(language, key, ref=facts.ref),
        status=naming.parted((outcome, texts.line(language, "cards.costs_nothing") if free else "")),
        body=tuple(_told(texts, language, facts)),
        footer=footer,
    )


def _told(texts: Texts, language: str, facts: ReceiptFacts) -> Iterator[str]:
    yield facts.about
    if facts.corrected:
        yield texts.line(language, "cards.first_counts")
        if facts.again is not None:
            yield texts.line(language, "cards.again", outcome=reasons.outcome(texts, language, facts.again))
    elif facts.waived:
        yield facts.waived
    else:
        yield from _cost(texts, language, facts.verdict, facts.eaten, facts.above)
    if facts.finished:
        yield texts.line(language, "cards.finished")
    yield from filter(None, (missing(texts, language, facts.missing),))
    if facts.repeated:
        yield texts.line(language, "cards.same_file")
    yield texts.line(language, "cards.reviewed_next")
    yield texts.line(language, "cards.left", count=facts.left)


def _cost(
    texts: Texts, language: str, verdict: Verdict, eaten: Eaten | None, above: PenaltyRule | None
) -> Iterator[str]:
    """Whose days coming at that time took, and what OPDC's deadline would cost."""
    if verdict.outcome == "no_deadline":
        yield texts.line(language, "cards.no_due_day")
        return
    if verdict.outcome == "late" and eaten is not None and eaten.gone:
        gone, had = (writing.days(len(days), language, working=True) for days in (eaten.gone, eaten.had))
        yield texts.line(language, "cards.eats", gone=gone, had=had)
    if verdict.outcome == "late" and above is not None:
        yield texts.line(language, "cards.above", cost=naming.amount(texts, language, above.a_day), per=above.per)
