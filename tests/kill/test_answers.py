"""SIGKILL between an event and its answer: nothing is lost, nobody is stranded, nothing comes twice."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from tests.kill.conftest import Opens
from tests.kill.house import House, killed_at

pytestmark = pytest.mark.slow
MOMENTS = pytest.mark.parametrize("moment", ["unheard", "unanswered", "answered"])
REPLY, PUSH = "/message/reply", "/message/push"
TWO_MINUTES = timedelta(minutes=2)


def texts(house: House, address: str) -> list[str]:
    return [each.message.get("text") or each.message.get("altText", "") for each in house.heard(address)]


async def say_earlier(house: House, address: str, words: str) -> None:
    """Said two minutes ago, told to the product only now, and once: each telling would give the token a new minute."""
    house.line.delivery.policy.redelivery = False
    house.line.stamping.earlier, house.line.delivery.policy.hold = TWO_MINUTES, True
    await house.line.say(address, words)
    house.line.stamping.earlier, house.line.delivery.policy.hold = timedelta(0), False
    await house.line.delivery.release()


def expire(house: House) -> None:
    """The newest event's reply token is of no more use."""
    house.line.stamping.earlier = TWO_MINUTES
    house.line.stamping.webhook_sent(house.line.events[-1], SystemClock().now())
    house.line.stamping.earlier = timedelta(0)


async def report(house: House, officer: str) -> None:
    """Up to the question whether it is right, two minutes ago."""
    await say_earlier(house, officer, "report 8 ก step 2 posters are up")
    await house.quiet()
    assert "ก" in texts(house, officer)[-1]


async def test_killed_before_the_commit_the_event_comes_again_and_is_answered_once(open_house: Opens):
    async with open_house() as house:
        stranger = house.stranger(7)
        await house.start()
        with house.unwritable():
            saying = asyncio.create_task(house.line.say(stranger, "hello"))
            await asyncio.sleep(0.1)
            await house.kill()
            await saying
        assert house.rows("SELECT * FROM inbox") == []
        await house.start()
        await house.quiet()
        assert len(house.heard(stranger)) == 1


@MOMENTS
async def test_killed_at_the_reply_within_the_minute_it_arrives_once(open_house: Opens, moment):
    async with open_house() as house:
        officer, _ = house.department()
        await house.start()
        await report(house, officer)
        async with killed_at(house, REPLY, moment):
            await house.line.say(officer, "confirm")
        await house.start()
        await house.line.delivery.take(house.line.events[-1])
        await house.quiet()
        assert counted(house, officer) == (1, 0)
        assert house.rows("SELECT DISTINCT state FROM outbox WHERE platform = 'line'") == [{"state": "sent"}]
        assert house.line.accepted_pushes == []


@pytest.mark.parametrize(("moment", "quota"), [("unheard", 0), ("unanswered", 300), ("answered", 0)])
async def test_killed_at_the_reply_and_restarted_later_the_next_event_brings_the_receipt(
    open_house: Opens, moment, quota
):
    async with open_house(quota=quota) as house:
        officer, _ = house.department()
        await house.start()
        await report(house, officer)
        async with killed_at(house, REPLY, moment):
            await say_earlier(house, officer, "confirm")
        expire(house)
        await house.start()
        await house.quiet()
        receipts, excuses = counted(house, officer)
        assert (receipts, excuses) == (moment != "unheard", 0)
        await house.line.say(officer, "help")
        await house.quiet()
        receipts, excuses = counted(house, officer)
        assert receipts >= 1
        assert receipts - excuses <= 1
        assert house.line.accepted_pushes == []


@MOMENTS
async def test_killed_at_the_question_and_restarted_later_the_next_event_asks_it_again(open_house: Opens, moment):
    async with open_house() as house:
        officer, _ = house.department()
        await house.start()
        async with killed_at(house, REPLY, moment):
            await say_earlier(house, officer, "report 8 ก step 2 posters are up")
        expire(house)
        await house.start()
        await house.quiet()
        before = len(house.heard(officer))
        await house.line.sticker(officer)
        await house.quiet()
        assert any("posters" in each for each in texts(house, officer)[before:]) or moment == "answered"
        assert house.line.accepted_pushes == []


@MOMENTS
async def test_killed_at_a_push_it_arrives_once(open_house: Opens, moment):
    async with open_house() as house:
        person = house.stranger(7)
        house.told(person, "the day is near")
        async with killed_at(house, PUSH, moment):
            await house.start()
        await house.start()
        await house.quiet()
        assert texts(house, person) == ["the day is near"]
        assert house.rows("SELECT state FROM outbox") == [{"state": "sent"}]


async def test_killed_at_a_push_while_no_message_is_left_the_next_event_brings_it_free(open_house: Opens):
    async with open_house(quota=0) as house:
        person = house.stranger(7)
        house.told(person, "the day is near")
        async with killed_at(house, PUSH, "unanswered"):
            await house.start()
        await house.start()
        await house.quiet()
        assert texts(house, person) == []
        await house.line.say(person, "hello")
        await house.quiet()
        assert texts(house, person).count("the day is near") == 1


def counted(house: House, address: str) -> tuple[int, int]:
    """How many receipts arrived, and how many messages that say that they come again."""
    heard = texts(house, address)
    receipts = sum("Sent, number" in each for each in heard)
    return receipts, sum("may not have reached you" in each for each in heard)
