"""By which day and hour a duty counts, and on which edge of a month a project begins and ends."""

from dataclasses import replace
from datetime import date, time

from rules.frameworks import RoundDeadline, Settings
from rules.holidays import Calendar, Holiday
from rules.owed import Duty, Pledge, duties
from rules.reliefs import Extension, Reliefs, Scope
from tests.rules.calendars import at, be
from tests.rules.test_owed import ROUNDS, SOURCE_000, periods_of, project

AT_NOON = replace(SOURCE_000, settings=Settings(due_day=5, due_hour=time(12), prompt_day=3))


def january(pledge: Pledge, unit: str = "unit 1") -> Duty:
    return next(it for it in duties(pledge) if (it.unit, it.period) == (unit, "2005-01"))


def test_a_month_is_asked_for_from_the_day_that_the_framework_names_and_due_at_its_hour():
    found = january(AT_NOON)
    assert (found.owed_from, found.hour) == (be(3, 2, 2548), time(12))
    assert found.counted_until == at(be(5, 2, 2548), 12, 1)


def test_where_no_day_is_due_no_hour_is():
    assert january(replace(AT_NOON, settings=Settings(due_hour=time(12)))).hour is None


def test_a_unit_with_days_of_its_own_keeps_the_hour():
    own = Calendar((), date.max)
    assert january(replace(AT_NOON, unit_calendars={"unit 2": own}), "unit 2").counted_until == at(
        be(5, 2, 2548), 12, 1
    )


def test_a_round_is_due_at_the_hour_of_its_tier():
    first = replace(ROUNDS[0], deadlines=(RoundDeadline(tier=3, on=be(15, 4, 2548), hour=time(12)),))
    (found,) = (it for it in duties(replace(SOURCE_000, rounds=(first,))) if it.tier == 3)
    assert (found.hour, found.counted_until) == (time(12), at(be(15, 4, 2548), 12, 1))


def test_a_project_owes_the_month_on_whose_last_day_it_starts_and_that_on_whose_first_day_it_is_finished():
    short = project("a", starts=be(31, 1, 2548), finished=be(1, 3, 2548))
    assert periods_of(replace(SOURCE_000, projects=(short,)), "a") == ["2005-01", "2005-02", "2005-03"]


def test_what_is_extended_moves_by_the_days_of_the_unit_and_a_supervisors_by_the_offices():
    """Wednesday 11 May 2548 is free where unit 2 is, and where the supervisor is."""
    own = Calendar((Holiday(on=be(11, 5, 2548), name="local", authority="cabinet"),), date.max)
    scopes = (Scope(first=be(1, 4, 2548), last=be(30, 4, 2548)), Scope(tier=2, rounds=("6",)))
    given = [
        Extension(code=f"E{it.tier}", scope=it, reason="flood", authority="head", until=be(11, 5, 2548))
        for it in scopes
    ]
    pledge = replace(
        SOURCE_000,
        settings=Settings(due_day=5, moves=True),
        unit_calendars={"unit 2": own, "host": own},
        reliefs=Reliefs(extensions=(*given,)),
    )
    extended = {it.unit: it.counted_until for it in duties(pledge) if it.extension}
    assert extended == {
        "unit 1": at(be(12, 5, 2548), 0),
        "unit 2": at(be(13, 5, 2548), 0),
        "host": at(be(12, 5, 2548), 0),
    }
