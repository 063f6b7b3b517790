from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from rules.frameworks import Settings
from rules.quiet import is_quiet, next_sending
from tests.rules.calendars import YEAR_2548

BANGKOK = ZoneInfo("Asia/Bangkok")


def quiet(day, hour, minute=0, **settings):
    return is_quiet(Settings(**settings), YEAR_2548, datetime(2005, 4, day, hour, minute, tzinfo=BANGKOK), BANGKOK)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(7, 59, True), (8, 0, False), (17, 59, False), (18, 0, True), (0, 0, True)]
)
def test_on_a_working_day_it_is_quiet_from_six_in_the_evening_to_eight(hour, minute, expected):
    assert quiet(18, hour, minute) is expected


def test_a_day_that_is_not_worked_is_quiet_all_day():
    assert quiet(13, 10)
    assert quiet(16, 10)


def test_quiet_hours_may_lie_within_one_day():
    hours = {"quiet_from": time(12), "quiet_until": time(13)}
    assert quiet(18, 12, 30, **hours)
    assert not quiet(18, 13, 0, **hours)
    assert not quiet(18, 23, 0, **hours)


def test_the_hour_is_the_offices_own_wherever_the_instant_was_written():
    assert is_quiet(Settings(), YEAR_2548, datetime(2005, 4, 18, 12, 0, tzinfo=ZoneInfo("UTC")), BANGKOK)


def sending(day, hour, **settings):
    after = datetime(2005, 4, day, hour, tzinfo=BANGKOK)
    return next_sending(Settings(**settings), YEAR_2548, after, BANGKOK)


def test_what_the_clock_says_goes_out_at_nine_on_a_worked_day():
    assert sending(18, 8) == datetime(2005, 4, 18, 9, tzinfo=BANGKOK)
    assert sending(18, 9) == datetime(2005, 4, 19, 9, tzinfo=BANGKOK)
    assert sending(18, 8, sending_hour=time(7)) == datetime(2005, 4, 19, 7, tzinfo=BANGKOK)


def test_over_songkran_and_its_weekend_what_the_clock_says_waits():
    assert sending(12, 10) == datetime(2005, 4, 18, 9, tzinfo=BANGKOK)


def test_quiet_begins_on_its_minute_and_quiet_that_ends_where_it_begins_is_none():
    noon = {"quiet_from": time(12), "quiet_until": time(13)}
    assert quiet(18, 12, **noon)
    assert not quiet(18, 12, quiet_from=time(12), quiet_until=time(12))


def test_which_day_it_is_is_the_offices_own_too():
    """Sunday evening in UTC is Monday morning in Bangkok."""
    assert not is_quiet(Settings(), YEAR_2548, datetime(2005, 4, 18, 1, 30, tzinfo=ZoneInfo("UTC")), BANGKOK)
    assert is_quiet(Settings(), YEAR_2548, datetime(2005, 4, 22, 18, 0, tzinfo=ZoneInfo("UTC")), BANGKOK)
    late = datetime(2005, 4, 17, 20, 0, tzinfo=ZoneInfo("UTC"))
    assert next_sending(Settings(), YEAR_2548, late, BANGKOK) == datetime(2005, 4, 18, 9, tzinfo=BANGKOK)
    night = datetime(2005, 4, 18, 20, 0, tzinfo=ZoneInfo("UTC"))
    assert next_sending(Settings(), YEAR_2548, night, BANGKOK) == datetime(2005, 4, 19, 9, tzinfo=BANGKOK)


def test_a_saturday_of_the_office_is_quiet_though_it_is_friday_still_elsewhere():
    never = Settings(quiet_from=time(0), quiet_until=time(0))
    assert is_quiet(never, YEAR_2548, datetime(2005, 4, 22, 18, 0, tzinfo=ZoneInfo("UTC")), BANGKOK)
    assert not is_quiet(never, YEAR_2548, datetime(2005, 4, 24, 18, 0, tzinfo=ZoneInfo("UTC")), BANGKOK)
