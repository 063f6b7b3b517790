"""What a person may want to know of entry: from what their units are freed and by whom, and when it closes."""

from collections.abc import Collection, Iterator
from datetime import datetime

from messages import naming, writing
from messages.texts import Texts
from rules.fiscal import local_date
from storage import questions, questions_rounds
from storage.questions_review import Matter
from storage.tables import reliefs
from storage.work import Work


def waived(work: Work, texts: Texts, language: str, matter: Matter) -> str:
    """That nobody owes it, why and by whose authority; empty where it is owed."""
    if not matter.waiver:
        return ""
    return naming.waived(texts, language, reliefs.waiver(work, matter.framework_id, matter.waiver))


def freed(work: Work, texts: Texts, language: str, unit_ids: Collection[str], now: datetime) -> Iterator[str]:
    """From what of the time up to now these units are freed, a line for each waiver and indicator."""
    alike: dict[tuple[str, str, str, str], list[Matter]] = {}
    for it in questions.waived_for(work, unit_ids, local_date(now, writing.BANGKOK)):
        alike.setdefault((it.framework_id, it.waiver, it.unit, it.indicator), []).append(it)
    for theirs in alike.values():
        first, unit = theirs[0], theirs[0].unit if len(unit_ids) > 1 else ""
        name = naming.indicator(texts, language, first.indicator)
        periods = naming.stretches(texts, language, [(it.first, it.last) for it in theirs])
        yield naming.parted((unit, name, periods, waived(work, texts, language, first)))


def closes(work: Work, texts: Texts, language: str, matter: Matter) -> str:
    """When entry closes for a period or an indicator's round, which is not when it stops to be on time: with the stated
    arrival of the first round that it goes into. Empty where none does."""
    top = questions_rounds.arriving(work, matter)
    if top is None:
        return ""
    name = naming.round_name(texts, language, top.period, top.year)
    if top.answered:
        return texts.line(language, "naming.closed", round=name)
    due = questions_rounds.terms(work, top).due
    if due is not None:
        day = naming.due(language, due)
    elif top.due is not None:
        day = writing.full_date(top.due, language)
    else:
        raise ValueError(f"a round at OPDC without a day: {top.id}")
    return texts.line(language, "naming.closes", round=name, day=day)
