"""Dates as people write them, in both eras."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.reading_dates import Confirm, Doubt, ReadDate
from messages.reading_dates import date as read
from messages.words import LONG_MONTHS, MONTHS, OTHER_MONTHS

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    "typed",
    ["๑๕ ต.ค. ๖๘", "15 ต.ค. 68", "15 ตค 68", "15ตค68", "15 ต.ค 2568", "15 ต. ค. 68", "15 ตุลา 68", "15 ตุลาคม 2568",
     "15/10/2568", "15-10-68", "15.10.68", "15 10 2568", "๑๕/๑๐/๖๘", "วันที่ 15 เดือนตุลาคม พ.ศ. ๒๕๖๘",
     "วันพุธที่ 15 ต.ค. 2568", "พุธ 15 ต.ค. พศ 68", "15 Oct BE 2568", "15 Oct A.D. 2025", "Oct 15, BE 2568",
     "Wednesday 15 Oct 2025 (B.E. 2568)", "15\u200b ต.ค.  68"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(typed):
    assert read(typed, TODAY) == ReadDate(date(2025, 10, 15))


def test_every_month_is_known_long_short_and_without_dots():
    for names in (*MONTHS.values(), *LONG_MONTHS.values()):
        for number, name in enumerate(names, start=1):
            for written in (name, name.replace(".", ""), name.upper(), f"เดือน{name}"):
                assert read(f"9 {written} 2568", TODAY) == ReadDate(date(2025, number, 9))
    for name, number in OTHER_MONTHS.items():
        assert read(f"9 {name} 2568", TODAY) == ReadDate(date(2025, number, 9))


@pytest.mark.parametrize("typed", ["15/10/2025", "2025-10-15", "15 ตุลาคม 2025", "15 October 2025", "Oct 15th, 2025"])
def test_a_year_of_the_common_era_is_taken_and_to_be_confirmed(typed):
    assert read(typed, TODAY) == ReadDate(date(2025, 10, 15), Confirm.CHRISTIAN_YEAR)


@pytest.mark.parametrize(
    ("year", "common_era"), [("00", 1957), ("68", 2025), ("99", 2056), ("2400", 1857), ("2569", 2026), ("2743", 2200)]
)
def test_two_digits_and_years_from_2400_are_buddhist(year, common_era):
    assert read(f"1/2/{year}", TODAY) == ReadDate(date(common_era, 2, 1))


@pytest.mark.parametrize("year", ["8", "068", "1899", "2201", "2399", "0", "0068", "พ.ศ. 2025", "ค.ศ. 2568", "ค.ศ. 25"])
def test_any_other_year_is_asked_about(year):
    assert read(f"1 ก.พ. {year}", TODAY) is Doubt.UNCLEAR_YEAR


def test_a_short_year_after_an_english_month_is_to_be_confirmed():
    assert read("15 Oct 69", TODAY) == ReadDate(date(2026, 10, 15), Confirm.SHORT_YEAR)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15 ต.ค.", date(2026, 10, 15)),
        ("28/9", date(2026, 9, 28)),
        ("31 มี.ค.", date(2027, 3, 31)),
        ("2 เม.ย.", date(2026, 4, 2)),
        ("29 ก.พ.", date(2028, 2, 29)),
    ],
)
def test_without_a_year_the_nearest_such_day_is_meant_and_to_be_confirmed(typed, meant):
    assert read(typed, TODAY) == ReadDate(meant, Confirm.NO_YEAR)


def test_today_and_its_neighbours_have_words():
    assert read("วันนี้", TODAY) == ReadDate(TODAY)
    assert read("เมื่อวาน", TODAY) == ReadDate(date(2026, 9, 30))
    assert read("Tomorrow", TODAY) == ReadDate(date(2026, 10, 2))


@pytest.mark.parametrize(
    "typed", ["๒๙ ก.พ. 2568", "31/4/2568", "0/1/2568", "1/0/2568", "1/13/68", "31 เม.ย.", "32 ม.ค."]
)
def test_a_day_that_does_not_exist_is_refused(typed):
    assert read(typed, TODAY) is Doubt.NO_SUCH_DAY


def test_a_weekday_that_does_not_fit_is_asked_about():
    assert read("วันอังคารที่ 5 ต.ค. 2569", TODAY) is Doubt.OTHER_WEEKDAY


def test_two_eras_that_do_not_agree_are_asked_about():
    assert read("5 Oct 2026 (B.E. 2568)", TODAY) is Doubt.UNCLEAR_YEAR


@pytest.mark.parametrize("typed", ["", "2.5", "15", "ตุลาคม", "5 xyz 68", "15/10/25680", "ประชุมวันที่ 5 ต.ค. 68", "14:30"])
def test_what_is_no_date_is_none(typed):
    assert read(typed, TODAY) is None


@given(
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet="0123456789๐๙²/.-() ต.คกพมOctBE\u200f\u202e\x00😀", max_size=24),
        st.integers(1, 6000).map(lambda n: "1/" * n),
    ),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
)
def test_no_typed_words_ever_make_a_date_fail(typed, today):
    assert isinstance(read(typed, today), ReadDate | Doubt | None)
