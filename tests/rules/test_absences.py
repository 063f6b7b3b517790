from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rules.absences import Absence, covered, joined
from rules.fiscal import Month, periods
from rules.owed import WHOLE, Pledge, duties
from tests.rules.calendars import be
from tests.rules.test_owed import FY2548, INDICATOR_8, SOURCE_000, project

WHOLE_8 = replace(INDICATOR_8, by_project=False)
JANUARY_TO_MAY = Absence(left=be(20, 1, 2548), back=be(3, 5, 2548))


def away(*absences: Absence, frequency: str = "1") -> Pledge:
    """Unit 1 was not bound by indicator 8 between."""
    indicator = replace(WHOLE_8, frequency=frequency, away={"unit 1": absences})
    return replace(SOURCE_000, indicators=(indicator,))


def owed(pledge: Pledge, unit: str = "unit 1", of: str = WHOLE) -> list[str]:
    return [it.period for it in duties(pledge) if (it.tier, it.unit, it.project) == (1, unit, of)]


def test_a_binding_is_owed_from_its_own_month_and_never_before_its_unit_is():
    since = {"unit 1": Month(2005, 8), "unit 2": Month(2005, 1)}
    pledge = replace(
        SOURCE_000,
        indicators=(replace(WHOLE_8, since=since), replace(WHOLE_8, code="9")),
        starts={"unit 2": Month(2005, 7)},
    )
    found = [(it.indicator, it.unit, it.period) for it in duties(pledge) if it.tier == 1]
    assert [month for code, unit, month in found if (code, unit) == ("8", "unit 1")] == ["2005-08", "2005-09"]
    assert [month for code, unit, month in found if (code, unit) == ("8", "unit 2")] == [
        "2005-07",
        "2005-08",
        "2005-09",
    ]
    assert len([it for it in found if it[:2] == ("9", "unit 1")]) == 12


def test_months_that_lay_wholly_in_an_absence_are_not_owed_those_it_began_and_ended_in_are():
    pledge = away(JANUARY_TO_MAY)
    assert owed(pledge) == [
        "2004-10",
        "2004-11",
        "2004-12",
        "2005-01",
        *(f"2005-{month:02d}" for month in range(5, 10)),
    ]
    assert len(owed(pledge, "unit 2")) == 12


def test_dropped_and_returned_within_one_month_loses_nothing():
    assert len(owed(away(Absence(left=be(1, 3, 2548), back=be(31, 3, 2548))))) == 12


def test_the_months_of_the_very_day_it_left_on_and_came_back_on_are_owed():
    pledge = away(Absence(left=be(1, 1, 2548), back=be(31, 3, 2548)))
    assert [code for code in ("2005-01", "2005-02", "2005-03") if code in owed(pledge)] == ["2005-01", "2005-03"]


def test_a_quarter_is_lost_only_as_a_whole():
    assert owed(away(JANUARY_TO_MAY, frequency="3")) == ["2004-10+3", "2005-01+3", "2005-04+3", "2005-07+3"]
    gone = Absence(left=be(31, 12, 2547), back=be(1, 4, 2548))
    assert owed(away(gone, frequency="3")) == ["2004-10+3", "2005-04+3", "2005-07+3"]


def test_absences_that_touch_are_one_the_indicators_and_then_the_units():
    pledge = away(
        Absence(left=be(20, 1, 2548), back=be(15, 3, 2548)), Absence(left=be(15, 3, 2548), back=be(2, 5, 2548))
    )
    assert "2005-03" not in owed(pledge)


def test_while_a_project_was_not_in_the_file_its_months_are_owed_as_they_were_asked_for_without_it():
    gone = replace(project("a"), away=(JANUARY_TO_MAY,))
    pledge = replace(SOURCE_000, projects=(gone,))
    assert owed(pledge, of=WHOLE) == ["2005-02", "2005-03", "2005-04"]
    assert owed(pledge, of="a") == [
        "2004-10",
        "2004-11",
        "2004-12",
        "2005-01",
        *(f"2005-{m:02d}" for m in range(5, 10)),
    ]


DAYS = st.dates(be(1, 9, 2547), be(31, 10, 2548))


@st.composite
def absences(draw: st.DrawFn) -> Absence:
    left, back = sorted(draw(st.tuples(DAYS, DAYS)))
    return Absence(left=left, back=back)


def _is_there(day: date, gone: list[Absence]) -> bool:
    """Whether it was there at any time of a day."""
    return not any(it.left < day < it.back for it in joined(gone))


@given(st.lists(absences(), max_size=4), st.sampled_from(["1", "3", "6", "12"]))
def test_a_period_is_owed_exactly_where_the_unit_was_there_on_any_of_its_days(gone, frequency):
    pledge = away(*gone, frequency=frequency)
    for period in periods(FY2548, int(frequency)):
        days = [date.fromordinal(n) for n in range(period.first.toordinal(), period.last.toordinal() + 1)]
        assert (period.code in owed(pledge)) == any(_is_there(day, gone) for day in days)


@given(st.lists(absences(), max_size=4))
def test_joined_absences_lie_apart_and_cover_no_less_than_each_did(gone):
    found = joined(gone)
    assert all(one.back < other.left for one, other in pairwise(found))
    for month in periods(FY2548, 1):
        assert covered(month, found) >= covered(month, gone)
