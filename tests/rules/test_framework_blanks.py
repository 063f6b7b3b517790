"""Where a blank form may lie that a framework's file names."""

from copy import deepcopy

import pytest

from rules.framework_blanks import LARGEST, Beside, BlankFault, named
from rules.framework_file import judge
from rules.frameworks import Blank, Framework, Mistake
from tests.examples import YEAR, content

FORM = Blank(name="forms/F1.docx", media_type="application/msword", sha256="", content=b"a form")


def asked_for(*paths: object) -> frozenset[str]:
    return named({"indicators": [{"form_file": path} for path in paths]})


def judged(beside: Beside) -> Framework | tuple[Mistake, ...]:
    """An indicator of source 003 that is reported on a form lying beside the file."""
    values = deepcopy(content("list-2547"))
    next(it for it in values["indicators"] if it["code"] == "4.1")["form_file"] = FORM.name
    return judge(values, asked=None, current=YEAR, beside=beside)


def test_a_form_that_lies_beside_the_file_is_the_indicators():
    found = judged({FORM.name: FORM})
    assert isinstance(found, Framework)
    assert {it.code: it.form_file for it in found.indicators if it.form_file} == {"4.1": FORM}


def refused(fault: BlankFault) -> Mistake:
    found = judged({FORM.name: fault})
    assert not isinstance(found, Framework)
    (mistake,) = found
    return mistake


def test_one_that_is_too_large_is_refused_with_how_large_it_may_be_and_others_without():
    large, unknown = refused("form_file_too_large"), refused("form_file_unknown")
    assert (large.place, large.code) == ("indicators[6].form_file", "form_file_too_large")
    assert {name: str(fact) for name, fact in large.facts.items()} == {"most": f"{LARGEST // 2**10}"}
    assert (unknown.code, unknown.facts) == ("form_file_unknown", {})


@pytest.mark.parametrize("path", ["4.1.docx", "forms/4.1.docx", "แบบฟอร์ม/4.1 (ก).docx", "a..b.docx", ".docx"])
def test_beside_the_file_or_in_a_folder_below_it(path):
    assert asked_for(path) == {path}


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "..",
        "../4.1.docx",
        "a/../../4.1.docx",
        "a/..",
        "./4.1.docx",
        "..\\4.1.docx",
        "C:4.1.docx",
        "C:/x",
    ],
)
def test_nothing_outside_that_folder_is_looked_at(path):
    assert asked_for(path) == frozenset()


@pytest.mark.parametrize(
    "values", [{}, {"indicators": "x"}, {"indicators": ["x", {"form_file": 1}, {"form_file": ""}]}]
)
def test_a_file_that_is_wrong_elsewhere_names_none(values):
    assert named(values) == frozenset()
