"""The page itself in Chromium: it fits every window, draws all that the stand-ins can hold, and hides no mistake."""

from datetime import timedelta

import pytest

from bot.demo.line.checks.actions import ACTIONS
from bot.demo.line.checks.flex import BACKGROUNDS, BLOCK_STYLE, COMPONENTS, CONTAINERS
from bot.demo.line.checks.primitives import Shape
from bot.demo.stage import Stage
from bot.demo.world import LINE, TELEGRAM, cast
from messages import writing
from messages.texts import Texts
from tests.demo import gallery
from tests.demo.watching import IN_THE_BROWSER, say_on_line, say_on_telegram, unheard, window

pytestmark = IN_THE_BROWSER
TEXTS = Texts.load()
WIDTHS = (320, 360, 768, 1280)
OBEYED_ELSEWHERE = {"richmenuswitch"}
"""An action that stands in rich menus only."""


def word(name: str, *values: object) -> str:
    """A word of the page, filled as the page does it."""
    text = TEXTS.line("th", f"demo.{name}")
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", str(value))
    return text


def first(stage: Stage, platform: str) -> str:
    return next(member.address for member in cast(stage.example.framework) if member.platform == platform)


async def filled(stage: Stage, url: str) -> None:
    """The whole gallery on the first phone of each platform."""
    officer, supervisor = first(stage, LINE), first(stage, TELEGRAM)
    await stage.town.line.follow(officer)
    for group in gallery.LINE:
        await say_on_line(url, officer, group)
    await stage.town.telegram.start(int(supervisor))
    for message in gallery.TELEGRAM:
        await say_on_telegram(url, "sendMessage", {"chat_id": int(supervisor)} | message)


async def test_the_page_fits_every_window_and_draws_the_whole_gallery(browser):
    async with unheard() as (stage, url):
        await filled(stage, url)
        for width in WIDTHS:
            async with window(browser, url, width) as seen:
                await seen.page.locator(".flex-bubble").last.wait_for()
                assert await seen.overflow() == []
                assert await seen.refused() == ""
                if width < 760:
                    await seen.page.get_by_role("tab").nth(1).click()
                await seen.page.locator(".telegram .keyboard").wait_for()
                assert await seen.overflow() == []
                assert await seen.refused() == ""
                assert seen.complaints == []


async def test_what_cannot_be_drawn_and_what_is_refused_stands_there_in_red(browser):
    async with unheard() as (stage, url), window(browser, url, 1280) as seen:
        officer = first(stage, LINE)
        await stage.town.line.follow(officer)
        for message in gallery.NOT_DRAWN:
            await say_on_line(url, officer, [message])
        await seen.page.locator(".undrawn").nth(1).wait_for()
        assert word("not_drawn", "imagemap") in await seen.refused()
        assert word("not_drawn", "coupon") in await seen.refused()
        with pytest.raises(AssertionError):
            await say_on_line(url, officer, [{"type": "text", "text": ""}])
        await seen.page.locator(".line .refusals").get_by_text("messages[0].text: May not be empty").wait_for()
        await seen.page.set_viewport_size({"width": 360, "height": 640})
        red = await seen.page.locator(".line .lost").bounding_box()
        assert red is not None
        assert red["height"] > 60
        await seen.page.locator(".line .refusals").get_by_role("button", name=word("dismiss")).click()
        assert await seen.page.locator(".refusals:visible").count() == 0


async def test_every_property_that_line_knows_is_drawn_or_has_no_look(browser):
    async with unheard() as (_, url), window(browser, url, 360) as seen:
        drawn = await seen.page.evaluate("import('/demo/assets/flex.js').then(({KNOWN}) => KNOWN)")
    known = {**COMPONENTS, **CONTAINERS, "style": BLOCK_STYLE}
    missing = {name: properties_of(shape) - set(drawn[name]) for name, shape in known.items()}
    assert {name: left for name, left in missing.items() if left} == {}
    actions = {name: shape.fields.keys() - set(drawn["actions"].get(name, ())) for name, shape in ACTIONS.items()}
    assert {name for name, left in actions.items() if left} == OBEYED_ELSEWHERE
    assert list(BACKGROUNDS) == ["linearGradient"]


def properties_of(check: object) -> set[str]:
    assert isinstance(check, Shape)
    return set(check.fields)


async def test_a_tap_on_a_quick_reply_is_said_and_takes_the_buttons_away(browser):
    async with unheard() as (stage, url), window(browser, url, 360) as seen:
        officer = first(stage, LINE)
        await stage.town.line.follow(officer)
        await say_on_line(url, officer, [gallery.text("?") | {"quickReply": gallery.QUICK}])
        label = gallery.QUICK["items"][1]["action"]["label"]
        await seen.page.get_by_role("group", name=word("quick_replies")).get_by_role("button", name=label).click()
        await seen.page.locator(".line .mine .bubble").get_by_text(label).wait_for()
        assert await seen.page.locator(".quick").count() == 0
        assert seen.complaints == []


async def test_a_place_is_chosen_where_a_quick_reply_asks_for_one(browser):
    asks = {"items": [{"type": "action", "action": {"type": "location", "label": "ส่งตำแหน่ง"}}]}
    async with unheard() as (stage, url), window(browser, url, 360) as seen:
        officer = first(stage, LINE)
        await stage.town.line.follow(officer)
        await say_on_line(url, officer, [gallery.text("?") | {"quickReply": asks}])
        await seen.page.locator(".quick button").click()
        await seen.page.get_by_role("button", name=word("sample_place")).click()
        await seen.page.locator(".line .mine .bubble").get_by_text(word("sample_place")).wait_for()
        assert seen.complaints == []


async def test_a_photo_is_chosen_from_our_own_pictures_and_can_be_unsent(browser):
    async with unheard() as (stage, url), window(browser, url, 360) as seen:
        officer = first(stage, LINE)
        await stage.town.line.follow(officer)
        await say_on_line(url, officer, [gallery.text("?") | {"quickReply": gallery.QUICK}])
        await seen.page.locator(".quick button").last.click()
        await seen.page.get_by_role("button", name=word("sample_sheet")).click()
        picture = seen.page.locator(".line .mine img")
        await picture.wait_for()
        assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 960
        await seen.page.get_by_label(word("message_menu")).last.click()
        await seen.page.get_by_role("button", name=word("unsend")).click()
        await seen.page.get_by_text(word("unsent")).wait_for()
        assert seen.complaints == []


async def test_typing_start_toasts_and_edits_on_telegram(browser):
    async with unheard() as (stage, url), window(browser, url, 1280) as seen:
        user = int(first(stage, TELEGRAM))
        phone = seen.page.locator(".phone.telegram")
        await phone.get_by_role("button", name=word("start"), exact=True).click()
        await phone.get_by_text("/start").wait_for()
        sent = await say_on_telegram(url, "sendMessage", {"chat_id": user} | gallery.TELEGRAM[0])
        button = gallery.TELEGRAM[0]["reply_markup"]["inline_keyboard"][0][0]["text"]
        async with seen.page.expect_response("**/press"):
            await phone.get_by_role("button", name=button).click()
        query = next(reversed(stage.town.telegram.account.queries))
        await say_on_telegram(url, "answerCallbackQuery", {"callback_query_id": query, "text": "อนุมัติแล้ว"})
        await phone.locator(".toasts").get_by_text("อนุมัติแล้ว").wait_for()
        changed = {"chat_id": user, "message_id": sent["message_id"], "text": "<b>อนุมัติ</b>แล้ว", "parse_mode": "HTML"}
        await say_on_telegram(url, "editMessageText", changed)
        await phone.get_by_text(word("edited")).wait_for()
        assert await phone.locator(".keyboard").count() == 0
        await phone.get_by_label(word("type_here")).fill("คิว")
        await phone.get_by_role("button", name=word("send")).click()
        await phone.locator(".mine").get_by_text("คิว").wait_for()
        assert seen.complaints == []


async def test_the_clock_plays_to_what_comes_next_and_survives_an_outage(browser):
    async with unheard() as (stage, url), window(browser, url, 1280) as seen:
        began = stage.now
        coming = await stage.coming()
        await seen.page.get_by_role("button", name=word("next")).click()
        await seen.page.locator(".event.passed").wait_for()
        assert began < coming[0].at <= stage.now
        await seen.page.get_by_label(word("outage")).click()
        await seen.page.get_by_role("button", name=word("days_1")).click()
        day_after = writing.full_date((coming[0].at + timedelta(days=1)).date(), "th")
        await seen.page.locator("header:not(.is-moving) .now").get_by_text(day_after).wait_for()
        assert not stage.down
        await seen.page.get_by_role("button", name=word("start_over")).click()
        await seen.page.locator(".event.passed").wait_for(state="detached")
        assert stage.now - began < coming[0].at - began
        assert await seen.refused() == ""
