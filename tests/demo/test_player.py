"""The page as players treat it: two taps for one, two windows, loading anew, starting over, a server that is gone."""

from contextlib import AsyncExitStack
from datetime import timedelta

from bot.demo import joining
from bot.demo.world import LINE, TELEGRAM
from messages import writing
from storage.tables import people
from tests.demo import gallery
from tests.demo.test_page_browser import first, word
from tests.demo.test_story import Phone, to_the_next_event, who
from tests.demo.watching import IN_THE_BROWSER, on_stage, say_on_line, unheard, window

pytestmark = IN_THE_BROWSER


async def test_two_taps_on_a_quick_reply_are_one_and_nothing_complains(browser):
    async with unheard() as (stage, url), window(browser, url, 360) as seen:
        officer = first(stage, LINE)
        await stage.town.line.follow(officer)
        await say_on_line(url, officer, [gallery.text("?") | {"quickReply": gallery.QUICK}])
        await seen.page.locator(".quick button").first.dblclick()
        await seen.page.locator(".line .mine .bubble").wait_for()
        await say_on_line(url, officer, [gallery.text("จบ")])
        await seen.page.locator(".line .theirs .bubble").get_by_text("จบ").wait_for()
        assert await seen.page.locator(".line .mine .bubble").count() == 1
        assert await seen.page.locator(".toasts .wrong").count() == 0
        assert seen.complaints == []


async def test_a_tap_on_a_tab_counts_though_news_come_before_the_finger_is_lifted(browser):
    async with unheard() as (stage, url), window(browser, url, 360) as seen:
        officer, mouse = first(stage, LINE), seen.page.mouse
        await stage.town.line.follow(officer)
        await seen.page.locator("#tab-telegram span").hover()
        await mouse.down()
        await say_on_line(url, officer, [gallery.text("ข่าว")])
        await seen.page.locator(".line .bubble").get_by_text("ข่าว").wait_for()
        await mouse.up()
        assert await seen.page.locator(".phone.telegram").is_visible()


async def test_whose_phone_it_is_and_what_was_not_read_stay_when_the_page_is_loaded_anew(browser):
    async with on_stage(joining.everybody) as (stage, url), window(browser, url, 1280) as seen:
        officer, head = who(stage, LINE, people.OFFICER), who(stage, LINE, people.HEAD)
        line = Phone(seen, LINE)
        await line.hand_to(head)
        await say_on_line(url, officer.address, [gallery.text("ข่าว")])
        badge = line.node.get_by_label(word("new_elsewhere", 1))
        await badge.wait_for()
        await seen.page.reload()
        await badge.wait_for()
        assert await line.node.locator("select").input_value() == head.address
        await badge.click()
        await line.sees("ข่าว")
        await badge.wait_for(state="detached")
        assert await line.node.locator("select").input_value() == officer.address


async def test_two_windows_show_the_same_and_may_both_be_in_a_hurry(browser):
    async with (
        on_stage(joining.everybody) as (stage, url),
        window(browser, url, 1280) as one,
        window(browser, url, 360) as other,
    ):
        for seen in (one, other):
            await to_the_next_event(seen)
        for seen in (one, other):
            await seen.page.locator(".line .flex-bubble").first.wait_for()
            assert await seen.refused() == ""
        assert stage.fault == ""


async def test_starting_over_is_possible_while_the_time_is_played(browser):
    async with on_stage(joining.everybody) as (stage, url), window(browser, url, 1280) as seen:
        began = stage.now
        await seen.page.locator(".line-of-time button").get_by_text(word("due_3")).click()
        await seen.page.locator(".is-moving progress").wait_for()
        await seen.page.get_by_role("button", name=word("start_over")).click()
        shown = writing.full_date(began.astimezone(writing.BANGKOK).date(), "th")
        await seen.page.locator("header:not(.is-moving) .now").get_by_text(shown).wait_for()
        assert (stage.number, stage.fault) == (2, "")
        assert stage.now - began < timedelta(hours=1)
        assert await seen.page.locator(".mark:visible").count() == 0


async def test_a_demo_that_was_stopped_is_said_to_be_gone(browser):
    async with AsyncExitStack() as opened:
        async with unheard() as (_, url):
            seen = await opened.enter_async_context(window(browser, url, 360))
        await seen.page.get_by_text(word("connection_lost")).first.wait_for()
        await seen.page.get_by_role("button", name=word("add_friend")).click()
        await seen.page.locator(".toasts .wrong").get_by_text(word("connection_lost")).wait_for()


async def test_who_blocked_and_unblocked_reads_on(browser):
    async with on_stage(joining.everybody) as (stage, url), window(browser, url, 1280) as seen:
        for platform in (LINE, TELEGRAM):
            phone = Phone(seen, platform)
            await phone.node.get_by_label(word("phone_menu")).click()
            await phone.tap(word("block"))
            await phone.sees(word("blocked"))
            assert await phone.node.get_by_label(word("type_here")).is_hidden()
            await phone.node.locator(".stranger button").click()
            await phone.node.get_by_label(word("type_here")).wait_for()
        assert stage.town.line.refusals == []
        assert seen.complaints == []


async def test_somebody_who_reads_further_up_finds_the_way_down(browser):
    async with unheard() as (stage, url), window(browser, url, 360) as seen:
        officer = first(stage, LINE)
        await stage.town.line.follow(officer)
        for number in range(0, 30, 5):
            await say_on_line(url, officer, [gallery.text(str(place)) for place in range(number, number + 5)])
        await seen.page.locator(".line .bubble").get_by_text("29").wait_for()
        down = seen.page.locator(".line .newest")
        assert await down.is_hidden()
        await seen.page.locator(".line .room").evaluate("room => room.scrollTo(0, 0)")
        await down.click()
        await down.wait_for(state="hidden")
        await seen.page.locator(".line .bubble").get_by_text("29").wait_for()


async def test_a_message_that_arrives_while_somebody_scrolls_up_does_not_pull_them_down_again(browser):
    async with unheard() as (_, url), window(browser, url, 360) as seen:
        read_on = """async () => {
            const { scroll } = await import("/demo/assets/scroll.js");
            const [room, list, down] = ["div", "div", "button"].map((name) => document.createElement(name));
            room.style = "height: 100px; overflow-y: auto";
            document.body.append(room);
            room.append(list);
            const follow = scroll(room, down);
            const arrives = () => follow.keep(() => {
                const message = document.createElement("p");
                message.textContent = "…";
                list.append(message);
            });
            for (let number = 0; number < 30; number += 1) arrives();
            const stoodAtTheEnd = room.scrollTop > 0 && down.hidden;
            room.scrollTo(0, 0);
            arrives();
            const stayed = room.scrollTop === 0 && !down.hidden;
            down.click();
            return [stoodAtTheEnd, stayed, room.scrollTop > 0 && down.hidden];
        }"""
        assert await seen.page.evaluate(read_on) == [True, True, True]


async def test_all_can_be_done_with_keys_alone(browser):
    async with on_stage(joining.everybody) as (_, url), window(browser, url, 360) as seen:
        keys = seen.page.keyboard
        focused = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
        passed = []
        for _ in range(40):
            await keys.press("Tab")
            passed.append((await seen.page.evaluate(focused)).strip())
        wanted = [
            word(name) for name in ("more", "dismiss", "holder_line", "phone_menu", "attach", "type_here", "send")
        ]
        assert [name for name in wanted if name not in passed] == []
        await seen.page.get_by_label(word("more")).focus()
        await keys.press("Enter")
        await seen.page.locator("details[open] .menu-list button").first.wait_for()
        await keys.press("Tab")
        await keys.press("Escape")
        assert await seen.page.evaluate(focused) == word("more")
        await seen.page.locator("#tab-line").focus()
        await keys.press("ArrowRight")
        assert await seen.page.locator(".phone.telegram").is_visible()
        assert seen.complaints == []
