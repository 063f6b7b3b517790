"""What changes under people's feet in a year: the next year's framework comes, projects and units go and come back."""

from datetime import date, datetime
from decimal import Decimal
from itertools import chain

import pytest

from bot.importing import take
from handlers import showing
from handlers.actions import record
from messages.outgoing import Card, Exhibit, unpacked
from rules.fiscal import local_date
from rules.refusals import ClosedPeriod, NotYours
from storage import questions, questions_clock
from storage.tables import frameworks, outbox, people, units
from tests.builders import BANGKOK, UNIT
from tests.examples import framework
from tests.handlers.small_office import hearing, opened
from tests.there import there

LAST_YEAR, NEXT_YEAR = 2570, 2571


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock)


def told(work, person, words, platform="line"):
    """What somebody is answered."""
    hearing(platform, person, words)(work)
    query = outbox.OUTBOX.select().where(outbox.OUTBOX.c.key == f"answer:{platform}:{person}:{words}")
    return "\n".join(chain.from_iterable(map(lines, unpacked(work.all(query)[0].shapes))))


def lines(shape):
    if isinstance(shape, Card):
        return [shape.small, shape.title, shape.status, *shape.body, *(f"{it.label} {it.detail}" for it in shape.rows)]
    if isinstance(shape, Exhibit):
        return [shape.caption]
    return [shape.title, shape.text, *(button.label for button in shape.choices)]


async def imported(office, clock, change=lambda _: None, year=LAST_YEAR):
    pledge = framework(change=change, year=year)
    await office.database.write(lambda work: take(work, pledge, clock.now()))


def owed(work, unit=UNIT):
    """What a unit was asked for and has not sent: (indicator, project, period)."""
    found = questions.owed_by(work, [there(units.by_code(work, unit)).id], local_date(work.now, BANGKOK))
    return [(it.indicator, it.project, it.period) for it in found]


async def test_in_october_a_line_without_a_month_is_for_september_of_the_year_that_ends(office, clock):
    for number, month in enumerate(("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03")):
        clock.move_to(datetime(2027, 4, 1, 12, number, tzinfo=BANGKOK))
        found = await office.ask(lambda work, month=month: office.owed(work, "ก", month))
        await office.database.write(office.sending(found, 2))
    clock.move_to(datetime(2027, 9, 20, 9, 0, tzinfo=BANGKOK))
    await imported(office, clock, year=NEXT_YEAR)
    clock.move_to(datetime(2027, 10, 4, 9, 0, tzinfo=BANGKOK))
    answer = await office.database.write(lambda work: told(work, "officer", "report 8 ก step 3 done"))
    assert "Apr 2027" in answer
    assert "Which project" not in answer
    answer = await office.database.write(lambda work: told(work, "officer", "nothing 8 ข no budget"))
    assert "Oct 2026" in answer


async def sent_by_all_months(office, clock, months, project="ก"):
    for month in months:
        found = await office.ask(lambda work, month=month: office.owed(work, project, month))
        await office.database.write(office.sending(found, 2))


async def test_what_came_back_is_not_asked_for_any_more_once_its_round_is_at_opdc(office, clock):
    found = await office.ask(office.owed)
    recorded = await office.database.write(office.sending(found, 2))
    await office.database.write(office.deciding(recorded.report.ref, reason="no photo"))
    await office.database.write(office.stating())
    card = await office.database.write(lambda work: told(work, "officer", "report"))
    assert recorded.report.ref not in card
    assert "closed" in await office.database.write(lambda work: told(work, "officer", f"edit {recorded.report.ref}"))
    returned = await office.ask(lambda work: questions_clock.returned(work, frameworks.in_force(work)[0].id))
    assert returned == ()


async def test_months_reported_for_a_project_that_is_dropped_are_not_owed_again_as_a_whole(office, clock):
    await sent_by_all_months(office, clock, ["2026-10"], "ก")
    await sent_by_all_months(office, clock, ["2026-10"], "ข")

    def without_projects(values):
        values["indicators"][0]["projects"] = []

    clock.move_to(datetime(2026, 12, 3, 12, 0, tzinfo=BANGKOK))
    await imported(office, clock, without_projects)
    mine = [it for it in await office.ask(owed) if it[0] == "8"]
    assert mine == [("8", "", "2026-11")]


async def test_a_project_that_a_later_file_adds_is_owed_from_that_month(office, clock):
    def with_a_third(values):
        values["indicators"][0]["projects"].append({"code": "ค", "name": "โครงการใหม่", "units": [UNIT]})

    for on in (datetime(2027, 1, 20, 12, 0, tzinfo=BANGKOK), datetime(2027, 2, 2, 12, 0, tzinfo=BANGKOK)):
        clock.move_to(on)
        await imported(office, clock, with_a_third)
    assert [it for it in await office.ask(owed) if it[1] == "ค"] == [("8", "ค", "2027-01")]


async def test_nothing_is_sent_back_that_could_not_be_corrected(office, clock):
    found = await office.ask(office.owed)
    recorded = await office.database.write(office.sending(found, 2))
    await office.database.write(office.stating())
    with pytest.raises(ClosedPeriod):
        await office.database.write(office.deciding(recorded.report.ref, reason="no photo"))
    await office.database.write(office.deciding(recorded.report.ref))


async def test_a_round_that_was_due_before_the_first_import_is_named_without_lateness_and_price(database, clock):
    clock.move_to(datetime(2027, 5, 17, 9, 0, tzinfo=BANGKOK))
    await opened(database, clock)
    answer = await database.write(lambda work: told(work, "psdg", "round 6/2570", "telegram"))
    assert "Thursday 15 Apr 2027" in answer
    for word in ("late", "points", "was due"):
        assert word not in answer.lower()
    assert "9-month" in await database.write(lambda work: told(work, "psdg", "round", "telegram"))
    assert "6-month" in await database.write(lambda work: told(work, "psdg", "sent 6 15/4/2570", "telegram"))


async def test_a_round_of_the_host_unit_is_not_answered_by_a_report_of_its_officer(office, clock):
    def attempt(work):
        round_ = office.round_(work, 2)
        person = there(people.by_account(work, "line", "officer"))
        host = there(units.by_code(work, "สนผ."))
        people.hold(work, person.id, there(people.post(work, people.OFFICER, unit_id=host.id)).post_id)
        record.judge(work, showing.case(work, round_.id), None, person.id)

    with pytest.raises(NotYours):
        await office.database.write(attempt)


def dearer(values):
    """A point a working day, where it was half a point a day."""
    values["penalties"][0] |= {"rate": "1", "per": "working"}


def without_penalties(values):
    del values["penalties"]


LATE_DAYS = {"first": date(2027, 4, 20), "again": date(2027, 4, 19)}


@pytest.mark.parametrize("change", [dearer, without_penalties], ids=lambda change: change.__name__)
async def test_an_arrival_that_is_stated_again_is_judged_by_the_rule_of_its_first_verdict(office, clock, change):
    clock.move_to(datetime(2027, 4, 21, 9, 0, tzinfo=BANGKOK))
    await office.database.write(office.stating(LATE_DAYS["first"]))
    await imported(office, clock, change)
    asked = await office.database.write(lambda work: told(work, "psdg", "sent 6/2570 19 Apr 2027", "telegram"))
    assert "The rule of the first statement is kept" in asked
    assert "4 days late · 2.0 points off" in asked
    again = await office.database.write(office.stating(LATE_DAYS["again"]))
    assert (again.verdict.rule.version, len(again.verdict.days), again.verdict.deduction) == (1, 4, Decimal("2.0"))
    said = await office.database.write(lambda work: told(work, "psdg", f"why {again.ref}", "telegram"))
    assert "The rule of the first statement is kept" in said
    assert "4 days × 0.5 points = 2.0 points off" in said


async def test_what_was_stated_without_a_rule_costs_nothing_when_it_is_stated_again(database, clock):
    pledge = framework(change=without_penalties, year=LAST_YEAR)
    office = await opened(database, clock, pledge)
    clock.move_to(datetime(2027, 4, 21, 9, 0, tzinfo=BANGKOK))
    await office.database.write(office.stating(LATE_DAYS["first"]))
    await imported(office, clock)
    again = await office.database.write(office.stating(LATE_DAYS["again"]))
    assert (again.verdict.rule, again.verdict.outcome, again.verdict.deduction) == (None, "late", 0)


async def test_a_changed_rule_rules_what_is_stated_first_after_it(office, clock):
    clock.move_to(datetime(2027, 4, 21, 9, 0, tzinfo=BANGKOK))
    await imported(office, clock, dearer)
    first = await office.database.write(office.stating(LATE_DAYS["first"]))
    assert (first.verdict.rule.version, len(first.verdict.days), first.verdict.deduction) == (2, 3, 3)
    said = await office.database.write(lambda work: told(work, "psdg", f"why {first.ref}", "telegram"))
    assert "The rule of the first statement is kept" not in said


async def test_a_rule_that_is_only_called_otherwise_is_the_same_when_stated_again(office, clock):
    clock.move_to(datetime(2027, 4, 21, 9, 0, tzinfo=BANGKOK))
    await office.database.write(office.stating(LATE_DAYS["first"]))
    await imported(office, clock, lambda values: values["penalties"][0].update(name="ชื่อใหม่"))
    again = await office.database.write(office.stating(LATE_DAYS["again"]))
    said = await office.database.write(lambda work: told(work, "psdg", f"why {again.ref}", "telegram"))
    assert "The rule of the first statement is kept" not in said
