"""What is about to be due or is late, as cards: by when, what it costs and when, what is missing, why it is said."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from msgspec.structs import replace

from messages import forecasting, naming, reasons, writing
from messages.outgoing import Button, Card, Row
from messages.states import State
from messages.texts import Texts
from rules.forecasts import Eaten, Forecast
from rules.holidays import Holiday, NotWorking, Weekend
from rules.occasions import Occasion

MOST_ROWS, MOST_NAMES, MOST_DAYS = 10, 12, 10
OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Lack:
    """A unit (code) that has not sent something, and under which indicators (codes)."""

    unit: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Due:
    """A deadline as it stands now: `left` working days before it; days late one by one, and those left out.

    `moved_from` is why its own day is not worked, where its warning came before; `forecast` is None where lateness
    costs nothing; `eaten` are the days of the tier above.
    """

    on: date
    left: int
    late: tuple[date, ...]
    working: bool
    left_out: tuple[NotWorking, ...]
    moved_from: NotWorking | None
    forecast: Forecast | None
    eaten: Eaten | None


@dataclass(frozen=True)
class Alerts:
    """Draws for one reader."""

    texts: Texts
    language: str

    def line(self, key: str, **values: str | int) -> str:
        return self.texts.line(self.language, key, **values)

    def department(self, occasion: Occasion, year: int, due: Due, behind: str, footer: tuple[Button, ...]) -> Card:
        """Tier 3: that a round has to reach OPDC, or that nobody has stated that it did; `behind` is missing in it."""
        key = "alerts.not_arrived" if occasion.kind == OVERDUE else "alerts.to_arrive"
        card = self._card(occasion, year, self.line(key, months=occasion.term.period), due)
        body = filter(None, [*self._facts(due, "alerts.late_if"), behind, self.why(occasion, due)])
        return replace(card, body=tuple(body), footer=footer)

    def handing(self, occasion: Occasion, year: int, due: Due, rows: Sequence[Row], above: str) -> Card:
        """Tier 2: which indicators' rounds go to the PSDG; `above` is what a late round costs at OPDC."""
        key = "alerts.not_handed" if occasion.kind == OVERDUE else "alerts.to_hand"
        card = self._card(occasion, year, self.line(key, months=occasion.term.period, count=len(rows)), due)
        cost = naming.parted((self.eats(due, "alerts.eats_psdg"), above))
        body = [*self._facts(due), cost, self.why(occasion, due)]
        return replace(card, body=tuple(filter(None, body)), rows=tuple(rows[:MOST_ROWS]))

    def units(self, occasion: Occasion, due: Due, lacks: Sequence[Lack], also: str, footer: tuple[Button, ...]) -> Card:
        """Tier 1: which units have not sent a period's work, and what else is late."""
        period = naming.period(self.texts, self.language, occasion.term.first, occasion.term.last)
        body = [self.lacks(lacks), *self._facts(due), self.eats(due, "alerts.eats_supervisor"), also]
        return Card(
            state=State.LATE_OPEN,
            small=naming.parted((self.line("alerts.work_of", period=period), self.due_on(due))),
            title=self.line("alerts.units_late", count=len(lacks)),
            status=self.status(due),
            body=(*filter(None, body), self.why(occasion, due)),
            footer=footer,
        )

    def lacks(self, lacks: Sequence[Lack], *, named: bool = True) -> str:
        """Who has not sent what, or `named` False only who: "ยังขาด: สปข.3, สปข.5 (8, 2.2), กกร. (8)"; "" for nobody."""
        shown, more = lacks[:MOST_NAMES], len(lacks) - MOST_NAMES
        told = list(_alike(shown)) if named else [lack.unit for lack in shown]
        told += [self.line("alerts.more_units", count=more)] if more > 0 else []
        return self.line("alerts.missing", list=", ".join(told)) if told else ""

    def cost(self, forecast: Forecast) -> str:
        """What coming today costs, tomorrow and on every milestone, or that in time it costs nothing; off which total,
        where the rule names one."""
        points = tuple(point for point in forecast.points if point.deduction)
        told = forecasting.every(self.texts, self.language, dataclasses.replace(forecast, points=points))
        if not forecast.points[0].deduction:
            told = naming.parted((self.line("alerts.in_time"), told))
        rule = forecast.today.rule
        return f"{told} {self.line('alerts.off', total=rule.off)}" if rule is not None and rule.off else told

    def days_late(self, due: Due, key: str = "alerts.late") -> str:
        """The days counted one by one, and those left out with their reasons."""
        count = writing.days(len(due.late), self.language, working=due.working)
        if len(due.late) > MOST_DAYS:
            ends = f"{writing.day_month(due.late[0], self.language)} – {writing.day_month(due.late[-1], self.language)}"
            return self.line(key, days=count, list=ends)
        counted = self.line(key, days=count, list=writing.day_list(due.late, self.language))
        left_out = ", ".join(self._left_out(due.left_out))
        return f"{counted} {self.line('alerts.left_out', list=left_out)}" if left_out else counted

    def eats(self, due: Due, key: str) -> str:
        """That no points are lost, and whose days lateness has taken, how many of how many; empty where neither."""
        if not due.late:
            return ""
        free = "" if due.forecast else self.line("alerts.free")
        if due.eaten is None or not due.eaten.gone:
            return free
        had = writing.days(len(due.eaten.had), self.language, working=True)
        return naming.parted((free, self.line(key, gone=writing.number(len(due.eaten.gone)), had=had)))

    def status(self, due: Due) -> str:
        """How it stands: what it costs by when, else how late it is or how many days are left."""
        if due.forecast is not None:
            return self.cost(due.forecast)
        if due.late:
            days = writing.days(len(due.late), self.language, working=due.working)
            return self.line("alerts.late_by", days=days)
        return self.left(due)

    def left(self, due: Due) -> str:
        """How many working days are left."""
        if not due.left:
            return self.line("alerts.last_day")
        return self.line("alerts.left", days=writing.days(due.left, self.language, working=True))

    def due_on(self, due: Due) -> str:
        return self.line("alerts.due", day=writing.full_date(due.on, self.language))

    def why(self, occasion: Occasion, due: Due | None = None) -> str:
        """Why this was sent, by which rule, and when it stops."""
        stops = self.line("alerts.stops", tier=occasion.term.tier)
        if occasion.kind == "prompt":
            return self.line("alerts.why_prompt", stops=stops)
        days = writing.days(occasion.count, self.language, working=True)
        if occasion.kind == OVERDUE:
            rule = due.forecast.today.rule if due and due.forecast else None
            source = reasons.source(self.texts, self.language, rule) if rule else ""
            return naming.parted((source, self.line("alerts.why_overdue", days=days, stops=stops)))
        if occasion.count:
            return self.line("alerts.why_warning", days=days, stops=stops)
        return self.line("alerts.why_last", stops=stops)

    def _card(self, occasion: Occasion, year: int, title: str, due: Due) -> Card:
        name = naming.round_name(self.texts, self.language, occasion.term.period, year)
        return Card(
            state=State.LATE_OPEN if occasion.kind == OVERDUE else State.SOON,
            small=naming.parted((name, self.due_on(due))),
            title=title,
            status=self.status(due),
        )

    def _facts(self, due: Due, late: str = "alerts.late") -> Iterator[str]:
        if due.moved_from is not None:
            name = self._name(due.moved_from)
            yield self.line("alerts.moved", day=writing.full_date(due.moved_from.on, self.language), name=name)
        if due.late:
            yield self.days_late(due, late)
        elif due.forecast is not None:
            yield self.left(due)

    def _left_out(self, left_out: Sequence[NotWorking]) -> Iterator[str]:
        weekends = [day.on for day in left_out if isinstance(day, Weekend)]
        if weekends:
            yield f"{writing.day_list(weekends, self.language)} {self.line('alerts.weekend')}"
        for day in left_out:
            if isinstance(day, Holiday):
                yield f"{writing.day_month(day.on, self.language)} {day.name}"

    def _name(self, day: NotWorking) -> str:
        return day.name if isinstance(day, Holiday) else self.line("alerts.weekend")


def _alike(lacks: Sequence[Lack]) -> Iterator[str]:
    """Units that lack the same together: "สปข.3, สปข.5 (8, 2.2)"."""
    for indicators, units in groupby(lacks, key=lambda lack: lack.indicators):
        yield f"{', '.join(lack.unit for lack in units)} ({', '.join(indicators)})"
