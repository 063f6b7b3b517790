"""Updates to the webhook: order, retries, expiry, and what tests may ask of it."""

import random
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tests.demo.telegram.town import MALEE, SECRET, SOMCHAI


async def say(town, *texts):
    for text in texts:
        await town.service.say(SOMCHAI, text)


async def a_button(town):
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]])
    return (await town.bot.send_message(SOMCHAI, "?", reply_markup=markup)).message_id


async def test_what_people_say_arrives_in_order_with_the_secret_and_growing_ids(town):
    await say(town, "ก", "ข", "ค")
    await town.service.settled()
    assert town.product.texts == ["ก", "ข", "ค"]
    assert set(town.product.secrets) == {SECRET}
    ids = [update["update_id"] for update in town.product.updates]
    assert ids == list(range(ids[0], ids[0] + 3))


async def test_a_refused_update_comes_again_at_once_then_after_2_4_and_8_seconds(town):
    town.product.answers.extend([(500, {})] * 5)
    await say(town, "ก")
    await town.service.settled()
    assert len(town.product.updates) == 2
    for number, seconds in enumerate((2, 4, 8), start=3):
        town.later(seconds=seconds - 1)
        await town.service.settled()
        assert len(town.product.updates) == number - 1
        town.later(seconds=1)
        await town.service.settled()
        assert len(town.product.updates) == number
    info = await town.bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message[:40]) == (
        1,
        "Wrong response from the webhook: 500 Int"[:40],
    )


async def test_pauses_grow_to_a_minute_or_two_and_no_further(town):
    town.product.answers.extend([(500, {})] * 40)
    await say(town, "ก")
    await town.service.settled()
    for _ in range(12):
        town.later(seconds=120)
        await town.service.settled()
    assert 12 <= len(town.product.updates) <= 16


async def test_a_refused_update_holds_up_its_own_chat_only(town):
    await town.service.start(MALEE)
    await town.service.settled()
    town.product.updates.clear()
    town.product.answers.extend([(500, {})] * 2)
    await say(town, "ก", "ข")
    await town.service.settled()
    await town.service.say(MALEE, "x")
    await town.service.settled()
    assert town.product.texts == ["ก", "ก", "x"]
    town.later(seconds=2)
    await town.service.settled()
    assert town.product.texts == ["ก", "ก", "x", "ก", "ข"]


async def test_a_press_overtakes_a_message_that_waits(town):
    button = await a_button(town)
    town.product.answers.extend([(500, {})] * 2)
    await say(town, "ก")
    await town.service.settled()
    await town.service.press(SOMCHAI, button, "x")
    await town.service.settled()
    assert town.product.kinds[-1] == "callback_query"


async def test_an_edit_keeps_behind_its_message(town):
    town.product.answers.extend([(500, {})] * 2)
    said = await town.service.say(SOMCHAI, "ก")
    await town.service.settled()
    await town.service.edit(SOMCHAI, said, "ข")
    town.later(seconds=2)
    await town.service.settled()
    assert town.product.texts == ["ก", "ก", "ก", "ข"]


async def test_retry_after_is_honoured(town):
    town.product.answers.append((503, {"Retry-After": "30"}))
    await say(town, "ก")
    await town.service.settled()
    town.later(seconds=29)
    await town.service.settled()
    assert len(town.product.updates) == 1
    town.later(seconds=1)
    await town.service.settled()
    assert len(town.product.updates) == 2


async def test_a_message_expires_after_24_hours_and_a_press_after_150_seconds(town):
    button = await a_button(town)
    town.service.hold()
    await say(town, "ก", "ข")
    await town.service.press(SOMCHAI, button, "x")
    town.later(seconds=151)
    town.service.release()
    await town.service.settled()
    assert town.product.kinds == ["message", "message"]
    town.service.hold()
    await say(town, "ค")
    town.later(hours=24, seconds=1)
    town.service.release()
    await town.service.settled()
    assert town.product.texts == ["ก", "ข"]
    assert (await town.bot.get_webhook_info()).pending_update_count == 0


async def test_a_press_that_is_refused_is_given_up_before_150_seconds_are_over(town):
    button = await a_button(town)
    town.product.answers.extend([(500, {})] * 40)
    await town.service.press(SOMCHAI, button, "x")
    await town.service.settled()
    for _ in range(150):
        town.later(seconds=1)
        await town.service.settled()
    assert len(town.product.updates) == 8
    assert (await town.bot.get_webhook_info()).pending_update_count == 0


async def test_messages_stamped_earlier_expire_earlier(town):
    town.service.delivery.stamped_earlier = timedelta(minutes=2)
    town.service.hold()
    await say(town, "ก")
    town.later(hours=23, minutes=58, seconds=1)
    town.service.release()
    await town.service.settled()
    assert town.product.updates == []
    await say(town, "ข")
    await town.service.settled()
    assert town.product.updates[0]["message"]["date"] == int(town.clock.now().timestamp()) - 120


async def test_each_update_can_come_twice(town):
    town.service.delivery.twice = True
    await say(town, "ก", "ข")
    await town.service.settled()
    assert town.product.texts == ["ก", "ก", "ข", "ข"]
    assert town.product.updates[0] == town.product.updates[1]


async def test_neighbours_can_be_shuffled_by_a_seed(town):
    orders = []
    for seed in (1, 1, 2):
        town.product.updates.clear()
        town.service.delivery.shuffled = random.Random(seed)
        await say(town, *"กขคงจ")
        await town.service.settled()
        orders.append(town.product.texts)
    assert orders[0] == orders[1] != orders[2]
    assert all(sorted(order) == sorted("กขคงจ") for order in orders)


async def test_shuffled_repeats_come_at_once_or_after_the_next_one(town):
    town.service.delivery.twice, town.service.delivery.shuffled = True, random.Random(3)
    for text in "กขคงจ":
        await say(town, text)
        await town.service.settled()
    texts = town.product.texts
    late = [text for text in "กขคง" if texts.index(text) + 1 < len(texts) - 1 - texts[::-1].index(text)]
    assert late
    assert all(texts.count(text) == 2 for text in "กขคง")


async def test_updates_can_be_held_back_and_lost(town):
    town.service.hold()
    await say(town, "ก")
    await town.service.settled()
    assert town.product.updates == []
    town.service.release()
    town.service.lose(1)
    await say(town, "ข", "ค")
    await town.service.settled()
    assert town.product.texts == ["ก", "ค"]


async def test_a_product_that_is_down_gets_everything_when_it_is_back(town):
    hook = (await town.bot.get_webhook_info()).url
    await town.bot.set_webhook("http://127.0.0.1:9/telegram/webhook", secret_token=SECRET)
    await say(town, "ก", "ข")
    await town.service.settled()
    assert (await town.bot.get_webhook_info()).last_error_message == "Connection failed"
    await town.bot.set_webhook(hook, secret_token=SECRET)
    await town.service.settled()
    assert town.product.texts == ["ก", "ข"]
