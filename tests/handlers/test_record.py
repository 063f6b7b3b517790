"""What is judged before a report is kept, and what is frozen when it is."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from bot import importing
from handlers import showing
from handlers.actions.record import record
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.entries import Amount, NothingToReport, StepReached
from rules.fiscal import local_date
from rules.penalties import Remark
from rules.refusals import AlreadySent, ClosedPeriod, NothingOwed, NotYetReportable, NotYours, ReasonNeeded
from storage import questions
from storage.columns import WHOLE, new_key
from storage.tables import obligations, people, projects, reports, units
from storage.tables.consolidations import ARRIVALS
from storage.work import Work
from tests.builders import BANGKOK, UNIT, People
from tests.examples import framework
from tests.there import there

TEXTS = Texts.load()


@dataclass
class Office:
    """A unit with one officer, and its obligations of a month by indicator and project."""

    officer: str
    stranger: str
    unit_id: str

    def owed(self, work: Work, indicator: str = "8", project: str = "ก", period: str = "2026-10") -> str:
        found = questions.reportable_by(work, [self.unit_id], local_date(work.now + timedelta(days=60), BANGKOK))
        wanted = (indicator, project, period)
        return next(it.id for it in found if (it.indicator, it.project, it.period) == wanted)


@pytest.fixture
async def office(database, clock):
    def write(work):
        importing.take(work, framework(), clock.now())
        unit = there(units.by_code(work, UNIT))
        officer, stranger = (people.meet(work, "line", name, "th", work.now).id for name in ("U1", "U2"))
        post = there(people.post(work, people.OFFICER, unit_id=unit.id, indicator=WHOLE))
        people.hold(work, officer, post.post_id)
        return Office(officer=officer, stranger=stranger, unit_id=unit.id)

    made = await database.write(write)
    clock.move_to(People.prompt)
    return made


def sending(office, said, *, at=People.prompt, exact=True, correcting=False, by=None, **which):
    def deed(work):
        stamp = Stamp(at=at, exact=exact)
        owed = which.get("owed") or office.owed(work, **which)
        found = showing.case(work, owed)
        return record(work, TEXTS, found, said, by=by or office.officer, stamp=stamp, correcting=correcting)

    return deed


async def test_the_verdict_is_frozen_by_the_stamp_and_not_by_our_clock(database, clock, office):
    clock.move_to(People.due + timedelta(days=30))
    sent = await database.write(sending(office, StepReached(step=1), at=People.due))
    assert sent.report.verdict.outcome == "on_time"
    late = await database.write(sending(office, StepReached(step=1), at=People.due + timedelta(days=1), project="ข"))
    assert (late.report.verdict.outcome, len(late.report.verdict.days)) == ("late", 1)
    assert late.report.verdict.deduction == Decimal(0)


async def test_a_press_that_carries_no_stamp_is_forgiven_two_minutes(database, clock, office):
    midnight = People.due.replace(day=6, hour=0)
    clock.move_to(midnight + timedelta(hours=9))
    slow = sending(office, StepReached(step=1), at=midnight + timedelta(seconds=100), exact=False)
    sent = await database.write(slow)
    assert sent.report.verdict.outcome == "on_time"
    assert Remark.FORGIVEN in sent.report.verdict.remarks


async def test_what_is_not_theirs_not_begun_or_closed_is_refused_before_anything_is_written(database, office):
    with pytest.raises(NotYours):
        await database.write(sending(office, StepReached(step=1), by=office.stranger))
    with pytest.raises(NotYetReportable):
        await database.write(sending(office, StepReached(step=1), period="2026-12"))
    await database.write(lambda work: obligations.close(work, [office.owed(work, project="ข")], work.now))
    closed = await database.read(lambda work: questions.closed_of(work, [office.unit_id], "8", People.due.date()))
    with pytest.raises(NothingOwed):
        await database.write(sending(office, StepReached(step=1), owed=closed[0].id))
    assert await database.read(lambda work: work.scalar(reports.REPORTS.select())) is None


async def test_entry_is_closed_once_the_rounds_arrival_is_stated(database, office):
    def state(work):
        tier_3 = next(it for it in questions.matters(work, questions.MATTERS) if (it.tier, it.period) == (3, "6"))
        row = {"id": new_key(work.now), "ref": "A-2222", "obligation_id": tier_3.id, "arrived_at": work.now}
        row |= {"verdict": "{}", "stated_by": office.officer, "stated_at": work.now}
        work.execute(ARRIVALS.insert().values(**row))

    owed = await database.read(lambda work: office.owed(work))
    await database.write(state)
    with pytest.raises(ClosedPeriod):
        await database.write(sending(office, StepReached(step=1), owed=owed))


async def test_the_first_confirmation_counts_and_a_correction_adds_a_version(database, office):
    owed = await database.read(lambda work: office.owed(work))
    first = await database.write(sending(office, StepReached(step=1), owed=owed))
    with pytest.raises(AlreadySent):
        await database.write(sending(office, StepReached(step=2), owed=owed))
    again = await database.write(sending(office, StepReached(step=2), owed=owed, correcting=True))
    assert (again.report.ref, again.report.version) == (first.report.ref, 2)
    assert again.report.first_heard_at == first.report.first_heard_at
    versions = await database.read(lambda work: reports.versions(work, first.report.id))
    assert [each.answer for each in versions] == [StepReached(step=1), StepReached(step=2)]


async def test_reasons_are_needed_and_answers_have_to_fit(database, office):
    await database.write(sending(office, StepReached(step=3)))
    with pytest.raises(ReasonNeeded):
        await database.write(sending(office, StepReached(step=2), period="2026-11"))
    with pytest.raises(ReasonNeeded):
        await database.write(sending(office, NothingToReport(reason=" "), project="ข"))
    with pytest.raises(ValueError, match="does not fit"):
        await database.write(sending(office, Amount(value=Decimal(3)), project="ข"))


async def test_the_last_step_finishes_the_project_and_a_correction_takes_it_back(database, office):
    owed = await database.read(lambda work: office.owed(work))

    def finished_on(work):
        chosen = [it for it in questions.matters(work, questions.MATTERS) if it.id == owed]
        return projects.by_id(work, chosen[0].project_id).finished_on

    done = await database.write(sending(office, StepReached(step=5), owed=owed))
    assert (done.finished, done.realign) == (True, True)
    assert (await database.read(finished_on)).isoformat() == "2026-10-31"
    back = await database.write(sending(office, StepReached(step=4), owed=owed, correcting=True))
    assert (back.finished, back.realign) == (False, True)
    assert await database.read(finished_on) is None
