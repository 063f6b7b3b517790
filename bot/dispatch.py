"""Which conversation hears this: an answer, a command, a file. Refusals are caught here, once."""

from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.gatherings import Gatherings
from bot.parcels import Ready, in_digits, parcel, said_again
from bot.spent import spent, worded
from handlers import offers, routes, telling
from handlers.turn import ANSWER, COMMAND, ENTRY, SEEN, Next, Turn, Waiting, again, done, stay
from messages import incoming, reading
from messages.commands import Words, command
from messages.incoming import ANSWERS, COMMANDS, Heard, Other, Place, Pressed, SentFile, Typed, What
from messages.outgoing import Shape, Text, packed, unpacked
from messages.texts import Texts
from rules.fiscal import local_date
from rules.refusals import Refusal
from storage import questions_asked
from storage.columns import new_key
from storage.tables import conversations, in_turn, obligations, outbox, people, reach
from storage.tables.conversations import DraftRow
from storage.tables.missed import Missed, take_missed
from storage.tables.people import Person
from storage.work import Work

Opened = DraftRow | None
MOST_MISSED = 3
"""LINE takes five messages at once."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What became of an event. `notice`: the word for a pressed button; `spent`: the platform's id of the message whose
    question that press has answered; `worded`: what begins every button of a question that was answered in words;
    `begun`: its answer, claimed and to be sent after the commit."""

    notice: str = ""
    spent: str = ""
    worded: str = ""
    begun: Ready | None = None


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """What every event needs: the texts, the words that people type, where it is what day, the first language."""

    texts: Texts
    words: Words
    zone: ZoneInfo
    language: str

    def hear(self, work: Work, heard: Heard) -> Answered:
        """One event in its transaction: its step, its rows, its answer."""
        if heard.place is not None:
            return self._among(work, heard, heard.place)
        turn = Turn(heard=heard, person=self._person(work, heard), now=work.now, work=work, texts=self.texts)
        return self._answer(turn, ())

    def _among(self, work: Work, heard: Heard, place: Place) -> Answered:
        """In a chat of many, where something may be answered to the person alone."""
        alone: list[Answered] = []
        among = Gatherings(
            self.texts, self.words, self.zone, self.language, lambda turn: alone.append(self._answer(turn, ()))
        )
        notice = among.hear(work, heard, place)
        return Answered(notice=notice, begun=alone[0].begun if alone else None)

    def _person(self, work: Work, heard: Heard) -> Person:
        """Who it is, and nothing else of theirs is done meanwhile: a chat's lock covers one of their accounts only."""
        in_turn.account(work, heard.platform, heard.address)
        person = people.by_account(work, heard.platform, heard.address)
        if person is None:
            return people.meet(work, heard.platform, heard.address, self.language, work.now, at=heard.at)
        if person.blocked and not isinstance(heard.what, incoming.Came | incoming.Went):
            # Who writes can be reached, whether or not the platform told of an unblocking.
            reach.mark_reached(work, heard.platform, heard.address, heard.at)
        return person

    def _answer(self, turn: Turn, said: tuple[Shape, ...]) -> Answered:
        """`said` before, where one event is heard as two."""
        opened = conversations.open_of(turn.work, turn.person.id)
        try:
            following, row = self._next(turn, opened)
        except Refusal as refusal:
            words = routes.REFUSED(turn, refusal)
            following, row = stay(*words, notice=words[0].text), opened
        shapes = (*said, *_shapes(turn, following, row))
        if following.again is not None:
            return self._answer(_as(turn, following.again), shapes)
        return _say(turn, following, shapes, row)

    def _next(self, turn: Turn, opened: Opened) -> tuple[Next, Opened]:
        match turn.heard.what:
            case incoming.Came() | incoming.Went() | incoming.Unsent() as what:
                return routes.EVENTS[type(what)](turn), opened
            case Pressed(button=button):
                return self._pressed(turn, button, opened)
            case Typed() as typed:
                return self._typed(turn, typed, opened)
            case SentFile() | Other() | incoming.Moved():
                return _spoken(turn, opened)

    def _pressed(self, turn: Turn, button: str, opened: Opened) -> tuple[Next, Opened]:
        if button.startswith(ANSWER):
            return _answered(turn, button.removeprefix(ANSWER), opened)
        if button.startswith(ENTRY) and turn.person.member:
            # A bad Telegram client sends any word it likes: an id that nobody wrote is no fault.
            name, _, word = button.removeprefix(ENTRY).partition(" ")
            known = name in routes.ENTRIES and obligations.is_known(turn.work, word)
            return (routes.ENTRIES[name](turn, word), opened) if known else _lost(turn, opened)
        line = button.removeprefix(COMMAND).partition(SEEN)[0]
        return self._command(turn, line, opened) or _lost(turn, opened)

    def _typed(self, turn: Turn, typed: Typed, opened: Opened) -> tuple[Next, Opened]:
        """A label of the open question is as good as a press; then a code or a command; then it is an answer."""
        button = offers.offered(unpacked(opened.question), typed.text) if opened else None
        if button is not None:
            return self._pressed(_as(turn, Pressed(button=button)), button, opened)
        if typed.meant == ANSWERS:
            return _spoken(turn, opened)
        waiting = routes.STEPS.get(opened.step) if opened else None
        free = waiting is not None and waiting.free_text and typed.meant != COMMANDS
        code = reading.invitation(typed.text, alone=free)
        if code is not None:
            return routes.CODE(turn, code), opened
        return self._command(turn, typed.text, opened, free=free) or _spoken(turn, opened)

    def _command(self, turn: Turn, text: str, opened: Opened, *, free: bool = False) -> tuple[Next, Opened] | None:
        """None for what is no command. A line with arguments where any words answer (`free`) may be either: asked."""
        meant = command(text, self.words, local_date(turn.heard.at, self.zone))
        word = routes.COMMANDS.get(meant.name) if meant else None
        if meant is None or word is None:
            return None
        if not turn.person.member and not word.strangers:
            return routes.STRANGER(turn), opened
        if free and meant.arguments is not None:
            return routes.EITHER(turn), opened
        return word.function(turn, meant.arguments), opened


def _answered(turn: Turn, button: str, opened: Opened) -> tuple[Next, Opened]:
    """A press on a question: draft, version, value. An old one shows the draft as it is now."""
    draft_id, _, rest = button.partition(".")
    version, _, value = rest.partition(".")
    is_open = opened is not None and opened.id == draft_id
    row = opened if is_open else conversations.by_id(turn.work, turn.person.id, draft_id)
    if row is None:
        return _over(turn, draft_id, opened)
    if str(row.version) != version or row.step not in routes.STEPS:
        return again(turn.say("drafts.as_it_is_now")), row
    return _step(_as(turn, Pressed(button=value)), row), row


def _spoken(turn: Turn, opened: Opened) -> tuple[Next, Opened]:
    """Nothing that we know by its word: the open question hears it, else the place for what nobody asked for."""
    joined = routes.WITH_THE_OTHERS(turn) if turn.person.member else None
    if joined is not None:
        return replace(joined, gathers=True), opened
    if opened is not None and opened.step in routes.STEPS:
        if turn.heard.at < opened.heard_at and isinstance(turn.heard.what, Typed):
            return routes.EARLIER(turn), opened
        if isinstance(turn.heard.what, SentFile) and turn.person.member and not routes.STEPS[opened.step].files:
            return replace(routes.FILE(turn), gathers=True), opened
        return _step(turn, opened), opened
    if turn.person.member and isinstance(turn.heard.what, SentFile):
        return replace(routes.FILE(turn), gathers=True), opened
    lost, opened = _lost(turn, opened)
    return replace(lost, gathers=isinstance(turn.heard.what, SentFile)), opened


def _step(turn: Turn, row: DraftRow) -> Next:
    """What the step makes of it. Where nothing can come of the draft any more it ends, and what was in it is said."""
    step = routes.STEPS[row.step]
    draft = msgspec.json.decode(row.data, type=step.draft)
    try:
        return step.function(turn, draft)
    except Refusal as refusal:
        if refusal.passing:
            raise
        return done(*_ended(turn, refusal, step, draft))


def _asked(turn: Turn, row: DraftRow) -> tuple[Shape, ...]:
    """The question of a draft once more, as it is to be asked now; it is the open one from here."""
    step = routes.STEPS.get(row.step)
    if step is None:
        conversations.remove(turn.work, row.id)
        return ()
    draft = msgspec.json.decode(row.data, type=step.draft)
    try:
        question = offers.settled(step.question(turn, draft), row.id, row.version)
    except Refusal as refusal:
        conversations.remove(turn.work, row.id)
        return _ended(turn, refusal, step, draft)
    conversations.ask_again(turn.work, row, packed((question,)))
    return (question,)


def _ended(turn: Turn, refusal: Refusal, step: Waiting, draft: Any) -> tuple[Shape, ...]:
    return routes.ENDED(turn, refusal, step.left(turn, draft) if step.left else "")


def _over(turn: Turn, draft_id: str, opened: Opened) -> tuple[Next, Opened]:
    """A button of a question that is answered or was cancelled: nothing is done twice."""
    if opened is None and not turn.person.member:
        return routes.STRANGER(turn), opened
    over = routes.OVER(turn, draft_id)
    return again(Text(over), notice=over), opened


def _lost(turn: Turn, opened: Opened) -> tuple[Next, Opened]:
    """Nobody knows what to do with it: say so, and say the open question again. Who has left is told how to come in."""
    if opened is None and not turn.person.member:
        return routes.STRANGER(turn), opened
    return again(*routes.UNKNOWN(turn)), opened


def _shapes(turn: Turn, following: Next, row: Opened) -> tuple[Shape, ...]:
    """What is said, with what is open below it; the draft as it is from here."""
    if following.step is not None and following.draft is not None:
        return _keep(turn, following, row)
    if following.over:
        if row is not None:
            conversations.remove(turn.work, row.id)
        return (*following.shapes, *(_resumed(turn) if following.again is None else ()))
    if following.asks and row is not None:
        return (*following.shapes, *_asked(turn, row))
    if row is None or not row.open:
        return following.shapes
    settled = tuple(offers.settled(shape, row.id, row.version) for shape in following.shapes)
    return offers.with_choices(settled, unpacked(row.question))


def _say(turn: Turn, following: Next, shapes: tuple[Shape, ...], draft: Opened) -> Answered:
    """What may have been missed goes before it, free; an open question that got lost is asked again."""
    album = routes.GATHERING(turn, following, shapes)
    missed = [] if isinstance(turn.heard.what, incoming.Went) else take_missed(turn.work, turn.person.id, MOST_MISSED)
    missed = [each for each in missed if album is None or each.row.why != album.mark]
    presses = following.deadline or any(each.weight == outbox.DEADLINE for each in missed)
    if missed and following.step is None:
        shapes = (*shapes, *_lost_question(turn, shapes, missed))
    shapes = (*said_again(turn, missed), *shapes)
    finished = questions_asked.finishing(draft.id, following.led_to) if draft and following.led_to else ""
    if album is None or missed:
        row = telling.answer(turn, shapes, outbox.DEADLINE if presses else outbox.ANSWER, about=finished)
    else:
        row = telling.answer(turn, (*album.so_far, *shapes), album.weight, wait=album.wait, why=album.mark)
    begun = None if row is None else Ready(row=row, parcel=parcel(turn.work, row, shapes))
    notice = in_digits(turn.work, turn.person, following.notice)
    return Answered(notice=notice, spent=spent(turn, following), worded=worded(turn, following, draft), begun=begun)


def _keep(turn: Turn, following: Next, row: Opened) -> tuple[Shape, ...]:
    subject = following.draft.subject if following.draft is not None else ""
    before = row if row is not None and row.subject == subject else None
    before = before or conversations.about(turn.work, turn.person.id, subject)
    draft_id, version = (before.id, before.version + 1) if before else (new_key(turn.now), 1)
    shapes = tuple(offers.settled(shape, draft_id, version) for shape in following.shapes)
    conversations.save(
        turn.work,
        DraftRow(
            id=draft_id,
            person_id=turn.person.id,
            subject=subject,
            step=routes.name_of(following.step),
            data=msgspec.json.encode(following.draft).decode(),
            question=packed(shapes),
            version=version,
            open=True,
            asked_at=turn.now,
            heard_at=max(before.heard_at, turn.heard.at) if before else turn.heard.at,
        ),
    )
    return shapes


def _resumed(turn: Turn) -> tuple[Shape, ...]:
    """What the person's own command interrupted a short while ago is asked again."""
    for row in conversations.all_of(turn.work, turn.person.id)[:1]:
        step = routes.STEPS.get(row.step)
        if step is not None and not step.passing and not row.open and turn.now - row.asked_at < routes.IDLE:
            # The language may have been what was changed.
            person = people.by_id(turn.work, turn.person.id)
            return _asked(replace(turn, person=person or turn.person), row)
    return ()


def _lost_question(turn: Turn, shapes: tuple[Shape, ...], missed: list[Missed]) -> tuple[Shape, ...]:
    """The question that is open, where the message that asked it got lost and nothing asks it now."""
    row = conversations.open_of(turn.work, turn.person.id)
    if row is None or not any(each.weight == outbox.ANSWER for each in missed):
        return ()
    return () if set(unpacked(row.question)) <= set(shapes) else _asked(turn, row)


def _as(turn: Turn, what: What) -> Turn:
    return replace(turn, heard=msgspec.structs.replace(turn.heard, what=what))
