"""What a delay will cost, said in words."""

from dataclasses import replace
from decimal import Decimal

from messages import forecasting
from messages.texts import Texts
from rules.forecasts import forecast
from tests.rules.calendars import SOURCE_000, YEAR_2554, at, be, due

TEXTS = Texts.load()


def said(rule, on, how=forecasting.brief):
    return how(TEXTS, "th", forecast(rule, due(be(4, 11, 2554)), at(on), YEAR_2554))


def test_a_cap_is_said_once_and_that_no_more_is_lost_after_it():
    capped = replace(SOURCE_000, cap=Decimal("1.5"))
    assert said(capped, be(20, 11, 2554)) == "หากถึงวันนี้ หัก 1.5 คะแนน · หลังจากนั้นไม่หักเพิ่มอีก"
    assert said(capped, be(5, 11, 2554)) == (
        "หากถึงวันนี้ หัก 0.5 คะแนน · ถึงพรุ่งนี้ หัก 1.0 · ถึง 7 พ.ย. หัก 1.5 · หลังจากนั้นไม่หักเพิ่มอีก"
    )
    assert "ไม่หักเพิ่ม" not in said(SOURCE_000, be(20, 11, 2554))


def test_who_is_told_of_a_day_before_the_cap_is_not_told_that_it_ends_there():
    capped = replace(SOURCE_000, cap=Decimal("30"))
    assert "ไม่หักเพิ่ม" not in said(capped, be(5, 11, 2554), forecasting.sentence)
    assert said(capped, be(5, 11, 2554), forecasting.every).endswith("หลังจากนั้นไม่หักเพิ่มอีก")


def test_where_the_most_is_reached_tomorrow_one_sentence_says_so_too():
    """On the due day today costs nothing, and nobody is to think that it stays so."""
    capped = replace(SOURCE_000, cap=Decimal("0.3"))
    assert said(capped, be(4, 11, 2554), forecasting.sentence) == (
        "หากถึงวันนี้ หัก 0.0 คะแนน · ถึงพรุ่งนี้ หัก 0.3 · หลังจากนั้นไม่หักเพิ่มอีก"
    )
