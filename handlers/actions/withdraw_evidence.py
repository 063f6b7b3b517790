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
    """The report that it belonged to, where that was sent in; its verdict stays, its readers and reporter are told."""
    evidence.withdraw(work, file.id)
    audit.note(work, by, "evidence.withdraw", file.id)
    if file.sha256 and evidence.release_bytes(work, file.sha256):
        fetches.want(work, file.message.partition(":")[0], fetches.FORGET, file.sha256, file.id)
    if file.report_id is None:
        return None
    report = reports.by_id(work, file.report_id)
    found = showing.case(work, report.obligation_id)
    _tell(work, texts, found, report, file, by)
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
