"""Acting holders hear and may do the same until the end of their last day; before it they and the PSDG are told."""

from datetime import date, datetime, timedelta

from tests.builders import BANGKOK, UNIT, rows, small_department
from tests.chat import heard_by, said
from tests.handlers.invited import code_for, posts_of
from tests.handlers.sending import send
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO

LAST_DAY = date(2026, 11, 10)
"""A Tuesday."""


async def acts(town, people, role, indicator="whole", unit="", language="th"):
    code = await code_for(town, role, unit, indicator, acting_until=LAST_DAY)
    await people.newcomer.type(code)
    await people.newcomer.tap("เข้าร่วม" if language == "th" else "Join")


def at(day, hour):
    return datetime(day.year, day.month, day.day, hour, 1, tzinfo=BANGKOK)


@SWAPPED_TOO
async def test_an_acting_supervisor_decides_until_the_days_end_and_then_no_more(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, absent=("supervisor", "deputy")) as (
        town,
        people,
    ):
        await acts(town, people, "supervisor", "department/8")
        clock.move_to(people.prompt)
        await town.settle()
        first, second = await send(town, people, project="ก"), await send(town, people, project="ข")
        assert first in str(heard_by(people.newcomer))
        clock.move_to(at(LAST_DAY, 23))
        await people.newcomer.type(f"อนุมัติ {first}")
        assert "อนุมัติ" in said(people.newcomer)
        clock.move_to(at(LAST_DAY, 23) + timedelta(hours=1))
        await people.newcomer.type(f"อนุมัติ {second}")
        assert "ต้องมีรหัส" in said(people.newcomer)
        states = await rows(town, "SELECT state FROM reports ORDER BY ref = :ref DESC", ref=first)
        assert [row["state"] for row in states] == ["approved", "sent"]
        assert await posts_of(town, people.newcomer) == []


@LANGUAGES
async def test_the_working_day_before_both_sides_hear_that_it_ends_and_only_once(clock, tmp_path, sqlite_url, language):
    async with small_department(clock, tmp_path, sqlite_url, language=language) as (town, people):
        await acts(town, people, "head", unit=UNIT, language=language)
        told = "รักษาราชการแทนในตำแหน่ง" if language == "th" else "acting as"
        heard = []
        for day in range(4, 12):
            clock.move_to(at(date(2026, 11, day), 9))
            await town.settle()
            heard.append([str(heard_by(phone)).count(told) for phone in (people.newcomer, people.psdg)])
        # From Monday the 9th, the working day before.
        assert heard == [[0, 0]] * 5 + [[1, 1]] * 3
