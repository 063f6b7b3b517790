"""The menu under LINE's chats: its areas lie side by side on a picture that LINE takes, the same each time."""

import struct

import pytest

from messages.commands import Words
from messages.documents import drawing
from messages.documents.line_menu import HEIGHT, WIDTH, line_menu, other
from messages.lengths import length
from messages.texts import LANGUAGES, Texts

TEXTS = Texts.load()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_of_lines_size_and_the_same_each_time(language):
    menu = line_menu(TEXTS, language)
    assert struct.unpack(">II", menu.picture[16:24]) == (WIDTH, HEIGHT)
    assert menu.picture == line_menu(TEXTS, language).picture
    assert len(menu.picture) < 1_000_000
    assert length(menu.bar) <= 14


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_areas_cover_the_picture_without_overlap_and_carry_taught_words(language):
    areas = line_menu(TEXTS, language).areas
    assert sum(area.width * area.height for area in areas) == WIDTH * HEIGHT
    for one in areas:
        assert one.word == Words.of(TEXTS).taught[language, one.command]
        assert not any(
            one.x < it.x + it.width
            and it.x < one.x + one.width
            and one.y < it.y + it.height
            and it.y < one.y + one.height
            for it in areas
            if it is not one
        )


def test_each_language_leads_to_the_other():
    assert [other(language) for language in LANGUAGES] == ["en", "th"]


def test_without_our_font_nothing_is_drawn(tmp_path):
    with pytest.raises(drawing.Undrawn, match=r"(?i)sarabun"):
        drawing.png(drawing.THAI_LINE, {"line": "ตัวชี้วัด"}, pixels_an_inch=72, font_folder=tmp_path)
