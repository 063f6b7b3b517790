from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.entries import Amount, EnteredElsewhere, Entries, FormFilled, NothingToReport, RatioOf, StepReached
from rules.indicators import (
    MOST_ENTRIES,
    Asked,
    MissingEvidence,
    Problem,
    check,
    finishes,
    missing_evidence,
    newly_done,
)

STEPS = 5
FIRST, TODAY = date(2003, 10, 1), date(2003, 11, 5)


def asked(method):
    return Asked(method=method, first=FIRST, today=TODAY, steps=STEPS, fields=2)


def step(number: int, note: str = "") -> StepReached:
    return StepReached(step=number, note=note)


def ratio(part: int, whole: int) -> RatioOf:
    return RatioOf(part=Decimal(part), whole=Decimal(whole))


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("step", step(3)),
        ("step", step(2)),
        ("step", step(1, "the meeting was annulled")),
        ("number", Amount(value=Decimal(0))),
        ("ratio", ratio(45, 60)),
        ("ratio", ratio(0, 60)),
        ("ratio", ratio(60, 60)),
        ("number", NothingToReport(reason="no training this month")),
        ("list", Entries(entries=(("12/2547", "a committee"),))),
        ("distinct", Entries(entries=(("12/2547", "a committee"), ("13/2547", "a committee")))),
        ("form", FormFilled()),
        ("elsewhere", EnteredElsewhere(on=FIRST)),
        ("elsewhere", EnteredElsewhere(on=TODAY)),
    ],
)
def test_a_fitting_answer_has_no_problem(method, answer):
    assert check(asked(method), answer, step(2)) == ()


@pytest.mark.parametrize(
    ("method", "answer", "problem"),
    [
        ("step", step(6), Problem.NO_SUCH_STEP),
        ("step", step(0), Problem.NO_SUCH_STEP),
        ("step", step(1), Problem.LOWER_WITHOUT_REASON),
        ("step", step(1, "  "), Problem.LOWER_WITHOUT_REASON),
        ("step", Amount(value=Decimal(3)), Problem.WRONG_METHOD),
        ("number", ratio(1, 2), Problem.WRONG_METHOD),
        ("none", Amount(value=Decimal(3)), Problem.WRONG_METHOD),
        ("number", Amount(value=Decimal("-0.1")), Problem.NEGATIVE),
        ("ratio", ratio(3, 0), Problem.WHOLE_IS_ZERO),
        ("ratio", ratio(-3, 4), Problem.NEGATIVE),
        ("ratio", ratio(61, 60), Problem.PART_ABOVE_WHOLE),
        ("step", NothingToReport(reason=" "), Problem.NOTHING_WITHOUT_REASON),
        ("list", FormFilled(), Problem.WRONG_METHOD),
        ("fed", EnteredElsewhere(on=TODAY), Problem.WRONG_METHOD),
        ("survey", Amount(value=Decimal(3)), Problem.WRONG_METHOD),
        ("list", Entries(entries=()), Problem.NO_ENTRIES),
        ("list", Entries(entries=(("12/2547",),)), Problem.OTHER_FIELDS),
        ("list", Entries(entries=(("12/2547", " "),)), Problem.OTHER_FIELDS),
        ("distinct", Entries(entries=(("a", "b"),) * (MOST_ENTRIES + 1)), Problem.TOO_MANY_ENTRIES),
        ("elsewhere", EnteredElsewhere(on=date(2003, 11, 6)), Problem.ENTERED_LATER),
        ("elsewhere", EnteredElsewhere(on=date(2003, 9, 30)), Problem.ENTERED_BEFORE),
    ],
)
def test_an_answer_that_does_not_fit_is_told_why(method, answer, problem):
    assert check(asked(method), answer, step(2)) == (problem,)


def test_a_part_above_the_whole_is_only_asked_about():
    assert [problem for problem in Problem if problem.asks] == [Problem.PART_ABOVE_WHOLE]


def test_the_steps_done_newly_are_those_whose_evidence_is_asked_for():
    assert newly_done(step(2), step(4)) == (3, 4)
    assert newly_done(None, step(2)) == (1, 2)
    assert newly_done(step(3), step(3)) == ()
    assert newly_done(step(3), step(2)) == ()
    assert newly_done(step(3), NothingToReport(reason="flood")) == ()


@given(st.lists(st.integers(1, 9), min_size=1))
def test_no_step_is_forgotten_on_the_way_up(levels):
    climbing = sorted(levels)
    asked = [
        done for last, new in zip([0, *climbing], climbing, strict=False) for done in newly_done(step(last), step(new))
    ]
    assert asked == list(range(1, climbing[-1] + 1))


def test_the_last_step_finishes_a_project_and_nothing_else_does():
    assert finishes(STEPS, step(5))
    assert not finishes(STEPS, step(4))
    assert not finishes(0, NothingToReport(reason="none"))


def test_evidence_is_asked_for_each_new_step_and_is_not_compulsory_before_the_finish():
    missing = missing_evidence("finish", done=(3, 4), files={3: 1}, steps=STEPS, finished=False)
    assert missing == MissingEvidence(steps=(4,), compulsory=False)


def test_at_the_finish_evidence_of_every_step_is_compulsory_source_000_1():
    missing = missing_evidence("finish", done=(5,), files={1: 1, 2: 3, 3: 1, 4: 0}, steps=STEPS, finished=True)
    assert missing == MissingEvidence(steps=(4, 5), compulsory=True)


def test_a_framework_may_make_evidence_compulsory_always_or_never():
    always = missing_evidence("always", done=(3,), files={}, steps=STEPS, finished=False)
    never = missing_evidence("never", done=(5,), files={}, steps=STEPS, finished=True)
    assert always == MissingEvidence(steps=(3,), compulsory=True)
    assert never == MissingEvidence(steps=(5,), compulsory=False)


def test_the_last_step_and_the_longest_list_are_still_taken():
    assert check(asked("step"), step(STEPS), None) == ()
    full = Entries(entries=tuple((str(n), "x") for n in range(MOST_ENTRIES)))
    assert check(asked("list"), full, None) == ()


def test_a_project_of_one_step_is_finished_by_it_and_owes_its_evidence():
    assert finishes(1, step(1))
    found = missing_evidence("finish", done=(1,), files={}, steps=1, finished=True)
    assert found == MissingEvidence(steps=(1,), compulsory=True)
