"""On which mornings the PSDG hears of a step: warned of, late again and again, and never of what only waits."""

from dataclasses import replace
from datetime import date, timedelta

from rules.fiscal import FiscalYear
from rules.frameworks import Settings
from rules.occasions import Morning, Occasion, Term
from rules.process import Duration, Happened, Step, Window, standings
from rules.rhythm import Late, spoken
from rules.step_occasions import late_steps, warned
from tests.rules.calendars import BANGKOK, YEAR_2554, be

YEAR = FiscalYear(2554)
DAY = timedelta(days=1)
BY_31_MARCH = Step(code="7", text="changes", owners=("province",), window=Window(first=None, last=be(31, 3, 2554)))
AFTER_IT = Step(code="8", text="next", owners=("province",), window=BY_31_MARCH.window, after="7")


def again(standing, morning: Morning) -> tuple[Late, ...]:
    """What the PSDG hears of steps that are late, where nothing else is late."""
    if not morning.worked.is_working(morning.today):
        return ()
    return spoken(late_steps("framework", standing, morning, YEAR_2554))


def told(*steps: Step, first: date, last: date, done: tuple[Happened, ...] = ()) -> dict[date, list[str]]:
    """Which steps are told on which morning, each morning from `first` to `last` lived."""
    found = {}
    for number in range((last - first).days + 1):
        today = first + number * DAY
        morning = Morning(told_until=today - DAY, today=today, settings=Settings(), worked=YEAR_2554, zone=BANGKOK)
        happened = tuple(it for it in done if it.on <= today)
        standing = standings(steps, happened, YEAR, YEAR_2554, today)
        codes = [it.term.period for it in (*warned(standing, morning, YEAR_2554), *again(standing, morning))]
        if codes:
            found[today] = codes
    return found


def test_source_001_1_5_2_the_31st_of_march_is_warned_of_like_a_round_and_late_again_every_five_working_days():
    assert list(told(BY_31_MARCH, first=be(1, 3, 2554), last=be(30, 4, 2554))) == [
        be(22, 3, 2554),
        be(28, 3, 2554),
        be(30, 3, 2554),
        be(31, 3, 2554),
        be(1, 4, 2554),
        be(11, 4, 2554),
        be(21, 4, 2554),
        be(28, 4, 2554),
    ]


def test_what_is_done_is_not_told_and_what_waits_is_told_once_it_can_begin():
    done = (Happened(step="7", on=be(4, 4, 2554)),)
    found = told(BY_31_MARCH, AFTER_IT, first=be(28, 3, 2554), last=be(12, 4, 2554), done=done)
    assert found == {
        be(28, 3, 2554): ["7"],
        be(30, 3, 2554): ["7"],
        be(31, 3, 2554): ["7"],
        be(1, 4, 2554): ["7"],
        be(11, 4, 2554): ["8"],
    }


def test_mornings_that_were_missed_make_one():
    today = be(1, 4, 2554)
    morning = Morning(told_until=be(20, 3, 2554), today=today, settings=Settings(), worked=YEAR_2554, zone=BANGKOK)
    found = again(standings((BY_31_MARCH,), (), YEAR, YEAR_2554, today), morning)
    assert [(it.role, it.term.period, it.term.due) for it in found] == [("psdg", "7", be(31, 3, 2554))]


def test_a_day_that_is_not_worked_tells_nothing():
    assert told(BY_31_MARCH, first=be(2, 4, 2554), last=be(3, 4, 2554)) == {}


def test_steps_that_are_late_since_different_days_come_in_one_message_every_five_working_days():
    earlier = Step(code="6", text="audit", owners=("OPDC",), window=Window(first=None, last=be(29, 3, 2554)))
    found = told(earlier, BY_31_MARCH, first=be(1, 4, 2554), last=be(30, 4, 2554))
    assert found == {
        be(1, 4, 2554): ["6", "7"],
        be(11, 4, 2554): ["6", "7"],
        be(21, 4, 2554): ["6", "7"],
        be(28, 4, 2554): ["6", "7"],
    }


def test_a_step_is_named_by_its_code_with_the_days_that_are_its_own():
    today = be(22, 3, 2554)
    first, last = be(1, 3, 2554), be(31, 3, 2554)
    morning = Morning(told_until=today - DAY, today=today, settings=Settings(), worked=YEAR_2554, zone=BANGKOK)
    steps = (replace(BY_31_MARCH, window=Window(first=first, last=last)), replace(BY_31_MARCH, code="9"))
    found = warned(standings(steps, (), YEAR, YEAR_2554, today), morning, YEAR_2554)
    assert found == (
        Occasion(kind="step", term=Term(tier=0, period="7", first=first, last=last, due=last)),
        Occasion(kind="step", term=Term(tier=0, period="9", first=last, last=last, due=last)),
    )


def test_a_step_that_hangs_on_a_late_one_is_late_since_its_own_planned_day():
    early = Step(code="1", text="first", owners=("province",), window=Window(first=None, last=be(1, 3, 2554)))
    later = replace(early, code="2", window=None, after="1", takes=Duration(amount=5, unit="working"))
    done, today = (Happened(step="1", on=be(18, 3, 2554)),), be(1, 4, 2554)
    morning = Morning(told_until=today - DAY, today=today, settings=Settings(), worked=YEAR_2554, zone=BANGKOK)
    (found,) = late_steps("framework", standings((early, later), done, YEAR, YEAR_2554, today), morning, YEAR_2554)
    assert (found.framework_id, found.term.due, found.today) == ("framework", be(8, 3, 2554), 18)


def test_a_step_that_could_begin_early_is_warned_of_by_the_days_that_it_has_now():
    early = Step(code="1", text="first", owners=("province",), window=Window(first=None, last=be(31, 3, 2554)))
    later = replace(early, code="2", window=None, after="1", takes=Duration(amount=5, unit="working"))
    done, today = (Happened(step="1", on=be(1, 3, 2554)),), be(8, 3, 2554)
    morning = Morning(told_until=today - DAY, today=today, settings=Settings(), worked=YEAR_2554, zone=BANGKOK)
    (found,) = warned(standings((early, later), done, YEAR, YEAR_2554, today), morning, YEAR_2554)
    assert (found.term.period, found.term.due) == ("2", be(8, 3, 2554))
