"""The product as an operator runs it, in a process of its own on real time; both stand-ins in this one."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import aiohttp
from starlette.applications import Starlette

from bot.clock import SystemClock
from bot.demo.town import Standins, settings_for
from tests.demo.serving import serving
from tests.ports import free_port

PATIENCE = 90.0


@dataclass(frozen=True)
class Outside:
    """Its stand-ins, its address, its process."""

    line_and_telegram: Standins
    url: str
    process: asyncio.subprocess.Process

    async def ready(self) -> tuple[int, str]:
        """What /health/ready says, as soon as somebody answers."""
        return await status(f"{self.url}/health/ready")

    async def until_ready(self, wanted: int) -> str:
        """Returns when /health/ready has this status."""
        until = monotonic() + PATIENCE
        while True:
            found, body = await self.ready()
            if found == wanted:
                return body
            assert monotonic() < until, body
            await asyncio.sleep(0.2)

    async def stop(self) -> tuple[str, str]:
        """Stopped in good order: all that it wrote on standard output and standard error."""
        self.process.terminate()
        out, err = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        assert self.process.returncode == 0
        return out.decode(), err.decode()


@asynccontextmanager
async def run(
    folder: Path, environment: Mapping[str, str], *command: str
) -> AsyncGenerator[asyncio.subprocess.Process]:
    """The command line in a process that is gone afterwards; `serve` where no other command is named."""
    path = os.pathsep.join(sys.path)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *(command or ("serve",)), cwd=folder, env={"PYTHONPATH": path, **environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, limit=2**24,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@asynccontextmanager
async def served(folder: Path, database_url: str, **more: str) -> AsyncGenerator[Outside]:
    """The whole, ready, on a migrated database; `more` are settings."""
    front, port = Starlette(), free_port()
    async with serving(front) as base_url:
        standins = Standins(SystemClock(), f"http://127.0.0.1:{port}", strict=False)
        standins.line.delivery.policy.pauses = (1,) * 90
        front.router.routes.extend(standins.mounts())
        own = {"THANWELA_PORT": str(port), **{f"THANWELA_{name}": value for name, value in more.items()}}
        async with run(folder, {**settings_for(base_url, folder, database_url), **own}) as process:
            found = Outside(standins, f"http://127.0.0.1:{port}", process)
            await found.until_ready(200)
            try:
                yield found
            finally:
                await standins.close()


async def status(address: str, seconds: float = PATIENCE) -> tuple[int, str]:
    """Of a GET, as soon as somebody answers."""
    until = monotonic() + seconds
    async with aiohttp.ClientSession() as session:
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(address) as answer:
                    return answer.status, await answer.text()
            assert monotonic() < until
            await asyncio.sleep(0.02)
