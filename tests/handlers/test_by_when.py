"""Where something is due at an hour or was extended, whoever tells the day tells that too."""

from datetime import date, datetime

import pytest

from bot.importing import take
from handlers import posts
from handlers.actions import alert
from handlers.actions.alert import Reader
from messages.alerts import Alerts
from rules.occasions import Concern, Occasion, Term
from storage.columns import WHOLE
from storage.tables import frameworks, people, units
from tests.builders import BANGKOK, UNIT
from tests.examples import framework
from tests.handlers.small_office import TEXTS, opened
from tests.handlers.test_over_the_years import told
from tests.there import there

WHY = {"reason": "น้ำท่วม", "authority": "อธิบดี"}


def until_half_past_four(values):
    values["settings"]["due_hour"] = "16:30"
    for round_ in values["rounds"]:
        for deadline in round_["deadlines"]:
            deadline["hour"] = "16:30"


def moved_from_the_seventh(values):
    values["settings"] |= {"due_day": 7, "moves": True}


def extended(values):
    values["extensions"] = [
        {"code": "E1", "units": [UNIT], "month": "10", "until": "11-20", "hour": "12:00", **WHY},
        {"code": "E2", "tier": 2, "indicators": ["8"], "rounds": ["6"], "until": "04-09", **WHY},
        {"code": "E3", "tier": 3, "rounds": ["6"], "until": "04-30", "hour": "14:00", **WHY},
    ]


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock)


@pytest.fixture
def hear(office, clock):
    """What somebody is answered under a framework that was imported again."""

    async def asking(change, person, words):
        await office.database.write(lambda work: take(work, framework(change=change), clock.now()))
        platform = "line" if person in ("officer", "head") else "telegram"
        return await office.database.write(lambda work: told(work, person, words, platform))

    return asking


@pytest.mark.parametrize(
    ("person", "words", "by"),
    [
        ("officer", "report", "To be sent by Thursday 5 Nov 2026 (B.E. 2569) 16:30"),
        ("supervisor", "submit 8 6/2570", "Tuesday 30 Mar 2027 (B.E. 2570) 16:30"),
        ("supervisor", "round 6/2570", "hand in indicator 8 by Tuesday 30 Mar 2027 (B.E. 2570) 16:30"),
        ("supervisor", "round 6/2570 ", "PSDG on Tuesday 30 Mar 2027 (B.E. 2570) 16:30"),
        ("psdg", "round 6/2570", "OPDC by Thursday 15 Apr 2027 (B.E. 2570) 16:30"),
        ("psdg", "overview", "Thursday 15 Apr 2027 (B.E. 2570) 16:30"),
        ("psdg", "calendar", "Thursday 5 Nov 2026 (B.E. 2569) 16:30"),
        ("psdg", "calendar ", "Thursday 15 Apr 2027 (B.E. 2570) 16:30"),
    ],
)
async def test_the_hour_is_told_with_the_day(hear, person, words, by):
    assert by in await hear(until_half_past_four, person, words)


async def test_the_hour_of_an_extension_is_told_with_its_day(hear):
    assert "To be sent by Friday 20 Nov 2026 (B.E. 2569) 12:00" in await hear(extended, "officer", "report")
    assert "(due Friday 30 Apr 2027 (B.E. 2570) 14:00)" in await hear(extended, "officer", "report ")


async def test_an_alert_tells_the_hour(office, hear, clock):
    await hear(until_half_past_four, "officer", "report")
    clock.move_to(datetime(2026, 11, 16, 9, 0, tzinfo=BANGKOK))

    def card(work):
        known = frameworks.in_force(work)[0]
        term = Term(
            tier=1,
            period="2026-10",
            first=date(2026, 10, 1),
            last=date(2026, 10, 31),
            due=date(2026, 11, 5),
            hour=known.settings.due_hour,
        )
        concern = Concern(framework_id=known.id, role="supervisor", occasion=Occasion(kind="overdue", term=term))
        return there(alert.units_card(work, Reader(alerts=Alerts(TEXTS, "en"), indicators=None), concern, work.now))

    assert "Thursday 5 Nov 2026 (B.E. 2569) 16:30" in (await office.ask(card)).small


async def test_the_calendar_tells_a_round_that_was_extended_for_all_who_send_it_by_its_new_day(hear):
    said = await hear(extended, "psdg", "calendar")
    assert "Friday 30 Apr 2027 (B.E. 2570) 14:00 · extended from 15 Apr 2027" in said
    assert "Tuesday 30 Mar 2027" in said, "one for an indicator is its own"
    assert "9 Apr 2027" not in said


async def test_who_comes_in_hears_the_day_that_counts(office, hear, clock):
    """7 November 2569 is a Saturday: on Sunday what is due is due on Monday, and not late."""
    clock.move_to(datetime(2026, 11, 8, 9, 0, tzinfo=BANGKOK))
    await hear(moved_from_the_seventh, "officer", "report")

    def welcomed(work):
        unit_id = there(units.by_code(work, UNIT)).id
        post = there(people.post(work, people.OFFICER, unit_id=unit_id, indicator=WHOLE))
        return posts.welcome(work, TEXTS, "en", post).text

    assert "by Monday 9 Nov 2026 (B.E. 2569)" in await office.ask(welcomed)
