"""Puts reports in as the reporting conversation does, for tests of what comes after."""

from handlers import showing
from handlers.actions import record
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.entries import StepReached
from tests.builders import UNIT, rows

TEXTS = Texts.load()
_OWED = """
SELECT o.id FROM obligations o JOIN units u ON u.id = o.unit_id JOIN projects p ON p.id = o.project_id
JOIN indicators i ON i.id = o.indicator_id
WHERE u.code = :unit AND p.code = :project AND i.code = '8' AND o.period = :period AND o.tier = 1
"""


async def send(town, people, *, step=2, note="", project="ก", by="officer", unit=UNIT, correcting=False):
    """A report on October 2569 of indicator 8 is in, stamped now, and everybody has heard of it; its reference."""
    owed = await rows(town, _OWED, unit=unit, project=project, period="2026-10")
    answer, person_id = StepReached(step=step, note=note), people.id_of(getattr(people, by))

    def deed(work):
        stamp = Stamp(at=work.now)
        found = showing.case(work, owed[0]["id"])
        return record.record(work, TEXTS, found, answer, by=person_id, stamp=stamp, correcting=correcting).report.ref

    ref = await town.product.database.write(deed)
    await town.settle()
    return ref
