"""Everything that a person's units owe, in one card: also what the monthly prompt says."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers import judging, showing
from handlers.showing import Case
from handlers.turn import deed, entry
from messages import cards, naming, reasons, writing
from messages.outgoing import Button, Card, Row
from messages.states import State
from messages.texts import Texts
from rules.deadlines import Deadline, settled, working_days_late
from rules.entries import NothingToReport, repeats
from rules.fiscal import local_date
from rules.frameworks import Settings
from rules.holidays import Calendar
from rules.indicators import level
from rules.penalties import PenaltyRule
from storage import questions
from storage.tables import conversations, holidays, people, reports
from storage.work import Work

MOST_ROWS = 10
UNIT_TIER = 1


@dataclass(frozen=True, kw_only=True)
class Owing:
    """One thing owed `today`: `due` as it counts (None: no day is set), working days `left` until it or `late` since.

    `lacking` are the steps already done without evidence; `begun`: this person has a draft of it.
    """

    case: Case
    today: date
    due: Deadline | None
    left: int
    late: int
    overdue: bool
    lacking: tuple[int, ...]
    begun: bool


@dataclass(frozen=True, kw_only=True)
class Unproved:
    """A finished project whose evidence is not complete, by its last report."""

    case: Case
    lacking: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Back:
    """A report that was sent back, expected again until the end of `due`; `on_time`: its first sending was; `rule`:
    what each day after it costs."""

    case: Case
    ref: str
    due: date
    today: date
    on_time: bool
    rule: PenaltyRule | None


def owing(work: Work, person_id: str, unit_ids: Collection[str], now: datetime) -> tuple[Owing, ...]:
    """All that a person's units were asked for and have not sent, the earliest deadline first, none last."""
    found = showing.cases(work, questions.owed_by(work, unit_ids, local_date(now, writing.BANGKOK)))
    files = questions.files_by_step(work, unit_ids, person_id)
    begun = {row.subject for row in conversations.all_of(work, person_id)}
    return tuple(
        _owing(it, now, _calendar(work, it), files.get(questions.series_of(it.matter), {}), begun) for it in found
    )


def unproved(work: Work, unit_ids: Collection[str]) -> tuple[Unproved, ...]:
    """The finished projects of these units whose evidence is still owed."""
    found: list[Unproved] = []
    for it in showing.cases(work, questions.finished_by(work, unit_ids)):
        report = reports.by_obligation(work, it.matter.id)
        if report is not None:
            lacking = showing.missing(work, it, reports.versions(work, report.id)[-1].answer)
            found += [Unproved(case=it, lacking=lacking.steps)] if lacking.steps and lacking.compulsory else []
    return tuple(found)


def returned(work: Work, unit_ids: Collection[str], now: datetime) -> tuple[Back, ...]:
    """What came back to these units, the earliest day first."""
    found: list[Back] = []
    for it in showing.cases(work, questions.returned_to(work, unit_ids)):
        report = reports.by_obligation(work, it.matter.id)
        if report is not None and report.return_due_on is not None:
            on_time = report.verdict.outcome != "late"
            today = local_date(now, it.zone)
            rule = judging.rule_again(work, it)
            found.append(
                Back(case=it, ref=report.ref, due=report.return_due_on, today=today, on_time=on_time, rule=rule)
            )
    return tuple(sorted(found, key=lambda it: it.due))


def todo_card(
    work: Work, texts: Texts, person_id: str, language: str, now: datetime, *, everything: bool = False
) -> Card | None:
    """All that a person's units owe, the ten most urgent or `everything`; None where nothing is owed."""
    unit_ids = people.units_of(work, person_id)
    owed = owing(work, person_id, unit_ids, now)
    return card_of(work, texts, unit_ids, language, now, owed, everything=everything)


def card_of(
    work: Work,
    texts: Texts,
    unit_ids: Collection[str],
    language: str,
    now: datetime,
    owed: tuple[Owing, ...],
    *,
    everything: bool = False,
) -> Card | None:
    """The same of these units, where what is owed was read already."""
    proofs, back = unproved(work, unit_ids), returned(work, unit_ids, now)
    if not owed and not proofs and not back:
        return None
    return _Drawing(texts, language, owed, proofs, back).card(everything=everything)


def can_be_as_before(found: Sequence[Owing]) -> bool:
    """Whether every one has an answer to the period before that can be sent again."""
    return bool(found) and all(it.case.newest is not None and repeats(it.case.newest) for it in found)


def _owing(case: Case, now: datetime, calendar: Calendar, files: Mapping[int, int], begun: set[str]) -> Owing:
    stated, today = case.deadline, local_date(now, case.zone)
    due = settled(stated, calendar) if stated else None
    return Owing(
        case=case,
        today=today,
        due=due,
        left=len(calendar.working_between(today, due.on)) if due else 0,
        late=working_days_late(due, today, calendar) if due else 0,
        overdue=due is not None and due.counted_until <= now,
        lacking=_lacking(case, files),
        begun=f"report:{case.matter.id}" in begun,
    )


def _calendar(work: Work, case: Case) -> Calendar:
    return holidays.calendar(work, case.framework.settings, unit_id=case.matter.unit_id)


def _lacking(case: Case, files: Mapping[int, int]) -> tuple[int, ...]:
    if case.framework.settings.evidence == "never":
        return ()
    return tuple(step for step in range(1, level(case.before) + 1) if not files.get(step))


@dataclass(frozen=True)
class _Drawing:
    texts: Texts
    language: str
    owed: tuple[Owing, ...]
    proofs: tuple[Unproved, ...]
    back: tuple[Back, ...]

    def line(self, key: str, **values: str | int) -> str:
        return self.texts.line(self.language, key, **values)

    def card(self, *, everything: bool) -> Card:
        rows = [*map(self.again, self.back), *map(self.row, self.owed), *map(self.proof, self.proofs)]
        shown = rows if everything else rows[:MOST_ROWS]
        return Card(
            state=self.state(),
            small=naming.parted((self.unit(), self.period())),
            title=self.line("todo.title", count=len(rows)),
            status=self.status(),
            rows=tuple(shown),
            footer=tuple(self.footer(hidden=len(rows) - len(shown))),
        )

    def unit(self) -> str:
        codes = {it.case.matter.unit for it in (*self.owed, *self.proofs, *self.back)}
        return codes.pop() if len(codes) == 1 else ""

    def period(self) -> str:
        periods = {it.case.period(self.texts, self.language) for it in (*self.owed, *self.back)}
        return self.line("todo.period", period=periods.pop()) if len(periods) == 1 else ""

    def state(self) -> State:
        if any(it.overdue for it in self.owed):
            return State.LATE_OPEN
        dated = [it for it in self.owed if it.due is not None]
        if not dated:
            return State.RETURNED if self.back else State.NOT_DUE
        return State.SOON if dated[0].left <= max(_warned(dated[0].case.framework.settings)) else State.NOT_DUE

    def status(self) -> str:
        late = [it for it in self.owed if it.overdue]
        if late:
            return self.line("todo.overdue", count=len(late))
        first = self.earliest()
        if first is None or first.due is None:
            return self.line("todo.no_due_day") if self.owed else "".join(map(self.expected, self.back[:1]))
        day = naming.due(self.language, first.due)
        if not first.left:
            return self.line("todo.due_today" if first.due.on == first.today else "todo.last_day", day=day)
        return self.line("todo.due", day=day, left=writing.days(first.left, self.language, working=True))

    def earliest(self) -> Owing | None:
        return next((it for it in self.owed if it.due is not None), None)

    def row(self, it: Owing) -> Row:
        button = entry(self.line("todo.report"), "reporting.begin", it.case.matter.id)
        return Row(label=self.name(it.case), detail=naming.parted(tuple(self.details(it))), button=button)

    def again(self, it: Back) -> Row:
        counts = self.line("todo.still_on_time" if it.on_time else "todo.first_counts")
        button = deed(self.line("todo.correct"), "edit", it.ref)
        costs = reasons.costs_after(self.texts, self.language, it.rule)
        detail = naming.parted((it.ref, self.expected(it), counts, costs))
        return Row(label=self.name(it.case), detail=detail, button=button)

    def expected(self, it: Back) -> str:
        day = writing.full_date(it.due, self.language)
        return self.line("todo.return_passed" if it.due < it.today else "todo.returned", day=day)

    def proof(self, it: Unproved) -> Row:
        wanted = cards.steps(self.texts, self.language, it.lacking)
        button = entry(self.line("todo.prove"), "evidence.add_to", it.case.matter.id)
        return Row(label=self.name(it.case), detail=self.line("todo.unproved", steps=wanted), button=button)

    def name(self, case: Case) -> str:
        unit = "" if self.unit() else case.matter.unit
        period = "" if self.period() else case.period(self.texts, self.language)
        return naming.parted((unit, case.name(self.texts, self.language), period))

    def details(self, it: Owing) -> Iterator[str]:
        if it.overdue:
            yield self.late(it.late)
        elif it.due is not None and self.is_apart(it.due):
            yield self.line("todo.by", day=naming.due(self.language, it.due, short=True))
        yield naming.extended_from(self.texts, self.language, it.case.matter.stated_on)
        if it.case.indicator.method == "elsewhere":
            yield self.line("todo.elsewhere", system=self.system(it.case))
        yield self.before(it.case)
        if it.lacking:
            yield self.line("todo.lacking", steps=cards.steps(self.texts, self.language, it.lacking))
        if it.begun:
            yield self.line("todo.begun")

    def late(self, days: int) -> str:
        """None are counted yet on the day itself after its hour, and over a weekend."""
        return (
            self.line("todo.late", days=writing.days(days, self.language, working=True))
            if days
            else self.line("todo.past")
        )

    def system(self, case: Case) -> str:
        """The other system by its name, where one is known."""
        named = (self.language == "en" and case.indicator.system_en) or case.indicator.system
        return named or self.line("todo.other_system")

    def is_apart(self, due: Deadline) -> bool:
        """Whether the status line names another deadline than this one."""
        first = self.earliest()
        return first is None or first.overdue or first.due != due

    def before(self, case: Case) -> str:
        if case.newest is None:
            return self.line("todo.first_time")
        if isinstance(case.newest, NothingToReport):
            return self.line("todo.nothing_before")
        words = cards.answer(self.texts, self.language, case.newest, case.wording, full=True)
        return self.line("todo.before", answer=words)

    def footer(self, *, hidden: int) -> Iterator[Button]:
        if can_be_as_before(self.owed):
            yield deed(self.line("todo.all_as_before"), "same")
        if hidden:
            yield deed(self.line("todo.see_all"), "all")


def _warned(settings: Settings) -> tuple[int, ...]:
    return settings.warn_before(UNIT_TIER) or (0,)
