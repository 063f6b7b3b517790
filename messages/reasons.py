"""A verdict with all its reasons as a card: deadline, stamp, days counted and left out, rule, source, cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from messages import naming, writing
from messages.outgoing import Card
from messages.states import State, word
from messages.texts import Texts
from rules.deadlines import MINUTE, Deadline
from rules.fiscal import local_date
from rules.frameworks import RoundDeadline
from rules.holidays import Calendar, Holiday, NotWorking, Weekend
from rules.penalties import PenaltyRule, Remark, Share, Verdict
from rules.sources import Source

PARTS = {
    "kind": "why.part_kind",
    "rate": "why.part_rate",
    "rounds": "why.part_rounds",
    "tier": "why.part_rounds",
    "off": "why.part_off",
    "cap": "why.part_cap",
    "floor": "why.part_floor",
}
"""What of a rule can be a reading of ours, beside how days are counted."""
COUNTED = {"working": "why.part_working", "calendar": "why.part_calendar"}
STATES = {"on_time": State.ON_TIME, "late": State.LATE_SENT, "no_deadline": State.SENT}
MOST_DAYS = 40
"""More days than these are told by their first and last."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What the verdict is on: its name in words, its tier (1 to 3), the deadline as its framework states it.

    `due_ours`: no source prints its due day. `hour`: whether the hour of an arrival was stated. `ahead`: not sent.
    `waived` says that nobody owes it, in words.
    """

    name: str
    tier: int
    stated: RoundDeadline | None = None
    due_ours: bool = False
    hour: bool = True
    ahead: bool = False
    waived: str = ""

    @property
    def place(self) -> Source:
        """Where the deadline is printed; an empty one where it is not."""
        return self.stated.source if self.stated else Source()


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
    cost = texts.line(language, "why.loses", cost=naming.amount(texts, language, verdict.deduction))
    return f"{late} · {cost}"


def costs_after(texts: Texts, language: str, rule: PenaltyRule | None) -> str:
    """What each day after a due day costs: "หลังวันนั้นหัก 0.1 คะแนนต่อวันทำการ"; empty where nothing."""
    return per_day(texts, language, "why.costs_after", rule) if rule else ""


def per_day(texts: Texts, language: str, key: str, rule: PenaltyRule) -> str:
    """The text of a key with what a rule takes off for each day that it counts: `cost`, `day`."""
    day = writing.days(1, language, working=rule.per == "working")
    return texts.line(language, key, cost=naming.amount(texts, language, rule.a_day), day=day)


def count(verdict: Verdict, language: str) -> str:
    """The days counted, and what was counted: "5 วันทำการ"."""
    return writing.days(len(verdict.days), language, working=verdict.counting == "working")


def overdue(texts: Texts, language: str, due: Deadline, now: datetime, calendar: Calendar) -> str:
    """How late what has not come is now: working days, and days by the calendar; within the due day its hour."""
    today = local_date(now, due.zone)
    if today <= due.on:
        at = (due.counted_until - MINUTE).astimezone(due.zone).time()
        return texts.line(language, "overview.past_hour", hour=writing.hour(at, language))
    working = writing.days(len(calendar.working_between(due.on, today)), language, working=True)
    return texts.line(
        language, "overview.late_days", working=working, calendar=writing.days((today - due.on).days, language)
    )


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
            name, authority = naming.holiday(language, day), naming.authority(texts, language, day)
            said.append(texts.line(language, "why.holiday", day=on, name=name, authority=authority))
    return tuple(said)


def source(texts: Texts, language: str, rule: PenaltyRule) -> str:
    """Where a penalty rule is printed, or that it is the house's own: short enough to stand beside other things."""
    place = naming.source(language, rule.source)
    return texts.line(language, "why.source", place=place) if place else texts.line(language, "why.house_rule")


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
        if verdict.due is not None:
            yield from self.sources(about, verdict.rule)

    def deadline(self, verdict: Verdict, about: About) -> Iterator[str]:
        if verdict.due is None or verdict.counted_until is None:
            yield about.waived or self.line("why.no_deadline")
            return
        day = writing.full_date(verdict.due, self.language)
        if local_date(verdict.counted_until, self.zone) == verdict.due:
            last_minute = (verdict.counted_until - MINUTE).astimezone(self.zone)
            hour = writing.hour(last_minute.time(), self.language)
            yield self.line("why.deadline_hour", day=day, hour=hour)
        else:
            yield self.line("why.deadline_day", day=day)
        if verdict.extended is not None:
            yield naming.extended(self.texts, self.language, verdict.extended)
        meant = verdict.extended.until if verdict.extended else verdict.due_stated
        if meant and meant != verdict.due:
            yield self.line("why.moved", day=writing.full_date(meant, self.language))

    def sources(self, about: About, rule: PenaltyRule | None) -> Iterator[str]:
        """Where the deadline and the rule are printed; in one line where that is the same place."""
        due, applied = (naming.source(self.language, it) for it in (about.place, rule.source if rule else Source()))
        if due and due == applied:
            yield self.line("why.both_sources", place=due)
        elif due:
            yield self.line("why.deadline_source", place=due)
        if about.due_ours:
            yield self.line("why.deadline_like" if due else "why.deadline_ours")
        if rule is not None:
            yield from self.applied(rule, "" if applied == due else applied)

    def applied(self, rule: PenaltyRule, place: str) -> Iterator[str]:
        """The rule by its name, where it is printed if that is not said yet, and what in it is a reading of ours."""
        if place:
            yield self.line("why.rule_source", place=place)
        elif not rule.source.document:
            yield self.line("why.house_rule")
        yield self.line("why.rule", rule=naming.rule(self.language, rule), version=str(rule.version))
        keys = [COUNTED[rule.per] if part == "per" else PARTS.get(part, "") for part in rule.house]
        parts = [self.line(key) for key in dict.fromkeys(keys) if key]
        if parts:
            yield self.line("why.house_parts", parts=writing.listed(parts, self.language))

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

    def remarks(self, verdict: Verdict) -> Iterator[str]:
        told = {
            Remark.FORGIVEN: "why.forgiven",
            Remark.AFTER_HOUR: "why.after_hour",
            Remark.CAPPED: "why.capped" if verdict.rule and verdict.rule.cap is not None else "why.whole",
            Remark.PROVISIONAL: "why.provisional",
        }
        yield from (self.line(key) for remark, key in told.items() if remark in verdict.remarks)

    def sum(self, verdict: Verdict, rule: PenaltyRule) -> str:
        days, off = count(verdict, self.language), naming.off(self.language, rule)
        if off and isinstance(verdict.deduction, Share):
            rate, cost = (naming.figure(self.language, it) for it in (rule.a_day, verdict.deduction))
            return self.line("why.sum_share_of", days=days, rate=rate, cost=cost, off=off)
        rate, cost = (naming.amount(self.texts, self.language, it) for it in (rule.a_day, verdict.deduction))
        facts = {"days": days, "rate": rate, "cost": cost}
        return self.line("why.sum_off", off=off, **facts) if off else self.line("why.sum", **facts)
