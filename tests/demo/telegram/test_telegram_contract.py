"""The stand-in against the Bot API's description: no method that Telegram lacks, nothing in an answer or an update that
Telegram does not send, nothing left out that it always sends."""

import re
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

import bot.demo.telegram as stand_in
from bot.demo.telegram.api import METHODS
from tests.demo.contracts import read, telegram_faults
from tests.demo.telegram.pictures import png
from tests.demo.telegram.town import SOMCHAI

KNOWN = read("telegram")
BY_LOWER_NAME = {name.lower(): name for name in KNOWN["methods"]}
RECEIVING = ("setWebhook", "deleteWebhook", "getWebhookInfo", "getUpdates")
READ = re.compile(r"""parameters\.(?:text|integer|flag|json)\(\s*"(\w+)\"""")
OLDER_THAN_THE_DESCRIPTION = {"reply_to_message_id", "allow_sending_without_reply"}
"""Still taken by the service (its open source says so), in the place of reply_parameters."""
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("ตกลง", callback_data="d")]])


def test_every_method_is_one_of_telegram_s():
    assert {name for name in METHODS if name not in BY_LOWER_NAME} == set()


def test_every_parameter_that_is_read_is_one_of_some_method_s():
    files = Path(stand_in.__path__[0]).glob("*.py")
    names = {name for file in files for name in READ.findall(file.read_text(encoding="utf-8"))}
    fields = {
        field for name in (*METHODS, *map(str.lower, RECEIVING)) for field in KNOWN["methods"][BY_LOWER_NAME[name]]
    }
    assert "callback_query_id" in names
    assert names - fields == OLDER_THAN_THE_DESCRIPTION


async def test_every_update_is_of_telegram_s_form(town):
    service = town.service
    said = await service.say(SOMCHAI, "/overview https://example.org")
    await service.say(SOMCHAI, "ตอบ", said)
    await service.photo(SOMCHAI, png(40, 30), "ภาพ", media_group="1")
    await service.document(SOMCHAI, "a.pdf", b"%PDF", "application/pdf")
    await service.video(SOMCHAI, b"video")
    await service.voice(SOMCHAI, b"voice")
    await service.sticker(SOMCHAI)
    await service.edit(SOMCHAI, said, "/queue")
    asked = await town.bot.send_message(SOMCHAI, "?", reply_markup=KEYS)
    await service.press(SOMCHAI, asked.message_id, "d")
    await service.block(SOMCHAI)
    await service.start(SOMCHAI)
    await service.settled()
    faults = [fault for update in town.product.updates for fault in telegram_faults(update, "Update", KNOWN)]
    assert faults == []
    assert set(town.product.kinds) == {"message", "edited_message", "callback_query", "my_chat_member"}


async def test_every_answer_is_of_telegram_s_form(town):
    sent = await town.bot.send_message(SOMCHAI, "<b>ก</b>", parse_mode="HTML", reply_markup=KEYS)
    await town.bot.edit_message_text("ข", SOMCHAI, sent.message_id)
    photo = await town.bot.send_photo(SOMCHAI, png(40, 30), caption="ภาพ", reply_to_message_id=sent.message_id)
    await town.bot.send_document(SOMCHAI, b"%PDF", filename="a.pdf", protect_content=True)
    answers = [
        *((bubble.body, "Message") for bubble in town.somchai.bubbles.values()),
        *[(await asked(town, name, **values), kind) for name, values, kind in (
            ("getMe", {}, "User"),
            ("getFile", {"file_id": photo.photo[-1].file_id}, "File"),
            ("getWebhookInfo", {}, "WebhookInfo"),
        )],
    ]  # fmt: skip
    assert [fault for value, kind in answers for fault in telegram_faults(value, kind, KNOWN)] == []


async def asked(town, method: str, **values):
    """The raw result of a method."""
    return await town.bot.do_api_request(method, values)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"message_id": 1, "chat": {"id": 1, "type": "private"}}, ".date: missing"),
        ({"message_id": "1", "date": 1, "chat": {"id": 1, "type": "private"}}, ".message_id: '1' is no Integer"),
        ({"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "x": 1}, ".x: unknown in Message"),
    ],
)
def test_the_check_itself_sees_what_is_missing_unknown_or_of_a_wrong_type(wrong, fault):
    assert list(telegram_faults(wrong, "Message", KNOWN)) == [fault]
