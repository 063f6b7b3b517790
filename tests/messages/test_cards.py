"""Answers, changes and missing proof in words, in both languages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from messages import cards
from messages.cards import Proofs, ReportFacts, Wording
from messages.outgoing import aloud
from messages.receipts import ReceiptFacts, receipt
from messages.texts import Texts
from rules.entries import (
    Amount,
    EnteredElsewhere,
    Entries,
    FormFilled,
    NothingToReport,
    RatioOf,
    StepReached,
    difference,
)
from rules.indicators import MissingEvidence
from rules.penalties import verdict
from rules.stages import Stage
from tests.rules.calendars import YEAR_2554, be, came, due

TEXTS = Texts.load()
STEPS = Wording(measure="", steps=("ศึกษา", "จัดทำแผน", "ประชุมชี้แจง"))
AGENCIES = Wording(measure="หน่วยงาน", steps=())
LISTED = Wording(measure="", steps=(), fields=("name",))
PER_CENT = Wording(measure="ร้อยละ", steps=())


def listed(*names):
    return Entries(entries=tuple((name,) for name in names))


def entered(day):
    return EnteredElsewhere(on=be(day, 10, 2569))


@pytest.mark.parametrize(
    ("said", "wording", "words"),
    [
        (StepReached(step=2), STEPS, "ขั้น 2 จัดทำแผน"),
        (StepReached(step=4), STEPS, "ขั้น 4"),
        (Amount(value=Decimal("1200")), AGENCIES, "1,200 หน่วยงาน"),
        (Amount(value=Decimal("85.5"), percent=True), PER_CENT, "ร้อยละ 85.5"),
        (RatioOf(part=Decimal(45), whole=Decimal(60)), PER_CENT, "45 จาก 60 (ร้อยละ 75.00)"),
        (NothingToReport(reason="รอการอนุมัติ"), STEPS, "ไม่มีผลงาน"),
    ],
)
def test_an_answer_is_named_in_a_few_words(said, wording, words):
    assert cards.answer(TEXTS, "th", said, wording, full=True) == words


@pytest.mark.parametrize(
    ("before", "after", "wording", "words"),
    [
        (None, StepReached(step=1), STEPS, "step 1 ศึกษา"),
        (StepReached(step=2), StepReached(step=3), STEPS, "step 2 → 3"),
        (Amount(value=Decimal(45)), Amount(value=Decimal(50)), AGENCIES, "45 หน่วยงาน → 50 หน่วยงาน (+5)"),
        (Amount(value=Decimal(45)), Amount(value=Decimal(45)), AGENCIES, "45 หน่วยงาน (as before)"),
        (
            RatioOf(part=Decimal(1), whole=Decimal(2)),
            RatioOf(part=Decimal(1), whole=Decimal(3)),
            PER_CENT,
            "1 of 2 (50.00%) → 1 of 3 (33.33%) (−16.67)",
        ),
        (StepReached(step=2), NothingToReport(reason="x"), STEPS, "step 2 → nothing to report"),
        (listed("a"), listed("a", "b"), LISTED, "1 entry → 2 entries (+1)"),
        (listed("a"), listed("b"), LISTED, "1 entry (as many as before, but others)"),
        (listed("a"), listed("a"), LISTED, "1 entry (as before)"),
        (listed("a"), listed("a", "b"), AGENCIES, "1 หน่วยงาน → 2 หน่วยงาน (+1)"),
        (entered(3), entered(4), STEPS, "entered in the system on Sunday 4 Oct 2026 (B.E. 2569)"),
        (FormFilled(), FormFilled(), STEPS, "form filled in and sent"),
    ],
)
def test_what_changed_is_shown_with_what_was(before, after, wording, words):
    assert cards.change(TEXTS, "en", difference(before, after), wording) == words


@pytest.mark.parametrize(("steps", "words"), [((4,), "ขั้น 4"), ((2, 4), "ขั้น 2 และ 4"), ((1, 2, 3), "ขั้น 1–3"), ((), "")])
def test_steps_in_a_row_are_named_by_the_first_and_last(steps, words):
    assert cards.steps(TEXTS, "th", steps) == words


RECEIPT = ReceiptFacts(
    ref="R-7K3F",
    at=came(be(31, 10, 2554)).at,
    about="สปข.3 · ตัวชี้วัด 8",
    answer=StepReached(step=3),
    verdict=verdict(None, due(be(31, 10, 2554)), came(be(31, 10, 2554)), YEAR_2554),
    eaten=None,
    above=None,
    missing=MissingEvidence(steps=(), compulsory=False),
    finished=False,
    corrected=False,
    left=2,
)


def test_a_receipt_says_first_how_it_stands_and_keeps_the_stamp_for_the_small_line():
    card = receipt(TEXTS, "th", RECEIPT)
    assert card.small.startswith("วันจันทร์ที่ 31 ต.ค. 2554")
    assert (card.title, card.status) == ("ส่งแล้ว เลขที่ R-7K3F", "ทันกำหนด · ไม่ถูกหักคะแนน")
    assert card.body[0] == "สปข.3 · ตัวชี้วัด 8"
    assert len(aloud(card).split("\n")) <= 6


def test_a_receipt_without_a_due_day_says_nothing_of_points():
    unstated = replace(RECEIPT, verdict=verdict(None, None, came(be(31, 10, 2554)), YEAR_2554))
    assert receipt(TEXTS, "th", unstated).status == "ส่งแล้ว"


REPORT = ReportFacts(
    unit="สปข.3",
    name="ตัวชี้วัด 8 โครงการ ก",
    period="ต.ค. 2554",
    ref="R-7K3F",
    stage=Stage.SENT,
    version=1,
    change=difference(StepReached(step=2), StepReached(step=3)),
    since=None,
    since_version=0,
    proofs=Proofs(),
    verdict=RECEIPT.verdict,
    files=1,
    missing=MissingEvidence(steps=(1,), compulsory=False),
)


def test_a_reviewers_card_has_the_change_in_its_bold_line_and_the_outcome_before_the_stamp():
    card = cards.report_card(TEXTS, "th", REPORT, STEPS)
    assert card.title == "ตัวชี้วัด 8 โครงการ ก · ขั้น 2 → 3"
    assert card.status == "ทันกำหนด · ส่ง 31 ต.ค. 12:00 น."
    assert card.body == ("ประชุมชี้แจง", "หลักฐาน 1 ไฟล์ · ยังขาดหลักฐานขั้น 1")


def test_a_card_that_was_sent_back_says_so_first():
    card = cards.report_card(TEXTS, "th", replace(REPORT, stage=Stage.RETURNED), STEPS)
    assert card.status == "ส่งคืนให้แก้ไข"
    assert card.body[0] == "ทันกำหนด · ส่ง 31 ต.ค. 12:00 น."


@pytest.mark.parametrize(
    ("after", "proofs", "words"),
    [
        (StepReached(step=2), Proofs(), "ขั้น 2 (เท่าเดิม)"),
        (StepReached(step=2), Proofs(added=("แผน.pdf", "")), "ขั้น 2 · เพิ่มหลักฐาน 2 ไฟล์: แผน.pdf, ภาพถ่าย"),
        (StepReached(step=2), Proofs(taken=("", "")), "ขั้น 2 · ถอนหลักฐาน 2 ไฟล์: ภาพถ่าย"),
        (StepReached(step=2, note="ประชุม"), Proofs(), "ขั้น 2 · แก้คำอธิบาย"),
        (
            StepReached(step=3),
            Proofs(added=("1", "2", "3", "4"), taken=("5",)),
            "ขั้น 2 → 3 · เพิ่มหลักฐาน 4 ไฟล์: 1, 2, 3, … · ถอนหลักฐาน 1 ไฟล์: 5",
        ),
    ],
)
def test_a_correction_is_only_called_the_same_where_nothing_changed(after, proofs, words):
    assert cards.correction(TEXTS, "th", difference(StepReached(step=2), after), STEPS, proofs) == words


def test_missing_proof_says_whether_it_must_come():
    asked, needed = MissingEvidence(steps=(4,), compulsory=False), MissingEvidence(steps=(4,), compulsory=True)
    assert cards.missing(TEXTS, "en", asked) == "Evidence is still missing for step 4"
    assert cards.missing(TEXTS, "en", needed) == "All evidence is needed. Still missing: step 4"
    assert cards.missing(TEXTS, "en", MissingEvidence(steps=(), compulsory=True)) == ""
