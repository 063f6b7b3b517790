"""What a delay will cost, in words: today, and by the next day that matters."""

from collections.abc import Iterator
from datetime import date

from messages import naming, writing
from messages.texts import Texts
from rules.fiscal import Month
from rules.forecasts import Forecast, Milestone, Point

NEAR = (Milestone.TODAY, Milestone.TOMORROW)
SENT = {Milestone.TODAY: "forecasting.today_sent", Milestone.TOMORROW: "forecasting.tomorrow_sent"}
ARRIVED = {Milestone.TODAY: "forecasting.today_arrived", Milestone.TOMORROW: "forecasting.tomorrow_arrived"}


def sentence(texts: Texts, language: str, forecast: Forecast) -> str:
    """Today and the next day that matters: "หากถึงวันนี้ หัก 0.5 คะแนน · ถึงวันศุกร์ที่ 4 พ.ย. หัก 2.0"."""
    later = next((point for point in forecast.points if point.why not in NEAR), None)
    if later is None and len(forecast.points) > 1:
        # The most is reached by tomorrow: no day after it is named.
        later = forecast.points[-1]
    return " · ".join(_said(texts, language, forecast, [forecast.points[0], *([later] if later else [])]))


def every(texts: Texts, language: str, forecast: Forecast) -> str:
    """Today, tomorrow and every milestone after it."""
    return " · ".join(_said(texts, language, forecast, list(forecast.points)))


def brief(texts: Texts, language: str, forecast: Forecast) -> str:
    """What costs points of today, tomorrow and the end of the month, each day named shortly: for an alert that is read
    aloud. Before the deadline also the first day that costs any."""
    named = [point for point in forecast.points if point.why is not Milestone.WEEK_END or _ends_month(point.on)]
    costly = [point for point in named if point.deduction]
    return " · ".join(_said(texts, language, forecast, costly, short=True))


def _ends_month(day: date) -> bool:
    return day == Month.of(day).last


def _said(
    texts: Texts, language: str, forecast: Forecast, points: list[Point], *, short: bool = False
) -> Iterator[str]:
    for point in points:
        said = naming.amount(texts, language, point.deduction)
        facts = {"cost": said if point.why is Milestone.TODAY else naming.figure(language, point.deduction)}
        if point.why not in NEAR:
            facts["day"] = _day(point, forecast, language) if short else writing.full_date(point.on, language)
        yield texts.line(language, _key(forecast, point, short=short), **facts)
    if forecast.ends and points and points[-1] == forecast.points[-1]:
        yield texts.line(language, "forecasting.no_more")
    if any(point.provisional for point in points):
        yield texts.line(language, "forecasting.provisional")


def _day(point: Point, forecast: Forecast, language: str) -> str:
    """A day of this year without it: a date is said in full once, where the deadline stands."""
    this_year = point.on.year == forecast.points[0].on.year
    return writing.day_month(point.on, language) if this_year else writing.short_date(point.on, language)


def _key(forecast: Forecast, point: Point, *, short: bool) -> str:
    if forecast.condition == "if_not_arrived":
        return ARRIVED.get(point.why, "forecasting.date_arrived" if short else "forecasting.day_arrived")
    return SENT.get(point.why, "forecasting.date_sent" if short else "forecasting.day_sent")
