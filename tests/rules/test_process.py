"""The processes of the sources: windows and days (001, 002), durations and ways back (002 steps 6-7, 004)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.fiscal import FiscalYear, Month
from rules.process import (
    Duration,
    Happened,
    Stand,
    Standing,
    Step,
    Unordered,
    Window,
    month_window,
    ordered,
    over_before,
    planned,
    standings,
    turns,
)
from tests.rules.calendars import YEAR_2554, be

YEAR = FiscalYear(2554)
DECEMBER = month_window(Month(2010, 12), Month(2010, 12))


def takes(code: str, amount: int, unit, *, after: str = "", after_round: int | None = None, back_to: str = "") -> Step:
    return Step(
        code=code,
        text=f"step {code}",
        owners=("PSDG",),
        after=after,
        after_round=after_round,
        takes=Duration(amount=amount, unit=unit),
        back_to=back_to,
    )


BRIEFING = Step(code="1", text="briefing", owners=("OPDC",), window=Window(first=be(1, 10, 2553), last=be(1, 10, 2553)))
SOURCE_004 = (
    BRIEFING,
    takes("2", 10, "working", after="1"),
    takes("3", 10, "working", after="2", back_to="2"),
    takes("4", 5, "working", after="3"),
    takes("5", 3, "hours", after="4"),
    takes("6", 15, "working", after="5"),
    takes("7", 15, "working", after_round=9),
    takes("8", 5, "working", after="7"),
    takes("9", 2, "working", after="8"),
)
SOURCE_002 = (
    Step(code="6", text="cascade", owners=("PSDG",), window=DECEMBER),
    Step(code="7", text="check", owners=("divisions",), window=DECEMBER, after="6", back_to="6"),
    Step(code="8", text="sign", owners=("PSDG",), window=DECEMBER, after="7"),
)


def on(day: date, *happened: Happened, steps=SOURCE_004) -> dict[str, Standing]:
    return {it.step.code: it for it in standings(steps, happened, YEAR, YEAR_2554, day)}


def test_source_004_ten_days_after_the_briefing_are_counted_as_working_days():
    """From Friday 1 October 2553: Monday 4 to Friday 15 October."""
    assert planned(SOURCE_004, YEAR, YEAR_2554)["2"] == Window(first=be(4, 10, 2553), last=be(15, 10, 2553))


def test_source_004_a_ceremony_of_three_hours_is_held_on_the_next_working_day():
    plan = planned(SOURCE_004, YEAR, YEAR_2554)
    assert plan["5"].first == plan["5"].last == YEAR_2554.next_working(plan["4"].last + timedelta(days=1))


def test_source_004_step_7_hangs_on_the_nine_month_round_not_on_step_6():
    """Fifteen working days after 30 June 2554; 15 and 18 July are holidays."""
    assert planned(SOURCE_004, YEAR, YEAR_2554)["7"] == Window(first=be(1, 7, 2554), last=be(25, 7, 2554))


def test_a_calendar_duration_counts_every_day():
    steps = (BRIEFING, takes("2", 10, "calendar", after="1"))
    assert planned(steps, YEAR, YEAR_2554)["2"] == Window(first=be(2, 10, 2553), last=be(11, 10, 2553))


def test_source_002_a_month_is_the_window_from_its_first_day_to_its_last():
    window = month_window(Month(2010, 10), Month(2010, 12))
    assert window == Window(first=be(1, 10, 2553), last=be(31, 12, 2553))


def test_before_its_window_a_step_is_coming_then_open_then_late():
    stands = [on(day, steps=SOURCE_002)["6"] for day in (be(30, 11, 2553), be(1, 12, 2553), be(4, 1, 2554))]
    assert [it.stand for it in stands] == [Stand.COMING, Stand.OPEN, Stand.LATE]
    assert stands[2].late == (be(4, 1, 2554),)


def test_a_step_waits_for_the_one_before_it():
    found = on(be(15, 12, 2553), steps=SOURCE_002)
    assert (found["7"].stand, found["7"].waits_for) == (Stand.WAITING, "6")


def test_a_late_step_that_waits_is_late_and_says_for_what():
    found = on(be(10, 1, 2554), steps=SOURCE_002)["8"]
    assert (found.stand, found.waits_for) == (Stand.LATE, "7")


def test_source_002_corrections_at_step_7_lead_back_to_step_6():
    sent = Happened(step="6", on=be(7, 12, 2553))
    no = Happened(step="7", on=be(13, 12, 2553), back=True)
    found = on(be(14, 12, 2553), sent, no, steps=SOURCE_002)
    assert (found["6"].stand, found["7"].stand, found["7"].returned) == (Stand.OPEN, Stand.WAITING, 1)
    again = (sent, no, Happened(step="6", on=be(15, 12, 2553)), Happened(step="7", on=be(16, 12, 2553)))
    found = on(be(17, 12, 2553), *again, steps=SOURCE_002)
    assert [found[code].stand for code in "678"] == [Stand.DONE, Stand.DONE, Stand.OPEN]


def test_source_004_a_rejection_by_the_executives_leads_back_to_the_draft():
    happened = (
        Happened(step="1", on=be(1, 10, 2553)),
        Happened(step="2", on=be(11, 10, 2553)),
        Happened(step="3", on=be(20, 10, 2553), back=True),
    )
    found = on(be(20, 10, 2553), *happened)
    assert (found["1"].stand, found["2"].stand, found["3"].waits_for) == (Stand.DONE, Stand.LATE, "2")


def test_what_hangs_on_a_step_that_is_late_is_expected_as_if_that_ended_today():
    found = on(be(20, 10, 2553), Happened(step="1", on=be(1, 10, 2553)))
    assert found["3"].planned.first == be(18, 10, 2553)
    assert found["3"].expected.first == be(21, 10, 2553)


def test_what_ended_early_pulls_the_next_step_forward():
    found = on(be(6, 10, 2553), Happened(step="1", on=be(1, 10, 2553)), Happened(step="2", on=be(5, 10, 2553)))
    assert found["3"].expected == Window(first=be(6, 10, 2553), last=be(19, 10, 2553))
    assert found["3"].stand is Stand.OPEN


def test_what_waits_for_whom():
    found = on(be(17, 12, 2553), Happened(step="6", on=be(7, 12, 2553)), steps=SOURCE_002)
    assert {owner: [it.step.code for it in theirs] for owner, theirs in turns(found.values()).items()} == {
        "divisions": ["7"]
    }


def test_the_longest_late_comes_first():
    late = Step(code="0", text="late", owners=("PSDG",), window=Window(first=None, last=be(1, 10, 2553)))
    found = on(be(4, 1, 2554), steps=(*SOURCE_002, late))
    assert [it.step.code for it in turns(found.values())["PSDG"]] == ["0", "6"]


@pytest.mark.parametrize(
    "steps",
    [
        (takes("1", 1, "working", after="2"), takes("2", 1, "working", after="1")),
        (takes("1", 1, "working", after="9"),),
        (takes("1", 1, "working"),),
        (Step(code="1", text="", owners=(), after_round=6),),
    ],
    ids=["a circle", "no such step", "no anchor", "no duration"],
)
def test_steps_that_hang_on_nothing_are_refused(steps):
    with pytest.raises(Unordered):
        planned(steps, YEAR, YEAR_2554)


def test_a_step_may_stand_before_the_one_it_hangs_on():
    steps = (takes("2", 1, "working", after="1"), BRIEFING)
    assert [step.code for step in ordered(steps)] == ["1", "2"]
    assert [it.step.code for it in standings(steps, (), YEAR, YEAR_2554, be(1, 10, 2553))] == ["2", "1"]


DAYS = st.dates(be(1, 10, 2553), be(30, 9, 2554))
HAPPENED = st.lists(
    st.builds(Happened, step=st.sampled_from("123456789"), on=DAYS, back=st.booleans()), max_size=20
).map(lambda events: sorted(events, key=lambda each: each.on))


@given(HAPPENED, DAYS)
def test_whatever_happens_every_step_has_one_stand_and_its_days_run_forward(happened, today):
    found = standings(SOURCE_004, happened, YEAR, YEAR_2554, today)
    assert [it.step for it in found] == list(SOURCE_004)
    for each in found:
        assert each.expected.first is None or each.expected.first <= each.expected.last
        assert (each.stand is Stand.DONE) == (each.done_on is not None)
        assert (each.stand is Stand.LATE) == (bool(each.late) and each.done_on is None)


def test_done_in_order_all_is_done():
    happened = [Happened(step=step.code, on=be(1, 8, 2554)) for step in SOURCE_004]
    assert {it.stand for it in standings(SOURCE_004, happened, YEAR, YEAR_2554, be(1, 8, 2554))} == {Stand.DONE}


def test_what_was_over_before_the_framework_came_is_taken_as_done_and_nobody_waits_for_it():
    january = be(10, 1, 2554)
    over = over_before(SOURCE_002, YEAR, YEAR_2554, january)
    assert [it.step for it in over] == ["6", "7", "8"]
    assert {it.on for it in over} == {be(31, 12, 2553)}
    assert all(it.stand is Stand.DONE for it in standings(SOURCE_002, over, YEAR, YEAR_2554, january))
    assert over_before(SOURCE_002, YEAR, YEAR_2554, be(31, 12, 2553)) == ()


def test_a_step_that_is_done_is_never_late_and_only_its_own_ways_back_are_counted():
    steps = (BRIEFING, takes("2", 10, "working", after="1"), takes("3", 5, "working", after="2", back_to="2"))
    log = (
        Happened(step="1", on=be(1, 10, 2553)),
        Happened(step="2", on=be(1, 11, 2553)),
        Happened(step="3", on=be(5, 11, 2553), back=True),
        Happened(step="2", on=be(20, 12, 2553)),
    )
    found = {it.step.code: it for it in standings(steps, log, YEAR, YEAR_2554, be(30, 12, 2553))}
    assert found["2"].late == ()
    assert found["2"].stand is Stand.DONE
    assert [found[code].returned for code in ("1", "2", "3")] == [0, 0, 1]


def test_a_way_back_undoes_nothing_behind_the_step_that_was_decided():
    steps = (
        BRIEFING,
        takes("2", 1, "working", after="1", back_to="1"),
        Step(code="3", text="x", owners=("PSDG",), window=DECEMBER),
    )
    log = (Happened(step="3", on=be(1, 12, 2553)), Happened(step="2", on=be(2, 12, 2553), back=True))
    found = {it.step.code: it for it in standings(steps, log, YEAR, YEAR_2554, be(30, 12, 2553))}
    assert found["3"].stand is Stand.DONE


def test_a_no_where_no_way_leads_back_undoes_nothing():
    """A framework may lose a way back that was taken before."""
    log = (Happened(step="1", on=be(1, 10, 2553)), Happened(step="2", on=be(5, 10, 2553), back=True))
    found = on(be(6, 10, 2553), *log)
    assert (found["1"].stand, found["2"].stand, found["2"].returned) == (Stand.DONE, Stand.OPEN, 1)


def test_what_was_over_is_known_by_days_that_follow_from_others_too():
    steps = (takes("7", 5, "working", after_round=6), takes("8", 3, "calendar", after="7"))
    found = over_before(steps, YEAR, YEAR_2554, be(1, 6, 2554))
    plan = planned(steps, YEAR, YEAR_2554)
    assert found == (Happened(step="7", on=plan["7"].last), Happened(step="8", on=plan["8"].last))


def test_the_step_without_days_or_that_is_not_there_is_named():
    with pytest.raises(Unordered, match="9"):
        planned((takes("1", 1, "working", after="9"),), YEAR, YEAR_2554)
    with pytest.raises(Unordered, match="5"):
        planned((Step(code="5", text="x", owners=()),), YEAR, YEAR_2554)
