"""When people are not to be disturbed."""

from datetime import datetime, tzinfo

from rules.fiscal import local_date
from rules.frameworks import Settings
from rules.holidays import Calendar


def is_quiet(settings: Settings, calendar: Calendar, now: datetime, zone: tzinfo) -> bool:
    """Whether what is said at `now` makes no sound: in the quiet hours, or on a day that is not worked (house rule)."""
    if not calendar.is_working(local_date(now, zone)):
        return True
    hour, start, end = now.astimezone(zone).time(), settings.quiet_from, settings.quiet_until
    return start <= hour < end if start <= end else hour >= start or hour < end
