"""The settings of a framework file, read from its table."""

from datetime import time
from typing import get_args

from rules.framework_fields import Fields
from rules.framework_places import province
from rules.frameworks import Evidence, Ladder, Numerals, Settings, Side

ZONES = ("Asia/Bangkok",)
LONGEST_WAIT = 60
LONGEST_INVITATION = 366
MINUTES_A_DAY = 24 * 60


def settings(fields: Fields) -> Settings:
    """What the office decides; every key may be left out."""
    default = Settings()
    warn = fields.table("warn")
    read = Settings(
        timezone=fields.choice("timezone", ZONES, default.timezone),
        numerals=fields.choice("numerals", get_args(Numerals), default.numerals),
        due_day=fields.whole("due_day", None, 1, 31),
        due_hour=fields.hour("due_hour", None),
        prompt_day=fields.whole("prompt_day", None, 1, 31),
        sending_hour=fields.hour("sending_hour", default.sending_hour) or default.sending_hour,
        quiet_from=fields.hour("quiet_from", default.quiet_from) or default.quiet_from,
        quiet_until=fields.hour("quiet_until", default.quiet_until) or default.quiet_until,
        warn=tuple(warn.wholes(f"tier_{n}", before, 0, LONGEST_WAIT) for n, before in enumerate(default.warn, 1)),
        overdue=_ladder(fields.table("overdue")),
        moves=fields.flag("moves", default.moves),
        calendar=fields.choice("calendar", get_args(Side), default.calendar),
        province=province(fields, default.province),
        evidence=fields.choice("evidence", get_args(Evidence), default.evidence),
        return_days=fields.whole("return_days", default.return_days, 1, LONGEST_WAIT),
        invitation_days=fields.whole("invitation_days", default.invitation_days, 1, LONGEST_INVITATION),
        draft_idle_minutes=fields.whole("draft_idle_minutes", default.draft_idle_minutes, 1, MINUTES_A_DAY),
        ours=fields.ours(),
    )
    warn.close()
    fields.close()
    _check_hours(fields, read)
    return read


def _ladder(fields: Fields) -> Ladder:
    default = Ladder()
    ladder = Ladder(
        officer=fields.whole("officer", default.officer, 1, LONGEST_WAIT),
        head=fields.whole("head", default.head, 1, LONGEST_WAIT),
        supervisor=fields.whole("supervisor", default.supervisor, 1, LONGEST_WAIT),
        repeat=fields.whole("repeat", default.repeat, 1, LONGEST_WAIT),
    )
    if not ladder.officer <= ladder.head <= ladder.supervisor:
        fields.wrong("", "ladder_order")
    fields.close()
    return ladder


def _check_hours(fields: Fields, read: Settings) -> None:
    quiet = _quiet(read.sending_hour, read.quiet_from, read.quiet_until)
    if quiet:
        fields.wrong("sending_hour", "sending_is_quiet")


def _quiet(hour: time, start: time, end: time) -> bool:
    return start <= hour or hour < end if start > end else start <= hour < end
