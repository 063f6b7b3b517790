"""What a framework's rows are compared with, and what that leaves to be written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from rules.frameworks import Framework
from storage.columns import WHOLE
from storage.kept import Keeping, Wanted, Write, compare, joined
from storage.work import Work

Changes = tuple[Write, ...]
Ids = Mapping[Any, str]


@dataclass(kw_only=True)
class Plan:
    """What has been compared so far; `former` is the id of the framework where it is known already."""

    work: Work
    framework: Framework
    former: str
    today: date
    writes: list[Write] = field(default_factory=list)

    def keep(self, keeping: Keeping, wanted: Iterable[Wanted]) -> Ids:
        """The ids by key, of rows that are there and of those to be made; a key of one column stands alone."""
        kept = compare(self.work, keeping, wanted)
        self.writes.extend(kept.writes)
        return {key[0] if len(key) == 1 else key: row_id for key, row_id in kept.ids.items()}


def labelled(*ids: Ids) -> Callable[[tuple[Any, ...]], str]:
    """Names a row by its key with codes in place of ids, and nothing for WHOLE."""
    codes = {row_id: code for known in ids for code, row_id in known.items()}
    return lambda key: joined(tuple(codes.get(part, part) for part in key if part != WHOLE))


def as_json(value: object) -> str:
    """How a column keeps it."""
    return msgspec.json.encode(value).decode()
