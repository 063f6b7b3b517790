"""Days that are not worked, or are against the custom, each with its authority."""

from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Date, Row, String, Table, Text, UniqueConstraint, func, select

from rules.frameworks import Settings
from rules.holidays import Calendar, Holiday
from storage.columns import METADATA, Instant, Key
from storage.pledged import remembered
from storage.work import Work

NATIONAL, BANGKOK, COUNTRY, OFFICE = "national", "bangkok", "country", "office"
"""From the library · its days for Bangkok alone · declared by a file for the whole country · for the office alone."""

FORECAST = "forecast"
"""Stands in the authority of a day reckoned ahead, of a year that is not wholly announced."""

OPDC_TIER = 3

HOLIDAYS = Table(
    "holidays",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("on", Date, nullable=False),
    Column("scope", String(16), nullable=False, comment="national, bangkok, country or office"),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
    Column("authority", Text, nullable=False),
    Column("authority_en", Text, nullable=False, server_default=""),
    Column("working", Boolean, nullable=False, comment="true: a working day after all"),
    Column("closed_at", Instant),
    UniqueConstraint("on", "scope"),
)

_ANNOUNCED = select(func.max(HOLIDAYS.c.on)).where(
    HOLIDAYS.c.scope == NATIONAL, HOLIDAYS.c.closed_at.is_(None), HOLIDAYS.c.authority.not_like(f"%{FORECAST}%")
)


def calendar(work: Work, settings: Settings, tier: int = 1) -> Calendar:
    """The working days that count for a tier's report: the receiver's, or the sender's by settings (house rules).

    Tiers 1 and 2 are received by the department and tier 3 by OPDC, both in Bangkok; the office's own days are the
    department's, as receiver of tiers 1 and 2 or sender of tier 3. A unit that sends tier 1 may lie outside Bangkok.
    """
    if settings.calendar == "sender":
        return _calendar(work, (NATIONAL, COUNTRY, OFFICE) if tier == 1 else (NATIONAL, BANGKOK, COUNTRY, OFFICE))
    return _calendar(work, (NATIONAL, BANGKOK, COUNTRY) if tier == OPDC_TIER else (NATIONAL, BANGKOK, COUNTRY, OFFICE))


@remembered
def _calendar(work: Work, scopes: tuple[str, ...]) -> Calendar:
    rows = work.all(select(HOLIDAYS).where(HOLIDAYS.c.scope.in_(scopes), HOLIDAYS.c.closed_at.is_(None)))
    found = sorted(rows, key=lambda row: (scopes.index(row.scope), row.on))
    days = tuple(map(_holiday, found))
    known: date | None = work.scalar(_ANNOUNCED)
    return Calendar(days, date.min if known is None else known.replace(month=12, day=31))


def _holiday(row: Row[Any]) -> Holiday:
    return Holiday(
        on=row.on,
        name=row.name,
        name_en=row.name_en,
        authority=row.authority,
        authority_en=row.authority_en,
        working=row.working,
    )
