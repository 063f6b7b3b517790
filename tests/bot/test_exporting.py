"""`thanwela export`: what was imported comes out as a file that changes nothing, and as a calendar."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from bot import exporting, importing
from bot.framework_files import read
from messages.documents.workbook.names import Names
from messages.texts import Texts
from rules.frameworks import Framework
from tests.examples import framework
from tests.rules.calendars import be
from tests.rules.test_framework_reliefs import all_of_it
from tests.rules.test_frameworks import SHIPPED
from tests.workbooks import of_many_units

NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
TEXTS = Texts.load()


@pytest.fixture
def export(database):
    """Exports to a file; returns the status, what was said, what was complained of."""

    def run(file, *, code=None, year=None, language="th"):
        said, wrong = [], []
        status = exporting.run(
            file,
            database,
            code=code,
            year=year,
            language=language,
            texts=TEXTS,
            say=said.append,
            complain=wrong.append,
        )
        return status, said, wrong

    return run


async def take(database, wanted):
    return (await database.write(lambda work: importing.take(work, wanted, NOW))).writes


def taken_from(file):
    """The framework of a file, whose own year is the one that counts."""
    found = read(file, None, NOW, Names(TEXTS, "th"))
    assert isinstance(found, Framework), found
    return found


def events(file):
    """The events of a calendar file by their UIDs."""
    return {str(event["uid"]): event for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}


@pytest.mark.parametrize("name", sorted(SHIPPED))
async def test_imported_exported_either_way_and_imported_again_nothing_changes(database, export, tmp_path, name):
    wanted = framework(name)
    await take(database, wanted)
    for file, language in ((tmp_path / "out.toml", "th"), (tmp_path / "out.xlsx", "th"), (tmp_path / "en.xlsx", "en")):
        assert export(file, language=language)[0] == exporting.DONE
        assert await take(database, taken_from(file)) == ()


async def test_provinces_and_a_share_of_the_total_are_exported_as_they_were_imported(database, export, tmp_path):
    def change(values):
        values["settings"]["province"] = "nan"
        values["units"][0]["province"] = "chiang_mai"
        day = {"on": "12-30", "name": "วันพิเศษ", "authority": "มติคณะรัฐมนตรี", "provinces": ["nan", "phrae"]}
        values["holidays"] = [day]
        values["penalties"][0] |= {"kind": "share_per_day", "rate": 1, "cap": 20}

    wanted = framework(change=change)
    await take(database, wanted)
    file = tmp_path / "out.toml"
    assert export(file)[0] == exporting.DONE
    written = taken_from(file)
    assert (written.settings.province, written.units[0].province) == ("nan", "chiang_mai")
    assert (written.days, written.penalties[0].kind) == (wanted.days, "share_per_day")
    assert await take(database, written) == ()


async def test_of_several_frameworks_one_has_to_be_named(database, export, tmp_path):
    for name in ("department", "department-2548", "transport"):
        await take(database, framework(name))
    file = tmp_path / "out.toml"
    status, _, (sentence,) = export(file, language="en")
    assert status == exporting.REFUSED
    assert "--framework department --year 2548, --framework department --year 2570" in sentence
    assert export(file, code="department")[0] == exporting.REFUSED
    assert not file.exists()
    assert export(file, code="department", year=2548)[0] == exporting.DONE
    assert taken_from(file).year == 2548


async def test_the_calendar_of_provinces_holds_every_day_that_source_001_1_5_2_prints(database, export, tmp_path):
    await take(database, framework("provinces-2554"))
    file = tmp_path / "year.ics"
    assert export(file)[0] == exporting.DONE
    found = events(file)
    days = {uid.partition(".")[0]: (event.decoded("dtstart"), event.decoded("dtend")) for uid, event in found.items()}
    assert days["step-1"] == (be(2, 9, 2553), be(3, 9, 2553))
    assert days["step-3"] == (be(27, 9, 2553), be(29, 9, 2553))
    assert days["step-11"] == (be(1, 6, 2554), be(1, 9, 2554))
    assert days["step-13"] == (be(1, 12, 2554), be(1, 2, 2555))
    assert days["round-9-3"] == (be(16, 7, 2554), be(17, 7, 2554))
    assert days["changes"] == (be(31, 3, 2554), be(1, 4, 2554))
    assert len(days) == 13 + 3 + 1
    card = str(found["round-9-3.2554.province@thanwela"]["description"])
    assert "e-SAR Card" in card
    assert "Self Assessment" not in card


async def test_a_month_without_a_due_day_is_not_in_the_calendar_and_one_with_it_is(database, export, tmp_path):
    file = tmp_path / "year.ics"
    await take(database, framework("department-2548"))
    export(file)
    assert b"month-" not in file.read_bytes()
    await take(database, framework("department"))
    export(file, year=2570)
    months = [event for uid, event in events(file).items() if uid.startswith("month-")]
    assert [event.decoded("dtstart") for event in months][:2] == [date(2026, 11, 5), date(2026, 12, 5)]
    assert len(months) == 12


async def test_a_step_that_moves_keeps_its_place_in_calendars_that_have_it(database, export, tmp_path):
    file = tmp_path / "year.ics"
    await take(database, framework("provinces-2554"))
    export(file)
    before = events(file).keys()
    await take(database, framework("provinces-2554", lambda values: values["process"][1].update(until="2553-09-15")))
    export(file)
    assert events(file).keys() == before
    assert b"20100915" in file.read_bytes()


async def test_what_cannot_be_written_is_said_and_what_was_there_stays(database, export, tmp_path):
    assert export(tmp_path / "a.toml")[0] == exporting.REFUSED
    await take(database, framework("transport"))
    for file in (tmp_path / "a.pdf", tmp_path / "nowhere" / "a.toml"):
        status, said, wrong = export(file)
        assert (status, said, len(wrong)) == (exporting.REFUSED, [], 1)
    kept = tmp_path / "kept.toml"
    kept.mkdir()
    assert export(kept)[0] == exporting.REFUSED
    assert [found.name for found in tmp_path.iterdir() if "toml" in found.name] == ["kept.toml"]


async def test_waivers_extensions_and_own_beginnings_come_out_and_in_again(database, export, tmp_path):
    await take(database, framework(change=all_of_it))
    for file in (tmp_path / "out.toml", tmp_path / "out.xlsx"):
        assert export(file)[0] == exporting.DONE
        assert await take(database, taken_from(file)) == ()


async def test_what_no_cell_of_a_workbook_can_hold_is_said_and_nothing_is_written(database, export, tmp_path):
    await take(database, framework("department-2548", of_many_units))
    status, said, wrong = export(tmp_path / "out.xlsx", language="en")
    assert (status, said) == (exporting.REFUSED, [])
    assert wrong == ["out.xlsx: a list is longer than one cell of Excel takes; please export it as .toml"]
    assert not (tmp_path / "out.xlsx").exists()
    assert export(tmp_path / "out.toml")[0] == exporting.DONE
