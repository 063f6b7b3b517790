"""Some are freed by a waiver, some have longer by an extension: what they are asked, told and judged by."""

from datetime import date, datetime

import pytest
from icalendar import Calendar

from bot.importing import take
from handlers import showing
from handlers.actions import alert, consolidate, year_file
from handlers.actions.record import record
from rules.deadlines import Stamp
from rules.entries import StepReached
from rules.fiscal import local_date
from rules.occasions import Occasion, Term
from rules.penalties import Remark
from storage import questions, questions_clock, questions_owing, questions_review, questions_rounds
from storage.tables import frameworks, obligations, reliefs, units
from tests.builders import BANGKOK, OTHER_UNIT, UNIT
from tests.examples import framework
from tests.handlers.small_office import TEXTS, opened
from tests.handlers.test_over_the_years import told
from tests.there import there

WHY = {"reason": "น้ำท่วม", "reason_en": "flood", "authority": "อธิบดี", "authority_en": "the Director-General"}
OCTOBER = {"month": "10", **WHY}
FREED = {"code": "W1", "units": [UNIT], **OCTOBER}
LONGER = {"code": "E1", "units": [UNIT], "until": "11-20", **OCTOBER}
ROUND_FREED = {"code": "W2", "tier": 2, "indicators": ["8"], "rounds": ["6"], **WHY}
ROUND_LONGER = {"code": "E2", "tier": 2, "indicators": ["8"], "rounds": ["6"], "until": "04-09", **WHY}
OCTOBER_DAYS = date(2026, 10, 1), date(2026, 10, 31)
WAIVED = "Waived, no report is owed: flood (the Director-General)"


def waiving(*waivers):
    return lambda values: values.update(waivers=list(waivers))


def extending(*extensions):
    return lambda values: values.update(extensions=list(extensions))


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock)


@pytest.fixture
def imported(office, clock):
    async def importing(change=lambda _: None, day=None):
        if day:
            clock.move_to(datetime(*day, tzinfo=BANGKOK))
        pledge = framework(change=change)
        return await office.database.write(lambda work: take(work, pledge, clock.now()))

    return importing


@pytest.fixture
def hear(office):
    """What somebody is answered."""

    async def asking(person, words):
        platform = "line" if person in ("officer", "head") else "telegram"
        return await office.database.write(lambda work: told(work, person, words, platform))

    return asking


def owed(work, unit=UNIT):
    found = questions.owed_by(work, [there(units.by_code(work, unit)).id], local_date(work.now, BANGKOK))
    return {(it.indicator, it.period) for it in found}


def late(work, tier=1):
    everything = questions_review.Scope(everything=True, units=(), indicators=())
    return {(it.unit, it.indicator, it.period) for it in questions_review.late_now(work, everything, tier)}


async def test_what_is_waived_is_asked_of_nobody_is_never_late_and_is_missing_nowhere(office, imported, clock):
    await imported(waiving(FREED))
    clock.move_to(datetime(2026, 11, 12, 9, 0, tzinfo=BANGKOK))
    assert await office.ask(owed) == set()
    assert await office.ask(lambda work: owed(work, OTHER_UNIT)) != set()
    assert {unit for unit, _, _ in await office.ask(late)} == await office.ask(others)

    def counted(work):
        everything = questions_review.Scope(everything=True, units=(), indicators=())
        month = questions_review.newest_period(work, everything, local_date(work.now, BANGKOK))
        ours = frameworks.in_force(work)[0].id
        return (
            {it.unit for it in month},
            {it.unit for it in questions_rounds.missing_below(work, office.round_(work, 2))},
            questions_owing.units_missing(work, ours, ["2026-10"], [there(units.by_code(work, UNIT)).id]),
            {it.unit for it in questions_clock.units_owing(work, ours, OCTOBER_DAYS, local_date(work.now, BANGKOK))},
        )

    month, below, missing, owing = await office.ask(counted)
    assert UNIT not in month | owing
    assert OTHER_UNIT in month & owing
    assert missing == frozenset()
    assert UNIT in below, "its later months are owed"


def others(work):
    """All units but the one that is freed and those that owe nothing."""
    return {it.unit for it in questions.matters(work, questions.MATTERS) if it.tier == 1} - {UNIT}


async def test_whoever_asks_hears_by_whose_authority_nothing_is_owed(imported, hear):
    await imported(waiving(FREED))
    assert f"Indicator 8 · Oct 2026 · {WAIVED}" in await hear("officer", "report")


async def test_what_is_waived_can_be_reported_all_the_same_and_is_not_late(office, imported, hear, clock):
    await imported(waiving(FREED))
    clock.move_to(datetime(2026, 12, 20, 9, 0, tzinfo=BANGKOK))
    found = await office.ask(office.owed)
    recorded = await office.database.write(office.sending(found, 2))
    assert recorded.report.verdict.outcome == "no_deadline"
    answer = await hear("officer", f"why {recorded.report.ref}")
    assert WAIVED in answer
    assert "prints no due day" not in answer
    assert recorded.report.ref in await hear("officer", "status")


async def test_what_is_waived_costs_nothing_either_when_it_was_sent_back_and_comes_again_late(office, imported, clock):
    def costing_returns(values):
        waiving(FREED)(values)
        again = {"code": "again", "tier": 1, "returned": True, "rate": "0.1", "per": "working", "ours": []}
        values["penalties"].append({**values["penalties"][0], **again})

    await imported(costing_returns)
    found = await office.ask(office.owed)
    ref = (await office.database.write(office.sending(found, 2))).report.ref
    back = await office.database.write(office.deciding(ref, reason="more proof"))
    assert back.report.return_due_on == date(2026, 11, 9)
    clock.move_to(datetime(2026, 11, 20, 9, 0, tzinfo=BANGKOK))
    assert (await office.database.write(office.sending(found, 3, correcting=True))).again is None


async def test_taken_out_of_the_file_it_is_owed_again_by_the_day_that_is_stated(office, imported):
    before = await office.ask(ledger)
    await imported(waiving(FREED))
    assert await office.ask(owed) == set()
    await imported()
    assert await office.ask(ledger) == before


def ledger(work):
    return {it.id: it for it in obligations.existing(work, frameworks.in_force(work)[0].id)}


def handing(office):
    """The supervisor hands in the round of six months now."""
    return lambda work: consolidate.hand(work, office.round_(work, 2), office.ids["supervisor"], Stamp(at=work.now))


async def test_a_waived_round_presses_nobody_and_the_round_at_a_glance_says_why(office, imported, hear, clock):
    await imported(waiving(ROUND_FREED))
    clock.move_to(datetime(2027, 4, 7, 9, 0, tzinfo=BANGKOK))
    assert ("8", "6") not in {(code, period) for _, code, period in await office.ask(lambda work: late(work, 2))}
    assert WAIVED in await hear("psdg", "round 6")
    assert WAIVED in await hear("supervisor", "/round 6")

    handed = await office.database.write(handing(office))
    assert handed.verdict.outcome == "no_deadline"
    assert WAIVED in await hear("supervisor", f"why {handed.ref}")


async def test_a_waived_round_at_opdc_is_named_without_lateness_and_can_still_be_stated(office, imported, hear, clock):
    await imported(waiving({"code": "W3", "tier": 3, "rounds": ["6"], **WHY}))
    clock.move_to(datetime(2027, 5, 7, 9, 0, tzinfo=BANGKOK))
    assert await office.ask(lambda work: late(work, 3)) == set()
    assert WAIVED in await hear("psdg", "round 6/2570")
    assert "6-month" not in await hear("psdg", "overview")
    assert "6-month" in await hear("psdg", "sent 6/2570 15/4/2570")


async def test_an_extension_moves_the_day_for_those_it_names_and_says_so(office, imported, hear, clock):
    await imported(extending(LONGER))
    answer = await hear("officer", "report")
    assert "Friday 20 Nov 2026" in answer
    assert "extended from 5 Nov 2026" in answer
    clock.move_to(datetime(2026, 11, 12, 9, 0, tzinfo=BANGKOK))
    assert {unit for unit, _, _ in await office.ask(late)} == await office.ask(others)
    found = await office.ask(office.owed)
    recorded = await office.database.write(office.sending(found, 2))
    verdict = recorded.report.verdict
    assert (verdict.outcome, verdict.due, verdict.due_stated) == ("on_time", date(2026, 11, 20), date(2026, 11, 5))
    assert Remark.EXTENDED in verdict.remarks
    reasons = await hear("officer", f"why {recorded.report.ref}")
    assert "Due: Friday 20 Nov 2026" in reasons
    assert "Extended from Thursday 5 Nov 2026 (B.E. 2569): flood (the Director-General)" in reasons


async def test_what_is_late_after_its_extension_is_late_from_the_extended_day(office, imported, hear, clock):
    await imported(extending(LONGER))
    clock.move_to(datetime(2026, 11, 24, 9, 0, tzinfo=BANGKOK))
    assert UNIT in {unit for unit, _, _ in await office.ask(late)}
    verdict = (await office.database.write(office.sending(await office.ask(office.owed), 2))).report.verdict
    assert verdict.days == (date(2026, 11, 23), date(2026, 11, 24))


async def test_granted_after_the_day_has_passed_it_counts_for_what_is_not_sent_and_frozen_stays_frozen(
    office, imported, clock
):
    clock.move_to(datetime(2026, 11, 10, 9, 0, tzinfo=BANGKOK))
    sent = (await office.database.write(office.sending(await office.ask(office.owed), 2))).report
    assert sent.verdict.outcome == "late"
    await imported(extending(LONGER))
    assert UNIT not in {unit for unit, _, _ in await office.ask(late)}
    frozen = await office.ask(lambda work: questions.sent_on(work, [there(units.by_code(work, UNIT)).id], "8")[0])
    assert (frozen.verdict, frozen.extension) == (sent.verdict, "")
    again = await office.ask(lambda work: office.owed(work, "ข"))
    verdict = (await office.database.write(office.sending(again, 2))).report.verdict
    assert (verdict.outcome, verdict.due_stated) == ("on_time", date(2026, 11, 5))


async def test_an_extension_that_is_granted_while_somebody_confirms_is_what_they_are_judged_by(office, imported, clock):
    clock.move_to(datetime(2026, 11, 10, 9, 0, tzinfo=BANGKOK))
    seen = await office.ask(lambda work: showing.case(work, office.owed(work)))
    await imported(extending(LONGER))

    def send(work):
        said = StepReached(step=2)
        return record(work, TEXTS, seen, said, by=office.ids["officer"], stamp=Stamp(at=work.now))

    assert (await office.database.write(send)).report.verdict.outcome == "on_time"


async def test_an_extended_round_is_told_by_both_days(office, imported, hear, clock):
    await imported(extending(ROUND_LONGER))
    clock.move_to(datetime(2027, 4, 7, 9, 0, tzinfo=BANGKOK))
    answer = await hear("supervisor", "/round 6")
    assert "Friday 9 Apr 2027" in answer
    assert "extended from 30 Mar 2027" in answer
    clock.move_to(datetime(2027, 4, 12, 9, 0, tzinfo=BANGKOK))
    assert "extended from 30 Mar 2027" in await hear("supervisor", "/late")


async def test_the_years_calendar_has_the_days_of_what_was_granted_to_all_and_not_of_what_was_granted_to_some(
    office, imported, hear
):
    all_longer = {"code": "E4", "month": "11", "until": "12-20", **WHY}
    all_freed = {"code": "W3", "month": "12", **WHY}
    await imported(lambda values: values.update(extensions=[LONGER, all_longer], waivers=[all_freed]))
    answer = await hear("psdg", "/calendar")
    assert "Sunday 20 Dec 2026 (B.E. 2569) · extended from 5 Dec 2026" in answer
    assert "Thursday 5 Nov 2026" in answer
    assert "Reports for Dec 2026" not in answer
    (found,) = await office.ask(lambda work: tuple(frameworks.in_force(work)))
    file = await office.ask(lambda work: year_file.calendar_file(work, TEXTS, "en", found))
    days = {str(it["uid"]).partition(".")[0]: it for it in Calendar.from_ical(file).walk("VEVENT")}
    assert days["month-11"].decoded("dtstart") == date(2026, 12, 20)
    assert {key: str(it["status"]) for key, it in days.items() if "status" in it} == {"month-12": "CANCELLED"}
    assert "Waived" in str(days["month-12"]["description"])


async def test_an_extended_round_at_opdc_is_stated_by_its_new_day(imported, hear, clock):
    extension = {"code": "E3", "tier": 3, "rounds": ["6"], "until": "04-30", **WHY}
    await imported(extending(extension))
    clock.move_to(datetime(2027, 5, 4, 9, 0, tzinfo=BANGKOK))
    assert "Extended from Thursday 15 Apr 2027" in await hear("psdg", "sent 6/2570 30/4/2570")
    answer = await hear("psdg", "/late")
    assert "extended from 15 Apr 2027" in answer


async def test_whoever_asks_hears_when_entry_closes_which_is_later_than_on_time(office, hear, clock):
    assert "taken until the 6-month round" in await hear("officer", "report")
    recorded = await office.database.write(office.sending(await office.ask(office.owed), 2))
    reasons = await hear("officer", f"why {recorded.report.ref}")
    assert "on time until the day ends" in reasons
    assert "taken until the 6-month round" in reasons
    assert "(due Thursday 15 Apr 2027 (B.E. 2570))" in reasons
    await office.database.write(office.stating())
    assert "Entry is closed: the 6-month round" in await hear("head", f"why {recorded.report.ref}")


async def test_a_dropped_extension_is_due_as_stated_and_what_was_judged_under_it_says_so_for_ever(
    office, imported, hear
):
    await imported(extending(LONGER))
    recorded = await office.database.write(office.sending(await office.ask(office.owed), 2))
    await imported()
    assert "flood" in await hear("officer", f"why {recorded.report.ref}")
    rest = await office.ask(lambda work: questions_review.matter(work, office.owed(work, "ข")))
    assert (rest.due, rest.stated_on, rest.extension) == (date(2026, 11, 5), None, "")
    known = await office.ask(lambda work: reliefs.of_framework(work, frameworks.in_force(work)[0].id))
    assert known.extensions == ()


async def test_a_round_that_is_taken_back_is_judged_by_the_extension_that_came_meanwhile(office, imported, hear, clock):
    clock.move_to(datetime(2027, 4, 2, 9, 0, tzinfo=BANGKOK))

    assert (await office.database.write(handing(office))).verdict.outcome == "late"
    await imported(extending(ROUND_LONGER))
    assert "taken back" in await hear("supervisor", "/recall 8 6")
    verdict = (await office.database.write(handing(office))).verdict
    assert (verdict.outcome, verdict.due, verdict.due_stated) == ("on_time", date(2027, 4, 9), date(2027, 3, 30))


async def test_a_round_that_is_taken_back_after_its_extension_was_is_judged_by_the_stated_day(
    office, imported, hear, clock
):
    await imported(extending(ROUND_LONGER))
    clock.move_to(datetime(2027, 4, 2, 9, 0, tzinfo=BANGKOK))

    assert (await office.database.write(handing(office))).verdict.outcome == "on_time"
    await imported()
    await hear("supervisor", "/recall 8 6")
    assert (await office.database.write(handing(office))).verdict.due == date(2027, 3, 30)


async def test_a_waiver_that_is_dropped_after_the_round_arrived_makes_nobody_owe_what_they_cannot_send(
    office, imported, hear, clock
):
    await imported(waiving(FREED))
    clock.move_to(datetime(2027, 4, 14, 9, 0, tzinfo=BANGKOK))
    await office.database.write(office.stating())
    assert "Waived" not in await hear("officer", "report")
    await imported()
    assert "2026-10" not in {period for _, period in await office.ask(owed)}
    assert UNIT not in {unit for unit, _, _ in await office.ask(late)}


async def test_an_arrival_that_is_stated_again_names_the_extended_day_it_is_judged_by(office, imported, clock):
    """Under one code the file names another day by then."""
    extension = {"code": "E3", "tier": 3, "rounds": ["6"], **WHY}
    await imported(extending({**extension, "until": "04-20"}))
    clock.move_to(datetime(2027, 4, 28, 9, 0, tzinfo=BANGKOK))
    await office.database.write(office.stating(date(2027, 4, 22)))
    await imported(extending({**extension, "until": "04-30"}))
    verdict = (await office.database.write(office.stating(date(2027, 4, 23)))).verdict
    assert (verdict.due, verdict.extended.until) == (date(2027, 4, 20), date(2027, 4, 20))


async def test_the_receipt_of_what_was_waived_says_so_and_by_whose_authority(imported, hear, clock):
    await imported(waiving(FREED))
    clock.move_to(datetime(2026, 11, 10, 9, 0, tzinfo=BANGKOK))
    await hear("officer", "report 2.2 45")
    receipt = await hear("officer", "confirm")
    assert WAIVED in receipt
    assert "No due day" not in receipt


async def test_the_supervisors_days_are_counted_up_to_the_day_that_was_extended(office, imported, hear, clock):
    """The six-month round is due on 30 March, and with the extension on 9 April. Where only one indicator has longer,
    the days of the others are gone first."""
    everybody = {name: value for name, value in ROUND_LONGER.items() if name != "indicators"}
    clock.move_to(datetime(2026, 12, 20, 9, 0, tzinfo=BANGKOK))
    stated = await office.ask(supervisors_days)
    await imported(extending(ROUND_LONGER))
    assert await office.ask(supervisors_days) == stated
    await imported(extending(everybody))
    assert await office.ask(supervisors_days) == stated + 7


def supervisors_days(work):
    """How many working days are told to lie between a late month of units and the round that it goes into."""
    known = frameworks.in_force(work)[0]
    first, last = OCTOBER_DAYS
    term = Term(tier=1, period="2026-10", first=first, last=last, due=date(2026, 11, 5))
    return len(there(alert.due_now(work, known, Occasion(kind="overdue", term=term), work.now).eaten).had)
