"""What officials type into the workbook is understood as they mean it, or told with sheet, row and column."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from rules.process import Window
from tests.workbooks import changed, column, framework_in, line, mistakes_in, put, taken, written

FRAMEWORKS = Path(__file__).parents[1] / "fixtures" / "frameworks"
DUE, INDICATORS, ROUNDS = "วันครบกำหนด", "ตัวชี้วัด", "รอบการรายงาน"
AS_DATE, PER_CENT = "d mmm yyyy", "0%"


def with_round(value, shape=None):
    """The first deadline (30 March 2548) typed otherwise."""
    return changed(lambda book: put(book, ROUNDS, 2, DUE, value, shape))


@pytest.mark.parametrize(
    ("typed", "shape"),
    [
        ("29/3/2548", None),
        ("29 มี.ค. 2548", None),
        ("๒๙ มีนาคม พ.ศ. ๒๕๔๘", None),
        ("29 มี.ค. 48", None),
        ("2548-03-29", None),
        ("29 March 2005", None),
        (date(2005, 3, 29), AS_DATE),
        (datetime(2005, 3, 29), "[$-107041E]d mmm yyyy"),  # noqa: DTZ001
        (date(2548, 3, 29), AS_DATE),
    ],
)
def test_a_day_is_understood_however_it_is_typed(typed, shape):
    assert framework_in(with_round(typed, shape)).rounds[0].deadlines[0].on == date(2005, 3, 29)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("30/2/2548", "ไม่มีวันนี้ในปฏิทิน"),
        ("ปลายเดือน", "ไม่ใช่วันที่ กรุณาเขียน เช่น 30/3/2570 หรือ 30 มี.ค. 2570"),
        ("พรุ่งนี้", "ไม่ใช่วันที่ กรุณาเขียน เช่น 30/3/2570 หรือ 30 มี.ค. 2570"),
        (38441, "ไม่ใช่วันที่ กรุณาเขียน เช่น 30/3/2570 หรือ 30 มี.ค. 2570"),
        ("30/3", "กรุณาเขียนวันพร้อมปี พ.ศ. เช่น 30/3/2548"),
        ("30/3/2560", "วันนี้ห่างจากปีงบประมาณ 2548 เกินหนึ่งปี"),
        (datetime(2005, 3, 29, 16, 30), "ไม่ใช่วันที่ กรุณาเขียน เช่น 30/3/2570 หรือ 30 มี.ค. 2570"),  # noqa: DTZ001
    ],
)
def test_what_is_no_day_is_told_at_its_cell(typed, words):
    shape = "General" if isinstance(typed, int) else None
    assert taken(with_round(typed, shape)) == [("แผ่น “รอบการรายงาน” แถว 2 คอลัมน์ “วันครบกำหนด” (C2)", words)]


@pytest.mark.parametrize(
    ("typed", "shape", "meant"),
    [
        (1e-6, None, "0.000001"), (1e11, None, "1e11"), (0.1, None, "0.1"), (5.0, None, "5"), ("๑๒.๕", None, "12.5"),
        ("1,200", None, "1200"), ("85%", None, "85"), (0.85, PER_CENT, "85"), (0.125, "0.0%", "12.5"),
        (0.125, '0.00" %"', "0.125"),
    ],
)  # fmt: skip
def test_a_number_is_what_is_seen_without_the_noise_of_binary_fractions(typed, shape, meant):
    found = framework_in(changed(lambda book: put(book, INDICATORS, 2, "น้ำหนัก", typed, shape)))
    assert found.indicators[0].weight == Decimal(meant)


def test_hours_flags_and_words_are_understood_in_either_language():
    def change(book):
        put(book, ROUNDS, 2, "ภายในเวลา", time(16, 30), "hh:mm")
        put(book, ROUNDS, 3, "ภายในเวลา", 16.3, "General")
        put(book, ROUNDS, 4, "ภายในเวลา", "๙.๑๕ น.")
        put(book, INDICATORS, 2, "ภาคบังคับ", True)
        put(book, INDICATORS, 2, "แยกรายโครงการ", "Yes")
        put(book, INDICATORS, 2, "วิธีรายงาน", "by steps")
        put(book, INDICATORS, 2, "ความถี่", 3)

    found = framework_in(changed(change))
    hours = [deadline.hour for it in found.rounds for deadline in it.deadlines]
    assert hours[:3] == [time(16, 30), time(16, 30), time(9, 15)]
    (eight,) = found.indicators
    assert (eight.compulsory, eight.by_project, eight.method, eight.frequency) == (True, True, "step", "3")


def test_codes_in_one_cell_are_parted_by_lines_or_commas():
    for typed in ("กกร.\nกกจ.", "กกร., กกจ.", "กกร.,กกจ.", "กกร.\r\n\r\nกกจ. "):
        found = framework_in(changed(lambda book, typed=typed: put(book, INDICATORS, 2, "หน่วยงาน", typed)))
        assert {"กกร.", "กกจ."} < set(found.indicators[0].units)


def test_a_file_without_a_year_takes_days_and_months_without_one():
    def change(book):
        line(book, "ทั่วไป", "ปีงบประมาณ (พ.ศ.)", None)
        line(book, "ทั่วไป", "ช่องที่สำนักงานกำหนดเอง", None)
        for row, day in enumerate(("30/3", "15 เม.ย.", "5/7", "15/7", "15/10", "31 ต.ค."), 2):
            put(book, ROUNDS, row, DUE, day)
        step = {"รหัส": "1", "สิ่งที่ทำ": "เจรจา", "ตั้งแต่เดือน": "ต.ค.", "ถึงเดือน": "12"}
        for title, value in step.items():
            put(book, "กระบวนการของปี", 2, title, value)

    found = framework_in(changed(change))
    assert (found.year, found.dated) == (2570, False)
    assert [it.on for round_ in found.rounds for it in round_.deadlines][-2:] == [
        date(2027, 10, 15),
        date(2027, 10, 31),
    ]
    assert found.process[0].window == Window(first=date(2026, 10, 1), last=date(2026, 12, 31))


def test_what_the_eye_passes_over_changes_nothing():
    """A heading above the titles, empty rows, columns in another order, spaces, an empty sheet."""

    def change(book):
        sheet = book["หน่วยงาน"]
        sheet.move_range("A1:B40", cols=6)
        sheet.insert_rows(1, 2)
        sheet.cell(1, 1).value = "หน่วยงานของกรม ปี 2548"
        sheet.insert_rows(6)
        sheet.cell(7, 7).value = f"  {sheet.cell(7, 7).value} "
        book.create_sheet("Sheet1")
        book.move_sheet("รอบการรายงาน", -5)

    assert framework_in(changed(change)) == framework_in(written())


def test_a_merged_cell_counts_for_all_its_rows():
    def change(book):
        sheet = book["ขั้นตอนของตัวชี้วัด"]
        for row in range(3, 7):
            sheet.cell(row, 1).value = None
        sheet.merge_cells("A2:A6")
        for row in range(2, 7):
            sheet.cell(row, 2).value = f"ขั้นที่ {row - 1}"

    assert framework_in(changed(change)).indicators[0].steps == tuple(f"ขั้นที่ {number}" for number in range(1, 6))


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_sheets():
    def change(book):
        line(book, "ทั่วไป", "ชื่อกรมหรือสำนักงาน", None)
        book["ทั่วไป"].append(["ผู้ประสานงาน", "กอง"])
        put(book, "หน่วยงาน", 3, "ชนิดของหน่วยงานนี้", "สปค.")
        put(book, "หน่วยงาน", 4, "จังหวัด", "เชียงใหมา")
        put(book, INDICATORS, 2, "วิธีรายงาน", "ขั้นตอ")
        put(book, INDICATORS, 2, "น้ำหนัก", "มาก")
        put(book, INDICATORS, 2, "แยกรายโครงการ", "อาจจะ")
        put(book, INDICATORS, 2, "หน่วยงานเจ้าภาพ", "สนผ")
        put(book, INDICATORS, 2, "เกณฑ์ 2 คะแนน", 5)
        put(book, INDICATORS, 2, "ช่องที่สำนักงานกำหนดเอง", "ค่าเป้าหมาย\nหน่วยนับ")
        book[INDICATORS].cell(1, column(book[INDICATORS], "ค่าเป้าหมาย")).value = "ค่าเป้าหมาย ปี 48"
        book["ขั้นตอนของตัวชี้วัด"].cell(3, 1).value = 88
        put(book, ROUNDS, 2, "ขั้นการส่ง", 4)
        put(book, ROUNDS, 3, "รอบ (เดือน)", None)
        put(book, "บทหักคะแนน", 2, "หักวันละ", "=1/0")
        put(book, "ตำแหน่ง", 2, "บทบาท", "หัวหน้าหน่วยงาน")
        book.create_sheet("หน่วยงานเพิ่ม").append(["รหัส"])

    told = "".join(f"{place}: {sentence}\n" for place, sentence in mistakes_in(changed(change)))
    assert told == (FRAMEWORKS / "workbook_wrong.txt").read_text(encoding="utf-8")
