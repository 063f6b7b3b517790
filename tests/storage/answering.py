"""A server that says each number once it is kept, until it is killed: `python -m tests.storage.answering URL`."""

import asyncio
import sys
from itertools import count

from bot.clock import SystemClock
from storage.work import Database
from tests.storage.facts import fact


async def main(url: str) -> None:
    database = Database(url, SystemClock())
    await database.start()
    numbers = count()

    async def person() -> None:
        for number in numbers:
            await database.write(fact(f"{number}"), chat=f"line:{number % 8}")
            print(number, flush=True)  # noqa: T201

    await asyncio.gather(*(person() for _ in range(16)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
