"""Push and multicast: retry keys, the month's quota, rates, and who does not get it although 200 comes."""

import json
import uuid
from datetime import timedelta

import pytest
from linebot.v3.messaging import ApiException, MulticastRequest, PushMessageRequest, ReplyMessageRequest, TextMessage

from bot.demo.line.rates import Rate, Rates
from tests.demo.line.conftest import MALEE, SOMCHAI

STRANGER = "U" + "c3" * 16


async def push(api, to=MALEE, text="ครบกำหนดวันที่ 5", key=None):
    request = PushMessageRequest(to=to, messages=[TextMessage(text=text)])
    return await api.push_message(request, x_line_retry_key=key)


async def multicast(api, *to):
    await api.multicast(MulticastRequest(to=list(to), messages=[TextMessage(text="ครบกำหนดวันที่ 5")]))


async def refused(call) -> ApiException:
    with pytest.raises(ApiException) as caught:
        await call
    return caught.value


def texts(line, user_id):
    return [shown.message["text"] for shown in line.messages(user_id)]


async def test_a_push_appears_and_counts_one(line, api):
    sent = await push(api)
    assert texts(line, MALEE) == ["ครบกำหนดวันที่ 5"]
    assert sent.sent_messages[0].id == line.messages(MALEE)[0].id
    assert (await api.get_message_quota_consumption()).total_usage == 1


async def test_five_bubbles_to_one_person_are_one_message(line, api):
    messages = [TextMessage(text=str(number)) for number in range(5)]
    await api.push_message(PushMessageRequest(to=MALEE, messages=messages))
    assert (len(line.messages(MALEE)), line.quota.used) == (5, 1)


async def test_a_push_to_nobody_known_is_400(api):
    error = await refused(push(api, STRANGER))
    assert (error.status, error.body) == (400, '{"message":"Failed to send messages"}')


async def test_a_push_to_somebody_who_has_blocked_is_200_unseen_and_uncounted(line, api):
    await line.block(MALEE)
    assert (await push(api)).sent_messages
    assert texts(line, MALEE) == []
    assert line.quota.used == 0
    assert line.accepted_pushes[-1].reached == 0


async def test_a_stranger_is_reached_for_seven_days_after_writing(line, api, clock):
    line.add_person(STRANGER, "คนใหม่")
    await push(api, STRANGER)
    assert texts(line, STRANGER) == []
    await line.say(STRANGER, "รหัส")
    clock.move_to(clock.now() + timedelta(days=7))
    await push(api, STRANGER)
    clock.move_to(clock.now() + timedelta(seconds=1))
    await push(api, STRANGER)
    assert texts(line, STRANGER) == ["รหัส", "ครบกำหนดวันที่ 5"]


async def test_a_retry_key_is_accepted_once_and_then_answered_with_what_was_sent(line, api, api_url, http):
    key = str(uuid.uuid4())
    request = PushMessageRequest(to=MALEE, messages=[TextMessage(text="ครบกำหนด")])
    first = await api.push_message_with_http_info(request, x_line_retry_key=key)
    error = await refused(api.push_message(request, x_line_retry_key=key))
    assert error.status == 409
    assert dict(error.headers or {})["x-line-accepted-request-id"] == dict(first.headers or {})["x-line-request-id"]
    assert json.loads(str(error.body)) == {
        "message": "The retry key is already accepted",
        "sentMessages": [{"id": line.messages(MALEE)[0].id, "quoteToken": line.messages(MALEE)[0].quote_token}],
    }
    assert len(line.accepted_pushes) == 1
    assert line.refusals == []


async def test_a_retry_key_used_for_another_message_loses_it_and_the_page_hears_of_it(line, api):
    key = str(uuid.uuid4())
    await push(api, text="หนึ่ง", key=key)
    assert (await refused(push(api, text="สอง", key=key))).status == 409
    assert texts(line, MALEE) == ["หนึ่ง"]
    assert line.refusals[-1].status == 409


async def test_a_retry_key_is_forgotten_after_a_day(line, api, clock):
    key = str(uuid.uuid4())
    await push(api, key=key)
    clock.move_to(clock.now() + timedelta(hours=24) - timedelta(seconds=1))
    assert (await refused(push(api, key=key))).status == 409
    clock.move_to(clock.now() + timedelta(seconds=1))
    await push(api, key=key)
    assert len(line.accepted_pushes) == 2


async def test_a_retry_key_that_is_no_uuid_is_400(api):
    assert (await refused(push(api, key="reminder-1"))).status == 400


async def test_a_refused_push_leaves_its_retry_key_unused(line, api):
    key = str(uuid.uuid4())
    assert (await refused(push(api, text="", key=key))).status == 400
    await push(api, key=key)
    assert len(line.accepted_pushes) == 1


async def test_the_month_s_limit_is_told_in_line_s_own_words(line, api, clock):
    line.quota.limit = 1
    await push(api)
    error = await refused(push(api))
    assert (error.status, error.body) == (429, '{"message":"You have reached your monthly limit."}')
    clock.move_to(clock.now() + timedelta(days=31))
    await push(api)
    assert (await api.get_message_quota()).value == 1


async def test_a_used_up_limit_is_told_even_when_the_message_would_reach_nobody(line, api):
    line.quota.limit = 0
    await line.block(MALEE)
    assert (await refused(push(api))).status == 429


async def test_a_multicast_needs_quota_for_all_or_reaches_nobody(line, api):
    line.quota.limit = 1
    assert (await refused(multicast(api, MALEE, SOMCHAI))).status == 429
    assert texts(line, MALEE) == texts(line, SOMCHAI) == []


async def test_an_account_without_limit_says_so(line, api):
    line.quota.limit = None
    assert (await api.get_message_quota()).type == "none"


async def test_a_multicast_is_silent_about_unknown_people(line, api):
    await multicast(api, MALEE, STRANGER, SOMCHAI)
    assert texts(line, MALEE) == texts(line, SOMCHAI) == ["ครบกำหนดวันที่ 5"]
    assert line.quota.used == 2


async def test_a_multicast_takes_no_more_than_500(api_url, http):
    body = {"to": [f"U{number:032x}" for number in range(501)], "messages": [{"type": "text", "text": "x"}]}
    async with http.post(f"{api_url}/v2/bot/message/multicast", json=body) as response:
        assert response.status == 400
        assert (await response.json())["details"][0]["property"] == "to"


async def test_loading_animations_run_into_their_rate_and_recover_with_the_clock(line, api_url, http, clock):
    async def load() -> int:
        async with http.post(f"{api_url}/v2/bot/chat/loading/start", json={"chatId": MALEE}) as response:
            return response.status

    assert [await load() for _ in range(101)] == [202] * 100 + [429]
    assert line.refusals[-1].message == "The API rate limit has been exceeded. Try again later."
    clock.move_to(clock.now() + timedelta(milliseconds=10))
    assert [await load(), await load()] == [202, 429]


async def test_a_refusal_is_mended_by_the_same_messages_to_the_same_person_also_by_the_other_way(line, listener, api):
    await line.say(MALEE, "?")
    reply = ReplyMessageRequest(replyToken=listener.token, messages=[TextMessage(text="ทันกำหนด")])
    line.faults.order("rate", path="reply")
    assert (await refused(api.reply_message(reply))).status == 429
    await push(api, SOMCHAI, "ทันกำหนด")
    await push(api, MALEE, "ล่าช้า")
    assert not line.refusals[-1].mended
    await push(api, MALEE, "ทันกำหนด")
    assert line.refusals[-1].mended


def test_rates_switched_off_never_end(clock):
    rates = Rates(clock, on=False)
    assert all(rates.take("POST /anything", Rate(1, 3600)) for _ in range(10))
