"""A rehearsal as a workbook and as a picture: what they hold, and that nothing typed in them is reckoned."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PIL import Image

from messages.documents import rehearsal_png, rehearsal_xlsx
from messages.rehearsal import Came, Cause, Hearer, Price, Rehearsal, Told
from messages.rehearsing import Rehearsing
from messages.texts import Texts
from rules.penalties import PenaltyRule, Share, Verdict
from rules.sources import Source

TEXTS = Texts.load()
OFFICER = Hearer(role="officer", name='=HYPERLINK("x")', platform="line")
SUPERVISOR = Hearer(role="supervisor", name="ผู้กำกับดูแลตัวชี้วัดที่ 8 น้ำ ปั๊ม ที่ปรึกษา", platform="telegram")
SILENT = Hearer(role="head", name="หัวหน้าหน่วยงาน", platform="line")
ROUND = Cause(
    kind="overdue", tier=3, period="6", first=date(2026, 10, 1), last=date(2027, 3, 31), due=date(2027, 4, 15)
)
RULE = PenaltyRule(
    code="late", version=1, rate=Decimal("0.0500"), per="working", tier=3, rounds=(6,), source=Source(document="001")
)


def verdict(day):
    at = datetime(2027, 4, day, tzinfo=UTC)
    return Verdict(
        outcome="late", at=at, exact=True, counting="working", days=(at.date(),), deduction=Decimal("0.0500"), rule=RULE
    )


@pytest.fixture
def played():
    return Rehearsal(
        title="คำรับรองการปฏิบัติราชการ",
        year=2570,
        first=date(2027, 4, 1),
        last=date(2027, 5, 31),
        plan=1,
        late=(("สปข.3", 5),),
        hearers=(OFFICER, SUPERVISOR, SILENT),
        told=(
            Told(at=datetime(2027, 4, 16, 9, tzinfo=UTC), to=OFFICER, causes=(ROUND,), words="=1+1\nสอง"),
            Told(at=datetime(2027, 4, 19, 9, tzinfo=UTC), to=OFFICER, causes=(ROUND,), words="สาม"),
            Told(at=datetime(2027, 4, 19, 9, tzinfo=UTC), to=SUPERVISOR, causes=(ROUND,), words="สี่"),
        ),
        came=(Came(who="สปข.3", what=ROUND, verdict=None),),
        prices=(Price(what=ROUND, verdicts=(verdict(16), verdict(19))),),
        deadlines=(ROUND,),
        free=(date(2027, 4, 13), date(2027, 4, 14)),
    )


def test_a_share_stands_in_words_where_points_are_added_up(played):
    dear = replace(verdict(19), deduction=Share(percent=Decimal("1.5")))
    costs = replace(played, prices=(Price(what=ROUND, verdicts=(dear,)),))
    found = parts(rehearsal_xlsx.workbook(Rehearsing(TEXTS, "en"), costs))
    assert "1.5% of the total" in found["xl/sharedStrings.xml"]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_workbook_has_a_sheet_of_messages_of_months_of_lateness_and_of_costs(played, language):
    found = parts(rehearsal_xlsx.workbook(Rehearsing(TEXTS, language), played))
    names = [TEXTS.line(language, f"rehearsing.sheet_{each}") for each in ("messages", "months", "late", "costs")]
    assert [name for name in names if f'name="{name}"' in found["xl/workbook.xml"]] == names
    assert "0.05" in found["xl/worksheets/sheet4.xml"]


def test_what_begins_like_a_formula_stays_text(played):
    found = parts(rehearsal_xlsx.workbook(Rehearsing(TEXTS, "th"), played))
    assert not any("<f>" in content for name, content in found.items() if "worksheets" in name)
    assert "=1+1 | สอง" in found["xl/sharedStrings.xml"]


def test_a_workbook_of_the_same_rehearsal_is_the_same(played):
    drawn = Rehearsing(TEXTS, "th")
    assert rehearsal_xlsx.workbook(drawn, played) == rehearsal_xlsx.workbook(drawn, played)


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_picture_is_drawn_with_our_own_font_and_is_the_same_each_time(played, language):
    drawn = Rehearsing(TEXTS, language)
    content = rehearsal_png.picture(drawn, played)
    assert content == rehearsal_png.picture(drawn, played)
    assert Image.open(io.BytesIO(content)).width == 1520


def test_the_picture_counts_by_month_and_marks_what_is_overdue_and_over_the_plan(played):
    shown = rehearsal_png.shown(Rehearsing(TEXTS, "th"), played)
    assert [[cell["text"] for cell in row["cells"]] for row in shown["told"]] == [["2 !", ""], ["1 !", ""]]
    assert [cell["text"] for cell in shown["pushes"]["cells"]] == ["2 !", "0"]
    assert [row["cells"] for row in shown["days"]] == [["15", ""], ["13 14", ""]]
    assert shown["notes"][0] == "อีก 1 ตำแหน่งไม่ได้รับข้อความใด"


def test_very_many_hearers_are_counted_by_role(played, monkeypatch):
    monkeypatch.setattr(rehearsal_png, "MOST_ROWS", 1)
    rows = rehearsal_png.shown(Rehearsing(TEXTS, "th"), played)["told"]
    assert [row["sum"] for row in rows] == ["2", "1"]
