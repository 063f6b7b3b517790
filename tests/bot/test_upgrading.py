"""An update as an operator does it: backup, migrate, go on; the way back; and a backup for which there is no room."""

import asyncio

import pytest
from sqlalchemy import NullPool, create_engine, inspect, text

from bot import machine
from storage.migrations import anew, standing
from tests.bot.test_keeping import PHOTO, Place, filled
from tests.bot.test_migrating import migrate
from tests.builders import UNIT
from tests.chat import LinePhone, living, said
from tests.handlers.stories import prompted
from tests.handlers.test_evidence_attacked import full_disk

BEFORE = "0012"
"""Before executives and operators had posts, and before any quota was kept."""
NEW_POSTS = "SELECT id FROM posts WHERE role IN ('executive', 'operator')"
OFFICER = 1

__all__ = ["migrate"]


def copied(source: str, into: str) -> None:
    """The rows of a database put into one of the former version, as that one would have kept them."""
    with create_engine(source, poolclass=NullPool).begin() as now, anew(into, BEFORE) as then:
        now.execute(text(f"DELETE FROM holdings WHERE post_id IN ({NEW_POSTS})"))
        now.execute(text(f"DELETE FROM posts WHERE id IN ({NEW_POSTS})"))
        known = inspect(then)
        for table in known.get_table_names():
            if table == "alembic_version":
                continue
            names = [f'"{column["name"]}"' for column in known.get_columns(table)]
            rows = now.execute(text(f"SELECT {', '.join(names)} FROM {table}")).all()
            marks = ", ".join(f":v{number}" for number in range(len(names)))
            statement = text(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})")
            for row in rows:
                then.execute(statement, {f"v{number}": value for number, value in enumerate(row)})


async def test_backup_migrate_go_on_and_the_way_back(clock, tmp_path, sqlite_url, migrate):
    """A report with its photo is in, and another one is begun, when the server is stopped for the update."""
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.photo(PHOTO)
        await people.officer.tap(people.officer.seen()[-1].buttons[1])
        await people.officer.tap("รายงาน")
        for words in ("ขั้น 1", "ยืนยัน", "รายงาน 8 ข ขั้น 2 ค้างไว้"):
            await people.officer.type(words)
    old, saved = Place(f"sqlite:///{tmp_path}/old.db", tmp_path), tmp_path / "backup.zip"
    copied(sqlite_url, old.url)
    assert standing(old.url).state == "behind"

    assert old.backup(saved, clock)[0] == 0
    status, told, _ = migrate(old.url)
    assert (status, standing(old.url).state, len(told) > 1) == (0, "ready", True)
    migrated = old.digests()
    await goes_on(clock, old)

    back = Place(f"sqlite:///{tmp_path}/back/thanwela.db", tmp_path / "back")
    assert back.restore(saved)[0] == 0
    assert back.digests() == migrated
    await goes_on(clock, back)


async def goes_on(clock, place):
    async with living(clock, place.folder, place.url) as town:
        officer = LinePhone(town, OFFICER, "มาลี")
        town.line.people[officer.id].friend = True
        await officer.type("สถานะ")
        assert "R-" in said(officer)
        await officer.type("ยืนยัน")
        assert UNIT in said(officer)
        assert "R-" in said(officer)


@pytest.mark.parametrize("most", [0, 1000])
def test_a_backup_without_room_is_refused_in_words_and_the_former_one_stays(clock, tmp_path, sqlite_url, most):
    kept, saved = Place(sqlite_url, tmp_path), tmp_path / "backup.zip"
    content = filled(kept, clock, saved)
    made_at = machine.last_backup(kept.folder)
    assert made_at == clock.now()
    clock.move_to(clock.now().replace(hour=23))
    with full_disk(most):
        status, told = kept.backup(saved, clock)
    assert (status, "could not be written" in told) == (1, True)
    assert saved.read_bytes() == content
    assert [it.name for it in tmp_path.glob(".backup*")] == []
    assert machine.last_backup(kept.folder) == made_at


async def test_a_backup_is_known_to_the_server_that_runs(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        place = Place(sqlite_url, tmp_path)
        assert (await asyncio.to_thread(place.backup, tmp_path / "backup.zip", clock))[0] == 0
        await town.product.watch.look()
        await people.operator.type("สุขภาพระบบ")
        assert "สำรองข้อมูลล่าสุด วันจันทร์ที่ 2 พ.ย. 2569 09:00 น." in said(people.operator)
