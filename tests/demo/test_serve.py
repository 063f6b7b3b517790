"""`thanwela demo` as a process: up on a port of its own, gone without a trace of trouble on Ctrl-C."""

import asyncio
import re
import signal
import socket
import sys
from pathlib import Path

import aiohttp

TOP = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")


async def started(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--no-open", *arguments),
        cwd=TOP,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def lines_until_up(process: asyncio.subprocess.Process) -> list[str]:
    assert process.stdout is not None
    said: list[str] = []
    while line := (await process.stdout.readline()).decode():
        said.append(line)
        if ADDRESS.search(line):
            return said
    raise AssertionError("".join(said))


async def test_a_busy_port_is_said_and_another_taken_and_ctrl_c_ends_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        process = await started("--port", str(busy))
        said = await lines_until_up(process)
        assert str(busy) in said[0]
        address = ADDRESS.search(said[-1])
        assert address is not None
        assert int(address[1]) != busy
        async with aiohttp.ClientSession() as session, session.get(f"{address[0]}/health/ready") as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        rest, _ = await process.communicate()
        assert rest.decode() == ""
        assert process.returncode == 0


async def test_an_unknown_example_is_refused_with_those_that_there_are():
    process = await started("--example", "nothing-of-that-name")
    said, _ = await process.communicate()
    assert "department-2548" in said.decode()
    assert process.returncode == 1
