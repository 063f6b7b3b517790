"""A rehearsal in words: who hears what on which day, the pushes of each month, what came late, what lateness costs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from messages import naming, reasons, writing
from messages.rehearsal import Came, Cause, Kind, Price, Rehearsal, Told
from messages.texts import Texts
from rules.fiscal import Month
from rules.holidays import Holiday
from rules.penalties import Remark, Verdict

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
ROLES = {
    "officer": "rehearsing.officers",
    "head": "rehearsing.heads",
    "collector": "rehearsing.collectors",
    "supervisor": "rehearsing.supervisors",
    "psdg": "rehearsing.psdg",
    "executive": "rehearsing.executives",
}
KINDS: dict[Kind, str] = {
    "prompt": "rehearsing.prompt",
    "warning": "rehearsing.warning",
    "overdue": "rehearsing.overdue",
    "again": "rehearsing.again",
    "returned": "rehearsing.returned",
    "nobody": "rehearsing.nobody",
    "untold": "rehearsing.untold",
    "step": "rehearsing.step",
    "week": "rehearsing.week",
    "report": "rehearsing.report",
    "approved": "rehearsing.approved",
    "handed": "rehearsing.handed",
    "taken": "rehearsing.taken",
    "arrived": "rehearsing.arrived",
    "other": "rehearsing.other",
}
ROUNDS = {2: "rehearsing.round_to_psdg", 3: "rehearsing.round_to_opdc"}
MOST_NAMES = 4
SHOWN_DAYS = 7
"""Of the days that are priced the first so many are shown, and the last."""


@dataclass(frozen=True)
class Rehearsing:
    """Words for one reader."""

    texts: Texts
    language: str

    def line(self, key: str, **values: str | int) -> str:
        return self.texts.line(self.language, key, **values)

    def table(self, played: Rehearsal) -> Iterator[str]:
        """The whole rehearsal, a line each; what is alike on a day stands in one line."""
        yield from self.head(played)
        yield from ("", self.line("rehearsing.messages_title"))
        yield from self.messages(played.told)
        yield from ("", self.line("rehearsing.months_title", plan=writing.number(played.plan)))
        yield from self.months(played)
        yield from ("", self.line("rehearsing.late_title"))
        yield from self.came(played.came)
        yield from ("", self.line("rehearsing.prices_title"))
        for price in played.prices:
            yield from self.price(price)
        if not played.prices:
            yield self.line("rehearsing.nothing")

    def head(self, played: Rehearsal) -> Iterator[str]:
        """What was rehearsed, over which days, and what was taken for granted."""
        year = writing.buddhist_year(played.year, self.language)
        yield self.line("rehearsing.title", title=played.title)
        yield self.line("rehearsing.days", year=year, first=self._day(played.first), last=self._day(played.last))
        yield self.line("rehearsing.nothing_sent")
        yield self.line("rehearsing.made_up", count=len(played.hearers))
        yield self.line("rehearsing.in_time")
        yield from (self.line("rehearsing.is_late", who=who, days=self._days(days)) for who, days in played.late)

    def messages(self, told: Sequence[Told]) -> Iterator[str]:
        """Day by day, who hears what."""
        if not told:
            yield self.line("rehearsing.no_messages")
        days: dict[date, dict[tuple[str, str, tuple[Cause, ...]], list[Told]]] = {}
        for each in told:
            alike = days.setdefault(each.on, {})
            alike.setdefault((each.to.role, each.to.platform, each.causes), []).append(each)
        for day, groups in days.items():
            yield self._day(day)
            yield from (self._group(alike) for alike in groups.values())

    def cause(self, cause: Cause) -> str:
        """Why it is said, about what, and which deadline it comes from."""
        if not cause.tier and cause.kind != "step":
            return self.line(KINDS[cause.kind])
        due = self.line("rehearsing.due", day=self._day(cause.due)) if cause.due else ""
        return naming.parted((f"{self.line(KINDS[cause.kind])} {self.what(cause)}", due))

    def what(self, cause: Cause) -> str:
        """The period of a unit's work, the round and who waits for it, or the step of the process."""
        if cause.kind == "step":
            return self.line("rehearsing.of_step", step=cause.period)
        if cause.tier in ROUNDS:
            return self.line(ROUNDS[cause.tier], months=cause.period)
        period = naming.period(self.texts, self.language, cause.first, cause.last)
        return self.line("rehearsing.work_of", period=period)

    def months(self, played: Rehearsal) -> Iterator[str]:
        """Month by month, or that there is nothing."""
        if any(told.paid for told in played.told):
            yield from (self.month(played, month) for month in played.months)
        else:
            yield self.line("rehearsing.nothing")

    def month(self, played: Rehearsal, month: Month) -> str:
        """The pushes of a month, and how they stand to the plan."""
        found = played.pushes(month)
        facts = {"clock": writing.number(found.clock), "people": writing.number(found.people)}
        sentence = self.line(
            "rehearsing.month",
            month=writing.month(month.first, self.language),
            sum=writing.number(found.clock + found.people),
            plan=writing.number(played.plan),
        )
        parts = self.line("rehearsing.month_parts", **facts) if found.clock + found.people else ""
        over = self.line("rehearsing.over", count=writing.number(found.over)) if found.over else ""
        return naming.parted((sentence, parts, over))

    def came(self, came: Iterable[Came]) -> Iterator[str]:
        """What came late, how late, what that cost; what is alike in one line."""
        found = [naming.parted((each.who, self.what(each.what), self.outcome(each.verdict))) for each in came]
        for sentence in dict.fromkeys(found):
            count = found.count(sentence)
            yield naming.parted((sentence, self.line("rehearsing.times", count=count) if count > 1 else ""))
        if not found:
            yield self.line("rehearsing.nothing")

    def outcome(self, verdict: Verdict | None) -> str:
        """How late it came and what that cost, or that it was closed before it came."""
        return reasons.outcome(self.texts, self.language, verdict) if verdict else self.line("rehearsing.closed")

    def price(self, price: Price) -> Iterator[str]:
        """What each day after a deadline costs; the first of them and the last."""
        yield self.priced(price)
        shown = (*price.verdicts[:SHOWN_DAYS], *price.verdicts[SHOWN_DAYS:][-1:])
        yield from (f"– {self.cost(verdict)}" for verdict in shown)

    def priced(self, price: Price) -> str:
        """Which deadline, and where the rule that prices it is printed, or that there is none."""
        due = self.line("rehearsing.due", day=self._day(price.what.due)) if price.what.due else ""
        rule = price.verdicts[0].rule if price.verdicts else None
        by = reasons.source(self.texts, self.language, rule) if rule else self.line("rehearsing.no_rule")
        return naming.parted((self.what(price.what), due, by))

    def cost(self, verdict: Verdict) -> str:
        """One day: the days counted by then and what that costs; why that day itself is not counted."""
        day, cost = self._day(verdict.at.date()), naming.amount(self.texts, self.language, verdict.deduction)
        said = self.line("rehearsing.cost", day=day, days=reasons.count(verdict, self.language), cost=cost)
        provisional = self.line("rehearsing.provisional") if Remark.PROVISIONAL in verdict.remarks else ""
        return naming.parted((said, self.left_out(verdict), provisional))

    def left_out(self, verdict: Verdict) -> str:
        """Why the day of coming is not counted; empty where it is."""
        found = next((it for it in verdict.left_out if it.on == verdict.at.date()), None)
        if found is None:
            return ""
        free = naming.holiday(self.language, found) if isinstance(found, Holiday) else self.line("rehearsing.weekend")
        return self.line("rehearsing.not_counted", reason=free)

    def role(self, role: str, count: int) -> str:
        """So many of a role."""
        return self.line(ROLES[role], count=count)

    def _group(self, alike: Sequence[Told]) -> str:
        first, names = alike[0], list(dict.fromkeys(each.to.name for each in alike))
        who = ", ".join(names) if len(names) <= MOST_NAMES else self.role(first.to.role, len(names))
        on = self.line("rehearsing.on", who=who, platform=PLATFORMS[first.to.platform])
        causes = "; ".join(map(self.cause, first.causes))
        count = self.line("rehearsing.messages", count=len(alike)) if len(alike) > len(names) else ""
        return f"– {on}: {naming.parted((causes, count))}"

    def _day(self, day: date) -> str:
        return writing.full_date(day, self.language)

    def _days(self, count: int) -> str:
        return writing.days(count, self.language)
