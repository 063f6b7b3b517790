"""What the database adds up of a round's reports is what the rules make of each report."""

from datetime import datetime
from decimal import Decimal
from random import Random

import pytest

from handlers import showing
from handlers.actions.record import record
from rules.deadlines import Stamp
from rules.entries import Amount, Entries, NothingToReport, RatioOf, StepReached
from rules.fiscal import FiscalYear
from rules.results import Figures, figures, together
from storage import questions, questions_results
from storage.columns import WHOLE
from storage.questions_results import Span
from storage.tables import frameworks, indicators, units
from storage.tables import people as persons
from tests.builders import BANGKOK, enrol
from tests.handlers.small_office import TEXTS, Account, opened
from tests.handlers.ways import in_many_ways
from tests.there import there

YEAR = FiscalYear(2570)
APRIL = datetime(2027, 4, 20, 10, 0, tzinfo=BANGKOK)
REPORTING = ("สปข.1", "สปข.3", "กกร.")


def answer(chance: Random, method: str, place: int):
    """Something that fits the method; now and then there is nothing to report."""
    if chance.random() < 0.2:
        return NothingToReport(reason="น้ำท่วม")
    whole = chance.randint(1, 60)
    return {
        "step": StepReached(step=chance.randint(1, 5), note="เหตุผล"),
        "number": Amount(value=Decimal(chance.choice(("0.1", "7", "7.0", "12.345")))),
        "ratio": RatioOf(part=Decimal(chance.randint(0, whole)), whole=Decimal(whole)),
        "list": Entries(entries=tuple((f"{place}/{n}", "ก") for n in range(chance.randint(1, 4)))),
    }.get(method)


def reporting(chance: Random):
    """Officers of three units report much of what they may, at random; some of it is then approved or returned."""

    def deed(work):
        place = 0
        for code in REPORTING:
            unit = there(units.by_code(work, code))
            by = enrol(work, Account(platform="line", id=code, name=code), "th", ((persons.OFFICER, code, WHOLE),))
            for matter in questions.reportable_by(work, (unit.id,), work.now.date()):
                found, place = showing.case_of(work, matter), place + 1
                said = answer(chance, found.indicator.method, place)
                if said is not None and chance.random() < 0.6:
                    sent = record(work, TEXTS, found, said, by=by, stamp=Stamp(at=work.now))
                    state = chance.choice(("sent", "approved", "returned"))
                    work.connection.exec_driver_sql(f"UPDATE reports SET state='{state}' WHERE id='{sent.report.id}'")

    return deed


def unit_by_unit(work, span: Span, indicator_id: str) -> dict[str, Figures]:
    """What the rules make of every report, one by one."""
    found = {}
    for unit in units.all_open(work):
        of = questions_results.reports_of(work, span, indicator_id, unit.id)
        if of.reported or of.owed:
            found[unit.code] = figures(of.reported, of.owed)
    return found


@pytest.mark.parametrize("seed", range(3))
async def test_the_sums_are_those_of_the_rules_for_the_whole_each_unit_and_each_indicator(database, clock, seed):
    office = await opened(database, clock, in_many_ways())
    clock.move_to(APRIL)
    await database.write(reporting(Random(seed)))

    def compare(work):
        (framework,) = frameworks.in_force(work)
        for months in (6, 12):
            span = Span(framework_id=framework.id, first=YEAR.first, last=YEAR.months[months - 1].last)
            lasting = [it.id for it in indicators.of_framework(work, framework.id)]
            whole = questions_results.whole(work, span, lasting)
            for indicator in indicators.of_framework(work, framework.id):
                expected = unit_by_unit(work, span, indicator.id)
                assert questions_results.by_unit(work, span, indicator.id, lasting=True) == expected
                assert whole.get(indicator.id, Figures()) == together(expected.values())
                for unit in units.all_open(work):
                    of_unit = questions_results.of_unit(work, span, unit.id, lasting)
                    assert of_unit.get(indicator.id) == expected.get(unit.code)
            assert sum(each.reports for each in whole.values()) > 20

    await office.ask(compare)
