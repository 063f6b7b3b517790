"""Where a blank form may lie that a framework's file names."""

import pytest

from rules.framework_blanks import named


def asked_for(*paths: object) -> frozenset[str]:
    return named({"indicators": [{"form_file": path} for path in paths]})


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
