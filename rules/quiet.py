"""When people are not to be disturbed."""

from datetime import datetime, tzinfo

from rules.fiscal import local_date
from rules.frameworks import Settings
from rules.holidays import DAY, Calendar


def is_quiet(settings: Settings, calendar: Calendar, now: datetime, zone: tzinfo) -> bool:
    """Whether what is said at `now` makes no sound: in the quiet hours, or on a day that is not worked (house rule)."""
    if not calendar.is_working(local_date(now, zone)):
        return True
    hour, start, end = now.astimezone(zone).time(), settings.quiet_from, settings.quiet_until
    return start <= hour < end if start <= end else hour >= start or hour < end


def next_sending(settings: Settings, calendar: Calendar, after: datetime, zone: tzinfo) -> datetime:
    """The first instant later than `after` at which what the clock says goes out: the hour for it, on a worked day."""
    day = calendar.next_working(local_date(after, zone))
    if datetime.combine(day, settings.sending_hour, zone) <= after:
        day = calendar.next_working(day + DAY)
    return datetime.combine(day, settings.sending_hour, zone)
