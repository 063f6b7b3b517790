"""A server in a process of its own, on a core of its own: started, awaited, its CPU and memory read, stopped."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil

READY_SECONDS, PATIENCE_SECONDS = 120, 600
TOP = Path(__file__).parent.parent


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that answers at `url`; `ready_seconds` from the start of its process until it was ready."""

    pid: int
    url: str
    ready_seconds: float

    def cpu_us(self) -> float:
        """User and system time of the process and all its children so far."""
        process = psutil.Process(self.pid)
        return sum(_thread_time(one.pid) for one in [process, *process.children(recursive=True)])

    def memory_mib(self) -> float:
        """What is resident now."""
        return psutil.Process(self.pid).memory_info().rss / 2**20

    async def ask(self, path: str, *, post: bool = False) -> str:
        """What it answers; urllib.error.URLError for anything but 200."""
        request = Request(self.url + path, method="POST" if post else "GET")
        return await asyncio.to_thread(lambda: urlopen(request, timeout=PATIENCE_SECONDS).read().decode())


Serving = AbstractContextManager[Served]


def _thread_time(pid: int) -> float:
    """To the nanosecond by the scheduler's own account: the usual counters step by 10 ms."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1000


@contextmanager
def served(
    module: Sequence[str], port: int, ready: str, environment: Mapping[str, str], core: int | None
) -> Generator[Served]:
    """`python -m module …` until the block ends; TimeoutError if `ready` is not answered with 200 in a minute."""
    begun = time.perf_counter()
    pairs = [f"{name}={value}" for name, value in environment.items()]
    command = ["env", *pairs, sys.executable, "-m", *module]
    process = subprocess.Popen(command, cwd=TOP, stdout=subprocess.DEVNULL)
    pin(process.pid, core)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url + ready, process)
        yield Served(pid=process.pid, url=url, ready_seconds=time.perf_counter() - begun)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def pin(pid: int, core: int | None) -> None:
    """Keep a process on one core; None or a machine with one core leaves it free."""
    if core is not None and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(pid, {core})


def machine() -> str:
    """What the figures depend on."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} cores, {model[1] if model else 'unknown'}, Python {sys.version.split()[0]}"


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.01)
    raise TimeoutError(f"{url} was not ready")
