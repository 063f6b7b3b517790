"""What is about to be due or is late, as cards: by when, what it costs and when, what is missing, why it is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from msgspec.structs import replace

from messages import forecasting, naming, writing
from messages.outgoing import Button, Card, Row
from messages.states import State
from messages.texts import Texts
from rules.deadlines import Deadline
from rules.forecasts import Eaten, Forecast
from rules.holidays import Holiday, NotWorking, Weekend
from rules.occasions import Occasion
from rules.penalties import PenaltyRule, Share

MOST_ROWS, MOST_NAMES, MOST_DAYS = 10, 12, 10


@dataclass(frozen=True, kw_only=True)
class Lack:
    """A unit (code) that has not sent something, and under which indicators (codes)."""

    unit: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Due:
    """A deadline as it stands now: when it is (`at`, moved where its framework moves it), `left` working days before
    it; whether it is past, days late one by one (none yet within its own day, after its hour), and those left out.

    `repeat`: after how many working days it comes again; `moved_from` is why its own day is not worked, where its
    warning came before, `stated` the framework's day where an extension's counts; `forecast` is None where lateness
    costs nothing; `eaten` are the days of the tier above.
    """

    at: Deadline
    left: int
    is_late: bool
    late: tuple[date, ...]
    working: bool
    left_out: tuple[NotWorking, ...]
    moved_from: NotWorking | None
    stated: date | None
    forecast: Forecast | None
    eaten: Eaten | None
    repeat: int


@dataclass(frozen=True)
class Alerts:
    """Draws for one reader."""

    texts: Texts
    language: str

    def line(self, key: str, **values: str | int) -> str:
        return self.texts.line(self.language, key, **values)

    def department(
        self, occasion: Occasion, year: int, due: Due, behind: str, footer: tuple[Button, ...], *, daily: bool
    ) -> Card:
        """Tier 3: that a round has to reach OPDC, or that nobody has stated that it did; `behind` is missing in it,
        `daily` that the reader hears of it on every working day."""
        key = "alerts.not_arrived" if due.is_late else "alerts.to_arrive"
        card = self._card(year, self.line(key, months=occasion.term.period), due)
        source = self.source(due.forecast.today.rule) if due.forecast and due.forecast.today.rule else ""
        why = naming.parted((source, self.why(occasion, due.repeat, daily=daily)))
        body = filter(None, [*self._facts(due, "alerts.late_if"), behind, why])
        return replace(card, body=tuple(body), footer=footer)

    def handing(self, occasion: Occasion, year: int, due: Due, rows: Sequence[Row], above: str) -> Card:
        """Tier 2: which indicators' rounds go to the PSDG; `above` is what a late round costs at OPDC."""
        key = "alerts.not_handed" if due.is_late else "alerts.to_hand"
        card = self._card(year, self.line(key, months=occasion.term.period, count=len(rows)), due)
        cost = naming.parted((self.eats(due, "alerts.eats_psdg"), above))
        body = [*self._facts(due), cost, self.why(occasion, due.repeat)]
        return replace(card, body=tuple(filter(None, body)), rows=tuple(rows[:MOST_ROWS]))

    def units(self, occasion: Occasion, due: Due, lacks: Sequence[Lack], also: str, footer: tuple[Button, ...]) -> Card:
        """Tier 1: which units have not sent a period's work, and what else is late."""
        work = self.line("alerts.work_of", period=self.period(occasion.term.first, occasion.term.last))
        body = [self.lacks(lacks), self.eats(due, "alerts.eats_supervisor"), also, self.why(occasion, due.repeat)]
        return Card(
            state=State.LATE_OPEN,
            small=naming.parted((work, self.due_on(due))),
            title=self.line("alerts.units_late", count=len(lacks)),
            status=self.status(due),
            body=tuple(filter(None, body)),
            footer=footer,
        )

    def also(self, late: Sequence[tuple[date, date]]) -> str:
        """The other periods that are late, by their first and last days: how many, and which; empty for none."""
        if not late:
            return ""
        names = naming.stretches(self.texts, self.language, late)
        return self.line("alerts.also_late", count=len(late), list=names)

    def oldest(self, due: Due, period: tuple[date, date], others: int) -> str:
        """For a unit's people: the period that is late for longest, its days, and how many others are late."""
        count = self._count(due)
        also = self.line("alerts.and_others", count=others) if others else ""
        return naming.parted((self.line("alerts.oldest", period=self.period(*period), days=count), also))

    def nobody(self, period: str, empty: Sequence[str], blocked: Sequence[str]) -> Card:
        """To the PSDG: the units (codes) where nobody can be asked for a period's work, and how to mend it."""
        lines = [(self.line("alerts.not_enrolled", list=", ".join(empty))) if empty else ""]
        lines += [self.line("alerts.all_blocked", list=", ".join(blocked)) if blocked else ""]
        return Card(
            state=State.SOON,
            title=self.line("alerts.nobody", count=len(empty) + len(blocked), period=period),
            status=naming.parted(lines),
            body=(self.line("alerts.how_to_enrol"),),
        )

    def untold(self, names: Sequence[str], more: int) -> Card:
        """To the PSDG: who was not reached for want of quota, the first by name, and what becomes of it."""
        named = [*names, *([self.line("alerts.more_people", count=more)] if more else [])]
        return Card(
            state=State.SOON,
            title=self.line("alerts.untold", count=len(names) + more),
            status=self.line("alerts.untold_who", list=", ".join(named)),
            body=(self.line("alerts.untold_next"),),
        )

    def period(self, first: date, last: date) -> str:
        return naming.period(self.texts, self.language, first, last)

    def lacks(self, lacks: Sequence[Lack], *, named: bool = True) -> str:
        """Who has not sent what, or `named` False only who: "ยังขาด: สปข.3, สปข.5 (8, 2.2), กกร. (8)"; "" for nobody."""
        shown, more = lacks[:MOST_NAMES], len(lacks) - MOST_NAMES
        told = list(_alike(shown)) if named else [lack.unit for lack in shown]
        told += [self.line("alerts.more_units", count=more)] if more > 0 else []
        return self.line("alerts.missing", list=", ".join(told)) if told else ""

    def cost(self, forecast: Forecast) -> str:
        """What coming today costs, tomorrow and by the end of the month, or that in time it costs nothing; off which
        total, where the rule names one."""
        told = forecasting.brief(self.texts, self.language, forecast)
        if not forecast.points[0].deduction and forecast.today.outcome != "late":
            told = naming.parted((self.line("alerts.in_time"), told))
        rule = forecast.today.rule
        return (
            f"{told} {self.line('alerts.off', total=naming.off(self.language, rule))}"
            if rule is not None and rule.off and not isinstance(rule.a_day, Share)
            else told
        )

    def days_late(self, due: Due, key: str = "alerts.late") -> str:
        """The days counted one by one, and those left out; their names and authorities stand among the reasons."""
        count = self._count(due)
        if not due.late and not due.left_out:
            return self.line("alerts.past_hour")
        if len(due.late) > MOST_DAYS:
            ends = f"{writing.day_month(due.late[0], self.language)} – {writing.day_month(due.late[-1], self.language)}"
            return self.line(key, days=count, list=ends)
        counted = self.line(key, days=count, list=writing.day_list(due.late, self.language))
        left_out = ", ".join(self._left_out(due.left_out))
        return f"{counted} {self.line('alerts.left_out', list=left_out)}" if left_out else counted

    def eats(self, due: Due, key: str) -> str:
        """That no points are lost, and whose days lateness has taken, how many of how many; empty where neither."""
        if not due.is_late:
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
        return self.days_late(due, "alerts.late_by") if due.is_late else self.left(due)

    def left(self, due: Due) -> str:
        """How many working days are left."""
        if not due.left:
            return self.line("alerts.last_day")
        return self.line("alerts.left", days=writing.days(due.left, self.language, working=True))

    def due_on(self, due: Due) -> str:
        day = self.line("alerts.due", day=naming.due(self.language, due.at))
        return naming.parted((day, naming.extended_from(self.texts, self.language, due.stated)))

    def why(self, occasion: Occasion, repeat: int, period: str = "", *, tier: int = 0, daily: bool = False) -> str:
        """Why this was sent and when it stops: it comes again after `repeat` working days, or `daily`; `period` names
        what of tier 1 is meant, `tier` what stops it where that is not the occasion's own."""
        if occasion.kind == "prompt":
            said = self.line("alerts.why_prompt", period=period)
        elif occasion.kind == "warning":
            said = self.line("alerts.why_warning")
        elif daily:
            said = self.line("alerts.why_daily")
        elif occasion.kind == "again":
            said = self.line("alerts.why_again", days=writing.days(repeat, self.language, working=True))
        else:
            said = self.line("alerts.why_overdue")
        if period and occasion.kind in ("warning", "overdue"):
            said = self.line("alerts.of_period", said=said, period=period)
        return naming.parted((said, self.line("alerts.stops", tier=tier or occasion.term.tier)))

    def source(self, rule: PenaltyRule) -> str:
        """Where a penalty rule is printed; its version and reading stand among the reasons."""
        place = naming.source(self.language, rule.source)
        return self.line("alerts.source", place=place) if place else self.line("alerts.house_rule")

    def _count(self, due: Due) -> str:
        return writing.days(len(due.late), self.language, working=due.working)

    def _card(self, year: int, title: str, due: Due) -> Card:
        name = self.line("alerts.year", year=writing.buddhist_year(year, self.language))
        return Card(
            state=State.LATE_OPEN if due.is_late else State.SOON,
            small=naming.parted((name, self.due_on(due))),
            title=title,
            status=self.status(due),
        )

    def _facts(self, due: Due, late: str = "alerts.late") -> Iterator[str]:
        if due.moved_from is not None:
            yield self.line("alerts.moved", name=self._name(due.moved_from))
        if due.forecast is None:
            return
        yield self.days_late(due, late) if due.is_late else self.left(due)

    def _left_out(self, left_out: Sequence[NotWorking]) -> Iterator[str]:
        weekends = [day.on for day in left_out if isinstance(day, Weekend)]
        holidays = [day.on for day in left_out if isinstance(day, Holiday)]
        for days, key in ((weekends, "alerts.weekend"), (holidays, "alerts.holiday")):
            if days:
                yield f"{writing.day_list(days, self.language)} {self.line(key)}"

    def _name(self, day: NotWorking) -> str:
        return naming.holiday(self.language, day) if isinstance(day, Holiday) else self.line("alerts.weekend")


def _alike(lacks: Sequence[Lack]) -> Iterator[str]:
    """Units that lack the same together: "สปข.3, สปข.5 (8, 2.2)"."""
    for indicators, units in groupby(lacks, key=lambda lack: lack.indicators):
        yield f"{', '.join(lack.unit for lack in units)} ({', '.join(indicators)})"
