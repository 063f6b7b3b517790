"""Days that are not worked, or are against the custom, each with its authority."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Date, Row, String, Table, Text, UniqueConstraint, func, select

from rules.frameworks import Settings
from rules.holidays import Calendar, Holiday
from rules.provinces import BANGKOK
from storage.columns import METADATA, Instant, Key
from storage.pledged import remembered
from storage.tables import units
from storage.work import Work

NATIONAL, COUNTRY, OFFICE = "national", "country", "office"
"""From the library and our corrections · declared by a file for the country · for the office alone."""

FORECAST = "forecast"
"""Stands in the authority of a day reckoned ahead, of a year that is not wholly announced."""

UNIT_TIER, OPDC_TIER = 1, 3

HOLIDAYS = Table(
    "holidays",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("on", Date, nullable=False),
    Column("scope", String(16), nullable=False, comment="national, country or office"),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
    Column("authority", Text, nullable=False),
    Column("authority_en", Text, nullable=False, server_default=""),
    Column("provinces", Text, nullable=False, server_default="", comment="joined by commas; empty: all"),
    Column("working", Boolean, nullable=False, comment="true: a working day after all"),
    Column("closed_at", Instant),
    UniqueConstraint("on", "scope"),
)

_ANNOUNCED = select(func.max(HOLIDAYS.c.on)).where(
    HOLIDAYS.c.scope == NATIONAL, HOLIDAYS.c.closed_at.is_(None), HOLIDAYS.c.authority.not_like(f"%{FORECAST}%")
)


def calendar(work: Work, settings: Settings, tier: int = UNIT_TIER, unit_id: str | None = None) -> Calendar:
    """The working days that count for a tier's report: the receiver's, or the sender's by settings (house rules).

    Tiers 1 and 2 are received by the office, tier 3 by OPDC in Bangkok; tier 1 is sent by the unit `unit_id`, the tiers
    above by the office. A day for some provinces counts where that side is one of them: never for a unit of which
    nobody says where it is, nor where several units are meant at once (None). The office's own days are its own.
    """
    own = (NATIONAL, COUNTRY, OFFICE)
    if settings.calendar == "sender":
        return _calendar(work, own, _place_of(work, unit_id) if tier == UNIT_TIER else settings.province)
    if tier == OPDC_TIER:
        return _calendar(work, (NATIONAL, COUNTRY), BANGKOK)
    return _calendar(work, own, settings.province)


def together(provinces: Iterable[str]) -> str:
    """Provinces as a column holds them."""
    return ",".join(provinces)


def apart(column: str) -> tuple[str, ...]:
    """Provinces out of a column."""
    return tuple(column.split(",")) if column else ()


def _place_of(work: Work, unit_id: str | None) -> str:
    return units.by_id(work, unit_id).province if unit_id else ""


@remembered
def _calendar(work: Work, scopes: tuple[str, ...], province: str) -> Calendar:
    rows = work.all(select(HOLIDAYS).where(HOLIDAYS.c.scope.in_(scopes), HOLIDAYS.c.closed_at.is_(None)))
    found = sorted(rows, key=lambda row: (scopes.index(row.scope), row.on))
    days = tuple(day for day in map(_holiday, found) if day.counts_in(province))
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
        provinces=apart(row.provinces),
    )
