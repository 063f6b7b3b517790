"""Towns for the tests of Telegram's stand-in."""

from contextlib import AsyncExitStack

import pytest

from tests.demo.telegram.town import build


@pytest.fixture
async def town():
    async with AsyncExitStack() as stack:
        yield await build(stack)


@pytest.fixture
async def polled_town():
    """No webhook is set."""
    async with AsyncExitStack() as stack:
        yield await build(stack, hook=False)
