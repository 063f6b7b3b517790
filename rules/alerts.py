"""When an operator is told of what stands still: once when it begins, once a day while it lasts, once when it is over.

What is wanting is looked for again and again; what comes and goes within its patience is told to nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from rules.fiscal import local_date
from rules.holidays import DAY, Calendar

SENDING, FETCHING, LANE, EVENTS = "sending", "fetching", "lane", "events"
QUOTA, SILENT, DISK, CERTIFICATE, BACKUP = "quota", "silent", "disk", "certificate", "backup"
AT_ONCE = timedelta()
PATIENCE: Mapping[str, timedelta] = {
    SENDING: timedelta(minutes=10),
    FETCHING: timedelta(minutes=10),
    LANE: timedelta(minutes=5),
    EVENTS: timedelta(minutes=15),
}
"""For how long a thing of that kind has to last until somebody is told; the others are told at once."""
CALM = timedelta(minutes=15)
"""For so long a thing has to be gone until it counts as over: what flutters is one thing."""
AGAIN = timedelta(days=1)

LOW_SHARE, FULL_SHARE, LOW_BYTES = 10, 50, 1 << 30
"""A disk is nearly full with less than a tenth or a gibibyte free, and full with less than a fiftieth."""
QUOTA_SHARE = 10
"""The month's messages near their end with less than a tenth left."""
SOON, VERY_SOON = timedelta(days=14), timedelta(days=3)
LONGEST_WITHOUT_BACKUP = timedelta(days=7)
MOST_FAILURES = 3
WORK, NOON, EVENING = time(8), time(12), time(18)
ENOUGH_TOLD = 5
"""So many people were told something and nobody has stirred: fewer may all be away."""

BEGINS, LASTS, WORSENS, ENDS = "begins", "lasts", "worsens", "ends"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that an operator should look at: of which `kind`, what it is `about` (a platform, a lane, or nothing);
    `grave` where people already suffer from it; `amount` is the kind's own figure."""

    kind: str
    about: str = ""
    grave: bool = False
    amount: int = 0

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.about}"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A finding that is being watched: found first at `since`, told last at `told_at`, missing since `gone_at`."""

    kind: str
    about: str
    since: datetime
    grave: bool = False
    told_at: datetime | None = None
    gone_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.about}"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What becomes of a standing: kept as `after` (None: forgotten), and what is `said` of it, if anything."""

    name: str
    before: Standing | None
    after: Standing | None
    said: str = ""
    finding: Finding | None = None


def judge(found: Iterable[Finding], known: Iterable[Standing], now: datetime) -> tuple[Judged, ...]:
    """What changes by what is found now; what stays as it is is left out."""
    findings = {each.name: each for each in found}
    standings = {each.name: each for each in known}
    judged = [_found(each, standings.get(name), now) for name, each in findings.items()]
    judged += [_missing(each, now) for name, each in standings.items() if name not in findings]
    return tuple(each for each in judged if each.said or each.before != each.after)


def _found(finding: Finding, before: Standing | None, now: datetime) -> Judged:
    since = before.since if before else now
    told_at = before.told_at if before else None
    said = _said(finding, before, now)
    after = Standing(
        kind=finding.kind,
        about=finding.about,
        since=since,
        grave=finding.grave if said or before is None else before.grave,
        told_at=now if said else told_at,
    )
    return Judged(name=finding.name, before=before, after=after, said=said, finding=finding)


def _said(finding: Finding, before: Standing | None, now: datetime) -> str:
    if before is None or before.told_at is None:
        since = before.since if before else now
        return BEGINS if now - since >= PATIENCE.get(finding.kind, AT_ONCE) else ""
    if finding.grave and not before.grave:
        return WORSENS
    return LASTS if now - before.told_at >= AGAIN else ""


def _missing(before: Standing, now: datetime) -> Judged:
    """What nobody was told of is forgotten at once."""
    name = before.name
    if before.told_at is None:
        return Judged(name=name, before=before, after=None)
    gone_at = before.gone_at or now
    if now - gone_at >= CALM:
        return Judged(name=name, before=before, after=None, said=ENDS)
    after = Standing(
        kind=before.kind,
        about=before.about,
        since=before.since,
        grave=before.grave,
        told_at=before.told_at,
        gone_at=gone_at,
    )
    return Judged(name=name, before=before, after=after)


def disk(free: int, total: int) -> Finding | None:
    """Too little room left, in bytes."""
    if free * LOW_SHARE >= total and free >= LOW_BYTES:
        return None
    return Finding(kind=DISK, grave=free * FULL_SHARE < total, amount=free)


def quota(platform: str, left: int | None, limit: int | None) -> Finding | None:
    """The month's messages are nearly or wholly used up; no limit, no end."""
    if left is None or limit is None or left * QUOTA_SHARE >= limit:
        return None
    return Finding(kind=QUOTA, about=platform, grave=left == 0, amount=left)


def certificate(until: datetime, now: datetime) -> Finding | None:
    """It ends soon, or has ended."""
    left = until - now
    return Finding(kind=CERTIFICATE, grave=left < VERY_SOON, amount=max(left.days, 0)) if left <= SOON else None


def backup(last: datetime | None, began: datetime, now: datetime) -> Finding | None:
    """None for so long since the last one, or since there was anything to lose."""
    since = last or began
    return Finding(kind=BACKUP, amount=(now - since).days) if now - since > LONGEST_WITHOUT_BACKUP else None


def unheard_day(last: datetime, now: datetime, calendar: Calendar, zone: tzinfo) -> datetime | None:
    """Noon of the first working day that has wholly passed since something was heard; None where none has.

    Who was told something before that noon had the afternoon to stir.
    """
    day = calendar.next_working(local_date(last, zone))
    if datetime.combine(day, WORK, zone) <= last:
        day = calendar.next_working(day + DAY)
    return datetime.combine(day, NOON, zone) if datetime.combine(day, EVENING, zone) <= now else None
