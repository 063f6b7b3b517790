"""What things are called, in the reader's language: unit, indicator, project, period, document, rule, relief, day."""

from collections.abc import Iterable, Sequence
from datetime import date

from messages import writing
from messages.texts import Texts
from rules.deadlines import Deadline, Extended
from rules.holidays import DAY, OWN_WORD, Holiday
from rules.penalties import Deduction, PenaltyRule, Share
from rules.reliefs import Waiver
from rules.sources import Source

_PARTED = " · "
_AUTHORITIES = {
    "library": "naming.by_library",
    "cabinet": "naming.by_cabinet",
    "forecast": "naming.by_reckoning",
    "flood": "naming.by_flood",
    "moon": "naming.by_moon",
    "bank": "naming.by_bank",
    "addition": "naming.by_addition",
    "capital": "naming.for_capital",
    "resolution": "naming.by_resolution",
    "some_provinces": "naming.for_some_provinces",
}
_DATED = ("resolution", "some_provinces")
"""What an authority of ours says: its first word, without OWN_WORD."""


def period(texts: Texts, language: str, first: date, last: date) -> str:
    """A month "ต.ค. 2569", or the first and last month of a longer stretch."""
    if (first.year, first.month) == (last.year, last.month):
        return writing.month(first, language)
    return texts.line(
        language, "naming.months", first=writing.month(first, language), last=writing.month(last, language)
    )


def stretches(texts: Texts, language: str, periods: Iterable[tuple[date, date]]) -> str:
    """Periods by their first and last days, those that follow each other as one: "ต.ค. 2569 – มี.ค. 2570"."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(set(periods)):
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return ", ".join(period(texts, language, first, last) for first, last in joined)


def round_name(texts: Texts, language: str, months: str, year: int) -> str:
    """A round with its fiscal year (B.E.): "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570"."""
    return texts.line(language, "naming.round", months=months, year=str(year))


def indicator(texts: Texts, language: str, code: str, project: str = "") -> str:
    """An indicator and its project, if any: "ตัวชี้วัด 8 โครงการ ก"."""
    if project:
        return texts.line(language, "naming.project", indicator=code, project=project)
    return texts.line(language, "naming.indicator", indicator=code)


def short(language: str, code: str, project: str, last: date, unit: str = "") -> str:
    """Indicator, project and (last) month, short enough for any button: "8 ก ต.ค. 2569"; `unit` where several are."""
    return " ".join(part for part in (unit, code, project, writing.month(last, language)) if part)


def parted(parts: Sequence[str]) -> str:
    """The parts that are there, in one line."""
    return _PARTED.join(part for part in parts if part)


def either(language: str, thai: str, english: str) -> str:
    """What was given in one language or in both; Thai where there is no English."""
    return english if language == "en" and english else thai


def source(language: str, printed: Source) -> str:
    """A document and the place in it: "วิธีการรายงานผลการปฏิบัติงาน ข้อ 3"; empty where nothing is cited."""
    document = either(language, printed.title or printed.document, printed.title_en)
    clause = either(language, printed.clause, printed.clause_en)
    return (", " if language == "en" else " ").join(part for part in (document, clause) if part)


def rule(language: str, applied: PenaltyRule) -> str:
    """What a penalty rule is called."""
    return either(language, applied.name or applied.code, applied.name_en)


def off(language: str, applied: PenaltyRule) -> str:
    """The total that its points come off; empty where no source names one."""
    return either(language, applied.off or "", applied.off_en)


def due(language: str, deadline: Deadline, *, short: bool = False) -> str:
    """By when: the day, in full or `short`, and the hour where one is set: "วันศุกร์ที่ 20 พ.ย. 2569 16:30 น."."""
    day = (writing.short_date if short else writing.full_date)(deadline.on, language)
    return f"{day} {writing.hour(deadline.hour, language)}" if deadline.hour else day


def amount(texts: Texts, language: str, cost: Deduction) -> str:
    """What is taken off, with its unit: "0.2500 คะแนน", "ร้อยละ 5 ของคะแนนรวม"."""
    key = "naming.share" if isinstance(cost, Share) else "naming.points"
    return texts.line(language, key, amount=figure(language, cost))


def figure(language: str, cost: Deduction) -> str:
    """The same, shortly, where its unit was said before: "0.2500", "ร้อยละ 5"."""
    return writing.per_cent(cost.percent, language) if isinstance(cost, Share) else writing.points(cost)


def waived(texts: Texts, language: str, waiver: Waiver) -> str:
    """That nobody owes it, why, and who decided so."""
    return texts.line(language, "naming.waived", **_grounds(language, waiver))


def extended(texts: Texts, language: str, given: Extended) -> str:
    """From which day it was extended, why, and who decided so."""
    day = writing.full_date(given.stated, language)
    return texts.line(language, "naming.extended", day=day, **_grounds(language, given))


def extended_from(texts: Texts, language: str, stated: date | None) -> str:
    """Only from which day, beside another thing; empty where it was not extended."""
    return texts.line(language, "naming.extended_from", day=writing.short_date(stated, language)) if stated else ""


def _grounds(language: str, relief: Waiver | Extended) -> dict[str, str]:
    """Why, and by whose authority; with the place where that is printed."""
    place = source(language, relief.source)
    decided = either(language, relief.authority, relief.authority_en)
    return {
        "reason": either(language, relief.reason, relief.reason_en),
        "authority": ", ".join(part for part in (decided, place) if part),
    }


def holiday(language: str, day: Holiday) -> str:
    """What is celebrated."""
    return either(language, day.name, day.name_en)


def authority(texts: Texts, language: str, day: Holiday) -> str:
    """By whose decision a day is free: in the words that were given with it, or in ours for the nation's days."""
    word, _, rest = day.authority.removeprefix(OWN_WORD).partition(" ")
    if not day.authority.startswith(OWN_WORD) or word not in _AUTHORITIES:
        return either(language, day.authority, day.authority_en)
    if word in _DATED:
        decided = writing.short_date(date.fromisoformat(rest), language)
        return texts.line(language, _AUTHORITIES[word], day=decided)
    return texts.line(language, _AUTHORITIES[word], **({"version": rest} if rest else {}))
