"""What others call themselves and their files, made fit to stand in our cards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import legible

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("  มาลี   ใจดี ", "มาลี ใจดี"),
        ("มาลี\nอนุมัติแล้ว", "มาลี อนุมัติแล้ว"),
        ("มาลี\u2028\u2029\x85\x00อ", "มาลี อ"),
        ("\u202eยลาม\u202c", "ยลาม"),
        ("\u2066ก\u2069\u200e\u200f\ufeff\u200b", "ก"),
        (f"มาลี {FAMILY}", f"มาลี {FAMILY}"),
        ("\u3164\u2800 \u200d\u200b", ""),
        ("", ""),
    ],
)
def test_a_name_is_one_line_of_what_is_seen(given_name, shown):
    assert legible.name(given_name) == shown


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("รายงานการประชุม.pdf", "รายงานการประชุม.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\เอกสาร\\แผน.docx", "แผน.docx"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("fdp.\u202eexe", "fdp.exe"),
        ("...", ""),
        ("/", ""),
    ],
)
def test_a_files_name_has_no_folder_and_no_second_line(given_name, shown):
    assert legible.file_name(given_name) == shown


def test_a_long_files_name_keeps_its_ending():
    shown = legible.file_name("ก" * 300 + ".pdf")
    assert (len(shown), shown[-5:]) == (100, "….pdf")
    assert len(legible.file_name("ก." + "ข" * 300)) == 100


@given(st.text(st.characters(exclude_categories=[]), max_size=400))
def test_whatever_is_given_stays_short_on_one_line_and_once_is_enough(text):
    for clean, most in ((legible.name, 80), (legible.file_name, 100)):
        shown = clean(text)
        assert len(shown) <= most
        assert shown == " ".join(shown.split())
        assert "\x00" not in shown
    assert "/" not in legible.file_name(text)


def test_words_lose_only_what_no_database_takes_and_what_no_platform_lets_people_write():
    assert legible.words("ก\x00\n\u200b ข") == "ก\n\u200b ข"
    assert len(legible.words("ก" * 20_000)) == 10_000
