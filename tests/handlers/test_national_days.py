"""The national holidays as government offices keep them, against what the sources and the gazette say."""

from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.importing import take
from handlers.actions.national_days import national_days
from rules.fiscal import to_buddhist, to_common
from rules.frameworks import Settings
from storage.tables import units
from storage.tables.holidays import HOLIDAYS, NATIONAL, calendar
from tests.examples import framework, mistakes
from tests.there import there

KNOWN = Path(__file__).parents[1] / "fixtures/national_days.txt"
SENDER = Settings(calendar="sender")
FREE = {"on": "2548-12-30", "name": "วันหยุดพิเศษ", "authority": "มติคณะรัฐมนตรี"}

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


def free_weekdays():
    """By Buddhist year, as month-day, those of the whole country."""
    found = defaultdict(list)
    for day in national_days(range(to_common(2540), to_common(2570))):
        if day.on.weekday() < 5 and not day.provinces:
            found[to_buddhist(day.on.year)].append(f"{day.on:%m-%d}")
    return found


def listed_weekdays():
    lines = (line.split() for line in KNOWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {int(year): (int(count), days) for year, count, *days in lines}


def test_every_year_from_2540_to_the_last_announced_has_the_days_that_were_looked_through():
    assert {year: (len(days), days) for year, days in free_weekdays().items()} == listed_weekdays()


def test_no_day_of_those_years_is_named_twice_and_each_has_names_and_an_authority():
    days = national_days(range(to_common(2540), to_common(2570)))
    assert len({day.on for day in days}) == len(days)
    assert all(day.name and day.name_en and day.authority.startswith("@") for day in days)


def test_labour_day_and_what_stands_for_it_is_in_no_year():
    worked = {date(year, 5, 1) for year in range(to_common(2540), to_common(2571))} | {date(1999, 5, 3)}
    assert not worked & {day.on for day in national_days(range(to_common(2540), to_common(2571)))}


@pytest.mark.parametrize(
    ("day", "authority"),
    [
        (date(2001, 5, 8), "@bank"),
        (date(2005, 7, 21), "@moon"),
        (date(2006, 2, 13), "@moon"),
        (date(2006, 5, 12), "@moon"),
        (date(2007, 4, 17), "@addition"),
        (date(2018, 4, 12), "@resolution 2018-02-27"),
        (date(2019, 4, 12), "@resolution 2019-02-12"),
        (date(2019, 12, 30), "@resolution 2019-10-29"),
        (date(2021, 10, 22), "@resolution 2020-12-29"),
    ],
)
def test_what_was_set_right_names_what_it_rests_on(day, authority):
    found = there(next((it for it in national_days(range(day.year, day.year + 1)) if it.on == day), None))
    assert (found.authority, found.provinces) == (authority, ())


@pytest.mark.parametrize("day", [date(2006, 2, 14), date(2020, 12, 7), date(2021, 10, 25), date(2005, 7, 20)])
def test_a_day_that_was_moved_is_worked_where_it_was(day):
    assert day not in {it.on for it in national_days(range(day.year, day.year + 1))}


@pytest.mark.parametrize(
    ("day", "here", "elsewhere"),
    [
        (date(2006, 6, 12), "nakhon_pathom", "ang_thong"),
        (date(2010, 5, 17), "bangkok", "nonthaburi"),
        (date(2010, 5, 21), "bangkok", "nonthaburi"),
        (date(2011, 10, 31), "bangkok", "chiang_mai"),
        (date(2019, 11, 5), "nonthaburi", "samut_prakan"),
        (date(2021, 3, 26), "uthai_thani", "bangkok"),
        (date(2021, 10, 6), "songkhla", "bangkok"),
        (date(2021, 10, 21), "bangkok", "chon_buri"),
        (date(2021, 12, 28), "chon_buri", "bangkok"),
        (date(2022, 11, 18), "samut_prakan", "pathum_thani"),
    ],
)
def test_a_day_for_some_provinces_counts_there_and_nowhere_else(day, here, elsewhere):
    found = there(next((it for it in national_days(range(day.year, day.year + 1)) if it.on == day), None))
    assert found.counts_in(here)
    assert not found.counts_in(elsewhere)
    assert not found.counts_in("")


async def test_a_framework_of_2540_gets_its_days_and_those_of_the_year_before(database):
    wanted = framework("department-2548", change=lambda it: it.update(year=2540, rounds=[], penalties=[], posts=[]))
    await database.write(lambda work: take(work, wanted, NOW))
    found = await database.read(lambda work: calendar(work, Settings(), OPDC))
    assert not found.is_working(date(1996, 12, 5))
    assert not found.is_working(date(1997, 2, 21))
    assert not found.provisional(date(1997, 9, 30))


async def test_the_floods_of_2554_were_holidays_in_bangkok_and_not_for_a_unit_elsewhere(working):
    for day in (date(2011, 10, 27), date(2011, 10, 28), date(2011, 10, 31)):
        assert not await working(day)
        assert await working(day, 1, SENDER)


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


def in_two_provinces(values):
    """One unit in Chiang Mai, one of which nobody says where it is, and a day for the north alone."""
    values["units"][0] |= {"province": "chiang_mai"}
    north = {"name": "วันหยุดภาคเหนือ", "authority": "มติคณะรัฐมนตรี", "provinces": ["chiang_mai", "nan"]}
    values["holidays"] = [{"on": "12-30", **north}]


async def test_a_files_day_for_some_provinces_counts_for_the_unit_that_sends_from_there(database):
    wanted = framework(change=in_two_provinces)
    await database.write(lambda work: take(work, wanted, NOW))

    def worked(work):
        day, (north, elsewhere, *_) = date(2026, 12, 30), units.all_open(work)
        return {
            "north": calendar(work, SENDER, 1, north.id).is_working(day),
            "elsewhere": calendar(work, SENDER, 1, elsewhere.id).is_working(day),
            "several at once": calendar(work, SENDER, 1).is_working(day),
            "its receiver": calendar(work, Settings(), 1, north.id).is_working(day),
            "an office there": calendar(work, Settings(province="nan"), 2).is_working(day),
            "what that office sends": calendar(work, Settings(calendar="sender", province="nan"), OPDC).is_working(day),
            "opdc": calendar(work, Settings(province="nan"), OPDC).is_working(day),
        }

    free = {name for name, is_worked in (await database.read(worked)).items() if not is_worked}
    assert free == {"north", "an office there", "what that office sends"}


async def test_a_verdict_of_a_sender_leaves_out_its_provinces_day_by_the_words_of_the_file(database):
    wanted = framework(change=in_two_provinces)
    await database.write(lambda work: take(work, wanted, NOW))
    north = await database.read(lambda work: units.all_open(work)[0].id)
    found = await database.read(lambda work: calendar(work, SENDER, 1, north))
    (left_out,) = found.left_out_between(date(2026, 12, 29), date(2026, 12, 30))
    assert (left_out.authority, left_out.provinces) == ("มติคณะรัฐมนตรี", ("chiang_mai", "nan"))


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda it: it["units"][0].update(province="chiangmai"), ("units[1].province", "no_such_province_near")),
        (lambda it: it.update(settings={"province": "เชียงใหม่"}), ("settings.province", "no_such_province")),
        (
            lambda it: it.update(holidays=[{**FREE, "provinces": ["nan", "x"]}]),
            ("holidays[1].provinces", "no_such_province"),
        ),
        (
            lambda it: it.update(holidays=[{**FREE, "provinces": ["nan"], "scope": "office"}]),
            ("holidays[1].scope", "province_scope"),
        ),
    ],
)
def test_a_province_that_is_none_and_one_of_the_offices_own_day_are_named_as_mistakes(change, mistake):
    assert mistake in mistakes(change)
