"""The smaller parts of a framework file, each read from its table: units, rounds, penalties, posts, days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import get_args

from rules.fiscal import ROUNDS, Month, round_period
from rules.framework_blanks import Beside
from rules.framework_fields import REQUIRED, Fields
from rules.framework_places import province, provinces
from rules.frameworks import (
    ChangeRule,
    Dimension,
    Document,
    Kind,
    OwnDay,
    Post,
    Role,
    Round,
    RoundDeadline,
    Scope,
    Unit,
)
from rules.penalties import WHOLE_SHARE, PenaltyKind, PenaltyRule
from rules.sources import Source, SourceDocument

COUNTINGS = ("calendar", "working")
BY_INDICATOR = ("supervisor", "collector")
_WANTED = {role: (role in ("officer", "head"), role in BY_INDICATOR) for role in get_args(Role)}
MONTHS = tuple(str(months) for months in ROUNDS)


@dataclass(frozen=True, kw_only=True)
class Known:
    """The codes that a file defines and its other parts may name, `kinds` with the units of each; and what lies beside
    the file."""

    sources: Mapping[str, SourceDocument]
    kinds: dict[str, tuple[str, ...]]
    units: tuple[str, ...]
    dimensions: frozenset[str]
    documents: tuple[str, ...]
    indicators: frozenset[str]
    process: tuple[str, ...]
    beside: Beside


def source_document(fields: Fields) -> SourceDocument:
    """A document that other parts refer to."""
    read = SourceDocument(code=fields.code("code"), title=fields.text("title"), title_en=fields.text("title_en", ""))
    fields.ours()
    fields.close()
    return read


def source(fields: Fields, documents: Mapping[str, SourceDocument]) -> Source:
    """What stands under `source`: a document's code, or a table with the place in it; empty where the key is absent."""
    if not isinstance(fields.values.get("source"), dict):
        return _cited(fields.reference("source", documents, "source"), documents)
    table = fields.table("source")
    code = table.reference("document", documents, "source")
    if not table.has("document"):
        table.wrong("document", "missing")
    place = replace(_cited(code, documents), clause=table.text("clause", ""), clause_en=table.text("clause_en", ""))
    table.close()
    return place


def _cited(code: str | None, documents: Mapping[str, SourceDocument]) -> Source:
    if code is None:
        return Source()
    return Source(document=code, title=documents[code].title, title_en=documents[code].title_en)


def kind(fields: Fields) -> Kind:
    """A kind of unit."""
    code = fields.code("code")
    read = Kind(code=code, name=fields.text("name", code))
    fields.close()
    return read


def unit(fields: Fields, known: Known) -> Unit:
    """A unit; `starts` is taken as the first day of its month."""
    code = fields.code("code")
    starts = fields.day("starts")
    read = Unit(
        code=code,
        name=fields.text("name", code),
        kind=fields.reference("kind", known.kinds, "kind"),
        starts=Month.of(starts).first if starts else None,
        province=province(fields, ""),
    )
    fields.close()
    return read


def dimension(fields: Fields) -> Dimension:
    """One of the framework's own dimensions."""
    read = Dimension(code=fields.code("code"), name=fields.text("name"))
    fields.close()
    return read


def document(fields: Fields) -> Document:
    """A document of the report, by the name that its source gives it."""
    read = Document(code=fields.code("code"), name=fields.text("name"), name_en=fields.text("name_en", ""))
    fields.ours()
    fields.close()
    return read


def change_rule(fields: Fields, known: Known) -> ChangeRule | None:
    """Until when changes can be asked for and on which grounds; None where the file says nothing of it."""
    if not fields.values:
        return None
    until, grounds = fields.day("until", REQUIRED), fields.texts("grounds")
    printed, ours = source(fields, known.sources), fields.ours()
    fields.close()
    return ChangeRule(until=until, grounds=grounds, source=printed, ours=ours) if until else None


def round_(fields: Fields, known: Known) -> Round:
    """A round by its months; its days follow from the fiscal year."""
    code = fields.choice("code", MONTHS)
    period = round_period(fields.laying.year, int(code))
    deadlines = []
    for deadline in fields.tables("deadlines"):
        tier, printed = deadline.whole("tier", REQUIRED, 2, 3), source(deadline, known.sources)
        on, hour = deadline.day("on", REQUIRED, near=period.last), deadline.hour("hour", None)
        sends = deadline.references("sends", known.documents, "document")
        ours = deadline.ours()
        deadline.close()
        if on is not None:
            deadlines.append(RoundDeadline(tier=tier, on=on, hour=hour, sends=sends, source=printed, ours=ours))
    fields.close()
    return Round(code=code, first=period.first, last=period.last, deadlines=tuple(deadlines))


def penalty(fields: Fields, known: Known) -> PenaltyRule:
    """A rule of so much a day, as version 1: whoever keeps it knows the former versions."""
    code = fields.code("code")
    read = PenaltyRule(
        code=code,
        name=fields.text("name", code),
        name_en=fields.text("name_en", ""),
        version=1,
        kind=fields.choice("kind", get_args(PenaltyKind), "points_per_day"),
        rate=fields.number("rate", REQUIRED) or Decimal(0),
        per=fields.choice("per", COUNTINGS),
        tier=fields.whole("tier", REQUIRED, 1, 3),
        rounds=tuple(int(code) for code in fields.references("rounds", MONTHS, "round")),
        returned=fields.flag("returned", False),
        source=source(fields, known.sources),
        off=fields.text("off", None),
        off_en=fields.text("off_en", ""),
        cap=fields.number("cap"),
        floor=fields.number("floor"),
        house=fields.ours(),
    )
    if read.kind == "share_per_day":
        for key, percent in (("rate", read.rate), ("cap", read.cap)):
            if percent is not None and percent > WHOLE_SHARE:
                fields.wrong(key, "share_over_whole")
    if not fields.values.get("rounds"):
        fields.wrong("rounds", "missing")
    if read.returned and read.tier != 1:
        fields.wrong("returned", "returned_tier")
    fields.close()
    return read


def post(fields: Fields, known: Known) -> tuple[Post, ...]:
    """The title of a post: of one unit, of each indicator named, or of the department as a whole."""
    role: Role = fields.choice("role", get_args(Role))
    named = {"title": fields.text("title"), "title_en": fields.text("title_en", "")}
    of_unit = fields.reference("unit", known.units, "unit")
    indicators = fields.references("indicators", known.indicators, "indicator")
    fields.ours()
    fields.close()
    scope = ("unit" in fields.values, "indicators" in fields.values)
    if _WANTED.get(str(fields.values.get("role")), scope) != scope:
        fields.wrong("", "post_scope", role=role)
    if role in BY_INDICATOR:
        return tuple(Post(role=role, indicator=code, **named) for code in indicators)
    return (Post(role=role, unit=of_unit, **named),)


def own_day(fields: Fields) -> OwnDay | None:
    """A day declared free, or worked after all; None where the day could not be read. Provinces are the country's."""
    on = fields.day("on", REQUIRED)
    name, authority = fields.text("name"), fields.text("authority")
    name_en, authority_en = fields.text("name_en", ""), fields.text("authority_en", "")
    some, working = provinces(fields), fields.flag("working", False)
    scope = fields.choice("scope", get_args(Scope), "country" if some else "office")
    if some and scope == "office":
        fields.wrong("scope", "province_scope")
    fields.close()
    if on is None:
        return None
    english = {"name_en": name_en, "authority_en": authority_en}
    return OwnDay(on=on, name=name, authority=authority, scope=scope, working=working, provinces=some, **english)
