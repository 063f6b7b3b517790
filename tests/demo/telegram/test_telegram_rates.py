"""How fast the bot may send."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.demo.telegram.rates import Rates
from tests.demo.telegram.pictures import png
from tests.demo.telegram.town import SOMCHAI, build


async def send(town, chat_id, times):
    for _ in range(times):
        await town.bot.send_message(chat_id, "x")


async def test_a_short_burst_to_one_person_passes_and_then_one_a_second(town):
    await send(town, SOMCHAI, 4)
    with pytest.raises(RetryAfter) as refused:
        await send(town, SOMCHAI, 1)
    assert refused.value.retry_after == 1
    town.later(seconds=1)
    await send(town, SOMCHAI, 1)
    with pytest.raises(RetryAfter):
        await send(town, SOMCHAI, 1)


async def test_the_refusal_is_noted_with_its_seconds_and_nothing_was_sent(town):
    await send(town, SOMCHAI, 4)
    before = len(town.somchai.bubbles)
    with pytest.raises(RetryAfter):
        await send(town, SOMCHAI, 1)
    refusal = town.service.refusals[-1]
    assert (refusal.code, refusal.description) == (429, "Too Many Requests: retry after 1")
    assert len(town.somchai.bubbles) == before


async def test_a_refusal_is_mended_when_the_same_is_done_after_all(town):
    town.service.faults.fail(502, times=1)
    with pytest.raises(NetworkError):
        await town.bot.send_message(SOMCHAI, "ครบกำหนด")
    await town.bot.send_message(SOMCHAI, "ทันกำหนด")
    assert not town.service.refusals[-1].mended
    await town.bot.send_message(SOMCHAI, "ครบกำหนด")
    assert town.service.refusals[-1].mended


async def test_thirty_a_second_to_all_together(town):
    people = range(1000, 1031)
    for person in people:
        town.service.add_person(person, "x")
        await town.service.start(person)
    for person in people[:30]:
        await send(town, person, 1)
    with pytest.raises(RetryAfter):
        await send(town, people[30], 1)
    town.later(seconds=1)
    await send(town, people[30], 1)


async def test_twenty_a_minute_to_a_group(town):
    town.service.add_group(-7, "กพร.")
    await send(town, -7, 20)
    town.later(seconds=20)
    with pytest.raises(RetryAfter) as refused:
        await send(town, -7, 1)
    assert refused.value.retry_after == 40
    town.later(seconds=40)
    await send(town, -7, 1)


async def test_edits_and_refused_messages_count_for_nothing(town):
    sent = await town.bot.send_message(SOMCHAI, "0")
    for number in range(1, 8):
        await sent.edit_text(str(number))
    await send(town, SOMCHAI, 3)


async def test_rates_can_be_switched_off():
    async with AsyncExitStack() as stack:
        await send(await build(stack, rates=False), SOMCHAI, 40)


async def test_a_bench_sends_without_any_check():
    async with AsyncExitStack() as stack:
        town = await build(stack, check=False)
        for _ in range(6):
            await town.bot.send_message(SOMCHAI, "<b>", parse_mode="HTML")
        assert town.somchai.last.text == "<b>"


def test_an_album_counts_as_its_messages():
    rates, now = Rates(), datetime(2026, 11, 2, tzinfo=UTC)
    assert rates.wait(5, now, 3) == 0
    assert rates.wait(5, now, 1) == 0
    assert rates.wait(5, now, 1) == 1


async def test_a_photo_counts_like_a_text(town):
    for _ in range(4):
        await town.bot.send_photo(SOMCHAI, png(9, 9))
    with pytest.raises(RetryAfter):
        await send(town, SOMCHAI, 1)
