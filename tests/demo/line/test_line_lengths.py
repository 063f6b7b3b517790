"""How LINE counts: code units for most, what a reader sees as one letter for labels."""

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.line.checks.lengths import graphemes, utf16_units


def test_an_emoji_outside_the_basic_plane_is_two_units():
    assert utf16_units("🍎") == 2
    assert utf16_units("ก่") == 2


def test_a_thai_consonant_with_its_vowel_and_tone_is_one_grapheme():
    assert graphemes("ที่") == 1
    assert graphemes("น้ำ") == 1
    assert graphemes("ผู้ใต้บังคับ") == 7
    assert graphemes("เก่า") == 3


def test_families_flags_and_skin_tones_are_one_grapheme_each():
    assert graphemes("👨‍👩‍👧‍👦") == 1
    assert graphemes("🇹🇭🇯🇵") == 2
    assert graphemes("👍🏽") == 1
    assert graphemes("❤️") == 1


def test_a_line_break_of_two_characters_is_one_grapheme():
    assert graphemes("a\r\nb") == 3
    assert graphemes("ก\r\nข") == 3
    assert graphemes("ก\n\nข") == 4


def test_hangul_syllables_of_several_letters_are_one_grapheme():
    assert graphemes("\u1112\u1161\u11ab") == 1


@given(st.text())
def test_there_are_never_more_graphemes_than_characters_nor_more_characters_than_units(text):
    assert graphemes(text) <= len(text) <= utf16_units(text)
    assert (graphemes(text) == 0) == (text == "")
