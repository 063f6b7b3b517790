from html import unescape

import pytest

from bot.platforms.telegram_drawing import Words, caption, drawn, is_photo
from messages.outgoing import ALBUM, CAMERA, Button, Card, Exhibit, Revised, Row, Text
from messages.states import State

CARD = Card(
    key="R-7K3F",
    small="สปข.3 · ก.ย. 2569 · R-7K3F",
    title="ตัวชี้วัด 8 โครงการ ก",
    state=State.ON_TIME,
    status="ทันกำหนด",
    body=("ขั้น 2 → 3",),
    rows=(Row("หลักฐาน", "1 ภาพ"), Row("หมายเหตุ")),
    footer=(Button("อนุมัติ", "review.approve"), Button("ส่งคืน", "review.return")),
)
PHOTO = Exhibit(sha256="a" * 64, name="a.jpg", kind="photo", media_type="image/jpeg", size=1000)


def only(*shapes) -> Words:
    (message,) = drawn(shapes)
    assert isinstance(message, Words)
    return message


def labels(message: Words) -> list[list[str]]:
    return [[button.text for button in row] for row in message.keyboard.inline_keyboard] if message.keyboard else []


def choices(*names: str) -> tuple[Button, ...]:
    return tuple(Button(name, f"press.{name}"[:20]) for name in names)


def test_a_title_is_bold_and_peoples_signs_are_no_markup():
    words = only(Text('เหตุผล: <ภาพไม่ชัด> & "อื่น"', title="A < B"))
    assert words.html == '<b>A &lt; B</b>\nเหตุผล: &lt;ภาพไม่ชัด&gt; &amp; "อื่น"'


def test_a_card_is_read_from_whose_it_is_down_to_its_rows():
    assert only(CARD).html == (
        "สปข.3 · ก.ย. 2569 · R-7K3F\n<b>ตัวชี้วัด 8 โครงการ ก</b>\n✓ ทันกำหนด\n\nขั้น 2 → 3\n\nหลักฐาน – 1 ภาพ\nหมายเหตุ"
    )


def test_of_a_late_report_the_status_itself_says_how_many_days():
    late = Card(title="SAR", state=State.LATE_SENT, status="ล่าช้า 5 วัน")
    assert only(late).html == "<b>SAR</b>\nล่าช้า 5 วัน"


def test_a_button_carries_what_the_step_put_into_it():
    keyboard = only(CARD).keyboard
    assert keyboard is not None
    assert [button.callback_data for row in keyboard.inline_keyboard for button in row] == [
        "review.approve",
        "review.return",
    ]


def test_a_link_is_a_link():
    keyboard = only(Text("…", (Button("อ่านรายละเอียด", link="https://example.org/p"),))).keyboard
    assert keyboard is not None
    assert keyboard.inline_keyboard[0][0].url == "https://example.org/p"


def test_lines_own_choosers_are_left_out():
    asks = Text(
        "กรุณาส่งภาพ", (Button("ถ่ายภาพ", opens=CAMERA), Button("เลือกภาพ", opens=ALBUM), Button("ส่งภายหลัง", "later"))
    )
    assert labels(only(asks)) == [["ส่งภายหลัง"]]
    assert only(Text("กรุณาส่งภาพ", asks.choices[:2])).keyboard is None


def test_short_labels_share_a_row_and_a_long_one_has_its_own():
    words = only(Text("?", choices("ใช่", "ไม่ใช่", "ยกเลิก", "ทุกรายการเหมือนเดือนก่อนหน้านี้ทั้งหมด", "แก้ไข")))
    assert labels(words) == [["ใช่", "ไม่ใช่", "ยกเลิก"], ["ทุกรายการเหมือนเดือนก่อนหน้านี้ทั้งหมด"], ["แก้ไข"]]


def test_marks_above_and_below_thai_letters_take_no_room():
    assert labels(only(Text("?", choices("ขั้นที่สี่นี้", "ขั้นที่ห้านี้", "ขั้นที่หกนี้")))) == [["ขั้นที่สี่นี้", "ขั้นที่ห้านี้", "ขั้นที่หกนี้"]]


def test_rows_with_buttons_of_the_same_name_say_which_row_they_are_of():
    rows = (
        Row("โครงการ ก", "ขั้น 2", Button("รายงาน", "report.A")),
        Row("โครงการ ข", "ขั้น 4", Button("รายงาน", "report.B")),
        Row("โครงการ ค", "เสร็จแล้ว", Button("ดู", "show.C")),
    )
    todo = Card(title="2 รายการ", state=State.SOON, rows=rows, footer=(Button("ดูทั้งหมด", "all"),))
    assert labels(only(todo)) == [["โครงการ ก: รายงาน"], ["โครงการ ข: รายงาน"], ["ดู"], ["ดูทั้งหมด"]]


def test_words_without_buttons_go_in_one_message_with_what_follows():
    words = only(Text("บันทึกแล้ว"), Text("รายการต่อไป", choices("เริ่ม")))
    assert words.html == "บันทึกแล้ว\n\nรายการต่อไป"
    assert labels(words) == [["เริ่ม"]]


def test_buttons_stay_right_under_the_words_they_belong_to():
    first, second = drawn([Text("ก", choices("1")), Text("ข", choices("2"))])
    assert isinstance(first, Words)
    assert isinstance(second, Words)
    assert (labels(first), labels(second)) == ([["1"]], [["2"]])


def test_a_card_that_will_be_edited_stays_by_itself():
    first, second = drawn([Text("มีรายงานใหม่"), CARD])
    assert isinstance(first, Words)
    assert isinstance(second, Words)
    assert (first.card, second.card) == (False, True)


def test_an_edit_is_one_message_whatever_its_length():
    revised = only(Revised(Card(title="ก", state=State.SENT, body=("ข" * 3000,) * 3, footer=CARD.footer)))
    assert revised.revises
    assert len(revised.html) <= 4096 + len("<b></b>")
    assert labels(revised) == [["อนุมัติ", "ส่งคืน"]]


def test_a_long_text_is_cut_at_line_ends_with_the_buttons_under_the_last_part():
    lines = [f"{number} {'ก' * 90}" for number in range(100)]
    parts = [part for part in drawn([Text("\n".join(lines), choices("ต่อไป"))]) if isinstance(part, Words)]
    assert "\n".join(part.html for part in parts) == "\n".join(lines)
    assert all(len(part.html) <= 4096 for part in parts)
    assert [labels(part) for part in parts] == [[], [], [["ต่อไป"]]]


def test_a_line_without_end_is_cut_between_words_and_loses_nothing():
    text = "รายงาน & " * 2000
    parts = [part.html for part in drawn([Text(text)]) if isinstance(part, Words)]
    assert unescape("".join(parts)).split() == text.split()
    assert all(len(unescape(part)) <= 4096 for part in parts)


def test_emoji_count_double_so_that_nobodys_way_of_counting_finds_it_too_long():
    parts = [part.html for part in drawn([Text("👍" * 4000)]) if isinstance(part, Words)]
    assert all(len(part.encode("utf-16-le")) // 2 <= 4096 for part in parts)
    assert "".join(parts) == "👍" * 4000


def test_two_texts_that_do_not_fit_in_one_message_stay_two():
    assert len(drawn([Text("ก" * 3000), Text("ข" * 3000)])) == 2


@pytest.mark.parametrize(
    ("media_type", "size", "photo"),
    [
        ("image/jpeg", 10 * 2**20, True),
        ("image/jpeg", 10 * 2**20 + 1, False),
        ("image/webp", 10, True),
        ("image/gif", 10, False),
        ("application/pdf", 10, False),
    ],
)
def test_only_a_picture_of_ten_megabytes_at_most_is_a_photo(media_type, size, photo):
    exhibit = Exhibit(sha256="a" * 64, name="x", kind="photo", media_type=media_type, size=size)
    assert is_photo(exhibit) == photo


def test_a_file_beyond_fifty_megabytes_is_named_instead():
    huge = Exhibit(
        sha256="a" * 64, name="film.mp4", kind="video", media_type="video/mp4", size=50 * 2**20 + 1, caption="ขั้น 3"
    )
    assert only(huge).html == "<b>film.mp4</b>\nขั้น 3"


def test_a_caption_is_cut_to_what_fits():
    long = Exhibit(sha256="a" * 64, name="x", kind="photo", media_type="image/png", size=1, caption="👍" * 600)
    assert caption(PHOTO) == ""
    assert caption(long) == "👍" * 511 + "…"
