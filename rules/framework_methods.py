"""How an indicator of a framework file is reported: what its method needs, and what only another method takes."""

from typing import get_args

from rules.framework_fields import REQUIRED, Fields
from rules.frameworks import ANSWERED, LISTED, EntryForm, Indicator, Method, Once

MOST_FIELDS = 6
_OF_ENTRIES = ("entry", "entry_en")
_OF_COMPARING = ("same_by", "once_in", "activity", "persons")
_OF_FORM = ("form", "form_en", "form_link", "form_file")
_ADDRESS = ("https://", "http://")
_WITH_SYSTEM = ("elsewhere", "fed", "form")


def without_reports(method: Method) -> bool:
    """Whether a unit neither reports it here nor enters it anywhere: no source prints how often, and none needs to."""
    return method in ("survey", "none")


def entry_form(fields: Fields, method: Method) -> EntryForm | None:
    """What one entry of a list says, or None for another method; two entries are the same by all their fields where
    `same_by` names none."""
    names, distinct = fields.codes("entry"), method == "distinct"
    same_by = fields.references("same_by", names, "field")
    once: Once | None = fields.choice("once_in", get_args(Once), REQUIRED if distinct else None)
    activity = fields.reference("activity", names, "field") or ""
    persons = fields.reference("persons", names, "field") or ""
    names_en = fields.texts("entry_en")
    if method not in LISTED:
        return None
    return EntryForm(
        fields=names,
        fields_en=names_en,
        same_by=same_by or (names if distinct else ()),
        once_in=once,
        activity=activity,
        persons=persons,
    )


def check_method(fields: Fields, read: Indicator) -> None:
    """Note what the method lacks, and what stands there for another one."""
    stepwise, listed = read.method == "step", read.method in LISTED
    note(
        fields,
        {
            "nobody_bound": read.method in ANSWERED and not fields.has("units", "kinds"),
            "steps_missing": stepwise and not fields.has("steps"),
            "steps_of_other_method": not stepwise and bool(read.steps),
            "project_of_other_method": not stepwise and (read.by_project or bool(read.projects)),
            "projects_not_reported": stepwise and not read.by_project and bool(read.projects),
            "entry_missing": read.entry is not None and not read.entry.fields,
            "entry_of_other_method": not listed and fields.has(*_OF_ENTRIES),
            "comparing_of_other_method": read.method != "distinct" and fields.has(*_OF_COMPARING),
            "system_of_other_method": read.method not in _WITH_SYSTEM and fields.has("system", "system_en"),
            "form_of_other_method": read.method != "form" and fields.has(*_OF_FORM),
            "form_link_no_address": bool(read.form_link) and not read.form_link.startswith(_ADDRESS),
        },
    )
    if read.entry is not None:
        _check_entry(fields, read, read.entry)


def note(fields: Fields, faults: dict[str, bool]) -> None:
    """Note those mistakes of the table as a whole that hold."""
    for code, holds in faults.items():
        if holds:
            fields.wrong("", code)


def _check_entry(fields: Fields, read: Indicator, entry: EntryForm) -> None:
    note(
        fields,
        {
            "too_many_fields": len(entry.fields) > MOST_FIELDS,
            "entry_en_unequal": bool(entry.fields_en) and len(entry.fields_en) != len(entry.fields),
            "activity_missing": entry.once_in == "activity" and not fields.has("activity"),
            "activity_without_use": entry.once_in != "activity" and bool(entry.activity),
            "month_of_longer_period": entry.once_in == "month" and read.frequency in ("3", "6", "12"),
        },
    )
