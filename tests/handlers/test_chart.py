"""The picture of units and months: the same figures as the lists, on the phone of whoever looks at more than a unit."""

import io
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from PIL import Image
from sqlalchemy import select

from handlers import charting
from messages.outgoing import Exhibit, unpacked
from messages.states import State
from storage.tables.outbox import OUTBOX
from tests.builders import BANGKOK, UNIT, small_department
from tests.chat import said
from tests.handlers.sending import send
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO

OVERDUE = datetime(2026, 11, 10, 12, 0, tzinfo=BANGKOK)
CAPTION = "ส่งครบทุกรายการที่ถึงกำหนด"
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=BANGKOK)


@asynccontextmanager
async def asked(clock, tmp_path, url, **how):
    """It is the day on which October is asked for."""
    async with small_department(clock, tmp_path, url, **how) as (town, people):
        clock.move_to(people.prompt)
        yield town, people


async def drawn(town, phone):
    """The facts of the newest picture that somebody was sent."""
    theirs = select(OUTBOX.c.shapes).where(OUTBOX.c.address == str(phone.id)).order_by(OUTBOX.c.id)
    rows = await town.product.database.read(lambda work: work.all(theirs))
    shapes = [shape for row in rows if row.shapes for shape in unpacked(row.shapes)]
    return [shape.drawing for shape in shapes if isinstance(shape, Exhibit) and shape.drawing][-1]


def of_unit(chart, unit=UNIT):
    line = next(line for line in chart.lines if line.name == unit)
    return line.cells[0], line.word


@SWAPPED_TOO
async def test_whoever_looks_at_everything_gets_the_year_as_a_picture(clock, tmp_path, database_url, swapped):
    async with asked(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        clock.move_to(OVERDUE)
        await people.executive.type("ภาพรวม")
        assert CAPTION in said(people.executive)
        chart = await drawn(town, people.executive)
        assert len(chart.lines) == 10
        assert [month.name for month in chart.months][:2] == ["ต.ค.", "พ.ย."]
        assert chart.months[0].complete == "0/10"
        assert chart.months[1].complete == ""


async def test_the_picture_that_arrives_is_a_phone_wide(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type("ภาพรวม")
        photos = [
            bubble.body["photo"]
            for bubble in town.telegram.chat(people.psdg.id).bubbles.values()
            if "photo" in bubble.body
        ]
        content = town.telegram.file(photos[-1][-1]["file_id"]).content
        assert Image.open(io.BytesIO(content)).width == 1080


async def test_what_is_asked_for_is_soon_due_and_then_missing(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people):
        await people.supervisor.type("ภาพรวม")
        cell, word = of_unit(await drawn(town, people.supervisor))
        assert (cell.state, cell.sign, word) == (State.SOON, "◷", "รอส่ง 2 รายการ")
        clock.move_to(OVERDUE)
        await people.supervisor.type("ภาพรวม")
        cell, word = of_unit(await drawn(town, people.supervisor))
        assert (cell.state, cell.sign, word) == (State.LATE_OPEN, "!", "ค้าง 2 รายการ")


async def test_what_came_on_time_is_ticked_and_what_came_late_shows_its_days(clock, tmp_path, database_url):
    async with asked(clock, tmp_path, database_url) as (town, people):
        await send(town, people)
        clock.move_to(OVERDUE)
        await send(town, people, project="ข")
        await people.supervisor.type("ภาพรวม")
        chart = await drawn(town, people.supervisor)
        cell, word = of_unit(chart)
        assert (cell.state, cell.sign, word) == (State.LATE_SENT, "3", "เคยล่าช้า 1 รายการ")
        assert chart.months[0].complete == "1/10"


async def test_what_came_back_is_waited_for(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people):
        ref = await send(town, people)
        await send(town, people, project="ข")
        await people.supervisor.type("ภาพรวม")
        assert of_unit(await drawn(town, people.supervisor))[0].state is State.ON_TIME
        await people.supervisor.type(f"ส่งคืน {ref} ภาพไม่ชัด")
        await people.supervisor.type("ภาพรวม")
        cell, word = of_unit(await drawn(town, people.supervisor))
        assert (cell.state, word) == (State.RETURNED, "รอแก้ไข 1 รายการ")


async def test_whoever_reports_for_one_unit_gets_no_picture_of_it(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("ภาพรวม")
        assert CAPTION not in said(people.officer)


@LANGUAGES
async def test_those_with_most_to_mend_are_shown_where_units_are_many(
    clock, tmp_path, sqlite_url, language, monkeypatch
):
    monkeypatch.setattr(charting, "MOST_LINES", 3)
    async with asked(clock, tmp_path, sqlite_url, language=language) as (town, people):
        await send(town, people)
        await send(town, people, project="ข")
        clock.move_to(OVERDUE)
        await people.supervisor.type("overview")
        chart = await drawn(town, people.supervisor)
        assert len(chart.lines) == 3
        assert UNIT not in [line.name for line in chart.lines]
        assert "7" in chart.rest


async def test_an_executive_hears_once_a_week_how_it_stands(clock, tmp_path, database_url):
    async with asked(clock, tmp_path, database_url) as (town, people):
        for day in range(14):
            clock.move_to(MONDAY + timedelta(days=day))
            await town.product.schedule.sweep()
            await town.settle()
        heard = [seen.text for seen in people.executive.seen()]
        assert len([text for text in heard if "สรุปประจำสัปดาห์" in text]) == 2
        assert len([text for text in heard if CAPTION in text]) == 2
        assert [seen for seen in people.operator.seen() if "สรุปประจำสัปดาห์" in seen.text] == []


async def test_an_executive_hears_what_a_round_that_is_late_at_opdc_costs(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people):
        for day in range(15, 30):
            clock.move_to(datetime(2027, 4, day, 9, 0, tzinfo=BANGKOK))
            await town.product.schedule.sweep()
            await town.settle()
        alerts = [seen for seen in people.executive.seen() if "สำนักงาน ก.พ.ร." in seen.text and "หัก" in seen.text]
        assert len([seen for seen in alerts if "สรุปประจำสัปดาห์" not in seen.text]) == 3
        assert not [label for seen in alerts for label in seen.buttons if "แจ้งว่าส่งถึง" in label]
