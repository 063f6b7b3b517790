"""Why a score: its result and where that came from, the criteria about it, interpolation, rounding, weight, source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from messages import cards, naming, reasons, writing
from messages.cards import Wording
from messages.scores import Scores, exactly, in_points, score
from rules.results import Figures, Reported, Result, Stated, Way, levels, result
from rules.scoring import Basis, Mark, Scored
from rules.sheets import Item, Sheet
from rules.stages import Stage

MOST_REPORTS, MOST_UNITS, MOST_CHARGES = 24, 10, 10
MOST_TERMS, MOST_OMITTED = 30, 10
"""What one card holds."""
SUMS = {
    Way.SUM: "scores.sum",
    Way.LAST: "scores.last",
    Way.ENTRIES: "scores.entries",
}
"""How one figure came out of a unit's reports, where one word says it."""
STAGES = {Stage.SENT: "scores.undecided", Stage.RETURNED: "scores.returned"}
CRITERIA_KEYS = ("weight", "target", "criteria")


@dataclass(frozen=True, kw_only=True)
class Said:
    """A result that somebody stated, and their name."""

    stated: Stated
    by: str


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Where an indicator's result came from: of one unit its reports and the projects that it owes, of many what each
    came to (by the unit's code), and what was stated, oldest first. `source` is the document that prints it."""

    wording: Wording
    reported: tuple[Reported, ...] = ()
    owed: tuple[str, ...] = ()
    units: Mapping[str, Figures] | None = None
    stated: tuple[Said, ...] = field(default=())
    source: str = ""


@dataclass(frozen=True)
class ScoreReasons(Scores):
    """Tells line by line how a score, a total and a net came about."""

    def of_item(self, item: Item, grounds: Grounds, sheet: Sheet) -> Iterator[str]:
        """All that led to an indicator's score."""
        yield from self.of_result(item, grounds)
        yield from self.of_criteria(item)
        if item.scored.exact is not None:
            yield self.line("scores.rounding")
        yield from self.of_weight(item, sheet)
        yield from self.of_source(item, grounds)

    def of_total(self, sheet: Sheet) -> Iterator[str]:
        """The sum of all weighted scores, what is not in it, and what is taken off."""
        counting = [each for each in sheet.items if each.omitted is None]
        for each in counting[:MOST_TERMS]:
            yield self.line(
                "scores.term",
                indicator=each.pledged.code,
                weight=writing.number(each.pledged.weight or Decimal(0)),
                score=_score(each),
                weighted=score(each.part.weighted),
            )
        yield from self._more(len(counting) - MOST_TERMS)
        total = sheet.total
        if total.exact is not None:
            facts = {"weighted": score(total.weighted), "weights": writing.number(total.weights)}
            yield self.line("scores.divided", score=score(total.exact), **facts)
            yield self.line("scores.rounding")
        omitted = [each for each in sheet.items if each.omitted]
        for each in omitted[:MOST_OMITTED]:
            yield self.line("scores.not_in", indicator=each.pledged.code, why=self.omitted(each))
        yield from self._more(len(omitted) - MOST_OMITTED)
        yield self.line("scores.by_weights")
        yield from self.of_net(sheet)

    def _more(self, count: int) -> Iterator[str]:
        if count > 0:
            yield self.line("scores.more", count=count)

    def of_net(self, sheet: Sheet) -> Iterator[str]:
        """Each verdict that costs points with its reference, by which rule, and what is left."""
        for charge in sheet.charges[:MOST_CHARGES]:
            yield self.line("scores.charge", charge=self.charge(charge), ref=charge.ref)
        yield from self._more(len(sheet.charges) - MOST_CHARGES)
        rules = {rule.code: rule for each in sheet.charges if (rule := each.verdict.rule)}
        for rule in rules.values():
            off, place = naming.off(self.language, rule), reasons.source(self.texts, self.language, rule)
            yield naming.parted((self.line("scores.off", off=off) if off else self.line("scores.off_unnamed"), place))
        if sheet.net.exact is not None and sheet.net.total is not None and sheet.charges:
            facts = {"total": score(sheet.net.total), "points": writing.points(in_points(sheet.net))}
            yield self.line("scores.subtracted", net=score(sheet.net.exact), **facts)
            yield from self.remarks(sheet)
        elif sheet.charges:
            yield self.line("scores.deduction_alone")

    def of_result(self, item: Item, grounds: Grounds) -> Iterator[str]:
        """The result, out of which reports or whose statement."""
        reckoned = result(item.result.way, item.result.figures)
        if grounds.stated and item.result.stated:
            yield from self._statements(item, grounds.stated)
            if reckoned.value is not None:
                was = self.figure(item.pledged, reckoned.way, reckoned.value)
                yield self.line("scores.instead", result=was)
        elif item.result.value is None:
            yield self.line("scores.no_result_ended" if item.scored.basis is Basis.MISSING else "scores.no_result")
        elif grounds.units is None:
            yield self._of_unit(item, grounds)
        else:
            yield self._of_many(item.result)
        if item.result.figures.reports or not item.result.stated:
            yield from self._parts(item, grounds)
            yield from self._counted(item.result.figures, grounds)

    def _of_unit(self, item: Item, grounds: Grounds) -> str:
        found, value = item.result.figures, item.result.value
        shown = exactly(value) if value is not None else ""
        if item.result.way is Way.LEVEL:
            reached = levels(grounds.reported, grounds.owed)
            named = [f"{project} {step}".strip() for project, step in reached.items()]
            if len(named) == 1:
                return self.line("scores.highest", result=shown)
            facts = {"list": ", ".join(named), "sum": sum(reached.values()), "count": len(reached)}
            return self.line("scores.highest_of", result=shown, **facts)
        if item.result.way is Way.JOINT:
            return self._joint(found, shown)
        return self.line(SUMS[item.result.way], result=shown)

    def _of_many(self, reckoned: Result) -> str:
        found, shown = reckoned.figures, exactly(reckoned.value) if reckoned.value is not None else ""
        if reckoned.way is Way.LEVEL:
            return self.line("scores.mean_level", sum=exactly(found.levels), count=found.owing, result=shown)
        if reckoned.way is Way.LAST:
            return self.line("scores.mean_last", sum=exactly(found.last), count=found.numbered, result=shown)
        if reckoned.way is Way.JOINT:
            return self._joint(found, shown)
        return self.line("scores.sum_of_units", result=shown)

    def _joint(self, found: Figures, shown: str) -> str:
        parts = {"part": writing.number(found.amount), "whole": writing.number(found.whole)}
        return self.line("scores.joint", result=shown, **parts)

    def _statements(self, item: Item, said: Sequence[Said]) -> Iterator[str]:
        *former, last = said
        yield self._statement(item, last, "scores.stated_by")
        yield from (self._statement(item, each, "scores.stated_before") for each in reversed(former))

    def _statement(self, item: Item, each: Said, key: str) -> str:
        value = self.stated(item, each.stated)
        return self.line(key, result=value, by=each.by, when=writing.full_moment(each.stated.at, self.language))

    def stated(self, item: Item, stated: Stated) -> str:
        """What was stated, as it was typed: a ratio with its per cent."""
        if stated.whole is None:
            return self.figure(item.pledged, item.result.way, stated.figure)
        parts = {"part": writing.number(stated.value), "whole": writing.number(stated.whole)}
        return self.line("cards.ratio", percent=exactly(stated.figure), **parts)

    def _parts(self, item: Item, grounds: Grounds) -> Iterator[str]:
        """Each report with its reference; of many units what each came to."""
        if grounds.units is None:
            yield from (self._report(each, grounds.wording) for each in grounds.reported[:MOST_REPORTS])
            more = len(grounds.reported) - MOST_REPORTS
            if more > 0:
                yield self.line("scores.more_reports", count=more)
            return
        came = {code: found for code, found in grounds.units.items() if found.reports}
        for code, found in list(came.items())[:MOST_UNITS]:
            value = result(item.result.way, found).value
            shown = self.line("scores.silent") if value is None else self.figure(item.pledged, item.result.way, value)
            yield self.line("scores.of_unit", unit=code, result=shown, count=found.reports)
        if len(came) > MOST_UNITS:
            yield self.line("scores.more_units", count=len(came) - MOST_UNITS)

    def _report(self, each: Reported, wording: Wording) -> str:
        period = naming.period(self.texts, self.language, each.first, each.last)
        answer = cards.answer(self.texts, self.language, each.answer, wording)
        stage = self.line(STAGES[each.stage]) if each.stage in STAGES else ""
        return naming.parted((each.ref, each.project, period, answer, stage))

    def _counted(self, found: Figures, grounds: Grounds) -> Iterator[str]:
        """Who is silent, and that what is not approved counts all the same."""
        if grounds.units is not None and found.owing:
            yield self.line("scores.reporting", reporting=found.reporting, owing=found.owing)
            silent = [code for code, each in grounds.units.items() if not each.reports]
            named = ", ".join(silent[:MOST_UNITS])
            more = self.line("scores.more_units", count=len(silent) - MOST_UNITS) if len(silent) > MOST_UNITS else ""
            yield from [self.line("scores.silent_units", list=" ".join(filter(None, (named, more))))] if silent else []
        if found.waiting:
            yield self.line("scores.waiting_counts", count=found.waiting)
        if found.returned:
            yield self.line("scores.returned_counts", count=found.returned)

    def of_criteria(self, item: Item) -> Iterator[str]:
        """The criteria, between which of them the result lies, and what that makes."""
        applied = item.pledged.applied
        if not applied:
            yield self.line("scores.criteria_none")
            return
        marks = [f"{n}: {writing.number(value)}" for n, value in enumerate(applied, 1) if value is not None]
        yield self.line("scores.criteria", list=naming.parted(marks))
        if item.pledged.by_level:
            yield self.line("scores.by_level")
        target = item.pledged.target
        yield self.line("scores.no_target") if target is None else self.line("scores.target", target=exactly(target))
        yield from self._placed(item.scored)

    def _placed(self, scored: Scored) -> Iterator[str]:
        value = exactly(scored.result) if scored.result is not None else ""
        match scored:
            case Scored(basis=Basis.AT, reached=Mark() as at):
                yield self.line("scores.at", result=value, score=at.score)
            case Scored(basis=Basis.ABOVE, reached=Mark() as top):
                yield self.line("scores.above", result=value, score=top.score)
            case Scored(basis=Basis.BELOW):
                yield self.line("scores.below", result=value)
            case Scored(basis=Basis.BETWEEN, reached=Mark() as low, following=Mark() as high, exact=exact) if exact:
                low_value, high_value = writing.number(low.value), writing.number(high.value)
                between = {"low": low.score, "low_value": low_value, "high": high.score, "high_value": high_value}
                yield self.line("scores.between", result=value, **between)
                working = {"low": low.score, "low_value": low_value, "high_value": high_value}
                steps = high.score - low.score
                yield self.line("scores.interpolated", result=value, steps=steps, score=score(exact), **working)
            case Scored(basis=Basis.MISSING):
                yield self.line("scores.missing_rule")

    def of_weight(self, item: Item, sheet: Sheet) -> Iterator[str]:
        """Its weight, what that makes of the score, and by what the sum of all is divided."""
        if item.omitted:
            yield self.line("scores.not_in", indicator=item.pledged.code, why=self.omitted(item))
        elif item.pledged.weight is not None:
            facts = {"weight": writing.number(item.pledged.weight), "score": _score(item)}
            facts |= {"weighted": score(item.part.weighted), "weights": writing.number(sheet.total.weights)}
            yield self.line("scores.times_weight", **facts)

    def of_source(self, item: Item, grounds: Grounds) -> Iterator[str]:
        """The document that prints the indicator, and what of weight, target and criteria none prints."""
        if grounds.source:
            yield self.line("scores.source", place=grounds.source)
        words = {"weight": "scores.part_weight", "target": "scores.part_target", "criteria": "scores.part_criteria"}
        ours = [self.line(words[key]) for key in CRITERIA_KEYS if key in item.pledged.ours]
        if ours:
            yield self.line("scores.ours", parts=writing.listed(ours, self.language))
        yield self.line("scores.house_rules")


def _score(item: Item) -> str:
    return score(item.scored.exact) if item.scored.exact is not None else "–"
