"""The reply token: once, within the minute, never with a retry key."""

from datetime import timedelta

import pytest
from linebot.v3.messaging import ApiException, ReplyMessageRequest, TextMessage

from tests.demo.line.conftest import MALEE, SOMCHAI


async def reply(api, token, text="รับแล้ว"):
    return await api.reply_message(ReplyMessageRequest(replyToken=token, messages=[TextMessage(text=text)]))


async def refused(call) -> ApiException:
    with pytest.raises(ApiException) as caught:
        await call
    return caught.value


async def test_a_reply_appears_on_the_phone_of_the_one_who_wrote(line, listener, api):
    await line.say(MALEE, "สถานะ")
    answer = await reply(api, listener.token, "ยังไม่ได้ส่ง")
    shown = line.messages(MALEE)[-1]
    assert (shown.by, shown.via, shown.message["text"]) == ("bot", "reply", "ยังไม่ได้ส่ง")
    assert answer.sent_messages[0].id == shown.id
    assert answer.sent_messages[0].quote_token == shown.quote_token
    assert not line.messages(SOMCHAI)


async def test_a_reply_is_free(line, listener, api):
    await line.say(MALEE, "สถานะ")
    await reply(api, listener.token)
    assert line.quota.used == 0


async def test_a_reply_token_is_good_once(line, listener, api):
    await line.say(MALEE, "สถานะ")
    await reply(api, listener.token)
    error = await refused(reply(api, listener.token))
    assert error.status == 400
    assert error.body == '{"message":"Invalid reply token"}'


async def test_a_token_that_nobody_issued_is_invalid(line, api):
    assert (await refused(reply(api, "no-such-token"))).body == '{"message":"Invalid reply token"}'


async def test_the_token_lives_a_minute_and_no_longer(line, listener, clock, api):
    await line.say(MALEE, "สถานะ")
    clock.move_to(clock.now() + timedelta(seconds=60))
    await reply(api, listener.token)
    await line.say(MALEE, "สถานะ")
    clock.move_to(clock.now() + timedelta(seconds=61))
    assert (await refused(reply(api, listener.token))).status == 400


async def test_a_redelivery_gives_the_same_token_another_minute(line, listener, clock, api):
    listener.statuses = [500]
    await line.say(MALEE, "สถานะ")
    clock.move_to(clock.now() + timedelta(minutes=5))
    await line.delivery.settle()
    assert listener.last["deliveryContext"]["isRedelivery"] is True
    clock.move_to(clock.now() + timedelta(seconds=59))
    await reply(api, listener.token)


async def test_a_redelivered_token_is_dead_twenty_minutes_after_the_event(line, listener, clock, api):
    listener.statuses = [500]
    await line.say(MALEE, "สถานะ")
    clock.move_to(clock.now() + timedelta(minutes=20, seconds=1))
    await line.delivery.settle()
    assert len(listener.heard[-1]) == 1
    assert (await refused(reply(api, listener.token))).body == '{"message":"Invalid reply token"}'


async def test_a_token_whose_webhook_was_never_sent_is_invalid(line, listener, api):
    line.delivery.policy.hold = True
    await line.say(MALEE, "สถานะ")
    assert (await refused(reply(api, line.events[-1]["replyToken"]))).status == 400


async def test_stamping_two_minutes_earlier_puts_the_event_outside_the_minute(line, listener, clock, api):
    line.stamping.earlier = timedelta(minutes=2)
    await line.say(MALEE, "สถานะ")
    assert listener.last["timestamp"] == (clock.now() - timedelta(minutes=2)).timestamp() * 1000
    assert (await refused(reply(api, listener.token))).body == '{"message":"Invalid reply token"}'


async def test_a_faulty_reply_leaves_the_token_good(line, listener, api):
    await line.say(MALEE, "สถานะ")
    assert "messages[0].text" in str((await refused(reply(api, listener.token, ""))).body)
    await reply(api, listener.token)


async def test_a_retry_key_on_a_reply_is_refused(line, listener, api_url, http):
    await line.say(MALEE, "สถานะ")
    body = {"replyToken": listener.token, "messages": [{"type": "text", "text": "รับแล้ว"}]}
    headers = {"X-Line-Retry-Key": "123e4567-e89b-12d3-a456-426614174000"}
    async with http.post(f"{api_url}/v2/bot/message/reply", json=body, headers=headers) as response:
        assert response.status == 400
    assert line.messages(MALEE)[-1].by == "person"


async def test_a_reply_to_somebody_who_has_blocked_meanwhile_is_accepted_and_shown_to_nobody(line, listener, api):
    await line.say(MALEE, "สถานะ")
    token = listener.token
    await line.block(MALEE)
    await reply(api, token)
    assert line.messages(MALEE)[-1].by == "person"
    assert line.accepted[-1].reached == 0
