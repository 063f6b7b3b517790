"""A score sheet in words: totals, each indicator's row, what is left out and why, what is deducted and what is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from messages import naming, reading, reasons, writing
from messages.texts import Texts
from rules.penalties import Remark
from rules.results import Way
from rules.scoring import Basis, Net, Total, rounded
from rules.sheets import Charge, Item, Omitted, Pledged, Sheet

MOST_CHARGES = 5
OMITTED = {
    Omitted.NO_CRITERIA: "scores.no_criteria",
    Omitted.NO_WEIGHT: "scores.no_weight",
    Omitted.WAITING: "scores.waiting",
    Omitted.OTHER_PERIOD: "scores.other_period",
}
"""Why an indicator does not count."""


def in_points(net: Net) -> Decimal:
    """What comes off in points, with the places of its rates; of a share rounded as a score is."""
    return net.deduction if isinstance(net.deduction, Decimal) else rounded(net.deduction)


@dataclass(frozen=True)
class Scores:
    """Says a sheet in one language. `entire`: the reader sees all of it, so that its net is one."""

    texts: Texts
    language: str
    entire: bool = True

    def line(self, key: str, **values: str | int) -> str:
        return self.texts.line(self.language, key, **values)

    def total(self, sheet: Sheet) -> str:
        """The total, or that there is none: what a card tells first."""
        if sheet.total.exact is None:
            return self.line("scores.no_total")
        key = "scores.total" if self.entire else "scores.total_seen"
        return self.line(key, score=score(sheet.total.exact))

    def totals(self, sheet: Sheet, dimensions: dict[str, str]) -> Iterator[str]:
        """Each dimension (names by code), where there are several; what the weights make; what is left out."""
        if len(sheet.dimensions) > 1:
            for code, total in sheet.dimensions.items():
                yield self.dimension(code, dimensions.get(code, ""), total)
        if sheet.items and self.entire:
            yield self.weights(sheet.total)
        if omitted := [each for each in sheet.items if each.omitted]:
            named = [f"{each.pledged.code} ({self.omitted(each)})" for each in omitted]
            yield self.line("scores.left_out", list=", ".join(named))

    def dimension(self, code: str, name: str, total: Total) -> str:
        """A dimension with its total."""
        named = f"{code} {name}".strip()
        if total.exact is None:
            return self.line("scores.dimension_without", dimension=named) if code else ""
        facts = {"score": score(total.exact), "weight": writing.number(total.weights)}
        return self.line("scores.dimension", dimension=named, **facts) if code else self.line("scores.others", **facts)

    def weights(self, total: Total) -> str:
        """What the weights of all indicators make, whether that is 100, and by which of them the total is divided."""
        every = sum((part.weight or Decimal(0) for part in total.parts), Decimal(0))
        if not every:
            return self.line("scores.no_weights")
        if not total.weights:
            return self.line("scores.weights_waiting", weights=writing.number(every))
        facts = {"weights": writing.number(every), "counting": writing.number(total.weights)}
        if total.sums_to_whole and total.weights == every:
            return self.line("scores.weights_whole", weights=facts["weights"])
        return self.line("scores.weights_part" if total.sums_to_whole else "scores.weights_other", **facts)

    def omitted(self, item: Item) -> str:
        """Why an indicator does not count, in a few words; empty where it does."""
        return self.line(OMITTED[item.omitted]) if item.omitted else ""

    def label(self, item: Item) -> str:
        """An indicator and its score."""
        name = naming.indicator(self.texts, self.language, item.pledged.code)
        shown = score(item.scored.exact) if item.scored.exact is not None else self.line("scores.none_yet")
        return naming.parted((name, shown))

    def detail(self, item: Item) -> str:
        """Its result, weight and what they make, or why it does not count."""
        weight = item.pledged.weight
        counts = item.part.counts
        return naming.parted(
            (
                self.result(item),
                self.line("scores.stated") if item.result.stated else "",
                self.line("scores.missing") if item.scored.basis is Basis.MISSING else "",
                self.line("scores.weight", weight=writing.number(weight)) if weight else "",
                self.line("scores.weighted", score=score(item.part.weighted)) if counts else self.omitted(item),
            )
        )

    def result(self, item: Item) -> str:
        """The result with its measure: "ระดับ 3.5", "ร้อยละ 85", "17 หน่วยงาน"; empty for none."""
        if item.result.value is None:
            return ""
        stated = item.result.stated
        if stated and stated.whole is not None:
            shown = writing.per_cent(rounded(item.result.value), self.language)
        else:
            shown = self.figure(item.pledged, item.result.way, item.result.value)
        return self.line("scores.result", result=shown)

    def figure(self, pledged: Pledged, way: Way, value: Fraction) -> str:
        """A result, or a criterion, as people say it."""
        if way is Way.LEVEL:
            return self.line("scores.level", level=exactly(value))
        if way in (Way.LAST, Way.JOINT) or reading.is_per_cent(pledged.measure):
            return writing.per_cent(rounded(value), self.language)
        return f"{exactly(value)} {pledged.measure}".strip()

    def deducted(self, sheet: Sheet) -> Iterator[str]:
        """What verdicts take off, and what is left; nothing where they take nothing."""
        if not sheet.charges:
            return
        taken = self.taken(sheet.net)
        named = [self.charge(each) for each in sheet.charges[:MOST_CHARGES]]
        more = len(sheet.charges) - len(named)
        named += [self.line("scores.more", count=more)] if more > 0 else []
        yield self.line("scores.deducted", taken=taken, list="; ".join(named))
        if sheet.net.exact is None:
            yield self.line("scores.deduction_alone")
            return
        yield self.line("scores.net", score=score(sheet.net.exact))
        yield from self.remarks(sheet)

    def taken(self, net: Net) -> str:
        """All that comes off: in points, and a share as one while there is no total that it is of."""
        points = in_points(net)
        share = net.share if net.total is None else None
        each = ([points] if points or not share else []) + ([share] if share else [])
        return " + ".join(naming.amount(self.texts, self.language, it) for it in each)

    def charge(self, charge: Charge) -> str:
        """What a verdict is on and how it came out."""
        outcome = reasons.outcome(self.texts, self.language, charge.verdict)
        if charge.again:
            return self.line("scores.sent_again", ref=charge.ref, outcome=outcome)
        return f"{charge.ref} {outcome}"

    def remarks(self, sheet: Sheet) -> Iterator[str]:
        """What is to be known of a net."""
        if Remark.FLOORED in sheet.net.remarks:
            yield self.line("scores.floored")
        if Remark.BELOW_SCALE in sheet.net.remarks:
            yield self.line("scores.below_scale")


def score(exact: Fraction) -> str:
    """To four places, half up, rounded this once."""
    return writing.score(rounded(exact))


def exactly(value: Fraction | Decimal) -> str:
    """A result without idle zeros; what has no end is rounded to four places."""
    return writing.number(rounded(value))
