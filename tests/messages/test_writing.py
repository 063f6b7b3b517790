"""What is written is right, and can be read back."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import reading, writing
from messages.reading_dates import ReadDate
from messages.reading_dates import date as read_date
from messages.words import THAI_DIGITS

TODAY = date(2026, 10, 1)
DAYS = st.dates(date(2500 - 543, 1, 1), date(2600 - 543, 12, 31))
LANGUAGE = st.sampled_from(["th", "en"])
DIGITS = st.sampled_from([str, lambda text: text.translate(str.maketrans("0123456789", THAI_DIGITS))])
"""As written, and in the digits of an office that sets Thai ones."""


def test_a_day_in_full_has_its_weekday_and_the_buddhist_year():
    day = date(2026, 10, 5)
    assert writing.full_date(day, "th") == "วันจันทร์ที่ 5 ต.ค. 2569"
    assert writing.full_date(day, "en") == "Monday 5 Oct 2026 (B.E. 2569)"


def test_a_day_a_month_and_a_year_in_short():
    day = date(2026, 9, 5)
    assert [writing.short_date(day, "th"), writing.short_date(day, "en")] == ["5 ก.ย. 2569", "5 Sep 2026"]
    assert [writing.day_month(day, "th"), writing.day_month(day, "en")] == ["5 ก.ย.", "5 Sep"]
    assert [writing.month(day, "th"), writing.month(day, "en")] == ["ก.ย. 2569", "Sep 2026"]
    assert [writing.buddhist_year(2569, "th"), writing.buddhist_year(2569, "en")] == ["พ.ศ. 2569", "B.E. 2569"]


def test_an_instant_is_written_in_bangkoks_time():
    at = datetime(2026, 9, 30, 18, 2, tzinfo=UTC)
    assert writing.moment(at, "th") == "1 ต.ค. 01:02 น."
    assert writing.moment(at, "en") == "1 Oct 01:02"
    assert writing.full_moment(at, "th") == "วันพฤหัสบดีที่ 1 ต.ค. 2569 01:02 น."
    assert writing.moment(at, "th", zone=UTC) == "30 ก.ย. 18:02 น."


def test_an_instant_without_a_zone_is_a_fault():
    with pytest.raises(ValueError, match="time zone"):
        writing.moment(datetime(2026, 10, 1, 14, 2), "th")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (Decimal("1234567.500"), {}, "1,234,567.5"),
        (Decimal("1200.00"), {}, "1,200"),
        (Decimal("1E+3"), {}, "1,000"),
        (45, {}, "45"),
        (Decimal("0.00005"), {"places": 4}, "0.0001"),
        (Decimal("2.5"), {"places": 0}, "3"),
        (Decimal("2.5"), {"at_least": 2}, "2.50"),
        (Decimal("2.12345"), {"at_least": 2}, "2.12345"),
        (Decimal("-1200.5"), {}, "-1,200.5"),
    ],
)
def test_a_number_is_written_with_thousands_and_the_asked_places(value, form, written):
    assert writing.number(value, **form) == written


def test_points_keep_the_places_of_their_rate_and_scores_have_four():
    assert writing.points(5 * Decimal("0.0500")) == "0.2500"
    assert writing.points(4 * Decimal("0.5")) == "2.0"
    assert writing.score(Decimal("4.25")) == "4.2500"


def test_per_cent_and_days_are_said_in_each_language():
    assert [writing.per_cent(Decimal("87.50"), language) for language in ("th", "en")] == ["ร้อยละ 87.5", "87.5%"]
    assert [writing.days(1, "en"), writing.days(5, "en", working=True)] == ["1 day", "5 working days"]
    assert [writing.days(1, "th"), writing.days(5, "th", working=True)] == ["1 วัน", "5 วันทำการ"]


def test_names_are_joined_as_in_a_sentence():
    assert writing.listed([], "th") == ""
    assert writing.listed(["ก"], "th") == "ก"
    assert writing.listed(["สปข.5", "กกจ."], "th") == "สปข.5 และ กกจ."
    assert writing.listed(["A", "B", "C"], "en") == "A, B and C"


def test_days_one_by_one_name_each_month_once():
    days = [date(2011, 11, 7), date(2011, 11, 1), date(2011, 10, 31), date(2011, 11, 2), date(2011, 11, 1)]
    assert writing.day_list(days, "th") == "31 ต.ค. 1 2 7 พ.ย."
    assert writing.day_list(days, "en") == "31 Oct 1 2 7 Nov"
    assert writing.day_list([], "th") == ""


@given(DAYS, LANGUAGE, DIGITS)
def test_a_day_written_in_full_is_read_back_without_a_doubt(day, language, digits):
    assert read_date(digits(writing.full_date(day, language)), TODAY) == ReadDate(day)


@given(DAYS, LANGUAGE, DIGITS)
def test_a_day_written_short_is_read_back(day, language, digits):
    read = read_date(digits(writing.short_date(day, language)), TODAY)
    assert isinstance(read, ReadDate)
    assert read.value == day


@given(st.times(), LANGUAGE, DIGITS)
def test_an_hour_written_is_read_back(at, language, digits):
    assert reading.hour(digits(writing.hour(at, language))) == time(at.hour, at.minute)


@given(st.decimals(0, 10**15 - 1, places=4), LANGUAGE, DIGITS)
def test_a_number_written_is_read_back(value, language, digits):
    found = reading.number(digits(writing.number(value)))
    share = reading.number(digits(writing.per_cent(value, language)))
    assert found is not None
    assert share is not None
    assert (found.value, found.percent) == (value, False)
    assert (share.value, share.percent) == (value, True)
