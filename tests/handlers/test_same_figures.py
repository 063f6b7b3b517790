"""Whoever is asked on whatever day: no two answers name another day, another lateness or another price for one thing.

A year is walked through under frameworks that differ in all that moves a day. At each deadline's edges everything that
is said is held against the verdict that would be frozen if it came at this instant.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import chain
from typing import Any

import pytest

from bot.clock import MovableClock
from handlers import showing
from handlers.actions import alert, consolidate, state_arrival, todo
from handlers.actions.state_arrival import Statement
from handlers.judging import verdict_now
from messages import naming, reasons, writing
from messages.outgoing import Card, Exhibit, Text, unpacked
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.occasions import Occasion, Term
from rules.penalties import Verdict
from storage import questions, questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import frameworks, outbox, people
from storage.work import Database, Work
from tests.builders import BANGKOK, OTHER_UNIT, UNIT
from tests.examples import framework
from tests.handlers.small_office import Office, hearing, opened
from tests.there import there

TEXTS = Texts.load()
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def fewer(values: dict[str, Any]) -> None:
    """Two units report and one hosts: what is said of many takes longer, and is not said otherwise."""
    values["units"] = [each for each in values["units"] if each["code"] in (UNIT, OTHER_UNIT, "สนผ.")]
    for indicator in values["indicators"]:
        indicator["units"] = [UNIT]


def as_shipped(values: dict[str, Any]) -> None:
    """Nothing moves, calendar days count."""


def moved(values: dict[str, Any]) -> None:
    """Deadlines off working days move: 15 April 2570 is Songkran, 31 October 2570 a Sunday."""
    values["settings"]["moves"] = True
    values["penalties"][0]["per"] = "working"


def moved_with_own_days(values: dict[str, Any]) -> None:
    """The office is closed on days on which OPDC works, and works on a day that OPDC keeps."""
    moved(values)
    values["holidays"] = [
        {"on": on, "name": "วันของสำนักงาน", "authority": "ประกาศกรม", "scope": "office", "working": working}
        for on, working in (("07-15", False), ("07-16", False), ("03-30", False), ("11-05", False), ("04-15", True))
    ]


def by_the_senders_days(values: dict[str, Any]) -> None:
    """Units outside Bangkok count their own days."""
    moved_with_own_days(values)
    values["settings"]["calendar"] = "sender"
    values["units"][0]["province"] = "nan"
    north = {"name": "วันของภาคเหนือ", "authority": "มติคณะรัฐมนตรี", "provinces": ["nan"]}
    values["holidays"] += [{"on": on, **north} for on in ("11-06", "02-08", "04-16")]


def until_an_hour(values: dict[str, Any]) -> None:
    """What is due is due at half past four."""
    values["settings"]["due_hour"] = "16:30"
    for deadline in chain.from_iterable(each["deadlines"] for each in values["rounds"]):
        deadline["hour"] = "16:30"


def priced_at_every_tier(values: dict[str, Any]) -> None:
    """Lateness costs at all tiers, up to a cap."""
    late = values["penalties"][0]
    for tier, per, rate in ((1, "calendar", "0.0100"), (2, "working", "0.0500")):
        values["penalties"].append({**late, "code": f"late{tier}", "tier": tier, "per": per, "rate": rate, "ours": []})
    late["cap"] = 2


def by_a_share(values: dict[str, Any]) -> None:
    """Lateness costs a share of the total, and a unit's its points."""
    late = values["penalties"][0]
    values["penalties"].append({**late, "code": "late1", "tier": 1, "ours": []})
    late |= {"kind": "share_per_day", "rate": "0.5", "cap": "5"}


def given_longer(values: dict[str, Any]) -> None:
    """At each tier something is extended, to a day that moves or to an hour."""
    moved(values)
    priced_at_every_tier(values)
    why = {"reason": "flood", "authority": "the Director-General"}
    values["extensions"] = [
        {"code": "E1", "units": [UNIT], "month": "10", "until": "11-21", **why},
        {"code": "E2", "tier": 2, "indicators": ["8"], "rounds": ["6"], "until": "04-10", **why},
        {"code": "E3", "tier": 3, "rounds": ["6", "9"], "until": "07-30", "hour": "16:30", **why},
    ]


PLEDGES = [as_shipped, moved_with_own_days, by_the_senders_days, until_an_hour, by_a_share, given_longer]
"""The last one moves its deadlines and has a price at every tier as well."""


@dataclass(frozen=True)
class Asked:
    """What one person is told at one instant, in one text; `truth` is what would be frozen now."""

    work: Work
    office: Office
    now: datetime
    heard: dict[str, str] = field(default_factory=dict)

    def told(self, person: str, words: str) -> str:
        key = f"{person}: {words}"
        if key not in self.heard:
            self.heard[key] = self._answer(person, words)
        return self.heard[key]

    def _answer(self, person: str, words: str) -> str:
        platform = "line" if person in ("officer", "head") else "telegram"
        hearing(platform, person, words)(self.work)
        row = self.work.all(outbox.OUTBOX.select().where(outbox.OUTBOX.c.key == f"answer:{platform}:{person}:{words}"))[
            0
        ]
        return "\n".join(chain.from_iterable(map(_lines, unpacked(row.shapes))))

    def truth(self, matter: Matter) -> Verdict:
        if matter.tier == 1:
            return verdict_now(self.work, showing.case_of(self.work, matter), Stamp(at=self.now))
        if matter.tier == 2:
            return consolidate.judged(self.work, matter, Stamp(at=self.now))
        local = self.now.astimezone(BANGKOK)
        return state_arrival.judged(self.work, matter, Statement(on=local.date(), hour=local.time(), receipt=""))


def _lines(shape: Any) -> list[str]:
    if isinstance(shape, Text):
        return [shape.title, shape.text]
    if isinstance(shape, Exhibit):
        return [shape.caption]
    assert isinstance(shape, Card)
    rows = [f"{row.label} | {row.detail}" for row in shape.rows]
    return [shape.small, shape.title, shape.status, *shape.body, *rows]


def _line_with(text: str, word: str) -> str:
    return next((line for line in text.split("\n") if word in line), "")


def of_rounds(asked: Asked) -> None:
    """Tiers 2 and 3 as /round, /score, /late, /overview, /submit, alerts and the calendar tell them."""
    late = asked.told("psdg", "late")
    for matter in questions.matters(asked.work, questions_review.MATTERS):
        if matter.tier == 1 or matter.indicator not in ("", "8") or not _is_near(matter, asked.now):
            continue
        truth, name = asked.truth(matter), f"tier {matter.tier} round {matter.period} at {asked.now}"
        due, is_late = writing.full_date(there(truth.due), "en"), truth.outcome == "late"
        assert matter.counted_until == truth.counted_until, name
        word = "OPDC |" if matter.tier == 3 else "Indicator 8 |"
        row = _line_with(asked.told("psdg", f"round {matter.period}/2570"), word)
        assert due in row, (name, row)
        assert ("late" in row) is is_late, (name, row, truth)
        if matter.tier == 3:
            assert (f"today, {naming.amount(TEXTS, 'en', truth.deduction)}" in row) is is_late, (name, row)
            of_net(asked, matter, truth)
        mine = asked.told("psdg" if matter.tier == 3 else "supervisor", f"round {matter.period}/2570")
        said = _line_with(mine, "OPDC by" if not is_late and matter.tier == 3 else "was due" if is_late else "hand in")
        assert due in (said or _line_with(mine, "It was due")), (name, mine)
        label = f"{matter.period}-month round" if matter.tier == 3 else f"Indicator 8 · {matter.period}-month"
        assert (_row_of(late, label) != "") is (is_late and matter.warned), (name, late)
        if matter.tier == 2:
            asks = asked.told("supervisor", f"submit 8 {matter.period}/2570")
            assert due in asks, (name, asks)
            assert reasons.outcome(TEXTS, "en", truth) in asks, (name, asks)
        of_alert(asked, matter, truth, name)
    overview = asked.told("psdg", "overview")
    for matter in questions.matters(asked.work, questions_review.MATTERS):
        line = _line_with(overview, f"{matter.period}-month round") if matter.tier == 3 else ""
        if line:
            truth = asked.truth(matter)
            assert writing.full_date(there(truth.due), "en") in line, (line, truth)
            assert ("left" in line) is (truth.outcome != "late"), (line, truth)


def of_net(asked: Asked, matter: Matter, truth: Verdict) -> None:
    """What would come off the total, as the scores tell it."""
    line = _line_with(asked.told("psdg", f"score {matter.period}/2570"), "Nobody has stated")
    costs = f"today, {naming.amount(TEXTS, 'en', truth.deduction)}"
    assert (costs in line) is (truth.outcome == "late"), (matter.period, asked.now, line)


def _is_near(matter: Matter, now: datetime) -> bool:
    return abs(there(matter.counted_until) - now) < 40 * DAY


def _row_of(text: str, label: str) -> str:
    return next((line for line in text.split("\n") if line.startswith(label)), "")


def of_alert(asked: Asked, matter: Matter, truth: Verdict, name: str) -> None:
    """What an alert would say now."""
    found = frameworks.by_id(asked.work, matter.framework_id)
    hour = time.fromisoformat(matter.due_hour) if matter.due_hour else None
    term = Term(tier=matter.tier, period=matter.period, first=matter.first, last=matter.last, due=matter.due, hour=hour)
    mine = frozenset([matter.indicator])
    due = alert.due_now(asked.work, found, Occasion(kind="overdue", term=term), asked.now, matter.unit_id, mine)
    assert (due.at.on, due.late, due.left_out) == (truth.due, truth.days, truth.left_out), name
    assert (due.forecast.points[0].deduction if due.forecast else 0) == truth.deduction, name
    above = {1: questions_rounds.covering, 2: questions_rounds.above}.get(matter.tier, lambda *_: None)(
        asked.work, matter
    )
    eaten = questions_rounds.eaten_of(asked.work, matter, above, asked.now) if above else None
    assert due.eaten == eaten, name


def of_units(asked: Asked) -> None:
    """Tier 1 as the to-do card, /late, the confirmation and alerts tell it."""
    late, card = asked.told("supervisor", "late"), asked.told("officer", "report")
    officer = asked.office.ids["officer"]
    for it in todo.owing(asked.work, officer, people.units_of(asked.work, officer), asked.now):
        matter, truth = it.case.matter, asked.truth(it.case.matter)
        name = f"{matter.indicator} {matter.project} {matter.period} at {asked.now}"
        assert there(it.due).on == truth.due, name
        assert it.overdue is (truth.outcome == "late"), name
        assert matter.counted_until == truth.counted_until, name
        if truth.counting == "working":
            assert it.late == len(truth.days), name
        if matter.indicator == "8" and it.overdue:
            assert _row_of(late, matter.unit), (name, late)
        of_alert(asked, matter, truth, name)
        if truth.deduction:
            assert "loses no points" not in late, (name, late)
            assert "no points" not in card.lower(), (name, card)


def instants(work: Work) -> list[datetime]:
    """About every deadline, as it is stated and as it counts; and a morning every nine days."""
    found = {
        edge + step
        for matter in questions.matters(work, questions_review.MATTERS)
        if matter.counted_until and (matter.tier > 1 or matter.period in ("2026-10", "2027-01"))
        for edge in (matter.counted_until, datetime.combine(there(matter.due) + DAY, time.min, BANGKOK))
        for step in (-SECOND, 0 * SECOND, 34 * HOUR)
    }
    first = datetime(2026, 11, 2, 9, 0, tzinfo=BANGKOK)
    found |= {first + 71 * number * DAY for number in range(5)}
    return sorted(each for each in found if each >= first)


class _RolledBack(Exception):
    """Nothing of it is kept."""


async def rehearsed(database: Database, look: Any) -> None:
    def deed(work: Work) -> None:
        look(work)
        raise _RolledBack

    with pytest.raises(_RolledBack):
        await database.write(deed)


@pytest.mark.parametrize("change", PLEDGES, ids=lambda change: change.__name__)
async def test_no_two_answers_differ_on_any_day_of_a_year(sqlite_url, change):
    clock = MovableClock(datetime(2026, 10, 1, 8, 0, tzinfo=BANGKOK), ticking=False)
    database = Database(sqlite_url, clock)
    await database.start()
    office = await opened(database, clock, framework(change=lambda values: (fewer(values), change(values))))
    for instant in await database.read(instants):
        clock.move_to(instant)
        for look in (of_rounds, of_units):
            await rehearsed(database, lambda work, look=look, now=instant: look(Asked(work, office, now)))
    await database.stop()
