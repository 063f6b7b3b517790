"""The only place where things are put together: settings to database, platforms, lanes, schedule, one ASGI app."""

import asyncio
import math
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Self

import aiohttp
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.again import Again
from bot.clock import Clock
from bot.deliver import Deliver
from bot.dispatch import Dispatch
from bot.engine.embedded import Embedded
from bot.engine.port import Drain
from bot.faults import where
from bot.fetch import Fetch
from bot.health import Health
from bot.links import LIVES, Links
from bot.meter import Meter
from bot.pacing import Bucket, Pace
from bot.parcels import Ready
from bot.platforms.line import Line
from bot.platforms.line_tokens import PastedToken, StatelessToken, Token
from bot.platforms.port import Platform, Polled
from bot.platforms.telegram import Telegram
from bot.platforms.telegram_groups import group_of
from bot.poll import Poll
from bot.receive import LANE as PARKED
from bot.receive import Receiver
from bot.settings import Settings
from bot.shown import Shown
from bot.spread import Spread
from bot.tenant import Tenant
from bot.tick import Schedule
from bot.views import Views
from bot.watch import EVERY_SECONDS, Watch
from handlers import routes
from messages.commands import Words
from messages.texts import Texts
from storage.files import FileStore
from storage.tables import broadcasts, facts, fetches, outbox, quotas
from storage.tenancy import Tenancy
from storage.work import Database, Work

_log = structlog.get_logger("app")
POOL = 256
"""Connections to one platform: one that hangs takes none from the other."""
SWEEP_SECONDS = 30
GRACE_SECONDS = 5.0
DAY = timedelta(days=1)


class Product:
    """Everything that runs, made from settings and a clock. `async with` starts and stops it; raises Occupied where
    another process serves the same database."""

    def __init__(self, settings: Settings, clock: Clock, *, paced: bool = True, scheduled: bool = True) -> None:
        self.settings = settings
        self.clock = clock
        self.texts = Texts.load()
        self.database = Database(settings.database_url, clock)
        self.tenant = Tenant(tenancy=Tenancy(settings.database_url))
        self.store = FileStore(settings.data_dir / "evidence", routes.MARKS)
        self.made = FileStore(settings.data_dir / "made")
        self.views = Views(store=self.store)
        self.links = Links(settings.secret_key, settings.public_url, clock.now)
        self.shown = Shown(database=self.database, links=self.links, evidence=self.store, made=self.made)
        self.platforms: dict[str, Platform] = {}
        self.polls: dict[str, Poll] = {}
        self.schedule = Schedule(database=self.database, clock=clock, texts=self.texts, jobs=routes.JOBS)
        self.engine = Embedded(clock)
        self._paced = paced
        self._scheduler = AsyncIOScheduler(timezone=settings.zone) if scheduled else None
        self.health = Health(
            database=self.database,
            engine=self.engine,
            clock=clock,
            settings=settings,
            heard=lambda: self.receiver.heard,
            listening=lambda: all(poll.running for poll in self.polls.values()),
        )
        self.watch = Watch(
            health=self.health,
            texts=self.texts,
            stalled=lambda: {name: deliver.failing_since for name, deliver in self._delivers.items()},
        )
        self.app = Starlette(routes=self._routes())
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        await self.tenant.move_in()
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, limit_per_host=POOL))
        found, polled = _platforms(self.settings, self.clock, self._session, self.shown)
        self.platforms = {platform.name: platform for platform in found}
        self._delivers = {name: self._deliver(platform) for name, platform in self.platforms.items()}
        self._fetches = {name: self._fetch(platform) for name, platform in self.platforms.items()}
        words = Words.of(self.texts)
        dispatch = Dispatch(texts=self.texts, words=words, zone=self.settings.zone, language=self.settings.language)
        self.receiver = Receiver(database=self.database, clock=self.clock, dispatch=dispatch, send=self._send)
        self.store.sweep()
        self.made.sweep()
        self._forget()
        await self.database.start()
        await self.database.write(self._release)
        for name, drain in self._lanes(dispatch).items():
            self.engine.add(name, drain)
        self.database.on_commit = self.engine.wake_all
        await self.engine.start()
        self.polls = {it.name: Poll(receiver=self.receiver, platform=it, clock=self.clock) for it in polled}
        for poll in self.polls.values():
            poll.start()
        if self._scheduler is not None:
            self._scheduler.add_job(
                self._sweep,
                "interval",
                seconds=SWEEP_SECONDS,
                next_run_time=self.clock.now(),
                max_instances=1,
                misfire_grace_time=None,
            )
            self._scheduler.add_job(self.watch.run, "interval", seconds=EVERY_SECONDS, max_instances=1)
            self._scheduler.add_job(self._forget, "interval", days=1, misfire_grace_time=None)
            self._scheduler.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """What is on the wire may come to its end; what is not begun stays in its rows."""
        try:
            await self._stop()
        finally:
            await self.tenant.move_out()

    async def _stop(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        await asyncio.gather(*(poll.stop(GRACE_SECONDS) for poll in self.polls.values()))
        await self.engine.stop()
        await asyncio.gather(*(deliver.stop(GRACE_SECONDS) for deliver in self._delivers.values()))
        await asyncio.gather(*(fetch.stop() for fetch in self._fetches.values()), *self.receiver.presses)
        for platform in self.platforms.values():
            await platform.close()
        if self._session is not None:
            await self._session.close()
        await self.database.stop()

    async def settle(self) -> None:
        """Return when nothing is left to do at the clock's now."""
        while True:
            await self.engine.settle()
            senders = [*self._delivers.values(), *self._fetches.values()]
            going = [*self.receiver.presses, *(task for each in senders for task in each.going)]
            if not going:
                return
            await asyncio.gather(*going, return_exceptions=True)

    async def learn_who_we_are(self) -> None:
        """Ask the platforms for LINE's basic ID and the bot's name, and keep them: invitations need them.

        One that does not answer keeps nobody from learning the other's; then raises TryLater or GiveUp.
        """
        learned = await asyncio.gather(*map(self._learn, self.platforms.values()), return_exceptions=True)
        for fault in learned:
            if fault is not None:
                raise fault

    async def _learn(self, platform: Platform) -> None:
        identity = await platform.identity()
        values = {f"{platform.name} name": identity.name, f"{platform.name} link": identity.link}
        await self.database.write(lambda work: [facts.learn(work, name, value) for name, value in values.items()])

    async def _sweep(self) -> None:
        try:
            await self.schedule.sweep()
        except Exception as fault:
            _log.error("sweep failed", fault=type(fault).__name__, where=where(fault))

    def _forget(self) -> None:
        """What we made, once no link to it is good any more."""
        self.made.forget(self.clock.now() - LIVES - DAY)

    def _release(self, work: Work) -> None:
        """One process drains every lane: what was claimed when it died is free again at once."""
        for name in self.platforms:
            outbox.release(work, name)
            fetches.release(work, name)
        self.schedule.release(work)
        facts.learn(work, facts.LARGEST_FILE, str(self.settings.max_file_bytes))

    def _send(self, begun: Ready) -> None:
        self._delivers[begun.row.platform].take(begun)

    def _deliver(self, platform: Platform) -> Deliver:
        pace = pace_of(platform.name, self.clock) if self._paced else None
        return Deliver(
            database=self.database,
            platform=platform,
            clock=self.clock,
            texts=self.texts,
            made=self.made,
            views=self.views,
            pace=pace,
        )

    def _fetch(self, platform: Platform) -> Fetch:
        return Fetch(
            database=self.database,
            platform=platform,
            store=self.store,
            texts=self.texts,
            limit=self.settings.max_file_bytes,
            clock=self.clock,
        )

    def _meter(self, platform: Platform) -> Meter:
        return Meter(database=self.database, platform=platform, texts=self.texts, clock=self.clock)

    def _lanes(self, dispatch: Dispatch) -> Mapping[str, Drain]:
        again = Again(database=self.database, platforms=self.platforms, dispatch=dispatch, send=self._send)
        delivering = {name: drain for deliver in self._delivers.values() for name, drain in deliver.lanes().items()}
        reading = {quotas.lane(name): self._meter(platform).drain for name, platform in self.platforms.items()}
        fetching = {fetches.lane(name): fetch.drain for name, fetch in self._fetches.items()}
        spread = Spread(database=self.database, texts=self.texts)
        return {PARKED: again.drain, broadcasts.LANE: spread.drain, **delivering, **fetching, **reading}

    def _routes(self) -> list[Route]:
        return [
            Route("/line/webhook", partial(self._webhook, "line"), methods=["POST"]),
            Route("/telegram/webhook", partial(self._webhook, "telegram"), methods=["POST"]),
            *self.health.routes(),
            Route("/f/{token}", self.shown.file),
        ]

    async def _webhook(self, name: str, request: Request) -> Response:
        platform = self.platforms.get(name)
        if platform is None or name in self.polls:
            return Response(status_code=404)
        return await self.receiver.webhook(platform, request)


def _platforms(
    settings: Settings, clock: Clock, session: aiohttp.ClientSession, shown: Shown
) -> tuple[list[Platform], list[Polled]]:
    """All of them, and those of them that are asked for their events."""
    platforms: list[Platform] = []
    polled: list[Polled] = []
    if settings.line:
        line = Line(
            channel_secret=settings.line_channel_secret,
            token=line_token(settings, clock, session),
            session=session,
            link_to=shown.links.make,
            api_url=settings.line_api_url,
            data_api_url=settings.line_data_api_url,
        )
        platforms.append(line)
    if settings.telegram:
        telegram = Telegram(
            token=settings.telegram_token,
            webhook_secret=settings.telegram_webhook_secret,
            api_url=settings.telegram_api_url,
            session=session,
            clock=clock,
            file_path=shown.path,
            view_path=shown.evidence.view,
        )
        platforms.append(telegram)
        polled.extend([telegram] if settings.polling else [])
    return platforms, polled


def line_token(settings: Settings, clock: Clock, session: aiohttp.ClientSession) -> Token:
    """The one that was pasted, or short ones."""
    if settings.line_access_token:
        return PastedToken(settings.line_access_token)
    return StatelessToken(
        session=session,
        clock=clock,
        api_url=settings.line_api_url,
        channel_id=settings.line_channel_id,
        channel_secret=settings.line_channel_secret,
    )


def pace_of(name: str, clock: Clock) -> Pace:
    """Telegram takes 30 messages in any second, a burst and what follows it together, and one a second in one chat but
    for short bursts. LINE takes 2,000 calls a second, and one too many stops all its messages for a while."""
    if name == "telegram":
        overall, many = Bucket(24, 5), Bucket(19, 4)
        return Pace(clock=clock, overall=overall, many=many, chat_rate=1, chat_burst=3, group_of=group_of)
    return Pace(clock=clock, overall=Bucket(1900, 100), many=Bucket(1700, 50), chat_rate=math.inf, chat_burst=1)
