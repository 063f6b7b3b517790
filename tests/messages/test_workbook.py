"""A framework written as the office's workbook is read as the same framework again, in whichever language."""

from dataclasses import replace
from io import BytesIO
from itertools import product
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.documents.framework_plain import plain
from messages.documents.workbook.book import Book
from messages.documents.workbook.cells import TooLong
from messages.documents.workbook.layout import BARE, CHOICES, SHEETS
from messages.documents.workbook.names import Names
from messages.documents.workbook.reading import read
from messages.documents.workbook.telling import told
from messages.documents.workbook.writing import LONGEST_HINT, workbook
from messages.plain import plain as as_compared
from messages.texts import LANGUAGES
from rules.framework_file import judge
from rules.frameworks import Framework
from tests.examples import TEXTS, YEAR, content, framework, put
from tests.rules.test_framework_reliefs import all_of_it
from tests.rules.test_frameworks import PLAIN, SHIPPED, paths
from tests.shape.test_docs import known_keys
from tests.workbooks import DAY, THAI, of_many_units

WORDED = {"name", "name_en", "title", "title_en", "text", "text_en", "office", "measure", "system", "clause", "off"}
TRICKY = [
    '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "=1+1", "'x", "_x000D_", "_x0041_", "http://x.th", "007",
    "1e5", "TRUE", "ใช่", "3/4", "30/3/2548", '"a" b', '"a"', 'a "b"', "–", "-", "a,b", "a;b", "a\nb", "กขค\tง", "🙂",
    "x" * 1000,
]  # fmt: skip
FAMILIES = ("workbook_choices.", "workbook_help.", "workbook_titles.")


def judged(content: bytes, names: Names = THAI):
    """The framework that a workbook says."""
    book = read(content, names)
    assert isinstance(book, Book), book
    found = judge(book.values, asked=None, current=YEAR + 1)
    assert isinstance(found, Framework), told(book, found)
    assert told(book, ()) == []
    return found


def with_its_year(found):
    return replace(found, dated=True)


def assert_same(read_again, found):
    """The same values, and the same digits of them: 0.0500 is no 0.05."""
    assert read_again == with_its_year(found)
    assert repr(read_again) == repr(with_its_year(found))


@pytest.mark.parametrize(("name", "language"), [*product(sorted(SHIPPED), LANGUAGES)])
def test_every_example_comes_back_as_it_was_whoever_reads_it(name, language):
    found = framework(name)
    written = workbook(plain(found), Names(TEXTS, language), DAY)
    assert_same(judged(written, Names(TEXTS, "en" if language == "th" else "th")), found)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_taken_survives_being_written_as_a_workbook_and_read(data):
    values = content(data.draw(st.sampled_from(sorted(SHIPPED))))
    everything: list[tuple[Any, ...]] = sorted(paths(values), key=str)
    worded = [path for path in everything if path[-1] in WORDED]
    for path in data.draw(st.lists(st.sampled_from(worded), max_size=3)):
        put(values, path, data.draw(st.text(max_size=12) | st.sampled_from(TRICKY)))
    for path in data.draw(st.lists(st.sampled_from(everything), max_size=1)):
        put(values, path, data.draw(PLAIN))
    found = judge(values, asked=None, current=YEAR)
    if isinstance(found, Framework):
        assert_same(judged(workbook(plain(found), THAI, DAY)), found)


def test_waivers_extensions_and_own_beginnings_come_back():
    found = framework(change=all_of_it)
    assert_same(judged(workbook(plain(found), THAI, DAY)), found)


@pytest.mark.parametrize("text", TRICKY, ids=range(len(TRICKY)))
def test_whatever_is_text_stays_that_text_also_in_lists(text):
    def change(values):
        values["indicators"][0]["name"] = values["title"] = text
        values["process"] = [{"code": "1", "text": text, "owners": [text, "x"], "documents": [text], "month": "11"}]

    found = framework(change=change)
    written = workbook(plain(found), THAI, DAY)
    assert_same(judged(written), found)
    assert {cell.data_type for row in openpyxl.load_workbook(BytesIO(written))["ตัวชี้วัด"] for cell in row} <= {"s", "n"}


@pytest.mark.parametrize(
    "code", ["=1+1", "-", "–", "a,b", "a;b", '"a"', "10.10", "8.0", "007", "๘", "1e5", "TRUE", "ใช่"]
)
def test_whatever_is_a_code_stays_that_code_where_it_is_referred_to(code):
    def change(values):
        values["units"].append({"code": code})
        values["indicators"][0]["units"].append(code)

    found = framework(change=change)
    assert_same(judged(workbook(plain(found), THAI, DAY)), found)


@pytest.mark.parametrize("number", ["0.1", "0.000001", "999999999999.999999", "123456789012.123456", "5", "33.333333"])
def test_numbers_come_back_digit_for_digit(number):
    def change(values):
        values["indicators"][0]["weight"] = number

    found = framework(change=change)
    assert_same(judged(workbook(plain(found), THAI, DAY)), found)


def test_no_warning_at_all_is_not_the_usual_warning():
    found = framework(change=lambda values: values["settings"]["warn"].update(tier_1=[]))
    assert judged(workbook(plain(found), THAI, DAY)).settings.warn[0] == ()


def test_a_list_that_no_cell_holds_is_refused_not_cut_off():
    with pytest.raises(TooLong):
        workbook(plain(framework("department-2548", of_many_units)), THAI, DAY)


def test_the_same_framework_is_the_same_bytes():
    values = plain(framework())
    assert workbook(values, THAI, DAY, sample=values) == workbook(values, THAI, DAY, sample=values)


def test_every_key_of_a_framework_file_has_its_column():
    there = {part for sheet in SHEETS for it in (sheet.path, sheet.child) for part in [it] if part}
    there |= {part for sheet in SHEETS for column in sheet.columns for part in column.key.replace("[", ".").split(".")}
    there |= {word for words in CHOICES.values() for word in words}
    assert known_keys() - there == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda it: it.name)
def test_no_two_columns_can_be_taken_for_each_other(sheet):
    keys = [column.key for column in sheet.columns]
    assert len(set(keys)) == len(keys)
    for language in LANGUAGES:
        names = Names(TEXTS, language)
        assert [names.columns_called(sheet)[as_compared(names.title(it.title))] for it in sheet.columns] == [
            *sheet.columns
        ]
        paths = {column.key for column in sheet.own} | {column.root for column in sheet.own}
        assert {path: THAI.meant_path(sheet, names.told_path(sheet, path)) for path in paths} == {
            it: it for it in paths
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_a_closed_list_is_known_by_its_name_and_no_two_share_one(language):
    names = Names(TEXTS, language)
    for choice, words in CHOICES.items():
        assert [THAI.chosen(choice, names.word(choice, word)) for word in words] == [*words]
        assert [THAI.chosen(choice, word) for word in words] == [*words]


def test_every_text_of_the_workbook_is_used_and_fits():
    columns = [column for sheet in SHEETS for column in sheet.columns]
    used = {f"workbook_help.{it.help}" for it in columns} | {f"workbook_help.sheet_{it.name}" for it in SHEETS}
    used |= {f"workbook_titles.{name}" for it in columns for name in (it.title, it.root)}
    used |= {
        f"workbook_choices.{choice}_{word}" for choice in CHOICES if choice not in BARE for word in CHOICES[choice]
    }
    used |= {f"workbook_titles.sheet_{name}" for name in (*(it.name for it in SHEETS), "guide", "lists", "example")}
    assert {key for key in TEXTS.keys() if key.startswith(FAMILIES)} - used == {"workbook_titles.list_flag"}  # noqa: SIM118
    for language in LANGUAGES:
        names = Names(TEXTS, language)
        assert [it.help for it in columns if len(names.help(it.help)) > LONGEST_HINT] == []
        assert [it.name for it in SHEETS if len(names.sheet(it.name)) > 31] == []
