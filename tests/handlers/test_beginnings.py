"""What tests begin with is put row for row as the import left it, under an edition of its own."""

from sqlalchemy import select

from bot import importing
from storage import pledged
from storage.columns import METADATA
from tests.beginnings import once
from tests.examples import framework


def everything(work):
    rows = {table.name: work.all(select(table).order_by(*table.primary_key)) for table in METADATA.sorted_tables}
    editions = [row.value for row in rows["facts"] if row.name == pledged.EDITION]
    rows["facts"] = [row for row in rows["facts"] if row.name != pledged.EDITION]
    return rows, editions


async def test_a_beginning_that_is_put_again_is_the_one_that_was_made(database):
    def begun(work):
        once(work, "the department", lambda work: importing.take(work, framework(), work.now))
        return everything(work)

    made, first = database.rehearse_now(begun)
    again, second = database.rehearse_now(begun)
    assert again == made
    assert made["obligations"] != []
    assert first != second
