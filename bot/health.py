"""How the server is: whether it lives, whether it can work, and the numbers that an operator watches."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import machine
from bot.clock import Clock
from bot.engine.embedded import Embedded
from bot.settings import Settings
from storage import questions_operation
from storage.migrations import pending
from storage.tables import facts
from storage.work import Database, Work

PATIENCE_SECONDS = 5.0


@dataclass(kw_only=True)
class Health:
    """Asked over HTTP; no answer names anybody. `heard`: when each platform was heard last; `certificate`: its end;
    `listening`: whether each that has to be asked for its events is asked."""

    database: Database
    engine: Embedded
    clock: Clock
    settings: Settings
    heard: Callable[[], Mapping[str, datetime]]
    listening: Callable[[], bool] = lambda: True
    certificate: datetime | None = None
    _migrated: bool = False

    def routes(self) -> list[Route]:
        """Where it is asked."""
        return [
            Route("/health/live", self._live),
            Route("/health/ready", self._ready),
            Route("/metrics", self._metrics),
        ]

    async def _live(self, _: Request) -> Response:
        return JSONResponse({"status": "live"})

    async def _ready(self, _: Request) -> Response:
        """Database, migrations, workers. Migrations that were taken stay so; the rest is asked each time."""
        try:
            await asyncio.wait_for(self.database.read(_answers), PATIENCE_SECONDS)
            if not self._migrated:
                self._migrated = not await asyncio.to_thread(pending, self.settings.database_url)
        except Exception:
            return JSONResponse({"status": "no database"}, status_code=503)
        if not self._migrated:
            return JSONResponse({"status": "migrations are missing"}, status_code=503)
        if not self.engine.running or not self.listening():
            return JSONResponse({"status": "workers stand still"}, status_code=503)
        return JSONResponse({"status": "ready"})

    async def _metrics(self, _: Request) -> Response:
        """A database that is away is a 503: no number is made up."""
        # Who asks for none need not load them at the start.
        from bot import metrics

        try:
            found = await asyncio.wait_for(self.database.read(questions_operation.standing), PATIENCE_SECONDS)
        except Exception:
            return Response(status_code=503)
        process = metrics.Process(
            heard=self.heard(),
            failures=self.engine.failures,
            certificate=self.certificate,
            backup=machine.last_backup(self.settings.data_dir),
        )
        told = metrics.text(self.clock.now(), found, process, self.settings.data_dir)
        return Response(told, media_type=metrics.MEDIA_TYPE)


def _answers(work: Work) -> None:
    facts.get(work, "")
