"""What a platform lets us push this month: what is kept back, who of what waits, and what the PSDG hears of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import telling
from messages import writing
from messages.outgoing import Text
from messages.patterns import Value
from messages.texts import Texts
from rules.fiscal import Month, local_date
from rules.holidays import DAY, Calendar
from rules.quiet import is_quiet, next_sending
from rules.quota import Reserve, Shortfall, foretell, is_near, reserve
from storage import questions_reach
from storage.tables import frameworks, holidays, missed, people, quotas
from storage.tables.frameworks import Framework
from storage.tables.quotas import Quota
from storage.work import Work

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
PLANNED = timedelta(minutes=10)
"""After the sending hour: by then the new morning is planned, and its message stands in the place of the old one."""
BEFORE_MORNING = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class _Month:
    """How far the month has gone, in working days of a framework's calendar.

    From its sending hour on today is gone, and its morning planned (`is_on`).
    """

    first_to_come: date
    is_on: bool
    gone: int
    to_come: int
    calendar: Calendar


def read(work: Work, texts: Texts, platform: str, limit: int | None, used: int) -> datetime:
    """Keep what the platform says, reckon what is kept back, tell the PSDG what they have to know.

    Returns when it is to be read again.
    """
    before = quotas.learn(work, platform, limit, used)
    known, month = quotas.of(work, platform), _month(work)
    assert known is not None
    owing, hearing = questions_reach.owing(work, platform), questions_reach.hearing(work, platform)
    days_left, days = (month.to_come, month.gone + month.to_come) if month else (1, 1)
    kept = reserve(limit, people=hearing, owing=owing, days_left=days_left, days=days)
    due_at = _before_morning(work)
    quotas.plan(work, platform, due_at=due_at, for_first=kept.first, for_reminders=kept.reminders)
    if before is not None and _is_more(before, known) and month is not None and month.is_on and not _is_quiet(work):
        missed.go_on(work, platform)
    _tell_of(work, texts, known, before, month, kept)
    return due_at


def spent(work: Work, texts: Texts, platform: str, again: datetime) -> datetime:
    """No push is taken: tell everybody of the PSDG on the account they use; when what waits may be tried again, at
    `again` or, where that is a quiet hour, soon after the next sending hour. Replies go on, for they are free."""
    known = quotas.of(work, platform)
    if known is not None and known.left and quotas.want(work, platform):
        _tell(work, texts, platform, "quota.reserved", left=known.left)
    elif known is None or not known.left:
        _tell(work, texts, platform, "quota.spent")
    return min((_useful(work, each, again) for each in frameworks.in_force(work)), default=again)


def held(work: Work, texts: Texts, platform: str) -> datetime:
    """What is left is kept for what comes first: the PSDG hears it once a month; when what waits is looked at again."""
    known = quotas.of(work, platform)
    if known is not None and known.left:
        _tell(work, texts, platform, "quota.held", left=known.left)
    return _next_morning(work) + PLANNED


def _tell_of(work: Work, texts: Texts, known: Quota, before: Quota | None, month: _Month | None, kept: Reserve) -> None:
    """The most pressing only: that all is used, that there is less than there was, that the end is near or in sight."""
    if known.limit is None:
        return
    if not known.left:
        _tell(work, texts, known.platform, "quota.spent")
        return
    if before is not None and (before.limit is None or known.limit < before.limit):
        was, of = before.limit or 0, f"{before.limit}-{known.limit}"
        is_none = "yes" if before.limit is None else "no"
        _tell(
            work,
            texts,
            known.platform,
            "quota.fell",
            of=of,
            limit=known.limit,
            left=known.left,
            was=was,
            is_none=is_none,
        )
    if month is None or _is_quiet(work):
        return
    coming = foretell(known.limit, known.used, gone=month.gone, to_come=month.to_come)
    if is_near(known.limit, known.used, kept):
        _tell(work, texts, known.platform, "quota.near", limit=known.limit, left=known.left, used=known.used)
    elif coming is not None:
        _foretell(work, texts, known, coming, month)


def _foretell(work: Work, texts: Texts, known: Quota, coming: Shortfall, month: _Month) -> None:
    on = month.first_to_come if coming.lasts <= 1 else month.calendar.add_working(month.first_to_come, coming.lasts - 1)
    limit = known.limit or 0
    _tell(work, texts, known.platform, "quota.foretold", on=on, limit=limit, left=coming.left, needed=coming.needed)


def _tell(
    work: Work, texts: Texts, platform: str, what: str, of: str = "", *, on: date | None = None, **values: Value
) -> None:
    """To everybody of the PSDG, once a month."""
    said = {name: writing.number(it) if isinstance(it, int) else it for name, it in values.items()}
    month = Month.of(local_date(work.now, writing.BANGKOK))
    key = f"quota:{platform}:{month.code}" + (f":{what}{of}" if what != "quota.spent" else "")
    for person_id in people.holders(work, people.PSDG):
        reader = people.by_id(work, person_id)
        if reader is not None:
            named: dict[str, Value] = {"platform": PLATFORMS[platform]}
            named["month"] = writing.month(month.first, reader.language)
            named |= {"day": writing.full_date(on, reader.language)} if on else {}
            words = Text(texts.line(reader.language, what, **named, **said))
            telling.tell_person(work, reader, (words,), key=key, why=key, silent=_is_quiet(work))


def _is_more(before: Quota, known: Quota) -> bool:
    return before.left is not None and (known.left is None or known.left > before.left)


def _month(work: Work) -> _Month | None:
    framework = next(iter(frameworks.in_force(work)), None)
    if framework is None:
        return None
    zone, settings = ZoneInfo(framework.settings.timezone), framework.settings
    calendar, today = holidays.calendar(work, settings), local_date(work.now, zone)
    is_gone = work.now.astimezone(zone).time() >= settings.sending_hour
    until, month = today if is_gone else today - DAY, Month.of(today)
    return _Month(
        is_on=is_gone,
        first_to_come=calendar.next_working(until + DAY),
        gone=calendar.count_working(month.first - DAY, until),
        to_come=calendar.count_working(until, month.last),
        calendar=calendar,
    )


def _before_morning(work: Work) -> datetime:
    """Before the next morning is planned; on days that are not worked, a day after the last."""
    morning = _next_morning(work) - BEFORE_MORNING
    return min(morning if morning > work.now else morning + DAY, work.now + DAY)


def _next_morning(work: Work) -> datetime:
    return min((_sending(work, each, work.now) for each in frameworks.in_force(work)), default=work.now + DAY)


def _sending(work: Work, framework: Framework, after: datetime) -> datetime:
    settings = framework.settings
    return next_sending(settings, holidays.calendar(work, settings), after, ZoneInfo(settings.timezone))


def _is_quiet(work: Work) -> bool:
    known = frameworks.in_force(work)
    return all(
        is_quiet(it.settings, holidays.calendar(work, it.settings), work.now, ZoneInfo(it.settings.timezone))
        for it in known
    )


def _useful(work: Work, framework: Framework, at: datetime) -> datetime:
    settings, zone = framework.settings, ZoneInfo(framework.settings.timezone)
    calendar = holidays.calendar(work, settings)
    return _sending(work, framework, at) + PLANNED if is_quiet(settings, calendar, at, zone) else at
