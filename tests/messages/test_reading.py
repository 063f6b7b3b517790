"""Numbers, ratios, hours, steps, codes and references as people type them."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import reading
from messages.reading import Number, Ratio

ANYTHING = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789๐๑๒๓²½٣,.-%/: \u200f\u200b\x00ขั้นร้อยละบาทน.จากR✅👨‍👩‍👧", max_size=30),
    st.integers(1, 6000).map(lambda n: "9" * n),
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("๒.๕", Number(Decimal("2.5"))),
        ("1,200", Number(Decimal(1200))),
        ("1200", Number(Decimal(1200))),
        ("1,234,567.89", Number(Decimal("1234567.89"))),
        ("85%", Number(Decimal(85), percent=True)),
        ("85 %", Number(Decimal(85), percent=True)),
        ("ร้อยละ ๘๐", Number(Decimal(80), percent=True)),
        ("ร้อยละ๘๗.๕๐", Number(Decimal("87.50"), percent=True)),
        ("85 เปอร์เซ็นต์", Number(Decimal(85), percent=True)),
        ("๑,๒๐๐.๕๐ บาท", Number(Decimal("1200.50"))),
        ("1๒", Number(Decimal(12))),
        (" 0 ", Number(Decimal(0))),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, value):
    assert reading.number(typed) == value


@pytest.mark.parametrize(
    "typed",
    ["1,20", "12,00", "1,2000", ",200", "1.200,50", "5.", "1 200", "1e5", "²", "12²", "½", "٣", "NaN", "Infinity",
     "--5", "+5", "", "ห้า", "45/60", "9" * 16, "0.1234567", "-5", "ร้อยละ", "%"],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(typed):
    assert reading.number(typed) is None


def test_a_minus_counts_only_where_it_is_allowed():
    assert reading.number("-5", negative=True) == Number(Decimal(-5))
    assert reading.number("−๕", negative=True) == Number(Decimal(-5))


def test_the_indicators_own_unit_may_follow_the_number():
    assert reading.number("๔๕ หน่วยงาน", unit="หน่วยงาน") == Number(Decimal(45))
    assert reading.number("45 คน", unit="หน่วยงาน") is None


@pytest.mark.parametrize("typed", ["45/60", "๔๕/๖๐", "45 / 60", "45 จาก 60", "45จาก60", "45 of 60"])
def test_a_ratio_is_a_part_and_its_whole(typed):
    assert reading.ratio(typed) == Ratio(Decimal(45), Decimal(60))


@pytest.mark.parametrize("typed", ["45", "45/", "/60", "45//60", "1/2/3", "45/-60", "1,20/60"])
def test_half_a_ratio_is_refused(typed):
    assert reading.ratio(typed) is None


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("14:30", time(14, 30)),
        ("14.30 น.", time(14, 30)),
        ("๑๔.๓๐", time(14, 30)),
        ("เวลา 9.05 น.", time(9, 5)),
        ("14 น.", time(14)),
        ("00:00", time(0)),
    ],
)
def test_an_hour_is_read_with_colon_or_dot(typed, hour):
    assert reading.hour(typed) == hour


@pytest.mark.parametrize("typed", ["24:00", "14:60", "14", "9.5", "1430", "บ่าย"])
def test_what_is_no_hour_of_the_day_is_refused(typed):
    assert reading.hour(typed) is None


def test_a_step_is_a_number_with_or_without_its_word():
    assert [reading.step(typed) for typed in ("ขั้น 3", "ขั้นที่๓", "ขั้นตอนที่ 3", "Step 3", "3")] == [3] * 5
    assert reading.step("3", worded=True) is None
    assert reading.step("ขั้นสาม") is None


def test_an_indicator_is_known_by_its_code():
    assert [reading.indicator(t) for t in ("8", "๒.๒", "ตัวชี้วัดที่ 10.5", "1.2.3")] == ["8", "2.2", "10.5", "1.2.3"]
    assert reading.indicator("8.") is None
    assert reading.indicator("ข") is None


@pytest.mark.parametrize("typed", ["R-7K3F", "r-7k3f", "r7k3f", "R 7K3F", "r - ๗k๓f", "R–7K3F", "r- 7K3F"])
def test_a_reference_may_be_typed_carelessly(typed):
    assert reading.reference(typed) == "R-7K3F"


def test_a_reference_of_letters_only_needs_its_dash():
    assert reading.reference("r-abcd") == "R-ABCD"
    assert reading.reference("report") is None
    assert reading.reference("status") is None


@pytest.mark.parametrize("typed", ["R-7K", "R-7K3F9AB", "R--7K3F", "7-7K3F", "ร-7K3F", "R-7K 3F", ""])
def test_what_is_no_reference_is_refused(typed):
    assert reading.reference(typed) is None


def test_a_project_is_found_by_code_or_name_and_the_rest_is_the_note_as_typed():
    names = ["P2", "โครงการ ข", "โครงการ ข ระยะที่ 2"]
    assert reading.named("p๒ ปิดแล้ว", names) == ("P2", "ปิดแล้ว")
    assert reading.named("ข  ปิด\nโครงการแล้ว", names) == ("โครงการ ข", "ปิด\nโครงการแล้ว")
    assert reading.named("โครงการข ระยะที่ ๒ ปิด", names) == ("โครงการ ข ระยะที่ 2", "ปิด")
    assert reading.named("ค ปิด", names) is None


def test_a_short_form_that_two_projects_share_is_nobodys():
    names = ["โครงการ ก", "กิจกรรม ก"]
    assert reading.named("ก", names) is None
    assert reading.named("กิจกรรม ก", names) == ("กิจกรรม ก", "")


@pytest.mark.parametrize(
    "typed",
    ["TW-7K3-F9Q-2MX", "tw7k3f9q2mx", " Tw 7k3 f9q 2mx ", "TW-๗K๓-F๙Q-๒MX", "tw–7k3–f9q–2mx", "/start TW-7K3-F9Q-2MX"],
)
def test_an_invitation_code_may_be_typed_carelessly(typed):
    assert reading.invitation(typed) == "TW7K3F9Q2MX"


def test_a_code_with_a_letter_too_few_is_still_known_as_an_attempt():
    assert reading.invitation("TW-7K3-F9Q-2M") == "TW7K3F9Q2M"


def test_a_code_without_a_digit_is_an_attempt_where_it_has_a_codes_dashes():
    assert reading.invitation("tw-aaa-bbb-ccc") == "TWAAABBBCCC"
    assert reading.invitation("tw aaa bbb ccc") is None


@pytest.mark.parametrize("typed", ["two boxes of 20", "tweaked text", "twelve", "TW", "7K3F9Q2MX", "R-7K3F", ""])
def test_what_is_no_invitation_code_is_left_alone(typed):
    assert reading.invitation(typed) is None


@given(ANYTHING)
def test_no_typed_words_ever_make_a_reader_fail(typed):
    readers = (reading.ratio, reading.hour, reading.step, reading.indicator, reading.reference, reading.invitation)
    for read in readers:
        read(typed)
    reading.named(typed, ["P2", "โครงการ ก", typed])
    found = reading.number(typed, unit=typed[:3], negative=True)
    assert found is None or found.value.is_finite()
