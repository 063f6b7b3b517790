"""Groups of the stand-in: what a bot hears there, topics, being put out, becoming a supergroup."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from tests.demo.contracts import read, telegram_faults
from tests.demo.telegram.town import SOMCHAI

GROUP = -1007
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("ตกลง", callback_data="d")]])


async def heard(town):
    await town.service.settled()
    return [update.get("message", {}).get("text") for update in town.product.updates]


async def test_with_privacy_on_a_bot_hears_only_what_is_meant_for_it(town):
    groups = town.service.groups
    groups.add(GROUP, "กพร.")
    groups.say(SOMCHAI, GROUP, "/late")
    groups.say(SOMCHAI, GROUP, "/late@other_bot")
    groups.say(SOMCHAI, GROUP, "คุยกันเอง")
    groups.say(SOMCHAI, GROUP, "/late@thanwela_bot")
    sent = await town.bot.send_message(GROUP, "x")
    groups.say(SOMCHAI, GROUP, "/overview")
    groups.say(SOMCHAI, GROUP, "ตอบ", reply_to=sent.message_id)
    assert await heard(town) == ["/late@thanwela_bot", "/overview", "ตอบ"]
    groups.privacy = False
    groups.say(SOMCHAI, GROUP, "คุยกันเอง")
    assert (await heard(town))[-1] == "คุยกันเอง"


async def test_a_message_to_a_topic_stands_in_it_and_one_to_no_topic_is_refused(town):
    groups = town.service.groups
    groups.add(GROUP, "กพร.")
    groups.topic(GROUP, 12)
    sent = await town.bot.send_message(GROUP, "x", message_thread_id=12)
    assert (sent.message_thread_id, sent.is_topic_message) == (12, True)
    groups.topic(GROUP, 12, "closed")
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await town.bot.send_message(GROUP, "x", message_thread_id=12)
    groups.delete_topic(GROUP, 12)
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await town.bot.send_message(GROUP, "x", message_thread_id=12)
    assert await town.bot.send_message(GROUP, "x")


async def test_a_bot_that_was_put_out_is_told_so_and_can_send_nothing(town):
    town.service.groups.add(GROUP, "กพร.", by=SOMCHAI)
    town.service.groups.kick(SOMCHAI, GROUP)
    await town.service.settled()
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in town.product.updates]
    assert statuses == ["member", "kicked"]
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await town.bot.send_message(GROUP, "x")


async def test_every_update_of_a_group_is_of_telegram_s_form(town):
    groups, known = town.service.groups, read("telegram")
    groups.add(-7, "กพร.", kind="group", by=SOMCHAI)
    sent = await town.bot.send_message(-7, "x", reply_markup=KEYS)
    groups.say(SOMCHAI, -7, "ตอบ", reply_to=sent.message_id)
    groups.press(SOMCHAI, -7, sent.message_id, "d")
    groups.migrate(-7, GROUP, by=SOMCHAI)
    groups.topic(GROUP, 12)
    groups.say(SOMCHAI, GROUP, "/late@thanwela_bot", topic=12)
    groups.kick(SOMCHAI, GROUP)
    await town.service.settled()
    faults = [fault for update in town.product.updates for fault in telegram_faults(update, "Update", known)]
    assert faults == []
    assert [
        update["message"]["migrate_to_chat_id"]
        for update in town.product.updates
        if "migrate_to_chat_id" in update.get("message", {})
    ] == [GROUP]
