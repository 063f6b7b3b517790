"""How the system is, for whoever looks after it: what waits and since when, what is left, what was made last."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from handlers.operating import GIBIBYTE, PLATFORMS, Machine, seen
from handlers.turn import Next, Turn, stay
from messages import writing
from messages.outgoing import Text
from rules.refusals import NotYours
from storage import questions_operation
from storage.questions_operation import Operation, Waiting
from storage.tables import people, quotas, watched


def health(turn: Turn, _: None) -> Next:
    """All in one message, of operators only: numbers and times, nobody's words. Raises NotYours."""
    if people.OPERATOR not in {held.role for held in people.posts_of(turn.work, turn.person.id)}:
        raise NotYours
    standing, machine = questions_operation.standing(turn.work), seen(turn.work)
    lines = [
        _alerts(turn),
        *_waiting(turn, "health.messages", standing.messages),
        *_waiting(turn, "health.fetches", standing.fetches),
        _failed(turn, standing),
        *_platforms(turn, machine.heard if machine else {}),
        *(_machine(turn, machine) if machine else ()),
    ]
    return stay(Text("\n".join(lines), title=turn.line("health.title")))


def _alerts(turn: Turn) -> str:
    told = [it for it in watched.standing(turn.work) if it.told_at]
    if not told:
        return turn.line("health.well")
    return turn.line("health.look", count=len(told), since=_when(turn, min(it.since for it in told)))


def _waiting(turn: Turn, key: str, found: Sequence[Waiting]) -> Iterator[str]:
    """By platform; what waits for the quota, too."""
    for platform, name in PLATFORMS.items():
        rows = [it for it in found if it.platform == platform]
        if rows:
            count, since = sum(it.count for it in rows), _when(turn, min(it.since for it in rows))
            yield turn.line(key, platform=name, count=count, since=since)
    if not found:
        yield turn.line("health.no_messages" if key == "health.messages" else "health.no_fetches")


def _failed(turn: Turn, standing: Operation) -> str:
    parked, given_up = standing.events.get("parked", 0), standing.events.get("given_up", 0)
    return turn.line("health.events", parked=parked, given_up=given_up)


def _platforms(turn: Turn, heard: Mapping[str, datetime]) -> Iterator[str]:
    for platform, name in PLATFORMS.items():
        quota = quotas.of(turn.work, platform)
        if platform in heard:
            yield turn.line("health.heard", platform=name, at=_when(turn, heard[platform]))
        if quota is not None and quota.limit is not None:
            values = {"left": writing.number(quota.left or 0), "limit": writing.number(quota.limit)}
            yield turn.line("health.quota", platform=name, **values)


def _machine(turn: Turn, machine: Machine) -> Iterator[str]:
    for platform, since in machine.stalled.items():
        yield turn.line("health.stalled", platform=PLATFORMS[platform], since=_when(turn, since))
    free, total = (f"{size / GIBIBYTE:.1f}" for size in (machine.free, machine.total))
    yield turn.line("health.disk", free=free, total=total)
    if machine.certificate:
        yield turn.line("health.certificate", at=_when(turn, machine.certificate))
    yield (
        turn.line("health.backup", at=_when(turn, machine.backup)) if machine.backup else turn.line("health.no_backup")
    )
    yield turn.line("health.version", version=machine.version)


def _when(turn: Turn, at: datetime) -> str:
    return writing.full_moment(at, turn.person.language)
