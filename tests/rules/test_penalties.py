import json
import operator
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import Extended
from rules.holidays import Calendar, Weekend
from rules.penalties import (
    PenaltyRule,
    Remark,
    Share,
    rule_for,
    rule_from_plain,
    to_plain,
    verdict,
    verdict_from_plain,
)
from rules.scoring import net
from tests.rules.calendars import SOURCE_000, SOURCE_001, YEAR_2548, YEAR_2554, be, came, due, points

DUE_2554 = due(be(31, 10, 2554))
EMPTY = Calendar((), be(31, 12, 2600))
DAYS = st.dates(be(1, 1, 2500), be(31, 12, 2600))
RATES = st.decimals(0, 10, places=4)


@pytest.mark.parametrize(
    ("arrived", "days", "points"),
    [
        (be(31, 10, 2554), 0, "0.0000"),
        (be(1, 11, 2554), 1, "0.0500"),
        (be(7, 11, 2554), 5, "0.2500"),
        (be(8, 11, 2554), 6, "0.3000"),
        (be(30, 11, 2554), 22, "1.1000"),
    ],
)
def test_source_001_1_5_2_note_0_0500_a_working_day_from_31_october_2554(arrived, days, points):
    found = verdict(SOURCE_001, DUE_2554, came(arrived), YEAR_2554)
    assert (len(found.days), str(found.deduction)) == (days, points)
    assert found.outcome == ("late" if days else "on_time")


def test_domain_6_the_other_rule_takes_3_5_for_the_same_lateness_of_seven_calendar_days():
    found = verdict(SOURCE_000, DUE_2554, came(be(7, 11, 2554)), YEAR_2554)
    assert (len(found.days), found.deduction, found.left_out) == (7, Decimal("3.5"), ())


def test_domain_6_a_framework_that_moves_the_deadline_past_the_floods_takes_0_2000():
    found = verdict(SOURCE_001, due(be(31, 10, 2554), moves=True), came(be(7, 11, 2554)), YEAR_2554)
    assert (len(found.days), str(found.deduction), found.remarks) == (4, "0.2000", (Remark.MOVED,))
    assert (found.due, found.due_stated) == (be(1, 11, 2554), be(31, 10, 2554))


@pytest.mark.parametrize(
    ("deadline", "arrived", "points"),
    [
        (be(15, 4, 2548), be(15, 4, 2548), "0.0"),
        (be(15, 4, 2548), be(18, 4, 2548), "1.5"),
        (be(15, 7, 2548), be(16, 7, 2548), "0.5"),
        (be(31, 10, 2548), be(1, 11, 2548), "0.5"),
        (be(31, 10, 2548), be(4, 11, 2548), "2.0"),
    ],
)
def test_source_000_3_half_a_point_a_calendar_day_at_each_deadline_of_fy2548(deadline, arrived, points):
    assert str(verdict(SOURCE_000, due(deadline), came(arrived), YEAR_2548).deduction) == points


def test_a_verdict_names_its_rule_its_source_and_which_part_is_a_reading_of_ours():
    found = verdict(SOURCE_000, DUE_2554, came(be(7, 11, 2554)), YEAR_2554)
    assert found.rule == SOURCE_000
    assert found.rule.source.document == "000"
    assert found.rule.house == ("per",)
    assert (found.counting, found.counted_until) == ("calendar", DUE_2554.counted_until)


def test_a_tier_without_a_rule_loses_no_points_and_names_the_days():
    found = verdict(None, due(be(5, 10, 2554)), came(be(10, 10, 2554)), YEAR_2554)
    assert (found.outcome, found.deduction, found.remarks) == ("late", 0, (Remark.NO_PENALTY,))
    assert found.days == tuple(be(day, 10, 2554) for day in (6, 7, 10))


def test_on_time_without_a_rule_needs_no_remark():
    assert verdict(None, DUE_2554, came(be(31, 10, 2554)), YEAR_2554).remarks == ()


def test_without_a_deadline_nothing_is_late_fy2548_prints_no_day_within_the_month():
    found = verdict(None, None, came(be(9, 9, 2554)), YEAR_2554)
    assert (found.outcome, found.days, found.deduction, found.due) == ("no_deadline", (), 0, None)
    assert verdict(SOURCE_001, None, came(be(9, 9, 2554)), YEAR_2554).rule == SOURCE_001


def test_an_extended_deadline_counts_by_its_own_day_and_keeps_the_stated_one_why_and_what_was_left_out():
    given = Extended(stated=be(31, 10, 2554), until=be(4, 11, 2554), reason="flood", authority="cabinet")
    found = verdict(SOURCE_001, replace(due(given.until), extended=given), came(be(7, 11, 2554)), YEAR_2554)
    assert (found.due, found.due_stated, found.extended) == (given.until, given.stated, given)
    assert (found.days, found.remarks) == ((be(7, 11, 2554),), (Remark.EXTENDED,))
    assert found.left_out == (Weekend(be(5, 11, 2554)), Weekend(be(6, 11, 2554)))


def test_a_forgiven_press_costs_nothing_and_the_verdict_says_so():
    found = verdict(SOURCE_001, DUE_2554, came(be(1, 11, 2554), 0, 2, exact=False), YEAR_2554)
    assert (found.outcome, found.deduction, found.remarks) == ("on_time", 0, (Remark.FORGIVEN,))


def test_after_the_hour_on_the_day_itself_is_late_and_costs_no_day():
    found = verdict(SOURCE_001, due(be(31, 10, 2554), time(12)), came(be(31, 10, 2554), 13), YEAR_2554)
    assert (found.outcome, found.deduction, found.remarks) == ("late", 0, (Remark.AFTER_HOUR,))


def test_a_cap_holds_only_from_where_it_bites():
    capped = replace(SOURCE_000, cap=Decimal(2))
    at_cap = verdict(capped, DUE_2554, came(be(4, 11, 2554)), YEAR_2554)
    above = verdict(capped, DUE_2554, came(be(7, 11, 2554)), YEAR_2554)
    assert (at_cap.deduction, at_cap.remarks) == (2, ())
    assert (above.deduction, above.remarks, len(above.days)) == (2, (Remark.CAPPED,), 7)


def test_beyond_the_announced_holidays_a_working_day_verdict_is_provisional():
    assert Remark.PROVISIONAL in verdict(SOURCE_001, DUE_2554, came(be(2, 1, 2555)), YEAR_2554).remarks


def test_the_newest_rule_of_the_tier_and_round_is_found_or_none():
    newer = replace(SOURCE_001, version=2)
    rules = (newer, SOURCE_001, SOURCE_000)
    assert rule_for(rules, 3, 12) == newer
    assert rule_for(rules, 3, 6) == SOURCE_000
    assert rule_for(rules, 2, 12) is None


@st.composite
def verdicts(draw):
    per = draw(st.sampled_from(["calendar", "working"]))
    cap = draw(st.none() | RATES)
    kind = draw(st.sampled_from(["points_per_day", "share_per_day"]))
    rule = draw(st.none() | st.builds(lambda rate: replace(SOURCE_001, kind=kind, rate=rate, per=per, cap=cap), RATES))
    deadline = draw(st.none() | st.just(DUE_2554) | st.just(due(be(31, 10, 2554), time(16, 30), moves=True)))
    stamp = came(draw(st.dates(be(1, 10, 2554), be(31, 1, 2555))), exact=draw(st.booleans()))
    return verdict(rule, deadline, stamp, YEAR_2554)


@given(verdicts())
def test_a_frozen_verdict_comes_back_as_it_was_through_json(found):
    back = verdict_from_plain(json.loads(json.dumps(to_plain(found))))
    assert back == found
    assert str(back.deduction) == str(found.deduction)


def test_a_frozen_rule_comes_back_as_it_was_through_json():
    rule = replace(SOURCE_001, cap=Decimal("1.0000"), floor=Decimal(1))
    assert rule_from_plain(json.loads(json.dumps(to_plain(rule)))) == rule


@given(DAYS, st.integers(0, 90), st.integers(0, 90), RATES, st.sampled_from(["calendar", "working"]))
def test_lateness_never_gets_cheaper_and_the_days_add_up_to_the_deduction(day, sooner, more, rate, per):
    rule: PenaltyRule = replace(SOURCE_001, rate=rate, per=per)
    first, second = (
        verdict(rule, due(day), came(day + timedelta(days=length)), EMPTY) for length in (sooner, sooner + more)
    )
    assert points(first.deduction) <= points(second.deduction)
    assert second.deduction == sum((rate for _ in second.days), Decimal(0))
    assert len(set(second.days)) == len(second.days)


SHARES = st.decimals(0, 100, places=4)


@given(DAYS, st.integers(0, 90), st.integers(0, 90), SHARES, st.none() | SHARES)
def test_a_share_never_gets_cheaper_keeps_to_its_cap_and_is_a_share_whatever_it_is(day, sooner, more, rate, cap):
    rule = replace(SOURCE_001, kind="share_per_day", rate=rate, cap=cap)
    first, second = (
        share(verdict(rule, due(day), came(day + timedelta(days=length)), EMPTY)) for length in (sooner, sooner + more)
    )
    assert first.percent <= second.percent
    assert second.percent <= (100 if cap is None else cap)
    assert bool(second) is (second.percent != 0)
    assert 5 * second.of(Decimal(1)) == second.of(Decimal(5)) == Fraction(second.percent) / 20


def test_a_share_without_a_cap_never_takes_more_than_the_whole_and_says_that_it_is_capped():
    rule = replace(SOURCE_000, kind="share_per_day", rate=Decimal(40), cap=None)
    two, three = (verdict(rule, due(be(1, 11, 2554)), came(be(day, 11, 2554)), EMPTY) for day in (3, 4))
    assert (share(two).percent, two.remarks) == (80, ())
    assert (share(three).percent, three.remarks) == (100, (Remark.CAPPED,))
    assert (rule.most, SOURCE_000.most) == (100, None)


@given(verdicts(), st.fractions(1, 5))
def test_nothing_that_is_judged_holds_a_binary_fraction(found, total):
    whole = net(total, found.deduction)
    assert not [
        value for value in flat([to_plain(found), [whole.total, whole.exact, whole.deduction]]) if type(value) is float
    ]
    assert whole.exact is not None
    assert whole.exact + Fraction(whole.deduction) == total


def flat(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [each for part in value for each in flat(part)] if isinstance(value, list | tuple) else [value]


def share(found):
    assert isinstance(found.deduction, Share)
    return found.deduction


def test_domain_6_five_working_days_at_one_per_cent_are_a_share_until_the_total_is_known_and_points_of_it_then():
    rule = replace(SOURCE_001, kind="share_per_day", rate=Decimal("1.00"))
    found = verdict(rule, DUE_2554, came(be(7, 11, 2554)), YEAR_2554)
    assert found.deduction == Share(percent=Decimal("5.00"))
    assert net(None, found.deduction).share == found.deduction
    whole = net(Decimal("4.2000"), found.deduction, floor=rule.floor)
    assert (whole.deduction, whole.exact) == (Fraction("0.21"), Fraction("3.99"))


def test_points_and_shares_cannot_be_added_nor_compared_by_mistake():
    """The type checker refuses it first: what is judged is the one or the other."""
    points_off: Any = verdict(SOURCE_001, DUE_2554, came(be(7, 11, 2554)), YEAR_2554).deduction
    share_off: Any = replace(SOURCE_001, kind="share_per_day").costing(points_off)
    for mixing in (operator.add, operator.sub, operator.lt, max):
        with pytest.raises(TypeError):
            mixing(points_off, share_off)
    with pytest.raises(TypeError):
        sum([share_off, share_off])
    assert points_off != share_off
    assert points_off == share_off.percent


def test_a_verdict_that_was_frozen_before_there_were_shares_is_read_as_points():
    plain = to_plain(verdict(SOURCE_001, DUE_2554, came(be(7, 11, 2554)), YEAR_2554))
    assert plain["deduction"] == "0.2500"
    del plain["rule"]["kind"]
    assert verdict_from_plain(plain).deduction == Decimal("0.2500")


@given(st.dates(be(1, 1, 2554), be(31, 12, 2556)), st.integers(0, 60))
def test_a_working_day_verdict_is_provisional_exactly_when_its_days_pass_the_announced_ones(day: date, length):
    found = verdict(SOURCE_001, due(day), came(day + timedelta(days=length)), YEAR_2554)
    until = day + timedelta(days=length)
    assert (Remark.PROVISIONAL in found.remarks) == (length > 0 and until > be(31, 12, 2554))


def test_a_rule_that_is_only_called_otherwise_rules_alike_and_one_with_another_rate_does_not():
    called = replace(SOURCE_000, version=2, name="another name", name_en="other", off_en="total")
    printed = replace(called, source=replace(SOURCE_000.source, title="another title"))
    assert printed.ruling == SOURCE_000.ruling
    assert replace(printed, rate=Decimal(1)).ruling != SOURCE_000.ruling
