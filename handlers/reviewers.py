"""Those who look at a unit's reports hear at once what another person's deed changed, without sound in quiet hours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handlers import showing, telling
from handlers.showing import Case, Standing
from messages.outgoing import Card, Revised, Shape
from messages.texts import Texts
from rules.quiet import is_quiet
from storage.tables import holidays, outbox, people
from storage.tables.evidence import KEPT, Evidence
from storage.tables.reports import Report
from storage.work import Work

MOST_SHAPES = 5

Saying = Callable[[str, Card], Sequence[Shape]]
"""From a reader's language and their card of the report to what is said."""


def tell(work: Work, texts: Texts, shown: Standing, saying: Saying, *, key: str) -> list[str]:
    """Say it to those who decide on the report, whose ids it returns, and to the indicator's collectors, once under
    `key`."""
    indicator = shown.case.matter.indicator_key
    deciding = people.reviewers(work, indicator)
    looking = [one for one in people.holders(work, people.COLLECTOR, indicator=indicator) if one not in deciding]
    silent, cards = _is_quiet(work, shown.case), _Cards(texts, shown)
    for person_id in (*deciding, *looking):
        reader, decides = people.by_id(work, person_id), person_id in deciding
        if reader is not None:
            telling.tell_person(
                work,
                reader,
                saying(reader.language, cards.get(reader.language, decides=decides)),
                key=key,
                why=f"report:{shown.report.ref}",
                weight=outbox.DEADLINE if decides else outbox.NEWS,
                silent=silent,
            )
    return deciding


def revise(work: Work, texts: Texts, found: Case, report: Report, *, key: str) -> None:
    """Their card of the report as it is now, without a word."""
    tell(work, texts, showing.standing(work, found, report), lambda _, card: (Revised(card),), key=key)


def show(work: Work, texts: Texts, found: Case, report: Report, files: Sequence[Evidence], *, key: str) -> None:
    """Files that are in the store, in place, to those who decide; nothing where none is."""
    kept = [file for file in files if file.state == KEPT]
    for person_id in people.reviewers(work, found.matter.indicator_key) if kept else ():
        reader = people.by_id(work, person_id)
        shown = showing.exhibits(texts, reader.language, report, found, kept) if reader else []
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


@dataclass
class _Cards:
    """Readers of one language and right see the same card: it is made once."""

    texts: Texts
    shown: Standing
    made: dict[tuple[str, bool], Card] = field(default_factory=dict)

    def get(self, language: str, *, decides: bool) -> Card:
        if (language, decides) not in self.made:
            self.made[language, decides] = showing.report_card(
                self.texts, language, self.shown, decides=decides, in_place=decides
            )
        return self.made[language, decides]


def _is_quiet(work: Work, found: Case) -> bool:
    settings = found.framework.settings
    return is_quiet(settings, holidays.calendar(work, settings), work.now, found.zone)
