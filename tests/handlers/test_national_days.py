"""The national holidays as government offices keep them, against what the sources and the gazette say."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.importing import take
from rules.frameworks import Settings
from storage.tables.holidays import HOLIDAYS, NATIONAL, calendar
from tests.examples import framework

NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
OPDC = 3


@pytest.fixture
async def working(database):
    """Whether a day is worked by the calendar of a tier, after the framework of 2548 was imported."""
    wanted = framework("department-2548")
    await database.write(lambda work: take(work, wanted, NOW))

    async def asking(day, tier=OPDC, settings=Settings()):  # noqa: B008
        return (await database.read(lambda work: calendar(work, settings, tier))).is_working(day)

    return asking


async def test_government_works_on_labour_day_its_substitute_and_childrens_day(working):
    assert await working(date(2026, 5, 1))
    assert await working(date(2027, 5, 3))
    assert await working(date(2011, 5, 2))


async def test_songkran_is_free_and_the_last_working_day_before_15_april_2548_is_the_12th(working, database):
    found = await database.read(lambda work: calendar(work, Settings(), OPDC))
    assert found.previous_working(date(2005, 4, 15)) == date(2005, 4, 12)


async def test_the_floods_of_2554_were_holidays_in_bangkok_and_not_for_a_unit_elsewhere(working):
    sender = Settings(calendar="sender")
    for day in (date(2011, 10, 27), date(2011, 10, 28), date(2011, 10, 31)):
        assert not await working(day)
        assert await working(day, 1, sender)


async def test_lent_of_2548_began_on_22_july(working):
    assert await working(date(2005, 7, 20))
    assert not await working(date(2005, 7, 21))
    assert not await working(date(2005, 7, 22))


async def test_november_2554_has_twenty_two_working_days_after_the_deadline_of_31_october(working, database):
    found = await database.read(lambda work: calendar(work, Settings(), OPDC))
    assert len(found.working_between(date(2011, 10, 31), date(2011, 11, 30))) == 22


async def test_every_day_names_its_authority_and_days_reckoned_ahead_are_provisional(working, database):
    rows = await database.read(lambda work: work.all(select(HOLIDAYS).where(HOLIDAYS.c.scope == NATIONAL)))
    assert {row.on.year for row in rows} == set(range(2004, 2028))
    assert all(row.authority for row in rows)
    found = await database.read(lambda work: calendar(work, Settings()))
    assert found.announced_until == date(2026, 12, 31)
    assert found.provisional(date(2027, 1, 4))


async def test_the_offices_own_day_counts_for_its_tiers_and_not_at_opdc(database):
    own = {"on": "12-30", "name": "วันหยุดของกรม", "authority": "คำสั่งกรม"}
    wanted = framework(change=lambda it: it.update(holidays=[own]))
    await database.write(lambda work: take(work, wanted, NOW))
    day = date(2026, 12, 30)
    found = await database.read(lambda work: [calendar(work, Settings(), tier).is_working(day) for tier in (1, 2, 3)])
    assert found == [False, False, True]


async def test_a_day_that_the_cabinet_declares_for_the_country_counts_everywhere(database):
    declared = {"on": "12-30", "name": "วันหยุดพิเศษ", "authority": "มติคณะรัฐมนตรี", "scope": "country"}
    wanted = framework(change=lambda it: it.update(holidays=[declared]))
    await database.write(lambda work: take(work, wanted, NOW))
    found = await database.read(lambda work: calendar(work, Settings(), OPDC))
    reason = found.reason_not_working(date(2026, 12, 30))
    assert reason is not None
    assert reason.authority == "มติคณะรัฐมนตรี"


async def test_a_holiday_that_is_worked_after_all_is_a_working_day(database):
    worked = {"on": "12-31", "name": "ทำการ", "authority": "คำสั่งกรม", "working": True}
    wanted = framework(change=lambda it: it.update(holidays=[worked]))
    await database.write(lambda work: take(work, wanted, NOW))
    found = await database.read(lambda work: calendar(work, Settings(), 2))
    assert found.is_working(date(2026, 12, 31))
