"""The story as players treat it, without a browser: outages, starting over in the middle, words while time flies."""

from datetime import timedelta

import pytest

from bot.demo import guide, joining, page_deeds, page_state
from bot.demo.page_deeds import Sent
from bot.demo.stage import Busy, Stage
from bot.demo.world import LINE, TELEGRAM, Member, cast
from messages.texts import Texts
from storage.tables import people
from tests.demo.watching import on_stage

HALF_A_YEAR = timedelta(days=165)
TEXTS = Texts.load()


def who(stage: Stage, platform: str, role: str) -> Member:
    return next(it for it in cast(stage.example.framework) if (it.platform, it.role) == (platform, role))


async def moved(stage: Stage) -> None:
    """The clock stands again, and nothing failed."""
    await stage.at_rest()
    assert stage.fault == ""


async def prompted(stage: Stage) -> None:
    (first, *_) = await stage.coming()
    stage.play(first.at)
    await moved(stage)


async def hint(stage: Stage) -> str:
    return (await page_state.summary(stage, "th"))["guide"]


@pytest.mark.parametrize("away", [timedelta(0), timedelta(days=10)])
async def test_an_outage_of_any_length_is_survived_and_missed_days_make_one_message(away):
    async with on_stage(joining.everybody) as (stage, _):
        await prompted(stage)
        before = {user: len(person.chat) for user, person in stage.town.line.people.items()}
        began = stage.now
        stage.fail(away)
        await moved(stage)
        assert not stage.down
        assert stage.now - began >= away
        fresh = {user: len(person.chat) - before[user] for user, person in stage.town.line.people.items()}
        assert max(fresh.values()) <= 1
        assert stage.town.line.refusals == []


async def test_starting_over_in_the_middle_of_playing_begins_anew_and_only_once():
    async with on_stage(joining.everybody) as (stage, _):
        began, told = stage.now, stage.number
        stage.play(began + HALF_A_YEAR)
        await stage.bell.changed(stage.bell.version)
        stage.start_over()
        with pytest.raises(Busy):
            stage.start_over()
        with pytest.raises(Busy):
            stage.play(stage.now + HALF_A_YEAR)
        await moved(stage)
        assert stage.number == told + 1
        assert not stage.down
        assert stage.now - began < timedelta(hours=1)


async def test_who_writes_while_the_time_is_played_is_answered_in_time():
    async with on_stage(joining.everybody) as (stage, _):
        await prompted(stage)
        officer = who(stage, LINE, people.OFFICER)
        stage.play(stage.now + timedelta(days=40))
        for _ in range(3):
            await stage.lived(
                lambda town: page_deeds.do(
                    town, LINE, officer.address, "say", {"text": TEXTS.line("th", "todo.report")}
                )
            )
            assert stage.town.line.messages(officer.address)[-1].via == "reply"
        await moved(stage)
        assert stage.town.line.refusals == []


async def test_a_tap_on_what_is_gone_does_nothing():
    async with on_stage(joining.everybody) as (stage, _):
        officer = who(stage, LINE, people.OFFICER)
        asked = next(it for it in stage.town.line.messages(officer.address) if it.message.get("quickReply"))
        heard = len(stage.town.line.events)
        tap = {"message": asked.id, "action": asked.message["quickReply"]["items"][0]["action"]}
        await page_deeds.do(stage.town, LINE, officer.address, "press", tap)
        assert len(stage.town.line.events) == heard


async def test_what_only_says_that_it_is_a_picture_goes_as_a_file():
    async with on_stage(joining.everybody) as (stage, _):
        supervisor = who(stage, TELEGRAM, people.SUPERVISOR)
        sent = Sent(name="x.jpg", media_type="image/jpeg", data=b"no picture")
        await page_deeds.send(stage.town, TELEGRAM, supervisor.address, sent)
        chat = stage.town.telegram.chat(int(supervisor.address))
        assert [it.body["document"]["file_name"] for it in chat.bubbles.values() if "document" in it.body] == ["x.jpg"]


async def test_the_page_says_what_to_try_next():
    async with on_stage(joining.everybody) as (stage, _):
        assert await hint(stage) == guide.sentence(TEXTS, "th", "demo.guide_begin")
        await prompted(stage)
        assert await hint(stage) == guide.sentence(TEXTS, "th", "demo.guide_report")
        stage.play(stage.now + timedelta(hours=1))
        assert await hint(stage) == ""
        await moved(stage)
        assert await hint(stage) == guide.sentence(TEXTS, "th", "demo.guide_report")


async def test_the_page_says_on_which_phone_a_report_is_decided():
    async with on_stage(joining.everybody) as (stage, _):
        await prompted(stage)
        officer = who(stage, LINE, people.OFFICER)
        for line in ("รายงาน 2.2 45 มาใช้บริการ", "ยืนยัน"):
            await stage.town.line.say(officer.address, line)
            await moved(stage)
        assert await hint(stage) == guide.sentence(TEXTS, "th", "demo.guide_decide_on_line")
        for line in ("รายงาน 8 ก ขั้น 1 ศึกษาแล้ว", "ยืนยัน"):
            await stage.town.line.say(officer.address, line)
            await moved(stage)
        assert await hint(stage) == guide.sentence(TEXTS, "th", "demo.guide_decide")


async def test_a_refusal_is_lost_only_if_nothing_mends_it():
    async with on_stage(joining.phones_only) as (stage, _):
        at = stage.now
        outcomes = [
            page_state.outcome(stage, at, 429, "The API rate limit has been exceeded. Try again later.", mended=False),
            page_state.outcome(stage, at - timedelta(hours=1), 429, "Too Many Requests: retry after 1", mended=False),
            page_state.outcome(stage, at, 429, "You have reached your monthly limit.", mended=False),
            page_state.outcome(stage, at, 400, "Invalid reply token", mended=False),
            page_state.outcome(stage, at, 400, "Invalid reply token", mended=True),
            page_state.outcome(stage, at, 400, "Bad Request: message is not modified: …", mended=False),
        ]
        assert outcomes == ["waiting", "lost", "lost", "lost", "mended", "mended"]
