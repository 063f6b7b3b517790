"""getUpdates, and the ways between it and a webhook."""

import asyncio

import pytest
from telegram.error import BadRequest, Conflict

from tests.demo.telegram.town import SECRET, SOMCHAI, a_bot


async def poll(town, **options):
    return [update.message.text for update in await town.bot.get_updates(**options)]


async def poller(town, seconds):
    """A poll that has reached the service."""
    task = asyncio.create_task(town.bot.get_updates(offset=-1, timeout=seconds))
    while not town.service.polled:
        await asyncio.sleep(0)
    return task


async def test_updates_wait_until_an_offset_confirms_them(polled_town):
    town = polled_town
    await town.service.say(SOMCHAI, "ก")
    assert await poll(town) == ["/start", "ก"]
    updates = await town.bot.get_updates(limit=1)
    assert len(updates) == 1
    assert await poll(town, offset=updates[0].update_id + 1) == ["ก"]
    assert await poll(town, offset=updates[0].update_id + 2) == []


async def test_a_negative_offset_counts_from_the_end(polled_town):
    for text in "กขค":
        await polled_town.service.say(SOMCHAI, text)
    assert await poll(polled_town, offset=-1) == ["ค"]
    assert await poll(polled_town) == ["ค"]


async def test_a_long_poll_ends_with_the_first_update(polled_town):
    await poll(polled_town, offset=-1)
    await polled_town.bot.get_updates(offset=800_000_000)
    waiting = await poller(polled_town, 30)
    await polled_town.service.say(SOMCHAI, "ก")
    assert [update.message.text for update in await waiting] == ["ก"]


async def test_a_long_poll_ends_empty_when_its_time_is_over_50_seconds_at_most(polled_town):
    await polled_town.bot.get_updates(offset=800_000_000)
    waiting = await poller(polled_town, 90)
    polled_town.later(seconds=49)
    await asyncio.sleep(0)
    assert not waiting.done()
    polled_town.later(seconds=1)
    assert await asyncio.wait_for(waiting, 5) == ()


async def test_a_second_poller_ends_the_first(polled_town):
    await polled_town.bot.get_updates(offset=800_000_000)
    first = await poller(polled_town, 30)
    async with a_bot(polled_town.base_url) as other:
        assert await other.get_updates() == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_setting_a_webhook_ends_the_poll(polled_town):
    await polled_town.bot.get_updates(offset=800_000_000)
    first = await poller(polled_town, 30)
    await polled_town.bot.set_webhook("http://127.0.0.1:9/x")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await first


async def test_nobody_polls_while_a_webhook_is_set(town):
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await town.bot.get_updates()
    await town.bot.delete_webhook()
    await town.service.say(SOMCHAI, "ก")
    assert await poll(town) == ["ก"]


async def test_what_waited_for_a_poller_goes_to_a_new_webhook_unless_dropped(town):
    hook = (await town.bot.get_webhook_info()).url
    await town.bot.delete_webhook()
    await town.service.say(SOMCHAI, "ก")
    await town.bot.set_webhook(hook, secret_token="Other-1", max_connections=1000)
    await town.service.settled()
    assert (town.product.texts, town.product.secrets[-1]) == (["ก"], "Other-1")
    assert (await town.bot.get_webhook_info()).max_connections == 100
    await town.bot.delete_webhook()
    await town.service.say(SOMCHAI, "ข")
    await town.bot.set_webhook(hook, drop_pending_updates=True)
    await town.service.settled()
    assert town.product.texts == ["ก"]


@pytest.mark.parametrize(
    ("url", "secret", "complaint"),
    [
        ("http://a.th/x", SECRET, "An HTTPS URL must be provided"),
        ("https://a.th:8080/x", SECRET, "only on ports 80, 88, 443 or 8443"),
        ("https://a.th:8443/x", "ก", "secret token contains unallowed characters"),
        ("https://a.th/x", "x" * 257, "secret token is too long"),
    ],
)
async def test_a_webhook_needs_https_a_known_port_and_a_plain_secret(polled_town, url, secret, complaint):
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await polled_town.bot.set_webhook(url, secret_token=secret)
    assert (await polled_town.bot.get_webhook_info()).url == ""


async def test_only_the_kinds_that_were_asked_for_come(town):
    hook = (await town.bot.get_webhook_info()).url
    await town.bot.set_webhook(hook, secret_token=SECRET, allowed_updates=["my_chat_member"])
    await town.service.say(SOMCHAI, "ก")
    await town.service.block(SOMCHAI)
    await town.service.settled()
    assert town.product.kinds == ["my_chat_member"]
    assert (await town.bot.get_webhook_info()).allowed_updates == ("my_chat_member",)
