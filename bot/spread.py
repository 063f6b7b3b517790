"""The lane of what is said to many: chunk by chunk, each a transaction of its own."""

from dataclasses import dataclass
from datetime import datetime

from handlers import routes
from messages.texts import Texts
from storage.work import Database


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Between two chunks whoever else has something to write has their turn."""

    database: Database
    texts: Texts

    async def drain(self, _: datetime) -> datetime | None:
        """One chunk; returns when the next is due."""
        return await self.database.write(lambda work: routes.BROADCASTS(work, self.texts))
