"""What a unit's answer is judged by: when it is first sent, and when it comes again after it was sent back."""

from handlers.showing import Case
from rules.deadlines import Deadline, Stamp
from rules.penalties import PenaltyRule, Verdict, verdict
from rules.stages import Stage
from storage import questions_review
from storage.tables import frameworks, holidays
from storage.tables.reports import Report
from storage.work import Work

UNIT_TIER = 1


def verdict_now(work: Work, found: Case, stamp: Stamp) -> Verdict:
    """On time or how late an answer is that is sent with this stamp, and what it costs at tier 1."""
    calendar = holidays.calendar(work, found.framework.settings, unit_id=found.matter.unit_id)
    return verdict(_rule(work, found), found.deadline, stamp, calendar)


def rule_again(work: Work, found: Case) -> PenaltyRule | None:
    """What it costs when a report that was sent back comes again after the day on which it was expected.

    None by default: the first sending counts (house rule). A framework may have a rule for it (docs/lateness.md). What
    is waived is never late.
    """
    return None if found.matter.waiver else _rule(work, found, returned=True)


def verdict_again(work: Work, found: Case, report: Report, stamp: Stamp) -> Verdict | None:
    """The verdict if it comes again at `stamp`; None where it was not sent back, or no rule is for that."""
    rule = rule_again(work, found)
    if rule is None or report.state is not Stage.RETURNED or report.return_due_on is None:
        return None
    calendar = holidays.calendar(work, found.framework.settings, unit_id=found.matter.unit_id)
    return verdict(rule, Deadline(on=report.return_due_on, zone=found.zone), stamp, calendar)


def _rule(work: Work, found: Case, *, returned: bool = False) -> PenaltyRule | None:
    """The rule of the round that covers the period."""
    covering = questions_review.covering(frameworks.rounds(work, found.framework.id), found.matter)
    if covering is None:
        return None
    return frameworks.penalty_for(work, found.framework.id, UNIT_TIER, int(covering.code), returned=returned)
