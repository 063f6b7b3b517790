"""The small department with one more indicator for each way of reporting that is no figure."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from rules.frameworks import Blank, Framework
from tests.builders import UNIT
from tests.examples import framework

WAYS: tuple[dict[str, Any], ...] = (
    {"code": "1.1", "method": "elsewhere", "frequency": 1, "system": "ระบบรายเดือน", "system_en": "the monthly system"},
    {
        "code": "2.1",
        "method": "list",
        "frequency": 1,
        "entry": ["เลขที่คำสั่ง", "ชื่อคณะกรรมการ"],
        "entry_en": ["order", "committee"],
    },
    {
        "code": "2.3",
        "method": "distinct",
        "frequency": 1,
        "entry": ["ชื่อหน่วยงาน"],
        "entry_en": ["agency"],
        "once_in": "month",
        "measure": "หน่วยงาน",
    },
    {"code": "3.1", "method": "fed", "frequency": 1, "system": "ระบบการใช้จ่ายเงิน"},
    {
        "code": "4.2",
        "method": "form",
        "frequency": "unstated",
        "form": "แบบ พ.1",
        "form_link": "https://forms.example/1",
    },
    {"code": "4.1", "method": "form", "frequency": "occurrence", "system": "ระบบ rbm", "system_en": "the rbm system"},
    {
        "code": "10.2",
        "method": "distinct",
        "frequency": 1,
        "entry": ["ชื่อ-สกุล", "หลักสูตร"],
        "entry_en": ["name", "course"],
        "once_in": "year",
        "persons": "ชื่อ-สกุล",
        "measure": "คน",
    },
)


INDICATORS = tuple({"name": f"ตัวชี้วัดที่ {way['code']}", "units": [UNIT], **way} for way in WAYS)


def in_many_ways() -> Framework:
    """Today's department, whose unit of the tests reports in every way."""

    def more(values: dict[str, Any]) -> None:
        values["indicators"] += INDICATORS

    return framework(change=more)


def with_a_blank(content: bytes, name: str = "forms/4.1.pdf") -> Framework:
    """The same, where the blank of 4.1 came with the framework."""
    blank = Blank(name=name, media_type="application/pdf", sha256=sha256(content).hexdigest(), content=content)
    known = in_many_ways()
    return replace(
        known, indicators=tuple(replace(it, form_file=blank) if it.code == "4.1" else it for it in known.indicators)
    )
