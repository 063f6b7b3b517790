"""Small deeds that the tests of the unit of work do."""

from sqlalchemy import insert, select, update

from storage.tables.facts import FACTS


def note(work, name, value):
    work.execute(insert(FACTS), {"name": name, "value": value, "learned_at": work.now})


def fact(name, value="1"):
    return lambda work: note(work, name, value)


def known(work):
    return {row.name: row.value for row in work.all(select(FACTS))}


def add_one(work):
    """Reads, then writes: whoever does not shut others out in between loses updates."""
    value = int(work.scalar(select(FACTS.c.value).where(FACTS.c.name == "count")))
    work.execute(update(FACTS).where(FACTS.c.name == "count").values(value=str(value + 1)))
