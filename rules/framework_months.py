"""Months as a framework file names them: one under `month`, or the first and the last of several under `months`."""

from datetime import date

from rules.fiscal import Month
from rules.framework_fields import Fields

Named = tuple[Month | None, Month | None]


def months(fields: Fields) -> Named | None:
    """The first and the last month, each None where it could not be read; None where the file names none."""
    named = (*fields.codes("months"), *filter(None, [fields.code("month", None)]))
    if not named:
        return None
    first = _month(fields, named[0])
    return first, _month(fields, named[-1]) if len(named) > 1 else first


def _month(fields: Fields, typed: str) -> Month | None:
    """A month: "2553-11", or without a year "11" in an undated file."""
    day = fields.laying.day(f"{typed}-1")
    if isinstance(day, date):
        return Month.of(day)
    code = "not_a_month" if day.code in ("not_a_day", "no_such_day") else day.code
    fields.wrong("month" if "month" in fields.values else "months", code, **day.facts)
    return None
