"""A framework file becomes plain values, or one fault in words: nothing that is in a file breaks the reader."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.documents.framework_toml import LARGEST, Fault, read


def test_numbers_keep_their_digits():
    assert read(b"rate = 0.0500") == {"rate": Decimal("0.0500")}
    taken = read(b"rate = 0.0500")
    assert isinstance(taken, dict)
    assert str(taken["rate"]) == "0.0500"


def test_the_mark_that_windows_editors_put_in_front_is_no_mistake():
    assert read("\ufeffcode = 'ก'".encode()) == {"code": "ก"}


def test_a_syntax_error_names_its_line():
    assert read(b"code = 1\nyear = = 2\n") == Fault(code="not_toml", line=2)


def test_an_error_at_the_very_end_names_the_last_line():
    assert read(b'code = 1\nname = "open') == Fault(code="not_toml", line=2)


def test_a_file_in_another_encoding_names_the_line_that_cannot_be_read():
    assert read("code = 1\nname = 'ก'".encode("tis-620")) == Fault(code="not_utf8", line=2)


@pytest.mark.parametrize(
    "hostile", [b"a = " + b"[" * 100_000, b"a = " + b"9" * 10_000, b"a = 2548-02-30", b"a = {" + b"b = {" * 50_000]
)
def test_hostile_files_are_refused_in_words(hostile):
    assert isinstance(read(hostile), Fault)


def test_a_file_of_more_than_two_megabytes_is_not_looked_into():
    assert read(b"#" * (LARGEST + 1)) == Fault(code="too_large")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_values_or_a_fault(content):
    assert isinstance(read(content), dict | Fault)
