"""Evidence is taken back: hash, name and time stay, the bytes go, and whoever relied on it is told."""

from handlers import reviewers, showing, telling
from handlers.showing import Case
from messages.outgoing import Card, Revised, Shape, Text
from messages.texts import Texts
from storage.tables import audit, evidence, fetches, people, reports
from storage.tables.evidence import Evidence
from storage.tables.reports import Report
from storage.work import Work


def withdraw_evidence(work: Work, texts: Texts, file: Evidence, *, by: str) -> Report | None:
    """The report that it belonged to, where that was sent in; its verdict stays, its readers and reporter are told,
    once."""
    taken = evidence.withdraw(work, file.id)
    if taken is None:
        return reports.by_id(work, file.report_id) if file.report_id else None
    audit.note(work, by, "evidence.withdraw", taken.id)
    if taken.sha256 and evidence.release_bytes(work, taken.sha256):
        fetches.want(work, taken.message.partition(":")[0], fetches.FORGET, taken.sha256, taken.id)
    if taken.report_id is None:
        return None
    report = reports.held(work, taken.report_id)
    found = showing.case(work, report.obligation_id)
    _tell(work, texts, found, report, taken, by)
    return report


def _tell(work: Work, texts: Texts, found: Case, report: Report, file: Evidence, by: str) -> None:
    def words(language: str) -> str:
        name = people.name_of(work, by) or found.matter.unit
        shown = file.name or texts.line(language, "evidence.a_photo")
        facts = {"by": name, "name": shown, "ref": report.ref, "about": found.about(texts, language)}
        return texts.line(language, "evidence.withdrawn_after", **facts)

    def saying(language: str, card: Card) -> tuple[Shape, ...]:
        return Revised(card), Text(words(language))

    key = f"report:{report.ref}:withdrawn:{file.id}"
    reviewers.tell(work, texts, showing.standing(work, found, report), saying, key=key)
    reporter = people.by_id(work, reports.versions(work, report.id)[-1].sent_by)
    if reporter is not None and reporter.id != by:
        telling.tell(work, reporter.id, (Text(words(reporter.language)),), key=key, why=f"report:{report.ref}")
