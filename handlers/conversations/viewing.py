"""What waits for a reviewer, and one report, submission or statement in full, with its proof shown in place."""

from collections.abc import Sequence
from datetime import datetime

from handlers import finding, showing, telling
from handlers.actions import announce_round, decide
from handlers.posts import begins_reporting, person_name
from handlers.turn import Next, Turn, deed, stay
from messages import cards, entry_lists, naming, writing
from messages.arguments import Reference
from messages.outgoing import Button, Card, Exhibit, Row, Shape, Text
from messages.states import State
from rules.stages import Stage
from storage import questions_review
from storage.questions_review import Matter, WaitingReport
from storage.tables import consolidations, evidence, outbox, people, reports
from storage.tables.consolidations import Arrival, Submission
from storage.tables.evidence import KEPT
from storage.tables.reports import Report

MOST_ROWS = 10
MOST_SHAPES, MOST_LINES = 5, 40


def queue(turn: Turn, _: object) -> Next:
    """Everything that waits for this person, oldest first."""
    handed = consolidations.handed(turn.work) if _is_psdg(turn) else ()
    waiting = questions_review.waiting_for(turn.work, turn.person.id)
    rows = sorted([*_reports(turn, waiting), *_handed(turn, handed)], key=lambda dated: dated[0])
    if not rows:
        return stay(turn.ask("viewing.nothing_waits", _instead(turn)))
    more = len(rows) - MOST_ROWS
    card = Card(
        title=turn.line("viewing.queue", count=len(rows)),
        state=State.SOON,
        small=turn.line("viewing.oldest_first"),
        body=(turn.line("viewing.more", count=more),) if more > 0 else (),
        rows=tuple(row for _, row in rows[:MOST_ROWS]),
    )
    return stay(card)


def show(turn: Turn, wanted: Reference | None) -> Next:
    """One report, submission or statement in full; without a reference, what waits."""
    if wanted is None:
        return queue(turn, None)
    found, _ = finding.by_reference(turn.work, turn.person.id, wanted.reference)
    match found:
        case Report():
            return stay(*_report(turn, found))
        case Submission():
            card = announce_round.submission_card(turn.work, turn.texts, turn.person.language, found, turn.person.id)
            return stay(card)
        case Arrival():
            return stay(*_arrival(turn, found))


def _instead(turn: Turn) -> list[Button]:
    """Where to look when nothing waits: who is late, how it stands, and one's own list."""
    looks = [deed(turn.line("viewing.late"), "late"), deed(turn.line("viewing.overview"), "overview")]
    return [*begins_reporting(turn.work, turn.texts, turn.person.language, turn.person.id), *looks]


def _reports(turn: Turn, waiting: Sequence[WaitingReport]) -> list[tuple[datetime, Row]]:
    return [(each.since, _row(turn, each.matter, each.matter.ref, each.since)) for each in waiting]


def _handed(turn: Turn, handed: Sequence[Submission]) -> list[tuple[datetime, Row]]:
    return [
        (each.heard_at, _row(turn, questions_review.matter(turn.work, each.obligation_id), each.ref, each.heard_at))
        for each in handed
    ]


def _row(turn: Turn, matter: Matter, ref: str, since: datetime) -> Row:
    """Whose it is and what; for which period, since when it has waited; a button to see it."""
    language = turn.person.language
    name = naming.indicator(turn.texts, language, matter.indicator, matter.project)
    if matter.tier > 1:
        period = naming.round_name(turn.texts, language, matter.period, matter.year)
    else:
        period = naming.period(turn.texts, language, matter.first, matter.last)
    waited = turn.line("viewing.since", when=writing.moment(since, language))
    return Row(
        label=naming.parted((matter.unit, name)),
        detail=naming.parted((period, ref, waited)),
        button=deed(turn.line("viewing.show"), "show", ref),
    )


def _report(turn: Turn, report: Report) -> list[Shape]:
    """The card, its history where it has one, its files; more than fit into one answer follow it."""
    found = showing.case(turn.work, report.obligation_id)
    files = evidence.of_report(turn.work, report.id)
    shown = showing.exhibits(turn.texts, turn.person.language, report, found, files)
    standing = showing.standing(turn.work, found, report)
    first: list[Shape] = [decide.card(turn.work, turn.texts, turn.person, standing, in_place=True)]
    history = _history(turn, report, found.wording)
    first += [Text(history)] if history else []
    rest = [*_all_entries(standing), *shown]
    room = MOST_SHAPES - len(first)
    _follow(turn, report.ref, rest[room:])
    return [*first, *rest[:room]]


def _all_entries(standing: showing.Standing) -> list[Text]:
    """A list in full, where the card shows its beginning only."""
    lines = entry_lists.numbered(standing.said[-1].answer)
    starts = range(0, len(lines), MOST_LINES) if len(lines) > entry_lists.MOST_ENTRIES else ()
    return [Text("\n".join(lines[start : start + MOST_LINES])) for start in starts]


def _follow(turn: Turn, ref: str, shown: Sequence[Shape]) -> None:
    for start in range(0, len(shown), MOST_SHAPES):
        part, key = shown[start : start + MOST_SHAPES], f"show:{turn.heard.key}:{start}"
        why = f"report:{ref}"
        weight, rank = outbox.NEWS, outbox.FIRST
        telling.tell(turn.work, turn.person.id, part, key=key, why=why, weight=weight, silent=True, rank=rank)


def _history(turn: Turn, report: Report, wording: cards.Wording) -> str:
    """Every version and every decision in order; nothing for what was sent once and waits."""
    versions, reviews = reports.versions(turn.work, report.id), reports.reviews(turn.work, report.id)
    if len(versions) == 1 and not reviews:
        return ""
    lines: list[tuple[datetime, str]] = []
    for version in versions:
        answer = cards.answer(turn.texts, turn.person.language, version.answer, wording)
        facts = _who(turn, version.sent_by, version.heard_at)
        lines.append((version.heard_at, turn.line("viewing.version", number=version.number, answer=answer, **facts)))
    for review in reviews:
        approved = review.decision is Stage.APPROVED
        reason = {} if approved else {"reason": review.reason}
        key = "viewing.approved" if approved else "viewing.returned"
        lines.append((review.at, turn.line(key, **_who(turn, review.by, review.at), **reason)))
    return "\n".join(line for _, line in sorted(lines, key=lambda dated: dated[0]))


def _arrival(turn: Turn, found: Arrival) -> list[Shape]:
    """The statement, those that it replaced or that replaced it, its proof."""
    said: list[Shape] = [
        announce_round.arrival_card(turn.work, turn.texts, turn.person.language, found, turn.person.id)
    ]
    others = [it for it in consolidations.arrivals_of(turn.work, found.obligation_id) if it.id != found.id]
    if others:
        said.append(Text("\n".join(_statement(turn, each) for each in others)))
    proof = evidence.by_id(turn.work, found.evidence_id) if found.evidence_id else None
    if proof and proof.state == KEPT and proof.sha256 and proof.media_type and proof.size is not None:
        exhibit = Exhibit(
            sha256=proof.sha256,
            name=proof.name or found.ref,
            kind=proof.kind,
            media_type=proof.media_type,
            size=proof.size,
            caption=naming.parted((found.ref, proof.name)),
            under=f"arrival:{found.ref}",
        )
        said.append(exhibit)
    return said


def _statement(turn: Turn, other: Arrival) -> str:
    arrived = writing.full_moment(other.arrived_at, turn.person.language)
    key = "viewing.replaced" if other.replaced_at else "viewing.in_force"
    return turn.line(key, ref=other.ref, arrived=arrived, **_who(turn, other.stated_by, other.stated_at))


def _who(turn: Turn, person_id: str, at: datetime) -> dict[str, str]:
    name = person_name(turn.work, turn.texts, turn.person.language, person_id, reader=turn.person.id)
    return {"by": name, "when": writing.moment(at, turn.person.language)}


def _is_psdg(turn: Turn) -> bool:
    return any(post.role == people.PSDG for post in people.posts_of(turn.work, turn.person.id))
