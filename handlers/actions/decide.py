"""A report is approved or sent back: the first decision counts, on the version that was seen, and everybody hears."""

from collections.abc import Iterator

from handlers import judging, showing, telling
from handlers.posts import shown_name
from handlers.showing import Case, Standing
from handlers.turn import deed
from messages import naming, reasons, writing
from messages.outgoing import Card, Revised, Shape, Text
from messages.states import State
from messages.texts import Texts
from rules.deadlines import return_date
from rules.fiscal import local_date
from rules.quiet import is_quiet
from rules.refusals import ChangedSince, ClosedPeriod, NotYours, ReasonNeeded
from rules.stages import REPORT, Decided, Deed, Stage, next_stage
from storage import questions
from storage.questions_review import Matter
from storage.tables import audit, holidays, outbox, people, reports, sent_cards
from storage.tables.people import OFFICER, Person
from storage.tables.reports import Report
from storage.work import Work


def approve(work: Work, texts: Texts, found: Case, report: Report, person_id: str, seen: int | None) -> Standing:
    """Approve what was seen (version; None: whatever is newest) of the report on `found`; how that stands then.

    Raises NotYours, AlreadyDecided, NotWaiting, ChangedSince where a newer version has come in.
    """
    judge(work, found.matter, report, person_id, Deed.APPROVE, seen)
    return _decide(work, texts, found, report, person_id, Deed.APPROVE)


def send_back(
    work: Work, texts: Texts, found: Case, report: Report, person_id: str, seen: int | None, reason: str
) -> Standing:
    """Send it back with a reason, to come again some working days from now; the verdict of the first sending stays.

    Raises as `approve`, and ReasonNeeded.
    """
    judge(work, found.matter, report, person_id, Deed.RETURN, seen)
    if not reason.strip():
        raise ReasonNeeded
    return _decide(work, texts, found, report, person_id, Deed.RETURN, reason.strip())


def judge(work: Work, matter: Matter, report: Report, person_id: str, wanted: Deed, seen: int | None) -> Stage:
    """The stage that the deed leads to. Raises NotYours, AlreadyDecided, NotWaiting, ChangedSince;
    ClosedPeriod for sending back what nobody could correct any more."""
    if not people.may_review(work, person_id, matter.indicator_key):
        raise NotYours
    decided = None
    if report.decided_by and report.decided_at:
        decided = Decided(by=report.decided_by, at=report.decided_at)
    stage = next_stage(REPORT, report.state, wanted, decided)
    if seen is not None and seen != report.version:
        raise ChangedSince(version=report.version)
    closing = questions.closing(work, matter) if wanted is Deed.RETURN else None
    if closing is not None:
        raise ClosedPeriod(period=matter.period, round_code=closing.code)
    return stage


def card(work: Work, texts: Texts, reader: Person, shown: Standing, *, in_place: bool = False) -> Card:
    """The report as it stands, for one reader: with buttons for whoever may decide on it, who was shown its files when
    they came; `in_place`: any reader is shown them with it."""
    matters = shown.report.state is Stage.SENT or (shown.files > 0 and not in_place)
    reviews = matters and people.may_review(work, reader.id, shown.case.matter.indicator_key)
    decision = _decision(texts, reader, shown)
    return showing.report_card(
        texts, reader.language, shown, decides=reviews, in_place=in_place or reviews, decision=decision
    )


def _decide(
    work: Work, texts: Texts, found: Case, report: Report, person_id: str, wanted: Deed, reason: str = ""
) -> Standing:
    settings = found.framework.settings
    calendar = holidays.calendar(work, settings, unit_id=found.matter.unit_id)
    stage = Stage.APPROVED if wanted is Deed.APPROVE else Stage.RETURNED
    today = local_date(work.now, found.zone)
    due = return_date(today, calendar, settings.return_days) if stage is Stage.RETURNED else None
    decided = reports.decide(work, report, stage, by=person_id, reason=reason, return_due=due)
    if decided is None:
        # Somebody was faster by a moment: refused by what they did.
        judge(work, found.matter, reports.by_id(work, report.id), person_id, wanted, report.version)
        raise RuntimeError("a report that waits could not be decided")
    audit.note(work, person_id, f"report.{wanted}", report.ref, {"version": str(report.version)})
    silent = is_quiet(settings, calendar, work.now, found.zone)
    shown = showing.standing(work, found, decided)
    _revise(work, texts, shown, silent)
    _tell_reporters(work, texts, shown, reason, silent)
    return shown


def _revise(work: Work, texts: Texts, shown: Standing, silent: bool) -> None:
    """Everybody else who was sent the card sees it as it is now, where their platform can edit."""
    report = shown.report
    for person_id in sent_cards.readers_of(work, f"report:{report.ref}"):
        reader = None if person_id == report.decided_by else people.by_id(work, person_id)
        if reader is not None:
            shape = Revised(card(work, texts, reader, shown))
            key = f"decided:{report.ref}:{report.version}"
            telling.tell_person(work, reader, (shape,), key=key, why=f"report:{report.ref}", silent=silent)


def _tell_reporters(work: Work, texts: Texts, shown: Standing, reason: str, silent: bool) -> None:
    report = shown.report
    weight = outbox.NEWS if report.state is Stage.APPROVED else outbox.DEADLINE
    for person in _reporters(work, shown):
        shapes = (_news(work, texts, person, shown, reason),)
        key = f"verdict:{report.ref}:{report.version}"
        telling.tell_person(work, person, shapes, key=key, why=f"report:{report.ref}", weight=weight, silent=silent)


def _reporters(work: Work, shown: Standing) -> Iterator[Person]:
    """Who sent it and still reports for the unit; else whoever does."""
    senders, unit_id = dict.fromkeys(version.sent_by for version in shown.said), shown.case.matter.unit_id
    still = [one for one in senders if unit_id in people.units_of(work, one)]
    for person_id in still or people.holders(work, OFFICER, unit_id=unit_id):
        person = people.by_id(work, person_id)
        if person is not None:
            yield person


def _news(work: Work, texts: Texts, reader: Person, shown: Standing, reason: str) -> Shape:
    language, report = reader.language, shown.report
    about = shown.case.about(texts, language)
    if report.state is Stage.APPROVED or report.return_due_on is None:
        by = _decider(texts, reader, shown)
        return Text(texts.line(language, "reviewing.was_approved", ref=report.ref, about=about, by=by))
    until = writing.full_date(report.return_due_on, language)
    costs = reasons.costs_after(texts, language, judging.rule_again(work, shown.case))
    return Card(
        state=State.RETURNED,
        small=naming.parted((about, report.ref)),
        title=texts.line(language, "reviewing.please_correct", reason=reason),
        status=texts.line(language, "reviewing.send_again_until", day=until),
        body=(texts.line(language, "reviewing.first_counts"), *filter(None, (costs,))),
        footer=(deed(texts.line(language, "reviewing.edit_now"), "edit", report.ref),),
    )


def _decider(texts: Texts, reader: Person, shown: Standing) -> str:
    return shown_name(texts, reader.language, shown.decided_by, is_reader=shown.report.decided_by == reader.id)


def _decision(texts: Texts, reader: Person, shown: Standing) -> str:
    """Who decided what on the newest version, in a sentence; nothing while it waits."""
    language, report = reader.language, shown.report
    if report.state not in (Stage.APPROVED, Stage.RETURNED) or report.decided_at is None:
        return ""
    by, when = _decider(texts, reader, shown), writing.moment(report.decided_at, language)
    if report.state is Stage.APPROVED:
        return texts.line(language, "reviewing.approved_by", by=by, when=when)
    last = shown.reviews[-1]
    due = writing.short_date(report.return_due_on, language) if report.return_due_on else "–"
    return texts.line(language, "reviewing.returned_by", by=by, when=when, reason=last.reason, due=due)
