"""What is said about the bot, what a phone allows, what a page sees, and starting over."""

import asyncio
import json

import pytest
from telegram import BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from tests.demo.telegram.town import MALEE, SOMCHAI


async def test_the_bot_knows_its_name(town):
    me = await town.bot.get_me()
    assert (me.id, me.username, me.is_bot) == (110201543, "thanwela_bot", True)


async def test_commands_are_kept_by_scope_and_language(town):
    await town.bot.set_my_commands([BotCommand("queue", "งานรอตรวจ")], language_code="th")
    await town.bot.set_my_commands([("late", "Late units")], scope=BotCommandScopeChat(SOMCHAI))
    assert [command.command for command in await town.bot.get_my_commands(language_code="th")] == ["queue"]
    assert [command.command for command in await town.bot.get_my_commands(BotCommandScopeChat(SOMCHAI))] == ["late"]
    assert await town.bot.get_my_commands() == ()
    await town.bot.delete_my_commands(language_code="th")
    assert await town.bot.get_my_commands(language_code="th") == ()


@pytest.mark.parametrize(
    ("command", "text", "complaint"),
    [
        ("คิว", "x", "Bot_command_invalid"),
        ("Queue", "x", "Bot_command_invalid"),
        ("q" * 33, "x", "Bot_command_invalid"),
        ("queue", "", "Bot_command_description_invalid"),
        ("queue", "x" * 257, "Bot_command_description_invalid"),
    ],
)
async def test_a_command_is_short_latin_and_described(town, command, text, complaint):
    with pytest.raises(BadRequest, match=complaint):
        await town.bot.set_my_commands([(command, text)])


async def test_at_most_100_commands_and_languages_of_two_letters(town):
    with pytest.raises(BadRequest, match="Bot_commands_too_much"):
        await town.bot.set_my_commands([(f"c{number}", "x") for number in range(101)])
    with pytest.raises(BadRequest, match="Invalid language code"):
        await town.bot.set_my_commands([("x", "x")], language_code="tha")


async def test_descriptions_and_the_name_are_kept_by_language(town):
    await town.bot.set_my_description("ทันเวลา", language_code="th")
    await town.bot.set_my_short_description("short")
    await town.bot.set_my_name("Thanwela")
    assert (await town.bot.get_my_description(language_code="th")).description == "ทันเวลา"
    assert (await town.bot.get_my_description()).description == ""
    assert (await town.bot.get_my_short_description()).short_description == "short"
    assert (await town.bot.get_my_name()).name == "Thanwela"
    with pytest.raises(BadRequest, match="Description is too long"):
        await town.bot.set_my_description("x" * 513)


async def test_a_phone_offers_only_start_before_start_and_while_blocked(town):
    with pytest.raises(ValueError, match="Start"):
        await town.service.say(MALEE, "x")
    await town.service.block(SOMCHAI)
    with pytest.raises(ValueError, match="Start"):
        await town.service.say(SOMCHAI, "x")


async def test_a_long_text_is_sent_in_pieces(town):
    await town.service.say(SOMCHAI, "x" * 5000)
    await town.service.settled()
    assert [len(text) for text in town.product.texts] == [4096, 904]
    with pytest.raises(ValueError, match="empty"):
        await town.service.say(SOMCHAI, "  ")


async def test_only_buttons_that_are_there_can_be_pressed_unless_the_press_crossed_an_edit(town):
    rows = [[InlineKeyboardButton("กฎ", url="https://a.th"), InlineKeyboardButton("ตกลง", callback_data="ok")]]
    sent = await town.bot.send_message(SOMCHAI, "?", reply_markup=InlineKeyboardMarkup(rows))
    with pytest.raises(ValueError, match="no such button"):
        await town.service.press(SOMCHAI, sent.message_id, "กฎ")
    await sent.edit_text("แล้ว")
    with pytest.raises(ValueError, match="no such button"):
        await town.service.press(SOMCHAI, sent.message_id, "ok")
    await town.service.press(SOMCHAI, sent.message_id, "ok", stale=True)
    await town.service.settled()
    assert town.product.updates[-1]["callback_query"]["data"] == "ok"


async def test_one_edits_only_texts_of_ones_own(town):
    sent = await town.bot.send_message(SOMCHAI, "x")
    with pytest.raises(ValueError, match="own"):
        await town.service.edit(SOMCHAI, sent.message_id, "y")


async def test_a_page_gets_the_whole_phone_as_json(town):
    await town.service.say(SOMCHAI, "ถาม")
    await town.bot.send_message(SOMCHAI, "ตอบ", disable_notification=True)
    shown = json.loads(json.dumps(town.somchai.shown()))
    assert [(m["text"], m["by_bot"], m["silent"]) for m in shown["messages"]] == [
        ("/start", False, False),
        ("ถาม", False, False),
        ("ตอบ", True, True),
    ]
    assert (shown["started"], shown["blocked"], shown["chat"]["first_name"]) == (True, False, "สมชาย")


async def test_a_page_hears_of_each_change(town):
    version = town.service.version
    waiting = asyncio.create_task(town.service.changed(version))
    await asyncio.sleep(0)
    assert not waiting.done()
    await town.bot.send_message(SOMCHAI, "x")
    assert await waiting > version


async def test_starting_over_forgets_all_but_the_webhook_and_uses_no_id_twice(town):
    await town.service.say(SOMCHAI, "ก")
    await town.service.settled()
    before = town.product.updates[-1]
    town.service.faults.fail(500)
    await town.service.reset()
    with pytest.raises(BadRequest, match="Chat not found"):
        await town.bot.send_message(SOMCHAI, "x")
    town.service.add_person(SOMCHAI, "สมชาย")
    await town.service.start(SOMCHAI)
    await town.service.settled()
    after = town.product.updates[-1]
    assert after["update_id"] > before["update_id"]
    assert after["message"]["message_id"] > before["message"]["message_id"]
    assert [refusal.description for refusal in town.service.refusals] == ["Bad Request: chat not found"]


async def test_starting_over_wakes_a_page_that_waits(town):
    waiting = asyncio.create_task(town.service.changed(town.service.version))
    await asyncio.sleep(0)
    await town.service.reset()
    assert await waiting
