"""What an office may decide in its framework file, to the first and the last number that is taken."""

from datetime import time

import pytest

from rules.frameworks import Ladder, Settings
from tests.examples import framework, mistakes

BOUNDS = {"due_day": 31, "prompt_day": 31, "return_days": 60, "invitation_days": 366, "draft_idle_minutes": 24 * 60}
RUNGS = ("officer", "head", "supervisor", "repeat")


def decided(**values):
    return lambda it: it.update(settings=values)


def settings(**values) -> Settings:
    return framework("department-2548", decided(**values)).settings


def test_an_office_may_decide_everything_and_is_read_so():
    found = settings(
        timezone="Asia/Bangkok",
        sending_hour="13:15",
        quiet_from="18:30",
        quiet_until="08:15",
        moves=True,
        evidence="always",
        calendar="sender",
        province="chon_buri",
        warn={"tier_1": [0, 5, 0], "tier_2": [], "tier_3": [60]},
    )
    assert (found.sending_hour, found.quiet_from, found.quiet_until) == (time(13, 15), time(18, 30), time(8, 15))
    assert (found.moves, found.evidence, found.calendar, found.province) == (True, "always", "sender", "chon_buri")
    assert found.warn == ((5, 0), (), (60,))


def test_nobody_is_warned_more_than_60_working_days_before():
    assert mistakes(decided(warn={"tier_1": [61, 1], "tier_3": [-1]})) == [
        ("settings.warn.tier_1", "outside"),
        ("settings.warn.tier_3", "outside"),
    ]


@pytest.mark.parametrize(("key", "most"), BOUNDS.items())
def test_a_number_is_taken_from_1_to_the_most(key, most):
    assert [getattr(settings(**{key: number}), key) for number in (1, most)] == [1, most]
    for number in (0, most + 1):
        assert mistakes(decided(**{key: number})) == [(f"settings.{key}", "outside")]


def test_on_the_ladder_all_may_hear_on_one_day_and_nobody_before_who_stands_below():
    for day in (1, 60):
        assert settings(overdue=dict.fromkeys(RUNGS, day)).overdue == Ladder(**dict.fromkeys(RUNGS, day))
    for head, supervisor in ((1, 5), (5, 4)):
        ladder = {"officer": 2, "head": head, "supervisor": supervisor}
        assert mistakes(decided(overdue=ladder)) == [("settings.overdue", "ladder_order")]


@pytest.mark.parametrize("rung", RUNGS)
def test_a_rung_of_the_ladder_lies_within_60_days(rung):
    for day in (0, 61):
        assert (f"settings.overdue.{rung}", "outside") in mistakes(decided(overdue={rung: day}))


@pytest.mark.parametrize(
    ("sending", "quiet_from", "quiet_until", "refused"),
    [
        ("17:59", "18:00", "08:00", False),
        ("18:00", "18:00", "08:00", True),
        ("07:59", "18:00", "08:00", True),
        ("08:00", "18:00", "08:00", False),
        ("11:59", "12:00", "13:00", False),
        ("12:00", "12:00", "13:00", True),
        ("12:59", "12:00", "13:00", True),
        ("13:00", "12:00", "13:00", False),
        ("12:00", "12:00", "12:00", False),
    ],
)
def test_nothing_is_sent_by_the_clock_in_the_quiet_hours(sending, quiet_from, quiet_until, refused):
    wrong = mistakes(decided(sending_hour=sending, quiet_from=quiet_from, quiet_until=quiet_until))
    assert wrong == ([("settings.sending_hour", "sending_is_quiet")] if refused else [])
