"""Two decisions at the same moment: the database lets one through, and the other learns whose it was."""

import asyncio
from datetime import date

from handlers import showing
from handlers.actions import consolidate, decide, state_arrival
from handlers.actions.state_arrival import Statement
from rules.deadlines import Stamp
from rules.refusals import AlreadyDecided, NotWaiting
from storage import questions_review
from storage.tables import reports
from tests.builders import rows, small_department
from tests.handlers.sending import TEXTS, send


async def test_of_two_decisions_at_once_one_counts(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        clock.move_to(people.prompt)
        ref = await send(town, people)

        def deciding(person):
            def deed(work):
                report = reports.by_ref(work, ref)
                assert report is not None
                found = showing.case(work, report.obligation_id)
                return decide.approve(work, TEXTS, found, report, people.id_of(person), seen=1)

            return town.product.database.write(deed, chat=f"test:{person.name}")

        done = await asyncio.gather(*map(deciding, (people.supervisor, people.deputy)), return_exceptions=True)
        refused = [each for each in done if isinstance(each, AlreadyDecided)]
        assert len(refused) == 1
        assert refused[0].by in (people.id_of(people.supervisor), people.id_of(people.deputy))
        assert len(await rows(town, "SELECT id FROM reviews")) == 1


async def test_of_two_handings_at_once_one_counts(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        (owed,) = await rows(
            town,
            "SELECT o.id FROM obligations o JOIN indicators i ON i.id = o.indicator_id "
            "WHERE o.tier = 2 AND o.period = '6' AND i.code = '8'",
        )

        def handing(person):
            def deed(work):
                matter = questions_review.matter(work, owed["id"])
                return consolidate.hand(work, matter, people.id_of(person), Stamp(at=work.now))

            return town.product.database.write(deed, chat=f"test:{person.name}")

        done = await asyncio.gather(*map(handing, (people.supervisor, people.deputy)), return_exceptions=True)
        assert len([each for each in done if isinstance(each, NotWaiting)]) == 1, done
        assert len(await rows(town, "SELECT id FROM submissions")) == 1


async def test_of_two_statements_at_once_one_is_in_force(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        (owed,) = await rows(town, "SELECT id FROM obligations WHERE tier = 3 AND period = '6'")

        def stating(day):
            def deed(work):
                matter = questions_review.matter(work, owed["id"])
                statement = Statement(on=date(2026, 10, day), hour=None, receipt="")
                return state_arrival.state(work, matter, people.id_of(people.psdg), statement, work.now)

            return town.product.database.write(deed, chat=f"test:{day}")

        await asyncio.gather(*map(stating, (28, 29)))
        found = await rows(town, "SELECT replaced_at FROM arrivals ORDER BY replaced_at IS NULL")
        assert [row["replaced_at"] is None for row in found] == [False, True]
