"""What is kept back of a month's messages, and when their end can be foreseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.quota import ENOUGH_DAYS, SHARE, Reserve, Shortfall, foretell, is_near, reserve

few, days = st.integers(0, 1000), st.integers(1, 23)


def test_sixty_people_of_whom_forty_owe_something_keep_a_hundred_of_three_hundred():
    assert reserve(300, people=60, owing=40, days_left=20, days=20) == Reserve(first=60, reminders=40)


def test_half_way_through_the_month_half_of_it_is_kept():
    assert reserve(300, people=60, owing=41, days_left=10, days=20) == Reserve(first=30, reminders=21)


def test_where_nothing_is_limited_nothing_is_kept():
    assert reserve(None, people=60, owing=40, days_left=20, days=20) == Reserve()


def test_a_month_of_which_nothing_is_worked_keeps_nothing():
    assert reserve(300, people=60, owing=40, days_left=0, days=0) == Reserve()


@given(limit=few, people=few, owing=few, total=days, left=st.integers(-1, 30))
def test_what_is_kept_leaves_a_third_and_shrinks_as_the_month_goes_on(limit, people, owing, total, left):
    now = reserve(limit, people=people, owing=owing, days_left=left, days=total)
    later = reserve(limit, people=people, owing=owing, days_left=left - 1, days=total)
    assert 0 <= later.first <= now.first <= min(people, limit // SHARE)
    assert 0 <= later.reminders <= now.reminders <= min(owing, limit // SHARE)
    assert limit - now.first - now.reminders >= limit // SHARE


@given(limit=few, used=few, total=days)
def test_after_the_last_day_all_that_is_left_is_free(limit, used, total):
    assert reserve(limit, people=used, owing=used, days_left=0, days=total) == Reserve()


def test_at_a_pace_of_eighteen_a_day_three_hundred_do_not_last():
    assert foretell(300, 180, gone=10, to_come=10) == Shortfall(left=120, needed=180, lasts=6)


@pytest.mark.parametrize(("limit", "used", "gone"), [(None, 900, 10), (300, 0, 10), (300, 200, ENOUGH_DAYS - 1)])
def test_without_a_limit_or_a_pace_nothing_is_foretold(limit, used, gone):
    assert foretell(limit, used, gone=gone, to_come=15) is None


@given(limit=few, used=few, gone=st.integers(0, 23), to_come=st.integers(0, 23))
def test_what_is_foretold_is_that_less_is_left_than_needed_and_that_it_ends_before_the_month(
    limit, used, gone, to_come
):
    found = foretell(limit, used, gone=gone, to_come=to_come)
    if found is None:
        assert gone < ENOUGH_DAYS or used * to_come <= max(0, limit - used) * gone
        return
    assert found.needed > found.left >= 0
    assert found.lasts <= to_come
    assert found.lasts * used <= found.left * gone


@pytest.mark.parametrize(
    ("limit", "used", "kept", "near"),
    [
        (300, 239, Reserve(), False),
        (300, 240, Reserve(), True),
        (300, 199, Reserve(first=60, reminders=40), False),
        (300, 200, Reserve(first=60, reminders=40), True),
        (None, 9999, Reserve(), False),
    ],
)
def test_the_end_is_near_at_four_fifths_or_when_only_what_is_kept_is_left(limit, used, kept, near):
    assert is_near(limit, used, kept) is near
