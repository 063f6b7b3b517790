"""Who was given longer is warned and alerted by their own day, who is freed not at all, and the others as ever."""

from datetime import date, datetime, time

import msgspec

from bot import importing
from handlers.actions import alert
from handlers.actions.alert import Reader
from handlers.jobs import reminders
from messages.alerts import Alerts
from rules.fiscal import FiscalYear
from rules.holidays import Calendar
from rules.occasions import Concern, Occasion, Term, unit_terms
from storage import questions_clock, questions_owing
from storage.tables import frameworks, holidays, people
from storage.tables.outbox import OutRow
from tests.builders import BANGKOK
from tests.examples import framework
from tests.handlers.test_jobs_morning import PROMPT, TEXTS, office, planned
from tests.there import there

WHY = {"code": "A", "units": ["สปข.3"], "month": "10", "reason": "น้ำท่วม", "authority": "อธิบดี"}
EARLY, LONGER = {"สปข.1-0"}, {"สปข.3-0"}


async def take(database, clock, **tables):
    pledge = framework(change=lambda values: values.update(tables))
    await database.write(lambda work: importing.take(work, pledge, clock.now()))


async def told_on(database, clock, schedule, day):
    """Whom a morning's message is planned for."""
    before = await planned(database)
    clock.move_to(datetime(*day, 9, 0, tzinfo=BANGKOK))
    await schedule.sweep()
    return set(await planned(database) - before)


async def test_each_is_warned_by_their_own_day(database, clock):
    async with office(database, clock, officers=1) as schedule:
        await take(database, clock, extensions=[{**WHY, "until": "11-20"}])
        clock.move_to(PROMPT)
        await schedule.sweep()
        assert set(await planned(database)) == EARLY | LONGER
        assert await told_on(database, clock, schedule, (2026, 11, 5)) == EARLY
        assert await told_on(database, clock, schedule, (2026, 11, 6)) == EARLY
        assert await told_on(database, clock, schedule, (2026, 11, 19)) >= LONGER
        assert await told_on(database, clock, schedule, (2026, 11, 20)) >= LONGER
        assert await told_on(database, clock, schedule, (2026, 11, 23)) >= LONGER


async def test_who_is_freed_hears_nothing(database, clock):
    async with office(database, clock, officers=1, psdg=people.PSDG) as schedule:
        await take(database, clock, waivers=[WHY])
        for day in (2, 4, 5, 6, 9, 10):
            assert LONGER.isdisjoint(await told_on(database, clock, schedule, (2026, 11, day)))
        assert set(await planned(database)) >= EARLY


async def test_a_supervisor_is_told_of_those_who_are_late_and_of_nobody_who_has_longer(database, clock):
    async with office(database, clock, officers=1):
        await take(database, clock, extensions=[{**WHY, "until": "11-20"}])
        clock.move_to(datetime(2026, 11, 24, 9, 0, tzinfo=BANGKOK))
        early, longer = await database.read(cards)
        assert "สปข.1" in early
        assert "สปข.3" not in early
        assert "สปข.3" in longer
        assert "สปข.1" not in longer
        assert "ขยายเวลาจาก 5 พ.ย. 2569" in longer


def cards(work):
    """What is told of October by its stated day, and by the day that it was extended to."""
    known = frameworks.in_force(work)[0]
    (october, *_) = unit_terms(FiscalYear(2570), known.settings, calendar(work))
    extended = questions_owing.terms_owed(work, known.id, ["2026-10"], day(work))[1, "2026-10"]
    assert next(until for until, _ in extended) is None
    until = longer(extended)
    return tuple(words(work, known.id, term) for term in (october, replaced(october, until)))


def calendar(work) -> Calendar:
    return holidays.calendar(work, frameworks.in_force(work)[0].settings)


def day(work):
    return work.now.astimezone(BANGKOK).date()


def longer(extended):
    return next(until for until, _ in extended if until)


def replaced(term: Term, until) -> Term:
    return Term(
        tier=term.tier,
        period=term.period,
        first=term.first,
        last=term.last,
        owed_on=term.owed_on,
        due=until,
        stated=term.due,
    )


def words(work, framework_id, term):
    concern = Concern(framework_id=framework_id, role="supervisor", occasion=Occasion(kind="overdue", term=term))
    reader = Reader(alerts=Alerts(TEXTS, "th"), indicators=frozenset(["8"]))
    card = alert.units_card(work, reader, concern, work.now)
    assert card is not None
    return "\n".join([card.small, card.title, card.status, *card.body])


async def test_rounds_that_are_extended_to_two_hours_of_a_day_are_told_apart(database, clock):
    why, day = {"tier": 2, "rounds": ["6"], "reason": "น้ำท่วม", "authority": "อธิบดี"}, date(2027, 4, 9)
    given = (("8", time(12)), ("2.2", time(16, 30)))
    longer = [
        {**why, "code": code, "indicators": [code], "until": "04-09", "hour": hour.isoformat("minutes")}
        for code, hour in given
    ]
    async with office(database, clock, officers=1):
        await take(database, clock, extensions=longer)

        def missing(work, hour):
            found = {"first": date(2026, 10, 1), "last": date(2027, 3, 31), "stated": date(2027, 3, 30)}
            term = Term(tier=2, period="6", due=day, hour=hour, **found)
            return [it.indicator for it in questions_clock.term_missing(work, frameworks.in_force(work)[0].id, term)]

        for code, hour in given:
            assert await database.read(lambda work, hour=hour: missing(work, hour)) == [code]


async def test_who_has_longer_by_the_days_of_their_province_is_called_late_by_nobody(database, clock):
    """All are late from 6 November on, one in Nan only from the 12th: its deadline moves over four days of its own."""
    async with office(database, clock, officers=1):
        await database.write(lambda work: importing.take(work, framework(change=in_nan), clock.now()))
        clock.move_to(datetime(2026, 11, 10, 9, 0, tzinfo=BANGKOK))
        early = await database.read(told_of_october)
        assert "สปข.1" in early
        assert "สปข.3" not in early
        assert await database.read(lambda work: alerted(work, "สปข.1-0")) != ()
        assert await database.read(lambda work: alerted(work, "สปข.3-0")) == ()
        clock.move_to(datetime(2026, 11, 12, 9, 0, tzinfo=BANGKOK))
        assert "สปข.3" in await database.read(told_of_october)
        assert await database.read(lambda work: alerted(work, "สปข.3-0")) != ()


def in_nan(values):
    values["settings"] |= {"moves": True, "calendar": "sender"}
    next(each for each in values["units"] if each["code"] == "สปข.3")["province"] = "nan"
    days = {"name": "วันของน่าน", "authority": "มติคณะรัฐมนตรี", "provinces": ["nan"]}
    values["holidays"] = [{"on": on, **days} for on in ("11-05", "11-06", "11-09", "11-10")]


def told_of_october(work):
    """What a supervisor is told of it as late."""
    return words(work, frameworks.in_force(work)[0].id, october(work))


def october(work) -> Term:
    known = frameworks.in_force(work)[0]
    return next(unit_terms(FiscalYear(2570), known.settings, calendar(work)))


def alerted(work, address):
    """What an officer's alert on it says."""
    person = there(people.by_account(work, "telegram", address))
    occasion = Occasion(kind="overdue", term=october(work))
    concern = Concern(framework_id=frameworks.in_force(work)[0].id, role=people.OFFICER, occasion=occasion)
    about = msgspec.json.encode([concern]).decode()
    row = OutRow(
        id="1",
        key="1",
        platform="telegram",
        address=address,
        person_id=person.id,
        why="",
        weight="",
        shapes="",
        not_before=work.now,
        about=about,
    )
    return reminders.compose(work, TEXTS, row)
