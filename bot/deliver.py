"""Claims rows of the outbox, sends them outside any transaction, records what became of each."""

import asyncio
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import structlog

from bot import outcomes, produce
from bot.clock import Clock
from bot.engine.port import Drain
from bot.faults import where
from bot.marks import Marks
from bot.outcomes import Again
from bot.pacing import Pace
from bot.parcels import Ready, ready
from bot.platforms.port import Parcel, Platform, Sent
from bot.retry import GiveUp, TryLater
from bot.views import Views
from handlers import routes
from messages.incoming import Place
from messages.texts import Texts
from storage.files import FileStore
from storage.tables import missed, outbox, quotas, reach
from storage.tables.outbox import OutRow
from storage.work import Database, Work

_log = structlog.get_logger("deliver")
MOST = 200
"""Rows in one claim."""
IN_HAND, MANY_IN_HAND = 1000, 60
"""Claimed rows that are not sent yet, at most; and of what goes to many, so that nothing waits behind much of it."""
AT_ONCE = 240
"""Calls under way, at most: fewer than connections, so that none waits for one until it counts as timed out."""
QUOTA_PAUSE = timedelta(hours=1)
LANE_PAUSE = timedelta(seconds=10)
"""A dead token, a flood of the whole bot: nobody's fault, so no row's attempts are used up by it."""
FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(kw_only=True)
class Deliver:
    """One platform's messages: those that its lane claims, and answers that come begun from their own event.

    A chat's messages go one after the other; whatever holds one chat up, another's go on. `failing_since`: nothing
    was taken since then, and something should have been.
    """

    database: Database
    platform: Platform
    clock: Clock
    texts: Texts
    made: FileStore
    views: Views
    pace: Pace | None = None
    going: set[asyncio.Task[None]] = field(default_factory=set)
    failing_since: datetime | None = None
    _chats: dict[str, deque[Ready]] = field(default_factory=dict)
    _in_hand: Counter[str] = field(default_factory=Counter)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _held_back: dict[tuple[str, bool], datetime] = field(default_factory=dict)
    _pushes_again_at: datetime | None = None
    _stopped_until: datetime | None = None

    def __post_init__(self) -> None:
        name = self.platform.name
        self._marks = Marks(database=self.database, platform=name, clock=self.clock, going=self.going)

    def lanes(self) -> Mapping[str, Drain]:
        """What goes to many has a lane of its own, which is never in the way of the other."""
        name = self.platform.name
        return {outbox.lane(name): self.drain, outbox.lane(name, outbox.LAST): self.drain_many}

    async def drain(self, now: datetime) -> datetime | None:
        """Take what is due of all that does not go to many; returns when the next row is."""
        return await self._drain(now, (outbox.FIRST,), IN_HAND)

    async def drain_many(self, now: datetime) -> datetime | None:
        """Take a little of what goes to many, reminders before news, as far as the month's quota is free for it."""
        return await self._drain(now, outbox.MANY, MANY_IN_HAND)

    async def _drain(self, now: datetime, ranks: Sequence[int], most: int) -> datetime | None:
        if self._stopped_until is not None and now < self._stopped_until:
            return self._stopped_until
        lane = outbox.lane(self.platform.name, ranks[0])
        while self._in_hand[lane] >= most:
            await asyncio.wait(self.going, return_when=asyncio.FIRST_COMPLETED)
        room = min(MOST, most - self._in_hand[lane])
        claimed, next_due = await self.database.write(lambda work: self._claim(work, ranks, room))
        for each in claimed:
            self.take(each)
        return next_due

    def take(self, claimed: Ready) -> None:
        """Send a claimed row after those of its chat that were taken before."""
        self._in_hand[_lane(claimed.row)] += 1
        address = claimed.row.address
        if address in self._chats:
            self._chats[address].append(claimed)
            return
        self._chats[address] = deque([claimed])
        task = asyncio.create_task(self._chat(address, self._chats[address]))
        self.going.add(task)
        task.add_done_callback(self.going.discard)

    async def stop(self, seconds: float) -> None:
        """Let what is on the wire come to its end for a while; what is not begun waits for the next start."""
        self._stopped_until = FOREVER
        if self.going:
            await asyncio.wait(self.going, timeout=seconds)
        for task in self.going:
            task.cancel()
        await asyncio.gather(*self.going, return_exceptions=True)

    def _claim(self, work: Work, ranks: Sequence[int], most: int) -> tuple[list[Ready], datetime | None]:
        name = self.platform.name
        outbox.take_back_stale(work, name)
        reached = _reached(work, outbox.claim(work, name, most, ranks))
        claimed = self._affordable(work, reached) if ranks == outbox.MANY else reached
        made = [each for row in claimed if (each := ready(work, self.texts, row)) is not None]
        outbox.begin(work, [each.row.id for each in made])
        return made, outbox.next_due(work, name, ranks)

    def _affordable(self, work: Work, claimed: Sequence[OutRow]) -> list[OutRow]:
        """Those for which the quota is free. The others are kept: what comes before them will need it."""
        known = quotas.of(work, self.platform.name) if claimed else None
        if known is None or known.limit is None:
            return list(claimed)
        taken, going = self._in_hand[outbox.lane(self.platform.name, outbox.LAST)], list[OutRow]()
        for row in claimed:
            if taken + len(going) < (known.free(row.rank) or 0):
                going.append(row)
        kept = [row for row in claimed if row not in going]
        at = routes.QUOTA_HELD(work, self.texts, self.platform.name) if kept else work.now
        for row in kept:
            missed.keep(work, row, at)
        return going

    async def _chat(self, address: str, queue: deque[Ready]) -> None:
        try:
            while queue:
                await self._next(queue)
        except Exception as fault:
            _log.error("rows left claimed", platform=self.platform.name, fault=type(fault).__name__, where=where(fault))
        finally:
            self._let_go([each.row for each in queue])
            del self._chats[address]

    async def _next(self, queue: deque[Ready]) -> None:
        now = self.clock.now()
        until = self._waits_until(queue[0].row, now)
        if until is not None:
            held = [each for each in queue if self._waits_until(each.row, now) is not None]
            for each in held:
                queue.remove(each)
            self._let_go([each.row for each in held])
            await self._put_back([each.row for each in held], until)
            return
        each = queue.popleft()
        try:
            await self._send(each.row, each.parcel)
        finally:
            self._let_go([each.row])

    def _waits_until(self, row: OutRow, now: datetime) -> datetime | None:
        """A reply waits for the replies before it only: its token does not live long enough to wait for a push."""
        if self._stopped_until is not None and now < self._stopped_until:
            return self._stopped_until
        chat = (row.address, bool(row.reply_token))
        until = self._held_back.get(chat)
        if until is None:
            free_at = self.pace.chat_free_at(row.address, now) if self.pace else now
            return free_at if free_at > now else None
        if until > now:
            return until
        del self._held_back[chat]
        return None

    def _let_go(self, rows: Sequence[OutRow]) -> None:
        self._in_hand.subtract(map(_lane, rows))

    async def _put_back(self, rows: Sequence[OutRow], until: datetime) -> None:
        at = None if until == FOREVER else until
        await self.database.write(lambda work: outbox.put_back(work, rows, at))

    async def _send(self, row: OutRow, parcel: Parcel) -> None:
        try:
            if self.pace is not None:
                messages = self.platform.messages(parcel)
                await self.pace.turn(row.address, messages, answer=row.weight == outbox.ANSWER)
            parcel = replace(parcel, shapes=await produce.made(parcel.shapes, self.made))
            parcel = await self.views.added(self.platform, parcel)
            async with self._gate:
                sent = await self._by_the_right_way(row, parcel)
        except (TryLater, GiveUp) as error:
            await self._not_accepted(row, error)
        except Exception as fault:
            _log.error("sending failed", platform=self.platform.name, fault=type(fault).__name__, where=where(fault))
            await self._not_accepted(row, TryLater(type(fault).__name__, unknown=True))
        else:
            self.failing_since = None
            self._marks.sent(row.id, sent)

    async def _by_the_right_way(self, row: OutRow, parcel: Parcel) -> Sent:
        if not row.reply_token:
            return await self._push(row, parcel)
        try:
            return await self.platform.reply(parcel)
        except GiveUp as error:
            if not error.reply_token:
                raise
        if outcomes.had_been_used(row, self.clock.now()):
            return Sent(earlier=True)
        error = outcomes.refused_token(row)
        if error is not None:
            raise error
        await self.database.write(lambda work: outbox.only_pushed(work, row.id))
        return await self._push(row, parcel)

    async def _push(self, row: OutRow, parcel: Parcel) -> Sent:
        now = self.clock.now()
        if outcomes.too_old(row, now):
            raise GiveUp("too old to be tried again", unknown=True)
        if self._pushes_again_at is not None and now < self._pushes_again_at:
            raise TryLater(outbox.QUOTA, after=(self._pushes_again_at - now).total_seconds(), lane=True)
        return await self.platform.send(parcel)

    async def _not_accepted(self, row: OutRow, error: TryLater | GiveUp) -> None:
        if isinstance(error, TryLater) and error.fault != outbox.QUOTA and not error.moved_to:
            self.failing_since = self.failing_since or self.clock.now()
        if isinstance(error, TryLater) and error.lane:
            await self._stopped(row, error)
            return
        if isinstance(error, TryLater) and error.moved_to:
            await self.database.write(lambda work: self._moved(work, row, error.moved_to))
            return
        became = outcomes.after(row, error, self.clock.now())
        if isinstance(became, Again):
            self._hold_back(row, became.at)
            await self.database.write(
                lambda work: outbox.wait_again(work, row, became.at, became.fault, became.first_tried_at)
            )
            return
        say = _log.error if became.alarm else _log.warning
        say(became.state, platform=row.platform, row=row.id, fault=became.fault)
        gone = isinstance(error, GiveUp) and error.unreachable
        await self.database.write(lambda work: self._end(work, row, became.state, became.fault, gone=gone))

    def _end(self, work: Work, row: OutRow, state: str, fault: str, *, gone: bool) -> None:
        outbox.end(work, row.id, state, fault)
        if gone:
            reach.mark_blocked(work, row.platform, row.address, work.now)
            routes.PLACE_LOST(work, self.texts, row.platform, Place.of(row.address).chat)

    def _moved(self, work: Work, row: OutRow, to: str) -> None:
        """Nothing was sent: it goes to the new address, and so does all that waits for the old one."""
        outbox.put_back(work, [row], None)
        routes.PLACE_MOVED(work, self.texts, row.platform, Place.of(row.address), to)

    async def _stopped(self, row: OutRow, error: TryLater) -> None:
        """The sender rests, not the product: the month's quota stops pushes only, all else the platform's lane."""
        now = self.clock.now()
        pause = timedelta(seconds=error.after) if error.after is not None else LANE_PAUSE
        if error.fault != outbox.QUOTA:
            self._stopped_until = now + pause
            _log.error("lane stopped", platform=self.platform.name, fault=error.fault)
            await self._put_back([row], self._stopped_until)
            return
        if self._pushes_again_at is None or now >= self._pushes_again_at:
            self._pushes_again_at = now + QUOTA_PAUSE
            _log.error("quota used up", platform=self.platform.name)
        await self.database.write(lambda work: self._keep(work, row))

    def _keep(self, work: Work, row: OutRow) -> None:
        at = routes.QUOTA_SPENT(work, self.texts, row.platform, self._pushes_again_at or work.now)
        missed.keep(work, row, at)

    def _hold_back(self, row: OutRow, until: datetime) -> None:
        self._held_back[row.address, False] = until
        if row.reply_token:
            self._held_back[row.address, True] = until


def _lane(row: OutRow) -> str:
    return outbox.lane(row.platform, row.rank)


def _reached(work: Work, claimed: Sequence[OutRow]) -> list[OutRow]:
    """Nothing is pushed to who cannot be reached: LINE would take it and be silent, and it would count as told.

    What somebody waits for is said again when they come back.
    """
    pushed = [row for row in claimed if not row.reply_token]
    blocked = reach.blocked(work, pushed[0].platform, {row.address for row in pushed}) if pushed else frozenset()
    unreached = [row for row in pushed if row.address in blocked]
    for row in unreached:
        outbox.end(work, row.id, "given_up" if row.weight == outbox.NEWS else "held", outbox.UNREACHED)
    return [row for row in claimed if row not in unreached]
