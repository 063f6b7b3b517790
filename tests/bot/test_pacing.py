"""Telegram's limits are kept on our side: one chat, everybody together, and room for whoever just asked something."""

from datetime import timedelta

from bot.clock import MovableClock
from bot.pacing import Bucket, Pace
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


async def test_a_message_to_many_leaves_room_for_an_answer():
    clock = MovableClock(START, ticking=False)
    pace = Pace(clock=clock, overall=Bucket(28, 28), many=Bucket(22, 22), chat_rate=1, chat_burst=3)
    for number in range(22):
        await pace.turn(f"{number}", 1, answer=False)
    await pace.turn("somebody", 1, answer=True)
    assert clock.now() == START


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
