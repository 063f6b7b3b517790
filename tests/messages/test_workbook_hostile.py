"""Whatever comes as a workbook is read, or refused in a sentence: nothing is reckoned, nothing runs, nothing swells."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import IllegalCharacterError

from messages.documents.framework_faults import Fault
from messages.documents.workbook import guard
from rules.frameworks import Framework
from tests.workbooks import changed, framework_in, mistakes_in, put, saved, taken, written

UNITS, INDICATORS = "หน่วยงาน", "ตัวชี้วัด"


def repacked(change, content=None):
    """The workbook with its parts changed, by name."""
    with zipfile.ZipFile(BytesIO(content or written())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return made.getvalue()


def in_part(name, old, new):
    """The workbook with something else written in one of its parts."""

    def change(parts):
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return repacked(change)


FIRST_SHEET = "xl/worksheets/sheet3.xml"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_workbook"),
        (b"PK\x03\x04", "not_workbook"),
        (b"code = 'x'", "not_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "old_workbook"),
        (bytes(guard.LARGEST + 1), "workbook_too_large"),
        (lambda: written()[:-2000], "not_workbook"),
        (lambda: written()[:3000] + b"\x00\xff" * 20 + written()[3040:], "not_workbook"),
        (lambda: repacked(lambda parts: parts.pop("xl/workbook.xml")), "not_workbook"),
        (lambda: repacked(lambda parts: parts.pop(FIRST_SHEET)), "not_workbook"),
        (lambda: repacked(lambda parts: parts.update({"xl/vbaProject.bin": b"x"})), "with_macros"),
        (lambda: repacked(lambda parts: parts.update({"xl/bomb.xml": bytes(guard.LARGEST_UNPACKED)})), "swollen"),
        (lambda: in_part(FIRST_SHEET, b"</sheetData>", b"</sheetData><x"), "not_workbook"),
        (lambda: in_part(FIRST_SHEET, b'r="A2"', b'r="XFD1048576"'), "too_wide"),
        (lambda: in_part(FIRST_SHEET, b'<row r="2"', b'<row r="two"'), "not_workbook"),
        (lambda: in_part(FIRST_SHEET, b'r="A2"', b'r="A0"'), "not_workbook"),
    ],
)
def test_what_cannot_be_read_says_why(content, code):
    assert taken(content() if callable(content) else content) == Fault(code=code)


def test_empty_cells_without_end_are_not_all_held_in_memory(monkeypatch):
    monkeypatch.setattr(guard, "MOST_ELEMENTS", 500)
    assert taken(in_part(FIRST_SHEET, b"</row>", b"<c/>" * 1001 + b"</row>")) == Fault(code="swollen")


def test_entities_are_not_unfolded():
    laughs = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 1000 + b'">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 60) for number in range(8)
    )  # fmt: skip
    content = in_part(FIRST_SHEET, b"<worksheet", laughs + b"]><worksheet")
    content = repacked(
        lambda parts: parts.update({FIRST_SHEET: parts[FIRST_SHEET].replace(b"<row ", b"&i;<row ", 1)}), content
    )
    assert taken(content) == Fault(code="not_workbook")


def test_a_size_that_is_only_claimed_helps_nobody():
    """The table of contents says ten bytes; the part unpacks to more."""
    content = bytearray(repacked(lambda parts: parts.update({"xl/sharedStrings.xml": b" " * 30_000_000})))
    at = content.rindex(b"xl/sharedStrings.xml") - 46
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert taken(bytes(content)) == Fault(code="not_workbook")


def test_claims_about_a_sheets_reach_and_a_lists_length_are_not_believed():
    content = in_part(FIRST_SHEET, b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    assert framework_in(content) == framework_in(written())
    content = in_part("xl/sharedStrings.xml", b"<sst ", b'<sst x="" ')
    assert framework_in(content) == framework_in(written())


def test_a_formula_gives_its_stored_value_and_is_never_reckoned():
    """A cell as Excel stores it, between the first row's code and the end of the row."""
    stored = '<c r="B2" t="str"><f>HYPERLINK("http://x.example","y")</f><v>กอง</v></c>'.encode()

    def change(parts):
        before, row, after = parts[FIRST_SHEET].partition(b'<row r="2"')
        cells, _, rest = after.partition(b"</row>")
        parts[FIRST_SHEET] = before + row + cells.partition(b'<c r="B2"')[0] + stored + b"</row>" + rest

    assert framework_in(repacked(change)).kinds[0].name == "กอง"
    assert mistakes_in(changed(lambda book: put(book, UNITS, 2, "ชื่อ", "=CMD|'/c calc'!A1"))) == [
        (
            "แผ่น “หน่วยงาน” แถว 2 คอลัมน์ “ชื่อ” (B2)",
            "สูตรในช่องนี้ยังไม่มีผลลัพธ์ กรุณาเปิดไฟล์ใน Excel แล้วบันทึก หรือพิมพ์ค่าแทน",
        )
    ]


def test_a_cell_in_error_is_told_and_not_taken_for_an_empty_one():
    content = changed(lambda book: put(book, INDICATORS, 2, "น้ำหนัก", "#REF!"))
    assert mistakes_in(content) == [
        (
            "แผ่น “ตัวชี้วัด” แถว 2 คอลัมน์ “น้ำหนัก” (M2)",
            "ช่องนี้แสดงข้อผิดพลาดของสูตร กรุณาแก้สูตรหรือพิมพ์ค่าแทน",
        )
    ]


def test_what_is_hidden_is_not_taken_unseen():
    def change(book):
        book[UNITS].sheet_state = "veryHidden"

    (first, *_) = mistakes_in(changed(change))
    assert first == ("แผ่น “หน่วยงาน”", "แผ่นนี้ถูกซ่อนอยู่ กรุณาเลิกซ่อนเพื่อให้เห็นสิ่งที่จะนำเข้า หรือลบแผ่น")


def test_colours_down_to_the_last_row_are_nothing():
    def change(book):
        book[UNITS]["XFD1048576"].fill = PatternFill("solid", fgColor="FFFF00")

    assert framework_in(changed(change)) == framework_in(written())


def test_a_chart_on_a_sheet_of_its_own_and_names_in_other_letters_are_no_hindrance():
    content = changed(lambda book: book.create_chartsheet("กราฟ"))
    assert framework_in(content) == framework_in(written())

    def change(parts):
        for name in ("xl/sharedStrings.xml", "xl/workbook.xml", FIRST_SHEET):
            parts[name.replace("s", "S", 1)] = parts.pop(name)

    assert framework_in(repacked(change)) == framework_in(written())


def test_a_workbook_of_something_else_is_told_so():
    book = openpyxl.Workbook()
    book.active.append(["name", "salary"])
    assert mistakes_in(saved(book))[:1] == [
        ("แผ่น “Sheet”", "ไม่รู้จักแผ่นนี้ กรุณาลบแผ่นหรือใช้ชื่อตามไฟล์ต้นแบบ"),
    ]


def test_titles_that_are_gone_doubled_or_empty_are_told():
    def change(book):
        for cell in book["มิติ"][1]:
            cell.value = None
        book["มิติ"].cell(5, 1).value = "1"
        sheet = book["ตำแหน่ง"]
        sheet.cell(1, 3).value = "ชื่อตำแหน่ง"
        sheet.cell(1, 4).value = None
        sheet.cell(2, 4).value = "x"
        book["ทั่วไป"].append(["ชื่อกรมหรือสำนักงาน", "กรม"])

    assert {sentence.split()[0] for _, sentence in mistakes_in(changed(change))} >= {
        "ไม่พบแถวหัวคอลัมน์ใน", "มีคอลัมน์นี้มากกว่าหนึ่งคอลัมน์", "คอลัมน์นี้มีข้อมูลแต่ไม่มีหัวคอลัมน์", "มีบรรทัดนี้มากกว่าหนึ่งบรรทัด",
    }  # fmt: skip


def test_a_cell_longer_than_excel_has_any_is_told():
    (_, sentence), *_ = mistakes_in(changed(lambda book: put(book, UNITS, 2, "ชื่อ", "ก" * 32_760)))
    assert sentence == "ยาวเกิน 1000 ตัวอักษร"
    content = in_part("xl/sharedStrings.xml", "สนผ.".encode(), ("ก" * 40_000).encode())
    assert "ยาวเกิน 32767 ตัวอักษร" in {sentence for _, sentence in mistakes_in(content)}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks(data):
    content = bytearray(written())
    if data.draw(st.booleans()):
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(content) - 1))
            content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        found = taken(bytes(content))
    else:

        def change(parts):
            name = data.draw(st.sampled_from(sorted(parts)))
            part = bytearray(parts[name])
            at = data.draw(st.integers(0, max(0, len(part) - 1)))
            part[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
            parts[name] = bytes(part)

        found = taken(repacked(change))
    assert not isinstance(found, list) or all(place and sentence for place, sentence in found)


CELLS = st.one_of(
    st.text(max_size=12), st.integers(-5, 3000), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.sampled_from(["=1+1", "#N/A", "–", "สปข.1", "8", "1/13/2548", "๒.๒", "\u202eabc", '"', "_x0000_", "ใช่"]),
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_whatever_is_typed_anywhere_is_taken_or_told_with_a_place(data):
    def change(book):
        for _ in range(data.draw(st.integers(1, 5))):
            sheet = book[data.draw(st.sampled_from(book.sheetnames))]
            row, column = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 12))
            try:
                sheet.cell(row, column).value = data.draw(CELLS)
            except (ValueError, AttributeError, IllegalCharacterError):
                continue

    found = taken(changed(change))
    assert not isinstance(found, Fault)
    assert isinstance(found, Framework) or all(place and sentence for place, sentence in found)
