"""What it costs when a report that was sent back comes again after the day on which it was expected.

Nothing by default: the first sending counts (house rule). A framework may have a rule for it (docs/lateness.md).
"""

from handlers.showing import Case
from rules.deadlines import Deadline, Stamp
from rules.penalties import PenaltyRule, Verdict, verdict
from rules.stages import Stage
from storage import questions_review
from storage.tables import frameworks, holidays
from storage.tables.reports import Report
from storage.work import Work

UNIT_TIER = 1


def rule_of(work: Work, found: Case) -> PenaltyRule | None:
    """The rule for what comes again too late, in the round that covers the period."""
    covering = questions_review.covering(frameworks.rounds(work, found.framework.id), found.matter)
    if covering is None:
        return None
    return frameworks.penalty_for(work, found.framework.id, UNIT_TIER, int(covering.code), returned=True)


def verdict_on(work: Work, found: Case, report: Report, stamp: Stamp) -> Verdict | None:
    """The verdict if it comes again at `stamp`; None where it was not sent back, or no rule is for that."""
    rule = rule_of(work, found)
    if rule is None or report.state is not Stage.RETURNED or report.return_due_on is None:
        return None
    calendar = holidays.calendar(work, found.framework.settings, unit_id=found.matter.unit_id)
    return verdict(rule, Deadline(on=report.return_due_on, zone=found.zone), stamp, calendar)
