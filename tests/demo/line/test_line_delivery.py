"""Webhooks: signed, sent again, doubled, shuffled, joined, held back and lost."""

import asyncio
import base64
import hashlib
import hmac
import json
from datetime import timedelta

from linebot.v3 import WebhookParser
from linebot.v3.models.events import UnknownEvent
from linebot.v3.webhooks import FollowEvent, MessageEvent, TextMessageContent

from tests.demo.line.conftest import MALEE, SECRET, SOMCHAI


async def test_the_sdk_accepts_the_signature_and_understands_the_event(line, listener):
    await line.say(MALEE, "ทันเวลา")
    [event] = WebhookParser(SECRET).parse(listener.bodies[-1].decode(), listener.signatures[-1])
    assert isinstance(event, MessageEvent)
    assert isinstance(event.message, TextMessageContent)
    assert (event.message.text, event.source.user_id) == ("ทันเวลา", MALEE)


async def test_the_signature_is_over_the_very_bytes(line, listener):
    await line.say(MALEE, "ทันเวลา")
    digest = hmac.new(SECRET.encode(), listener.bodies[-1], hashlib.sha256).digest()
    assert listener.signatures[-1] == base64.b64encode(digest).decode()
    assert "ทันเวลา".encode() in listener.bodies[-1]


async def test_every_event_has_a_ulid_of_its_time(line, listener, clock):
    await line.say(MALEE, "หนึ่ง")
    first = listener.last["webhookEventId"]
    clock.move_to(clock.now() + timedelta(milliseconds=1))
    await line.say(MALEE, "สอง")
    assert len(first) == 26
    assert first < listener.last["webhookEventId"]


async def test_an_event_refused_comes_again_marked_but_otherwise_the_same(line, listener, clock):
    listener.statuses = [500, 503]
    await line.say(MALEE, "ส่งแล้ว")
    await line.delivery.settle()
    assert len(listener.heard) == 3
    original = listener.last
    for _ in range(2):
        due = line.delivery.next_due()
        assert due is not None
        clock.move_to(due)
        await line.delivery.settle()
    assert [body[-1]["deliveryContext"]["isRedelivery"] for body in listener.heard[-3:]] == [False, True, True]
    assert listener.last == original | {"deliveryContext": {"isRedelivery": True}}
    assert line.delivery.next_due() is None


async def test_the_pauses_between_redeliveries_grow_and_end(line, listener, clock):
    listener.statuses = [500] * 20
    line.delivery.policy.pauses = (1, 10, 100)
    await line.say(MALEE, "ส่งแล้ว")
    start, pauses = clock.now(), []
    while (due := line.delivery.next_due()) is not None:
        pauses.append((due - start).total_seconds())
        start = due
        clock.move_to(due)
        await line.delivery.settle()
        await asyncio.sleep(0)
    assert pauses == [1, 10, 100]
    assert len(listener.heard) == 2 + 4


async def test_with_redelivery_switched_off_an_event_comes_once(line, listener):
    listener.statuses = [500]
    line.delivery.policy.redelivery = False
    await line.say(MALEE, "ส่งแล้ว")
    assert line.delivery.next_due() is None


async def test_a_bot_that_takes_too_long_has_not_answered(line, listener):
    listener.open.clear()
    line.delivery.policy.timeout = 0.05
    assert (await line.delivery.verify()).reason == "REQUEST_TIMEOUT"
    await line.say(MALEE, "ช้า")
    assert line.delivery.next_due() is not None


async def test_a_bot_that_is_down_gets_the_event_when_it_is_up_again(line, listener, clock):
    url, line.delivery.url = line.delivery.url, "http://127.0.0.1:9/webhook"
    await line.say(MALEE, "อยู่ไหม")
    line.delivery.url = url
    clock.move_to(clock.now() + timedelta(seconds=5))
    await line.delivery.settle()
    assert listener.last["message"]["text"] == "อยู่ไหม"


async def test_the_same_event_may_come_twice_without_being_marked(line, listener):
    line.delivery.policy.copies = 2
    await line.say(MALEE, "ส่งแล้ว")
    assert listener.heard[-1] == listener.heard[-2]
    assert listener.last["deliveryContext"] == {"isRedelivery": False}


async def test_copies_may_come_at_the_same_time(line, listener):
    line.delivery.policy.copies, line.delivery.policy.together = 3, True
    await line.say(MALEE, "ส่งแล้ว")
    assert listener.bodies[-1] == listener.bodies[-2] == listener.bodies[-3]


async def test_one_post_holds_events_of_several_people(line, listener):
    line.delivery.policy.batch = 10
    await asyncio.gather(line.say(MALEE, "หนึ่ง"), line.say(SOMCHAI, "สอง"))
    await line.delivery.settle()
    assert [event["source"]["userId"] for event in listener.heard[-1]] == [MALEE, SOMCHAI]


async def test_what_is_held_back_comes_on_release_out_of_order_but_stamped_in_order(line, listener, clock):
    line.delivery.policy.hold = True
    for number in range(6):
        await line.say(MALEE, str(number))
        clock.move_to(clock.now() + timedelta(seconds=1))
    assert len(listener.heard) == 2
    line.delivery.policy.shuffle = 4
    await line.delivery.release()
    heard = [events[0] for events in listener.heard[2:]]
    said = [event["message"]["text"] for event in heard]
    assert said != sorted(said)
    assert [event["message"]["text"] for event in sorted(heard, key=lambda event: event["timestamp"])] == list("012345")


async def test_the_same_seed_gives_the_same_disorder(line, listener):
    orders = []
    for _ in range(2):
        line.delivery.policy.hold, line.delivery.policy.shuffle = True, 7
        for number in range(6):
            await line.say(MALEE, str(number))
        await line.delivery.release()
        orders.append([events[0]["message"]["text"] for events in listener.heard[-6:]])
    assert orders[0] == orders[1]


async def test_a_lost_post_is_never_heard_until_it_is_redelivered(line, listener, clock):
    line.delivery.policy.drop = 1
    await line.say(MALEE, "หาย")
    assert len(listener.heard) == 2
    clock.move_to(clock.now() + timedelta(seconds=5))
    await line.delivery.settle()
    assert listener.last["message"]["text"] == "หาย"


async def test_verifying_sends_no_events_and_tells_the_status(line, listener):
    posted = await line.delivery.verify()
    assert (posted.reason, posted.status) == ("OK", 200)
    assert json.loads(listener.bodies[-1])["events"] == []


async def test_in_standby_nothing_can_be_answered(line, listener):
    line.stamping.standby = True
    await line.say(MALEE, "สวัสดี")
    assert listener.last["mode"] == "standby"
    assert "replyToken" not in listener.last


async def test_an_event_of_a_kind_nobody_knows_yet_is_delivered_all_the_same(line, listener):
    await line.happen(MALEE, "telepathy", telepathy={"thought": "สวัสดี"})
    [event] = WebhookParser(SECRET).parse(listener.bodies[-1].decode(), listener.signatures[-1])
    assert isinstance(event, UnknownEvent)
    assert listener.last["telepathy"] == {"thought": "สวัสดี"}


async def test_following_and_unblocking_are_told_apart(line, listener):
    [event] = WebhookParser(SECRET).parse(listener.bodies[-1].decode(), listener.signatures[-1])
    assert isinstance(event, FollowEvent)
    assert listener.last["follow"] == {"isUnblocked": False}
    await line.block(SOMCHAI)
    assert listener.last["type"] == "unfollow"
    assert "replyToken" not in listener.last
    await line.unblock(SOMCHAI)
    assert listener.last["follow"] == {"isUnblocked": True}


async def test_starting_over_forgets_everybody_and_cancels_what_was_on_its_way(line, listener, clock):
    listener.statuses = [500]
    message_id = await line.say(MALEE, "เก่า")
    line.reset()
    clock.move_to(clock.now() + timedelta(hours=1))
    await asyncio.sleep(0)
    await line.delivery.settle()
    assert (line.people, line.events, line.accepted, line.delivery.next_due()) == ({}, [], [], None)
    line.add_person(MALEE, "มาลี")
    assert await line.say(MALEE, "ใหม่") > message_id
    assert listener.last["message"]["text"] == "ใหม่"


async def test_what_was_under_way_when_starting_over_is_not_sent_again(line, listener):
    listener.statuses = [500]
    listener.open.clear()
    saying = asyncio.create_task(line.say(MALEE, "เก่า"))
    while len(listener.heard) < 3:
        await asyncio.sleep(0)
    line.reset()
    listener.open.set()
    await saying
    assert line.delivery.next_due() is None
