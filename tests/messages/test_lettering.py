"""Codes go on as they began."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.lettering import next_code


@pytest.mark.parametrize(
    ("codes", "following"),
    [
        ((), "1"),
        (("ก", "ข"), "ค"),
        (("ข",), "ค"),
        (("ค",), "ฆ"),
        (("A", "C"), "D"),
        (("P1", "P2"), "P3"),
        (("9", "10"), "11"),
        (("ก", "P7"), "ข"),
        (("ฮ",), "1"),
        (("Z",), "1"),
    ],
)
def test_the_next_code_follows_those_that_are_there(codes, following):
    assert next_code(codes) == following


@given(st.lists(st.sampled_from(["ก", "ข", "A", "Z", "1", "P2", "x"]), unique=True))
def test_going_on_from_ones_own_codes_never_comes_back(codes):
    known = list(codes)
    for _ in range(60):
        code = next_code(known)
        assert code not in known
        known.append(code)
