"""The steps: the words, to whom, the preview with its price, a second text for who reads English."""

from datetime import datetime

from msgspec.structs import replace

from handlers.actions import show_broadcast
from handlers.conversations.broadcasting import questions
from handlers.conversations.broadcasting.draft import MOST_UNITS, Announcing, chosen, meant, size, within
from handlers.conversations.broadcasting.questions import (
    CONFIRM,
    DROP,
    ENGLISH,
    LATER,
    NO_ENGLISH,
    TEXT,
    WHOLE_LINE,
    WHOM,
)
from handlers.turn import Next, Turn, deed, done, stay, wait
from messages import writing
from messages.arguments import Reference
from messages.arguments_announcing import Announcement
from messages.outgoing import Card, Text
from messages.plain import plain
from rules.fiscal import local_date
from rules.refusals import UnknownReference
from storage import questions_broadcast
from storage.tables import audit, broadcasts
from storage.tables.broadcasts import EVERYBODY, Audience, Broadcast

MOST_LISTED = 5


def broadcast(turn: Turn, said: Announcement | None) -> Next:
    """The word alone shows the last ones; a reference one of them; words are shown before they go. Raises NotYours."""
    scope = within(turn)
    if said and said.reference:
        found = _of(turn, said.reference)
        return stay(show_broadcast.card(turn.work, turn.texts, turn.person.language, found))
    if said is None:
        known = broadcasts.newest(turn.work, turn.person.id if scope else None, MOST_LISTED)
        return stay(*_listed(turn, known), turn.say("broadcasting.how"))
    audience = meant(turn, said.to) if said.to else None
    unknown = "" if audience else said.to
    draft = Announcing(text=said.text, audience=audience, unknown=unknown, whole=said.whole if unknown else "")
    return _next(turn, draft)


def stop(turn: Turn, said: Reference | None) -> Next:
    """What has not gone yet stays here. Raises NotYours, UnknownReference."""
    scope, work = within(turn), turn.work
    running = [
        it
        for it in broadcasts.newest(work, turn.person.id if scope else None, MOST_LISTED)
        if it.again_at is not None and it.state != broadcasts.STOPPED
    ]
    found = _of(turn, said.reference) if said else next(iter(running), None)
    if found is None:
        return stay(turn.say("broadcasting.nothing_runs"))
    if broadcasts.stop(work, found.id):
        questions_broadcast.drop(work, found.id)
        audit.note(work, turn.person.id, "broadcast stopped", f"broadcast:{found.id}")
    now = _of(turn, found.ref)
    return stay(show_broadcast.card(work, turn.texts, turn.person.language, now))


def words(turn: Turn, draft: Announcing) -> Next:
    """Anything may be the words."""
    if turn.answer == DROP:
        return done(turn.say("broadcasting.not_sent"))
    text = turn.heard.text.strip()
    return _next(turn, replace(draft, text=text)) if text else wait(words, draft, words_question(turn, draft))


def words_question(turn: Turn, draft: Announcing) -> Text:
    """What is to be said; and what was wrong with what was typed. Raises NotYours."""
    within(turn)
    return questions.words_question(turn, draft)


def to_whom(turn: Turn, draft: Announcing) -> Next:
    """A press chooses or opens a list; a typed name does the same."""
    answer = turn.answer
    if answer == DROP:
        return done(turn.say("broadcasting.not_sent"))
    if answer == TEXT:
        plainly = replace(draft, listing="", unknown="", whole="")
        return wait(words, plainly, words_question(turn, plainly))
    if answer == WHOLE_LINE:
        return _next(turn, replace(draft, text=draft.whole, whole="", unknown=""))
    if answer in questions.LISTS:
        opened = replace(draft, listing=answer)
        return wait(to_whom, opened, whom_question(turn, opened))
    audience = _pressed(turn, answer) if answer else meant(turn, turn.heard.text)
    unknown = "" if audience or answer else turn.heard.text.strip()
    return _next(turn, replace(draft, audience=audience, unknown=unknown, listing=draft.listing if unknown else ""))


def whom_question(turn: Turn, draft: Announcing) -> Text:
    """To whom it is to be said. Raises NotYours."""
    return questions.whom_question(turn, draft, within(turn))


def sure(turn: Turn, draft: Announcing) -> Next:
    """It goes now or at the next sending hour, or something of it is changed. Raises NotYours."""
    match turn.answer:
        case _ if turn.answer == DROP:
            return done(turn.say("broadcasting.not_sent"))
        case _ if turn.answer == TEXT:
            return wait(words, draft, words_question(turn, draft))
        case _ if turn.answer == WHOM:
            other = replace(draft, audience=None)
            return wait(to_whom, other, whom_question(turn, other))
        case _ if turn.answer == ENGLISH:
            return wait(english, draft, english_question(turn, draft))
        case _ if turn.answer in (CONFIRM, LATER):
            chosen_hour = replace(draft, later=turn.answer == LATER)
            if questions.beyond(turn, _audience(turn, draft)):
                return wait(beyond, chosen_hour, questions.beyond_question(turn, _audience(turn, draft)))
            return _confirmed(turn, chosen_hour)
    return stay(turn.say("broadcasting.send_or_not"))


def beyond(turn: Turn, draft: Announcing) -> Next:
    """It does not fit into the month's quota: it goes as far as that reaches, or not. Raises NotYours."""
    match turn.answer:
        case _ if turn.answer == CONFIRM:
            return _confirmed(turn, draft)
        case _ if turn.answer == WHOM:
            other = replace(draft, audience=None)
            return wait(to_whom, other, whom_question(turn, other))
        case _ if turn.answer == DROP:
            return done(turn.say("broadcasting.not_sent"))
    return stay(turn.say("broadcasting.send_or_not"))


def beyond_question(turn: Turn, draft: Announcing) -> Text:
    """As it stands now. Raises NotYours."""
    return questions.beyond_question(turn, _audience(turn, draft))


def sure_question(turn: Turn, draft: Announcing) -> Text:
    """Asked again, with the beginning of the words. Raises NotYours."""
    within(turn)
    return questions.sure_question(turn, draft, alone=True)


def english(turn: Turn, draft: Announcing) -> Next:
    """The words for who reads English; everybody else hears the first ones."""
    if turn.answer == NO_ENGLISH:
        return _next(turn, replace(draft, english=""))
    text = turn.heard.text.strip()
    if not plain(text) or size(text) > MOST_UNITS:
        return wait(english, draft, questions.english_question(turn, size(text)))
    return _next(turn, replace(draft, english=text))


def english_question(turn: Turn, _: Announcing) -> Text:
    """Raises NotYours."""
    within(turn)
    return questions.english_question(turn)


def left(_: Turn, draft: Announcing) -> str:
    """The words are not lost with what they were for."""
    return draft.text


def _next(turn: Turn, draft: Announcing) -> Next:
    """What is missing is asked for; where nothing is, it is shown as it will arrive."""
    if not plain(draft.text) or size(draft.text) > MOST_UNITS:
        return wait(words, draft, words_question(turn, draft))
    if draft.audience is None:
        return wait(to_whom, draft, whom_question(turn, draft))
    return wait(sure, draft, *questions.preview(turn, draft), questions.sure_question(turn, draft))


def _confirmed(turn: Turn, draft: Announcing) -> Next:
    """Whom its writer may say it to is looked at once more. Raises NotYours."""
    work, scope = turn.work, within(turn)
    audience = _audience(turn, draft)
    reach = questions_broadcast.reach(work, audience, turn.person.id, local_date(turn.now, writing.BANGKOK))
    people = sum(reach.platforms.values())
    if not people:
        return wait(to_whom, replace(draft, audience=None), questions.nobody(turn, draft, scope))
    at = questions.sending_hour(turn) if draft.later else turn.now
    made = broadcasts.begin(
        work,
        by=turn.person.id,
        texts=(draft.text, draft.english),
        audience=audience,
        silent=at == turn.now and questions.is_quiet_now(turn),
        foreseen=people,
        at=at,
    )
    detail = {"ref": made.ref, "kind": audience.kind, "to": audience.value, "people": str(people)}
    audit.note(work, turn.person.id, "broadcast", f"broadcast:{made.id}", detail)
    return done(_begun(turn, made, at), led_to=made.ref)


def _audience(turn: Turn, draft: Announcing) -> Audience:
    """Within what they may now. Raises NotYours."""
    return replace(draft.audience or Audience(kind=EVERYBODY), within=within(turn))


def _begun(turn: Turn, made: Broadcast, at: datetime) -> Card:
    found = show_broadcast.card(turn.work, turn.texts, turn.person.language, made)
    if at > turn.now:
        return found
    return replace(found, status=turn.line("broadcasting.sending", count=made.foreseen))


def _pressed(turn: Turn, answer: str) -> Audience | None:
    scope = within(turn)
    if answer == EVERYBODY:
        return Audience(kind=EVERYBODY, within=scope)
    kind, _, value = answer.partition(":")
    found = next((it for it in questions.names(turn, kind, scope) if it.id == value), None)
    return chosen(kind, found, scope) if found else None


def _of(turn: Turn, ref: str) -> Broadcast:
    scope = within(turn)
    found = broadcasts.by_ref(turn.work, ref)
    if found is None or (scope is not None and found.by_id != turn.person.id):
        known = broadcasts.newest(turn.work, turn.person.id if scope else None, MOST_LISTED)
        raise UnknownReference(typed=ref, nearest=tuple(it.ref for it in known))
    return found


def _listed(turn: Turn, known: tuple[Broadcast, ...]) -> list[Card]:
    return (
        [questions.listing(turn, known, lambda ref: deed(turn.line("broadcasting.see"), "broadcast", ref))]
        if known
        else []
    )
