"""Limits are kept on our side: one chat, everybody together, and room for whoever just asked something."""

import asyncio
from datetime import timedelta

from bot.app import pace_of
from bot.clock import MovableClock
from bot.demo.line.rates import USUAL, Rates
from bot.pacing import Bucket, Pace
from bot.platforms.telegram_groups import group_of
from tests.bot.outgoing import tell
from tests.builders import small_department
from tests.chat import heard_by
from tests.databases import START


def test_a_bucket_gives_its_burst_at_once_and_then_one_place_at_a_time():
    bucket = Bucket(rate=2, burst=3)
    waits = [(bucket.take(START) - START).total_seconds() for _ in range(5)]
    assert waits == [0, 0, 0, 0.5, 1]
    later = START + timedelta(hours=1)
    assert [bucket.take(later) for _ in range(3)] == [later] * 3


def test_asking_when_a_place_is_free_takes_none():
    bucket = Bucket(rate=1, burst=1)
    assert bucket.when(START) == bucket.when(START) == START
    bucket.take(START)
    assert bucket.when(START) == START + timedelta(seconds=1)


async def test_no_minute_has_more_than_twenty_messages_to_a_group_whatever_its_topics():
    clock = MovableClock(START, ticking=False)
    overall, many = Bucket(28, 28), Bucket(22, 22)
    pace = Pace(clock=clock, overall=overall, many=many, chat_rate=1, chat_burst=3, group_of=group_of)
    told = []
    for number in range(45):
        address = f"-100/{number % 3 + 1}"
        clock.reach(pace.chat_free_at(address, clock.now()))
        await pace.turn(address, 1, answer=True)
        told.append(clock.now())
    minutes = [sum(first <= at < first + timedelta(minutes=1) for at in told) for first in told]
    assert max(minutes) == 20
    assert pace.chat_free_at("100", clock.now()) == clock.now()


async def test_a_message_to_many_leaves_room_for_an_answer():
    clock = MovableClock(START, ticking=False)
    pace = Pace(clock=clock, overall=Bucket(28, 28), many=Bucket(22, 22), chat_rate=1, chat_burst=3)
    for number in range(22):
        await pace.turn(f"{number}", 1, answer=False)
    await pace.turn("somebody", 1, answer=True)
    assert clock.now() == START


async def test_a_message_to_a_country_stays_below_lines_rate_and_holds_up_no_answer():
    clock = MovableClock(START, ticking=False)
    pace, line, refused = pace_of("line", clock), Rates(clock, on=True), 0

    async def push(number):
        nonlocal refused
        await pace.turn(f"U{number}", 1, answer=False)
        refused += not line.take("push", USUAL)

    pushing = [asyncio.create_task(push(number)) for number in range(2500)]
    await asyncio.sleep(0)
    await pace.turn("somebody", 1, answer=True)
    assert clock.now() == START
    while not all(each.done() for each in pushing):
        clock.move_to(clock.now() + timedelta(milliseconds=50))
        await asyncio.sleep(0.01)
    assert refused == 0
    assert timedelta(seconds=1) < clock.now() - START < timedelta(seconds=2)


async def test_many_messages_to_one_chat_keep_to_its_rate_and_their_order_and_hold_up_nobody(tmp_path, sqlite_url):
    clock = MovableClock(START, ticking=False)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        deliver = town.product._delivers["telegram"]
        deliver.pace = Pace(clock=clock, overall=Bucket(28, 28), many=Bucket(22, 22), chat_rate=1, chat_burst=3)
        words = [f"message {number}" for number in range(8)]
        for each in words:
            await tell(town, people, people.supervisor, each, settled=False)
        await tell(town, people, people.deputy, "else")
        assert [seen.text for seen in heard_by(people.deputy)] == ["else"]
        assert [seen.text for seen in heard_by(people.supervisor)] == words[:3]
        await town.play_to(clock.now() + timedelta(seconds=10))
        assert [seen.text for seen in heard_by(people.supervisor)] == words


async def test_every_kind_of_message_takes_its_places_a_long_text_as_many_as_it_is_cut_into(tmp_path, sqlite_url):
    clock = MovableClock(START, ticking=False)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        deliver = town.product._delivers["telegram"]
        deliver.pace = Pace(clock=clock, overall=Bucket(28, 28), many=Bucket(22, 22), chat_rate=1, chat_burst=3)
        await tell(town, people, people.supervisor, "\n".join(["a long line of words"] * 500))
        cut_into = len(heard_by(people.supervisor))
        assert cut_into > 1
        free_at = deliver.pace.chat_free_at(str(people.supervisor.id), clock.now())
        assert free_at == START + timedelta(seconds=cut_into - 2)
