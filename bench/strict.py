"""That what the product sends is valid: the bench's own deeds played once to the strict stand-ins."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from bench import department
from bot.clock import MovableClock, SystemClock
from bot.demo.town import Town, settings_for
from bot.settings import read


async def check(folder: Path) -> None:
    """A number typed, confirmed and approved; AssertionError with the refusals if a stand-in refused anything."""
    front = Starlette()
    config = uvicorn.Config(front, port=0, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    base_url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    settings = read(settings_for(base_url, folder))
    department.make(settings, 1)
    town = Town(MovableClock(SystemClock().now()), base_url, folder, database_url=settings.database_url)
    front.router.routes.extend(town.app.router.routes)
    async with town:
        await _play(town)
    server.should_exit = True
    await serving
    refused = [*town.line.refusals, *town.telegram.refusals]
    assert not refused, refused


async def _play(town: Town) -> None:
    officer, supervisor = department.officer(0), int(department.supervisor(0))
    town.line.add_person(officer, "Officer").friend = True
    town.telegram.add_person(supervisor, "Supervisor").started = True
    await town.line.say(officer, "report 0 85")
    await town.settle()
    asked = town.line.messages(officer)[-1]
    await town.line.press(officer, asked.id, _first(asked.message, "data", ".confirm"))
    await town.settle()
    card = list(town.telegram.chat(supervisor).bubbles.values())[-1]
    approve = _first(card.keyboard, "callback_data", "approve")
    await town.telegram.press(supervisor, card.message_id, approve["callback_data"])
    await town.settle()
    by_bot = [message for message in town.line.messages(officer) if message.by == "bot"]
    assert len(by_bot) == 3, "question, receipt and decision, but nothing else, were to arrive"


def _first(node: Any, name: str, part: str) -> dict[str, Any]:
    """The first table with that name whose value has that part."""
    return next(_tables(node, name, part))


def _tables(node: Any, name: str, part: str) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for each in node:
            yield from _tables(each, name, part)
    if isinstance(node, dict):
        if part in node.get(name, ""):
            yield node
        yield from _tables(list(node.values()), name, part)
