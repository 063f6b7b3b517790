from itertools import product

import pytest

from rules.refusals import AlreadyApproved, AlreadyDecided, AlreadyTaken, NotWaiting
from rules.stages import REPORT, SUBMISSION, Decided, Deed, Stage, next_stage
from tests.rules.calendars import at, be

FIRST = Decided(by="first supervisor", at=at(be(1, 10, 2569), 14))


def walk(table, *deeds: Deed) -> Stage:
    stage = Stage.NEW
    for deed in deeds:
        stage = next_stage(table, stage, deed)
    return stage


def test_a_report_is_sent_corrected_returned_sent_again_and_approved():
    assert walk(REPORT, Deed.SEND, Deed.SEND, Deed.RETURN, Deed.SEND, Deed.APPROVE) is Stage.APPROVED


def test_a_round_is_handed_recalled_handed_returned_handed_and_taken():
    deeds = Deed.HAND, Deed.RECALL, Deed.HAND, Deed.RETURN, Deed.HAND, Deed.TAKE
    assert walk(SUBMISSION, *deeds) is Stage.TAKEN


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.RETURNED])
@pytest.mark.parametrize("deed", [Deed.APPROVE, Deed.RETURN])
def test_of_two_supervisors_the_second_is_told_who_decided_first_when_and_what(stage, deed):
    with pytest.raises(AlreadyDecided) as refused:
        next_stage(REPORT, stage, deed, FIRST)
    assert refused.value.facts == {"stage": stage.value, "by": "first supervisor", "at": FIRST.at}


def test_what_was_approved_is_not_corrected_any_more():
    with pytest.raises(AlreadyApproved) as refused:
        next_stage(REPORT, Stage.APPROVED, Deed.SEND, FIRST)
    assert refused.value.facts == {"by": "first supervisor", "at": FIRST.at}


@pytest.mark.parametrize("deed", [Deed.RECALL, Deed.HAND])
def test_what_the_psdg_took_is_neither_recalled_nor_handed_in_again(deed):
    with pytest.raises(AlreadyTaken):
        next_stage(SUBMISSION, Stage.TAKEN, deed, FIRST)


@pytest.mark.parametrize(
    ("table", "stage", "deed"),
    [
        (REPORT, Stage.NEW, Deed.APPROVE),
        (SUBMISSION, Stage.NEW, Deed.RECALL),
        (SUBMISSION, Stage.RECALLED, Deed.TAKE),
        (SUBMISSION, Stage.HANDED, Deed.HAND),
    ],
)
def test_what_is_not_waiting_is_not_decided_and_not_taken_back(table, stage, deed):
    with pytest.raises(NotWaiting) as refused:
        next_stage(table, stage, deed)
    assert refused.value.facts == {"stage": stage.value, "deed": deed.value}


@pytest.mark.parametrize("table", [REPORT, SUBMISSION])
def test_whatever_the_table_does_not_hold_is_refused_by_name(table):
    for stage, deed in set(product(Stage, Deed)) - set(table):
        with pytest.raises((AlreadyDecided, AlreadyApproved, AlreadyTaken, NotWaiting)):
            next_stage(table, stage, deed, FIRST)
