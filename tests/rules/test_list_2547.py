"""Every line of source 003 against its framework: code, method, how often, whether compulsory, who is bound."""

import pytest

from rules.frameworks import Indicator
from tests.examples import framework

REGIONS = tuple(f"สปข.{number}" for number in range(1, 9))
BOTH = ("สปข.", "ส.ปชส.")
# Code, method, how often, compulsory, bound as printed ("" where the source names nobody, – where nobody reports).
LINES = """
1.1  elsewhere 1          ภาคบังคับ
1.2  none      never      ภาคบังคับ –
2.1  list      1
2.2  distinct  1
3.1  fed       1          ภาคบังคับ
4.1  form      occurrence ภาคบังคับ สปข./ส.ปชส.
5.1  elsewhere 1
6.1  none      never      ยกเว้นสปข./ส.ปชส.
7.1  form      unstated   ภาคบังคับ
8.1  survey    never      ภาคบังคับ –
9.1  none      never      ภาคบังคับ ยกเว้นสปข./ส.ปชส.
9.2  none      never      ภาคบังคับ ยกเว้นสปข./ส.ปชส.
9.3  form      occurrence ภาคบังคับ
10.1 distinct  3
10.2 ratio     6
10.3 none      never      –
10.4 none      never      –
10.5 number    12
11.1 none      never      –
12.1 none      never      –
13.1 ratio     12
14.1 none      never      –
15.1 distinct  6          สปข.1–8
15.2 distinct  6          สปข.1–8
""".strip().splitlines()


def by_code() -> dict[str, Indicator]:
    return {it.code: it for it in framework("list-2547").indicators}


def printed(found: Indicator) -> str:
    """Whom the source names: those that are marked as ours are not printed."""
    if found.exempt_kinds:
        return f"ยกเว้น{'/'.join(found.exempt_kinds)}"
    if not found.units:
        return "–"
    if "kinds" in found.ours:
        return ""
    return "/".join(found.kinds) or "สปข.1–8"


def line(found: Indicator) -> list[str]:
    compulsory = "ภาคบังคับ" if found.compulsory else ""
    return [it for it in (found.code, found.method, found.frequency, compulsory, printed(found)) if it]


@pytest.mark.parametrize("wanted", LINES, ids=lambda line: line.split()[0])
def test_a_line_says_what_source_003_prints(wanted):
    assert line(by_code()[wanted.split()[0]]) == wanted.split()


def test_there_are_24_indicators_in_15_groups_and_four_dimensions_of_their_own():
    found = framework("list-2547")
    assert [it.code for it in found.indicators] == [it.split()[0] for it in LINES]
    groups = {int(it.code.split(".")[0]): it.dimension for it in found.indicators}
    assert list(groups) == list(range(1, 16))
    assert [[number for number, its in groups.items() if its == code] for code in "1234"] == [
        [1, 2],
        [3, 4, 5, 6],
        [7, 8],
        [9, 10, 11, 12, 13, 14, 15],
    ]
    assert [it.name for it in found.dimensions] == [
        "ด้านประสิทธิผลตามพันธกิจ",
        "ด้านประสิทธิภาพของการปฏิบัติราชการ",
        "ด้านคุณภาพการให้บริการ",
        "ด้านการพัฒนาองค์กร",
    ]


def test_what_the_source_does_not_print_is_left_empty():
    found = framework("list-2547")
    assert (found.year, found.dated, found.office, found.settings.due_day) == (2547, True, "กปส.", None)
    assert (found.rounds, found.penalties, found.posts, found.documents, found.process) == ((), (), (), (), ())
    for it in found.indicators:
        assert (it.weight, it.target, it.baseline, it.criteria, it.host, it.form) == (None, None, None, (), None, "")
        assert it.source == "003"
    assert {it.code for it in found.kinds} == set(BOTH)
    assert {it.code: it.kind for it in found.units} == dict.fromkeys(REGIONS, "สปข.")


def test_who_is_bound_where_the_source_names_nobody_is_marked_as_ours():
    for it in by_code().values():
        if it.units:
            assert it.units == REGIONS
            assert ("kinds" in it.ours) == (it.code not in ("4.1", "15.1", "15.2"))


def test_what_is_counted_once_in_a_month_a_year_and_an_activity():
    found = by_code()
    entries = {code: it.entry for code, it in found.items() if it.entry}
    assert {code: (it.once_in, it.compared) for code, it in entries.items()} == {
        "2.1": (None, ()),
        "2.2": ("month", (0,)),
        "10.1": ("year", (0, 1)),
        "15.1": ("activity", (0, 1)),
        "15.2": ("activity", (0, 1)),
    }
    assert entries["2.1"].fields == ("เลขที่คำสั่ง", "ชื่อคณะกรรมการ คณะทำงาน ฯ")


def test_where_it_is_entered_fed_from_or_its_form_is_had():
    systems = {code: it.system for code, it in by_code().items() if it.system}
    assert systems == {
        "1.1": "ระบบงานรายงานความก้าวหน้าประจำเดือน",
        "3.1": "ระบบงานการใช้จ่ายเงิน",
        "4.1": "ระบบงาน rbm",
        "5.1": "ระบบงานการใช้จ่ายเงิน",
        "7.1": "ระบบงาน rbm",
        "9.3": "ระบบงาน rbm",
    }
