"""Tier 2: a supervisor hands an indicator's round to the PSDG, with what is missing named, and may take it back."""

from datetime import datetime

from msgspec import Struct

from handlers import finding, offers
from handlers.actions import announce_round, consolidate
from handlers.actions.align import align
from handlers.turn import Next, Turn, again, choice, deed, done, stay, wait
from messages import handings, naming, reasons, writing
from messages.arguments import HandOver
from messages.incoming import Pressed
from messages.outgoing import Text, unpacked
from rules.deadlines import Stamp
from rules.fiscal import Month, local_date
from rules.refusals import Refusal
from rules.stages import Stage
from storage import questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import consolidations, conversations
from storage.tables.obligations import Part

TIER = 2
HAND, DROP = "confirm", "drop"
ABOUT = "hand:"


class Handing(Struct, frozen=True):
    """An indicator's round that is about to be handed in."""

    obligation_id: str

    @property
    def subject(self) -> str:
        return f"{ABOUT}{self.obligation_id}"


def submit(turn: Turn, wanted: HandOver | None) -> Next:
    """What is missing is named and whether it is late, once; nothing blocks. Alone it answers the open question."""
    if wanted is None:
        row = conversations.open_of(turn.work, turn.person.id)
        is_asked = row is not None and row.subject.startswith(ABOUT)
        press = offers.answering(unpacked(row.question), HAND) if row is not None and is_asked else None
        return Next(shapes=(), again=Pressed(button=press)) if press else stay(turn.say("consolidation.which"))
    matter = finding.round_meant(turn.work, TIER, wanted.round, wanted.indicator)
    draft = Handing(matter.id)
    return wait(sure, draft, hand_question(turn, draft))


def sure(turn: Turn, draft: Handing) -> Next:
    """Handed in, or left as it was. Where somebody was first meanwhile, how it stands is shown."""
    if turn.answer == DROP:
        return done(turn.say("consolidation.dropped"))
    if turn.answer != HAND:
        return again(turn.say("consolidation.hand_or_drop"))
    matter = questions_review.matter(turn.work, draft.obligation_id)
    stamp = Stamp(at=turn.heard.at, exact=turn.heard.stamped)
    try:
        handed = consolidate.hand(turn.work, matter, turn.person.id, stamp)
    except Refusal:
        return done(turn.say("consolidation.not_handed"), *_standing(turn, matter))
    announce_round.hand_to_psdg(turn.work, turn.texts, handed)
    shapes = (turn.say("consolidation.handed", ref=handed.ref), *_standing(turn, matter))
    return done(*shapes, notice=turn.line("consolidation.handed_notice"), deadline=True)


def recall(turn: Turn, wanted: HandOver | None) -> Next:
    """Taken back until the PSDG has taken it; what is handed in again counts from then."""
    if wanted is None:
        return stay(turn.say("consolidation.which_back"))
    matter = _handed(turn, wanted) or finding.round_meant(turn.work, TIER, wanted.round, wanted.indicator)
    recalled = consolidate.recall(turn.work, matter, turn.person.id)
    part = Part(indicator_id=matter.indicator_id, unit_id=matter.unit_id)
    align(turn.work, matter.framework_id, turn.now, part)
    announce_round.revise(turn.work, turn.texts, recalled, but=turn.person.id)
    again = deed(turn.line("consolidation.hand"), "submit", matter.indicator, f"{matter.period}/{matter.year}")
    facts = {"ref": recalled.ref, "name": _name(turn, matter), "round": _round(turn, matter)}
    return stay(turn.ask("consolidation.recalled", (again,), **facts))


def _handed(turn: Turn, wanted: HandOver) -> Matter | None:
    """The newest round of that name which the PSDG has and has not taken."""
    known = questions_rounds.candidates(turn.work, TIER, wanted.indicator)
    named = [it for it in known if it.months == wanted.round.months and wanted.round.year in (None, it.year)]
    found = [questions_review.matter(turn.work, it.key) for it in named if it.sent]
    handed = [matter for matter in found if matter.standing == Stage.HANDED]
    return max(handed, key=lambda matter: matter.last, default=None)


def hand_question(turn: Turn, draft: Handing) -> Text:
    """What is missing and what handing it in now means. Raises NotYours, NotWaiting, AlreadyTaken."""
    matter = questions_review.matter(turn.work, draft.obligation_id)
    consolidate.may_hand(turn.work, matter, turn.person.id)
    language = turn.person.language
    now = Stamp(at=turn.heard.at, exact=turn.heard.stamped)
    found = consolidate.judged(turn.work, matter, now)
    outcome = reasons.outcome(turn.texts, language, found)
    counted = questions_rounds.terms(turn.work, matter).due
    due = naming.due(language, counted) if counted else "–"
    eaten, early = questions_rounds.eaten_days(turn.work, matter, now.at), _early(turn, matter, now.at)
    lines = [
        turn.line("consolidation.if_now", due=due, outcome=outcome),
        early,
        handings.gaps(turn.texts, language, announce_round.gaps(turn.work, matter)),
        handings.eats(turn.texts, language, eaten),
        turn.line("consolidation.never_blocks_early" if early else "consolidation.never_blocks"),
    ]
    choices = (
        choice(turn.line("consolidation.hand_early" if early else "consolidation.hand"), HAND),
        choice(turn.line("consolidation.drop"), DROP),
    )
    title = turn.line("consolidation.hand_this", name=_name(turn, matter), round=_round(turn, matter))
    return Text("\n".join(line for line in lines if line), choices=choices, title=title)


def _early(turn: Turn, matter: Matter, at: datetime) -> str:
    """That the round has months to go, and which: those are for nobody to have sent yet; empty in its last month."""
    today = local_date(at, writing.BANGKOK)
    last = Month.of(matter.last)
    if today >= last.first:
        return ""
    language = turn.person.language
    to_come = Month.of(max(today, matter.first)).first
    return turn.line(
        "consolidation.is_early",
        end=writing.full_date(matter.last, language),
        months=naming.stretches(turn.texts, language, [(to_come, matter.last)]),
    )


def _standing(turn: Turn, matter: Matter) -> tuple:
    found = consolidations.submission_of(turn.work, matter.id)
    if found is None:
        return ()
    return (announce_round.submission_card(turn.work, turn.texts, turn.person.language, found, turn.person.id),)


def _name(turn: Turn, matter: Matter) -> str:
    return naming.indicator(turn.texts, turn.person.language, matter.indicator)


def _round(turn: Turn, matter: Matter) -> str:
    return naming.round_name(turn.texts, turn.person.language, matter.period, matter.year)
