"""A nursery for all tests of one worker, and a way to open a house on both databases."""

from collections.abc import Generator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest

from tests.kill.house import House, Nursery, house


class Opens(Protocol):
    def __call__(self, *, quota: int | None = 300, polling: bool = False) -> AbstractAsyncContextManager[House]: ...


@pytest.fixture(scope="session")
def nursery() -> Generator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def open_house(tmp_path: Path, database_url: str, nursery: Nursery) -> Opens:
    return partial(house, tmp_path, database_url, nursery)
