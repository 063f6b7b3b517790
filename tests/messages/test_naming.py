from datetime import date

import pytest

from handlers.actions.national_days import national_days
from messages import naming
from messages.texts import Texts
from rules.fiscal import Month

TEXTS = Texts.load()


def month(number, year=2027):
    return Month(year, number).first, Month(year, number).last


def test_months_that_follow_each_other_are_one_stretch():
    said = naming.stretches(TEXTS, "th", [month(3), month(1), month(2), month(5)])
    assert said == "ม.ค. 2570 – มี.ค. 2570, พ.ค. 2570"


def test_a_quarter_swallows_its_months():
    assert naming.stretches(TEXTS, "en", [(date(2027, 1, 1), date(2027, 3, 31)), month(2)]) == "Jan 2027 – Mar 2027"


def test_a_stretch_runs_over_new_year():
    assert naming.stretches(TEXTS, "th", [month(12, 2026), month(1)]) == "ธ.ค. 2569 – ม.ค. 2570"


def test_an_indicator_is_named_with_its_project_if_it_has_one():
    assert naming.indicator(TEXTS, "th", "8", "ก") == "ตัวชี้วัด 8 โครงการ ก"
    assert naming.indicator(TEXTS, "en", "2.2") == "Indicator 2.2"


def test_a_round_is_named_with_its_fiscal_year():
    assert naming.round_name(TEXTS, "th", "6", 2570) == "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570"


def test_every_authority_of_ours_is_worded_in_both_languages_with_its_day():
    days = national_days(range(1996, 2030))
    for language in ("th", "en"):
        said = {naming.authority(TEXTS, language, day) for day in days}
        assert not any("@" in words or "{" in words for words in said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("th", "มติคณะรัฐมนตรี วันที่ 5 ต.ค. 2565 ให้หยุดราชการเฉพาะบางจังหวัด"),
        ("en", "the cabinet’s resolution of 5 Oct 2022, for some provinces only"),
    ],
)
def test_a_resolution_is_named_with_the_day_it_was_taken(language, said):
    (day,) = (day for day in national_days(range(2022, 2023)) if day.on == date(2022, 11, 16))
    assert naming.authority(TEXTS, language, day) == said
