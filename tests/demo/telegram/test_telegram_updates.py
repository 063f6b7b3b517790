"""Each update is complete: the real library reads all of it and writes the same again."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from tests.demo.telegram.pictures import jpeg
from tests.demo.telegram.town import MALEE, SOMCHAI

ADDED = {"delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created"}


async def heard(town):
    """The last update as the library reads it, checked to say exactly what was sent."""
    await town.service.settled()
    raw = town.product.updates[-1]
    update = Update.de_json(raw, town.bot)
    assert said(update.to_dict()) == raw
    return update


def said(value):
    """Without the four fields that the library adds to each message and Telegram does not send."""
    if isinstance(value, dict):
        return {name: said(inner) for name, inner in value.items() if name not in ADDED}
    return [said(inner) for inner in value] if isinstance(value, list) else value


async def test_a_text_says_who_where_and_when(town):
    await town.service.say(SOMCHAI, "ผลเดือนนี้ 85")
    message = (await heard(town)).message
    person = message.from_user
    assert (person.id, person.first_name, person.last_name, person.language_code) == (SOMCHAI, "สมชาย", "ใจดี", "th")
    assert (message.chat.id, message.chat.type, message.chat.username) == (SOMCHAI, "private", "somchai")
    assert (message.text, message.date) == ("ผลเดือนนี้ 85", town.clock.now())


async def test_start_carries_its_payload_as_a_command(town):
    await town.service.start(MALEE, "CODE-1_x")
    message = (await heard(town)).message
    assert message.text == "/start CODE-1_x"
    assert (message.entities[0].type, message.entities[0].offset, message.entities[0].length) == ("bot_command", 0, 6)
    assert message.from_user.language_code is None
    with pytest.raises(ValueError, match="payload"):
        await town.service.start(MALEE, "ไทย")


async def test_a_command_for_this_bot_is_found_anywhere(town):
    await town.service.say(SOMCHAI, "ดู /queue@thanwela_bot และ a/b")
    entities = (await heard(town)).message.entities
    assert [(entity.type, entity.offset, entity.length) for entity in entities] == [("bot_command", 3, 19)]


async def test_a_reply_brings_what_it_replies_to(town):
    sent = await town.bot.send_message(SOMCHAI, "<b>ถาม</b>", parse_mode="HTML")
    await town.service.say(SOMCHAI, "ตอบ", reply_to=sent.message_id)
    assert (await heard(town)).message.reply_to_message.text == "ถาม"


async def test_a_photo_has_sizes_a_caption_and_its_album(town):
    for caption in ("หนึ่ง", None):
        await town.service.photo(SOMCHAI, jpeg(900, 600), caption, media_group="77")
    message = (await heard(town)).message
    assert [size.width for size in message.photo] == [90, 320, 800, 900]
    assert all(size.file_size for size in message.photo)
    assert message.media_group_id == "77"
    assert town.product.updates[-2]["message"]["caption"] == "หนึ่ง"


async def test_a_document_has_its_name_kind_and_size(town):
    await town.service.document(SOMCHAI, "หลักฐาน.pdf", b"%PDF-1.4", "application/pdf", caption="ดู")
    document = (await heard(town)).message.document
    assert (document.file_name, document.mime_type, document.file_size) == ("หลักฐาน.pdf", "application/pdf", 8)


async def test_a_sticker_is_complete(town):
    await town.service.sticker(SOMCHAI, "👍")
    assert (await heard(town)).message.sticker.emoji == "👍"


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_a_video_and_a_voice_are_complete(town):
    await town.service.video(SOMCHAI, b"video", caption="คลิป")
    assert (await heard(town)).message.video.mime_type == "video/mp4"
    await town.service.voice(SOMCHAI, b"voice", seconds=3)
    assert (await heard(town)).message.voice.mime_type == "audio/ogg"


async def test_an_edit_is_the_whole_message_with_its_edit_date(town):
    said = await town.service.say(SOMCHAI, "/8 5")
    town.later(minutes=1)
    await town.service.edit(SOMCHAI, said, "86")
    edited = (await heard(town)).edited_message
    assert (edited.message_id, edited.text, edited.edit_date) == (said, "86", town.clock.now())
    assert edited.date < edited.edit_date
    assert edited.entities == ()


async def test_a_press_brings_the_message_with_its_keyboard(town):
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("อนุมัติ", callback_data="ok")]])
    sent = await town.bot.send_message(SOMCHAI, "รออนุมัติ", reply_markup=markup)
    first = await town.service.press(SOMCHAI, sent.message_id, "อนุมัติ")
    query = (await heard(town)).callback_query
    assert (query.id, query.data, query.from_user.id) == (first, "ok", SOMCHAI)
    assert (query.message.text, query.message.reply_markup, query.message.date) == ("รออนุมัติ", markup, sent.date)
    await town.service.press_at(SOMCHAI, sent.message_id, 0, 0)
    again = (await heard(town)).callback_query
    assert again.id != query.id
    assert again.chat_instance == query.chat_instance


async def test_blocking_and_letting_in_again_are_told(town):
    await town.service.block(SOMCHAI)
    told = (await heard(town)).my_chat_member
    assert (told.old_chat_member.status, told.new_chat_member.status) == ("member", "kicked")
    assert (told.chat.id, told.from_user.id, told.new_chat_member.user.id) == (SOMCHAI, SOMCHAI, town.bot.id)
    await town.service.unblock(SOMCHAI)
    assert (await heard(town)).my_chat_member.new_chat_member.status == "member"


async def test_start_after_blocking_lets_the_bot_in_first(town):
    await town.service.block(SOMCHAI)
    await town.service.start(SOMCHAI)
    await town.service.settled()
    assert sorted(town.product.kinds) == ["message", "my_chat_member", "my_chat_member"]
