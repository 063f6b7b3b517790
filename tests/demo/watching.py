"""The demo page in Chromium: a stage on a free port, and a browser that looks at it."""

import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright
from playwright.async_api import Error as BrowserError
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.demo import joining, page
from bot.demo.stage import Arrive, Stage
from bot.demo.town import LINE_TOKEN, TELEGRAM_TOKEN
from messages.texts import Texts
from tests.demo.serving import serving

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
MUST = "TESTS_NEED_BROWSER"
IN_THE_BROWSER = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
"""Tests that look at the page: the browser of a worker lives on one loop, so that they run there, too."""
PATIENCE_MILLISECONDS = 120_000
"""So long a test waits for what it waits for: a machine that does ten other things is slow, not wrong."""


@asynccontextmanager
async def on_stage(arrive: Arrive, example: str = "department") -> AsyncGenerator[tuple[Stage, str]]:
    """The whole demo on a free port, and its address."""
    front = Starlette()
    async with serving(front) as url:
        stage = Stage(example, url, Texts.load(), arrive)
        watched = page.Page(stage)
        front.router.routes.extend([*watched.routes(), Mount("/", stage)])
        async with stage:
            yield stage, url
            watched.close()


@asynccontextmanager
async def unheard() -> AsyncGenerator[tuple[Stage, str]]:
    """The same with nobody enrolled and no webhook delivered: the phones show what a test puts there, no answers."""
    async with on_stage(joining.phones_only) as (stage, url):
        stage.town.line.delivery.policy.hold = True
        stage.town.telegram.hold()
        yield stage, url


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    """A browser; without one the test is skipped and says so, or fails where the surroundings demand one."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=found, args=QUIET)
        except BrowserError as error:
            if os.environ.get(MUST):  # noqa: TID251
                raise
            pytest.skip(f"no Chromium: {str(error).splitlines()[0]} (set {MUST}=1 to make this a failure)")
        yield browser
        await browser.close()


class Window:
    """One window on the page; what its console complains about is collected."""

    def __init__(self, window: Page) -> None:
        self.page, self.complaints = window, list[str]()
        window.on("console", self._heard)
        window.on("pageerror", self._failed)

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def _failed(self, error: BrowserError) -> None:
        self.complaints.append(str(error))

    async def overflow(self) -> list[str]:
        """What sticks out of the window to a side, but for what scrolls inside something of its own."""
        return await self.page.evaluate(STICKS_OUT)

    async def refused(self) -> str:
        """What the page shows as refused or not drawn."""
        return "\n".join(
            await self.page.locator(".undrawn:visible, .refusals:visible, .fault:visible").all_inner_texts()
        )


STICKS_OUT = """() => {
    const clips = (node) => /auto|scroll|hidden/.test(getComputedStyle(node).overflowX);
    const scrolls = (node) => node && node !== document.body && (clips(node) || scrolls(node.parentElement));
    const wide = document.documentElement.clientWidth;
    const out = document.documentElement.scrollWidth > wide ? ["the page itself"] : [];
    for (const node of document.querySelectorAll("body *")) {
        const box = node.getBoundingClientRect();
        const inside = !box.width || (box.right <= wide + 0.5 && box.left >= -0.5);
        if (!inside && !scrolls(node.parentElement)) out.push(node.className || node.tagName);
    }
    return out;
}"""


@asynccontextmanager
async def window(browser: Browser, url: str, width: int, height: int = 780) -> AsyncGenerator[Window]:
    """The page, drawn for the first time."""
    opened = Window(await browser.new_page(viewport={"width": width, "height": height}))
    opened.page.set_default_timeout(PATIENCE_MILLISECONDS)
    await opened.page.goto(url)
    await opened.page.locator(".holder select option").first.wait_for(state="attached")
    yield opened
    await opened.page.close()


async def say_on_line(url: str, to: str, messages: list[Any]) -> None:
    """As our product would: pushed through LINE's own door, refused where LINE refuses."""
    async with (
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {LINE_TOKEN}"}) as session,
        session.post(f"{url}/standin/line/v2/bot/message/push", json={"to": to, "messages": messages}) as answer,
    ):
        assert answer.status == 200, await answer.text()


async def say_on_telegram(url: str, method: str, values: dict[str, Any]) -> dict[str, Any]:
    """The same through Telegram's; returns the result."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/standin/telegram/bot{TELEGRAM_TOKEN}/{method}", json=values) as answer,
    ):
        told = await answer.json()
        assert told["ok"], told
        return told["result"]
