"""`thanwela demo`: everything on one machine, on one address, until Ctrl-C."""

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.clock import SystemClock
from bot.demo import page, world
from bot.demo.stage import Stage
from bot.serving import configure_logs
from messages.texts import Texts
from messages.writing import BANGKOK

LANGUAGE = "th"
NEXT_PORTS = 20


class _Server(uvicorn.Server):
    """Lets go of the pages that listen before it waits for what is still under way."""

    let_go: Callable[[], None]

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.let_go()
        await super().shutdown(sockets)


def run(*, example: str, port: int, open_browser: bool) -> int:
    """Play the example until it is stopped; returns the exit status."""
    configure_logs("plain")
    texts = Texts.load()
    try:
        world.load(example, SystemClock().now().astimezone(BANGKOK).date())
    except world.NoExample:
        print(texts.line(LANGUAGE, "demo.no_example", name=example, known=", ".join(world.names())))  # noqa: T201
        return 1
    listener = _listening(port)
    if listener.getsockname()[1] != port:
        print(texts.line(LANGUAGE, "demo.port_busy", port=str(port)))  # noqa: T201
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(example, listener, texts, open_browser=open_browser))
    return 0


async def _serve(example: str, listener: socket.socket, texts: Texts, *, open_browser: bool) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    stage = Stage(example, address, texts)
    watched = page.Page(stage)
    config = uvicorn.Config(
        Starlette(routes=[*watched.routes(), Mount("/", stage)]),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
    )
    server = _Server(config)
    server.let_go = watched.close
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    playing = asyncio.create_task(_play(stage, texts, address if open_browser else ""))
    await asyncio.wait({serving, playing}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    playing.cancel()
    await asyncio.gather(serving, playing, return_exceptions=True)
    if not playing.cancelled() and (fault := playing.exception()):
        raise fault


async def _play(stage: Stage, texts: Texts, opened: str) -> None:
    """The story, until it is cancelled: its webhooks travel over the address that the server serves."""
    async with stage:
        print(texts.line(LANGUAGE, "demo.address", address=stage.address), flush=True)  # noqa: T201
        if opened:
            await asyncio.to_thread(webbrowser.open, opened)
        await asyncio.Event().wait()


def _listening(port: int) -> socket.socket:
    """A socket on that port of this machine, or on one of the next, or on any that is free."""
    for wanted in (*range(port, port + NEXT_PORTS), 0):
        # Named as TCP, for only then does asyncio switch Nagle's algorithm off: each answer would take 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", wanted))
        except OSError:
            listener.close()
        else:
            listener.listen()
            return listener
    raise OSError("no port is free")
