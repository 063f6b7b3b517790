"""Tiers 2 and 3 as cards: shown to the PSDG and to who handed it in, shown again as things happen."""

from datetime import date

from handlers import telling
from handlers.posts import person_name
from handlers.turn import deed
from messages import handings, naming, writing
from messages.handings import Gap, Handing, Stated
from messages.outgoing import Button, Card, Revised, Text
from messages.texts import Texts
from rules.quiet import is_quiet
from rules.stages import Stage
from storage import questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import consolidations, evidence, people, sent_cards
from storage.tables.consolidations import Arrival, Submission
from storage.work import Work


def submission_card(work: Work, texts: Texts, language: str, found: Submission, reader_id: str) -> Card:
    """The submission as it stands, with buttons for a reader who may decide on it."""
    matter = questions_review.matter(work, found.obligation_id)
    is_open = found.state is Stage.HANDED
    decided = not is_open and found.decided_by is not None and found.decided_at is not None
    handing = Handing(
        ref=found.ref,
        name=naming.indicator(texts, language, matter.indicator),
        round=naming.round_name(texts, language, matter.period, matter.year),
        by=person_name(work, texts, language, found.by, reader=reader_id),
        when=writing.moment(found.heard_at, language),
        verdict=found.verdict,
        stage=found.state,
        eaten=questions_rounds.eaten_days(work, matter, found.first_heard_at),
        gaps=gaps(work, matter),
        decided_by=person_name(work, texts, language, found.decided_by or "", reader=reader_id) if decided else "",
        decided=writing.moment(found.decided_at, language) if found.decided_at and decided else "",
        reason=found.reason,
    )
    takes = is_open and any(post.role == people.PSDG for post in people.posts_of(work, reader_id))
    footer = _decisions(texts, language, found) if takes else ()
    why = deed(texts.line(language, "consolidation.why"), "why", found.ref)
    return handings.submission(texts, language, handing, footer=footer, choices=(why,))


def arrival_card(work: Work, texts: Texts, language: str, found: Arrival, reader_id: str) -> Card:
    """The statement, with what it replaced, for one reader."""
    matter = questions_review.matter(work, found.obligation_id)
    earlier = [it for it in consolidations.arrivals_of(work, found.obligation_id) if it.id < found.id]
    stated = Stated(
        ref=found.ref,
        round=naming.round_name(texts, language, matter.period, matter.year),
        by=person_name(work, texts, language, found.stated_by, reader=reader_id),
        when=writing.moment(found.stated_at, language),
        verdict=found.verdict,
        hour=bool(found.hour_said),
        receipt=found.receipt,
        proof=_proof(work, found),
        replaces=earlier[-1].ref if earlier else "",
    )
    why = deed(texts.line(language, "consolidation.why"), "why", found.ref)
    return handings.arrival(texts, language, stated, (why,))


def gaps(work: Work, matter: Matter) -> tuple[Gap, ...]:
    """What units have not sent of an indicator's round, unit by unit."""
    periods: dict[str, list[tuple[date, date]]] = {}
    for each in questions_rounds.missing_below(work, matter):
        periods.setdefault(each.unit, []).append((each.first, each.last))
    return tuple(Gap(unit=unit, periods=tuple(dict.fromkeys(days))) for unit, days in periods.items())


def hand_to_psdg(work: Work, texts: Texts, found: Submission) -> None:
    """The PSDG gets the card; who has it already sees it edited, and a word that it came again: an edit makes no
    sound."""
    had = set(sent_cards.readers_of(work, f"submission:{found.ref}"))
    revise(work, texts, found, but=found.by)
    for person_id in people.holders(work, people.PSDG):
        if person_id not in had and person_id != found.by:
            _tell(work, texts, found, person_id, anew=True)
        elif person_id != found.by:
            _tell_again(work, texts, found, person_id)


def revise(work: Work, texts: Texts, found: Submission, but: str) -> None:
    """Everybody who was sent the card sees it as it is now, where their platform can edit."""
    for person_id in sent_cards.readers_of(work, f"submission:{found.ref}"):
        if person_id != but:
            _tell(work, texts, found, person_id, anew=False)


def tell_hander(work: Work, texts: Texts, found: Submission) -> None:
    """Who handed it in hears what became of it."""
    person = people.by_id(work, found.by)
    if person is None or found.decided_at is None:
        return
    matter = questions_review.matter(work, found.obligation_id)
    news = _news(work, texts, person.language, found, matter)
    key = f"round:{found.ref}:{found.state}:{found.decided_at.isoformat()}:news"
    telling.tell(work, person.id, (news,), key=key, why=f"round:{found.ref}", silent=_quiet(work, matter))


def tell_psdg(work: Work, texts: Texts, found: Arrival) -> None:
    """The other members of the PSDG hear what one of them stated."""
    matter = questions_review.matter(work, found.obligation_id)
    for person_id in people.holders(work, people.PSDG):
        person = people.by_id(work, person_id)
        if person is not None and person_id != found.stated_by:
            card = arrival_card(work, texts, person.language, found, person_id)
            key = f"arrival:{found.ref}:{bool(found.evidence_id)}"
            telling.tell(work, person_id, (card,), key=key, why=f"arrival:{found.ref}", silent=_quiet(work, matter))


def _news(work: Work, texts: Texts, language: str, found: Submission, matter: Matter) -> Text:
    facts = {
        "ref": found.ref,
        "name": naming.indicator(texts, language, matter.indicator),
        "round": naming.round_name(texts, language, matter.period, matter.year),
        "by": person_name(work, texts, language, found.decided_by or "", reader=found.by),
    }
    if found.state is Stage.TAKEN:
        return Text(texts.line(language, "consolidation.was_taken", **facts))
    again = deed(
        texts.line(language, "consolidation.hand"), "submit", matter.indicator, f"{matter.period}/{matter.year}"
    )
    line = texts.line(language, "consolidation.was_returned", reason=found.reason, **facts)
    return Text(line, choices=(again,))


def _tell(work: Work, texts: Texts, found: Submission, person_id: str, *, anew: bool) -> None:
    person = people.by_id(work, person_id)
    if person is None:
        return
    card = submission_card(work, texts, person.language, found, person_id)
    moment = found.decided_at or found.heard_at
    key = f"round:{found.ref}:{found.state}:{moment.isoformat()}:{'card' if anew else 'edit'}"
    quiet = _quiet(work, questions_review.matter(work, found.obligation_id))
    shape = card if anew else Revised(card)
    telling.tell(work, person_id, (shape,), key=key, why=f"round:{found.ref}", silent=quiet)


def _tell_again(work: Work, texts: Texts, found: Submission, person_id: str) -> None:
    person, matter = people.by_id(work, person_id), questions_review.matter(work, found.obligation_id)
    if person is None:
        return
    facts = {
        "ref": found.ref,
        "name": naming.indicator(texts, person.language, matter.indicator),
        "round": naming.round_name(texts, person.language, matter.period, matter.year),
        "by": person_name(work, texts, person.language, found.by, reader=person_id),
    }
    look = deed(texts.line(person.language, "consolidation.look"), "show", found.ref)
    words = Text(texts.line(person.language, "consolidation.handed_again", **facts), choices=(look,))
    key = f"round:{found.ref}:{found.heard_at.isoformat()}:again"
    telling.tell(work, person_id, (words,), key=key, why=f"round:{found.ref}", silent=_quiet(work, matter))


def _quiet(work: Work, matter: Matter) -> bool:
    terms = questions_rounds.terms(work, matter)
    return is_quiet(terms.settings, terms.calendar, work.now, terms.zone)


def _decisions(texts: Texts, language: str, found: Submission) -> tuple[Button, ...]:
    return (
        deed(texts.line(language, "consolidation.take"), "approve", found.ref),
        deed(texts.line(language, "consolidation.send_back"), "return", found.ref),
    )


def _proof(work: Work, found: Arrival) -> str:
    return evidence.by_id(work, found.evidence_id).name if found.evidence_id else ""
