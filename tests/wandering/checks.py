"""What must hold after every deed of anybody: nothing faulted, nothing was refused, nothing frozen has changed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

import msgspec
from sqlalchemy import select

from bot.demo.line import state as line
from bot.demo.telegram import refusals as telegram
from bot.demo.town import Town
from handlers import routes
from handlers.turn import Turn
from messages.incoming import Came, Heard
from messages.writing import BANGKOK
from rules.refusals import Refusal
from storage.tables import people
from storage.tables.conversations import DRAFTS
from storage.work import Work
from tests.builders import rows

THAI = re.compile("[\u0e00-\u0e7f]+")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WORK_STARTS, _WORK_ENDS = time(8), time(18)
_REPORTS = """
SELECT r.id, r.ref, r.state, r.version, r.verdict, r.first_heard_at, r.obligation_id, o.state AS owed
FROM reports r JOIN obligations o ON o.id = r.obligation_id ORDER BY r.id
"""
_VERSIONS = "SELECT report_id, number, kind, step, amount, whole, note, sent_by FROM report_versions ORDER BY id"
_STUCK = """
SELECT b.id, b.platform, b.state, b.fault, b.why, b.not_before, a.blocked_at, p.left_at FROM outbox b
JOIN accounts a ON a.platform = b.platform AND a.address = b.address JOIN people p ON p.id = b.person_id
WHERE b.state IN ('claimed', 'held', 'given_up', 'waiting')
AND NOT (b.state = 'given_up' AND b.weight = 'news' AND b.fault = 'unreached')
"""
_EVIDENCE = "SELECT id, state, sha256, report_id FROM evidence"
_REMINDED = "SELECT key, sent_at, person_id FROM outbox WHERE key LIKE 'remind:%' AND sent_at IS NOT NULL"
_TRIED = "SELECT count(*) AS rows FROM outbox WHERE platform = 'line' AND attempts > 0"
_MET_WITHOUT = """
SELECT o.id FROM obligations o WHERE o.tier = 1 AND o.state = 'met'
AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.obligation_id = o.id)
"""
_TWO_OPEN = "SELECT person_id FROM drafts WHERE open GROUP BY person_id HAVING count(*) > 1"
_UNFETCHED = "SELECT id, state, kind FROM fetches WHERE state NOT IN ('done', 'given_up')"


@dataclass(kw_only=True)
class Watch:
    """Remembers what was frozen; `problems` says all that is wrong now."""

    town: Town
    log: Sequence[Mapping[str, Any]]
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    versions: list[dict[str, Any]] = field(default_factory=list)
    late_replies: bool = False

    async def problems(self, now: datetime) -> list[str]:
        found = [*self._faults(), *self._platforms()]
        found += [f"parked: {it}" for it in await rows(self.town, "SELECT key, state FROM inbox WHERE state <> 'done'")]
        found += [f"two open drafts: {it}" for it in await rows(self.town, _TWO_OPEN)]
        found += [f"met without a report: {it}" for it in await rows(self.town, _MET_WITHOUT)]
        found += [f"unfetched: {it}" for it in await rows(self.town, _UNFETCHED)]
        stuck = await rows(self.town, _STUCK)
        found += [f"stuck: {it}" for it in stuck if not self._explained(it, now)]
        found += await self._asked_again(now)
        found += await self._frozen()
        found += await self._bytes()
        found += await self._doubled()
        found += [f"reminded at {it}" for it in await rows(self.town, _REMINDED) if not _awake(it["sent_at"])]
        return found

    async def _asked_again(self, now: datetime) -> list[str]:
        """Every question that is open can be asked again from its draft alone, or is over by a refusal of ours."""
        texts = self.town.product.receiver.dispatch.texts

        def ask(work: Work) -> list[str]:
            found = []
            for row in work.execute(select(DRAFTS).where(DRAFTS.c.open)).all():
                person, step = people.by_id(work, row.person_id), routes.STEPS[row.step]
                assert person is not None
                heard = Heard(
                    key="again", platform=person.platform, address=person.address, at=now, stamped=True, what=Came()
                )
                turn = Turn(heard=heard, person=person, now=now, work=work, texts=texts)
                try:
                    step.question(turn, msgspec.json.decode(row.data, type=step.draft))
                except Refusal:
                    continue
                except Exception as fault:
                    found.append(f"{row.step} cannot be asked again: {fault!r}")
            return found

        return await self.town.product.database.read(ask)

    def _faults(self) -> list[str]:
        return [f"log: {it}" for it in self.log if it["log_level"] == "error"]

    def _platforms(self) -> list[str]:
        return [
            *(f"LINE refused: {it}" for it in self.town.line.refusals if not self._too_late(it)),
            *(f"Telegram refused: {it}" for it in self.town.telegram.refusals if not _expected(it)),
            *(f"press unanswered: {it}" for it in self.town.telegram.unanswered),
        ]

    def _too_late(self, refusal: line.Refusal) -> bool:
        """Bytes that were taken back meanwhile; an event that was on its way for longer than its reply token lives."""
        gone = refusal.method == "GET" and refusal.status == 410
        return gone or (self.late_replies and refusal.message == "Invalid reply token")

    def _explained(self, row: dict[str, Any], now: datetime) -> bool:
        """Who blocked us is not reached; what was heard too late is said again with the next word; some wait."""
        if row["state"] == "waiting":
            return _instant(row["not_before"]) > now
        blocked = row["blocked_at"] or "bot was blocked" in row["fault"]
        return bool(blocked) or (self.late_replies and row["fault"] == "reply token expired")

    async def _doubled(self) -> list[str]:
        """A row is at LINE once at most; of what the schedule sends a person gets one message a day at most."""
        (tried,) = await rows(self.town, _TRIED)
        accepted = len(self.town.line.accepted)
        days = [(it["person_id"], _local(it["sent_at"]).date()) for it in await rows(self.town, _REMINDED)]
        found = [f"{accepted} messages at LINE for {tried} rows"] if accepted > tried["rows"] else []
        return found + ([f"reminded twice a day: {days}"] if len(days) != len(set(days)) else [])

    async def _frozen(self) -> list[str]:
        reports = {it["id"]: it for it in await rows(self.town, _REPORTS)}
        versions = await rows(self.town, _VERSIONS)
        found = [it for key, before in self.reports.items() for it in _changed(before, reports.get(key))]
        found += [f"not met: {it}" for it in reports.values() if it["owed"] == "open"]
        found += [] if versions[: len(self.versions)] == self.versions else ["a version was changed"]
        for report in reports.values():
            numbers = [it["number"] for it in versions if it["report_id"] == report["id"]]
            found += [] if numbers == list(range(1, report["version"] + 1)) else [f"versions {numbers} of {report}"]
        self.reports, self.versions = reports, versions
        return found

    async def _bytes(self) -> list[str]:
        files, store = await rows(self.town, _EVIDENCE), self.town.product.store
        kept = {it["sha256"] for it in files if it["state"] == "kept"}
        gone = {it["sha256"] for it in files if it["sha256"]} - kept
        on_disk = {it.name for it in store._kept.glob("*/*")}
        return [
            *(f"bytes missing: {it}" for it in kept - on_disk),
            *(f"withdrawn bytes still there: {it}" for it in gone & on_disk),
            *(f"bytes of nothing: {it}" for it in on_disk - kept - gone),
        ]


def _changed(before: dict[str, Any], after: dict[str, Any] | None) -> list[str]:
    """What is frozen in a report and is not as it was."""
    if after is None:
        return [f"report gone: {before}"]
    frozen = [it for it in ("ref", "obligation_id", "verdict", "first_heard_at") if before[it] != after[it]]
    if before["state"] == "approved" and before != after:
        frozen.append("approved")
    return [f"{it} changed: {before} {after}" for it in frozen]


def _expected(refusal: telegram.Refusal) -> bool:
    """Somebody has blocked the bot; or an update came twice, and its press was answered by the first."""
    repeated = refusal.method == "answerCallbackQuery" and "query is too old" in refusal.description
    return repeated or "bot was blocked" in refusal.description


def _instant(kept: Any) -> datetime:
    """An instant as either database keeps it."""
    if isinstance(kept, int):
        return EPOCH + timedelta(microseconds=kept)
    moment = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _local(at: Any) -> datetime:
    return _instant(at).astimezone(BANGKOK)


def _awake(at: Any) -> bool:
    local = _local(at)
    return local.weekday() < 5 and _WORK_STARTS <= local.time() < _WORK_ENDS
