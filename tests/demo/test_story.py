"""The main job played by hand in Chromium: join, report with a photo, be sent back, send again, be approved; then the
clock goes past the department's deadline, and what that costs is told with its reasons.

Buttons are found by the texts' keys, so that a label may change.
"""

import re
from typing import Any

import pytest
from playwright.async_api import Locator

from bot.demo import joining
from bot.demo.guide import sentence
from bot.demo.stage import Stage
from bot.demo.world import LINE, TELEGRAM, Member, cast
from messages.texts import Texts
from storage.tables import people
from tests.demo.watching import IN_THE_BROWSER, Window, on_stage, window

pytestmark = IN_THE_BROWSER
TEXTS = Texts.load()
STEP = 3
PLAYING_MILLISECONDS = 600_000
WIDTHS = (360, 1280)
"""A narrow phone, where tabs lead from one to the other, and room for both phones."""


def word(key: str, **values: Any) -> str:
    return TEXTS.line("th", key, **values)


class Phone:
    """One of the two phones of the page, tapped as a person taps it."""

    def __init__(self, seen: Window, platform: str) -> None:
        self.node, self._seen, self._platform = seen.page.locator(f".phone.{platform}"), seen, platform

    async def look(self) -> None:
        """Where there is room for one phone only, turn to this one."""
        tab = self._seen.page.locator(f"#tab-{self._platform}")
        if await tab.is_visible():
            await tab.click()

    async def hand_to(self, member: Member) -> None:
        await self.look()
        await self.node.locator(".holder select").select_option(member.address)

    async def tap(self, label: str | re.Pattern[str]) -> None:
        """Tap the newest button of that label, as soon as it can be seen."""
        await self.node.get_by_role("button", name=label).last.click()

    async def tap_in_answer(self, label: str) -> None:
        """Tap a button of the newest message, once that has come; older messages may have one of the same label."""
        await self.node.locator("li:last-child").get_by_role("button", name=label).click()

    async def sees(self, words: str | re.Pattern[str]) -> Locator:
        found = self.node.get_by_text(words).last
        await found.wait_for()
        return found


def who(stage: Stage, platform: str, role: str, *, joined: bool = True) -> Member:
    everybody = cast(stage.example.framework)
    return next(it for it in everybody if (it.platform, it.role, it.joined) == (platform, role, joined))


async def join(stage: Stage, line: Phone) -> None:
    """The officer who holds a code makes friends first, still sees the code, uses it, and agrees."""
    await line.hand_to(who(stage, LINE, people.OFFICER, joined=False))
    await line.tap(word("demo.add_friend"))
    await line.node.locator("li.theirs").first.wait_for()
    await line.tap(word("demo.use_code"))
    await line.tap(word("enrolment.agree_and_join"))
    await line.sees(re.compile(re.escape(stage.example.framework.units[0].code)))
    await line.node.locator(".quick button").first.wait_for()


async def report_with_a_photo(seen: Window, line: Phone) -> None:
    """From the month's card to the receipt."""
    await line.node.locator(".flex-bubble").last.get_by_role("button").first.click()
    await line.node.locator(".quick").get_by_role("button", name=re.compile(rf"{STEP}(\D|$)")).click()
    await line.tap(word("reporting.album"))
    await choose(seen, "demo.sample_sheet")
    await line.tap_in_answer(word("reporting.confirm"))
    await line.sees(re.compile(word("states.on_time")))


async def send_another_photo(seen: Window, line: Phone) -> None:
    """From what was sent back to the receipt."""
    await line.tap(word("reviewing.edit_now"))
    await line.tap(word("reporting.edit_proofs"))
    await line.node.get_by_label(word("demo.attach")).click()
    await choose(seen, "demo.sample_meeting")
    await line.tap_in_answer(word("reporting.confirm"))


async def choose(seen: Window, sample: str) -> None:
    await seen.page.get_by_role("dialog").get_by_role("button", name=word(sample)).click()


async def pass_the_department_s_deadline(seen: Window) -> None:
    """Play to the day it is due at OPDC, and on to the first morning after it."""
    due = word("demo.due_3")
    on_the_line = seen.page.locator(".line-of-time button").get_by_text(due).first
    if await on_the_line.is_visible():
        await on_the_line.click()
    else:
        await seen.page.get_by_label(word("demo.more")).click()
        await seen.page.get_by_role("button", name=due).click()
    passed = seen.page.locator(".event.passed")
    await passed.get_by_text(due).wait_for(state="attached", timeout=PLAYING_MILLISECONDS)
    await to_the_next_event(seen)
    await passed.get_by_text(word("demo.overdue_3")).wait_for(state="attached")


async def to_the_next_event(seen: Window) -> None:
    """Press the one filled button, once the clock stands."""
    await seen.page.get_by_role("button", name=word("demo.next")).click()


async def guided(seen: Window, key: str) -> None:
    """The page says that this may be tried next."""
    await seen.page.locator(".guide p").get_by_text(sentence(TEXTS, "th", f"demo.guide_{key}")).wait_for()


async def send_and_be_sent_back_and_send_again(seen: Window, line: Phone, telegram: Phone) -> None:
    """From the month's card to the approval; the page says each next step."""
    await guided(seen, "begin")
    await to_the_next_event(seen)
    await guided(seen, "report")
    await report_with_a_photo(seen, line)
    await guided(seen, "decide")
    await telegram.look()
    await telegram.tap(word("cards.return"))
    await telegram.tap(word("reviewing.blurred"))
    await guided(seen, "correct")
    await line.look()
    await send_another_photo(seen, line)
    await telegram.look()
    await telegram.node.locator(".photo").nth(1).wait_for()
    await telegram.tap(word("cards.approve"))
    await line.look()
    await line.sees(re.compile(word("cards.approve")))
    await guided(seen, "late")


async def read_the_price(stage: Stage, telegram: Phone) -> None:
    """What the PSDG is told, with its reasons."""
    await telegram.hand_to(who(stage, TELEGRAM, people.PSDG))
    await telegram.sees(re.compile(re.escape(word("alerts.not_arrived", months="6"))))
    await telegram.tap(word("alerts.why"))
    rule = stage.example.framework.penalties[0]
    await telegram.sees(
        re.compile(re.escape(word("forecasting.today_arrived", cost=word("naming.points", amount=f"{rule.rate}"))))
    )
    await telegram.sees(re.compile(re.escape(rule.source.clause)))


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_main_job_from_a_code_to_the_reasons_of_a_penalty(browser, width):
    async with on_stage(joining.everybody) as (stage, url), window(browser, url, width) as seen:
        line, telegram = Phone(seen, LINE), Phone(seen, TELEGRAM)
        await join(stage, line)
        await line.hand_to(who(stage, LINE, people.OFFICER))
        await send_and_be_sent_back_and_send_again(seen, line, telegram)
        warned = line.node.get_by_text(word("states.late_open"))
        assert await warned.count() == 0
        await pass_the_department_s_deadline(seen)
        await warned.last.wait_for()
        await guided(seen, "price")
        await read_the_price(stage, telegram)
        assert await seen.overflow() == []
        assert await seen.refused() == ""
        assert seen.complaints == []
