"""A framework becomes rows and what people owe; twice changes nothing, and what chat made is left alone."""

import shutil
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select, update

from bot.clock import MovableClock
from bot.importing import take
from handlers.actions.align import Aligned, align
from rules.frameworks import Settings
from storage.columns import METADATA, WHOLE, new_key
from storage.tables import frameworks, indicators, obligations, people, projects, units
from storage.tables.audit import AUDIT
from storage.tables.obligations import OBLIGATIONS, Part
from storage.tables.reports import REPORTS
from storage.work import Database
from tests.examples import framework
from tests.there import there

NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
LATER = datetime(2027, 1, 5, 2, tzinfo=UTC)


@pytest.fixture
def clock():
    return MovableClock(NOW, ticking=False)


@pytest.fixture
def taken(database):
    """Imports the department's framework of 2570 after a change to its values, and says what was written."""

    async def importing(change=lambda _: None, *, year=None, name="department", now=NOW):
        wanted = framework(name, change, year=year)
        return (await database.write(lambda work: take(work, wanted, now))).writes

    return importing


def told(writes):
    """What is said of an import: kind, table and label of all but fresh rows."""
    return {(write.kind, write.table.name, write.label) for write in writes if write.kind != "new"}


def without_the_last_region(values):
    values["units"] = [unit for unit in values["units"] if unit["code"] != "สปข.8"]


def everything(work):
    """All rows of all tables."""
    return {table.name: work.all(select(table).order_by(*table.primary_key)) for table in METADATA.sorted_tables}


async def test_the_same_file_twice_changes_nothing(database, taken):
    assert await taken()
    before = await database.read(lambda work: work.all(select(AUDIT)))
    assert await taken(now=LATER) == ()
    assert await database.read(lambda work: work.all(select(AUDIT))) == before


async def test_a_rehearsal_foretells_the_import_with_its_ledger_and_leaves_nothing_behind(database, taken):
    await taken()
    before = await database.read(everything)
    wanted = framework(change=without_the_last_region)
    foretold = database.rehearse_now(lambda work: take(work, wanted, LATER))
    assert await database.read(everything) == before
    done = await database.write(lambda work: take(work, wanted, LATER))
    assert [(it.kind, it.table.name, it.label) for it in foretold.writes] == [
        (it.kind, it.table.name, it.label) for it in done.writes
    ]
    assert foretold.aligned == done.aligned
    assert done.aligned.closed == 2 * 12 + 12 + 4


async def test_what_is_read_back_is_what_the_file_said(database, taken):
    await taken()
    wanted = framework()

    def question(work):
        found = there(frameworks.by_code(work, "department", 2570))
        eight = there(indicators.by_code(work, found.id, "8"))
        return found, eight, frameworks.rounds(work, found.id), frameworks.penalties(work, found.id)

    found, eight, rounds, penalties = await database.read(question)
    assert found.settings == wanted.settings
    assert rounds == wanted.rounds
    assert penalties == wanted.penalties
    assert (eight.weight, eight.criteria, eight.steps) == (
        Decimal(20),
        wanted.indicators[0].criteria,
        wanted.indicators[0].steps,
    )
    assert eight.ours == wanted.indicators[0].ours


async def test_the_penalty_of_tier_3_is_found_for_every_round_and_none_for_tier_2(database, taken):
    await taken(name="department-2548")

    def question(work):
        found = there(frameworks.by_code(work, "department", 2548))
        return [
            frameworks.penalty_for(work, found.id, tier, months) and months for tier in (2, 3) for months in (6, 9, 12)
        ]

    assert await database.read(question) == [None, None, None, 6, 9, 12]


async def test_every_unit_and_indicator_has_its_posts_and_the_file_gives_their_titles(database, taken):
    await taken()
    rows = await database.read(lambda work: work.all(select(people.POSTS)))
    assert len(rows) == 11 * 2 + 3 * 2 + 3
    titles = {(row.role, row.indicator): row.title for row in rows if row.unit_id == WHOLE}
    assert titles["supervisor", "department/8"] == "ผู้กำกับดูแลตัวชี้วัดที่ 8 สนผ."
    assert titles["psdg", WHOLE] == "กลุ่มพัฒนาระบบบริหาร กปส."


async def test_a_post_carries_over_to_the_next_year(database, taken):
    await taken()
    count = select(func.count()).select_from(people.POSTS)
    before = await database.read(lambda work: work.scalar(count))
    await taken(year=2571)
    assert await database.read(lambda work: work.scalar(count)) == before


async def test_what_a_file_drops_is_closed_and_opened_again_when_it_comes_back(taken):
    await taken()
    gone = told(await taken(lambda it: it["indicators"].pop()))
    assert {
        ("closed", "indicators", "10.1"),
        ("closed", "posts", "supervisor/department/10.1"),
        ("closed", "posts", "collector/department/10.1"),
    } == gone
    assert {kind for kind, _, _ in told(await taken())} == {"reopened"}


async def test_a_unit_that_another_framework_still_binds_is_not_closed(database, taken):
    await taken()
    assert "closed" not in {kind for kind, _, _ in told(await taken(without_the_last_region, year=2571))}
    assert "สปข.8" in {unit.code for unit in await database.read(units.all_open)}


async def test_a_unit_that_no_framework_names_any_more_is_closed_with_its_posts_and_owes_nothing(database, taken):
    await taken()
    closed = {(table, label) for kind, table, label in told(await taken(without_the_last_region)) if kind == "closed"}
    assert {
        ("units", "สปข.8"),
        ("bindings", "8/สปข.8"),
        ("projects", "8/สปข.8/ก"),
        ("posts", "officer/สปข.8"),
        ("posts", "head/สปข.8"),
    } <= closed
    assert "สปข.8" not in await database.read(_open_codes)


async def test_a_changed_penalty_is_a_new_version_and_the_former_one_stays_readable(database, taken):
    await taken()
    await taken(lambda it: it["penalties"][0].update(rate=Decimal(1)))
    rows = await database.read(
        lambda work: work.all(select(frameworks.PENALTIES).order_by(frameworks.PENALTIES.c.version))
    )
    assert [(row.version, row.closed_at is None) for row in rows if row.code == "late"] == [(1, False), (2, True)]
    await taken()
    found = await database.read(lambda work: frameworks.penalties(work, rows[0].framework_id))
    assert [(rule.version, rule.rate) for rule in found] == [(3, Decimal("0.5"))]


async def test_another_name_of_a_penalty_or_its_source_is_no_new_version(database, taken):
    await taken()
    writes = await taken(lambda it: (it["penalties"][0].update(name="ชื่อใหม่"), it["sources"][0].update(title="เล่มใหม่")))
    changed = {(write.kind, write.table.name) for write in writes}
    assert changed == {("changed", "sources"), ("changed", "penalties"), ("changed", "deadlines")}
    found = there(await database.read(lambda work: frameworks.by_code(work, "department", 2570)))
    (rule,) = await database.read(lambda work: frameworks.penalties(work, found.id))
    assert (rule.version, rule.name, rule.source.title) == (1, "ชื่อใหม่", "เล่มใหม่")


async def test_a_project_made_in_chat_outlives_every_import(database, taken):
    await taken()
    made = await database.write(_add_a_project)
    assert told(await taken(lambda it: it["indicators"][0].update(projects=[]))) >= {
        ("closed", "projects", "8/สปข.1/ก")
    }
    found = await database.read(lambda work: projects.by_id(work, made))
    await taken(lambda it: it["indicators"][0]["projects"].append({"code": "ค", "name": "ชื่ออื่น"}))
    assert (await database.read(lambda work: projects.by_id(work, made))) == found


async def test_a_finished_project_is_not_touched_when_the_file_drops_it(database, taken):
    await taken()
    first = await database.read(lambda work: work.scalar(select(projects.PROJECTS.c.id).where(_from_file())))
    assert await database.write(lambda work: projects.finish(work, first, date(2026, 11, 20)))
    await taken(lambda it: it["indicators"][0].update(projects=[]))
    row = await database.read(lambda work: work.one(select(projects.PROJECTS).where(projects.PROJECTS.c.id == first)))
    assert row.closed_at is None


async def test_a_unit_owes_from_the_month_of_the_first_import(database, taken):
    await taken()
    await taken(year=2571, now=LATER)
    assert {unit.owes_from for unit in await database.read(units.all_open)} == {date(2026, 10, 1)}
    await taken(lambda it: it["units"][0].update(starts="12-01"))
    assert (await database.read(lambda work: there(units.by_code(work, "สปข.1")))).owes_from == date(2026, 12, 1)
    assert date(2026, 10, 31) not in await database.read(lambda work: _last_days(work, "สปข.1"))


async def test_a_year_without_a_due_day_owes_months_that_are_never_warned_about(database):
    wanted = framework("department-2548")
    at = datetime(2004, 10, 1, 2, tzinfo=UTC)
    await database.write(lambda work: take(work, wanted, at))
    rows = await database.read(lambda work: work.all(select(OBLIGATIONS).where(OBLIGATIONS.c.tier == 1)))
    assert len(rows) == 10 * 12
    assert {(row.due_on, row.counted_until, row.warned) for row in rows} == {(None, None, False)}


async def test_deadlines_before_the_first_import_are_kept_and_not_warned_about(database, taken):
    await taken(name="department-2548", now=datetime(2005, 7, 10, 2, tzinfo=UTC))
    chosen = select(OBLIGATIONS).where(OBLIGATIONS.c.tier > 1).order_by(OBLIGATIONS.c.due_on)
    rows = await database.read(lambda work: work.all(chosen))
    assert [(row.period, row.tier, row.warned) for row in rows] == [
        ("6", 2, False),
        ("6", 3, False),
        ("9", 2, False),
        ("9", 3, True),
        ("12", 2, True),
        ("12", 3, True),
    ]


async def test_a_project_added_in_chat_is_owed_at_once_and_a_finished_one_no_longer(database, taken):
    await taken()
    made = await database.write(_add_a_project)
    aligned = await database.write(lambda work: align(work, _framework_id(work), LATER))
    assert (aligned.opened, aligned.closed) == (10, 0)
    await database.write(lambda work: projects.finish(work, made, date(2027, 2, 10)))
    aligned = await database.write(lambda work: align(work, _framework_id(work), LATER))
    assert (aligned.opened, aligned.closed) == (0, 7)


async def test_the_part_of_one_unit_and_indicator_is_aligned_by_itself_as_the_whole_ledger_would_be(database, taken):
    await taken()
    nothing = Aligned(opened=0, changed=0, closed=0, reopened=0)

    async def aligned(code=None):
        part = await database.read(lambda work: _part(work, code)) if code else None
        return await database.write(lambda work: align(work, _framework_id(work), LATER, part))

    made = await database.write(_add_a_project)
    assert await aligned("สปข.2") == nothing
    assert (await aligned("สปข.1")).opened == 10
    assert await aligned() == nothing
    await database.write(lambda work: projects.finish(work, made, date(2027, 2, 10)))
    assert (await aligned("สปข.1")).closed == 7
    assert await aligned() == nothing


async def test_the_part_of_a_host_holds_its_rounds_and_no_others(database, taken):
    await taken()
    await database.write(lambda work: work.execute(update(OBLIGATIONS).values(due_on=date(2027, 1, 1))))
    part = await database.read(lambda work: _part(work, "สนผ."))
    assert (await database.write(lambda work: align(work, _framework_id(work), LATER, part))).changed == 3
    restored = select(OBLIGATIONS.c.tier, func.count()).where(OBLIGATIONS.c.due_on != date(2027, 1, 1))
    rows = await database.read(lambda work: work.all(restored.group_by(OBLIGATIONS.c.tier)))
    assert [tuple(row) for row in rows] == [(2, 3)]


async def test_an_obligation_with_a_report_is_never_closed_nor_changed(database, taken):
    await taken()
    reported = await database.write(_report_something)
    await taken(lambda it: (it["indicators"][0].update(projects=[]), it["settings"].update(due_day=9)))
    row = await database.read(lambda work: work.one(select(OBLIGATIONS).where(OBLIGATIONS.c.id == reported)))
    assert (row.state, row.due_on.day) == ("open", 5)


async def test_an_obligation_that_comes_back_is_the_same_row(database, taken):
    await taken()
    count = select(func.count()).select_from(OBLIGATIONS)
    before = await database.read(lambda work: (work.scalar(count), _open_count(work)))
    await taken(lambda it: it["indicators"].pop())
    assert (await database.read(lambda work: work.scalar(count))) == before[0]
    assert (await database.read(_open_count)) < before[1]
    await taken()
    assert await database.read(lambda work: (work.scalar(count), _open_count(work))) == before


async def test_an_import_is_kept_in_the_audit(database, taken):
    await taken()
    await taken(lambda it: it["settings"].update(due_day=9))
    rows = await database.read(lambda work: work.all(select(AUDIT).order_by(AUDIT.c.id)))
    assert [(row.deed, row.subject) for row in rows] == [
        ("import", "department/2570"),
        ("import", "department/2570"),
        ("import_changed", "frameworks department/2570"),
    ]


CHANGES = {
    "without projects": lambda it: it["indicators"][0].update(projects=[]),
    "without 10.1": lambda it: it.update(indicators=[found for found in it["indicators"] if found["code"] != "10.1"]),
    "another rate": lambda it: it["penalties"][0].update(rate=Decimal(2)),
    "another due day": lambda it: it["settings"].update(due_day=7),
    "four steps": lambda it: it["indicators"][0]["steps"].pop(),
    "without สปข.8": without_the_last_region,
    "no round of 9": lambda it: it["rounds"].pop(1),
    "a day off": lambda it: it.update(holidays=[{"on": "12-30", "name": "วันหยุด", "authority": "กรม"}]),
}


@settings(max_examples=10)
@given(journey=st.lists(st.sets(st.sampled_from(sorted(CHANGES)), max_size=4), min_size=1, max_size=4))
def test_importing_back_and_forth_ends_where_the_last_file_says(journey, sqlite_template):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(sqlite_template, f"{folder}/thanwela.db")
        database = Database(f"sqlite:///{folder}/thanwela.db", MovableClock(NOW, ticking=False))
        for names in journey:
            wanted = _changed(names)
            database.write_now(lambda work, wanted=wanted: take(work, wanted, NOW))
        again = database.write_now(lambda work: take(work, wanted, NOW))
        straight = _in_force(database, wanted)
        assert again.writes == ()
        assert straight == {found.code for found in wanted.indicators}


def _changed(names):
    def change(values):
        for name in sorted(names):
            CHANGES[name](values)

    return framework(change=change)


def _in_force(database, wanted):
    def question(work):
        found = there(frameworks.by_code(work, wanted.code, wanted.year))
        assert frameworks.rounds(work, found.id) == wanted.rounds
        assert [rule.rate for rule in frameworks.penalties(work, found.id)] == [rule.rate for rule in wanted.penalties]
        assert found.settings == wanted.settings
        listed = indicators.of_framework(work, found.id)
        assert [it.steps for it in listed] == [it.steps for it in wanted.indicators]
        return {it.code for it in listed}

    return database.read_now(question)


def test_settings_left_out_of_a_file_are_the_defaults():
    assert framework("department-2548").settings == Settings()


def _framework_id(work):
    return there(frameworks.by_code(work, "department", 2570)).id


def _part(work, code):
    eight, unit = indicators.by_code(work, _framework_id(work), "8"), units.by_code(work, code)
    return Part(indicator_id=there(eight).id, unit_id=there(unit).id)


def _add_a_project(work):
    eight = there(indicators.by_code(work, _framework_id(work), "8"))
    unit = there(units.by_code(work, "สปข.1"))
    return projects.add(
        work, indicator_id=eight.id, unit_id=unit.id, code="ค", name="โครงการใหม่", starts_on=date(2026, 12, 1)
    )


def _from_file():
    return (projects.PROJECTS.c.origin == projects.FRAMEWORK) & (projects.PROJECTS.c.id != WHOLE)


def _report_something(work):
    person = people.meet(work, "line", "U1", "th", NOW)
    chosen = select(OBLIGATIONS.c.id).where(OBLIGATIONS.c.project_id != WHOLE).order_by(OBLIGATIONS.c.id)
    owed = work.scalar(chosen)
    work.execute(
        insert(REPORTS).values(
            id=new_key(NOW),
            ref="R-0001",
            obligation_id=owed,
            state="sent",
            version=1,
            first_sent_by=person.id,
            first_heard_at=NOW,
            verdict="{}",
            waiting_since=NOW,
        )
    )
    return owed


def _open(work):
    return [found for found in obligations.existing(work, _framework_id(work)) if found.open]


def _open_count(work):
    return len(_open(work))


def _open_codes(work):
    return {found.duty.unit for found in _open(work)}


def _last_days(work, unit):
    return {found.duty.last for found in _open(work) if found.duty.unit == unit}
