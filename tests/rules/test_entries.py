import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.entries import (
    Amount,
    EnteredElsewhere,
    Entries,
    FormFilled,
    NothingToReport,
    RatioOf,
    StepReached,
    answer_from_plain,
    answer_to_plain,
    as_last_month,
    difference,
    last_said,
    other_entries,
    repeats,
)

NUMBERS = st.decimals(-(10**9), 10**9, places=4)
ANSWERS = st.one_of(
    st.builds(StepReached, step=st.integers(0, 9), note=st.text()),
    st.builds(Amount, value=NUMBERS, percent=st.booleans(), note=st.text()),
    st.builds(RatioOf, part=NUMBERS, whole=NUMBERS, note=st.text()),
    st.builds(Entries, entries=st.lists(st.lists(st.text(), max_size=3).map(tuple)).map(tuple), note=st.text()),
    st.builds(EnteredElsewhere, on=st.dates(), note=st.text()),
    st.builds(FormFilled, note=st.text()),
    st.builds(NothingToReport, reason=st.text()),
)
FLOOD = NothingToReport(reason="flood")


def listed(*names: str) -> Entries:
    return Entries(entries=tuple((name,) for name in names))


def entered(day: int) -> EnteredElsewhere:
    return EnteredElsewhere(on=date(2003, 11, day))


def ratio(part: int, whole: int) -> RatioOf:
    return RatioOf(part=Decimal(part), whole=Decimal(whole))


@pytest.mark.parametrize(
    ("last", "new", "change", "by"),
    [
        (None, StepReached(step=2), "first", None),
        (StepReached(step=2), StepReached(step=3), "more", 1),
        (StepReached(step=3), StepReached(step=1, note="annulled"), "less", -2),
        (StepReached(step=3), StepReached(step=3), "same", 0),
        (Amount(value=Decimal("45.5")), Amount(value=Decimal(45)), "less", Decimal("-0.5")),
        (Amount(value=Decimal(85)), Amount(value=Decimal("85.0"), percent=True), "same", 0),
        (ratio(45, 60), ratio(60, 60), "more", 25),
        (ratio(1, 2), ratio(2, 4), "other", 0),
        (ratio(1, 0), ratio(1, 2), "other", None),
        (listed("a", "b"), listed("a", "b", "c"), "more", 1),
        (listed("a", "b"), listed("b"), "less", -1),
        (listed("a"), listed("b"), "other", 0),
        (entered(3), entered(4), "other", None),
        (FormFilled(), FormFilled(note="the second half"), "same", None),
        (FLOOD, StepReached(step=1), "other", None),
        (FLOOD, NothingToReport(reason="still flooded"), "same", None),
    ],
)
def test_the_reviewer_sees_what_changed(last, new, change, by):
    found = difference(last, new)
    assert (found.change, found.by, found.before, found.after) == (change, by, last, new)


def test_a_changed_note_or_reason_is_seen_and_a_first_one_is_no_change():
    assert difference(StepReached(step=2, note="plan"), StepReached(step=2, note="meeting")).note_changed
    assert difference(FLOOD, NothingToReport(reason="still flooded")).note_changed
    assert not difference(StepReached(step=2, note="plan"), StepReached(step=3, note="plan")).note_changed
    assert not difference(None, StepReached(step=2, note="plan")).note_changed


def test_a_month_without_anything_does_not_hide_the_step_reached_before_it():
    assert last_said([StepReached(step=3), FLOOD]) == StepReached(step=3)
    assert last_said([FLOOD]) is None
    assert last_said([]) is None


def test_everything_as_last_month_keeps_the_figures_and_the_reason_but_not_what_was_done_then():
    assert as_last_month(StepReached(step=2, note="held the meeting")) == StepReached(step=2)
    assert as_last_month(ratio(45, 60)) == ratio(45, 60)
    assert as_last_month(FLOOD) == FLOOD


def test_what_a_list_has_got_and_lost_is_told_apart():
    assert other_entries(listed("a", "b"), listed("b", "c")) == ((("c",),), (("a",),))
    assert other_entries(None, listed("a")) == other_entries(listed("a"), FLOOD) == ((), ())


def test_what_was_listed_filled_in_or_entered_for_one_period_is_not_said_again_for_the_next():
    assert [repeats(it) for it in (listed("a"), entered(3), FormFilled())] == [False] * 3
    assert [repeats(it) for it in (StepReached(step=2), ratio(45, 60), Amount(value=Decimal(3)), FLOOD)] == [True] * 4


@given(ANSWERS)
def test_an_answer_comes_back_as_it_was_through_json(answer):
    assert answer_from_plain(json.loads(json.dumps(answer_to_plain(answer)))) == answer


@pytest.mark.parametrize("plain", [{}, {"kind": "list"}, {"kind": "step", "step": "3", "note": ""}])
def test_what_is_no_answer_is_refused(plain):
    with pytest.raises(ValueError, match="not an answer"):
        answer_from_plain(plain)


@given(ANSWERS)
def test_an_answer_differs_from_itself_in_nothing(answer):
    found = difference(answer, answer)
    assert (found.change, found.note_changed) == ("same", False)
    assert not found.by


@pytest.mark.parametrize(
    ("last", "new", "change"),
    [
        (NothingToReport(reason="flood"), NothingToReport(reason="strike"), "same"),
        (Amount(value=Decimal(5), note="a"), Amount(value=Decimal(5), percent=True, note="b"), "same"),
        (StepReached(step=2, note="a"), StepReached(step=2, note="b"), "same"),
        (listed("a", "b"), listed("a", "c"), "other"),
        (Amount(value=Decimal(5)), StepReached(step=5), "other"),
    ],
)
def test_other_words_alone_are_no_other_answer(last, new, change):
    assert difference(last, new).change == change


def test_a_list_is_plain_lists_for_json():
    assert answer_to_plain(listed("a"))["entries"] == [["a"]]
