"""A framework as its file would say it now: what was imported last, without what chat has made."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from rules.fiscal import FiscalYear
from rules.frameworks import Blank, Dimension, Framework, Indicator, Kind, OwnDay, Post, Project, Since, Unit
from storage.columns import WHOLE
from storage.tables import blanks, frameworks, indicators, people, process, projects, reliefs
from storage.tables.frameworks import DIMENSIONS
from storage.tables.holidays import COUNTRY, HOLIDAYS, OFFICE, apart
from storage.tables.indicators import BINDINGS, INDICATORS
from storage.tables.units import UNIT_KINDS, UNITS
from storage.work import Work


def whole(work: Work, found: frameworks.Framework) -> Framework:
    """The open rows of a framework as the value that makes them; its days have their years, so it is `dated`.

    Units are those that no other framework has for itself; the office's own days are those of its year and the next.
    """
    ours, freed = tuple(_indicators(work, found.id)), reliefs.of_framework(work, found.id)
    return Framework(
        code=found.code,
        year=found.year,
        dated=True,
        title=found.title,
        office=found.office,
        settings=found.settings,
        sources=frameworks.sources(work, found.id),
        kinds=tuple(_kinds(work)),
        units=tuple(_units(work, found, ours)),
        dimensions=tuple(_dimensions(work, found.id)),
        documents=frameworks.documents(work, found.id),
        indicators=ours,
        rounds=frameworks.rounds(work, found.id),
        penalties=frameworks.penalties(work, found.id),
        posts=tuple(_posts(work, found.code, ours)),
        changes=found.changes,
        process=process.steps(work, found.id),
        days=tuple(_days(work, found.year)),
        waivers=freed.waivers,
        extensions=freed.extensions,
    )


def _kinds(work: Work) -> Iterator[Kind]:
    for row in work.all(select(UNIT_KINDS).order_by(UNIT_KINDS.c.id)):
        yield Kind(code=row.code, name=row.name)


def _units(work: Work, found: frameworks.Framework, ours: tuple[Indicator, ...]) -> Iterator[Unit]:
    """Each `starts` where its file may say it: a unit of a long past year owes from the month of its import."""
    named = {code for it in ours for code in (*it.units, *it.exempt, *filter(None, [it.host]))}
    elsewhere = indicators.units_elsewhere(work, found.id)
    kinds = {row.id: row.code for row in work.all(select(UNIT_KINDS))}
    open_units = select(UNITS).where(UNITS.c.closed_at.is_(None), UNITS.c.id != WHOLE)
    for row in work.all(open_units.order_by(UNITS.c.position, UNITS.c.code)):
        if row.code in named or row.id not in elsewhere:
            told = row.owes_from and abs(FiscalYear.of(row.owes_from).number - found.year) <= 1
            starts = row.owes_from if told else None
            yield Unit(code=row.code, name=row.name, kind=kinds.get(row.kind_id), starts=starts, province=row.province)


def _dimensions(work: Work, framework_id: str) -> Iterator[Dimension]:
    chosen = select(DIMENSIONS).where(DIMENSIONS.c.framework_id == framework_id, DIMENSIONS.c.closed_at.is_(None))
    for row in work.all(chosen.order_by(DIMENSIONS.c.position)):
        yield Dimension(code=row.code, name=row.name)


def _indicators(work: Work, framework_id: str) -> Iterator[Indicator]:
    codes = {row.id: row.code for row in work.all(select(UNITS.c.id, UNITS.c.code))}
    dimensions = {row.id: row.code for row in work.all(select(DIMENSIONS.c.id, DIMENSIONS.c.code))}
    placed = {row.id: row.dimension_id for row in work.all(select(INDICATORS.c.id, INDICATORS.c.dimension_id))}
    for it in indicators.of_framework(work, framework_id):
        bound, exempt = (tuple(_bound(work, it.id, bound=way)) for way in (True, False))
        yield Indicator(
            code=it.code,
            name=it.name,
            method=it.method,
            frequency=it.frequency,
            by_project=it.by_project,
            units=bound,
            exempt=exempt,
            kinds=it.kinds,
            exempt_kinds=it.exempt_kinds,
            dimension=dimensions.get(placed[it.id]),
            host=codes.get(it.host_unit_id) if it.host_unit_id else None,
            measure=it.measure,
            weight=it.weight,
            target=it.target,
            baseline=it.baseline,
            compulsory=it.compulsory,
            steps=it.steps,
            entry=it.entry,
            system=it.system,
            system_en=it.system_en,
            form=it.form,
            form_en=it.form_en,
            form_link=it.form_link,
            form_file=_blank(work, it),
            criteria=it.criteria,
            projects=tuple(_projects(work, it.id, codes, bound)),
            since=tuple(_since(work, it.id)),
            source=it.source,
            ours=it.ours,
        )


def _blank(work: Work, indicator: indicators.Indicator) -> Blank | None:
    if not indicator.form_sha256:
        return None
    media_type, content = blanks.content(work, indicator.form_sha256)
    return Blank(name=indicator.form_file, media_type=media_type, sha256=indicator.form_sha256, content=content)


def _bound(work: Work, indicator_id: str, *, bound: bool) -> Iterator[str]:
    chosen = (
        select(UNITS.c.code)
        .join(BINDINGS, BINDINGS.c.unit_id == UNITS.c.id)
        .where(
            BINDINGS.c.indicator_id == indicator_id,
            BINDINGS.c.bound == bound,
            BINDINGS.c.closed_at.is_(None),
            UNITS.c.closed_at.is_(None),
        )
    )
    for row in work.all(chosen.order_by(UNITS.c.position, UNITS.c.code)):
        yield row.code


def _since(work: Work, indicator_id: str) -> Iterator[Since]:
    """From when units owe it that do not from their own beginning, those of one month together."""
    alike: dict[date, list[str]] = {}
    for it in indicators.bindings(work, [indicator_id])[indicator_id]:
        if it.owes_from:
            alike.setdefault(it.owes_from, []).append(it.unit)
    for on, units in alike.items():
        yield Since(units=tuple(units), on=on)


def _projects(work: Work, indicator_id: str, codes: dict[str, str], bound: tuple[str, ...]) -> Iterator[Project]:
    """A file's own projects, one for all units that have it alike."""
    alike: dict[tuple[Any, ...], list[str]] = {}
    for it in projects.of_indicators(work, [indicator_id]):
        if it.origin == projects.FRAMEWORK:
            alike.setdefault((it.code, it.name, it.starts_on), []).append(codes[it.unit_id])
    for (code, name, starts), units in alike.items():
        yield Project(code=code, name=name, starts=starts, units=tuple(unit for unit in bound if unit in units))


def _posts(work: Work, framework: str, ours: tuple[Indicator, ...]) -> Iterator[Post]:
    codes = {f"{framework}/{it.code}": it.code for it in ours}
    for role in people.ROLES:
        for it in people.posts_with(work, role):
            if not it.title or (it.indicator != WHOLE and it.indicator not in codes):
                continue
            unit = None if it.unit_id == WHOLE else it.unit
            named = {"title": it.title, "title_en": it.title_en}
            yield Post(role=role, unit=unit, indicator=codes.get(it.indicator), **named)


def _days(work: Work, year: int) -> Iterator[OwnDay]:
    chosen = select(HOLIDAYS).where(HOLIDAYS.c.scope.in_([COUNTRY, OFFICE]), HOLIDAYS.c.closed_at.is_(None))
    within = or_(*(HOLIDAYS.c.on.between(it.first, it.last) for it in (FiscalYear(year), FiscalYear(year + 1))))
    for row in work.all(chosen.where(within).order_by(HOLIDAYS.c.on, HOLIDAYS.c.scope)):
        yield OwnDay(
            on=row.on,
            name=row.name,
            name_en=row.name_en,
            authority=row.authority,
            authority_en=row.authority_en,
            scope=row.scope,
            working=row.working,
            provinces=apart(row.provinces),
        )
