"""What the stand-in takes and refuses of texts, keyboards and chats."""

import json

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from tests.demo.telegram.town import MALEE, SOMCHAI, TOKEN, a_bot


def keyboard(*rows):
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=text) for text in row] for row in rows])


async def post(town, method, content=None, **kind):
    async with httpx.AsyncClient() as client:
        return (await client.post(f"{town.base_url}/bot{TOKEN}/{method}", content=content, **kind)).json()


async def test_a_text_appears_on_the_phone_with_its_keyboard(town):
    sent = await town.bot.send_message(SOMCHAI, "รายงานเดือนตุลาคม", reply_markup=keyboard(["อนุมัติ", "ส่งกลับ"]))
    bubble = town.somchai.last
    assert (bubble.text, bubble.message_id, bubble.by_bot) == ("รายงานเดือนตุลาคม", sent.message_id, True)
    assert [[button["text"] for button in row] for row in bubble.keyboard] == [["อนุมัติ", "ส่งกลับ"]]
    assert sent.from_user.is_bot
    assert sent.chat.type == "private"
    assert sent.date == town.clock.now()


async def test_html_becomes_entities(town):
    await town.bot.send_message(
        SOMCHAI, "<b>ช้า</b> 2 วัน &lt;ดู <a href='https://a.th/?a=1&amp;b=2'>กฎ</a>&gt;", parse_mode="HTML"
    )
    bubble = town.somchai.last
    assert bubble.text == "ช้า 2 วัน <ดู กฎ>"
    assert bubble.entities == [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "text_link", "offset": 14, "length": 2, "url": "https://a.th/?a=1&b=2"},
    ]


async def test_a_command_in_the_bots_own_text_can_be_tapped(town):
    await town.bot.send_message(SOMCHAI, "พิมพ์ /queue หรือ <code>/late</code>", parse_mode="HTML")
    kinds = [(entity["type"], entity["offset"]) for entity in town.somchai.last.entities]
    assert kinds == [("bot_command", 6), ("code", 18)]


@pytest.mark.parametrize("html", ["<b>open", "a < b", "<font>x</font>", "</b>", "<b>x</i>"])
async def test_bad_html_loses_the_message_and_is_noted(town, html):
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await town.bot.send_message(SOMCHAI, html, parse_mode="HTML")
    refusal = town.service.refusals[-1]
    assert refusal.description.startswith("Bad Request: can't parse entities: ")
    assert (refusal.method, refusal.code, refusal.at) == ("sendMessage", 400, town.clock.now())
    assert not town.somchai.last.by_bot


async def test_4096_characters_after_parsing_pass_and_one_more_does_not(town):
    await town.bot.send_message(SOMCHAI, f"<b>{'ก' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await town.bot.send_message(SOMCHAI, "ก" * 4097)


async def test_a_text_must_say_something(town):
    with pytest.raises(BadRequest, match="Message text is empty"):
        await town.bot.send_message(SOMCHAI, "")
    with pytest.raises(BadRequest, match="Text must be non-empty"):
        await town.bot.send_message(SOMCHAI, "<b> \n</b>", parse_mode="HTML")


async def test_spaces_at_both_ends_are_cut_and_entities_move_along(town):
    await town.bot.send_message(SOMCHAI, "  <b>x </b> ", parse_mode="HTML")
    assert (town.somchai.last.text, town.somchai.last.entities) == ("x", [{"type": "bold", "offset": 0, "length": 1}])


async def test_entities_can_come_ready_made(town):
    await town.bot.send_message(SOMCHAI, "x /y", entities=[MessageEntity("italic", 0, 1)])
    assert [entity["type"] for entity in town.somchai.last.entities] == ["italic", "bot_command"]


async def test_a_parse_mode_that_the_stand_in_does_not_know_is_refused(town):
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await town.bot.send_message(SOMCHAI, "*x*", parse_mode="MarkdownV2")


async def test_button_data_is_measured_in_bytes(town):
    await town.bot.send_message(SOMCHAI, "?", reply_markup=keyboard(["ก" * 21]))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await town.bot.send_message(SOMCHAI, "?", reply_markup=keyboard(["ก" * 22]))


@pytest.mark.parametrize("rows", [[["x"] * 9], [["x"] * 8] * 13])
async def test_too_many_buttons_are_refused(town, rows):
    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await town.bot.send_message(SOMCHAI, "?", reply_markup=keyboard(*rows))


async def test_100_buttons_pass(town):
    await town.bot.send_message(SOMCHAI, "?", reply_markup=keyboard(*[["x"] * 8] * 12, ["x"] * 4))
    assert sum(map(len, town.somchai.last.keyboard)) == 100


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "x"}, "text buttons are unallowed"),
        ({"text": "x", "callback_data": ""}, "text buttons are unallowed"),
        ({"callback_data": "x"}, 'can\'t find field "text"'),
        ({"text": "", "callback_data": "x"}, "button text must be non-empty"),
        ({"text": "x", "callback_data": "x", "url": "https://a.th"}, "exactly one action"),
        ({"text": "x", "url": "javascript:1"}, "unsupported URL protocol"),
        ("x", "must be an Object"),
    ],
)
async def test_a_button_has_words_and_exactly_one_action(town, button, complaint):
    markup = json.dumps({"inline_keyboard": [[button]]})
    answer = await post(town, "sendMessage", data={"chat_id": SOMCHAI, "text": "?", "reply_markup": markup})
    assert answer["error_code"] == 400
    assert complaint.lower() in answer["description"].lower()


@pytest.mark.parametrize("name", ["reply_markup", "reply_parameters", "entities", "link_preview_options"])
async def test_malformed_json_in_a_parameter_is_refused(town, name):
    answer = await post(town, "sendMessage", data={"chat_id": SOMCHAI, "text": "x", name: "{"})
    assert answer["error_code"] == 400
    assert answer["description"].startswith("Bad Request: can't parse ")


async def test_unknown_parameters_are_passed_over(town):
    assert (await post(town, "sendMessage", data={"chat_id": SOMCHAI, "text": "x", "colour": "{"}))["ok"]


async def test_json_forms_multipart_and_the_query_all_serve(town):
    await post(town, "sendMessage", json={"chat_id": SOMCHAI, "text": "json", "disable_notification": True})
    assert town.somchai.last.silent
    await post(town, "sendmessage", files={"chat_id": (None, str(SOMCHAI)), "text": (None, "หลายส่วน")})
    assert town.somchai.last.text == "หลายส่วน"
    await post(town, f"sendMessage?chat_id={SOMCHAI}&text=query")
    assert town.somchai.last.text == "query"


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"text": '])
async def test_a_malformed_body_is_refused(town, body):
    answer = await post(town, "sendMessage", body, headers={"Content-Type": "application/json"})
    assert answer["error_code"] == 400


async def test_silent_and_protected_are_kept(town):
    sent = await town.bot.send_message(SOMCHAI, "x", disable_notification=True, protect_content=True)
    assert town.somchai.last.silent
    assert town.somchai.last.protected
    assert sent.has_protected_content


async def test_a_link_preview_can_be_switched_off(town):
    sent = await town.bot.send_message(
        SOMCHAI, "https://a.th", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    assert sent.link_preview_options.is_disabled
    assert sent.entities[0].type == "url"


async def test_a_reply_shows_what_it_answers(town):
    asked = await town.service.say(SOMCHAI, "ถาม")
    sent = await town.bot.send_message(SOMCHAI, "ตอบ", reply_parameters=ReplyParameters(asked))
    assert sent.reply_to_message.text == "ถาม"
    again = await town.bot.send_message(SOMCHAI, "ตอบอีก", reply_to_message_id=sent.message_id)
    assert again.reply_to_message.reply_to_message is None


async def test_a_reply_to_nothing_is_refused_unless_allowed(town):
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await town.bot.send_message(SOMCHAI, "x", reply_parameters=ReplyParameters(99))
    allowed = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await town.bot.send_message(SOMCHAI, "x", reply_parameters=allowed)).reply_to_message is None


async def test_nobody_known_by_that_id(town):
    with pytest.raises(BadRequest, match="Chat not found"):
        await town.bot.send_message(999, "x")
    assert (await post(town, "sendMessage", data={"text": "x"}))["description"] == "Bad Request: chat_id is empty"


async def test_a_bot_cannot_write_first(town):
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await town.bot.send_message(MALEE, "สวัสดี")
    await town.service.start(MALEE)
    assert await town.bot.send_message(MALEE, "สวัสดี")


async def test_who_blocked_the_bot_hears_nothing(town):
    await town.service.block(SOMCHAI)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await town.bot.send_message(SOMCHAI, "x")
    await town.service.unblock(SOMCHAI)
    assert await town.bot.send_message(SOMCHAI, "x")


async def test_a_group_that_moved_names_its_new_id(town):
    town.service.add_group(-5, "กพร.")
    town.service.migrate_group(-5, -1005)
    with pytest.raises(ChatMigrated) as moved:
        await town.bot.send_message(-5, "x")
    assert moved.value.new_chat_id == -1005
    assert (await town.bot.send_message(-1005, "x")).chat.title == "กพร."


async def test_typing_is_shown_until_the_message_comes(town):
    await town.bot.send_chat_action(SOMCHAI, "typing")
    assert town.somchai.action == "typing"
    await town.bot.send_message(SOMCHAI, "x")
    assert town.somchai.action == ""
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await town.bot.send_chat_action(SOMCHAI, "thinking")


async def test_an_unknown_method_is_not_found(town):
    assert await post(town, "sendMoney") == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }


async def test_a_wrong_token_is_turned_away(town):
    with pytest.raises(InvalidToken):
        await a_bot(town.base_url, "110201543:wrong").initialize()
    assert (town.service.refusals[-1].code, town.service.refusals[-1].description) == (401, "Unauthorized")
