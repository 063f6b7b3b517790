"""What an event asks of the database: no more statements than it needs, and none that reads a whole table."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest

from bot import importing
from bot.demo.town import Town
from bot.parcels import ready
from handlers import showing
from handlers.actions.record import record
from handlers.jobs import morning
from handlers.offers import buttons
from handlers.turn import Tick
from messages.incoming import Heard, Pressed, Typed
from rules.deadlines import Stamp
from rules.entries import Amount
from storage import questions
from storage.columns import WHOLE
from storage.tables import inbox, outbox, units
from storage.tables import people as persons
from tests.asked import asked, handle
from tests.builders import enrol, small_department
from tests.examples import framework
from tests.handlers.small_office import TEXTS, Account
from tests.there import there

REMEMBERED = ("frameworks", "indicators", "steps", "rounds", "deadlines", "penalties", "holidays")
"""Asked by the first event after an import only."""
WHOLE_LEDGER = re.compile(r"SEARCH (obligations|round\w+) .*\(framework_id=\?\)$")
"""A framework's ledger is not read for its few rounds, nor for the few reports that came back."""


@dataclass
class Events:
    """One event after the other, each in a transaction of its own; `asked` is what the last one asked."""

    town: Town
    asked: list = field(default_factory=list)
    numbers: count = field(default_factory=count)

    async def hear(self, phone, what):
        """The shapes that answer it."""
        product, key = self.town.product, f"test:{next(self.numbers)}"
        heard = Heard(
            key=key, platform=phone.platform, address=str(phone.id), at=product.clock.now(), stamped=True, what=what
        )

        def deed(work):
            assert inbox.first_time(work, key, key, work.now)
            with asked(work) as said:
                answered = product.receiver.dispatch.hear(work, heard)
            self.asked = said
            return answered

        answered = await product.database.write(deed)
        if answered.begun is not None:
            await product.database.write(lambda work: outbox.sent(work, [(answered.begun.row.id, key)]))
        return answered.begun.parcel.shapes if answered.begun else ()

    async def press(self, phone, shapes, word):
        """Press the button that holds this word."""
        press = next(button.press for shape in shapes for button in buttons(shape) if word in button.press)
        return await self.hear(phone, Pressed(button=press))

    async def plans(self):
        """How SQLite goes about what the last event asked, by statement."""
        asked = list(self.asked)

        def explain(work):
            found = {}
            for statement in asked:
                rows = handle(work).execute(f"EXPLAIN QUERY PLAN {statement}")
                found[statement] = [detail for *_, detail in rows]
            return found

        return await self.town.product.database.read(explain)


@pytest.fixture
async def office(clock, tmp_path, sqlite_url):
    """A small department, and its events; one project was reported and approved before."""
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        clock.move_to(people.prompt)
        events = Events(town)
        await _all_three(events, people, "ข", lambda _: None)
        yield events, people


async def _all_three(events, people, project, done):
    """An officer types a number and confirms it, a supervisor approves it; `done` hears after each."""
    question = await events.hear(people.officer, Typed(text=f"รายงาน 8 {project} ขั้น 2"))
    done("typed")
    receipt = await events.press(people.officer, question, ".confirm")
    done("confirmed")
    (ref,) = re.findall(r"R-\w+", str(receipt))[:1]
    await events.hear(people.supervisor, Pressed(button=f">approve {ref}@1"))
    done("approved")


async def test_an_event_asks_no_more_than_so_often(office):
    """With three who look at the report; each further reader is two statements more. One looks for groups to tell."""
    events, people = office
    counted = {}
    await _all_three(events, people, "ก", lambda name: counted.setdefault(name, len(events.asked)))
    most = {"typed": 17, "confirmed": 32, "approved": 28}
    assert all(counted[name] <= most[name] for name in most), counted


async def test_what_was_read_after_the_import_is_not_read_again(office):
    events, people = office
    asked = []
    await _all_three(events, people, "ก", lambda _: asked.extend(events.asked))
    for statement in asked:
        assert not re.match(rf"SELECT .* FROM ({'|'.join(REMEMBERED)})\b", statement), statement


async def test_no_question_of_an_event_reads_a_whole_table(office):
    events, people = office
    asked = []
    await _all_three(events, people, "ก", lambda _: asked.extend(events.asked))
    events.asked = asked
    for statement, steps in (await events.plans()).items():
        for step in steps:
            assert not step.startswith("SCAN ") or step == "SCAN CONSTANT ROW", (step, statement)
            assert not WHOLE_LEDGER.match(step), (step, statement)


async def test_no_question_of_a_morning_and_its_reminders_reads_a_whole_ledger(office, clock):
    events, people = office

    def deed(work):
        with asked(work) as said:
            morning.run(Tick(due=work.now, now=work.now, work=work, texts=TEXTS))
            drawn = [ready(work, TEXTS, row) for row in outbox.claim(work, "line", 100)]
        assert any(drawn)
        events.asked = said

    clock.move_to(people.prompt + timedelta(days=14))
    await events.town.product.database.write(deed)
    for statement, steps in (await events.plans()).items():
        for step in steps:
            assert not WHOLE_LEDGER.match(step), (step, statement)


def _with_units(many):
    """Today's department with so many more units that report on everything."""

    def more(values):
        values["units"] += [{"code": f"หน่วยที่{number}", "kind": "สปข."} for number in range(many)]

    return framework(change=more)


def _reporting(town, clock, known, many):
    """Each of these units but those that are known already reports a number."""

    def deed(work):
        importing.take(work, _with_units(many), clock.now())
        for number in range(known, many):
            code = f"หน่วยที่{number}"
            phone = Account(platform="line", id=f"U{number + 100:032d}", name=code)
            by = enrol(work, phone, "th", ((persons.OFFICER, code, WHOLE),))
            unit = there(units.by_code(work, code))
            matter = questions.reportable_on(work, (unit.id,), "2.2", work.now.date())[0]
            said = Amount(value=Decimal(number))
            record(work, TEXTS, showing.case_of(work, matter), said, by=by, stamp=Stamp(at=work.now))

    return town.product.database.write(deed)


async def test_scores_and_their_reasons_ask_as_often_however_many_units_have_reported(office, clock):
    events, people = office
    words = ("คะแนน 6", "เหตุผล 8 6", "เหตุผล 2.2 6", "เหตุผล รอบ 6", "คะแนน 6 สปข.3", "เหตุผล 8 6 สปข.3")
    asked = []
    for known, many in ((0, 2), (2, 20)):
        await _reporting(events.town, clock, known, many)
        counted = {}
        for said in words:
            await events.hear(people.psdg, Typed(text=said))
            await events.hear(people.psdg, Typed(text=said))
            counted[said] = len(events.asked)
        asked.append(counted)
    assert asked[0] == asked[1]
    assert max(asked[0].values()) <= 25, asked[0]
