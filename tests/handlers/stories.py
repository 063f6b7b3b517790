"""What the tests of reporting share: a town at the month's prompt, our own words by key, files, and what was kept."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.demo.town import Town
from messages.texts import Texts
from tests.builders import People, rows, small_department

TEXTS = Texts.load()
SWAPPED = pytest.mark.parametrize("swapped", [False, True], ids=["custom", "swapped"])
SWAPPED_TOO = pytest.mark.parametrize(
    ("database_url", "swapped"),
    [("sqlite", False), ("postgresql", False), ("sqlite", True)],
    ids=["sqlite-custom", "postgresql-custom", "sqlite-swapped"],
    indirect=["database_url"],
)
"""Who has which phone is nothing that a database could tell: the other way round is played on one of them."""
LANGUAGES = pytest.mark.parametrize("language", ["th", "en"])
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(64)
_VERSIONS = """
SELECT r.ref, r.state, r.version, i.code AS indicator, p.code AS project, o.period, o.state AS owed,
       v.kind, v.step, v.amount, v.whole, v.note, e.name AS sent_by
FROM reports r JOIN obligations o ON o.id = r.obligation_id JOIN indicators i ON i.id = o.indicator_id
JOIN projects p ON p.id = o.project_id JOIN report_versions v ON v.report_id = r.id JOIN people e ON e.id = v.sent_by
ORDER BY v.id
"""


@asynccontextmanager
async def prompted(clock: Any, folder: Any, url: str, **how: Any) -> AsyncGenerator[tuple[Town, People]]:
    """October 2569 is owed from this morning; every webhook comes twice."""
    async with small_department(clock, folder, url, twice=True, **how) as (town, people):
        clock.move_to(people.prompt)
        yield town, people


async def sent(town: Town) -> list[dict[str, Any]]:
    """Every version of every report, oldest first."""
    return await rows(town, _VERSIONS)


async def evidence(town: Town) -> list[dict[str, Any]]:
    """Every piece of evidence, oldest first."""
    query = "SELECT state, reason, step, report_id, obligation_id, sha256, media_type FROM evidence ORDER BY id"
    return await rows(town, query)
