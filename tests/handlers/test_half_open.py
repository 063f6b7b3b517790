"""The half-open cases of lateness, at their exact edges and at each tier; docs/lateness.md names these sentences."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from handlers import showing
from handlers.actions import consolidate, state_arrival
from handlers.actions.record import record
from handlers.actions.state_arrival import Statement
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.entries import StepReached
from rules.penalties import Remark, Verdict
from rules.refusals import FutureArrival
from storage import questions, questions_rounds
from storage.tables import consolidations, reports
from storage.work import Work
from tests.builders import BANGKOK, UNIT
from tests.examples import framework
from tests.handlers.small_office import Office, opened
from tests.there import there

TEXTS = Texts.load()
SECOND = timedelta(seconds=1)
FIRST_LATE = {
    1: datetime(2026, 11, 6, tzinfo=BANGKOK),
    2: datetime(2027, 3, 31, tzinfo=BANGKOK),
    3: datetime(2027, 4, 16, tzinfo=BANGKOK),
}
"""The first instant after each tier's deadline: 5 November, 30 March, and 15 April, which is Songkran."""
SENT = Stamp(at=datetime(2026, 11, 3, 10, 0, tzinfo=BANGKOK))


def at_a_price(values: dict[str, Any]) -> None:
    """Every tier costs half a point for each calendar day."""
    late = values["penalties"][0]
    values["penalties"] += [{**late, "code": f"late{tier}", "tier": tier, "ours": []} for tier in (1, 2)]


def until_half_past_four(values: dict[str, Any]) -> None:
    at_a_price(values)
    values["settings"]["due_hour"] = "16:30"
    for round_ in values["rounds"]:
        for deadline in round_["deadlines"]:
            deadline["hour"] = "16:30"


def returns_cost(values: dict[str, Any]) -> None:
    """What is sent back and comes again too late costs 0.1 point a working day; what is first sent late, half a one."""
    at_a_price(values)
    late = values["penalties"][0]
    rule = {"code": "again", "tier": 1, "returned": True, "rate": "0.1", "per": "working", "ours": []}
    values["penalties"].append({**late, **rule})


def moving(values: dict[str, Any]) -> None:
    at_a_price(values)
    values["settings"]["moves"] = True


@dataclass(frozen=True)
class Desk:
    """An office in the database and its clock."""

    office: Office
    clock: Any

    async def come(self, tier: int, stamp: Stamp) -> Verdict:
        """October's report, the indicator's round of six months, or its arrival at OPDC, by that stamp."""
        self.clock.move_to(max(self.clock.now(), stamp.at))
        deeds = {1: self.report, 2: self.hand, 3: self.state}
        return await self.office.database.write(lambda work: deeds[tier](work, stamp))

    def report(self, work: Work, stamp: Stamp, *, step: int = 1, correcting: bool = False) -> Verdict:
        found, by = showing.case(work, self.october(work)), self.office.ids["officer"]
        sent = record(work, TEXTS, found, StepReached(step=step), by=by, stamp=stamp, correcting=correcting)
        return sent.report.verdict

    async def come_again(self, at: datetime, *, step: int) -> Verdict | None:
        """October's report is sent back now and comes again then: how that was judged."""
        database = self.office.database
        ref = await database.read(self.ref)
        await database.write(self.office.deciding(ref, reason="ขอหลักฐานเพิ่ม", seen=None))
        self.clock.move_to(at)
        first = await database.write(lambda work: self.report(work, Stamp(at=work.now), step=step, correcting=True))
        assert (first.outcome, first.at, first.deduction) == ("on_time", SENT.at, 0)
        found = await database.read(lambda work: reports.versions(work, there(reports.by_ref(work, ref)).id))
        assert found[0].verdict is None
        return found[-1].verdict

    def october(self, work: Work) -> str:
        wanted = (1, UNIT, "8", "ก", "2026-10")
        known = questions.matters(work, questions.MATTERS)
        return next(it.id for it in known if (it.tier, it.unit, it.indicator, it.project, it.period) == wanted)

    def ref(self, work: Work) -> str:
        return there(showing.report_of(work, showing.case(work, self.october(work)))).ref

    def hand(self, work: Work, stamp: Stamp) -> Verdict:
        return consolidate.hand(work, self.office.round_(work, 2), self.office.ids["supervisor"], stamp).verdict

    def state(self, work: Work, stamp: Stamp) -> Verdict:
        local = stamp.at.astimezone(BANGKOK)
        said = Statement(on=local.date(), hour=local.time(), receipt="")
        return state_arrival.state(work, self.office.round_(work, 3), self.office.ids["psdg"], said, work.now).verdict


@pytest.fixture
def database_url(sqlite_url):
    """How a case is decided hangs on no database; that both keep the same instants is held elsewhere."""
    return sqlite_url


@pytest.fixture
async def desk(request, database, clock):
    change = getattr(request, "param", at_a_price)
    return Desk(await opened(database, clock, framework(change=change)), clock)


hourly = pytest.mark.parametrize("desk", [until_half_past_four], indirect=True)
costly = pytest.mark.parametrize("desk", [returns_cost], indirect=True)
moved = pytest.mark.parametrize("desk", [moving], indirect=True)
every_tier = pytest.mark.parametrize("tier", [1, 2, 3])


@every_tier
async def test_the_last_second_of_the_day_is_on_time(database, desk, tier):
    """An arrival is stated by the minute."""
    last = SECOND if tier < 3 else 60 * SECOND
    found = await desk.come(tier, Stamp(at=FIRST_LATE[tier] - last))
    assert (found.outcome, found.deduction) == ("on_time", 0)


@every_tier
async def test_midnight_after_the_deadline_is_late_by_one_day(database, desk, tier):
    found = await desk.come(tier, Stamp(at=FIRST_LATE[tier]))
    assert (found.outcome, found.days, found.deduction) == ("late", (FIRST_LATE[tier].date(),), Decimal("0.5"))


@hourly
@every_tier
async def test_the_minute_of_the_hour_set_is_on_time_to_its_last_second(database, desk, tier):
    day = FIRST_LATE[tier].date() - timedelta(days=1)
    last = datetime.combine(day, time(16, 30, 59 if tier < 3 else 0), BANGKOK)
    assert (await desk.come(tier, Stamp(at=last))).outcome == "on_time"


@hourly
@every_tier
async def test_after_the_hour_on_the_day_itself_is_late_and_costs_nothing(database, desk, tier):
    day = FIRST_LATE[tier].date() - timedelta(days=1)
    found = await desk.come(tier, Stamp(at=datetime.combine(day, time(16, 31), BANGKOK)))
    assert (found.outcome, found.deduction, found.remarks) == ("late", 0, (Remark.AFTER_HOUR,))


@pytest.mark.parametrize("tier", [1, 2])
async def test_a_press_without_a_stamp_is_on_time_150_seconds_after_the_deadline(database, desk, tier):
    found = await desk.come(tier, Stamp(at=FIRST_LATE[tier] + 150 * SECOND, exact=False))
    assert (found.outcome, found.remarks) == ("on_time", (Remark.FORGIVEN,))


@pytest.mark.parametrize("tier", [1, 2])
@pytest.mark.parametrize(("seconds", "exact"), [(151, False), (0, True), (150, True)])
async def test_a_press_151_seconds_after_it_and_any_message_with_a_stamp_are_late(database, desk, tier, seconds, exact):
    found = await desk.come(tier, Stamp(at=FIRST_LATE[tier] + seconds * SECOND, exact=exact))
    assert (found.outcome, found.deduction) == ("late", Decimal("0.5"))


async def test_a_stated_arrival_has_no_150_seconds(database, desk):
    """Somebody read a clock, nothing was on its way."""
    found = await desk.come(3, Stamp(at=FIRST_LATE[3] + 2 * 60 * SECOND, exact=False))
    assert (found.outcome, found.exact, found.deduction) == ("late", True, Decimal("0.5"))


async def test_an_arrival_on_the_holiday_on_which_it_is_due_is_on_time(database, desk):
    found = await desk.come(3, Stamp(at=datetime(2027, 4, 15, 22, 0, tzinfo=BANGKOK)))
    assert (found.outcome, found.due, found.remarks) == ("on_time", date(2027, 4, 15), ())


async def test_a_deadline_on_a_holiday_does_not_move_by_itself(database, desk):
    found = await desk.come(3, Stamp(at=FIRST_LATE[3]))
    assert (found.outcome, found.due, found.due_stated) == ("late", date(2027, 4, 15), date(2027, 4, 15))


@moved
async def test_a_deadline_on_a_holiday_moves_where_the_framework_says_so_and_both_days_are_named(database, desk):
    found = await desk.come(3, Stamp(at=FIRST_LATE[3]))
    assert (found.outcome, found.due, found.due_stated) == ("on_time", date(2027, 4, 16), date(2027, 4, 15))
    assert Remark.MOVED in found.remarks


async def test_a_round_handed_in_before_its_last_day_is_on_time_whatever_is_not_due_yet(database, desk):
    """30 March: March is neither over nor asked for; nothing blocks, nothing is late."""
    found = await desk.come(2, Stamp(at=datetime(2027, 3, 30, 12, 0, tzinfo=BANGKOK)))
    missing = await database.read(lambda work: questions_rounds.missing_below(work, desk.office.round_(work, 2)))
    assert (found.outcome, found.deduction) == ("on_time", 0)
    assert any(each.last == date(2027, 3, 31) for each in missing)


async def test_a_correction_after_the_deadline_leaves_a_report_on_time(database, desk):
    await desk.come(1, SENT)
    desk.clock.move_to(datetime(2026, 11, 20, 9, 0, tzinfo=BANGKOK))
    again = await database.write(lambda work: desk.report(work, Stamp(at=work.now), step=2, correcting=True))
    assert (again.outcome, again.at, again.deduction) == ("on_time", SENT.at, 0)


async def test_a_returned_report_keeps_its_first_verdict_however_late_it_comes_again(database, desk):
    """Its new date asks and warns; missed, it costs nothing."""
    await desk.come(1, SENT)
    assert await desk.come_again(datetime(2027, 1, 20, 9, 0, tzinfo=BANGKOK), step=2) is None


@costly
async def test_where_a_framework_says_so_each_day_after_a_return_was_due_costs_beside_the_first_verdict(database, desk):
    """Sent back on Tuesday 3 November, due in five working days on the 10th; it comes on the 12th."""
    await desk.come(1, SENT)
    found = there(await desk.come_again(datetime(2026, 11, 12, 9, 0, tzinfo=BANGKOK), step=2))
    assert (found.outcome, found.due, found.deduction) == ("late", date(2026, 11, 10), Decimal("0.2"))
    assert found.days == (date(2026, 11, 11), date(2026, 11, 12))
    assert there(found.rule).code == "again"


@costly
async def test_a_return_is_on_time_to_its_days_last_second_and_each_return_has_a_verdict_of_its_own(database, desk):
    await desk.come(1, SENT)
    midnight = datetime(2026, 11, 11, tzinfo=BANGKOK)
    first = there(await desk.come_again(midnight - SECOND, step=2))
    assert (first.outcome, first.deduction) == ("on_time", 0)
    second = there(await desk.come_again(datetime(2026, 11, 18, 0, 0, tzinfo=BANGKOK), step=3))
    assert (second.outcome, second.due, second.deduction) == ("late", date(2026, 11, 17), Decimal("0.1"))


@costly
async def test_a_correction_that_nobody_asked_for_has_no_verdict_of_a_return(database, desk):
    await desk.come(1, SENT)
    desk.clock.move_to(datetime(2027, 1, 20, 9, 0, tzinfo=BANGKOK))
    await database.write(lambda work: desk.report(work, Stamp(at=work.now), step=2, correcting=True))
    ref = await database.read(desk.ref)
    kept = await database.read(lambda work: reports.versions(work, there(reports.by_ref(work, ref)).id))
    assert [version.verdict for version in kept] == [None, None]


async def test_a_returned_round_keeps_its_first_verdict_and_one_taken_back_is_judged_anew(database, desk):
    await desk.come(2, Stamp(at=FIRST_LATE[2] - SECOND))
    psdg, supervisor = desk.office.ids["psdg"], desk.office.ids["supervisor"]
    await database.write(lambda work: consolidate.send_back(work, desk.office.round_(work, 2), psdg, "ขาดหน้า 3"))
    again = await desk.come(2, Stamp(at=FIRST_LATE[2] + timedelta(days=3)))
    assert (again.outcome, again.deduction) == ("on_time", 0)
    await database.write(lambda work: consolidate.recall(work, desk.office.round_(work, 2), supervisor))
    anew = await desk.come(2, Stamp(at=FIRST_LATE[2] + timedelta(days=3)))
    assert (anew.outcome, anew.deduction) == ("late", Decimal("2.0"))


async def test_a_tier_that_is_late_because_the_one_below_was_is_late_by_its_own_deadline_alone(database, desk):
    """No day is given back above for those eaten below, and none is counted twice: what was eaten is named."""
    below = await desk.come(1, Stamp(at=FIRST_LATE[1] + timedelta(days=120)))
    above = await desk.come(2, Stamp(at=FIRST_LATE[2] + timedelta(days=1)))
    opdc = await desk.come(3, Stamp(at=FIRST_LATE[3]))
    assert (len(below.days), len(above.days), len(opdc.days)) == (121, 2, 1)
    assert (above.deduction, opdc.deduction) == (Decimal("1.0"), Decimal("0.5"))
    found = await database.read(lambda work: questions_rounds.eaten_days(work, desk.office.round_(work, 2), above.at))
    assert (len(found.gone), len(found.had)) == (2, 8)


async def test_an_arrival_stated_weeks_later_is_judged_by_the_day_it_arrived(database, desk):
    desk.clock.move_to(datetime(2027, 5, 20, 9, 0, tzinfo=BANGKOK))
    found = await desk.come(3, Stamp(at=datetime(2027, 4, 17, 9, 0, tzinfo=BANGKOK)))
    assert (len(found.days), found.deduction) == (2, Decimal("1.0"))


async def test_an_arrival_without_an_hour_is_taken_at_the_days_beginning(database, desk):
    desk.clock.move_to(datetime(2027, 4, 21, 9, 0, tzinfo=BANGKOK))
    stated = await database.write(desk.office.stating(date(2027, 4, 15)))
    assert (stated.verdict.outcome, stated.verdict.at) == ("on_time", datetime(2027, 4, 15, tzinfo=BANGKOK))


async def test_every_statement_about_an_arrival_is_kept_with_its_own_verdict_and_the_last_is_in_force(database, desk):
    for minute, day in enumerate((17, 15, 16)):
        desk.clock.move_to(datetime(2027, 4, 21, 9, minute, tzinfo=BANGKOK))
        await database.write(desk.office.stating(date(2027, 4, day)))
    known = await database.read(lambda work: consolidations.arrivals_of(work, desk.office.round_(work, 3).id))
    assert [each.verdict.deduction for each in known] == [Decimal("1.0"), 0, Decimal("0.5")]
    assert [each.replaced_at is None for each in known] == [False, False, True]


async def test_an_arrival_in_the_future_is_refused_and_nothing_is_kept(database, desk):
    desk.clock.move_to(datetime(2027, 4, 14, 9, 0, tzinfo=BANGKOK))
    with pytest.raises(FutureArrival):
        await database.write(desk.office.stating(date(2027, 4, 15)))
    assert await database.read(lambda work: consolidations.arrival_of(work, desk.office.round_(work, 3).id)) is None
