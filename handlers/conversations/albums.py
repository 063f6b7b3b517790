"""Pictures that were chosen together come one by one, in any order: they are for one thing, and have one answer."""

from dataclasses import dataclass
from datetime import timedelta

from handlers.actions.add_evidence import add_evidence
from handlers.actions.keep_evidence import album_of, keep_evidence
from handlers.turn import Next, Turn, again, stay
from messages.incoming import SentFile
from messages.outgoing import Shape
from rules.refusals import AlreadyApproved, NotYours
from storage.tables import conversations, evidence, outbox, reports
from storage.tables.evidence import COUNTED, Evidence

BRIEFLY, COUNTED_OUT = timedelta(seconds=2), timedelta(seconds=15)
"""How long an answer waits for the next of an album: where nobody says how many there are, and where somebody does.
Both are well within the life of a free reply."""


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """The answer to one picture of an album: the next one's answer takes its place while it waits.

    `mark` names the album; `wait` is nothing where this was the last; `so_far` says how many have not come yet. What is
    no question is said again, where it was not said yet, before the answer to anything else.
    """

    mark: str
    weight: str
    wait: timedelta
    so_far: tuple[Shape, ...] = ()


def gathering(turn: Turn, following: Next, shapes: tuple[Shape, ...]) -> Gathering | None:
    """What the answer waits for; None unless the answer to the next picture of its album says all of it anew: it is one
    question, or what is said of each."""
    sent, asks = turn.heard.what, following.step is not None
    if not isinstance(sent, SentFile) or not sent.album or not (following.gathers or (asks and len(shapes) == 1)):
        return None
    mark, weight = album_of(turn.heard.platform, sent), outbox.ANSWER if asks else outbox.NEWS
    count = len(_of_album(turn, sent))
    if not count or not sent.album_total:
        return Gathering(mark=mark, weight=weight, wait=BRIEFLY)
    if count >= sent.album_total:
        return Gathering(mark=mark, weight=weight, wait=timedelta())
    so_far = turn.say("albums.so_far", count=count, total=sent.album_total)
    return Gathering(mark=mark, weight=weight, wait=COUNTED_OUT, so_far=(so_far,))


def with_the_others(turn: Turn) -> Next | None:
    """A picture goes where those of its album are, whatever is asked by now. None where it is the first, or the open
    question is about them."""
    sent = turn.heard.what
    earlier = _of_album(turn, sent) if isinstance(sent, SentFile) and sent.album else ()
    mate = next((file for file in reversed(earlier) if file.state in COUNTED), None)
    if mate is None or not isinstance(sent, SentFile) or _is_asked_about(turn, mate):
        return None
    return _sent_in(turn, sent, mate, mate.report_id) if mate.report_id else _joined(turn, sent, mate)


def _sent_in(turn: Turn, sent: SentFile, mate: Evidence, report_id: str) -> Next:
    """The report that has the others takes it, or it is kept for the next one."""
    kept = _keep(turn, sent, obligation_id=None, step=0)
    if kept is None:
        return stay()
    report = reports.by_id(turn.work, report_id)
    try:
        add_evidence(turn.work, turn.texts, report, [kept], by=turn.person.id)
    except (AlreadyApproved, NotYours):
        return again(turn.say("evidence.kept_for_later"))
    evidence.bind(turn.work, [kept], obligation_id=mate.obligation_id, step=mate.step)
    return again(turn.say("albums.sent_in", ref=report.ref, count=len(_of_album(turn, sent))))


def _joined(turn: Turn, sent: SentFile, mate: Evidence) -> Next:
    kept = _keep(turn, sent, obligation_id=mate.obligation_id, step=mate.step)
    return again(turn.say("albums.joined", count=len(_of_album(turn, sent)))) if kept else stay()


def _is_asked_about(turn: Turn, mate: Evidence) -> bool:
    """Whether the open question takes files for what the others are for."""
    row = conversations.open_of(turn.work, turn.person.id)
    if row is None:
        return False
    if mate.report_id:
        return row.subject == f"evidence:{reports.by_id(turn.work, mate.report_id).ref}"
    place = mate.obligation_id
    return row.subject in ((f"report:{place}", f"arrival:{place}") if place else ("evidence",))


def _of_album(turn: Turn, sent: SentFile) -> tuple[Evidence, ...]:
    return evidence.of_album(turn.work, turn.person.id, album_of(turn.heard.platform, sent))


def _keep(turn: Turn, sent: SentFile, *, obligation_id: str | None, step: int) -> str | None:
    return keep_evidence(
        turn.work,
        sent,
        platform=turn.heard.platform,
        by=turn.person.id,
        at=turn.heard.at,
        obligation_id=obligation_id,
        step=step,
    )
