"""What an operator looks after: the machine as it was seen last, and what of it all is wanting."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from rules import alerts
from rules.alerts import Finding
from storage import questions_operation
from storage.questions_operation import Operation
from storage.tables import facts, frameworks, holidays, quotas
from storage.work import Work

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
MACHINE = "machine"
OLD = timedelta(minutes=10)
"""What has been due for so long and is not done does not merely wait for its turn."""
LATELY = timedelta(days=1)
GIBIBYTE = 1 << 30


class Machine(Struct, frozen=True, kw_only=True):
    """What the server sees of itself. Bytes `free` of `total`; `certificate` and `backup`: when the one ends and the
    other was made last, None where that is not known; `heard`: platforms by when anything came from there last,
    `stalled`: by since when nothing could be sent there; `failing`: lanes that fail again and again."""

    version: str
    free: int
    total: int
    certificate: datetime | None = None
    backup: datetime | None = None
    heard: dict[str, datetime] = {}
    stalled: dict[str, datetime] = {}
    failing: tuple[str, ...] = ()


def keep(work: Work, machine: Machine) -> None:
    """As it is seen now, for whoever asks in a chat."""
    facts.learn(work, MACHINE, msgspec.json.encode(machine).decode())


def seen(work: Work) -> Machine | None:
    """As it was seen last."""
    kept = facts.get(work, MACHINE)
    return None if kept is None else msgspec.json.decode(kept, type=Machine)


def wanting(work: Work, machine: Machine, standing: Operation) -> tuple[Finding, ...]:
    """All that an operator should look at now."""
    found = [
        *(Finding(kind=alerts.SENDING, about=it) for it in {*machine.stalled, *_old(work, standing.messages)}),
        *(Finding(kind=alerts.FETCHING, about=it) for it in _old(work, standing.fetches)),
        *(Finding(kind=alerts.LANE, about=it) for it in machine.failing),
        _failed(work),
        *(_quota(work, it) for it in PLATFORMS),
        *(_silent(work, platform, last) for platform, last in machine.heard.items()),
        alerts.disk(machine.free, machine.total),
        alerts.certificate(machine.certificate, work.now) if machine.certificate else None,
        _backup(work, machine),
    ]
    return tuple(it for it in found if it is not None)


def _old(work: Work, waiting: Iterable[questions_operation.Waiting]) -> set[str]:
    """The platforms whose oldest has waited too long; what waits for the quota or its next try waits for that."""
    return {it.platform for it in waiting if it.state == "waiting" and work.now - it.since > OLD}


def _failed(work: Work) -> Finding | None:
    count = questions_operation.failed_lately(work, work.now - LATELY)
    return Finding(kind=alerts.EVENTS, amount=count) if count else None


def _quota(work: Work, platform: str) -> Finding | None:
    known = quotas.of(work, platform)
    return alerts.quota(platform, known.left, known.limit) if known else None


def _silent(work: Work, platform: str, last: datetime) -> Finding | None:
    """People were told something there, a whole working day went by, and nobody has so much as pressed a button."""
    for framework in frameworks.in_force(work)[-1:]:
        zone = ZoneInfo(framework.settings.timezone)
        noon = alerts.unheard_day(last, work.now, holidays.calendar(work, framework.settings), zone)
        if noon and questions_operation.told_between(work, platform, last, noon) >= alerts.ENOUGH_TOLD:
            return Finding(kind=alerts.SILENT, about=platform)
    return None


def _backup(work: Work, machine: Machine) -> Finding | None:
    began = questions_operation.anybody_since(work)
    return alerts.backup(machine.backup, began, work.now) if began else None
