"""What every open question has in common: cancel, words that came too early or are not understood, refusals."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from msgspec import Struct

from handlers import offers, posts, showing, telling
from handlers.actions.count_earlier import count_earlier, yours_counts
from handlers.turn import Next, Turn, again, choice, deed, done, stay, wait
from messages import writing
from messages.commands import Offer, Words, command, nearest
from messages.incoming import ANSWERS, COMMANDS, Pressed, Typed
from messages.lengths import shortened
from messages.outgoing import Button, Shape, Text, unpacked
from messages.patterns import Value
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.fiscal import local_date
from rules.refusals import Refusal
from storage import questions_asked
from storage.tables import conversations, people, reports
from storage.work import Work

USE, OBEY, DROP = "use", "obey", "drop"
MOST_QUOTED = 200
MOST_CARRIED = 60
"""Bytes of a command line in a button, with its mark within Telegram's 64."""
JUST_NOW = timedelta(minutes=10)
CONFIRM = "confirm"
"""The value of every button that confirms, so that the typed word means the same."""
IN_BYTES = ("size", "limit")
MIB = 1024 * 1024
HUNDREDTH = Decimal("0.01")
MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
NOBODY_KNOWN = "–"
"""Stands for the name of somebody who has left, or whose platform did not tell it."""


class Early(Struct, frozen=True):
    """Words older (`at`) than the question that was open when they came; `about` is that question's draft."""

    text: str
    about: str
    at: datetime

    @property
    def subject(self) -> str:
        return "early"


class Either(Struct, frozen=True):
    """Words that may answer the question of the draft `about`, where any words do, or may be a command."""

    text: str
    about: str

    @property
    def subject(self) -> str:
        return "either"


def cancel(turn: Turn, _: None) -> Next:
    """The open draft goes; what was sent before stays sent."""
    if conversations.open_of(turn.work, turn.person.id) is None:
        return stay(turn.ask("drafts.nothing_open", _begin(turn)))
    return done(turn.ask("drafts.cancelled", _begin(turn)))


def confirm(turn: Turn, _: None) -> Next:
    """Typed, it is the open question's button to confirm; where there is none that question is asked again. Typed
    twice, it is told what was sent."""
    row = conversations.open_of(turn.work, turn.person.id)
    if row is None:
        found = questions_asked.finished(turn.work, turn.heard.platform, turn.heard.address)
        if found is not None and turn.now - found[1] < JUST_NOW:
            return stay(turn.ask("drafts.led_to", _begin(turn), ref=found[0]))
        return stay(turn.ask("drafts.nothing_open", _begin(turn)))
    press = offers.answering(unpacked(row.question), CONFIRM)
    if press is None:
        return again(turn.say("drafts.not_yet"))
    return Next(shapes=(), again=Pressed(button=press))


def over(turn: Turn, draft_id: str) -> str:
    """That a question is open no more; where something was sent by it, what: whoever presses twice asks just this."""
    found = questions_asked.finished(turn.work, turn.heard.platform, turn.heard.address, draft_id)
    if found is None:
        return turn.line("drafts.over")
    return _counted(turn, found[0]) or turn.line("drafts.led_to", ref=found[0])


def _counted(turn: Turn, ref: str) -> str:
    """That a report counts from this press, where it is the confirmation and was heard after a later press on it."""
    report = reports.by_ref(turn.work, ref) if turn.answer.endswith(f".{CONFIRM}") else None
    if report is None:
        return ""
    found, stamp = showing.case(turn.work, report.obligation_id), Stamp(at=turn.heard.at, exact=turn.heard.stamped)
    counted = count_earlier(turn.work, turn.texts, found, report, turn.person.id, stamp)
    return "" if counted == report else yours_counts(turn.texts, turn.person.language, found, counted)


def earlier(turn: Turn) -> Next:
    """An answer to yesterday's question is not taken for today's: it is kept and offered."""
    row = conversations.open_of(turn.work, turn.person.id)
    draft = Early(turn.heard.text, row.id if row else "", turn.heard.at)
    return wait(for_which, draft, early_question(turn, draft))


def early_question(turn: Turn, early: Early) -> Text:
    """Whether words that came before the question answer it."""
    when = writing.moment(early.at, turn.person.language)
    choices = (choice(turn.line("drafts.use"), USE), choice(turn.line("drafts.drop"), DROP))
    return turn.ask("drafts.earlier", choices, text=shortened(early.text, MOST_QUOTED), when=when)


def for_which(turn: Turn, early: Early) -> Next:
    """Taken for the question that waits, or dropped."""
    row = conversations.by_id(turn.work, turn.person.id, early.about)
    if turn.answer == DROP or row is None:
        return done(turn.say("drafts.dropped"))
    if turn.answer != USE:
        return again(turn.say("drafts.use_or_drop"))
    conversations.reopen(turn.work, row)
    return done(again=Typed(early.text, ANSWERS))


def either(turn: Turn) -> Next:
    """A line that may be a reason or a command is neither until it is said which."""
    row = conversations.open_of(turn.work, turn.person.id)
    draft = Either(turn.heard.text, row.id if row else "")
    return wait(answer_or_command, draft, either_question(turn, draft))


def either_question(turn: Turn, draft: Either) -> Text:
    """Whether the words answer what was asked, or are to be done."""
    choices = (
        choice(turn.line("drafts.use"), USE),
        choice(turn.line("drafts.command"), OBEY),
        choice(turn.line("drafts.neither"), DROP),
    )
    return turn.ask("drafts.either", choices, text=shortened(draft.text, MOST_QUOTED))


def answer_or_command(turn: Turn, draft: Either) -> Next:
    """Taken as it was meant; the question that was open is open again, whatever it was."""
    meanings = {USE: ANSWERS, OBEY: COMMANDS}
    row = conversations.by_id(turn.work, turn.person.id, draft.about)
    if turn.answer == DROP or row is None:
        return done(turn.say("drafts.dropped"))
    if turn.answer not in meanings:
        return again(turn.say("drafts.use_or_obey"))
    conversations.reopen(turn.work, row)
    return done(again=Typed(draft.text, meanings[turn.answer]))


def unknown(turn: Turn) -> tuple[Shape, ...]:
    """Nearly right words get the nearest command offered; all else gets the way to help."""
    offer = nearest(turn.heard.text, Words.of(turn.texts)) if turn.heard.text else None
    if offer is None:
        return (turn.ask("drafts.unknown", (deed(turn.line("drafts.help"), "help"),)),)
    rest = _rest(turn, offer)
    meant = f"{offer.word} {rest}".strip()
    return (turn.ask("drafts.nearest", (deed(meant, offer.name, *rest.split()),), word=meant),)


def _rest(turn: Turn, offer: Offer) -> str:
    """What follows a word that was nearly right, as far as that command takes it and a button can carry it."""
    _, _, rest = turn.heard.text.strip().partition(" ")
    today = local_date(turn.now, writing.BANGKOK)
    whole = command(f"{offer.word} {rest}", Words.of(turn.texts), today) if rest.strip() else None
    fits = len(f"{offer.name} {rest}".encode()) <= MOST_CARRIED
    return " ".join(rest.split()) if fits and whole is not None and whole.arguments is not None else ""


def refused(turn: Turn, refusal: Refusal) -> tuple[Text, ...]:
    """What the regulation does not allow, and what to do instead."""
    facts = dict(refusal.facts)
    is_near = bool(facts.get("nearest"))
    if not is_near:
        facts.pop("nearest", None)
    said = {name: _word(name, value, turn.person.language) for name, value in facts.items()}
    if "by" in facts:
        of = (turn.work, turn.texts, turn.person.language, str(facts["by"]))
        said["by"] = posts.person_name(*of, reader=turn.person.id)
    return (turn.say(f"refusals.{refusal.code}{'_near' if is_near else ''}", **said),)


def ended(turn: Turn, refusal: Refusal, left: str) -> tuple[Shape, ...]:
    """Nothing can come of what was begun: why, that it is closed, and what was in it, so that nothing is lost."""
    why = refused(turn, refusal)
    said = "\n".join(filter(None, [*(shape.text for shape in why), turn.line("drafts.ended"), left]))
    return (Text(said, choices=_begin(turn)),)


def given_up(work: Work, texts: Texts, chat: str, received_at: datetime) -> None:
    """A message of theirs could not be taken in, however often it was tried: they are told which, to send it again."""
    platform, _, address = chat.partition(":")
    person = people.by_account(work, platform, address)
    if person is None:
        return
    when = writing.full_moment(received_at, person.language)
    words = Text(texts.line(person.language, "drafts.given_up", when=when))
    telling.tell(work, person.id, (words,), key=f"given_up:{received_at.isoformat()}", why="given_up")


def _begin(turn: Turn) -> tuple[Button, ...]:
    return posts.where_to_begin(turn.work, turn.texts, turn.person.language, turn.person.id)


def _word(name: str, fact: object, language: str) -> Value:
    match fact:
        case datetime():
            return writing.full_moment(fact, language)
        case date():
            return writing.full_date(fact, language)
        case tuple():
            return writing.listed([str(each) for each in fact], language)
        case int() if name in IN_BYTES:
            # What is over the limit must read so, by however few bytes.
            towards = ROUND_CEILING if name == "size" else ROUND_FLOOR
            return writing.number((Decimal(fact) / MIB).quantize(HUNDREDTH, towards))
        case str() if name == "period" and (month := MONTH.fullmatch(fact)):
            return writing.month(date(int(month["year"]), int(month["month"]), 1), language)
        case _:
            return fact if isinstance(fact, int) else str(fact) or NOBODY_KNOWN
