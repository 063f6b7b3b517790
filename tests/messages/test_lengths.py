"""How long words are as they are read, and how they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import lengths
from rules.refusals import TooLong


@pytest.mark.parametrize(("text", "letters"), [("", 0), ("abc", 3), ("ที่นี่", 2), ("กำ", 2), ("👍", 1)])
def test_a_consonant_with_its_vowel_and_tone_is_one_letter(text, letters):
    assert lengths.length(text) == letters


def test_a_pile_of_marks_is_not_one_letter_for_ever():
    assert lengths.length("ก" + "\u0e49" * 4000) > 900


def test_what_fits_passes_and_what_does_not_says_by_how_much():
    assert lengths.within("ที่" * 80, 80) == "ที่" * 80
    with pytest.raises(TooLong) as refused:
        lengths.within("ที่" * 81, 80)
    assert refused.value.facts == {"length": 81, "most": 80}


def test_a_long_name_of_a_file_keeps_its_ending():
    assert lengths.shortened("ก" * 200 + ".pdf", 20, ".pdf") == "ก" * 15 + "….pdf"
    assert lengths.shortened("แผน.pdf", 20, ".pdf") == "แผน.pdf"


@given(st.text(max_size=300), st.integers(12, 100))
def test_what_is_shortened_is_short_enough(text, most):
    assert lengths.length(lengths.shortened(text, most, ".pdf")) <= most + 1
