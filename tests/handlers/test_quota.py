"""A month's paid messages: read, shared out, and their end told before it comes."""

from datetime import datetime, timedelta

import pytest

from storage.tables import outbox, quotas
from tests.bot.outgoing import later, state, tell
from tests.builders import BANGKOK, rows, small_department
from tests.chat import heard_by, said


@pytest.fixture
async def living(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en") as (town, people):
        await town.settle()
        yield town, people


def at(year, month, day, hour=9, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=BANGKOK)


async def known(town, platform="line"):
    return await town.product.database.read(lambda work: quotas.of(work, platform))


async def used(town, messages):
    """The month so far, as the official account's own site sent it; read at once."""
    town.line.quota.count(messages - town.line.quota.used)
    await read_now(town)


async def read_now(town):
    town.clock.move_to(town.clock.now() + timedelta(minutes=4))
    await town.product.database.write(lambda work: quotas.want(work, "line"))
    await town.settle()


def to_psdg(people, words):
    return [seen.text for seen in heard_by(people.psdg) if words in seen.text]


async def test_it_is_read_at_the_start_and_before_each_morning_and_telegram_has_none(living):
    town, _ = living
    assert ((await known(town)).limit, (await known(town)).left) == (300, 300)
    assert await known(town, "telegram") is None
    town.line.quota.count(7)
    await town.play_to(at(2026, 11, 3, 8))
    before = (await known(town)).used
    town.line.quota.count(5)
    await town.play_to(at(2026, 11, 3, 8, 45))
    assert (await known(town)).used == before + 5


async def test_each_push_counts_at_once_a_reply_never_and_ten_minutes_later_line_is_asked_again(living):
    town, people = living
    await people.officer.type("help")
    await tell(town, people, people.officer, "decided")
    assert (await known(town)).used == 1
    town.line.quota.count(30)
    await later(town, minutes=11)
    assert (await known(town)).used == 31


async def test_a_plan_without_a_limit_holds_nothing(living):
    town, people = living
    town.line.quota.limit = None
    await read_now(town)
    assert (await known(town)).left is None
    await tell(town, people, people.officer, "news", weight=outbox.NEWS)
    assert await state(town, "news") == ("sent", "")


async def test_a_reading_that_fails_stops_nothing_and_is_tried_again(living):
    town, people = living
    town.line.faults.order("error", path="/message/quota", times=2)
    await read_now(town)
    town.line.quota.count(9)
    await tell(town, people, people.officer, "decided")
    assert await state(town, "decided") == ("sent", "")
    await later(town, minutes=25)
    assert (await known(town)).used == 10


async def test_news_waits_where_only_what_is_kept_for_decisions_is_left_and_comes_free_with_the_next_words(living):
    town, people = living
    await used(town, 299)
    await tell(town, people, people.officer, "news", weight=outbox.NEWS)
    await tell(town, people, people.colleague, "decided")
    assert await state(town, "news") == ("waiting", "quota")
    assert await state(town, "decided") == ("sent", "")
    assert town.line.counts["POST /v2/bot/message/push 429"] == 0
    assert len(to_psdg(people, "kept for decisions")) == 1
    await people.officer.type("help")
    assert "news" in said(people.officer)


async def test_news_that_waits_goes_when_more_is_bought(living):
    town, people = living
    await town.play_to(at(2026, 11, 2, 10))
    await used(town, 298)
    await tell(town, people, people.newcomer, "news", weight=outbox.NEWS)
    assert await state(town, "news") == ("waiting", "quota")
    town.line.quota.limit = 15_000
    await read_now(town)
    assert await state(town, "news") == ("sent", "")


async def test_a_reminder_waits_for_what_is_late_and_what_is_late_for_nothing(living):
    town, _ = living
    await town.play_to(at(2026, 11, 1, 12))
    await used(town, 299)
    await town.play_to(at(2026, 11, 2, 10))
    kept = await rows(town, "SELECT rank, state, fault FROM outbox WHERE composer = 'remind' AND platform = 'line'")
    assert {tuple(row.values()) for row in map(dict, kept)} == {(outbox.REMINDER, "waiting", "quota")}
    town.line.quota.limit = 302
    await town.play_to(at(2026, 11, 11, 10))
    late = await rows(town, "SELECT state FROM outbox WHERE composer = 'remind' AND platform = 'line' AND rank = 0")
    assert "sent" in {row["state"] for row in late}


async def test_the_psdg_hears_once_when_the_pace_is_too_fast_and_once_when_the_end_is_near(living):
    town, people = living
    await town.play_to(at(2026, 11, 16, 8))
    await used(town, 150)
    await town.play_to(at(2026, 11, 18, 12))
    (told,) = to_psdg(people, "With the pace of Nov")
    assert "the 300 messages of LINE end about " in told
    assert to_psdg(people, "nearly used up") == []
    await used(town, 245)
    await town.play_to(at(2026, 11, 20, 12))
    assert len(to_psdg(people, "With the pace of")) == 1
    (near,) = to_psdg(people, "nearly used up")
    assert "of 300 are used" in near


async def test_a_month_whose_messages_will_do_is_not_spoken_of(living):
    town, people = living
    await town.play_to(at(2026, 11, 16, 8))
    await used(town, 60)
    await town.play_to(at(2026, 11, 18, 12))
    assert to_psdg(people, "pace") == to_psdg(people, "nearly") == []


async def test_a_plan_that_fell_unnoticed_is_told(living):
    town, people = living
    town.line.quota.limit = 15_000
    await read_now(town)
    town.line.quota.limit = 300
    await read_now(town)
    (told,) = to_psdg(people, "smaller")
    assert "300 messages a month now, 15,000 before" in told
    await read_now(town)
    assert len(to_psdg(people, "smaller")) == 1


async def test_a_month_that_is_used_up_by_another_sending_is_told_before_anything_failed(living):
    town, people = living
    await used(town, 300)
    assert len(to_psdg(people, "are used up")) == 1
    assert town.line.counts["POST /v2/bot/message/push 429"] == 0


async def test_messages_that_another_sending_holds_are_not_called_used_up(living):
    town, people = living
    await read_now(town)
    town.line.quota.hold(300)
    await tell(town, people, people.officer, "decided")
    assert await state(town, "decided") == ("waiting", "quota")
    (told,) = to_psdg(people, "LINE takes no more pushes")
    assert "although 300 of" in told
    assert to_psdg(people, "are used up") == []
    town.line.quota.hold(0)
    await town.play_to(at(2026, 11, 2, 12))
    assert (await state(town, "decided"))[0] in ("sent", "repeated")


async def test_when_the_month_turns_news_that_waited_goes_out(living):
    town, people = living
    await town.play_to(at(2026, 11, 30, 10))
    await used(town, 300)
    await tell(town, people, people.newcomer, "news", weight=outbox.NEWS)
    assert await state(town, "news") == ("waiting", "quota")
    await town.play_to(at(2026, 12, 1, 10))
    assert await state(town, "news") == ("sent", "")
