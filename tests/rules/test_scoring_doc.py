"""The example of docs/scoring.md, reckoned anew from what was reported: every figure of it stands there."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from rules.entries import Amount, RatioOf, StepReached
from rules.fiscal import FiscalYear
from rules.penalties import Verdict, rule_for
from rules.results import Reported, Way, figures, result, way_of
from rules.scoring import rounded
from rules.sheets import Charge, Pledged, item, sheet
from rules.stages import Stage
from tests.examples import framework
from tests.there import there

PAGE = (Path(__file__).parents[2] / "docs/scoring.md").read_text(encoding="utf-8")
MONTHS = FiscalYear(2570).months
SAID = {
    "8": [("ก", StepReached(step=4)), ("ข", StepReached(step=3))],
    "2.2": [("", Amount(value=Decimal(9))), ("", Amount(value=Decimal(8)))],
    "10.1": [
        ("", RatioOf(part=Decimal(45), whole=Decimal(60))),
        ("", RatioOf(part=Decimal(50), whole=Decimal(60))),
    ],
}


def items():
    """The three indicators of today's department with what is reported in the example."""
    for pledged in framework().indicators:
        reported = [
            Reported(
                ref="", project=project, first=MONTHS[n].first, last=MONTHS[n].last, answer=answer, stage=Stage.SENT
            )
            for n, (project, answer) in enumerate(SAID[pledged.code])
        ]
        way = way_of(pledged.method, per_cent=False)
        known = Pledged(
            code=pledged.code,
            name=pledged.name,
            method=pledged.method,
            frequency=pledged.frequency,
            dimension=pledged.dimension or "",
            weight=pledged.weight,
            criteria=pledged.criteria,
            steps=len(pledged.steps),
        )
        projects = dict.fromkeys(each.project for each in reported)
        yield item(known, result(way, figures(reported, projects)), months=6, ended=True)


def late() -> Charge:
    """Three days late at OPDC by the rule of the example's framework."""
    rule = there(rule_for(framework().penalties, 3, 6))
    at = datetime(2027, 4, 18, tzinfo=UTC)
    verdict = Verdict(outcome="late", at=at, exact=True, counting=rule.per, deduction=rule.rate * 3, rule=rule)
    return Charge(ref="A-7K3F", verdict=verdict)


def test_the_page_tells_each_result_score_and_weighted_score():
    rows = dict(re.findall(r"^\| ([\d.]+) \| (.+) \|$", PAGE, re.MULTILINE))
    for each in items():
        row = rows[each.pledged.code]
        found, score, weight, weighted = (cell.strip() for cell in row.split("|"))
        assert found.endswith(f"= {rounded(there(each.result.value)).normalize():f}")
        assert score.endswith(f"= {rounded(there(each.scored.exact))}")
        assert (weight, weighted) == (f"{each.pledged.weight}", f"{rounded(each.part.weighted)}")


def test_the_page_tells_the_total_and_the_net():
    whole = sheet(items(), [late()], ended=True)
    weighted, total, net = (
        rounded(there(exact)) for exact in (whole.total.weighted, whole.total.exact, whole.net.exact)
    )
    assert f"Total = {weighted} ÷ {whole.total.weights} = {total}." in PAGE
    assert f"net = {total} − {whole.net.deduction} = {net}." in PAGE


def test_every_way_to_a_result_has_its_line_in_the_page():
    told = {
        Way.LEVEL: "A step that was done stays done",
        Way.SUM: "numbers, entries, and the parts and wholes of ratios add up",
        Way.LAST: "A number measured in per cent",
        Way.JOINT: "A ratio is all parts out of all wholes",
        Way.ENTRIES: "how many entries count",
        Way.UNREPORTED: "hold no figure",
    }
    assert [way for way in Way if told[way] not in PAGE] == []
