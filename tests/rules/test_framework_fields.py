"""What a single key of a framework file may hold, at its edges: each slip is told with its place."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from rules.framework_fields import kind_of
from rules.frameworks import OwnDay
from tests.examples import framework, mistakes

LONG = "ก" * 1001
SOME = {"provinces": ["chon_buri", "rayong"]}
DAY = {"on": "2548-05-02", "name": "วันหยุดของสำนักงาน", "authority": "คำสั่งสำนักงานที่ 1"}


def indicator(**values):
    return lambda it: it["indicators"][0].update(values)


def unit(code):
    return lambda it: it["units"].append({"code": code})


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (indicator(name=LONG), "indicators[1].name", "too_long"),
        (indicator(name="ชื่อ\x07"), "indicators[1].name", "control_sign"),
        (indicator(name=" \u200b "), "indicators[1].name", "empty"),
        (unit("ก" * 40), "units[12].code", "too_long"),
        (unit("whole"), "units[12].code", "reserved"),
        (unit("สปข. 9"), "units[12].code", "code_with_space"),
        (unit("สปข/9"), "units[12].code", "code_with_space"),
        (indicator(units="สปข.1"), "indicators[1].units", "wrong_type"),
        (indicator(weight="-1"), "indicators[1].weight", "number_outside"),
        (indicator(weight="1.1234567"), "indicators[1].weight", "number_outside"),
        (indicator(weight="1000000000000"), "indicators[1].weight", "number_outside"),
        (indicator(weight=True), "indicators[1].weight", "wrong_type"),
        (indicator(criteria=["-1", 2, 3, 4, 5]), "indicators[1].criteria", "number_outside"),
        (lambda it: it.update(settings={"due_hour": "24:00"}), "settings.due_hour", "wrong_type"),
        (lambda it: it.update(settings={"due_hour": 16}), "settings.due_hour", "wrong_type"),
        (lambda it: it["indicators"][0].pop("frequency"), "indicators[1].frequency", "missing"),
        (indicator(steps=[{"text": str(n)} for n in range(21)]), "indicators[1]", "too_many_steps"),
        (indicator(criteria=[1, 2, 2, 3, 4]), "indicators[1]", "criteria_order"),
        (indicator(criteria=[4, 3, 2, 2, 1]), "indicators[1]", "criteria_order"),
        (
            indicator(projects=[{"code": "a", "starts": "2548-02-30"}]),
            "indicators[1].projects[1].starts",
            "no_such_day",
        ),
        (
            indicator(since=[{"units": ["สปข.99"], "on": "2548-02-01"}]),
            "indicators[1].since[1].units",
            "unknown_name_near",
        ),
        (lambda it: it.update(changes={"until": "2548-03-31", "grounds": [LONG]}), "changes.grounds", "too_long"),
        (indicator(ours=["steps[6]"]), "indicators[1].ours", "ours_unknown"),
        (indicator(ours=["steps[0]"]), "indicators[1].ours", "ours_unknown"),
        (indicator(ours=["name[1]"]), "indicators[1].ours", "ours_unknown"),
        (indicator(ours=["steps[1].text[2]"]), "indicators[1].ours", "ours_unknown"),
        (indicator(ours=["st eps"]), "indicators[1].ours", "ours_unknown"),
        (indicator(ours=["name.th"]), "indicators[1].ours", "ours_unknown"),
        (indicator(steps=[{"text": "a"}, {}], ours=["steps[2].text"]), "indicators[1].ours", "ours_unknown"),
        (indicator(steps=[{}, {"text": "a"}], ours=["steps[1].text"]), "indicators[1].ours", "ours_unknown"),
        (lambda it: it["rounds"][0]["deadlines"][0].pop("tier"), "rounds[1].deadlines[1].tier", "missing"),
        (lambda it: it["rounds"][0]["deadlines"][0].pop("on"), "rounds[1].deadlines[1].on", "missing"),
        (lambda it: it["penalties"][0].pop("tier"), "penalties[1].tier", "missing"),
        (lambda it: it["penalties"][0].update(tier=4), "penalties[1].tier", "outside"),
        (
            lambda it: it["penalties"][0].update(source={"document": "001"}),
            "penalties[1].source.document",
            "unknown_name_near",
        ),
        (lambda it: it.update(holidays=[{**DAY, "on": "2548-02-30"}]), "holidays[1].on", "no_such_day"),
        (lambda it: it.update(holidays=[{k: DAY[k] for k in ("name", "authority")}]), "holidays[1].on", "missing"),
        (lambda it: it.update(holidays=[DAY, DAY]), "holidays", "said_twice"),
        (lambda it: it["rounds"][0]["deadlines"][0].update(on="2547-09-30"), "rounds[1].deadlines", "before_round"),
        (lambda it: it["rounds"][0]["deadlines"][0].update(on="2548-04-16"), "rounds[1].deadlines", "tier_order"),
        (lambda it: it["rounds"][0]["deadlines"][0].update(tier=3), "rounds[1].deadlines", "tier_twice"),
        (lambda it: it["units"][0].update(province="chon_burii"), "units[1].province", "no_such_province_near"),
        (
            lambda it: it.update(holidays=[DAY | {"provinces": ["nowhere"]}]),
            "holidays[1].provinces",
            "no_such_province",
        ),
        (lambda it: it.update(holidays=[DAY | SOME | {"scope": "office"}]), "holidays[1].scope", "province_scope"),
    ],
)
def test_a_slip_is_told_with_its_place(change, place, code):
    assert (place, code) in mistakes(change)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (indicator(name=5), "indicators[1].name"),
        (indicator(host=["x"]), "indicators[1].host"),
        (indicator(criteria=5), "indicators[1].criteria"),
        (lambda it: it.update(settings={"due_day": "5"}), "settings.due_day"),
        (lambda it: it.update(settings={"return_days": "5"}), "settings.return_days"),
        (lambda it: it.update(settings={"sending_hour": "9"}), "settings.sending_hour"),
        (lambda it: it.update(settings={"warn": {"tier_1": 1}}), "settings.warn.tier_1"),
        (lambda it: it.update(settings={"warn": {"tier_1": ["1"]}}), "settings.warn.tier_1"),
        (lambda it: it.update(settings="x"), "settings"),
        (lambda it: it.update(penalties={"tier": 3}), "penalties"),
        (lambda it: it["rounds"][0]["deadlines"][0].update(tier="two"), "rounds[1].deadlines[1].tier"),
    ],
)
def test_a_value_of_another_kind_is_told_once_at_its_place(change, place):
    assert mistakes(change) == [(place, "wrong_type")]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("x", "text"),
        (True, "flag"),
        (5, "whole"),
        (Decimal(5), "number"),
        ({"a": 1}, "table"),
        (["x"], "texts"),
        (time(9), "hour"),
        (date(2005, 3, 30), "date"),
        (datetime(2005, 3, 30, 9, tzinfo=UTC), "date"),
        (b"x", "other"),
    ],
)
def test_a_value_of_another_kind_is_told_by_the_word_for_its_kind(value, kind):
    assert kind_of(value) == kind


def test_a_project_starts_on_the_first_of_its_month_and_is_named_by_its_code_where_no_name_stands():
    given = [{"code": "a", "starts": "2548-02-17"}, {"code": "b", "name": "ข"}]
    (found,) = framework("department-2548", indicator(projects=given)).indicators
    assert [(it.code, it.name, it.starts) for it in found.projects] == [("a", "a", date(2005, 2, 1)), ("b", "ข", None)]


def test_what_lies_just_within_the_limits_is_taken():
    def at_the_edge(values):
        values["indicators"][0]["steps"] = [{"text": str(number)} for number in range(20)]
        values["units"].append({"code": "ก" * 39})
        values["changes"] = {"until": "2548-03-31", "grounds": ["ก" * 1000]}
        values["indicators"][0].update(name="ก" * 1000, weight="999999999999.123456", target=0)
        values["indicators"][0]["ours"] = ["steps", "steps[1].text", "steps[20]", "weight"]
        values["rounds"][0]["deadlines"][0].update(on="2547-10-01")
        values["penalties"][0].update(tier=1, rate=0)

    found = framework("department-2548", at_the_edge)
    assert len(found.units[-1].code) == 39
    assert len(found.indicators[0].steps) == 20
    assert len(found.indicators[0].name) == 1000
    assert found.indicators[0].weight == Decimal("999999999999.123456")
    assert found.indicators[0].target == 0
    assert (found.rounds[0].deadlines[0].on, found.penalties[0].tier) == (date(2004, 10, 1), 1)
    assert found.penalties[0].rate == 0


def test_an_empty_name_is_as_good_as_none():
    assert framework("department-2548", indicator(host="", kinds=[], units=["สปข.1", " "])).indicators[0].units == (
        "สปข.1",
    )
    found = framework(change=lambda it: (it["units"][0].update(name=""), it["penalties"][0].update(kind="", off=" ")))
    assert (found.units[0].name, found.penalties[0].kind, found.penalties[0].off) == ("สปข.1", "points_per_day", None)


def test_a_bare_nought_is_a_code_like_any_other():
    def nought(values):
        values["units"].append({"code": 0})
        values["indicators"][0]["units"].append(0)

    assert "0" in framework("department-2548", nought).indicators[0].units


def test_numbers_and_hours_may_be_written_as_text():
    def as_text(values):
        values["indicators"][0]["weight"] = " 12.50 "
        values["settings"] = {"due_day": 5, "due_hour": "16.30", "sending_hour": time(8, 45, 59, 7)}

    found = framework("department-2548", as_text)
    assert found.indicators[0].weight == Decimal("12.50")
    assert (found.settings.due_hour, found.settings.sending_hour) == (time(16, 30), time(8, 45))


def test_an_offices_own_day_has_its_authority_and_may_be_a_working_day_after_all():
    found = framework("department-2548", lambda it: it.update(holidays=[{**DAY, "scope": "country", "working": True}]))
    assert found.days == (
        OwnDay(on=date(2005, 5, 2), name=DAY["name"], authority=DAY["authority"], scope="country", working=True),
    )


def test_a_day_for_some_provinces_is_the_countrys_and_a_unit_may_be_in_one_of_them():
    def in_the_east(values):
        values["holidays"] = [DAY | SOME]
        values["units"][0]["province"] = "chon_buri"

    found = framework("department-2548", in_the_east)
    assert [(it.scope, it.provinces) for it in found.days] == [("country", ("chon_buri", "rayong"))]
    assert [unit.province for unit in found.units[:2]] == ["chon_buri", ""]


def test_a_day_is_the_offices_own_and_free_unless_said_otherwise():
    (day,) = framework("department-2548", lambda it: it.update(holidays=[DAY])).days
    assert (day.scope, day.working, day.name_en, day.authority_en) == ("office", False, "", "")


@pytest.mark.parametrize(("year", "expected"), [(-1, []), (0, [("process[3].year", "year_in_the_day")])])
def test_beside_a_day_with_its_year_the_year_may_only_say_the_same(year, expected):
    assert mistakes(lambda it: it["process"][2].update(year=year), "provinces-2554") == expected


def test_a_penalty_says_what_it_comes_off_and_is_named_by_its_code_where_no_name_stands():
    bare = {"code": "late", "rate": "0.5", "per": "calendar", "tier": 3, "rounds": [6]}
    full = {"name": "ชื่อ", "name_en": "Name", "off": "รวม", "off_en": "total", "cap": 5, "floor": "1.5"}

    def rule(**more):
        (found,) = framework("department-2548", lambda it: it.update(penalties=[bare | more])).penalties
        return (found.name, found.name_en, found.off, found.off_en, found.cap, found.floor)

    assert rule() == ("late", "", None, "", None, None)
    assert rule(**full) == ("ชื่อ", "Name", "รวม", "total", Decimal(5), Decimal("1.5"))


def test_a_round_has_one_rule_of_lateness_at_each_tier():
    def rules(*rounds):
        bare = {"rate": "0.5", "per": "calendar", "tier": 3}
        listed = [bare | {"code": f"late-{number}", "rounds": of} for number, of in enumerate(rounds)]
        return mistakes(lambda it: it.update(penalties=listed))

    assert rules([6], [9], [12]) == []
    assert rules([6], [9], [12, 6]) == [("penalties[3]", "penalty_twice")]


def test_what_has_no_name_is_named_by_its_code_and_need_not_be_told_in_english():
    def bare(values):
        values["kinds"] = [{"code": "สปข."}, {"code": "ส.ปชส.", "name": "สำนักงาน"}]
        values["units"].append({"code": "กอง"})
        values["documents"] = [{"code": it["code"], "name": "x"} for it in values["documents"]]
        values["penalties"][0]["source"] = {"document": "000"}

    found = framework("department-2548", bare)
    assert [it.name for it in (*found.kinds, found.units[-1])] == ["สปข.", "สำนักงาน", "กอง"]
    assert {it.name_en for it in found.documents} == {""}
    assert (found.penalties[0].source.clause, found.penalties[0].source.clause_en) == ("", "")


def posted(**values):
    return lambda it: it.update(posts=[{"title": "หัวหน้า", **values}])


def test_a_post_is_of_a_unit_of_each_indicator_named_or_of_the_department():
    def found(**values):
        return [(it.unit, it.indicator, it.title_en) for it in framework("department-2548", posted(**values)).posts]

    assert found(role="head", unit="สปข.1", title_en="Head") == [("สปข.1", None, "Head")]
    assert found(role="supervisor", indicators=["8"]) == [(None, "8", "")]
    assert found(role="psdg") == [(None, None, "")]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"role": "head"}, [("posts[1]", "post_scope")]),
        ({"role": "supervisor", "indicators": ["8", "8"]}, [("posts[1].indicators", "twice")]),
        ({"role": "psdg", "unit": "สปข.1"}, [("posts[1]", "post_scope")]),
        ({"role": "head", "unit": "สปข.99"}, [("posts[1].unit", "unknown_name_near")]),
        ({"role": "supervisor", "indicators": ["88"]}, [("posts[1].indicators", "unknown_name_near")]),
    ],
)
def test_a_post_of_something_else_is_refused(values, wrong):
    assert mistakes(posted(**values)) == wrong


def test_a_post_is_said_once():
    twice = [{"role": "psdg", "title": title} for title in ("a", "b")]
    assert mistakes(lambda it: it.update(posts=twice)) == [("posts", "said_twice")]


def test_an_offices_own_day_is_named_in_both_languages():
    english = {"name_en": "Day of the office", "authority_en": "Order no. 1"}
    (day,) = framework("department-2548", lambda it: it.update(holidays=[DAY | english])).days
    assert (day.name_en, day.authority_en) == ("Day of the office", "Order no. 1")
    assert day.working is False
