"""Reports, decisions and the ledger: whoever is overtaken is judged by what the other did; nothing is lost."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot import importing
from handlers.actions import consolidate
from handlers.actions.add_evidence import add_evidence
from handlers.actions.align import align
from handlers.actions.change_projects import add_project, finish_project
from messages.incoming import Heard, Pressed
from rules.deadlines import Stamp
from rules.entries import StepReached
from rules.fiscal import local_date
from rules.indicators import level
from rules.refusals import AlreadyApproved, AlreadyDecided, AlreadySent, ClosedPeriod, NotWaiting, ProjectFinished
from rules.stages import Stage
from storage import questions_review
from storage.tables import conversations, frameworks, projects, reports
from storage.tables.consolidations import SUBMISSIONS
from storage.tables.obligations import OBLIGATIONS
from storage.tables.outbox import OUTBOX
from tests.builders import BANGKOK, People
from tests.examples import framework
from tests.handlers.small_office import DISPATCH, TEXTS, hearing, opened
from tests.races import overtaken
from tests.there import there

CLOSING = r"UPDATE obligations .* IN "
TWO_MONTHS = timedelta(days=61)
LAST_MINUTE = People.due.replace(hour=23, minute=59, second=0, microsecond=0)


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock)


@pytest.fixture
async def owed(office):
    return await office.ask(office.owed)


@pytest.fixture
async def sent(office, owed):
    """What the officer has reported: step 2."""
    return (await office.database.write(office.sending(owed, 2))).report


def report(office, ref):
    return office.ask(lambda work: reports.by_ref(work, ref))


def pressing(button, at):
    """The officer presses it; heard late."""
    heard = Heard(
        key=f"{button} {at}", platform="line", address="officer", at=at, stamped=True, what=Pressed(button=button)
    )
    return lambda work: DISPATCH.hear(work, heard)


async def begin_as_before(office, owed, clock, at):
    """October is in; of November all is to be sent as before."""
    second = await office.ask(lambda work: office.owed(work, "ข"))
    for each in (owed, second):
        await office.database.write(office.sending(each, 2))
    for words in ("report 2.2 12", "confirm"):
        await office.database.write(hearing("line", "officer", words))
    clock.move_to(at)
    await office.database.write(hearing("line", "officer", "same"))


def last_said(office, address):
    found = OUTBOX.select().where(OUTBOX.c.address == address).order_by(OUTBOX.c.id.desc())
    return office.ask(lambda work: work.all(found)[0].shapes)


def steps(office, found):
    return office.ask(lambda work: [level(it.answer) for it in reports.versions(work, found.id)])


def state(office, obligation_id):
    return office.ask(lambda work: questions_review.matter(work, obligation_id).state)


def aligned(office, deed):
    """The deed, and the ledger kept in step, as a conversation does."""

    def both(work):
        (found,) = frameworks.in_force(work)
        done = deed(work)
        align(work, found.id, work.now)
        return done

    return both


def adding(office, owed, name, by="officer"):
    def deed(work):
        about = questions_review.matter(work, owed)
        today = local_date(work.now, BANGKOK)
        ids = {"indicator_id": about.indicator_id, "unit_id": about.unit_id}
        return add_project(work, **ids, name=name, by=office.ids[by], today=today)

    return aligned(office, deed)


def finishing(office, owed, by="officer"):
    def deed(work):
        project_id = questions_review.matter(work, owed).project_id
        return finish_project(work, project_id, on=People.prompt.date(), reason="done", by=office.ids[by])

    return aligned(office, deed)


async def test_a_correction_that_an_approval_overtakes_is_refused_and_says_whose_that_was(office, owed, sent):
    correction = office.sending(owed, 3, correcting=True)
    refused, _ = await overtaken(office.database, correction, office.deciding(sent.ref), before="UPDATE reports")
    assert isinstance(refused, AlreadyApproved)
    assert refused.by == office.ids["supervisor"]
    assert (await report(office, sent.ref)).state is Stage.APPROVED
    assert await steps(office, sent) == [2]


async def test_a_correction_that_is_sent_back_meanwhile_is_the_answer_to_that(office, owed, sent):
    correction, returning = office.sending(owed, 3, correcting=True), office.deciding(sent.ref, reason="blurred")
    corrected, _ = await overtaken(office.database, correction, returning, before="UPDATE reports")
    assert corrected.report.version == 2
    now = await report(office, sent.ref)
    assert (now.state, now.version, now.return_due_on) == (Stage.SENT, 2, None)
    assert [it.version for it in await office.ask(lambda work: reports.reviews(work, sent.id))] == [1]


@pytest.mark.parametrize("before", ["UPDATE obligations", "UPDATE reports"])
async def test_of_two_corrections_at_once_both_are_kept_one_after_the_other(office, owed, sent, before):
    ours, theirs = (office.sending(owed, step, by, correcting=True) for step, by in ((3, "officer"), (4, "colleague")))
    done = await overtaken(office.database, ours, theirs, before=before)
    assert sorted(each.report.version for each in done) == [2, 3]
    kept = await steps(office, sent)
    assert (kept[0], sorted(kept)) == (2, [2, 3, 4])
    assert (await report(office, sent.ref)).version == 3


async def test_of_two_first_reports_at_once_the_first_counts(office, owed):
    ours, theirs = office.sending(owed, 2), office.sending(owed, 3, "colleague")
    refused, first = await overtaken(office.database, ours, theirs, before="UPDATE obligations")
    assert isinstance(refused, AlreadySent)
    assert (refused.by, refused.reference) == (office.ids["colleague"], first.report.ref)
    assert await steps(office, first.report) == [3]


async def test_of_two_who_confirmed_the_first_counts_though_an_outage_let_us_hear_it_second(office, owed, clock):
    """The officer confirms in the last minute of the due day, a colleague after midnight, and that is heard first."""
    clock.move_to(LAST_MINUTE)
    await office.database.write(hearing("line", "officer", "report 8 ก step 2 posters are up"))
    clock.move_to(LAST_MINUTE + timedelta(minutes=9))
    late = (await office.database.write(office.sending(owed, 3, "colleague"))).report
    assert late.verdict.outcome == "late"
    await office.database.write(hearing("line", "officer", "confirm", at=LAST_MINUTE))
    now = await report(office, late.ref)
    assert (now.verdict.outcome, now.verdict.at, now.first_heard_at) == ("on_time", LAST_MINUTE, LAST_MINUTE)
    assert await steps(office, now) == [3]
    said = await office.ask(lambda work: [(row.address, row.shapes) for row in work.all(OUTBOX.select())])
    assert [to for to, shapes in said if "You confirmed it first" in shapes] == ["officer"]
    told = f"{late.ref} counts from a colleague’s confirmation before yours"
    assert [to for to, shapes in said if told in shapes] == ["colleague"]


async def test_an_approved_report_counts_from_the_first_confirmation_all_the_same(office, owed, clock):
    """Approving is about the answer, which stays; what was in the draft is said with the refusal."""
    clock.move_to(LAST_MINUTE)
    await office.database.write(hearing("line", "officer", "report 8 ก step 2 posters are up"))
    clock.move_to(LAST_MINUTE + timedelta(minutes=9))
    late = (await office.database.write(office.sending(owed, 3, "colleague"))).report
    await office.database.write(office.deciding(late.ref))
    await office.database.write(hearing("line", "officer", "confirm", at=LAST_MINUTE))
    told = await last_said(office, "officer")
    for words in (f"{late.ref} counts from your confirmation", "This was approved", "posters are up"):
        assert words in told
    now = await report(office, late.ref)
    assert (now.state, now.verdict.outcome, now.verdict.at) == (Stage.APPROVED, "on_time", LAST_MINUTE)
    assert await steps(office, now) == [3]
    assert await office.ask(lambda work: conversations.all_of(work, office.ids["officer"])) == []


async def test_all_as_before_that_was_confirmed_first_counts_for_what_was_sent_meanwhile(office, owed, clock):
    confirmed = datetime(2026, 12, 7, 23, 59, tzinfo=BANGKOK)
    await begin_as_before(office, owed, clock, confirmed)
    november = await office.ask(lambda work: office.owed(work, "ก", "2026-11"))
    clock.move_to(confirmed + timedelta(minutes=9))
    late = (await office.database.write(office.sending(november, 3, "colleague"))).report
    await office.database.write(hearing("line", "officer", "Confirm and send all", at=confirmed))
    assert f"{late.ref} counts from your confirmation" in await last_said(office, "officer")
    now = await report(office, late.ref)
    assert (now.verdict.at, len(now.verdict.days)) == (confirmed, len(late.verdict.days) - 1)


async def test_what_a_colleague_sends_while_all_goes_as_before_is_left_and_the_rest_is_sent(office, owed, clock):
    await begin_as_before(office, owed, clock, datetime(2026, 12, 1, 9, 0, tzinfo=BANGKOK))
    first, second = [await office.ask(lambda work, it=it: office.owed(work, it, "2026-11")) for it in ("ก", "ข")]
    confirming, theirs = hearing("line", "officer", "Confirm and send all"), office.sending(second, 3, "colleague")
    _, sent = await overtaken(office.database, confirming, theirs, before="INSERT INTO reports")
    told = await last_said(office, "officer")
    assert ("2 reports" in told, "somebody sent it before" in told) == (True, True)
    assert [await state(office, each) for each in (first, second)] == ["met", "met"]
    assert await steps(office, sent.report) == [3]


async def test_of_ones_own_two_presses_the_first_counts_though_the_second_was_heard_first(office, owed, clock):
    """No answer came to the first in an outage, so that it was pressed again after midnight."""
    clock.move_to(LAST_MINUTE)
    await office.database.write(hearing("line", "officer", "report 8 ก step 2 posters are up"))
    draft = await office.ask(lambda work: there(conversations.open_of(work, office.ids["officer"])).id)
    again = LAST_MINUTE + timedelta(minutes=9)
    clock.move_to(again)
    await office.database.write(pressing(f"={draft}.1.confirm", at=again))
    ref = await office.ask(lambda work: there(reports.by_obligation(work, owed)).ref)
    assert (await report(office, ref)).verdict.outcome == "late"
    await office.database.write(pressing(f"={draft}.1.edit", at=LAST_MINUTE))
    assert (await report(office, ref)).verdict.outcome == "late"
    await office.database.write(pressing(f"={draft}.1.confirm", at=LAST_MINUTE))
    now = await report(office, ref)
    assert (now.verdict.outcome, now.verdict.at) == ("on_time", LAST_MINUTE)
    assert f"{ref} counts from your confirmation" in await last_said(office, "officer")


async def test_pressed_twice_the_first_press_counts_and_no_other_press_does(office, owed, clock):
    """Both are stale by then: a colleague's answer is in, and whether theirs corrects it is asked."""
    clock.move_to(LAST_MINUTE)
    await office.database.write(hearing("line", "officer", "report 8 ก step 2 posters are up"))
    draft = await office.ask(lambda work: there(conversations.open_of(work, office.ids["officer"])).id)
    clock.move_to(LAST_MINUTE + timedelta(minutes=9))
    late = (await office.database.write(office.sending(owed, 3, "colleague"))).report
    await office.database.write(hearing("line", "officer", "confirm"))
    await office.database.write(pressing(f"={draft}.1.edit", at=LAST_MINUTE))
    assert await report(office, late.ref) == late
    await office.database.write(pressing(f"={draft}.1.confirm", at=LAST_MINUTE))
    assert (await report(office, late.ref)).verdict.at == LAST_MINUTE


async def test_a_confirmation_that_was_really_later_changes_nothing_about_the_first(office, owed, clock):
    await office.database.write(hearing("line", "officer", "report 8 ก step 2 posters are up"))
    first = (await office.database.write(office.sending(owed, 3, "colleague"))).report
    clock.move_to(People.prompt + timedelta(minutes=1))
    heard = await office.database.write(hearing("line", "officer", "confirm"))
    assert "This was sent on" in str(heard.begun.parcel.shapes)
    assert await report(office, first.ref) == first


async def test_whoever_confirms_a_moment_too_late_is_asked_whether_theirs_corrects_the_first(office, owed):
    await office.database.write(hearing("line", "officer", "report 8 ก step 2 posters are up"))
    confirming, theirs = hearing("line", "officer", "confirm"), office.sending(owed, 3, "colleague")
    answered, _ = await overtaken(office.database, confirming, theirs, before="UPDATE obligations")
    assert "colleague" in str(answered.begun.parcel.shapes)
    draft = there(await office.ask(lambda work: conversations.open_of(work, office.ids["officer"])))
    assert draft.step == "answering.instead"


async def test_an_approval_of_what_was_corrected_meanwhile_shows_the_newer_version(office, owed, sent):
    approval, correction = office.deciding(sent.ref, seen=None), office.sending(owed, 3, correcting=True)
    await overtaken(office.database, approval, correction, before="UPDATE reports")
    now = await report(office, sent.ref)
    assert now.version == 2
    reviewed = [it.version for it in await office.ask(lambda work: reports.reviews(work, sent.id))]
    assert reviewed == ([2] if now.state is Stage.APPROVED else [])


async def test_of_two_decisions_at_once_the_second_hears_of_the_first(office, sent):
    ours, theirs = office.deciding(sent.ref), office.deciding(sent.ref, "deputy", reason="blurred")
    refused, _ = await overtaken(office.database, ours, theirs, before="UPDATE reports")
    assert isinstance(refused, AlreadyDecided)
    assert (refused.by, refused.stage) == (office.ids["deputy"], Stage.RETURNED)


async def test_evidence_that_is_added_at_the_moment_of_the_approval_is_seen_or_refused(office, sent):
    file = await office.file("m1", None)

    def adding_it(work):
        return add_evidence(work, TEXTS, there(reports.by_ref(work, sent.ref)), [file], by=office.ids["officer"])

    added, shown = await overtaken(office.database, adding_it, office.deciding(sent.ref), before="UPDATE evidence")
    assert isinstance(added, AlreadyApproved) or shown.files == 1


async def test_a_report_that_the_arrival_of_its_round_overtakes_is_refused(office, owed):
    refused, _ = await overtaken(
        office.database, office.sending(owed, 2), office.stating(), before="UPDATE obligations"
    )
    assert isinstance(refused, ClosedPeriod)
    assert await state(office, owed) == "closed"


async def test_an_arrival_closes_nothing_that_was_reported_at_that_moment(office, owed):
    stated, reported = await overtaken(office.database, office.stating(), office.sending(owed, 2), before=CLOSING)
    assert (stated.replaced_at, reported.report.version) == (None, 1)
    assert await state(office, owed) == "met"


async def test_a_finished_project_closes_nothing_that_was_reported_at_that_moment(office, clock, owed):
    clock.move_to(People.prompt + TWO_MONTHS)
    later = await office.ask(lambda work: office.owed(work, period="2026-12"))
    finished, reported = await overtaken(
        office.database, finishing(office, owed), office.sending(later, 3), before=CLOSING
    )
    assert (finished.code, reported.report.version) == ("ก", 1)
    assert await state(office, later) == "met"


async def test_an_import_gives_no_new_days_to_what_was_reported_at_that_moment(office, owed):
    wanted = framework(change=lambda it: it["settings"].update(due_day=9))

    def importing_it(work):
        return importing.take(work, wanted, work.now)

    before = await office.ask(lambda work: questions_review.matter(work, owed).due)
    await overtaken(office.database, importing_it, office.sending(owed, 2), before="UPDATE obligations")
    assert await office.ask(lambda work: questions_review.matter(work, owed).due) == before


async def test_a_report_that_an_import_overtakes_is_judged_by_the_new_framework(office, clock, owed):
    clock.move_to(People.due + timedelta(days=2))
    wanted = framework(change=lambda it: it["settings"].update(due_day=9))

    def sending(work):
        done = office.sending(owed, 2)(work)
        return done.report.verdict.outcome, [it.settings.due_day for it in frameworks.in_force(work)]

    judged, _ = await overtaken(
        office.database, sending, lambda work: importing.take(work, wanted, work.now), before="UPDATE obligations"
    )
    assert judged == ("on_time", [9])


async def test_a_new_project_that_an_import_overtakes_does_not_bring_back_the_old_framework(office, owed):
    wanted = framework(change=lambda it: it["settings"].update(due_day=9))
    added, _ = await overtaken(
        office.database,
        adding(office, owed, "a new one"),
        lambda work: importing.take(work, wanted, work.now),
        before="INSERT INTO projects",
    )
    mine = select(OBLIGATIONS.c.due_on).where(OBLIGATIONS.c.tier == 1, OBLIGATIONS.c.project_id == added.id)
    days = await office.ask(lambda work: work.all(mine))
    assert days
    assert {row.due_on.day for row in days} == {9}
    assert (await office.ask(lambda work: questions_review.matter(work, owed).due)).day == 9


async def test_an_import_that_a_finished_project_overtakes_leaves_it_finished(office, owed):
    wanted = framework(change=lambda it: it["settings"].update(due_day=9))
    await overtaken(
        office.database,
        lambda work: importing.take(work, wanted, work.now),
        finishing(office, owed),
        before="UPDATE obligations",
    )
    series = select(OBLIGATIONS.c.first_on, OBLIGATIONS.c.state).where(
        OBLIGATIONS.c.project_id == await office.ask(lambda work: questions_review.matter(work, owed).project_id)
    )
    after = [
        row.state for row in await office.ask(lambda work: work.all(series)) if row.first_on > People.prompt.date()
    ]
    assert set(after) == {"closed"}


async def test_two_projects_at_once_get_two_codes_and_both_are_owed(office, owed):
    ours, theirs = await overtaken(
        office.database,
        adding(office, owed, "one"),
        adding(office, owed, "other", "colleague"),
        before="INSERT INTO projects",
    )
    assert ours.code != theirs.code
    for made in (ours, theirs):
        count = select(OBLIGATIONS.c.id).where(OBLIGATIONS.c.project_id == made.id)
        assert len(await office.ask(lambda work, count=count: work.all(count))) == 11


async def test_a_project_is_finished_once(office, owed):
    ours, theirs = finishing(office, owed), finishing(office, owed, "colleague")
    refused, first = await overtaken(office.database, ours, theirs, before="UPDATE projects")
    assert isinstance(refused, ProjectFinished)
    assert await office.ask(lambda work: projects.by_id(work, first.id).finished_on) == People.prompt.date()


async def test_of_two_handings_at_once_one_counts_and_the_other_is_refused(office):
    def handing(by):
        def deed(work):
            return consolidate.hand(work, office.round_(work, 2), office.ids[by], Stamp(at=work.now))

        return deed

    refused, first = await overtaken(
        office.database, handing("supervisor"), handing("deputy"), before="UPDATE obligations"
    )
    assert isinstance(refused, NotWaiting)
    assert [row.ref for row in await office.ask(lambda work: work.all(select(SUBMISSIONS)))] == [first.ref]


async def test_a_correction_and_a_last_step_at_once_leave_the_project_as_the_newest_version_says(office, owed, sent):
    last, back = office.sending(owed, 5, correcting=True), office.sending(owed, 4, "colleague", correcting=True)
    await overtaken(office.database, last, back, before="UPDATE reports")
    newest = (await office.ask(lambda work: reports.versions(work, sent.id)))[-1].answer
    project_id = await office.ask(lambda work: questions_review.matter(work, owed).project_id)
    finished_on = await office.ask(lambda work: projects.by_id(work, project_id).finished_on)
    assert (finished_on is not None) == (newest == StepReached(step=5))
