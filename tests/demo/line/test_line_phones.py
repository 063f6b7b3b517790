"""The phone: what is tapped must be on the screen, quick replies vanish, and the chat is kept in order."""

import pytest
from linebot.v3.messaging import (
    CameraAction,
    DatetimePickerAction,
    FlexBox,
    FlexBubble,
    FlexButton,
    FlexMessage,
    MessageAction,
    PostbackAction,
    PushMessageRequest,
    QuickReply,
    QuickReplyItem,
    TextMessage,
    URIAction,
)

from tests.demo.line.conftest import MALEE, SOMCHAI

SEND = {"type": "postback", "label": "ส่ง", "data": "send:1", "displayText": "ส่งรายงาน"}


async def push(api, *messages, to=MALEE):
    await api.push_message(PushMessageRequest(to=to, messages=list(messages)))


def asking(*actions, text="ส่งเลยไหม"):
    return TextMessage(text=text, quickReply=QuickReply(items=[QuickReplyItem(action=action) for action in actions]))


def send_action():
    return PostbackAction(label="ส่ง", data="send:1", displayText="ส่งรายงาน")


def last(line):
    return line.messages(MALEE)[-1]


async def test_a_quick_reply_sends_its_postback_shows_its_words_and_vanishes(line, listener, api):
    await push(api, asking(send_action()))
    asked = last(line)
    await line.press(MALEE, asked.id, asked.buttons[0]["action"])
    assert listener.last["type"] == "postback"
    assert listener.last["postback"] == {"data": "send:1"}
    assert listener.token
    assert (last(line).by, last(line).message["text"]) == ("person", "ส่งรายงาน")
    assert asked.buttons == []
    with pytest.raises(ValueError, match="does not show this button"):
        await line.press(MALEE, asked.id, SEND)


async def test_any_new_message_takes_the_quick_replies_away(line, api):
    for disturb in (lambda: push(api, TextMessage(text="เตือน")), lambda: line.say(MALEE, "ก")):
        await push(api, asking(send_action()))
        asked = last(line)
        assert len(asked.buttons) == 1
        await disturb()
        assert asked.buttons == []


async def test_only_the_last_message_sent_together_shows_its_quick_replies(line, api):
    await push(api, asking(send_action()), asking(MessageAction(label="ไม่", text="ไม่")))
    first, second = line.messages(MALEE)
    assert first.buttons == []
    assert second.buttons[0]["action"]["text"] == "ไม่"


async def test_a_camera_button_stays_until_the_photo_is_sent(line, listener, api):
    await push(api, asking(CameraAction(label="ถ่ายรูป")))
    asked, heard = last(line), len(listener.heard)
    await line.press(MALEE, asked.id, asked.buttons[0]["action"])
    assert (len(listener.heard), len(asked.buttons)) == (heard, 1)
    await line.photo(MALEE, b"\xff\xd8")
    assert asked.buttons == []


async def test_a_picker_sends_what_was_picked_and_offers_nothing_outside_its_bounds(line, listener, api):
    await push(
        api, asking(DatetimePickerAction(label="วันที่", data="sent", mode="date", min="2026-10-01", max="2026-11-05"))
    )
    asked = last(line)
    action = asked.buttons[0]["action"]
    for impossible in ("2026-11-06", "2026-09-30", "2026-11-01T00:00", None):
        with pytest.raises(ValueError, match="does not offer"):
            await line.press(MALEE, asked.id, action, impossible)
    await line.press(MALEE, asked.id, action, "2026-11-05")
    assert listener.last["postback"] == {"data": "sent", "params": {"date": "2026-11-05"}}
    assert asked.buttons == []


async def test_a_button_in_a_card_can_be_pressed_again_and_again(line, listener, api):
    card = FlexBubble(body=FlexBox(layout="vertical", contents=[FlexButton(action=send_action())]))
    await push(api, FlexMessage(altText="การ์ด", contents=card))
    shown = last(line)
    await line.press(MALEE, shown.id, SEND)
    await line.press(MALEE, shown.id, SEND)
    assert [events[0]["type"] for events in listener.heard[-2:]] == ["postback", "postback"]
    with pytest.raises(ValueError, match="does not show"):
        await line.press(MALEE, shown.id, SEND | {"data": "send:2"})


async def test_a_message_button_speaks_for_the_person(line, listener, api):
    await push(api, asking(MessageAction(label="สถานะ", text="สถานะ")))
    await line.press(MALEE, last(line).id, last(line).buttons[0]["action"])
    assert listener.last["message"]["text"] == "สถานะ"


async def test_a_link_tells_the_bot_nothing(line, listener, api):
    await push(api, asking(URIAction(label="เปิด", uri="https://a.th/")))
    heard = len(listener.heard)
    await line.press(MALEE, last(line).id, last(line).buttons[0]["action"])
    assert len(listener.heard) == heard


async def test_one_cannot_press_in_somebody_else_s_chat(line, api):
    await push(api, asking(send_action()))
    with pytest.raises(KeyError):
        await line.press(SOMCHAI, last(line).id, SEND)


async def test_a_quoted_message_is_named_in_the_event(line, listener, api):
    await push(api, TextMessage(text="ขั้นที่เท่าไร"))
    asked = last(line)
    await line.say(MALEE, "3", quoted=asked.id)
    assert listener.last["message"]["quotedMessageId"] == asked.id
    assert listener.last["message"]["quoteToken"]


async def test_who_has_blocked_cannot_write(line):
    await line.block(MALEE)
    with pytest.raises(ValueError, match="blocked"):
        await line.say(MALEE, "สวัสดี")


async def test_stickers_and_places_arrive_as_such(line, listener):
    await line.sticker(MALEE)
    assert listener.last["message"]["stickerId"] == "1988"
    await line.location(MALEE, 13.75, 100.5, title="ที่ทำการ")
    assert listener.last["message"]["title"] == "ที่ทำการ"


async def test_only_one_s_own_message_can_be_unsent(line, listener, api):
    message_id = await line.say(MALEE, "ผิด")
    await line.unsend(MALEE, message_id)
    assert listener.last["unsend"] == {"messageId": message_id}
    assert "replyToken" not in listener.last
    assert last(line).unsent
    await push(api, TextMessage(text="รับแล้ว"))
    with pytest.raises(ValueError, match="own"):
        await line.unsend(MALEE, last(line).id)


def test_a_person_needs_an_id_as_line_gives_them(line):
    with pytest.raises(ValueError, match="not a LINE user ID"):
        line.add_person("malee", "มาลี")
