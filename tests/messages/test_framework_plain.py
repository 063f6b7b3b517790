"""A framework written as its file is judged to be the same framework again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.documents.framework_plain import plain
from rules.framework_file import judge
from rules.frameworks import Framework
from tests.examples import YEAR, content, framework, put
from tests.rules.test_frameworks import PLAIN, SHIPPED, paths


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_example_written_down_is_itself_with_its_year(name):
    found = framework(name)
    assert judge(plain(found), asked=None, current=YEAR + 1) == replace(found, dated=True)


@settings(max_examples=100)
@given(data=st.data())
def test_whatever_is_taken_can_be_written_and_taken_again(data):
    values = content(data.draw(st.sampled_from(sorted(SHIPPED))))
    for path in data.draw(st.lists(st.sampled_from(sorted(paths(values), key=str)), min_size=0, max_size=2)):
        put(values, path, data.draw(PLAIN))
    found = judge(values, asked=None, current=YEAR)
    if isinstance(found, Framework):
        assert judge(plain(found), asked=None, current=YEAR + 1) == replace(found, dated=True)


def test_what_is_empty_and_marked_as_ours_is_written_all_the_same():
    def nobody(values):
        values["process"][5]["owners"] = []

    found = framework("unit-agreement", nobody)
    assert judge(plain(found), asked=None, current=YEAR + 1) == replace(found, dated=True)
