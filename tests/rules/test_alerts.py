"""An operator hears of a thing when it begins, daily while it lasts, and when it is over; never of what flutters."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rules import alerts
from rules.alerts import BEGINS, ENDS, LASTS, WORSENS, Finding
from tests.rules.calendars import YEAR_2548

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GIB = 1 << 30
BANGKOK = ZoneInfo("Asia/Bangkok")
DISK, DISK_FULL = Finding(kind=alerts.DISK), Finding(kind=alerts.DISK, grave=True)
STALLED = Finding(kind=alerts.SENDING, about="line")


def watched(*steps):
    """What is said at each step: so long after the beginning, so much is found."""
    known, heard = {}, []
    for after, found in steps:
        judged = alerts.judge(found, known.values(), NOW + after)
        heard.append([each.said for each in judged if each.said])
        known |= {each.name: each.after for each in judged}
        known = {name: each for name, each in known.items() if each is not None}
    return heard


def test_told_once_when_it_begins_daily_while_it_lasts_and_once_when_it_is_over():
    steps = [(MINUTE * 0, [DISK]), (HOUR, [DISK]), (DAY, [DISK]), (DAY + HOUR, [DISK])]
    steps += [(DAY + 2 * HOUR, []), (DAY + 2 * HOUR + alerts.CALM, []), (DAY + 3 * HOUR, [])]
    assert watched(*steps) == [[BEGINS], [], [LASTS], [], [], [ENDS], []]


def test_what_passes_within_its_patience_is_told_to_nobody():
    assert watched((MINUTE * 0, [STALLED]), (9 * MINUTE, [STALLED]), (10 * MINUTE, []), (HOUR, [])) == [[]] * 4
    assert watched((MINUTE * 0, [STALLED]), (9 * MINUTE, [STALLED]), (10 * MINUTE, [STALLED])) == [[], [], [BEGINS]]


def test_what_comes_and_goes_within_a_quarter_of_an_hour_is_one_thing():
    steps = [(MINUTE * minute, [DISK] if minute % 2 else []) for minute in range(1, 60)]
    assert [it for each in watched(*steps) for it in each] == [BEGINS]


def test_what_gets_worse_is_told_at_once_and_only_once():
    steps = [(MINUTE * 0, [DISK]), (MINUTE, [DISK_FULL]), (2 * MINUTE, [DISK_FULL]), (3 * MINUTE, [DISK])]
    assert watched(*steps, (4 * MINUTE, [DISK_FULL])) == [[BEGINS], [WORSENS], [], [], []]


def test_two_platforms_are_two_things():
    other = Finding(kind=alerts.SENDING, about="telegram")
    later = 11 * MINUTE
    assert watched((MINUTE * 0, [STALLED]), (5 * MINUTE, [STALLED, other]), (later, [STALLED, other])) == [
        [], [], [BEGINS],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("free", "total", "found"),
    [
        (10 * GIB, 100 * GIB, None),
        (10 * GIB - 1, 100 * GIB, False),
        (GIB - 1, 4 * GIB, False),
        (GIB, 4 * GIB, None),
        (2 * GIB, 100 * GIB, False),
        (2 * GIB - 1, 100 * GIB, True),
    ],
)
def test_a_disk_is_nearly_full_below_a_tenth_or_a_gibibyte_and_full_below_a_fiftieth(free, total, found):
    finding = alerts.disk(free, total)
    assert (finding.grave if finding else None) is found


@pytest.mark.parametrize(
    ("left", "limit", "found"),
    [(30, 300, None), (29, 300, False), (0, 300, True), (None, 300, None), (5, None, None), (0, 0, None)],
)
def test_a_quota_is_near_its_end_below_a_tenth(left, limit, found):
    finding = alerts.quota("line", left, limit)
    assert (finding.grave if finding else None) is found


@pytest.mark.parametrize(("left", "found"), [(15 * DAY, None), (14 * DAY, False), (2 * DAY, True), (-DAY, True)])
def test_a_certificate_is_told_of_two_weeks_before_its_end(left, found):
    finding = alerts.certificate(NOW + left, NOW)
    assert (finding.grave if finding else None) is found


def test_a_backup_is_missed_after_a_week_since_the_last_or_since_there_was_anything_to_lose():
    week = 7 * DAY
    assert alerts.backup(NOW - week, NOW - 30 * DAY, NOW) is None
    assert alerts.backup(None, NOW - week, NOW) is None
    assert alerts.backup(None, NOW - 9 * DAY, NOW) == Finding(kind=alerts.BACKUP, amount=9)
    assert alerts.backup(NOW - 8 * DAY, NOW - 30 * DAY, NOW) == Finding(kind=alerts.BACKUP, amount=8)


@pytest.mark.parametrize(
    ("last", "now", "noon"),
    [
        ((18, 9), (18, 19), None),
        ((18, 9), (19, 17), None),
        ((18, 9), (19, 18), (19, 12)),
        ((18, 7), (18, 18), (18, 12)),
        ((8, 9), (11, 17), None),
        ((8, 9), (11, 18), (11, 12)),
        ((12, 9), (17, 23), None),
        ((12, 9), (18, 18), (18, 12)),
    ],
)
def test_a_platform_is_unheard_for_a_working_day_when_one_has_wholly_passed(last, now, noon):
    """8 April 2548 is a Friday; 13 to 15 April are Songkran, 16 and 17 a weekend."""
    found = alerts.unheard_day(april(*last), april(*now), YEAR_2548, BANGKOK)
    assert found == (april(*noon) if noon else None)


def april(day, hour):
    return datetime(2005, 4, day, hour, tzinfo=BANGKOK)
