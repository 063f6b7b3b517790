"""What every call meets at the door, and the faults that can be ordered."""

import asyncio
import uuid
from datetime import timedelta

import aiohttp
import pytest
from linebot.v3.messaging import ApiException, PushMessageRequest, TextMessage

from bot.demo.line.service import LineService
from tests.demo.line.conftest import MALEE, TOKEN
from tests.demo.serving import serving

PUSH = {"to": MALEE, "messages": [{"type": "text", "text": "ก"}]}


def request():
    return PushMessageRequest(to=MALEE, messages=[TextMessage(text="ก")])


async def push(api, key=None):
    return await api.push_message(request(), x_line_retry_key=key)


async def post(http, url, **how) -> tuple[int, dict]:
    async with http.post(f"{url}/v2/bot/message/push", **how) as response:
        return response.status, await response.json()


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}])
async def test_without_the_token_nothing_is_done(line, api_url, headers):
    async with aiohttp.ClientSession(headers=headers) as nobody:
        status, body = await post(nobody, api_url, json=PUSH)
    assert status == 401
    assert body["message"].startswith("Authentication failed due to the following reason")
    assert line.messages(MALEE) == []


async def test_a_stateless_token_is_good_for_a_quarter_of_an_hour(line, api_url, clock):
    form = {
        "grant_type": "client_credentials",
        "client_id": "2000000000",
        "client_secret": "a-channel-secret-of-our-own",
    }
    async with aiohttp.ClientSession() as nobody:
        async with nobody.post(f"{api_url}/oauth2/v3/token", data=form) as response:
            issued = await response.json()
        assert issued["expires_in"] == 900
        bearer = {"Authorization": f"Bearer {issued['access_token']}"}
        assert (await post(nobody, api_url, json=PUSH, headers=bearer))[0] == 200
        clock.move_to(clock.now() + timedelta(minutes=15))
        assert (await post(nobody, api_url, json=PUSH, headers=bearer))[0] == 401
        async with nobody.post(f"{api_url}/oauth2/v3/token", data=form | {"client_secret": "x"}) as response:
            assert response.status == 400


async def test_every_answer_has_a_request_id(line, api_url, http):
    async with http.post(f"{api_url}/v2/bot/message/push", json=PUSH) as taken:
        assert uuid.UUID(taken.headers["x-line-request-id"])
    async with http.post(f"{api_url}/v2/bot/message/push", json={}) as refused:
        assert uuid.UUID(refused.headers["x-line-request-id"])


async def test_another_kind_of_body_is_415(api_url, http):
    assert (await post(http, api_url, data=b"{}", headers={"content-type": "text/plain"}))[0] == 415


async def test_what_is_no_json_is_400(api_url, http):
    for data in (b"{", b"[]", b"\xff"):
        status, body = await post(http, api_url, data=data, headers={"content-type": "application/json"})
        assert (status, body["message"][:48]) == (400, "The request body could not be parsed as JSON (li")


async def test_more_than_two_megabytes_are_413(api_url, http):
    body = {"to": MALEE, "messages": [{"type": "text", "text": "a" * 2_000_000}]}
    assert (await post(http, api_url, json=body))[0] == 413


async def test_a_place_that_line_does_not_have_is_404_and_another_method_405(line, api_url, http):
    async with http.get(f"{api_url}/v2/bot/message/everyone") as response:
        assert response.status == 404
    async with http.get(f"{api_url}/v2/bot/message/push") as response:
        assert response.status == 405
    assert [refusal.status for refusal in line.refusals] == [404, 405]


async def test_a_refusal_is_kept_for_the_page_with_everything_that_was_said(line, api_url, http, clock):
    status, body = await post(http, api_url, json=PUSH | {"messages": [{"type": "text"}]})
    refusal = line.refusals[-1]
    assert (status, refusal.status, refusal.method, refusal.at) == (400, 400, "POST", clock.now())
    assert refusal.path == "/v2/bot/message/push"
    assert body == {"message": refusal.message, "details": refusal.details}
    assert body["message"] == "The request body has 1 error(s)"
    assert body["details"] == [{"message": "May not be empty", "property": "messages[0].text"}]


async def test_validating_tells_the_same_and_sends_nothing(line, api_url, http):
    for kind in ("reply", "push", "multicast", "narrowcast", "broadcast"):
        url = f"{api_url}/v2/bot/message/validate/{kind}"
        async with http.post(url, json={"messages": [{"type": "text", "text": "ก"}]}) as fine:
            assert (fine.status, await fine.json()) == (200, {})
        async with http.post(url, json={"messages": []}) as faulty:
            assert faulty.status == 400
    assert line.messages(MALEE) == []


async def test_answers_are_counted(line, api):
    await push(api)
    assert line.counts["POST /v2/bot/message/push 200"] == 1


@pytest.mark.parametrize(("kind", "status"), [("error", 500), ("rate", 429), ("token", 401)])
async def test_an_ordered_refusal_comes_as_often_as_ordered_and_does_nothing(line, api, kind, status):
    line.faults.order(kind, times=2)
    for _ in range(2):
        with pytest.raises(ApiException) as caught:
            await push(api)
        assert caught.value.status == status
    assert line.messages(MALEE) == []
    await push(api)
    assert len(line.messages(MALEE)) == 1


async def test_after_an_error_that_did_the_work_the_retry_key_tells(line, api):
    key = str(uuid.uuid4())
    line.faults.order("error_after")
    statuses = []
    for _ in range(2):
        with pytest.raises(ApiException) as caught:
            await push(api, key)
        statuses.append(caught.value.status)
    assert statuses == [500, 409]
    assert len(line.messages(MALEE)) == 1


@pytest.mark.parametrize(("kind", "shown"), [("drop", 0), ("drop_after", 1)])
async def test_a_dropped_connection_answers_not_a_byte(line, api, kind, shown):
    line.faults.order(kind)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await push(api)
    assert len(line.messages(MALEE)) == shown


async def test_a_proxy_s_error_page_is_no_json_and_no_utf8(line, api):
    line.faults.order("gateway")
    with pytest.raises(UnicodeDecodeError):
        await push(api)


async def test_an_ordered_delay_waits_for_the_clock(line, api, clock):
    line.faults.order("delay", seconds=30)
    sending = asyncio.create_task(push(api))
    done, _ = await asyncio.wait([sending], timeout=0.05)
    assert not done
    clock.move_to(clock.now() + timedelta(seconds=30))
    await sending
    assert line.messages(MALEE)[-1].at == clock.now()


async def test_a_fault_ordered_for_one_path_leaves_the_others_alone(line, api):
    line.faults.order("error", path="/reply")
    await push(api)
    line.faults.clear()


async def test_a_bench_may_do_without_the_checker(clock, http):
    service = LineService(clock, channel_secret="s", access_token=TOKEN, webhook_url="http://127.0.0.1:9", check=False)
    service.add_person(MALEE, "มาลี")
    async with serving(service.api) as url:
        assert (await post(http, url, json=PUSH | {"messages": [{"type": "text"}]}))[0] == 200
