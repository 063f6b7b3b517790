"""The small questions: who somebody is, who follows, the bot itself, loading, reading, the webhook's address."""

import pytest
from linebot.v3.messaging import (
    ApiException,
    MarkMessagesAsReadByTokenRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
)
from linebot.v3.messaging import TestWebhookEndpointRequest as WebhookTest

from tests.demo.line.conftest import MALEE, SOMCHAI


async def refused(call) -> ApiException:
    with pytest.raises(ApiException) as caught:
        await call
    return caught.value


async def test_a_friend_has_a_profile(api):
    profile = await api.get_profile(MALEE)
    assert (profile.display_name, profile.user_id, profile.language) == ("มาลี", MALEE, "th")


async def test_who_has_blocked_or_never_followed_has_none(line, api):
    await line.block(MALEE)
    assert (await refused(api.get_profile(MALEE))).status == 404
    line.add_person("U" + "c3" * 16, "คนใหม่")
    assert (await refused(api.get_profile("U" + "c3" * 16))).status == 404


async def test_followers_come_page_by_page(api):
    first = await api.get_followers(limit=1)
    second = await api.get_followers(limit=1, start=first.next)
    assert (first.user_ids, second.user_ids, second.next) == ([MALEE], [SOMCHAI], None)


async def test_the_bot_knows_its_basic_id(api):
    assert (await api.get_bot_info()).basic_id == "@thanwela"


async def test_a_loading_animation_runs_until_the_answer(line, listener, api, clock):
    answer = await api.show_loading_animation_with_http_info(
        ShowLoadingAnimationRequest(chatId=MALEE, loadingSeconds=5)
    )
    assert answer.status_code == 202
    assert (line.people[MALEE].loading_until - clock.now()).total_seconds() == 5


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"chatId": MALEE, "loadingSeconds": 7}, "loadingSeconds"),
        ({"chatId": MALEE, "loadingSeconds": 65}, "loadingSeconds"),
        ({"chatId": "C" + "a1" * 16}, "chatId"),
        ({}, "chatId"),
    ],
)
async def test_a_loading_animation_is_for_people_and_in_steps_of_five(api_url, http, body, place):
    async with http.post(f"{api_url}/v2/bot/chat/loading/start", json=body) as response:
        assert response.status == 400
        assert (await response.json())["details"][0]["property"] == place


async def test_what_people_send_is_read_at_once_unless_chat_is_on(line, api):
    await line.say(MALEE, "หนึ่ง")
    line.read_by_hand()
    await line.say(MALEE, "สอง")
    assert [shown.read for shown in line.messages(MALEE)] == [True, False]
    assert (await api.get_bot_info()).mark_as_read_mode == "manual"


async def test_marking_as_read_marks_all_before_too(line, listener, api):
    line.read_by_hand()
    await line.say(MALEE, "หนึ่ง")
    await line.say(MALEE, "สอง")
    token = listener.last["message"]["markAsReadToken"]
    await line.say(MALEE, "สาม")
    await api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(markAsReadToken=token))
    assert [shown.read for shown in line.messages(MALEE)] == [True, True, False]
    wrong = MarkMessagesAsReadByTokenRequest(markAsReadToken="no-such-token")
    assert (await refused(api.mark_messages_as_read_by_token(wrong))).status == 400


async def test_the_webhook_can_be_tested_by_the_bot(line, listener, api):
    answer = await api.test_webhook_endpoint(WebhookTest())
    assert (answer.success, answer.status_code, answer.reason) == (True, 200, "OK")
    assert listener.heard[-1] == []
    listener.statuses = [500]
    assert (await api.test_webhook_endpoint(WebhookTest())).reason == "ERROR_STATUS_CODE"


async def test_the_webhook_s_address_must_be_https_and_short(line, api, api_url, http):
    await api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="https://a.th/line"))
    assert (await api.get_webhook_endpoint()).endpoint == "https://a.th/line"
    for endpoint in ("http://a.th/line", "https://a.th/" + "a" * 500):
        async with http.put(f"{api_url}/v2/bot/channel/webhook/endpoint", json={"endpoint": endpoint}) as response:
            assert response.status == 400
