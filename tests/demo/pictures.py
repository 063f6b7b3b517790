"""Takes docs/pictures/*.png: the demo played in Chromium, from the month's card to a late report. `make pictures`.

python -m tests.demo.pictures
"""

import asyncio
import io
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator

from bot.demo import joining
from bot.demo.stage import Stage
from bot.demo.world import LINE, TELEGRAM
from storage.tables import people
from tests.demo.test_story import STEP, Phone, choose, who, word
from tests.demo.watching import Window, chromium, on_stage

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
DESKTOP, HANDHELD = (1280, 850), (360, 740)
SHARP = 2
COLOURS = 256
LARGEST = 200_000
DAYS_LATE = 4
PLAYING_MILLISECONDS = 180_000
TO_THE_END = "for (const room of document.querySelectorAll('.room')) room.scrollTop = room.scrollHeight"
WHOLE_ONLY = """shown => {
    for (const room of document.querySelectorAll('.room')) {
        const top = room.getBoundingClientRect().top;
        for (const item of room.querySelectorAll('li')) {
            item.style.visibility = shown || item.getBoundingClientRect().top >= top ? '' : 'hidden';
        }
    }
}"""
"""A message that the room's upper edge would cut is left out of the picture."""
DAY_SHOWN = "document.querySelector('time.now').dateTime.slice(0, 10)"


@asynccontextmanager
async def window(browser: Browser, url: str, size: tuple[int, int], scale: int) -> AsyncGenerator[Window]:
    """The page in a window of that size, drawn for the first time."""
    width, height = size
    opened = Window(
        await browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale, locale="th-TH")
    )
    await opened.page.goto(url)
    await opened.page.locator(".holder select option").first.wait_for(state="attached")
    yield opened
    assert await opened.refused() == ""
    assert opened.complaints == []
    await opened.page.close()


async def take(seen: Window, name: str) -> None:
    """One picture, once the page has come to rest; raise AssertionError for one that is too large."""
    await seen.page.mouse.move(0, 0)
    await seen.page.wait_for_function("!document.querySelector('.is-moving, .toasts p')")
    await seen.page.evaluate("document.fonts.ready")
    await seen.page.evaluate(TO_THE_END)
    await seen.page.evaluate(WHOLE_ONLY, False)
    picture = Image.open(io.BytesIO(await seen.page.screenshot()))
    await seen.page.evaluate(WHOLE_ONLY, True)
    path = FOLDER / f"{name}.png"
    few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    assert path.stat().st_size <= LARGEST, path


async def to_the_prompt(seen: Window) -> None:
    await seen.page.get_by_role("button", name=word("demo.next")).click()
    await seen.page.locator(".event.passed").wait_for()


async def newest_card(phone: Phone) -> Locator:
    card = phone.node.locator("li:last-child .flex-bubble")
    await card.wait_for()
    return card


async def report(stage: Stage, seen: Window, line: Phone) -> None:
    """The month's card, a step, a photo; confirmed."""
    await line.hand_to(who(stage, LINE, people.OFFICER))
    card = await newest_card(line)
    await take(seen, "todo")
    await card.get_by_role("button").first.click()
    await line.node.locator(".quick").get_by_role("button", name=re.compile(rf"{STEP}(\D|$)")).click()
    await line.tap(word("reporting.album"))
    await choose(seen, "demo.sample_sheet")
    await (await newest_card(line)).get_by_role("button", name=word("reporting.confirm")).wait_for()
    await take(seen, "report")
    await line.tap_in_answer(word("reporting.confirm"))
    await line.sees(re.compile(word("states.on_time")))


async def past_the_department_s_deadline(seen: Window) -> None:
    due = word("demo.due_3")
    await seen.page.locator(".line-of-time button").get_by_text(due).first.click()
    await seen.page.locator(".event.passed").get_by_text(due).wait_for(timeout=PLAYING_MILLISECONDS)
    for _ in range(DAYS_LATE):
        before = await seen.page.evaluate(DAY_SHOWN)
        await seen.page.get_by_role("button", name=word("demo.next_day")).click()
        await seen.page.wait_for_function(f"{DAY_SHOWN} > '{before}' && !document.querySelector('.is-moving')")


async def late(stage: Stage, seen: Window) -> None:
    """What the PSDG reads on a phone."""
    await seen.page.get_by_role("tab").nth(1).click()
    telegram = Phone(seen, TELEGRAM)
    await telegram.hand_to(who(stage, TELEGRAM, people.PSDG))
    await telegram.sees(re.compile(re.escape(word("alerts.stops", tier=3))))
    await take(seen, "late")


async def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    async with (
        on_stage(joining.everybody) as (stage, url),
        chromium() as browser,
        window(browser, url, DESKTOP, 1) as wide,
        window(browser, url, HANDHELD, SHARP) as narrow,
    ):
        await to_the_prompt(wide)
        await report(stage, narrow, Phone(narrow, LINE))
        await wide.page.locator(".telegram .photo").wait_for()
        await take(wide, "desktop")
        await past_the_department_s_deadline(wide)
        await late(stage, narrow)


if __name__ == "__main__":
    asyncio.run(main())
