"""Those who look at a unit's reports hear at once what another person's deed changed, without sound in quiet hours."""

from collections.abc import Callable, Sequence

from handlers import showing, telling
from handlers.showing import Case
from messages.outgoing import Card, Revised, Shape
from messages.texts import Texts
from rules.quiet import is_quiet
from storage.tables import holidays, outbox, people, reports
from storage.tables.evidence import Evidence
from storage.tables.reports import Report
from storage.work import Work

MOST_SHAPES = 5

Saying = Callable[[str, Card], Sequence[Shape]]
"""From a reader's language and their card of the report to what is said."""


def tell(work: Work, texts: Texts, found: Case, report: Report, saying: Saying, *, key: str) -> None:
    """Say it to those who decide on the report and to the indicator's collectors, once under `key`."""
    indicator = found.matter.indicator_key
    deciding = people.reviewers(work, indicator)
    looking = [one for one in people.holders(work, people.COLLECTOR, indicator=indicator) if one not in deciding]
    for person_id in (*deciding, *looking):
        reader = people.by_id(work, person_id)
        if reader is not None:
            decides = person_id in deciding
            card = showing.report_card(work, texts, reader.language, report.id, decides=decides)
            telling.tell(
                work,
                person_id,
                saying(reader.language, card),
                key=key,
                why=f"report:{report.ref}",
                weight=outbox.DEADLINE if decides else outbox.NEWS,
                silent=_is_quiet(work, found),
            )


def revise(work: Work, texts: Texts, found: Case, report_id: str, *, key: str) -> None:
    """Their card of the report as it is now, without a word."""
    tell(work, texts, found, reports.by_id(work, report_id), lambda _, card: (Revised(card),), key=key)


def show(work: Work, texts: Texts, found: Case, report: Report, files: Sequence[Evidence], *, key: str) -> None:
    """Files that are in the store, in place, to those who decide; nothing where none is."""
    for person_id in people.reviewers(work, found.matter.indicator_key):
        reader = people.by_id(work, person_id)
        shown = showing.exhibits(texts, reader.language, report, found, files) if reader else []
        for start in range(0, len(shown), MOST_SHAPES):
            telling.tell(
                work,
                person_id,
                shown[start : start + MOST_SHAPES],
                key=f"{key}:{start}",
                why=f"report:{report.ref}",
                weight=outbox.NEWS,
                silent=True,
            )


def _is_quiet(work: Work, found: Case) -> bool:
    settings = found.framework.settings
    return is_quiet(settings, holidays.calendar(work, settings), work.now, found.zone)
