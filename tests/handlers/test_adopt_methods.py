"""How indicators are reported becomes rows: read back as the file says it, and twice is once."""

from datetime import UTC, datetime

from bot.importing import take
from storage.tables import frameworks, indicators
from tests.examples import framework
from tests.there import there

NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
SAME = (
    "code",
    "name",
    "method",
    "frequency",
    "measure",
    "compulsory",
    "entry",
    "system",
    "system_en",
    "form",
    "form_en",
)
KEPT = (*SAME, "form_en", "form_link", "kinds", "exempt_kinds", "ours", "source")


async def taken(database, change=lambda _: None):
    """What was written by importing the list of 2547, the file and what is kept of it."""
    wanted = framework("list-2547", change)
    writes = (await database.write(lambda work: take(work, wanted, NOW))).writes

    def read(work):
        found = there(frameworks.by_code(work, wanted.code, wanted.year))
        kept = indicators.of_framework(work, found.id)
        bound = indicators.bindings(work, [it.id for it in kept])
        return kept, {it.code: tuple(code for _, code, *_ in bound[it.id]) for it in kept}

    return writes, wanted, await database.read(read)


async def test_what_the_list_says_of_each_indicator_is_kept_and_twice_is_once(database):
    _, wanted, (kept, bound) = await taken(database)
    for one, other in zip(wanted.indicators, kept, strict=True):
        assert {name: getattr(one, name) for name in KEPT} == {name: getattr(other, name) for name in KEPT}
        assert bound[one.code] == one.units
    writes, _, _ = await taken(database)
    assert writes == ()


async def test_another_period_in_which_entries_may_not_repeat_is_a_change_and_nothing_else(database):
    await taken(database)
    (kept,) = {it.code: it for it in (await taken(database, once_a_year))[2][0] if it.code == "2.2"}.values()
    assert there(kept.entry).once_in == "year"
    writes, _, _ = await taken(database)
    assert [(write.kind, write.label, set(write.old)) for write in writes] == [("changed", "2.2", {"entry"})]


def once_a_year(values):
    values["indicators"][3]["once_in"] = "year"
