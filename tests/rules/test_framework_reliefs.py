"""The waivers and extensions of a framework file: what is read, each mistake at its place, what is written again."""

from datetime import date, time
from typing import Any

import pytest

from messages.documents.framework_plain import plain
from rules.framework_file import judge
from rules.frameworks import Framework
from rules.reliefs import Extension, Scope, Waiver
from rules.sources import Source
from tests.examples import YEAR, framework, mistakes

WHY: dict[str, Any] = {"code": "W", "reason": "น้ำท่วม", "authority": "อธิบดี"}
GROUNDS = WHY
DEPARTMENT = "department"


def waivers(*tables):
    return framework(change=lambda it: it.update(waivers=list(tables))).waivers


def extensions(*tables):
    return framework(change=lambda it: it.update(extensions=list(tables))).extensions


def wrong(part, *tables, name=DEPARTMENT):
    return mistakes(lambda it: it.update({part: list(tables)}), name)


def test_a_waiver_names_whom_of_what_when_and_why():
    units, months = ["สปข.3", "สปข.1"], ["11", "12"]
    english: dict[str, Any] = {"reason_en": "flood", "authority_en": "the Director-General"}
    (found,) = waivers({**WHY, **english, "units": units, "indicators": ["8"], "projects": ["ก"], "months": months})
    days: dict[str, Any] = {"first": date(2026, 11, 1), "last": date(2026, 12, 31)}
    scope = Scope(units=("สปข.1", "สปข.3"), indicators=("8",), projects=("ก",), **days)
    assert found == Waiver(scope=scope, **GROUNDS, **english)


def test_a_kind_stands_for_its_units():
    def of_kind(values):
        values["kinds"] += [{"code": "region"}, {"code": "empty"}]
        values["units"][0]["kind"] = "region"
        values["waivers"] = [{**WHY, "kinds": ["region"]}, {**WHY, "code": "V", "kinds": ["empty"]}]

    found = framework(change=of_kind).waivers
    first = framework(change=of_kind).units[0].code
    assert [(it.scope.kinds, it.scope.units) for it in found] == [(("region",), (first,)), (("empty",), ())]
    assert not found[1].scope.means_unit(first)


def test_an_extension_names_its_day_and_hour():
    (found,) = extensions({**WHY, "tier": 3, "rounds": ["12"], "until": "11-05", "hour": "16:30"})
    scope = Scope(tier=3, rounds=("12",))
    assert found == Extension(scope=scope, until=date(2027, 11, 5), hour=time(16, 30), **GROUNDS)


MISTAKES = [
    ("waivers", {**WHY}, [("waivers[1]", "waives_all")]),
    ("waivers", {"code": "W", "month": "11"}, [("waivers[1].reason", "missing"), ("waivers[1].authority", "missing")]),
    ("waivers", {**WHY, "units": ["สปข.99"]}, [("waivers[1].units", "unknown_name_near")]),
    (
        "waivers",
        {**WHY, "tier": 2, "month": "11"},
        [("waivers[1].month", "not_of_tier"), ("waivers[1].rounds", "missing")],
    ),
    ("waivers", {**WHY, "tier": 2, "rounds": ["6"], "units": ["สปข.3"]}, [("waivers[1].units", "not_of_tier")]),
    ("waivers", {**WHY, "tier": 3, "rounds": ["6"], "indicators": ["8"]}, [("waivers[1].indicators", "not_of_tier")]),
    ("waivers", {**WHY, "month": "11", "rounds": ["6"]}, [("waivers[1].rounds", "not_of_tier")]),
    ("waivers", {**WHY, "month": "11", "months": ["11"]}, [("waivers[1]", "month_or_months")]),
    ("waivers", {**WHY, "months": ["12", "11"]}, [("waivers[1].months", "window_order")]),
    ("waivers", {**WHY, "tier": 4, "month": "11"}, [("waivers[1].tier", "outside")]),
    ("waivers", {**WHY, "months": ["13", "11"]}, [("waivers[1].months", "not_a_month")]),
    ("waivers", {**WHY, "months": ["11", "13"]}, [("waivers[1].months", "not_a_month")]),
    ("waivers", {**WHY, "indicators": ["88"]}, [("waivers[1].indicators", "unknown_name_near")]),
    ("waivers", {**WHY, "tier": 2, "rounds": ["7"]}, [("waivers[1].rounds", "unknown_name")]),
    ("waivers", {**WHY, "month": "13"}, [("waivers[1].month", "not_a_month")]),
    ("waivers", {**WHY, "tier": 2, "rounds": ["3"]}, [("waivers[1].rounds", "no_deadline")]),
    ("waivers", {**WHY, "month": "11", "until": "11-20"}, [("waivers[1].until", "unknown_key_near")]),
    ("extensions", {**WHY, "month": "10"}, [("extensions[1].until", "missing")]),
    ("extensions", {**WHY, "month": "10", "until": "11-05"}, [("extensions[1].until", "not_later")]),
    ("extensions", {**WHY, "tier": 3, "rounds": ["6"], "until": "04-15"}, [("extensions[1].until", "not_later")]),
    (
        "extensions",
        {**WHY, "tier": 3, "rounds": ["6"], "until": "04-15", "hour": "16:30"},
        [("extensions[1].until", "not_later")],
    ),
    ("extensions", {**WHY, "units": ["สปข.3"], "until": "11-20"}, []),
]


@pytest.mark.parametrize(("part", "table", "expected"), MISTAKES)
def test_every_mistake_is_told_at_its_place(part, table, expected):
    assert wrong(part, table) == expected


def test_where_something_is_due_at_an_hour_the_whole_of_that_day_is_longer():
    def by_noon(values):
        values["settings"]["due_hour"] = "12:00"
        values["extensions"] = [{**WHY, "month": "10", "until": "11-05"}]

    assert mistakes(by_noon, DEPARTMENT) == []
    assert mistakes(lambda it: by_noon(it) or it["extensions"][0].update(hour="12:00"), DEPARTMENT) == [
        ("extensions[1].until", "not_later")
    ]


def test_all_are_told_at_once():
    found = wrong("waivers", {**WHY}, {**WHY, "month": "13"}, {**WHY, "code": "V", "tier": 2, "rounds": ["3"]})
    assert found == [
        ("waivers[1]", "waives_all"),
        ("waivers[2].month", "not_a_month"),
        ("waivers[2].code", "twice"),
        ("waivers[3].rounds", "no_deadline"),
    ]


def test_where_months_are_due_on_no_day_none_can_be_extended():
    def extended(values):
        values["settings"] = {}
        values["extensions"] = [{**WHY, "month": "10", "until": "11-20"}]

    assert mistakes(extended, DEPARTMENT) == [("extensions[1]", "extends_nothing")]


def test_a_month_of_its_own_for_a_unit_that_is_bound_is_told_once():
    def since(*tables):
        return lambda it: it["indicators"][0].update(since=list(tables))

    assert mistakes(since({"units": ["สปข.3"], "on": "01-20"}), DEPARTMENT) == []
    twice = since({"units": ["สปข.3"], "on": "01-20"}, {"units": ["สปข.3"], "on": "02-20"})
    assert mistakes(twice, DEPARTMENT) == [("indicators[1].since", "since_twice")]
    assert mistakes(since({"on": "01-20"}), DEPARTMENT) == [("indicators[1].since[1].units", "missing")]
    assert mistakes(since({"units": ["สปข.3"]}), DEPARTMENT) == [("indicators[1].since[1].on", "missing")]


def all_of_it(values):
    """Everything that the tables can hold, with what is marked as ours."""
    values["kinds"] = [*values["kinds"], {"code": "region"}]
    values["units"][0]["kind"] = "region"
    values["sources"] = [*values.get("sources", ()), {"code": "x", "title": "มติ"}]
    values["indicators"][0]["since"] = [{"units": ["สปข.3"], "on": "01-20"}]
    values["waivers"] = [
        {**WHY, "kinds": ["region"], "units": ["สปข.3"], "month": "11", "ours": ["month", "units"]},
        {**WHY, "code": "V", "months": ["11"], "tier": 1, "ours": ["months", "tier"]},
        {**WHY, "code": "U", "projects": ["ก"], "source": {"document": "x", "clause": "ข้อ 1"}},
        {**WHY, "code": "T", "tier": 2, "rounds": ["6", "9"], "indicators": ["8"]},
    ]
    values["extensions"] = [
        {**WHY, "month": "10", "until": "11-20", "hour": "16:30"},
        {**WHY, "code": "V", "tier": 3, "rounds": ["6"], "until": "04-30", "reason_en": "flood", "ours": ["until"]},
    ]


def test_what_is_written_is_read_as_the_same():
    found = framework(change=all_of_it)
    again = judge(plain(found), asked=None, current=YEAR + 1)
    assert isinstance(again, Framework)
    assert (again.waivers, again.extensions, again.indicators) == (found.waivers, found.extensions, found.indicators)
    assert found.waivers[2].source == Source(document="x", title="มติ", clause="ข้อ 1")
