"""What comes next: the moments at which somebody hears something, in order, as the ledger stands."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot import importing
from bot.clock import MovableClock
from storage.questions_calendar import Coming, upcoming
from storage.work import Database, Work
from tests.examples import framework

BANGKOK = ZoneInfo("Asia/Bangkok")
YEAR = timedelta(days=400)


def at(day: int, month: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=BANGKOK)


async def comes(database: Database, now: datetime, *, until: timedelta = YEAR) -> list[Coming]:
    return list(await database.read(lambda work: upcoming(work, now, now + until)))


async def imported(database: Database, clock: MovableClock) -> None:
    await database.write(lambda work: importing.take(work, framework(), clock.now()))


async def test_a_month_is_asked_for_warned_about_due_and_then_late(database: Database, clock: MovableClock):
    await imported(database, clock)
    first = (await comes(database, clock.now()))[:4]
    assert first == [
        Coming(at=at(2, 11), tier=1, kind="prompt"),
        Coming(at=at(4, 11), tier=1, kind="warning", count=1),
        Coming(at=at(5, 11), tier=1, kind="due"),
        Coming(at=at(6, 11), tier=1, kind="overdue", count=1),
    ]


async def test_of_the_alerts_only_the_next_is_known(database: Database, clock: MovableClock):
    await imported(database, clock)
    october = [it for it in await comes(database, at(6, 11), until=timedelta(days=20)) if it.kind == "overdue"]
    assert october == [Coming(at=at(10, 11), tier=1, kind="overdue", count=3)]


async def test_what_has_come_is_neither_warned_about_nor_late(database: Database, clock: MovableClock):
    await imported(database, clock)

    def send_everything(work: Work) -> None:
        work.execute(text("UPDATE obligations SET state = 'met' WHERE tier = 1 AND period IN ('2026-10', '2026-10+3')"))

    await database.write(send_everything)
    found = await comes(database, clock.now(), until=timedelta(days=30))
    assert [it.kind for it in found] == ["prompt", "due"]


async def test_the_rounds_are_warned_about_on_the_way_to_both_deadlines(database: Database, clock: MovableClock):
    await imported(database, clock)
    round_6 = [it for it in await comes(database, at(1, 3, 2027), until=timedelta(days=60)) if it.tier > 1]
    kinds = [(it.tier, it.kind, it.count) for it in round_6]
    assert kinds[:4] == [(2, "warning", 7), (2, "warning", 3), (2, "warning", 1), (2, "due", 0)]
    assert (3, "due", 0) in kinds
    assert [it.at for it in round_6 if it.kind == "due"] == [at(30, 3, 2027), at(15, 4, 2027)]


async def test_nothing_comes_where_nothing_was_imported(database: Database, clock: MovableClock):
    assert await comes(database, clock.now()) == []


async def test_the_last_days_of_the_processs_steps_are_among_what_comes(database: Database, clock: MovableClock):
    """Source 004: nine steps, each by its plan."""
    wanted = framework("unit-agreement", year=2570)
    await database.write(lambda work: importing.take(work, wanted, clock.now()))
    found = await comes(database, clock.now())
    assert [it.step for it in found if it.kind == "step"] == ["3", "4", "5", "6", "7", "8", "9"]
    assert found[0] == Coming(at=at(2, 11), tier=0, kind="step", step="3")
