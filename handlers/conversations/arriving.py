"""Tier 3: the PSDG states when a round arrived at OPDC; doubts are asked about, and all is shown before it counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import msgspec
from msgspec import Struct

from handlers import finding
from handlers.actions import announce_round, state_arrival
from handlers.actions.keep_evidence import keep_evidence
from handlers.actions.state_arrival import Statement
from handlers.posts import person_name
from handlers.turn import Next, Turn, choice, deed, done, stay, wait
from messages import handings, lengths, naming, reading, reading_dates, reasons, writing
from messages.arguments import Arrival
from messages.incoming import SentFile
from messages.outgoing import Button, Text
from messages.reading_dates import Confirm, Doubt, ReadDate
from rules.fiscal import local_date
from rules.penalties import Remark, Verdict
from storage import questions_clock, questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import consolidations, evidence

TIER, INDICATOR_TIER = 3, 2
YES, NO = "confirm", "no"
DOUBTS = {
    Doubt.NO_SUCH_DAY: "arriving.no_such_day",
    Doubt.UNCLEAR_YEAR: "arriving.unclear_year",
    Doubt.OTHER_WEEKDAY: "arriving.other_weekday",
}
CONFIRMS = {
    Confirm.NO_YEAR: "arriving.confirm_no_year",
    Confirm.CHRISTIAN_YEAR: "arriving.confirm_christian_year",
    Confirm.SHORT_YEAR: "arriving.confirm_short_year",
}


class Stating(Struct, frozen=True, kw_only=True):
    """What is known of a statement: `day` in ISO form or "", `hour` "14:30" or "", `confirm` what is doubtful about the
    day; `proof` is the evidence's id, `ref` is set once it is stated."""

    obligation_id: str
    day: str = ""
    confirm: str = ""
    hour: str = ""
    receipt: str = ""
    proof: str = ""
    ref: str = ""

    @property
    def subject(self) -> str:
        return f"arrival:{self.obligation_id}"

    @property
    def statement(self) -> Statement:
        hour = time.fromisoformat(self.hour) if self.hour else None
        return Statement(on=date.fromisoformat(self.day), hour=hour, receipt=self.receipt)


def sent(turn: Turn, wanted: Arrival | None) -> Next:
    """The round is found, and what was said about its arrival; nothing counts before it is confirmed.

    Raises NotYours, TooLong.
    """
    state_arrival.may_state(turn.work, turn.person.id)
    if wanted is None:
        return stay(turn.say("arriving.which"))
    matter = finding.round_meant(turn.work, TIER, wanted.round)
    hour = wanted.hour.isoformat("minutes") if wanted.hour else ""
    draft = Stating(obligation_id=matter.id, hour=hour, receipt=lengths.within(wanted.receipt, lengths.RECEIPT))
    return _dated(turn, draft, wanted.day)


def begin(turn: Turn, obligation_id: str) -> Next:
    """The same from a button under an alert: only the day is asked for."""
    state_arrival.may_state(turn.work, turn.person.id)
    draft = Stating(obligation_id=obligation_id)
    return wait(which_day, draft, day_question(turn, draft))


def day_question(turn: Turn, _: Stating) -> Text:
    """On which day it arrived."""
    return turn.ask("arriving.which_day", (_cancel(turn),))


def which_day(turn: Turn, draft: Stating) -> Next:
    """The day again, where it could not be one; a file proves it."""
    if isinstance(turn.heard.what, SentFile):
        draft = _proved(turn, draft, turn.heard.what)
        return wait(which_day, draft, day_question(turn, draft))
    read = reading_dates.date(turn.heard.text, _today(turn))
    return stay(turn.say("arriving.no_date")) if read is None else _dated(turn, draft, read)


def which_hour(turn: Turn, draft: Stating) -> Next:
    """The hour, where the deadline has one; a file proves it."""
    if isinstance(turn.heard.what, SentFile):
        return _asked(turn, _proved(turn, draft, turn.heard.what))
    hour = reading.hour(turn.heard.text)
    if hour is None:
        return stay(turn.say("arriving.no_hour"))
    return _asked(turn, msgspec.structs.replace(draft, hour=hour.isoformat("minutes")))


def sure(turn: Turn, draft: Stating) -> Next:
    """Stated, with a file as its proof if one was sent; or left as it was."""
    if isinstance(turn.heard.what, SentFile):
        return _asked(turn, _proved(turn, draft, turn.heard.what))
    if turn.answer == NO:
        return done(turn.say("arriving.dropped"))
    if turn.answer != YES:
        return stay(turn.say("arriving.yes_or_no"))
    matter = questions_review.matter(turn.work, draft.obligation_id)
    stated = state_arrival.state(turn.work, matter, turn.person.id, draft.statement, turn.heard.at)
    if draft.proof:
        consolidations.prove(turn.work, stated.ref, draft.proof)
    return _stated(turn, msgspec.structs.replace(draft, ref=stated.ref))


def proof(turn: Turn, draft: Stating) -> Next:
    """A file sent right after the statement proves it."""
    if isinstance(turn.heard.what, SentFile):
        consolidations.prove(turn.work, draft.ref, _kept(turn, turn.heard.what, draft.obligation_id))
        return done(turn.say("arriving.proof_kept", ref=draft.ref))
    if turn.answer == NO:
        return done(turn.say("arriving.without_proof", ref=draft.ref))
    return stay(turn.say("arriving.file_or_none"))


def _dated(turn: Turn, draft: Stating, read: ReadDate | Doubt) -> Next:
    if isinstance(read, Doubt):
        return wait(which_day, draft, turn.ask(DOUBTS[read], (_cancel(turn),)))
    day = read.value.isoformat()
    return _asked(turn, msgspec.structs.replace(draft, day=day, confirm=read.confirm or ""))


def _asked(turn: Turn, draft: Stating) -> Next:
    """The next thing that is missing, else whether it is so."""
    matter = questions_review.matter(turn.work, draft.obligation_id)
    if matter.due_hour and not draft.hour:
        return wait(which_hour, draft, hour_question(turn, draft))
    return wait(sure, draft, sure_question(turn, draft))


def hour_question(turn: Turn, draft: Stating) -> Text:
    """At which hour, for the deadline has one."""
    due_hour = questions_review.matter(turn.work, draft.obligation_id).due_hour
    return turn.ask("arriving.which_hour", (_cancel(turn),), hour=due_hour)


def sure_question(turn: Turn, draft: Stating) -> Text:
    """All of it, and what it costs. Raises FutureArrival."""
    matter = questions_review.matter(turn.work, draft.obligation_id)
    return _question(turn, draft, matter, state_arrival.judged(turn.work, matter, draft.statement))


def proof_question(turn: Turn, _: Stating) -> Text:
    """What proves it, if anything."""
    return turn.ask("arriving.prove_now", (choice(turn.line("arriving.none"), NO),))


def left(turn: Turn, draft: Stating) -> str:
    """The day, the hour and the number that were stated."""
    day = writing.full_date(draft.statement.on, turn.person.language) if draft.day else ""
    words = naming.parted((day, draft.hour, draft.receipt))
    return turn.line("drafts.left_over", words=words) if words else ""


def _cancel(turn: Turn) -> Button:
    return deed(turn.line("arriving.cancel"), "cancel")


def _question(turn: Turn, draft: Stating, matter: Matter, found: Verdict) -> Text:
    language = turn.person.language
    lines = [
        turn.line("arriving.arrived", when=handings.arrived(found, bool(draft.hour), language)),
        turn.line("why.receipt", receipt=draft.receipt) if draft.receipt else "",
        turn.line(CONFIRMS[Confirm(draft.confirm)]) if draft.confirm else "",
        naming.extended(turn.texts, language, found.extended) if found.extended else "",
        reasons.outcome(turn.texts, language, found),
        reasons.days_counted(turn.texts, language, found) if found.days else "",
        *reasons.days_left_out(turn.texts, language, found.left_out),
        turn.line("why.provisional") if Remark.PROVISIONAL in found.remarks else "",
        _replacing(turn, matter),
        turn.line("why.first_rule") if state_arrival.keeps_former_rule(turn.work, matter) else "",
        *_what_it_closes(turn, draft, matter),
        turn.line("arriving.has_proof") if draft.proof else turn.line("arriving.may_prove"),
    ]
    choices = (choice(turn.line("arriving.yes"), YES), choice(turn.line("arriving.no"), NO))
    name = naming.round_name(turn.texts, language, matter.period, matter.year)
    title = turn.line("arriving.title", round=name)
    return Text("\n".join(line for line in lines if line), choices=choices, title=title)


def _replacing(turn: Turn, matter: Matter) -> str:
    former = consolidations.arrival_of(turn.work, matter.id)
    if former is None:
        return ""
    language = turn.person.language
    by = person_name(turn.work, turn.texts, language, former.stated_by, reader=turn.person.id)
    when = handings.arrived(former.verdict, bool(former.hour_said), language)
    return turn.line("arriving.replaces", ref=former.ref, by=by, when=when)


def _what_it_closes(turn: Turn, draft: Stating, matter: Matter) -> Iterator[str]:
    """That the day is before the round's end; what has not come and cannot come any more; nothing where it was stated
    before."""
    texts, language = turn.texts, turn.person.language
    if draft.statement.on < matter.last:
        yield turn.line("arriving.before_end", end=writing.full_date(matter.last, language))
    if consolidations.arrival_of(turn.work, matter.id) is not None:
        return
    handed = questions_clock.round_missing(turn.work, matter.framework_id, INDICATOR_TIER, matter.period)
    if handed:
        names = writing.listed([it.indicator for it in handed], language)
        yield turn.line("alerts.indicators", list=names)
    yield handings.gaps(texts, language, announce_round.gaps(turn.work, matter))
    if questions_rounds.is_reported(turn.work, matter):
        yield _closes(turn, matter)


def _closes(turn: Turn, matter: Matter) -> str:
    """What cannot be undone by it, and where it comes before its round is over."""
    if _today(turn) <= matter.last:
        return turn.line("arriving.closes_early", end=writing.full_date(matter.last, turn.person.language))
    return turn.line("arriving.closes")


def _stated(turn: Turn, draft: Stating) -> Next:
    """The card of what counts now; the other members of the PSDG hear of it."""
    stated = consolidations.arrival_by_ref(turn.work, draft.ref)
    if stated is None:
        raise LookupError(draft.ref)
    announce_round.tell_psdg(turn.work, turn.texts, stated)
    card = announce_round.arrival_card(turn.work, turn.texts, turn.person.language, stated, turn.person.id)
    notice = turn.line("arriving.stated_notice")
    if draft.proof:
        return done(card, notice=notice, deadline=True)
    return replace(wait(proof, draft, card, proof_question(turn, draft), notice=notice), deadline=True)


def _proved(turn: Turn, draft: Stating, sent: SentFile) -> Stating:
    return msgspec.structs.replace(draft, proof=_kept(turn, sent, draft.obligation_id))


def _kept(turn: Turn, sent: SentFile, obligation_id: str) -> str:
    """The file is put down as evidence of the arrival; its id. Raises FileTooLarge, FileEmpty."""
    platform = turn.heard.platform
    kept = keep_evidence(turn.work, sent, turn.heard, turn.person.id, obligation_id=obligation_id)
    known = evidence.by_message(turn.work, f"{platform}:{sent.message}")
    return kept or (known.id if known else "")


def _today(turn: Turn) -> date:
    return local_date(turn.heard.at, writing.BANGKOK)
