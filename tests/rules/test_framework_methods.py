"""Each reporting method asks for its own keys in the file, and refuses those of another."""

from typing import Any

import pytest

from rules.frameworks import EntryForm
from tests.examples import framework, mistakes

AGENCY = {"method": "distinct", "entry": ["name", "province"], "same_by": ["name"], "once_in": "month"}
COURSE = {
    "method": "distinct",
    "frequency": 3,
    "entry": ["who", "course"],
    "entry_en": ["Who", "Course"],
    "once_in": "year",
    "persons": "who",
}
CAMPAIGN = {"method": "distinct", "entry": ["activity", "who"], "same_by": ["who"], "once_in": "activity"}
ELSEWHERE = {"method": "elsewhere", "system": "spending", "system_en": "Spending"}
STEPWISE = ("steps", "by_project", "projects")


def reported(**keys: Any):
    """The one indicator of a shipped file, reported in another way."""

    def change(values):
        table = values["indicators"][0]
        for key in STEPWISE:
            table.pop(key, None)
        table["ours"] = []
        table.update(keys)

    return change


def entry(**keys: Any) -> EntryForm:
    found = framework("department-2548", reported(**keys)).indicators[0].entry
    assert found is not None
    return found


def test_a_list_says_what_one_entry_holds_and_compares_nothing():
    found = entry(method="list", entry=["order", "committee"])
    assert found == EntryForm(fields=("order", "committee"))
    assert found.compared == ()


def test_a_distinct_count_says_what_makes_two_entries_the_same_and_for_how_long():
    found = entry(**AGENCY)
    assert found == EntryForm(fields=("name", "province"), same_by=("name",), once_in="month")
    assert found.compared == (0,)


def test_where_nothing_else_is_said_all_fields_make_two_entries_the_same():
    found = entry(**COURSE)
    assert (found.same_by, found.compared, found.fields_en) == (("who", "course"), (0, 1), ("Who", "Course"))
    assert found.persons == "who"


def test_within_one_activity_its_name_is_compared_as_well():
    assert entry(**CAMPAIGN, activity="activity").compared == (0, 1)


def test_what_is_reported_elsewhere_or_on_a_form_says_where_and_which():
    (elsewhere,) = framework("department-2548", reported(**ELSEWHERE)).indicators
    (form,) = framework("department-2548", reported(method="form", form="F1", form_en="F-1", system="rbm")).indicators
    assert (elsewhere.system, elsewhere.system_en, elsewhere.entry) == ("spending", "Spending", None)
    assert (form.form, form.form_en, form.system) == ("F1", "F-1", "rbm")


def test_who_neither_reports_nor_enters_anything_needs_no_frequency_and_binds_nobody():
    def surveyed(values):
        reported(method="survey")(values)
        for key in ("frequency", "units", "kinds"):
            values["indicators"][0].pop(key, None)

    (found,) = framework("department-2548", surveyed).indicators
    assert (found.method, found.frequency, found.units) == ("survey", "never", ())


def test_a_whole_kind_of_unit_may_be_exempt_and_stays_known_by_its_name():
    (found,) = framework("department-2548", reported(method="number", exempt_kinds=["สปข."])).indicators
    assert found.units == ("กกร.", "กกจ.")
    assert found.exempt == tuple(f"สปข.{number}" for number in range(1, 9))
    assert found.exempt_kinds == ("สปข.",)


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"method": "list"}, [("", "entry_missing")]),
        ({"method": "number", "entry": ["a"]}, [("", "entry_of_other_method")]),
        ({"method": "list", "entry": ["a", "b"], "entry_en": ["A"]}, [("", "entry_en_unequal")]),
        ({"method": "list", "entry": list("abcdefg")}, [("", "too_many_fields")]),
        ({"method": "list", "entry": ["a", "a"]}, [(".entry", "twice")]),
        ({"method": "list", "entry": ["", " "]}, [("", "entry_missing")]),
        ({"method": "list", "entry": ["a"], "once_in": "year"}, [("", "comparing_of_other_method")]),
        ({"method": "distinct", "entry": ["a"]}, [(".once_in", "missing")]),
        ({"method": "distinct", "entry": ["a"], "once_in": "day"}, [(".once_in", "not_a_choice")]),
        ({**AGENCY, "same_by": ["names"]}, [(".same_by", "unknown_name_near")]),
        ({"method": "list", "entry": list("abcdef")}, []),
        ({**COURSE, "persons": "whom"}, [(".persons", "unknown_name_near")]),
        ({**CAMPAIGN, "activity": "activities"}, [(".activity", "unknown_name_near")]),
        ({**AGENCY, "frequency": 3}, [("", "month_of_longer_period")]),
        ({**AGENCY, "frequency": 6}, [("", "month_of_longer_period")]),
        ({**AGENCY, "frequency": 12}, [("", "month_of_longer_period")]),
        ({**AGENCY, "activity": "name"}, [("", "activity_without_use")]),
        (CAMPAIGN, [("", "activity_missing")]),
        ({"method": "number", "by_project": True}, [("", "project_of_other_method")]),
        ({"method": "number", "projects": [{"code": "a"}]}, [("", "project_of_other_method")]),
        ({"method": "number", "system": "rbm"}, [("", "system_of_other_method")]),
        ({"method": "number", "system_en": "rbm"}, [("", "system_of_other_method")]),
        ({**ELSEWHERE, "form": "F1"}, [("", "form_of_other_method")]),
        ({"method": "form", "form_link": "forms/F1.docx"}, [("", "form_link_no_address")]),
        ({"method": "form", "form_file": "F1.docx"}, [(".form_file", "form_file_missing")]),
        ({"method": "form", "form_file": "../F1.docx"}, [(".form_file", "form_file_outside")]),
        ({**ELSEWHERE, "form_file": "F1.docx"}, [(".form_file", "form_file_missing"), ("", "form_of_other_method")]),
        ({"method": "form", "kinds": [], "units": []}, [("", "nobody_bound")]),
    ],
)
def test_what_a_method_lacks_or_does_not_take_is_told_with_its_place(keys, wrong):
    assert mistakes(reported(**keys)) == [(f"indicators[1]{place}", code) for place, code in wrong]
