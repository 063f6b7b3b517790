from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from rules.fiscal import Month
from rules.frameworks import Settings
from rules.owed import WHOLE, Duty, Pledge, duties
from rules.reliefs import Extension, Reliefs, Scope, Waiver
from tests.rules.calendars import at, be
from tests.rules.test_owed import INDICATOR_8, SOURCE_000, project

WHOLE_8 = replace(INDICATOR_8, by_project=False)
PLEDGE = replace(SOURCE_000, indicators=(WHOLE_8, replace(WHOLE_8, code="9")), settings=Settings(due_day=5))


def waived(**scope: Any) -> Pledge:
    return replace(
        PLEDGE, reliefs=Reliefs(waivers=(Waiver(code="W", scope=Scope(**scope), reason="flood", authority="head"),))
    )


def extended(until: date, hour: time | None = None, **scope: Any) -> Pledge:
    found = Extension(code="E", scope=Scope(**scope), reason="flood", authority="head", until=until, hour=hour)
    return replace(PLEDGE, reliefs=Reliefs(extensions=(found,)))


def freed(pledge: Pledge) -> set[tuple[int, str, str, str]]:
    return {(it.tier, it.unit, it.indicator, it.period) for it in duties(pledge) if it.waiver}


def one(pledge: Pledge, tier: int, period: str, unit: str = "unit 1", indicator: str = "8") -> Duty:
    wanted = (tier, period, unit, indicator) if tier == 1 else (tier, period)
    return next(
        it
        for it in duties(pledge)
        if (it.tier, it.period, it.unit, it.indicator)[: len(wanted)] == wanted
        and (tier == 3 or it.indicator == indicator)
    )


JANUARY: dict[str, Any] = {"first": be(1, 1, 2548), "last": be(31, 1, 2548)}


def test_a_waiver_frees_those_it_names_of_what_it_names_and_nobody_else():
    assert freed(waived(units=("unit 1",), indicators=("8",), **JANUARY)) == {(1, "unit 1", "8", "2005-01")}
    assert {unit for _, unit, _, _ in freed(waived(**JANUARY))} == {"unit 1", "unit 2"}
    assert {code for _, _, code, _ in freed(waived(**JANUARY))} == {"8", "9"}
    assert freed(waived(units=(), kinds=("nobody is of it",))) == set()


def test_what_is_waived_can_be_reported_is_not_asked_for_and_never_late():
    january = one(waived(units=("unit 1",), **JANUARY), 1, "2005-01")
    assert january.reportable_from == be(1, 1, 2548)
    assert (january.owed_from, january.due, january.counted_until, january.warned) == (None, None, None, False)
    by_noon = replace(waived(**JANUARY), settings=Settings(due_day=5, due_hour=time(12)))
    assert (one(by_noon, 1, "2005-01").hour, one(by_noon, 1, "2005-02").hour) == (None, time(12))


def test_a_quarter_is_waived_only_where_all_of_its_months_are():
    quarterly = replace(WHOLE_8, frequency="3")
    for last, is_free in ((be(28, 2, 2548), False), (be(31, 3, 2548), True)):
        pledge = replace(waived(first=be(1, 1, 2548), last=last), indicators=(quarterly,))
        assert ((1, "unit 1", "8", "2005-01+3") in freed(pledge)) is is_free


def test_one_project_is_waived_and_its_sister_is_owed():
    pledge = replace(waived(projects=("a",)), indicators=(INDICATOR_8,), projects=(project("a"), project("b")))
    owed = [it for it in duties(pledge) if it.tier == 1 and it.unit == "unit 1"]
    assert {it.project for it in owed if it.waiver} == {"a"}
    assert {it.project for it in owed if not it.waiver} == {"b"}


@pytest.mark.parametrize("tier", [2, 3])
def test_a_waived_round_keeps_its_day_presses_nobody_and_is_never_late(tier):
    round_ = one(waived(tier=tier, rounds=("6",)), tier, "6")
    assert (round_.waiver, round_.due is not None, round_.counted_until, round_.warned) == ("W", True, None, False)
    assert one(waived(tier=tier, rounds=("6",)), tier, "9").waiver == ""


def test_a_round_is_waived_for_one_indicator_alone():
    assert freed(waived(tier=2, rounds=("6",), indicators=("9",))) == {(2, "host", "9", "6")}


def test_an_extension_moves_the_day_and_keeps_the_one_that_is_stated():
    january = one(extended(be(20, 2, 2548), units=("unit 1",), **JANUARY), 1, "2005-01")
    assert (january.due, january.stated, january.extension) == (be(20, 2, 2548), be(5, 2, 2548), "E")
    assert (january.counted_until, january.warned) == (at(be(21, 2, 2548), 0), True)
    assert january.owed_from == be(1, 2, 2548)
    other = one(extended(be(20, 2, 2548), units=("unit 1",), **JANUARY), 1, "2005-01", unit="unit 2")
    assert (other.due, other.stated, other.extension) == (be(5, 2, 2548), None, "")


def test_an_extension_may_end_at_an_hour():
    january = one(extended(be(20, 2, 2548), time(16, 30), **JANUARY), 1, "2005-01")
    assert (january.hour, january.counted_until) == (time(16, 30), at(be(20, 2, 2548), 16, 31))


@pytest.mark.parametrize("tier", [2, 3])
def test_a_round_is_extended(tier):
    round_ = one(extended(be(29, 4, 2548), tier=tier, rounds=("6",)), tier, "6")
    assert (round_.due, round_.extension, round_.counted_until) == (be(29, 4, 2548), "E", at(be(30, 4, 2548), 0))


def test_a_round_that_was_due_before_the_first_import_presses_again_where_its_new_day_lies_after_that():
    late = replace(extended(be(29, 4, 2548), tier=3, rounds=("6",)), imported=be(20, 4, 2548))
    assert one(late, 3, "6").warned
    assert one(replace(late, imported=be(29, 4, 2548)), 3, "6").warned
    assert not one(replace(late, imported=be(30, 4, 2548)), 3, "6").warned
    assert not one(replace(late, reliefs=Reliefs()), 3, "6").warned


def test_a_month_that_is_owed_from_before_the_first_import_presses_on_with_its_new_day():
    early = replace(extended(be(20, 2, 2548), **JANUARY), imported=be(1, 6, 2548), starts={"unit 1": Month(2005, 1)})
    assert (one(early, 1, "2005-01").extension, one(early, 1, "2005-01").warned) == ("E", True)


def test_an_extension_that_would_end_earlier_changes_nothing_and_of_two_the_longer_counts():
    for until in (be(1, 2, 2548), be(5, 2, 2548)):
        assert one(extended(until, **JANUARY), 1, "2005-01") == one(PLEDGE, 1, "2005-01")
    both = [extended(until, **JANUARY).reliefs.extensions[0] for until in (be(20, 2, 2548), be(10, 2, 2548))]
    pledge = replace(PLEDGE, reliefs=Reliefs(extensions=(*both,)))
    assert one(pledge, 1, "2005-01").due == be(20, 2, 2548)


def test_of_two_that_are_moved_to_one_working_day_the_later_hour_counts():
    """15 and 16 January 2548 are a Saturday and a Sunday: what was given until Saturday ends later on Monday."""
    december = {"first": be(1, 12, 2547), "last": be(31, 12, 2547)}
    given = ((be(15, 1, 2548), time(14)), (be(16, 1, 2548), time(10)))
    both = [extended(until, hour, **december).reliefs.extensions[0] for until, hour in given]
    pledge = replace(PLEDGE, reliefs=Reliefs(extensions=(*both,)), settings=Settings(due_day=5, moves=True))
    found = one(pledge, 1, "2004-12")
    assert (found.due, found.counted_until) == (be(15, 1, 2548), at(be(17, 1, 2548), 14, 1))


def test_of_two_until_one_day_the_later_hour_counts_in_whatever_order_they_stand():
    both = [extended(be(20, 2, 2548), time(hour), **JANUARY).reliefs.extensions[0] for hour in (10, 14)]
    for given in (both, both[::-1]):
        pledge = replace(PLEDGE, reliefs=Reliefs(extensions=(*given,)))
        assert one(pledge, 1, "2005-01").hour == time(14)


def test_where_nobody_is_given_longer_there_is_no_longest():
    assert Reliefs().longest(lambda on, hour: at(on)) is None


def test_what_is_waived_and_extended_is_waived():
    waiver = waived(**JANUARY).reliefs.waivers
    pledge = extended(be(20, 2, 2548), **JANUARY)
    found = one(replace(pledge, reliefs=replace(pledge.reliefs, waivers=waiver)), 1, "2005-01")
    assert (found.waiver, found.extension, found.due) == ("W", "", None)


def test_where_no_day_is_set_there_is_nothing_to_extend():
    pledge = replace(extended(be(20, 2, 2548), **JANUARY), settings=Settings())
    assert one(pledge, 1, "2005-01").extension == ""


def test_what_is_never_asked_for_needs_no_waiver():
    pledge = replace(waived(**JANUARY), indicators=(replace(WHOLE_8, frequency="occurrence"),))
    assert freed(pledge) == set()
    assert all(it.project == WHOLE for it in duties(pledge))
