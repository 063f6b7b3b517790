"""Two reports of a unit that count the same entry at one moment: one of them counts it, the other is told by which."""

import pytest

from bot import importing
from handlers import showing
from handlers.actions.record import Recorded, record
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.entries import Entries
from rules.refusals import CountedAlready
from storage import questions
from storage.columns import WHOLE
from storage.tables import people as persons
from storage.tables import units
from tests.builders import UNIT, People, enrol
from tests.handlers.small_office import Account
from tests.handlers.ways import in_many_ways
from tests.races import overtaken
from tests.there import there

TEXTS = Texts.load()
COUNTING = r"SELECT pg_advisory"


@pytest.fixture
async def sending(database, clock):
    """Counts one person in one course, in the report of a month."""

    def write(work):
        importing.take(work, in_many_ways(), clock.now())
        return enrol(work, Account(platform="line", id="U1", name="U1"), "en", ((persons.OFFICER, UNIT, WHOLE),))

    officer = await database.write(write)
    clock.move_to(People.prompt.replace(month=12, day=1))

    def in_month(period, who):
        def deed(work):
            unit = there(units.by_code(work, UNIT))
            known = questions.reportable_by(work, [unit.id], work.now.date())
            owed = next(it.id for it in known if (it.indicator, it.period) == ("10.2", period))
            said = Entries(entries=((who, "news"),))
            return record(work, TEXTS, showing.case(work, owed), said, by=officer, stamp=Stamp(at=work.now))

        return deed

    return in_month


async def test_what_two_reports_count_at_one_moment_is_counted_by_one(database, sending):
    ours, theirs = await overtaken(
        database, sending("2026-10", "Mr. Somchai Jaidee"), sending("2026-11", "somchai jaidee"), before=COUNTING
    )
    refused, kept = (ours, theirs) if isinstance(ours, CountedAlready) else (theirs, ours)
    assert isinstance(kept, Recorded)
    assert isinstance(refused, CountedAlready)
    assert refused.reference == kept.report.ref


async def test_two_different_persons_count_in_both(database, sending):
    ours, theirs = await overtaken(
        database, sending("2026-10", "Somchai Jaidee"), sending("2026-11", "Mali Meesuk"), before=COUNTING
    )
    assert (type(ours), type(theirs)) == (Recorded, Recorded)
