"""Why a framework's file cannot be read at all, whichever kind it is of."""

from dataclasses import dataclass
from typing import Literal

FaultCode = Literal[
    "too_large",
    "not_utf8",
    "not_toml",
    "workbook_too_large",
    "not_workbook",
    "old_workbook",
    "with_macros",
    "swollen",
    "too_wide",
]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Why a file cannot be read at all; the line counts from 1, 0 where there is none to name."""

    code: FaultCode
    line: int = 0
