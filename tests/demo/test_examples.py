"""Every example can be played: it starts, both phones are in somebody's hands, and a word is answered on each."""

from itertools import pairwise

import pytest

from bot.demo import joining, page_deeds, page_state, world
from bot.demo.stage import Stage
from bot.demo.world import LINE, TELEGRAM
from messages.texts import LANGUAGES, Texts
from storage.tables import people
from tests.demo.watching import on_stage, window

TEXTS = Texts.load()
WITHOUT_UNITS = ["provinces-2554", "transport", "unit-agreement"]


def heard(stage: Stage, platform: str, address: str) -> int:
    if platform == LINE:
        return len(stage.town.line.messages(address))
    return len(stage.town.telegram.chat(int(address)).bubbles)


@pytest.mark.parametrize("example", world.names())
async def test_an_example_starts_with_somebody_on_each_phone_who_is_answered(example):
    async with on_stage(joining.everybody, example) as (stage, _):
        for language in LANGUAGES:
            shown = await page_state.summary(stage, language)
            assert shown["guide"]
            assert all(shown["phones"][platform]["people"] for platform in (LINE, TELEGRAM))
        for platform in (LINE, TELEGRAM):
            holder = shown["phones"][platform]["people"][0]["id"]
            before = heard(stage, platform, holder)
            await page_deeds.do(stage.town, platform, holder, "say", {"text": TEXTS.line("th", "agenda.overview")})
            await stage.town.settle()
            assert heard(stage, platform, holder) >= before + 2
        assert (stage.town.line.refusals, stage.town.telegram.refusals, stage.fault) == ([], [], "")


@pytest.mark.parametrize("example", world.names())
async def test_the_moments_that_come_in_an_example_can_be_played_in_turn(example):
    async with on_stage(joining.everybody, example) as (stage, _):
        coming = await stage.coming()
        assert all(one.at <= other.at for one, other in pairwise(coming))
        for moment in coming[:3]:
            stage.play(moment.at)
            await stage.at_rest()
            assert (stage.fault, stage.now >= moment.at) == ("", True)
        assert (stage.town.line.refusals, stage.town.telegram.refusals) == ([], [])


@pytest.mark.parametrize("example", WITHOUT_UNITS)
async def test_a_framework_without_units_is_played_by_two_of_the_psdg(example):
    async with on_stage(joining.phones_only, example) as (stage, _):
        found = [(member.platform, member.role) for member in world.cast(stage.example.framework)]
        assert found == [(TELEGRAM, people.PSDG), (LINE, people.PSDG)]


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("example", world.names())
async def test_the_page_of_an_example_shows_both_holders_and_nothing_complains(browser, example):
    async with (
        on_stage(joining.everybody, example) as (_, url),
        window(browser, url, 1280) as seen,
    ):
        for platform in (LINE, TELEGRAM):
            await seen.page.locator(f".phone.{platform} .holder option").first.wait_for(state="attached")
            await seen.page.locator(f".phone.{platform} li.theirs").first.wait_for()
        assert await seen.overflow() == []
        assert await seen.refused() == ""
        assert seen.complaints == []
