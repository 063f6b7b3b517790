"""One Chromium for all tests of a worker: each opens windows of its own, with nothing in them from another's."""

from collections.abc import AsyncGenerator

import pytest_asyncio
from playwright.async_api import Browser

from tests.demo.watching import chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncGenerator[Browser]:
    async with chromium() as found:
        yield found
