"""Provinces as a framework file names them: where an office or a unit is, for which of them a day is free."""

from rules.framework_fields import LONGEST_CODE, Fields, nearest
from rules.provinces import PROVINCES


def province(fields: Fields, default: str) -> str:
    """The province under `province`, or the default where none is named."""
    named = fields.code("province", default)
    return named if named == default or _is_one(fields, "province", named) else default


def provinces(fields: Fields) -> tuple[str, ...]:
    """The provinces under `provinces`; none where the key is absent."""
    return tuple(named for named in fields.codes("provinces") if _is_one(fields, "provinces", named))


def _is_one(fields: Fields, key: str, named: str) -> bool:
    if named not in PROVINCES:
        fields.wrong(key, "no_such_province", value=named[:LONGEST_CODE], nearest=nearest(named, PROVINCES))
    return named in PROVINCES
