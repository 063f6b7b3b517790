"""What a delay will cost, in words: today, and by the next day that matters."""

from collections.abc import Iterator

from messages import writing
from messages.texts import Texts
from rules.forecasts import Forecast, Milestone, Point

NEAR = (Milestone.TODAY, Milestone.TOMORROW)
SENT = {Milestone.TODAY: "forecasting.today_sent", Milestone.TOMORROW: "forecasting.tomorrow_sent"}
ARRIVED = {Milestone.TODAY: "forecasting.today_arrived", Milestone.TOMORROW: "forecasting.tomorrow_arrived"}


def sentence(texts: Texts, language: str, forecast: Forecast) -> str:
    """Today and the next day that matters: "หากถึงวันนี้ หัก 0.5 คะแนน · ถึงวันศุกร์ที่ 4 พ.ย. หัก 2.0"."""
    later = next((point for point in forecast.points if point.why not in NEAR), None)
    return " · ".join(_said(texts, language, forecast, [forecast.points[0], *([later] if later else [])]))


def every(texts: Texts, language: str, forecast: Forecast) -> str:
    """Today, tomorrow and every milestone after it."""
    return " · ".join(_said(texts, language, forecast, list(forecast.points)))


def _said(texts: Texts, language: str, forecast: Forecast, points: list[Point]) -> Iterator[str]:
    for point in points:
        facts = {"points": writing.points(point.deduction)}
        if point.why not in NEAR:
            facts["day"] = writing.full_date(point.on, language)
        yield texts.line(language, _key(forecast, point), **facts)
    if any(point.provisional for point in points):
        yield texts.line(language, "forecasting.provisional")


def _key(forecast: Forecast, point: Point) -> str:
    if forecast.condition == "if_not_arrived":
        return ARRIVED.get(point.why, "forecasting.day_arrived")
    return SENT.get(point.why, "forecasting.day_sent")
