"""Wrong codes slow down: never less than before, never for ever."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.actions.recognise import pause_after


def test_four_wrong_codes_cost_nothing_then_the_pauses_double():
    pauses = [pause_after(wrong) for wrong in range(1, 8)]
    assert pauses == [timedelta()] * 4 + [timedelta(minutes=minutes) for minutes in (1, 2, 4)]


@given(st.integers(1, 100_000))
def test_a_pause_never_shrinks_and_never_lasts_a_day(wrong):
    assert pause_after(wrong) <= pause_after(wrong + 1) < timedelta(days=1)
