"""Floor and product as processes on their core, with the addresses of the cheap platforms."""

import socket

from bench import process
from bench.keys import LINE_SECRET, LINE_TOKEN, TELEGRAM_SECRET, TELEGRAM_TOKEN
from bench.process import Serving

SERVERS, LOAD = 0, 1
"""Cores."""


def floor(module: str, file: str, sink_url: str) -> Serving:
    """A floor with its database in `file`."""
    port = _free_port()
    return process.served([f"bench.{module}", str(port), file, sink_url], port, "/", {}, SERVERS)


def product(environment: dict[str, str], *, paced: bool = False) -> Serving:
    """The product of the bench; `paced` as it is served."""
    words = ["bench.product", *(["paced"] if paced else [])]
    return _served(words, environment)


def started(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until the real command is ready, and its memory in MiB then."""
    with _served(["bot", "serve"], environment) as server:
        return server.ready_seconds, server.memory_mib()


def environment(sink_url: str, folder: str, database_url: str) -> dict[str, str]:
    """The settings of both."""
    found = {
        "DATA_DIR": folder,
        "DATABASE_URL": database_url,
        "LOG": "plain",
        "PUBLIC_URL": "https://bench.invalid",
        "SECRET_KEY": "a-key-for-one-bench-only",
        "LINE_CHANNEL_SECRET": LINE_SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": LINE_TOKEN,
        "LINE_API_URL": f"{sink_url}/line",
        "LINE_DATA_API_URL": f"{sink_url}/line-data",
        "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": TELEGRAM_SECRET,
        "TELEGRAM_API_URL": f"{sink_url}/telegram",
    }
    return {f"THANWELA_{name}": value for name, value in found.items()}


def _served(words: list[str], environment: dict[str, str]) -> Serving:
    port = _free_port()
    return process.served(words, port, "/health/ready", {**environment, "THANWELA_PORT": str(port)}, SERVERS)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
