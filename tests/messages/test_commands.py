"""What is a command, what is a note, and what was nearly a command."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.arguments import (
    Arrival,
    Correction,
    HandOver,
    InvitationCode,
    NothingLine,
    ReasonedReference,
    Reference,
    ReportLine,
    Round,
    Step,
)
from messages.arguments_scores import ScoreOf, StatedResult
from messages.commands import Command, Offer, Words, command, nearest
from messages.plain import plain
from messages.reading import Number, Ratio
from messages.reading_dates import Confirm, Doubt, ReadDate
from messages.texts import LANGUAGES, Texts

TEXTS = Texts.load()
WORDS = Words.of(TEXTS)
TODAY = date(2026, 10, 1)
OFFERED = {
    "report", "nothing", "confirm", "edit", "cancel", "status", "why", "projects", "language", "help", "leave", "start",
    "queue", "show", "approve", "return", "late", "overview", "round", "submit", "recall", "sent", "grant", "deny",
    "same", "all", "calendar", "stepdone", "stepback", "stepundone", "score", "nudge",
    "broadcast", "stopbroadcast", "result", "here", "people", "remove", "invite", "unit", "health",
}  # fmt: skip


def heard(text: str) -> Command | None:
    return command(text, WORDS, TODAY)


def test_the_words_are_those_of_the_interface_and_of_two_buttons_of_the_card():
    assert set(WORDS.names.values()) == OFFERED


def test_no_word_means_two_commands_and_none_has_a_space():
    lines = [TEXTS.line(language, f"commands.{name}") for language in LANGUAGES for name in OFFERED]
    every = [plain(word) for line in lines for word in line.split("|")]
    assert len(every) == len(set(every)) == len(WORDS.names)
    assert not any(" " in word for word in every)


def test_every_word_alone_is_its_command_with_a_slash_or_a_polite_ending_too():
    for word, name in WORDS.names.items():
        for typed in (word, f"/{word}", word.upper(), f" {word}\n", f"{word}ครับ", f"{word} ค่ะ"):
            assert heard(typed) == Command(name)


def test_the_taught_word_of_each_language_is_its_first():
    assert WORDS.taught["th", "report"] == "รายงาน"
    assert WORDS.taught["en", "report"] == "report"


def test_a_command_in_a_telegram_group_may_name_the_bot():
    assert heard("/queue@thanwela_bot") == Command("queue")
    assert heard("/show@thanwela_bot R-7K3F") == Command("show", Reference("R-7K3F"))


@pytest.mark.parametrize(
    "typed",
    ["รายงานการประชุมแล้ว", "รายงาน การประชุมแล้ว", "รายงาน8", "ขอรายงาน 8", "ช่วยเหลือ 8", "คิว R-7K3F", "อนุมัติ แล้ว",
     "อนุมัติ R-7K3F แล้ว", "รอบ 13", "รอบ 6/2300", "นำส่ง 8", "นำส่ง 8 6 แล้ว", "ส่งแล้ว ทั้งหมด", "ส่งแล้ว 6", "ยืนยัน 1",
     "ส่งแล้ว 6 15/4/2548 ขอบคุณ", "สถานะ ล่าสุด", "why not", "", " ", "/", "//", "@bot", "45", "สวัสดี"],
)  # fmt: skip
def test_what_does_not_parse_whole_is_no_command(typed):
    assert heard(typed) is None


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("รายงาน 8", ReportLine(indicator="8")),
        ("report ๒.๒ ๔๕", ReportLine(indicator="2.2", answer=Number(Decimal(45)), rest="๔๕")),
        ("รายงาน 10.2 45/60", ReportLine(indicator="10.2", answer=Ratio(Decimal(45), Decimal(60)), rest="45/60")),
        ("รายงาน 8 ร้อยละ ๘๐", ReportLine(indicator="8", answer=Number(Decimal(80), percent=True), rest="ร้อยละ ๘๐")),
        ("รายงาน 8 P2", ReportLine(indicator="8", rest="P2")),
        (
            "รายงาน ๘ ข ขั้น ๕ ปิดโครงการแล้ว",
            ReportLine(indicator="8", project="ข", answer=Step(5), note="ปิดโครงการแล้ว", rest="ข ขั้น ๕ ปิดโครงการแล้ว"),
        ),
        (
            "Report 8 P2 Step 3 held the Meeting",
            ReportLine(
                indicator="8", project="P2", answer=Step(3), note="held the Meeting", rest="P2 Step 3 held the Meeting"
            ),
        ),
        (
            "รายงาน ตัวชี้วัด 8 โครงการ ก ขั้นที่3",
            ReportLine(indicator="8", project="โครงการ ก", answer=Step(3), rest="โครงการ ก ขั้นที่3"),
        ),
        (
            "รายงาน 8 2 ขั้น 3",
            ReportLine(indicator="8", project="2", answer=Step(3), rest="2 ขั้น 3"),
        ),
        (
            "รายงาน 2.2 P1 45 ราย",
            ReportLine(indicator="2.2", project="P1", answer=Number(Decimal(45)), note="ราย", rest="P1 45 ราย"),
        ),
        (
            "รายงาน 8 ขั้น 3 บรรทัดแรก\n  บรรทัดสอง",
            ReportLine(
                indicator="8",
                answer=Step(3),
                note="บรรทัดแรก\n  บรรทัดสอง",
                rest="ขั้น 3 บรรทัดแรก\n  บรรทัดสอง",
            ),
        ),
    ],
)
def test_a_report_in_one_line(typed, line):
    assert heard(typed) == Command("report", line)


def test_nothing_to_report_with_its_reason():
    assert heard("ไม่มีผลงาน 8 P2 น้ำท่วม") == Command("nothing", NothingLine("8", "P2 น้ำท่วม"))


def test_references_with_and_without_a_reason():
    assert heard("แก้ไข r7k3f") == Command("edit", Correction("R-7K3F"))
    assert heard("แก้ไข R-7K3F 45/60 รวมเดือนก่อน") == Command("edit", Correction("R-7K3F", "45/60 รวมเดือนก่อน"))
    assert heard("edit R-7K3F step 3") == Command("edit", Correction("R-7K3F", "step 3"))
    assert heard("แก้ไข R-7K3F\nก / ข\nค / ง") == Command("edit", Correction("R-7K3F", "ก / ข\nค / ง"))
    assert heard("แก้ไข แล้ว") is None
    assert heard("เหตุผล R-๗K๓F") == Command("why", Reference("R-7K3F"))
    assert heard("ส่งคืน R 7K3F ภาพ ไม่ชัด") == Command("return", ReasonedReference("R-7K3F", "ภาพ ไม่ชัด"))
    assert heard("deny R-7K3F") == Command("deny", ReasonedReference("R-7K3F", ""))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("รอบ 6", Round(6)), ("/round 6/2570", Round(6, 2570)), ("รอบ ๖ เดือน", Round(6)), ("รอบ 12/70", Round(12, 2570)),
     ("round 6/2027", Round(6, 2570))],
)  # fmt: skip
def test_a_round_with_or_without_its_year(typed, meant):
    assert heard(typed) == Command("round", meant)


def test_a_round_handed_over_and_called_back():
    assert heard("นำส่ง 8 6") == Command("submit", HandOver("8", Round(6)))
    assert heard("/recall 2.2 6/2570") == Command("recall", HandOver("2.2", Round(6, 2570)))


@pytest.mark.parametrize(
    ("typed", "day", "hour", "receipt"),
    [
        ("15/4/2548 14:30 เลขรับ 123", ReadDate(date(2005, 4, 15)), time(14, 30), "123"),
        ("15/4/2548", ReadDate(date(2005, 4, 15)), None, ""),
        ("๑๕ เม.ย. ๔๘ ๑๔.๓๐ น. เลขรับ นร 1200/๑๒๓", ReadDate(date(2005, 4, 15)), time(14, 30), "นร 1200/๑๒๓"),
        ("วันศุกร์ที่ 15 เม.ย. 2548 เวลา 14.30 น.", ReadDate(date(2005, 4, 15)), time(14, 30), ""),
        ("เมื่อวาน 14:30", ReadDate(date(2026, 9, 30)), time(14, 30), ""),
        ("28 ก.ย. 123", ReadDate(date(2026, 9, 28), Confirm.NO_YEAR), None, "123"),
        ("31/4/2548 14:30", Doubt.NO_SUCH_DAY, time(14, 30), ""),
    ],
)
def test_an_arrival_at_opdc_is_stated_with_day_hour_and_receipt(typed, day, hour, receipt):
    stated = Arrival(round=Round(6), day=day, hour=hour, receipt=receipt)
    assert heard(f"ส่งแล้ว 6 {typed}") == Command("sent", stated)
    assert heard(f"/sent 6 {typed}") == Command("sent", stated)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("คะแนน 6", ScoreOf(Round(6))),
        ("/score รอบ ๑๒ เดือน สปข.3", ScoreOf(Round(12), "สปข.3")),
        ("score 6/2570 unit สปข.3", ScoreOf(Round(6, 2570), "สปข.3")),
        ("คะแนน 6 หน่วยงาน กองแผน งาน", ScoreOf(Round(6), "กองแผน งาน")),
    ],
)
def test_the_scores_of_a_round_of_one_unit_or_of_all(typed, meant):
    assert heard(typed) == Command("score", meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เหตุผล 8 6", ScoreOf(Round(6), indicator="8")),
        ("/why ๒.๒ 6/2570 สปข.3", ScoreOf(Round(6, 2570), "สปข.3", "2.2")),
        ("เหตุผล ตัวชี้วัด 8 รอบ 6", ScoreOf(Round(6), indicator="8")),
        ("เหตุผล รอบ 6", ScoreOf(Round(6))),
        ("why round 6 สปข.3", ScoreOf(Round(6), "สปข.3")),
    ],
)
def test_why_of_a_score_names_an_indicator_and_a_round_or_the_round_alone(typed, meant):
    assert heard(typed) == Command("why", meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ผล 3.1 6 85", StatedResult("3.1", Round(6), Number(Decimal(85)))),
        ("/result 3.1 6/2570 ร้อยละ ๘๕.๕", StatedResult("3.1", Round(6, 2570), Number(Decimal("85.5"), percent=True))),
        ("ผล 10.2 12 45/60 สปข.3", StatedResult("10.2", Round(12), Ratio(Decimal(45), Decimal(60)), "สปข.3")),
    ],
)
def test_a_result_is_stated_with_indicator_round_figure_and_unit(typed, meant):
    assert heard(typed) == Command("result", meant)


@pytest.mark.parametrize(
    "typed",
    ["ผล 3.1 6", "ผล 3.1 85", "ผล ดีมาก", "ผล 3.1 6 1 200", "ผล 3.1 6 -5", "คะแนน ดีมาก", "คะแนน 13", "เหตุผล 8",
     "why round", f"คะแนน 6 {'ก' * 81}"],
)  # fmt: skip
def test_what_is_no_whole_round_or_figure_is_no_command(typed):
    assert heard(typed) is None


def test_an_hour_that_no_clock_shows_is_no_receipt():
    assert heard("ส่งแล้ว 6 16/4/2548 25:30") is None


def test_an_invitation_code_follows_start():
    assert heard("/start Ab3_x-9") == Command("start", InvitationCode("Ab3_x-9"))
    assert heard("/start ก") is None


@pytest.mark.parametrize(
    ("typed", "name", "word"),
    [("รายงาย", "report", "รายงาน"), ("สถาณะ", "status", "สถานะ"), ("ยืนยัย", "confirm", "ยืนยัน"),
     ("รายงาน8", "report", "รายงาน"), ("ไม่มี ผลงาน", "nothing", "ไม่มีผลงาน"), ("อนุมัด R-7K3F", "approve", "อนุมัติ"),
     ("ช่วยเหลิอค่ะ", "help", "ช่วยเหลือ"), ("/aprove R-7K3F", "approve", "approve"),
     ("รายงาน การประชุม", "report", "รายงาน"), ("ไม่อนุญาติ", "deny", "ไม่อนุญาต")],
)  # fmt: skip
def test_a_nearly_right_word_gets_the_nearest_offered(typed, name, word):
    assert heard(typed) is None
    assert nearest(typed, WORDS) == Offer(name, word)


@pytest.mark.parametrize(
    "typed", ["", "45", "ขอบคุณ", "สวัสดี", "ok", "ดี", "ครับ", "รับทราบ", "รายงานการประชุมแล้ว", "โอเค", "😀", "ค" * 5000]
)
def test_what_is_not_near_gets_no_offer(typed):
    assert nearest(typed, WORDS) is None


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789๐๙²½/.-:@ \n\t\u200b\u200f\u202e\x00รายงขั้นR✅👨‍👩‍👧น.", max_size=60),
    st.integers(1000, 6000).map(lambda n: "๙ " * n),
    st.integers(1000, 6000).map(lambda n: "ก่้" * n),
)


@settings(deadline=None)
@given(st.sampled_from(sorted(WORDS.names)), HOSTILE)
def test_no_typed_words_ever_make_a_command_fail(word, text):
    for typed in (text, f"{word} {text}", f"/{word}{text}", f"{word} 8 {text}", f"{word} 6 15/4/2548 {text}"):
        heard(typed)
        nearest(typed, WORDS)


@given(HOSTILE)
def test_a_note_in_a_report_line_is_kept_as_typed(note):
    found = heard(f"รายงาน 8 ขั้น 3 เสร็จ {note}")
    assert found is not None
    assert isinstance(found.arguments, ReportLine)
    assert found.arguments.note == f"เสร็จ {note}".strip()


@pytest.mark.parametrize("typed", ["1 200", "1.5 ล้าน", "2 พันบาท", "๑ ๒๐๐", "3 million", "12 500 คน"])
def test_a_number_that_goes_on_in_the_words_behind_it_is_asked_for_and_not_cut(typed):
    for line in (f"รายงาน 2.2 {typed}", f"report 2.2 {typed}"):
        found = heard(line)
        assert found is not None
        assert isinstance(found.arguments, ReportLine)
        assert found.arguments.answer is None


@pytest.mark.parametrize("typed", ["45", "5 พันธมิตร", "1200 300 รายใหม่", "20 คน", "45/60 100 วัน"])
def test_words_behind_a_number_that_do_not_go_on_with_it_are_its_note(typed):
    found = heard(f"รายงาน 2.2 {typed}")
    assert found is not None
    assert isinstance(found.arguments, ReportLine)
    assert found.arguments.answer is not None
