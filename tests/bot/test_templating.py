"""`thanwela template`: the empty workbook, which becomes a framework once it is filled in."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot import importing, templating
from bot.clock import MovableClock
from messages.documents.workbook.layout import SHEETS
from storage.tables import frameworks
from tests.examples import TEXTS
from tests.workbooks import THAI, column, line, put, saved

NOW = datetime(2026, 10, 30, 2, tzinfo=UTC)


@pytest.fixture
def clock():
    return MovableClock(NOW, ticking=False)


@pytest.fixture
def template(clock):
    """Writes the template; returns the status and all that was said."""

    def run(file, language="th"):
        said = []
        status = templating.run(file, clock, language=language, texts=TEXTS, say=said.append, complain=said.append)
        return status, said

    return run


@pytest.fixture
def importing_(database, clock):
    """Imports a file; returns the status and all that was said."""

    def run(file, language="th"):
        said = []
        ways: dict[str, Any] = {"dry_run": False, "year": None, "language": language, "texts": TEXTS}
        return importing.run(file, database, clock, **ways, say=said.append, complain=said.append), said

    return run


def filled_in(file):
    """What an office with two units and one indicator types."""
    book = openpyxl.load_workbook(file)
    for title, value in {"รหัสกรอบคำรับรอง": "kong", "ชื่อกรอบคำรับรอง": "คำรับรอง", "ชื่อกรมหรือสำนักงาน": "กรม"}.items():
        line(book, "ทั่วไป", title, value)
    for row, code in enumerate(("กกร.", "กกจ."), 2):
        put(book, "หน่วยงาน", row, "รหัส", code)
    typed = {"รหัส": "2.10", "ชื่อ": "จำนวนผู้รับบริการ", "วิธีรายงาน": "จำนวน", "ความถี่": "ทุกเดือน", "หน่วยงาน": "กกร., กกจ."}
    for title, value in typed.items():
        put(book, "ตัวชี้วัด", 2, title, value)
    file.write_bytes(saved(book))


async def test_the_template_filled_in_is_a_framework(template, importing_, database, tmp_path):
    file = tmp_path / "กรอบ.xlsx"
    assert template(file)[0] == templating.DONE
    filled_in(file)
    status, said = importing_(file)
    assert status == importing.DONE, said
    assert [(it.code, it.year) for it in await database.read(frameworks.in_force)] == [("kong", 2570)]


async def test_the_empty_template_says_what_is_to_be_filled_in_and_its_example_is_not_read(
    template, importing_, tmp_path
):
    template(tmp_path / "a.xlsx")
    assert importing_(tmp_path / "a.xlsx") == (
        importing.REFUSED,
        [
            "ไฟล์ a.xlsx ยังไม่ได้นำเข้า พบ 4 ข้อที่ต้องแก้ไข",
            "ทั้งไฟล์: ยังไม่มีตัวชี้วัด รอบการรายงาน หรือกระบวนการของปี",
            "แผ่น “ทั่วไป” แถว 2 ช่อง “รหัสกรอบคำรับรอง” (B2): ยังไม่ได้กรอก",
            "แผ่น “ทั่วไป” แถว 4 ช่อง “ชื่อกรอบคำรับรอง” (B4): ยังไม่ได้กรอก",
            "แผ่น “ทั่วไป” แถว 5 ช่อง “ชื่อกรมหรือสำนักงาน” (B5): ยังไม่ได้กรอก",
        ],
    )


def test_what_somebody_filled_in_is_not_overwritten(template, tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"x")
    assert template(file, "en") == (
        templating.REFUSED,
        ["a.xlsx is there already and is not overwritten; please use another name"],
    )
    assert file.read_bytes() == b"x"
    assert template(tmp_path / "a.toml")[0] == template(tmp_path / "no" / "a.xlsx")[0] == templating.REFUSED


def test_the_template_explains_itself_offers_what_can_be_chosen_and_keeps_what_is_typed_as_text(template, tmp_path):
    template(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert book.sheetnames == [
        THAI.sheet(it) for it in ("guide", *(sheet.name for sheet in SHEETS), "lists", "example")
    ]
    sheet = book["ตัวชี้วัด"]
    offered = {next(iter(it.sqref.ranges)).min_col: it for it in sheet.data_validations.dataValidation}
    assert len(offered) == len([*sheet[1]])
    method, host, units = (offered[column(sheet, title)] for title in ("วิธีรายงาน", "หน่วยงานเจ้าภาพ", "หน่วยงาน"))
    words = book["รายการให้เลือก"]
    at = method.formula1.split("$")[1]
    assert [cell.value for cell in words[at]][1:4] == ["ขั้นตอน", "จำนวน", "ร้อยละ (ทำได้ จากทั้งหมด)"]
    assert (method.errorStyle, host.errorStyle, units.showErrorMessage) == (None, "warning", False)
    assert "'หน่วยงาน'!$A$2" in host.formula1
    assert method.prompt == "เลือกจากรายการ"
    assert sheet.column_dimensions["A"].width >= 15
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.print_title_rows) == ("C2", "landscape", "$1:$1")
    assert "ตัวอย่าง" in book["ตัวอย่าง"]["A1"].value
