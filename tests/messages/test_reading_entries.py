"""A pasted list is read line by line, however its fields are parted; what does not part right is told by its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.plain import plain
from messages.reading_entries import Line, lines, removal

COMMITTEE = ("45/2547", "คณะกรรมการพัฒนาจังหวัด")


@pytest.mark.parametrize(
    "line",
    [
        "45/2547 / คณะกรรมการพัฒนาจังหวัด",
        "45/2547/คณะกรรมการพัฒนาจังหวัด",
        "45/2547/ คณะกรรมการพัฒนาจังหวัด",
        "45/2547\tคณะกรรมการพัฒนาจังหวัด",
        "45/2547 | คณะกรรมการพัฒนาจังหวัด",
        "45/2547, คณะกรรมการพัฒนาจังหวัด",
        "1. 45/2547 / คณะกรรมการพัฒนาจังหวัด",
        "๑) 45/2547 / คณะกรรมการพัฒนาจังหวัด",
        "- 45/2547 / คณะกรรมการพัฒนาจังหวัด",
        "•  45/2547   /  คณะกรรมการพัฒนาจังหวัด ",
    ],
)
def test_an_order_number_and_its_committee_however_they_are_parted_source_003_2_1(line):
    assert [it.fields for it in lines(line, 2)] == [COMMITTEE]


def test_many_lines_are_many_entries_and_each_keeps_its_number():
    assert lines("45/2547 / ก\n\n46/2547\n47/2547 | ข", 2) == (
        Line(number=1, text="45/2547 / ก", fields=("45/2547", "ก")),
        Line(number=3, text="46/2547", fields=None),
        Line(number=4, text="47/2547 | ข", fields=("47/2547", "ข")),
    )


def test_where_an_entry_has_one_field_nothing_parts_it():
    assert [it.fields for it in lines("เทศบาลนคร, ก/ข\n2.  อบต.แม่ริม", 1)] == [("เทศบาลนคร, ก/ข",), ("อบต.แม่ริม",)]


@pytest.mark.parametrize("line", ["ก / ข / ค", "ก", "ก /", "/ ข", "ก | ข | ค", "ก\t\u200b"])
def test_too_many_or_too_few_fields_are_no_entry(line):
    assert [it.fields for it in lines(line, 2)] == [None]


@pytest.mark.parametrize(
    ("text", "number"), [("ลบ 3", 3), ("ลบ ๑๒", 12), ("remove 2", 2), ("delete 2", 2), ("ลบ", None), ("3", None)]
)
def test_an_entry_is_taken_out_by_its_number(text, number):
    assert removal(text) == number


FIELD = st.text(alphabet="กขคงจ ABC12", min_size=1).map(lambda it: " ".join(it.split())).filter(bool)


@given(st.lists(st.tuples(FIELD, FIELD, FIELD), max_size=9), st.sampled_from(["\t", " | ", " / "]))
def test_what_is_written_line_by_line_is_read_back(entries, between):
    text = "\n".join(between.join(entry) for entry in entries)
    assert tuple(it.fields for it in lines(text, 3)) == tuple(entries)


@given(st.text(), st.integers(1, 6))
def test_anything_at_all_is_read_into_lines_with_something_in_each_field(text, fields):
    for it in lines(text, fields):
        assert it.fields is None or (len(it.fields) == fields and all(map(plain, it.fields)))
