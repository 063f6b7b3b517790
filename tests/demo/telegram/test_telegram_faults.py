"""Troubles that tests switch on."""

import asyncio

import pytest
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.demo.telegram.town import SOMCHAI


def said(town):
    return [bubble.text for bubble in town.somchai.bubbles.values() if bubble.by_bot]


@pytest.mark.parametrize("code", [500, 502])
async def test_the_next_calls_fail_with_nothing_done(town, code):
    town.service.faults.fail(code, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await town.bot.send_message(SOMCHAI, "x")
    assert said(town) == []
    await town.bot.send_message(SOMCHAI, "y")
    assert said(town) == ["y"]


async def test_too_many_names_its_seconds(town):
    town.service.faults.too_many(17, method="sendMessage")
    await town.bot.get_me()
    with pytest.raises(RetryAfter) as refused:
        await town.bot.send_message(SOMCHAI, "x")
    assert refused.value.retry_after == 17


async def test_a_token_can_be_revoked(town):
    town.service.faults.fail(401)
    with pytest.raises(InvalidToken):
        await town.bot.get_me()


async def test_a_lost_answer_leaves_the_message_sent(town):
    town.service.faults.lose_answer()
    with pytest.raises(NetworkError) as unknown:
        await town.bot.send_message(SOMCHAI, "x")
    assert not isinstance(unknown.value, BadRequest | TimedOut)
    assert said(town) == ["x"]
    await town.bot.send_message(SOMCHAI, "y")
    assert said(town) == ["x", "y"]


async def test_a_cut_connection_leaves_nothing(town):
    town.service.faults.cut()
    with pytest.raises(NetworkError):
        await town.bot.send_message(SOMCHAI, "x")
    assert said(town) == []


async def test_a_delay_waits_on_the_clock(town):
    town.service.faults.delay(3, method="sendMessage")
    sending = asyncio.create_task(town.bot.send_message(SOMCHAI, "x"))
    while not town.service.faults.delayed:
        await asyncio.sleep(0)
    assert said(town) == []
    town.later(seconds=3)
    await sending
    assert said(town) == ["x"]


async def test_downloads_can_fail_too(town):
    await town.service.document(SOMCHAI, "a.pdf", b"%PDF", "application/pdf")
    file = await town.bot.get_file(town.somchai.last.body["document"]["file_id"])
    town.service.faults.cut(method="file")
    town.service.faults.fail(500, method="file")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await file.download_as_bytearray()
    assert await file.download_as_bytearray() == b"%PDF"


async def test_planned_troubles_can_be_called_off(town):
    town.service.faults.fail(500, times=9)
    town.service.faults.clear()
    await town.bot.send_message(SOMCHAI, "x")
