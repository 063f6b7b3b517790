"""A whole year of the shipped example: how often each person is spoken to unasked, month by month."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot import importing
from bot.clock import MovableClock
from bot.tick import Schedule
from handlers import routes
from messages.texts import Texts
from storage.columns import WHOLE
from storage.tables import obligations, people, units
from storage.work import Database
from tests.builders import BANGKOK, INDICATOR, OTHER_UNIT, UNIT
from tests.examples import framework
from tests.there import there

FIRST, LAST = date(2026, 11, 1), date(2027, 10, 31)
POSTS = {
    "late": (people.OFFICER, UNIT, WHOLE),
    "punctual": (people.OFFICER, OTHER_UNIT, WHOLE),
    "head": (people.HEAD, UNIT, WHOLE),
    "supervisor": (people.SUPERVISOR, WHOLE, INDICATOR),
    "psdg": (people.PSDG, WHOLE, WHOLE),
}


def hold(work):
    importing.take(work, framework(), work.now)
    for name, (role, unit, indicator) in POSTS.items():
        person = people.meet(work, "line", name, "th", work.now)
        unit_id = unit if unit == WHOLE else there(units.by_code(work, unit)).id
        post = there(people.post(work, role, unit_id=unit_id, indicator=indicator))
        people.hold(work, person.id, post.post_id)


def send_all(work, today):
    """The punctual unit has sent all that it was asked for."""
    unit = there(units.by_code(work, OTHER_UNIT))
    query = text(
        "SELECT id FROM obligations WHERE unit_id = :unit AND tier = 1 AND state = 'open' AND owed_on <= :today"
    )
    for row in work.all(query, {"unit": unit.id, "today": today.isoformat()}):
        obligations.meet(work, row.id)


@pytest.fixture
async def planned(sqlite_url):
    """The mornings on which each person is spoken to, where nobody but one unit ever reports."""
    clock = MovableClock(datetime(2026, 10, 30, 8, 55, tzinfo=BANGKOK), ticking=False)
    database = Database(sqlite_url, clock)
    await database.start()
    schedule = Schedule(database=database, clock=clock, texts=Texts.load(), jobs={"morning": routes.JOBS["morning"]})
    await database.write(hold)
    await schedule.sweep()
    for number in range((LAST - FIRST).days + 1):
        today = FIRST + timedelta(days=number)
        clock.move_to(datetime(today.year, today.month, today.day, 9, 0, tzinfo=BANGKOK))
        await schedule.sweep()
        await database.write(lambda work, today=today: send_all(work, today))
    rows = await database.read(lambda work: work.all(text("SELECT address, key FROM outbox WHERE composer = 'remind'")))
    await database.stop()
    return {name: [date.fromisoformat(row.key[-10:]) for row in rows if row.address == name] for name in POSTS}


async def test_nobody_is_spoken_to_more_often_than_makes_sense(planned):
    months = {name: Counter((day.year, day.month) for day in days) for name, days in planned.items()}
    assert set(months["punctual"].values()) == {1}
    assert len(months["punctual"]) == 12
    assert max(months["late"].values()) <= 9
    assert sum(months["late"].values()) <= 95
    assert max(months["head"].values()) <= 6
    assert max(months["supervisor"].values()) <= 9
    for name, days in planned.items():
        assert len(days) == len(set(days)), name
        if name != "psdg":
            weeks = Counter(day.isocalendar()[:2] for day in days)
            assert max(weeks.values()) <= 4, name
