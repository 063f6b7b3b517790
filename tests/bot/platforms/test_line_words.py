"""Lengths as LINE counts them: Thai marks sit on their consonant, an emoji counts two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.line.checks.lengths import graphemes, utf16_units
from bot.platforms.line_words import cut, label, pieces

WORDS = st.text(st.sampled_from("กขคงนมรสทที่ปู้น้ำเแโใไ์็ๆ๕ 12aB·→✓😀🇹👍🏽\n"), max_size=400)


@given(WORDS, st.integers(2, 60))
def test_a_label_is_never_longer_than_line_allows_nor_empty_nor_of_two_lines(words, most):
    short = label(words, most)
    assert 1 <= graphemes(short) <= most
    assert "\n" not in short


@given(WORDS, st.integers(2, 300))
def test_a_cut_text_fits_and_begins_as_the_whole_one(words, most):
    short = cut(words, most)
    assert utf16_units(short) <= most
    assert short == words or (short.endswith("…") and words.startswith(short[:-1]))


@given(WORDS, st.integers(10, 300))
def test_a_split_text_loses_nothing_but_the_space_where_it_was_split(words, most):
    parts = list(pieces(words.strip(), most))
    assert all(0 < utf16_units(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(words.split())


def test_a_label_of_twenty_thai_syllables_with_marks_stays_whole():
    assert label("ที่" * 20, 20) == "ที่" * 20


def test_a_longer_label_is_cut_between_syllables():
    assert label("ที่" * 21, 20) == "ที่" * 19 + "…"


def test_a_label_without_words_is_still_a_label():
    assert label(" \n", 20) == "…"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("บรรทัดหนึ่ง\nบรรทัดสอง", ["บรรทัดหนึ่ง", "บรรทัดสอง"]),
        ("คำหนึ่งคำ คำที่สอง", ["คำหนึ่งคำ", "คำที่สอง"]),
        ("ก" * 25, ["ก" * 12, "ก" * 12, "ก"]),
        ("😀" * 7, ["😀" * 6, "😀"]),
    ],
)
def test_a_text_is_split_at_a_line_end_else_at_a_space_else_between_letters(text, parts):
    assert list(pieces(text, 12)) == parts


def test_a_tone_mark_stays_with_its_consonant():
    assert list(pieces("กก้กก้", 3)) == ["กก้", "กก้"]
    assert list(pieces("กก้กก้", 2)) == ["ก", "ก้", "ก", "ก้"]
