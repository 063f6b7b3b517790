"""How often one person hears of what is late: each deadline climbs its ladder, all else keeps one common rhythm."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rules.deadlines import Ladder, working_days_late
from rules.holidays import Calendar
from rules.occasions import Morning, Term, deadline

OFFICER, HEAD, SUPERVISOR, PSDG, EXECUTIVE = "officer", "head", "supervisor", "psdg", "executive"
HEARERS = (OFFICER, HEAD, SUPERVISOR, PSDG, EXECUTIVE)
DAILY = (3, PSDG)
"""The tier that costs points by the day, and who hears of it on every working day."""


def rungs(tier: int, role: str, ladder: Ladder) -> tuple[int, ...]:
    """The working days of lateness on which a role hears of a tier, in order; none for a role that does not (house
    rules).

    Tier 1 climbs to the head, the supervisor, the PSDG; who has heard goes on hearing. Tier 2 climbs from the
    supervisor to the PSDG. Of tier 3 those who still miss something in it hear twice, executives too, the PSDG daily.
    """
    if (tier, role) == DAILY:
        return ()
    if tier == 1:
        first = {
            OFFICER: ladder.officer,
            HEAD: ladder.head,
            SUPERVISOR: ladder.supervisor,
            PSDG: ladder.supervisor + ladder.repeat,
        }
    elif tier == 2:
        first = {SUPERVISOR: ladder.officer, PSDG: ladder.head}
    else:
        first = dict.fromkeys((OFFICER, HEAD, SUPERVISOR, EXECUTIVE), ladder.officer)
    days = {*first.values()} if tier < 3 else {ladder.officer, ladder.head}
    return tuple(sorted(day for day in days if role in first and day >= first[role]))


def hears(tier: int, role: str, ladder: Ladder, days_late: int) -> bool:
    """Whether a role has begun to hear of what is so many working days late."""
    steps = rungs(tier, role, ladder)
    return days_late > 0 and ((tier, role) == DAILY or (bool(steps) and steps[0] <= days_late))


def is_told(tier: int, ladder: Ladder, days_late: int) -> bool:
    """Whether anybody hears of a deadline on that working day of lateness, where nothing else of theirs is late."""
    if tier == DAILY[0]:
        return days_late > 0
    steps = sorted({step for role in HEARERS for step in rungs(tier, role, ladder)})
    return days_late in steps or (days_late > steps[-1] and (days_late - steps[-1]) % ladder.repeat == 0)


@dataclass(frozen=True, kw_only=True)
class Late:
    """A deadline of a framework (id) that one role hears of: working days late this morning, and on the last one told.

    `rungs` as above, empty for what is told daily; all comes again `repeat` working days after the last of them.
    """

    framework_id: str
    role: str
    term: Term
    today: int
    told: int
    rungs: tuple[int, ...]
    repeat: int

    @property
    def climbs(self) -> bool:
        """Whether a step fell on the mornings since the last one."""
        return any(self.told < rung <= self.today for rung in self.rungs or (self.today,))

    @property
    def since(self) -> int:
        """The working days since its last step."""
        return self.today - max(rung for rung in self.rungs if rung <= self.today)


def late(framework_id: str, term: Term, morning: Morning, calendar: Calendar) -> tuple[Late, ...]:
    """How a term stands for those who miss something of it, once for each role that has begun to hear of it; nothing
    while it is not late. `calendar` counts the days of its tier."""
    if term.due is None or term.due >= morning.today:
        return ()
    due, ladder = deadline(term, term.due, morning), morning.settings.overdue
    today, told = (working_days_late(due, day, calendar) for day in (morning.today, morning.told_until))
    return tuple(
        Late(
            framework_id=framework_id,
            role=role,
            term=term,
            today=today,
            told=told,
            rungs=rungs(term.tier, role, ladder),
            repeat=ladder.repeat,
        )
        for role in HEARERS
        if hears(term.tier, role, ladder, today)
    )


def spoken(missing: Iterable[Late]) -> tuple[Late, ...]:
    """What one person is told this morning of all that is late and theirs: on most mornings nothing.

    A step that is climbed speaks. Once everything has climbed, all speaks again `repeat` working days after the last
    step of any, and so on (house rule): who is late with many months hears no more often than with one. Of tier 1
    those that climb stand for a role's others, or else the oldest. What is told daily neither speeds nor slows this.
    """
    found = sorted(missing, key=lambda it: (it.term.last, it.term.first))
    daily, others = [it for it in found if not it.rungs and it.climbs], [it for it in found if it.rungs]
    if not (any(it.climbs for it in others) or _comes_again(others)):
        return tuple(daily)
    climbing = {(it.framework_id, it.role) for it in others if it.term.tier == 1 and it.climbs}
    units = [it for it in others if it.term.tier == 1 and (it.climbs or (it.framework_id, it.role) not in climbing)]
    oldest = {(it.framework_id, it.role): it for it in reversed(units) if not it.climbs}
    return (*daily, *(it for it in others if it.term.tier != 1), *(it for it in units if it.climbs), *oldest.values())


def _comes_again(missing: Collection[Late]) -> bool:
    newest = min(missing, key=lambda it: it.since, default=None)
    if newest is None:
        return False
    before = newest.since - (newest.today - newest.told)
    return before // newest.repeat < newest.since // newest.repeat
