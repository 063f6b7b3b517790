"""What a reference stands for, for a person who may see it; which round somebody means."""

from collections.abc import Collection
from difflib import get_close_matches

from messages.arguments import Round
from messages.plain import plain
from messages.writing import BANGKOK
from rules import rounds
from rules.fiscal import local_date
from rules.refusals import ClosedRound, NoRounds, UnknownName, UnknownReference
from rules.rounds import Candidate
from storage import questions_review, questions_rounds
from storage.columns import WHOLE
from storage.questions_review import Matter
from storage.tables import consolidations, reports, units
from storage.tables.consolidations import Arrival, Submission
from storage.tables.reports import Report
from storage.tables.units import Unit
from storage.work import Work

Found = Report | Submission | Arrival
MOST_OFFERED = 3


def by_reference(work: Work, person_id: str, ref: str) -> tuple[Found, Matter]:
    """The report, submission or statement of a reference, and what it is about.

    Raises UnknownReference, with the nearest that they may see, where there is none or none for this person's eyes.
    """
    scope = questions_review.scope_of(work, person_id)
    found = _any(work, ref)
    if found is not None:
        matter = questions_review.matter(work, found.obligation_id)
        if questions_review.sees(scope, matter):
            return found, matter
    near = get_close_matches(ref, questions_review.references_seen(work, scope), n=MOST_OFFERED)
    raise UnknownReference(typed=ref, nearest=tuple(near))


def round_meant(
    work: Work, tier: int, typed: Round | None, indicator: str = WHOLE, *, within: Collection[str] | None = None
) -> Matter:
    """The obligation of the round that was typed (None: nothing was), at tier 3, or at tier 2 of an indicator (code);
    of any framework, or of one `within` these (ids).

    Raises UnknownName for an indicator that hands in no rounds, and for a round that there is not; NoRounds where there
    is none at all; ClosedRound for one that has reached OPDC.
    """
    known = questions_rounds.candidates(work, tier, indicator, within=within)
    if not known and indicator != WHOLE:
        raise UnknownName(kind="indicator", typed=indicator, nearest=questions_rounds.handing_indicators(work))
    months, year = (typed.months, typed.year) if typed else (None, None)
    found = rounds.meant(known, months, year, local_date(work.now, BANGKOK))
    if found is None:
        _closed(work, questions_rounds.candidates(work, tier, indicator, closed=True), typed)
        if not known:
            raise NoRounds
        near = tuple(dict.fromkeys(f"{it.months}/{it.year}" for it in known))[-MOST_OFFERED:]
        raise UnknownName(kind="round", typed=f"{months or ''}" + (f"/{year}" if year else ""), nearest=near)
    return questions_review.matter(work, found.key)


def unit_meant(work: Work, typed: str) -> Unit:
    """The open unit of a code as typed, or of the id that a button carries. Raises UnknownName with the nearest."""
    known = units.all_open(work)
    wanted = plain(typed).replace(" ", "")
    for unit in known:
        if typed == unit.id or wanted in {plain(name).replace(" ", "") for name in (unit.code, unit.name)}:
            return unit
    near = get_close_matches(typed, [unit.code for unit in known], n=MOST_OFFERED)
    raise UnknownName(kind="unit", typed=typed, nearest=tuple(near))


def _closed(work: Work, known: tuple[Candidate, ...], typed: Round | None) -> None:
    """Raises ClosedRound where the round that was typed is one of those, and its arrival at OPDC was stated."""
    months, year = (typed.months, typed.year) if typed else (None, None)
    found = rounds.meant(known, months, year, local_date(work.now, BANGKOK))
    top = questions_rounds.above(work, questions_review.matter(work, found.key)) if found else None
    if found and top and top.answered:
        raise ClosedRound(round_code=f"{found.months}/{found.year}")


def _any(work: Work, ref: str) -> Found | None:
    match ref[0]:
        case reports.LETTER:
            return reports.by_ref(work, ref)
        case consolidations.SUBMISSION:
            return consolidations.submission_by_ref(work, ref)
        case consolidations.ARRIVAL:
            return consolidations.arrival_by_ref(work, ref)
    return None
