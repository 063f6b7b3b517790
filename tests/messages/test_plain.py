"""What counts as the same word and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import words
from messages.plain import plain

SAME = [
    ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"),
    ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"),
    ("น\u0e33\u0e49", "น\u0e49\u0e33"),
    ("ท\u0e4d\u0e32", "ท\u0e33"),
    ("ท\u0e48\u0e35", "ท\u0e35\u0e48"),
    ("ท\u0e35\u0e48\u0e48", "ที่"),
    ("ค\u0e39\u0e48", "ค\u0e48\u0e39"),
    ("\u0e40\u0e40กไข", "แกไข"),
    ("ราย\u200bงาน", "รายงาน"),
    ("\ufeffรายงาน\u2060", "รายงาน"),
    ("\u200fรายงาน\u202c", "รายงาน"),
    ("ราย\u00adงาน", "รายงาน"),
    ("รอบ ๖", "รอบ 6"),
    ("  รอบ \t\n 6 ", "รอบ 6"),
    ("รอบ\u00a06", "รอบ 6"),
    ("R-7K3F", "r-7k3f"),
    ("R–7K3F", "r-7k3f"),
    ("R−7K3F", "R-7K3F"),
    ("cafe\u0301", "café"),
    ("✔\ufe0f", "✔"),
    ("ยืนยัน\x00", "ยืนยัน"),
]

NOT_SAME = [
    ("น้ำ", "นำ"),
    ("นา", "นำ"),
    ("น้า", "น้ำ"),
    ("ที่", "ที"),
    ("ที่", "ที้"),
    ("คู่", "คุ่"),
    ("แก", "เก"),
    ("เกแก", "แกเก"),
    ("ราย งาน", "รายงาน"),
    ("ก ข", "ข ก"),
    ("12", "1 2"),
    ("²", "2"),
    ("①", "1"),
    ("Ⅴ", "v"),
    ("1,200", "1200"),
    ("2.5", "25"),
    ("R-7K3F", "R7K3F"),
    ("0", "O"),
    ("ฎ", "ฏ"),
    ("ปปลา", "ปลา"),
    ("สาาา", "สา"),
    ("", "-"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_word_typed_in_two_ways_is_the_same(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_another_word_stays_another_word(one, other):
    assert plain(one) != plain(other)


@given(st.text())
def test_plain_of_plain_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet="กน่้๊์ำาิีึืุูั็ํฺเแ \u200b๓a", max_size=12))
def test_plain_of_plain_changes_nothing_however_thai_marks_are_piled_up(text):
    assert plain(plain(text)) == plain(text)


def test_the_word_tables_are_in_plain_form_so_that_they_can_be_found():
    tables = (*words.OTHER_MONTHS, *words.OTHER_WEEKDAYS, *words.BUDDHIST_ERAS, *words.CHRISTIAN_ERAS, *words.NEAR_DAYS)
    more = (*words.BEFORE_A_DATE, *words.PER_CENT_BEFORE, *words.PER_CENT_AFTER, *words.MONEY_AFTER, *words.OUT_OF)
    rest = (*words.HOURS_AFTER, *words.HOURS_BEFORE, *words.STEPS, *words.INDICATORS, *words.PROJECTS, *words.ROUNDS)
    for word in (*tables, *more, *rest, *words.ROUNDS_AFTER, *words.RECEIPTS, *words.POLITE):
        assert plain(word) == word
