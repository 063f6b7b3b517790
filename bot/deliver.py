"""Claims rows of the outbox, sends them outside any transaction, records what became of each."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.clock import Clock
from bot.faults import where
from bot.pacing import Pace
from bot.platforms.port import Parcel, Platform, Sent
from bot.retry import GiveUp, TryLater, again_at
from handlers import routes
from messages.outgoing import Exhibit, packed, unpacked
from messages.texts import Texts
from storage.columns import as_uuid
from storage.tables import outbox, people
from storage.tables.outbox import OutRow
from storage.work import Database, Work

_log = structlog.get_logger("deliver")
MOST = 200
AT_ONCE = 64
REPLY_LIFE = timedelta(seconds=50)
"""Within this time after the event, a token that is refused on a second try had been used by the first."""
RETRY_LIFE = timedelta(hours=23)
"""LINE forgets a retry key after 24 hours: an older row is never sent again blindly."""
QUOTA_PAUSE = timedelta(hours=1)
LANE_PAUSE = timedelta(seconds=30)
"""A dead token or a flood of the whole bot: nobody's fault, so no row's attempts are used up by it."""


@dataclass(kw_only=True)
class Deliver:
    """The lane of one platform."""

    database: Database
    platform: Platform
    clock: Clock
    texts: Texts
    pace: Pace | None = None
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _pushes_again_at: datetime | None = None
    _stopped_until: datetime | None = None

    async def drain(self, now: datetime) -> datetime | None:
        """Send what is due; returns when the next row is."""
        if self._stopped_until is not None and now < self._stopped_until:
            return self._stopped_until
        claimed = await self.database.write(lambda work: self._claim(work, now))
        chats = groupby(
            sorted(claimed, key=lambda each: (each[0].address, each[0].id)), key=lambda each: each[0].address
        )
        await asyncio.gather(*(self._chat(list(rows)) for _, rows in chats))
        return await self.database.read(lambda work: outbox.next_due(work, self.platform.name))

    def _claim(self, work: Work, now: datetime) -> list[tuple[OutRow, Parcel]]:
        outbox.take_back_stale(work, self.platform.name, now)
        ready = []
        for row in outbox.claim(work, self.platform.name, MOST):
            parcel = self._parcel(work, row)
            if parcel is not None:
                outbox.begin(work, row.id, packed(parcel.shapes), now)
                ready.append((row, parcel))
        return ready

    def _parcel(self, work: Work, row: OutRow) -> Parcel | None:
        """What is to be sent now, or None for what is past its use or has nothing left to say."""
        if row.not_after is not None and work.now > row.not_after and row.attempts == 0:
            outbox.end(work, row.id, "dropped", "past its use")
            return None
        shapes = unpacked(row.shapes) if row.shapes else routes.COMPOSERS[row.composer](work, self.texts, row)
        if not shapes:
            outbox.end(work, row.id, "dropped", "nothing left to say")
            return None
        under = next((shape.under for shape in shapes if isinstance(shape, Exhibit) and shape.under), "")
        return Parcel(
            id=row.id,
            address=row.address,
            shapes=shapes,
            silent=row.silent,
            reply_token=row.reply_token,
            retry_key=as_uuid(row.id),
            edits=outbox.sent_card(work, row.platform, row.address, row.card) if row.card else "",
            under=outbox.sent_card(work, row.platform, row.address, under) if under else "",
            repeated=row.attempts > 0,
        )

    async def _chat(self, rows: list[tuple[OutRow, Parcel]]) -> None:
        """A chat's rows in their order; one that has to wait makes the others wait behind it."""
        async with self._gate:
            for position, (row, parcel) in enumerate(rows):
                if not await self._send(row, parcel):
                    behind = [later.id for later, _ in rows[position + 1 :]]
                    await self.database.write(lambda work, ids=behind: outbox.put_back(work, ids))
                    return

    async def _send(self, row: OutRow, parcel: Parcel) -> bool:
        if self._stopped_until is not None and self.clock.now() < self._stopped_until:
            await self.database.write(lambda work: outbox.put_back(work, [row.id]))
            return False
        try:
            if self.pace is not None:
                await self.pace.wait(row.address)
            sent = await self._by_the_right_way(row, parcel)
        except TryLater as error:
            return await self._later(row, error)
        except GiveUp as error:
            await self._give_up(row, error)
        except Exception as fault:
            _log.error("sending failed", platform=self.platform.name, fault=type(fault).__name__, where=where(fault))
            return await self._later(row, TryLater(type(fault).__name__, unknown=True))
        else:
            await self.database.write(lambda work: outbox.sent(work, row.id, sent.sent_as, work.now))
        return True

    async def _by_the_right_way(self, row: OutRow, parcel: Parcel) -> Sent:
        if not row.reply_token:
            return await self._push(row, parcel)
        try:
            return await self.platform.reply(parcel)
        except GiveUp as error:
            if not error.reply_token:
                raise
        if row.attempts > 0:
            if row.reply_heard_at is not None and self.clock.now() - row.reply_heard_at < REPLY_LIFE:
                return Sent(earlier=True)
            raise GiveUp("unknown", unknown=True)
        if row.weight == outbox.DEADLINE:
            return await self._push(row, parcel)
        raise GiveUp("reply token expired")

    async def _push(self, row: OutRow, parcel: Parcel) -> Sent:
        now = self.clock.now()
        if row.first_tried_at is not None and now - row.first_tried_at > RETRY_LIFE:
            raise GiveUp("too old to be tried again")
        if self._pushes_again_at is not None and now < self._pushes_again_at:
            raise TryLater("quota", after=(self._pushes_again_at - now).total_seconds(), lane=True)
        return await self.platform.send(parcel)

    async def _later(self, row: OutRow, error: TryLater) -> bool:
        """Whether the chat's other rows may go on."""
        now = self.clock.now()
        if error.fault == "quota":
            self._pushes_again_at = max(self._pushes_again_at or now, now + QUOTA_PAUSE)
            await self.database.write(lambda work: self._quota_spent(work, row))
            return True
        if error.lane:
            pause = LANE_PAUSE if error.after is None else timedelta(seconds=error.after)
            self._stopped_until = now + pause
            _log.error("lane stopped", platform=self.platform.name, fault=error.fault)
            await self.database.write(lambda work: outbox.put_back(work, [row.id]))
            return False
        again = again_at(error, row.attempts + 1, now)
        if again is None or (error.unknown and row.weight == outbox.NEWS):
            await self._give_up(row, GiveUp(error.fault, unknown=error.unknown))
            return True
        await self.database.write(lambda work: outbox.wait_again(work, row, again, error.fault))
        return False

    def _quota_spent(self, work: Work, row: OutRow) -> None:
        outbox.keep_for(work, row.id, self._pushes_again_at or work.now, "quota")
        routes.QUOTA_SPENT(work, self.texts, row.platform)

    async def _give_up(self, row: OutRow, error: GiveUp) -> None:
        def write(work: Work) -> None:
            if error.unknown and row.weight == outbox.DEADLINE:
                outbox.hold(work, row.id, error.fault)
            else:
                outbox.end(work, row.id, "given_up", error.fault)
            if error.unreachable:
                people.mark_blocked(work, row.platform, row.address, work.now)

        _log.warning("given up", platform=row.platform, row=row.id, fault=error.fault)
        await self.database.write(write)
