"""Every shape as LINE messages: whatever we say, LINE's own rules accept it, and nothing that matters is lost."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linebot.v3.messaging import FlexMessage, TextMessage

from bot.demo.line.checks.messages import faults_of
from bot.links import Links
from bot.platforms.line_drawing import drawn
from messages.outgoing import ALBUM, CAMERA, Button, Card, Exhibit, Revised, Row, Shape, Text, aloud
from messages.states import LOOKS, WHITE, State
from tests.contrast import LEGIBLE, contrast

WORDS = "ผลงานตัวชี้วัดที่ ๘ โครงการ ก · ขั้น 2 → 3 ✓ ภายในวันจันทร์ที่ 5 ต.ค. 2569 น้ำ 😀 Aa1"


def link_to(sha256: str, name: str, made: str) -> str:
    return f"https://files.example/f/{sha256}"


def said(*shapes: Shape) -> list[dict[str, Any]]:
    """What LINE is sent, after LINE's rules were held against it."""
    messages = drawn(shapes, link_to)
    assert not messages or faults_of("push", {"to": "U" + "a1" * 16, "messages": messages}) == []
    return messages


def quick(message: dict[str, Any]) -> list[str]:
    return [item["action"]["label"] for item in message.get("quickReply", {}).get("items", ())]


def parts(node: Any, kind: str) -> list[dict[str, Any]]:
    """All Flex components of a kind, in their order."""
    if isinstance(node, list):
        return [found for each in node for found in parts(each, kind)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == kind else []
    return own + [found for each in node.values() for found in parts(each, kind)]


def choices(count: int) -> tuple[Button, ...]:
    return tuple(Button(f"ขั้น {number}", press=f"={number}") for number in range(1, count + 1))


texts = st.text(st.sampled_from(WORDS), max_size=120) | st.text(max_size=40) | st.just("ยาวมาก " * 900)
labels = st.text(st.sampled_from(WORDS), min_size=1, max_size=60)
buttons = st.one_of(
    st.builds(Button, labels, press=st.text(st.sampled_from("=>a1.@ก "), min_size=1, max_size=20)),
    st.builds(Button, labels, opens=st.sampled_from([CAMERA, ALBUM])),
    st.builds(Button, labels, link=st.just("https://files.example/notice?a=%E0%B8%81")),
    st.builds(Button, labels),
)
some_buttons = st.lists(buttons, max_size=30).map(tuple)
cards = st.builds(
    Card,
    title=texts,
    state=st.sampled_from(State),
    small=texts,
    status=texts,
    body=st.lists(texts, max_size=5).map(tuple),
    rows=st.lists(st.builds(Row, texts, texts, st.none() | buttons), max_size=12).map(tuple),
    footer=st.lists(buttons, max_size=2).map(tuple),
    choices=some_buttons,
)
exhibits = st.builds(
    Exhibit,
    sha256=st.just("ab" * 32),
    name=labels,
    kind=st.just("file"),
    media_type=st.sampled_from(["image/jpeg", "image/png", "image/heic", "application/pdf", "video/mp4"]),
    size=st.integers(1, 30_000_000),
    caption=texts,
)
shapes = st.one_of(
    st.builds(Text, texts, choices=some_buttons, title=texts), cards, st.builds(Revised, cards), exhibits
)


@settings(max_examples=150)
@given(st.lists(shapes, min_size=1, max_size=8))
def test_line_refuses_nothing_that_we_can_say(spoken):
    said(*spoken)


@settings(max_examples=60)
@given(cards)
def test_the_sdk_itself_would_send_the_same(card):
    for message in said(card):
        model = (FlexMessage if message["type"] == "flex" else TextMessage).from_dict(message)
        assert model.to_dict() == message


def test_a_text_with_its_title_first():
    assert said(Text("รายละเอียด", title="หัวเรื่อง")) == [{"type": "text", "text": "หัวเรื่อง\nรายละเอียด"}]


def test_choices_become_quick_replies_that_say_their_whole_label_when_tapped():
    label = "ขั้นที่สาม ประชุมชี้แจงผู้เกี่ยวข้องทุกหน่วยงาน"
    (message,) = said(Text("ถึงขั้นใด", choices=(Button(label, press="=3"), Button("ถ่ายภาพ", opens=CAMERA))))
    step, camera = (item["action"] for item in message["quickReply"]["items"])
    assert (step["type"], step["data"], step["displayText"]) == ("postback", "=3", label)
    assert step["label"].endswith("…")
    assert camera == {"type": "camera", "label": "ถ่ายภาพ"}


def test_the_album_and_a_page_open_from_quick_replies():
    (message,) = said(
        Text("ส่งหลักฐาน", choices=(Button("เลือกภาพ", opens=ALBUM), Button("อ่าน", link="https://example.com/")))
    )
    kinds = [item["action"]["type"] for item in message["quickReply"]["items"]]
    assert kinds == ["cameraRoll", "uri"]


def test_choices_stand_below_the_last_message_because_only_there_are_they_seen():
    first, second = said(
        Text("หนึ่ง", choices=choices(2)), Text("สอง", choices=(*choices(1), Button("ยกเลิก", press="=x")))
    )
    assert quick(first) == []
    assert quick(second) == ["ขั้น 1", "ขั้น 2", "ยกเลิก"]


def test_thirteen_choices_fit_below_one_text():
    (message,) = said(Text("ถึงขั้นใด", choices=choices(13)))
    assert len(quick(message)) == 13


def test_the_fourteenth_choice_and_further_are_listed_and_the_camera_stays_in_reach():
    text, listed = said(Text("ถึงขั้นใด", choices=(*choices(15), Button("ถ่ายภาพ", opens=CAMERA))))
    assert text == {"type": "text", "text": "ถึงขั้นใด"}
    assert quick(listed) == [f"ขั้น {number}" for number in range(1, 13)] + ["ถ่ายภาพ"]
    assert [button["action"]["label"] for button in parts(listed, "button")] == ["ขั้น 13", "ขั้น 14", "ขั้น 15"]
    assert listed["altText"] == "ขั้น 13\nขั้น 14\nขั้น 15"


def test_a_text_longer_than_line_takes_is_split_at_line_ends():
    lines = [f"{number} " + "ยาว" * 100 for number in range(40)]
    messages = said(Text("\n".join(lines)))
    assert "\n".join(message["text"] for message in messages) == "\n".join(lines)
    assert len(messages) == 3


def test_a_sixth_message_is_told_in_words():
    photos = [
        Exhibit(sha256=f"{number}", name=f"{number}.jpg", kind="photo", media_type="image/jpeg", size=9)
        for number in range(6)
    ]
    *first, last = said(*photos, Text("ครบแล้ว", choices=choices(2)))
    assert [message["type"] for message in first] == ["image"] * 4
    assert last["text"] == "https://files.example/f/4\n\nhttps://files.example/f/5\n\nครบแล้ว"
    assert quick(last) == ["ขั้น 1", "ขั้น 2"]


TO_DO = Card(
    title="ต้องส่ง 2 รายการ",
    state=State.SOON,
    small="สปข.3 · ผลงานเดือน ก.ย. 2569",
    status="ภายในวันจันทร์ที่ 5 ต.ค. 2569",
    body=("อีก 2 วันทำการ",),
    rows=(
        Row("ตัวชี้วัด 8 โครงการ ก", "เดือนก่อนถึงขั้น 2", Button("รายงาน", press=">report 8 P1")),
        Row("ตัวชี้วัด 8 โครงการ ข", "ยังขาดหลักฐานขั้น 4", Button("รายงาน", press=">report 8 P2")),
    ),
    footer=(Button("ทุกรายการเหมือนเดือนก่อน", press=">same"),),
)


def test_a_card_is_a_bubble_with_an_edge_in_the_state_s_colour():
    (message,) = said(TO_DO)
    bubble = message["contents"]
    assert bubble["size"] == "mega"
    assert bubble["header"]["backgroundColor"] == LOOKS[State.SOON].edge


def test_a_card_s_lines_stand_in_their_order_with_the_sign_before_the_status():
    (message,) = said(TO_DO)
    assert [text["text"] for text in parts(message, "text")] == [
        "สปข.3 · ผลงานเดือน ก.ย. 2569",
        "ต้องส่ง 2 รายการ",
        "◷ ภายในวันจันทร์ที่ 5 ต.ค. 2569",
        "อีก 2 วันทำการ",
        "ตัวชี้วัด 8 โครงการ ก",
        "เดือนก่อนถึงขั้น 2",
        "ตัวชี้วัด 8 โครงการ ข",
        "ยังขาดหลักฐานขั้น 4",
    ]
    assert parts(message, "text")[2]["color"] == LOOKS[State.SOON].text
    assert all(text["wrap"] and text["lineSpacing"] for text in parts(message, "text"))


def test_a_late_card_needs_no_sign_for_its_status_counts_the_days():
    (message,) = said(Card(title="ส่งแล้ว", state=State.LATE_SENT, status="ล่าช้า 5 วัน"))
    assert parts(message, "text")[1]["text"] == "ล่าช้า 5 วัน"


def test_a_card_is_read_aloud_to_who_does_not_see_it():
    (message,) = said(TO_DO)
    assert message["altText"] == aloud(TO_DO)


def test_no_button_is_filled_where_each_row_has_its_own():
    (message,) = said(TO_DO)
    assert {button["style"] for button in parts(message, "button")} == {"secondary"}


def test_only_the_first_button_of_a_footer_is_filled():
    card = Card(title="ขอให้แก้ไข", state=State.RETURNED, footer=choices(2))
    (message,) = said(card)
    assert [button["style"] for button in parts(message, "button")] == ["primary", "secondary"]


def test_the_camera_opens_from_a_card_by_a_link_for_only_quick_replies_can_open_it_themselves():
    (message,) = said(Card(title="หลักฐาน", state=State.SOON, footer=(Button("ถ่ายภาพ", opens=CAMERA),)))
    assert parts(message, "button")[0]["action"]["uri"] == "https://line.me/R/nv/camera/"


def test_a_card_with_too_many_words_for_a_bubble_is_read_aloud_with_its_buttons_below():
    rows = tuple(Row("ยาว" * 250, "มาก" * 250, Button(f"รายงาน {number}", press=f"={number}")) for number in range(8))
    card = Card(title="ต้องส่ง", state=State.SOON, rows=rows, footer=(Button("ทั้งหมด", press=">all"),))
    *words, listed = said(card)
    assert "".join("".join(message["text"] for message in words).split()) == "".join(aloud(card).split())
    pressed = [button["action"]["data"] for button in parts(listed, "button")]
    assert pressed == [*(f"={number}" for number in range(8)), ">all"]


def test_ten_rows_of_usual_length_fit_into_a_bubble_with_room_to_spare():
    row = Row("ตัวชี้วัด 10.2 โครงการพัฒนาระบบ" * 2, "เดือนก่อนถึงขั้น 2 ยังขาดหลักฐาน" * 2, Button("รายงาน", press="x" * 64))
    (message,) = said(Card(title="ต้องส่ง 10 รายการ", state=State.LATE_OPEN, rows=(row,) * 10, footer=choices(2)))
    assert len(msgspec.json.encode(message["contents"])) < 20_000


def test_a_revised_card_sends_nothing():
    assert said(Revised(TO_DO)) == []
    assert len(said(Revised(TO_DO), Text("แก้ไขแล้ว"))) == 1


def test_nothing_to_say_is_nothing_to_send():
    assert said(Text(" \n"), Text("", choices=choices(2))) == []


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png"])
def test_a_picture_is_shown_in_place_below_its_caption(media_type):
    caption, picture = said(
        Exhibit(sha256="ab", name="a.jpg", kind="photo", media_type=media_type, size=900_000, caption="ขั้น 3")
    )
    assert caption["text"] == "ขั้น 3"
    assert picture["originalContentUrl"] == picture["previewImageUrl"] == "https://files.example/f/ab"


def test_the_signed_address_of_a_file_with_a_long_thai_name_fits_into_a_button():
    links = Links("secret", "https://thanwela.example.go.th", lambda: datetime(2026, 11, 2, tzinfo=UTC))
    name = "รายงานการประชุมชี้แจงผู้เกี่ยวข้องทุกหน่วยงานครั้งที่ ๑" * 5 + ".pdf"
    exhibit = Exhibit(sha256="0a1b2c3d" * 8, name=name, kind="file", media_type="application/pdf", size=9)
    (message,) = drawn([exhibit], links.make)
    assert faults_of("validate", {"messages": [message]}) == []
    found = links.read(parts(message, "button")[0]["action"]["uri"].rpartition("/")[2])
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("media_type", "size"), [("application/pdf", 10), ("video/mp4", 10), ("image/heic", 10), ("image/jpeg", 1_000_001)]
)
def test_what_line_cannot_show_is_a_button_that_opens_it(media_type, size):
    (message,) = said(
        Exhibit(sha256="ab", name="บันทึก.pdf", kind="file", media_type=media_type, size=size, caption="ขั้น 3")
    )
    (button,) = parts(message, "button")
    assert button["action"] == {"type": "uri", "label": "บันทึก.pdf", "uri": "https://files.example/f/ab"}
    assert message["altText"] == "ขั้น 3\nบันทึก.pdf\nhttps://files.example/f/ab"


@pytest.mark.parametrize("state", State)
def test_every_letter_of_a_card_can_be_read_on_its_ground(state):
    rows = (Row("ตัวชี้วัด 8", "เดือนก่อนถึงขั้น 2", Button("รายงาน", press=">report 8")),)
    footer = (Button("ยืนยันส่ง", press="=yes"), Button("แก้ไข", press="=edit"))
    for with_rows in (rows, ()):
        card = Card(
            title="โครงการ ก",
            state=state,
            small="สปข.3",
            status="สถานะ",
            body=("ข้อความ",),
            rows=with_rows,
            footer=footer,
        )
        (message,) = said(card)
        pairs = {(part["color"], WHITE) for part in parts(message, "text")}
        for button in parts(message, "button"):
            # LINE writes in white on a filled button, and in a near black of its own on a light one.
            pairs.add((WHITE if button["style"] == "primary" else "#111111", button["color"]))
        assert len(pairs) >= 3
        assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < LEGIBLE} == {}
