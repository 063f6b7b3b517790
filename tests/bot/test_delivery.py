"""How messages reach people: free first, in order, once; the rules of docs/delivery.md against both stand-ins."""

from datetime import timedelta

import pytest

from storage.tables.outbox import NEWS
from tests.bot.outgoing import later, state, tell
from tests.builders import rows, small_department
from tests.chat import heard_by, last, said

REPLY, PUSH = "/message/reply", "/message/push"


@pytest.fixture
async def living(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en") as (town, people):
        yield town, people


@pytest.fixture
async def living_on_both(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url, language="en") as (town, people):
        yield town, people


async def test_an_answer_is_a_free_reply_and_news_of_others_a_push(living_on_both):
    town, people = living_on_both
    await people.officer.type("help")
    assert [each.kind for each in town.line.accepted] == ["reply"]
    await tell(town, people, people.officer, "approved")
    assert [each.kind for each in town.line.accepted] == ["reply", "push"]
    assert {row["state"] for row in await rows(town, "SELECT state FROM outbox")} == {"sent"}


@pytest.mark.parametrize("fault", ["error", "error_after", "drop", "drop_after", "gateway", "rate"])
async def test_a_push_whose_answer_is_lost_goes_again_under_its_key_and_arrives_once(living_on_both, fault):
    town, people = living_on_both
    town.line.faults.order(fault, path=PUSH, times=1)
    await tell(town, people, people.officer, "approved")
    await later(town, minutes=1)
    assert [seen.text for seen in heard_by(people.officer)] == ["approved"]
    assert await state(town, "approved") == ("sent", "")


@pytest.mark.parametrize("fault", ["error_after", "drop_after"])
async def test_a_reply_token_refused_within_its_minute_had_been_used(living_on_both, fault):
    town, people = living_on_both
    town.line.faults.order(fault, path=REPLY)
    await people.officer.type("help")
    await later(town, seconds=2)
    assert len(heard_by(people.officer)) == 1
    assert {row["state"] for row in await rows(town, "SELECT state FROM outbox")} == {"sent"}
    assert town.line.counts["POST /v2/bot/message/reply 400"] == 1


async def test_a_reply_refused_for_good_while_it_surely_never_arrived_is_pushed_if_a_deadline_hangs_on_it(living):
    town, people = living
    await begin_report(town, people)
    town.line.stamping.earlier = timedelta(minutes=2)
    await people.officer.type("report 8 ก step 2 posters")
    await people.officer.type("confirm")
    assert "Sent, number" in said(people.officer)
    assert [each.kind for each in town.line.accepted][-1] == "push"


async def test_an_answer_too_late_for_its_token_is_not_worth_a_push_but_its_question_comes_back(living):
    town, people = living
    await begin_report(town, people)
    town.line.stamping.earlier = timedelta(minutes=2)
    await people.officer.type("report 8 ก step 2 posters")
    assert heard_by(people.officer) == []
    town.line.stamping.earlier = timedelta(0)
    await people.officer.type("hm?")
    assert "posters" in said(people.officer)
    assert town.line.accepted_pushes == []


async def test_a_receipt_of_which_nobody_knows_is_not_pushed_but_said_again_with_the_next_event(living_on_both):
    town, people = living_on_both
    await begin_report(town, people)
    await people.officer.type("report 8 ก step 2 posters")
    town.line.faults.order("error_after", path=REPLY, times=1)
    town.line.faults.order("error", path=REPLY, times=9)
    await people.officer.type("confirm")
    await later(town, minutes=2)
    assert town.line.accepted_pushes == []
    assert "held" in {row["state"] for row in await rows(town, "SELECT state FROM outbox")}
    await people.officer.type("help")
    assert "may not have reached you" in said(people.officer)
    assert "Sent, number" in said(people.officer)
    await people.officer.type("help")
    assert "may not have reached you" not in said(people.officer)


async def test_a_used_up_month_keeps_pushes_tells_the_psdg_once_and_lets_free_replies_go_on(living_on_both):
    town, people = living_on_both
    town.line.quota.limit = 0
    for words in ("first", "second", "third"):
        await tell(town, people, people.officer, words)
    await tell(town, people, people.colleague, "fourth")
    assert town.line.counts["POST /v2/bot/message/push 429"] == 1
    assert {row["fault"] for row in await rows(town, "SELECT fault FROM outbox WHERE state = 'waiting'")} == {"quota"}
    assert sum("LINE" in seen.text for seen in heard_by(people.psdg)) == 1
    await people.colleague.type("help")
    assert "fourth" in said(people.colleague)
    assert await state(town, "fourth") == ("repeated", "quota")


async def test_messages_kept_for_lack_of_quota_go_when_there_is_some_also_days_later_each_once(living):
    town, people = living
    town.line.quota.limit = 0
    for words in ("first", "second"):
        await tell(town, people, people.officer, words)
    await later(town, days=3)
    town.line.quota.limit = 300
    await later(town, hours=2)
    assert [seen.text for seen in heard_by(people.officer) if seen.text in ("first", "second")] == ["first", "second"]


async def test_nothing_that_may_have_arrived_a_day_ago_is_pushed_again(living):
    town, people = living
    town.line.faults.order("error_after", path=PUSH, times=1)
    town.line.faults.order("error", path=PUSH, times=1000)
    await tell(town, people, people.officer, "approved")
    await later(town, hours=25)
    town.line.faults.clear()
    await later(town, hours=1)
    assert [seen.text for seen in heard_by(people.officer)].count("approved") == 1
    assert (await state(town, "approved"))[0] == "held"


async def test_a_platform_that_is_away_all_night_loses_nothing(living):
    town, people = living
    town.line.faults.order("error", path=PUSH, times=10_000)
    await tell(town, people, people.officer, "approved")
    await later(town, hours=10)
    town.line.faults.clear()
    await later(town, minutes=11)
    assert last(people.officer).text == "approved"


async def test_a_message_past_its_use_is_dropped_also_after_a_first_try(living):
    town, people = living
    town.line.faults.order("error", path=PUSH, times=100)
    await tell(town, people, people.officer, "today", lives=timedelta(hours=1))
    await later(town, hours=2)
    town.line.faults.clear()
    await later(town, hours=2)
    assert heard_by(people.officer) == []
    assert await state(town, "today") == ("dropped", "past its use")


async def test_a_chat_that_is_stuck_holds_up_no_other_and_keeps_its_own_order(living_on_both):
    town, people = living_on_both
    town.line.faults.order("error", path=PUSH, times=3)
    await tell(town, people, people.officer, "first")
    await tell(town, people, people.officer, "second")
    await tell(town, people, people.colleague, "else")
    await later(town, seconds=1)
    assert [seen.text for seen in heard_by(people.colleague)] == ["else"]
    await later(town, minutes=5)
    assert [seen.text for seen in heard_by(people.officer)] == ["first", "second"]


async def test_a_reply_does_not_wait_for_a_push_that_is_held_back(living):
    town, people = living
    town.line.faults.order("error", path=PUSH, times=6)
    await tell(town, people, people.officer, "first")
    await people.officer.type("help")
    assert len(heard_by(people.officer)) == 1
    await later(town, minutes=5)
    assert last(people.officer).text == "first"


async def test_a_slow_call_in_one_chat_lets_the_others_go_on(living):
    town, people = living
    town.line.faults.order("delay", path=PUSH, seconds=5)
    await tell(town, people, people.officer, "slow", settled=False)
    await tell(town, people, people.colleague, "quick", settled=False)
    while not heard_by(people.colleague):
        await town.product.engine.settle()
    assert heard_by(people.officer) == []
    town.clock.move_to(town.clock.now() + timedelta(seconds=5))
    await town.product.settle()
    assert last(people.officer).text == "slow"


async def test_a_dead_token_stops_the_sender_not_the_product_and_uses_up_no_tries(living):
    town, people = living
    town.line.faults.order("token", path="/message/", times=1000)
    await tell(town, people, people.officer, "approved")
    await people.supervisor.type("help")
    assert heard_by(people.supervisor)
    await later(town, minutes=5)
    town.line.faults.clear()
    await later(town, seconds=10)
    assert last(people.officer).text == "approved"
    assert [row["attempts"] for row in await rows(town, "SELECT attempts FROM outbox WHERE platform = 'line'")] == [1]


async def test_a_dead_token_of_telegram_stops_nobody_on_line_and_loses_nothing(living):
    town, people = living
    town.telegram.faults.fail(401, method="sendMessage", times=1000)
    await tell(town, people, people.supervisor, "decide")
    await tell(town, people, people.officer, "approved")
    assert last(people.officer).text == "approved"
    await later(town, minutes=5)
    town.telegram.faults.clear()
    await later(town, seconds=10)
    assert [seen.text for seen in heard_by(people.supervisor)] == ["decide"]


async def test_a_rate_that_line_finds_too_high_is_not_taken_for_a_used_up_month(living_on_both):
    town, people = living_on_both
    town.line.faults.order("rate", path=PUSH, times=3)
    await tell(town, people, people.officer, "approved")
    assert (await state(town, "approved"))[1] != "quota"
    await later(town, minutes=1)
    assert await state(town, "approved") == ("sent", "")
    assert heard_by(people.psdg) == []


async def test_a_stuck_chat_on_telegram_holds_up_no_other(living):
    town, people = living
    town.telegram.faults.fail(500, method="sendMessage", times=1)
    await tell(town, people, people.supervisor, "first")
    await tell(town, people, people.deputy, "else")
    assert [seen.text for seen in heard_by(people.deputy)] == ["else"]
    assert heard_by(people.supervisor) == []
    await later(town, seconds=5)
    assert [seen.text for seen in heard_by(people.supervisor)] == ["first"]


async def test_somebody_of_another_provider_is_unreachable_and_given_up(living):
    town, people = living
    del town.line.people[people.officer.id]
    await tell(town, people, people.officer, "approved")
    assert (await state(town, "approved"))[0] == "given_up"
    blocked = "SELECT blocked_at FROM accounts WHERE address = :address"
    assert (await rows(town, blocked, address=people.officer.id))[0]["blocked_at"] is not None


async def test_telegrams_wish_to_wait_is_kept_for_that_chat_alone(living_on_both):
    town, people = living_on_both
    town.telegram.faults.too_many(30, method="sendMessage")
    await tell(town, people, people.supervisor, "first")
    await tell(town, people, people.supervisor, "second")
    await people.deputy.type("help")
    assert len(heard_by(people.deputy)) == 1
    await later(town, seconds=29)
    assert heard_by(people.supervisor) == []
    await later(town, seconds=2)
    assert [seen.text for seen in heard_by(people.supervisor)] == ["first", "second"]


async def test_somebody_who_blocked_the_bot_is_marked_and_left_alone(living):
    town, people = living
    town.telegram.chat(people.supervisor.id).blocked = True
    await tell(town, people, people.supervisor, "news for you")
    assert (await state(town, "news for you"))[0] == "given_up"
    blocked = "SELECT blocked_at FROM accounts WHERE address = :address"
    assert (await rows(town, blocked, address=str(people.supervisor.id)))[0]["blocked_at"] is not None


async def test_on_telegram_a_lost_answer_means_again_where_a_deadline_hangs_on_it_and_never_for_news(living_on_both):
    town, people = living_on_both
    for words, weight in (("decide", "deadline"), ("by the way", NEWS)):
        town.telegram.faults.lose_answer(method="sendMessage")
        await tell(town, people, people.supervisor, words, weight=weight)
        await later(town, minutes=1)
    assert [seen.text for seen in heard_by(people.supervisor)] == ["decide", "decide", "by the way"]
    assert (await state(town, "by the way"))[0] == "given_up"


async def test_a_pressed_button_hears_at_once_and_its_answer_may_be_lost(living):
    town, people = living
    await people.supervisor.type("language")
    town.telegram.faults.cut(method="answerCallbackQuery")
    await people.supervisor.tap("ไทย")
    assert len(town.telegram.unanswered) == 1
    await people.supervisor.type("language")
    await people.supervisor.tap("English")
    assert len(town.telegram.unanswered) == 1


async def begin_report(town, people):
    """The month's reports are asked for, and whoever heard of it before has read it."""
    town.clock.move_to(people.prompt)
