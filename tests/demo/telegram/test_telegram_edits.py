"""Edits, deletions and answers to buttons."""

from datetime import timedelta

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from tests.demo.telegram.pictures import png
from tests.demo.telegram.town import SOMCHAI

APPROVE = InlineKeyboardMarkup([[InlineKeyboardButton("อนุมัติ", callback_data="ok")]])
TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def card(town):
    return await town.bot.send_message(SOMCHAI, "รอ", reply_markup=APPROVE)


async def test_an_edit_replaces_the_words_and_without_a_keyboard_takes_it_away(town):
    sent = await card(town)
    town.later(minutes=1)
    edited = await town.bot.edit_message_text("<b>อนุมัติแล้ว</b>", SOMCHAI, sent.message_id, parse_mode="HTML")
    assert (town.somchai.last.text, town.somchai.last.keyboard) == ("อนุมัติแล้ว", [])
    assert edited.edit_date - sent.date == timedelta(minutes=1)
    assert edited.message_id == sent.message_id
    assert edited.entities[0].type == "bold"
    assert edited.reply_markup is None


async def test_an_edit_that_changes_nothing_is_refused(town):
    sent = await card(town)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await sent.edit_text("รอ", reply_markup=APPROVE)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(APPROVE)
    await sent.edit_text("รอ")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup()


async def test_other_formatting_of_the_same_words_is_a_change(town):
    sent = await town.bot.send_message(SOMCHAI, "<b>x</b>", parse_mode="HTML")
    await sent.edit_text("x")
    assert town.somchai.last.entities == []


async def test_only_the_keyboard_can_be_edited(town):
    sent = await card(town)
    await sent.edit_reply_markup()
    assert (town.somchai.last.text, town.somchai.last.keyboard) == ("รอ", [])


async def test_an_edit_is_measured_like_a_text(town):
    sent = await card(town)
    with pytest.raises(BadRequest, match="Message is too long"):
        await sent.edit_text("x" * 4097)
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await sent.edit_text("<b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Inline keyboard expected"):
        await town.bot.edit_message_reply_markup(SOMCHAI, sent.message_id, reply_markup=ReplyKeyboardMarkup([["x"]]))


async def test_what_is_gone_or_not_the_bots_own_cannot_be_edited(town):
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await town.bot.edit_message_text("x", SOMCHAI, 99)
    theirs = await town.service.say(SOMCHAI, "ของฉัน")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await town.bot.edit_message_text("x", SOMCHAI, theirs)


async def test_a_caption_is_edited_as_a_caption_and_a_text_as_a_text(town):
    photo = await town.bot.send_photo(SOMCHAI, png(40, 30), caption="ก่อน")
    await photo.edit_caption("หลัง")
    assert town.somchai.last.text == "หลัง"
    await photo.edit_caption()
    assert town.somchai.last.text == ""
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("x")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await (await card(town)).edit_caption("x")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await photo.edit_caption("x" * 1025)


async def test_messages_can_be_deleted_for_48_hours(town):
    sent, kept = await card(town), await card(town)
    town.later(hours=47)
    await sent.delete()
    assert sent.message_id not in town.somchai.bubbles
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    town.later(hours=1)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await kept.delete()


async def test_nothing_is_edited_for_who_blocked_the_bot(town):
    sent = await card(town)
    await town.service.block(SOMCHAI)
    with pytest.raises(Forbidden):
        await sent.edit_text("x")


async def test_an_answer_shows_for_a_moment_or_as_an_alert(town):
    sent = await card(town)
    await town.bot.answer_callback_query(await town.service.press(SOMCHAI, sent.message_id, "ok"), "อนุมัติแล้ว")
    await town.bot.answer_callback_query(
        await town.service.press(SOMCHAI, sent.message_id, "ok"), "ช้าไป", show_alert=True
    )
    assert [(toast.text, toast.alert) for toast in town.somchai.toasts] == [("อนุมัติแล้ว", False), ("ช้าไป", True)]


async def test_an_empty_answer_only_stops_the_waiting(town):
    sent = await card(town)
    query = await town.service.press(SOMCHAI, sent.message_id, "ok")
    assert town.service.unanswered == [query]
    await town.bot.answer_callback_query(query)
    assert town.service.unanswered == []
    assert town.somchai.toasts == []


async def test_an_answer_must_come_within_15_seconds_and_once(town):
    sent = await card(town)
    query = await town.service.press(SOMCHAI, sent.message_id, "ok")
    town.later(seconds=15)
    await town.bot.answer_callback_query(query)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await town.bot.answer_callback_query(query)
    late = await town.service.press(SOMCHAI, sent.message_id, "ok")
    town.later(seconds=16)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await town.bot.answer_callback_query(late)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await town.bot.answer_callback_query("1")


async def test_an_answer_has_at_most_200_characters(town):
    query = await town.service.press(SOMCHAI, (await card(town)).message_id, "ok")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await town.bot.answer_callback_query(query, "ก" * 201)
    await town.bot.answer_callback_query(query, "ก" * 200)
