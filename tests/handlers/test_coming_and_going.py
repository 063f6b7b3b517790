"""Units, indicators and projects come in mid-year, go, and come back: who owes which months then."""

import shutil
import tempfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.importing import take
from rules.fiscal import local_date
from storage import questions
from storage.tables import frameworks, obligations, units
from storage.work import Database
from tests.builders import BANGKOK, OTHER_UNIT, UNIT
from tests.examples import framework
from tests.handlers.small_office import opened
from tests.there import there

MONTHS = ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03")
SHARED = "9"
THIRD_UNIT = "สปข.8"
"""Bound by the second indicator, whatever happens to the others."""


def with_another(values, **more):
    """A second indicator, of the unit and a third one."""
    values["indicators"].append(
        {"code": SHARED, "name": "ตัวชี้วัดที่สอง", "method": "number", "frequency": "1", "units": [UNIT, THIRD_UNIT], **more}
    )


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock, framework(change=with_another))


@pytest.fixture
def imported(office, clock):
    """Imports the framework after a change to its values, on a day of the year."""

    async def importing(day, change=lambda _: None, *, another=with_another, **more):
        def whole(values):
            another(values, **more)
            change(values)

        clock.move_to(datetime(*day, 12, 0, tzinfo=BANGKOK))
        pledge = framework(change=whole)
        return await office.database.write(lambda work: take(work, pledge, clock.now()))

    return importing


def months(work, unit=UNIT, indicator=SHARED):
    """The months that a unit owes of an indicator by the end of April."""
    until = local_date(datetime(2027, 4, 30, 12, 0, tzinfo=BANGKOK), BANGKOK)
    found = questions.owed_by(work, [there(units.by_code(work, unit)).id], until)
    return tuple(dict.fromkeys(it.period for it in found if it.indicator == indicator))


async def test_an_indicator_given_to_another_unit_in_january_is_owed_there_from_january(office, imported):
    await imported((2027, 1, 20), units=[OTHER_UNIT])
    assert await office.ask(months) == ()
    assert await office.ask(lambda work: months(work, OTHER_UNIT)) == MONTHS[3:]
    await imported((2027, 2, 3), units=[OTHER_UNIT])
    assert await office.ask(lambda work: months(work, OTHER_UNIT)) == MONTHS[3:]


async def test_the_file_may_say_since_when(office, imported):
    since = [{"units": [OTHER_UNIT], "on": "12-15"}]
    await imported((2027, 1, 20), units=[UNIT, OTHER_UNIT], since=since)
    assert await office.ask(lambda work: months(work, OTHER_UNIT)) == MONTHS[2:]
    assert await office.ask(months) == MONTHS
    await imported((2027, 1, 21), units=[UNIT, OTHER_UNIT], since=[{"units": [OTHER_UNIT], "on": "02-01"}])
    assert await office.ask(lambda work: months(work, OTHER_UNIT)) == MONTHS[4:]


async def test_an_indicator_that_a_later_file_adds_is_owed_from_that_month(office, imported):
    def with_a_third(values):
        values["indicators"].append({**values["indicators"][-1], "code": "10", "units": [UNIT]})

    await imported((2027, 2, 20), with_a_third)
    assert await office.ask(lambda work: months(work, UNIT, "10")) == MONTHS[4:]


async def test_who_was_exempt_from_the_beginning_owes_from_the_month_it_is_bound(office, imported):
    await imported((2026, 11, 20), units=[UNIT], exempt=[OTHER_UNIT])
    await imported((2027, 1, 20), units=[UNIT, OTHER_UNIT])
    assert await office.ask(lambda work: months(work, OTHER_UNIT)) == MONTHS[3:]


def without_the_unit(values):
    values["units"] = [unit for unit in values["units"] if unit["code"] != UNIT]
    values["indicators"][-1]["units"] = [THIRD_UNIT]


def exempt(values):
    values["indicators"][-1].update(units=[THIRD_UNIT], exempt=[UNIT])


def without_the_indicator(values):
    del values["indicators"][-1]


@pytest.mark.parametrize("drop", [without_the_unit, exempt, without_the_indicator])
async def test_what_comes_back_owes_all_but_the_months_that_lay_wholly_between(office, imported, drop):
    await imported((2026, 12, 20), drop)
    assert await office.ask(lambda work: [] if drop is without_the_unit else [*months(work)]) == []
    await imported((2027, 3, 2))
    assert await office.ask(months) == (*MONTHS[:3], MONTHS[5])
    await imported((2027, 3, 10), drop)
    await imported((2027, 3, 20))
    assert await office.ask(months) == (*MONTHS[:3], MONTHS[5])


async def test_dropped_closed_exempt_and_bound_again_is_one_absence(office, imported):
    await imported((2026, 11, 20), units=[THIRD_UNIT])
    await imported((2026, 12, 20), exempt)
    await imported((2027, 1, 20), units=[THIRD_UNIT])
    await imported((2027, 2, 10))
    assert await office.ask(months) == (*MONTHS[:2], *MONTHS[4:])


async def test_the_indicator_returns_without_the_unit_and_the_unit_later_still(office, imported):
    await imported((2026, 11, 20), without_the_indicator)
    await imported((2027, 1, 15), without_the_unit)
    await imported((2027, 3, 2))
    assert await office.ask(months) == (*MONTHS[:2], MONTHS[5])


async def test_what_a_dropped_unit_had_answered_is_as_it_was(office, imported, clock):
    sent = await office.ask(office.owed)
    recorded = await office.database.write(office.sending(sent, 2))
    before = await office.ask(lambda work: questions.sent_on(work, [there(units.by_code(work, UNIT)).id], "8"))
    await imported((2026, 12, 20), without_the_unit)
    await imported((2027, 3, 2))
    after = await office.ask(lambda work: questions.sent_on(work, [there(units.by_code(work, UNIT)).id], "8"))
    assert before == after
    assert [it.ref for it in after] == [recorded.report.ref]


async def test_twice_the_same_file_after_a_return_changes_nothing(office, imported):
    await imported((2026, 12, 20), without_the_unit)
    await imported((2027, 3, 2))
    assert (await imported((2027, 3, 3))).writes == ()


WHY = {"reason": "น้ำท่วม", "authority": "อธิบดี"}
CHANGES = {
    "without the unit": without_the_unit,
    "exempt": exempt,
    "without the indicator": without_the_indicator,
    "another unit": lambda it: it["indicators"][-1].update(units=[THIRD_UNIT, OTHER_UNIT]),
    "without projects": lambda it: it["indicators"][0].update(projects=[]),
    "due later": lambda it: it["settings"].update(due_day=20),
    "waived": lambda it: it.update(waivers=[{"code": "W", "month": "12", **WHY}]),
    "extended": lambda it: it.update(extensions=[{"code": "E", "month": "11", "until": "01-29", **WHY}]),
}
FIRST, THEN = datetime(2026, 10, 1, 9, 0, tzinfo=BANGKOK), datetime(2027, 1, 20, 9, 0, tzinfo=BANGKOK)


@settings(max_examples=8)
@given(journey=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=4))
def test_back_and_forth_on_one_day_the_ledger_is_row_for_row_what_it_was(journey, sqlite_template):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(sqlite_template, f"{folder}/thanwela.db")
        clock = MovableClock(FIRST, ticking=False)
        database = Database(f"sqlite:///{folder}/thanwela.db", clock)

        def imported(change):
            def whole(values):
                with_another(values)
                change(values)

            pledge = framework(change=whole)
            database.write_now(lambda work: take(work, pledge, clock.now()))
            return database.read_now(
                lambda work: {it.id: it for it in obligations.existing(work, frameworks.in_force(work)[0].id)}
            )

        imported(lambda _: None)
        clock.move_to(THEN)
        before = imported(lambda _: None)
        for name in journey:
            imported(CHANGES[name])
        after = imported(lambda _: None)
        assert {key: after[key] for key in before} == before
        assert all(each.closed for key, each in after.items() if key not in before)
