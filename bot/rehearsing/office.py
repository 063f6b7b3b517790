"""What the people of a rehearsed office do, and when, by the same deeds as in chat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.rehearsing.cast import Cast
from bot.rehearsing.hearing import cause_of
from handlers import showing
from handlers.actions import announce_round, consolidate, decide, state_arrival, steps
from handlers.actions.record import record
from handlers.actions.state_arrival import Statement
from messages.rehearsal import Came, Cause, Kind
from messages.texts import Texts
from rules.deadlines import Deadline, Stamp, settled
from rules.entries import NothingToReport
from rules.fiscal import FiscalYear, local_date
from rules.holidays import DAY
from rules.penalties import Verdict
from rules.process import planned as days_of
from rules.step_occasions import NO_TIER
from storage import questions_review
from storage.columns import WHOLE
from storage.questions_review import Matter
from storage.tables import holidays, obligations, people, process
from storage.tables.frameworks import Framework
from storage.tables.obligations import Owed
from storage.work import Work

AFTERNOON = time(15)
OPEN = "open"
UNIT_TIER, INDICATOR_TIER, DEPARTMENT_TIER = 1, 2, 3
COMES: dict[int, Kind] = {UNIT_TIER: "report", INDICATOR_TIER: "handed", DEPARTMENT_TIER: "arrived"}


@dataclass(frozen=True, kw_only=True, order=True)
class Planned:
    """When something that is owed comes, or a step of the process (tier 0) is finished, by its code."""

    at: datetime
    tier: int
    obligation_id: str
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class Office:
    """Everybody at work on one framework; `late` are days after the deadline by the unit's code, or the office's own.

    `about` fills with what each reference is about.
    """

    framework: Framework
    cast: Cast
    texts: Texts
    language: str
    late: Mapping[str, int]
    about: dict[str, Cause] = field(default_factory=dict)

    def plan(self, work: Work) -> list[Planned]:
        """Everything that will come, in its order: on the last working day up to its deadline, in the afternoon, or so
        many days after it; without a due day when it is asked for. What was over at the import is left alone."""
        found = (self._planned(work, each) for each in obligations.existing(work, self.framework.id))
        return sorted((*(each for each in found if each is not None), *self._steps(work)))

    def do(self, work: Work, planned: Planned) -> Came | None:
        """It comes, and whoever decides on it does so at once; what is to be told of it, if it came late or not at all.

        What the arrival of its round has closed before cannot come any more.
        """
        if planned.step:
            self._finish(work, planned.step)
            return None
        matter = questions_review.matter(work, planned.obligation_id)
        cause = cause_of(matter, COMES[planned.tier])
        if matter.state != OPEN:
            return Came(who=self._who(matter.unit), what=cause, verdict=None)
        deed = {UNIT_TIER: self._report, INDICATOR_TIER: self._hand, DEPARTMENT_TIER: self._state}[planned.tier]
        verdict = deed(work, matter, cause)
        return Came(who=self._who(matter.unit), what=cause, verdict=verdict) if verdict.outcome == "late" else None

    def _planned(self, work: Work, owed: Owed) -> Planned | None:
        duty, settings = owed.duty, self.framework.settings
        if not duty.warned and (duty.tier != UNIT_TIER or duty.owed_from is None):
            return None
        on, hour = duty.owed_from or duty.last, AFTERNOON
        if duty.due is not None:
            calendar = holidays.calendar(work, settings, duty.tier)
            due = settled(Deadline(on=duty.due, zone=self._zone, moves=settings.moves), calendar).on
            late = self.late.get(self._who(duty.unit), 0)
            in_time = calendar.previous_working(due)
            on = due + late * DAY if late else max(in_time, duty.owed_from or in_time)
            hour = min(AFTERNOON, duty.hour) if duty.hour and not late else AFTERNOON
        at = datetime.combine(on, hour, self._zone)
        return Planned(at=max(at, work.now), tier=duty.tier, obligation_id=owed.id)

    def _steps(self, work: Work) -> Iterator[Planned]:
        """Each step on the last working day of its days."""
        calendar, known = holidays.calendar(work, self.framework.settings), process.steps(work, self.framework.id)
        days = days_of(known, FiscalYear(self.framework.year), calendar)
        for step in known:
            on = calendar.previous_working(days[step.code].last)
            at = datetime.combine(on, AFTERNOON, self._zone)
            if at >= work.now:
                yield Planned(at=at, tier=NO_TIER, obligation_id="", step=step.code)

    def _finish(self, work: Work, code: str) -> None:
        step = next(it for it in process.steps(work, self.framework.id) if it.code == code)
        on = local_date(work.now, self._zone)
        steps.state(work, self.framework, step, on=on, back=False, person_id=self._psdg)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.framework.settings.timezone)

    def _report(self, work: Work, matter: Matter, cause: Cause) -> Verdict:
        """An officer sends; the supervisor, or else the PSDG, approves."""
        found = showing.case_of(work, matter)
        answer = NothingToReport(reason=self.texts.line(self.language, "rehearsing.reason"))
        by = self.cast.holders[people.OFFICER, matter.unit_id, WHOLE]
        sent = record(work, self.texts, found, answer, by=by, stamp=Stamp(at=work.now)).report
        self.about[sent.ref] = cause
        decide.approve(work, self.texts, found, sent, self._supervisor(matter), sent.version)
        return sent.verdict

    def _hand(self, work: Work, matter: Matter, cause: Cause) -> Verdict:
        """A supervisor hands the round in; the PSDG takes it."""
        handed = consolidate.hand(work, matter, self._supervisor(matter), Stamp(at=work.now))
        self.about[handed.ref] = cause
        announce_round.hand_to_psdg(work, self.texts, handed)
        taken = consolidate.take(work, questions_review.matter(work, matter.id), self._psdg)
        announce_round.tell_hander(work, self.texts, taken)
        return handed.verdict

    def _state(self, work: Work, matter: Matter, cause: Cause) -> Verdict:
        """The PSDG states that the round has arrived at OPDC just now."""
        local = work.now.astimezone(self._zone)
        statement = Statement(on=local.date(), hour=local.time(), receipt="")
        stated = state_arrival.state(work, matter, self._psdg, statement, work.now)
        self.about[stated.ref] = cause
        announce_round.tell_psdg(work, self.texts, stated)
        return stated.verdict

    @property
    def _psdg(self) -> str:
        return self.cast.holders[people.PSDG, WHOLE, WHOLE]

    def _supervisor(self, matter: Matter) -> str:
        return self.cast.holders.get((people.SUPERVISOR, WHOLE, matter.indicator_key), self._psdg)

    def _who(self, unit: str) -> str:
        return self.framework.office if unit in ("", WHOLE) else unit
