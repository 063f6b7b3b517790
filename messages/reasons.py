"""A verdict with all its reasons as a card: deadline, stamp, days counted and left out, rule, source, cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from messages import writing
from messages.outgoing import Card
from messages.states import State, word
from messages.texts import Texts
from rules.deadlines import MINUTE
from rules.fiscal import local_date
from rules.holidays import Holiday, NotWorking, Weekend
from rules.penalties import PenaltyRule, Remark, Verdict

STATES = {"on_time": State.ON_TIME, "late": State.LATE_SENT, "no_deadline": State.SENT}
MOST_DAYS = 40
"""More days than these are told by their first and last."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What the verdict is on: its name in words, its tier (1 to 3), where its deadline is printed (empty: nowhere).

    `hour`: whether the hour of an arrival was stated.
    """

    name: str
    tier: int
    deadline_source: str = ""
    hour: bool = True
    ahead: bool = False


def reasons(texts: Texts, language: str, verdict: Verdict, about: About, zone: tzinfo = writing.BANGKOK) -> Card:
    """All that led to a verdict, first how it came out; the same for a frozen one and for one of this instant."""
    telling = _Telling(texts, language, zone)
    return Card(
        title=telling.line("why.title"),
        small=about.name,
        state=STATES[verdict.outcome],
        status=outcome(texts, language, verdict),
        body=tuple(telling.all(verdict, about)),
    )


def outcome(texts: Texts, language: str, verdict: Verdict) -> str:
    """On time or how late, with the points where it costs any: "ล่าช้า 5 วันทำการ · หัก 0.2500 คะแนน"."""
    if verdict.outcome != "late":
        return word(texts, language, STATES[verdict.outcome])
    late = texts.line(language, "why.late", days=count(verdict, language))
    if not verdict.deduction:
        return late
    cost = texts.line(language, "why.loses", points=writing.points(verdict.deduction))
    return f"{late} · {cost}"


def count(verdict: Verdict, language: str) -> str:
    """The days counted, and what was counted: "5 วันทำการ"."""
    return writing.days(len(verdict.days), language, working=verdict.counting == "working")


def days_counted(texts: Texts, language: str, verdict: Verdict) -> str:
    """Which days were counted, one by one; very many by the first and the last."""
    return texts.line(language, "why.days", days=count(verdict, language), list=_listed(verdict.days, language))


def days_left_out(texts: Texts, language: str, left_out: Sequence[NotWorking]) -> tuple[str, ...]:
    """Which days were not counted: weekends together, each declared day with its name and by whose authority."""
    weekends = [day.on for day in left_out if isinstance(day, Weekend)]
    said = [texts.line(language, "why.weekends", list=_listed(weekends, language))] if weekends else []
    for day in left_out:
        if isinstance(day, Holiday):
            on = writing.day_month(day.on, language)
            said.append(texts.line(language, "why.holiday", day=on, name=day.name, authority=day.authority))
    return tuple(said)


def source(texts: Texts, language: str, rule: PenaltyRule) -> str:
    """Where a penalty rule is printed, or that it is the house's own; and in which version it was applied."""
    version = str(rule.version)
    if not rule.source.document:
        return texts.line(language, "why.house_rule", rule=rule.code, version=version)
    place = f"{rule.source.document} {rule.source.clause}".strip()
    return texts.line(language, "why.source", place=place, rule=rule.code, version=version)


def _listed(days: Sequence[date], language: str) -> str:
    if len(days) <= MOST_DAYS:
        return writing.day_list(days, language)
    return f"{writing.short_date(days[0], language)} – {writing.short_date(days[-1], language)}"


@dataclass(frozen=True)
class _Telling:
    texts: Texts
    language: str
    zone: tzinfo

    def line(self, key: str, **values: str) -> str:
        return self.texts.line(self.language, key, **values)

    def all(self, verdict: Verdict, about: About) -> Iterator[str]:
        yield from self.deadline(verdict, about)
        yield self.stamp(verdict, about)
        if verdict.outcome == "late":
            yield from self.lateness(verdict)
        yield from self.cost(verdict)
        yield from self.remarks(verdict)

    def deadline(self, verdict: Verdict, about: About) -> Iterator[str]:
        if verdict.due is None or verdict.counted_until is None:
            yield self.line("why.no_deadline")
            return
        day = writing.full_date(verdict.due, self.language)
        if local_date(verdict.counted_until, self.zone) == verdict.due:
            last_minute = (verdict.counted_until - MINUTE).astimezone(self.zone)
            hour = writing.hour(last_minute.time(), self.language)
            yield self.line("why.deadline_hour", day=day, hour=hour)
        else:
            yield self.line("why.deadline_day", day=day)
        if verdict.due_stated and verdict.due_stated != verdict.due:
            yield self.line("why.moved", day=writing.full_date(verdict.due_stated, self.language))
        if about.deadline_source:
            yield self.line("why.deadline_source", place=about.deadline_source)

    def stamp(self, verdict: Verdict, about: About) -> str:
        when = writing.full_moment(verdict.at, self.language, zone=self.zone)
        if about.ahead:
            return self.line("why.as_of_now", when=when)
        if about.tier == 3:
            day = writing.full_date(local_date(verdict.at, self.zone), self.language)
            return self.line("why.stated", when=when if about.hour else day)
        return self.line("why.stamped" if verdict.exact else "why.arrived", when=when)

    def lateness(self, verdict: Verdict) -> Iterator[str]:
        if verdict.days:
            yield days_counted(self.texts, self.language, verdict)
        yield from days_left_out(self.texts, self.language, verdict.left_out)
        yield self.line("why.counting_working" if verdict.counting == "working" else "why.counting_calendar")

    def cost(self, verdict: Verdict) -> Iterator[str]:
        rule = verdict.rule
        if rule is None:
            yield self.line("why.no_rule")
            return
        if verdict.outcome == "late":
            yield self.sum(verdict, rule)
        yield source(self.texts, self.language, rule)
        if rule.house:
            yield self.line("why.house_reading")

    def remarks(self, verdict: Verdict) -> Iterator[str]:
        told = {
            Remark.FORGIVEN: "why.forgiven",
            Remark.AFTER_HOUR: "why.after_hour",
            Remark.CAPPED: "why.capped",
            Remark.PROVISIONAL: "why.provisional",
        }
        yield from (self.line(key) for remark, key in told.items() if remark in verdict.remarks)

    def sum(self, verdict: Verdict, rule: PenaltyRule) -> str:
        facts = {
            "days": count(verdict, self.language),
            "rate": writing.points(rule.rate),
            "points": writing.points(verdict.deduction),
        }
        return self.line("why.sum_off", off=rule.off, **facts) if rule.off else self.line("why.sum", **facts)
