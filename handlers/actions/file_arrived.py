"""The bytes of a piece of evidence are in the store, or will never be: judged, kept once, shown, or asked for again."""

from handlers import file_kinds, reviewers, showing, telling
from handlers.file_limits import MIB, largest
from messages import cards, naming, writing
from messages.outgoing import Text
from messages.texts import Texts
from storage import questions_review
from storage.files import Stored
from storage.tables import audit, evidence, fetches, people, reports
from storage.tables.evidence import LOST, REFUSED, Evidence
from storage.work import Work

UNITS = 1
"""The tier in which units report."""
TOO_LARGE = ("too_large", "too_big")
"""What bot.fetch says of more bytes than the office takes, and a platform of more than it hands out."""


def fetched(work: Work, texts: Texts, evidence_id: str, stored: Stored) -> None:
    """Keep it, or refuse it in words; what was taken back meanwhile is forgotten. Confirming has not waited for it."""
    kind = file_kinds.kind_of(stored.head, stored.size, stored.marks)
    kept = None
    if kind.refused:
        _refuse(work, texts, evidence_id, REFUSED, kind.refused)
    else:
        kept = evidence.keep(work, evidence_id, sha256=stored.sha256, size=stored.size, media_type=kind.media_type)
    if kept is None:
        _forget(work, evidence_id, stored.sha256)
    elif kept.report_id is not None:
        report = reports.by_id(work, kept.report_id)
        found = showing.case(work, report.obligation_id)
        reviewers.show(work, texts, found, report, [kept], key=f"report:{report.ref}:file:{kept.id}")
        if showing.used_before(work, found, [kept]):
            reviewers.revise(work, texts, found, report, key=f"report:{report.ref}:used:{kept.id}")


def not_fetched(work: Work, texts: Texts, evidence_id: str, fault: str) -> None:
    """The platform does not give the bytes, or too many: the person is asked to send the file again."""
    _refuse(work, texts, evidence_id, REFUSED if fault in TOO_LARGE else LOST, fault)


_TOLD = {
    file_kinds.PROGRAM: "evidence.refused_program",
    file_kinds.ARCHIVE: "evidence.refused_archive",
    file_kinds.UNKNOWN: "evidence.refused_unknown",
    file_kinds.EMPTY: "evidence.refused_empty",
    file_kinds.MACROS: "evidence.refused_macros",
    file_kinds.LOCKED: "evidence.refused_locked",
    **dict.fromkeys(TOO_LARGE, "evidence.refused_large"),
}


def _forget(work: Work, evidence_id: str, sha256: str) -> None:
    if not evidence.are_bytes_kept(work, sha256):
        platform = evidence.by_id(work, evidence_id).message.partition(":")[0]
        fetches.want(work, platform, fetches.FORGET, sha256, evidence_id)


def _refuse(work: Work, texts: Texts, evidence_id: str, state: str, reason: str) -> None:
    """On time stays on time: only the proof is asked for again, and not of whoever has taken it back."""
    file = evidence.refuse(work, evidence_id, state, reason)
    if file is None:
        return
    audit.note(work, audit.CLOCK, f"evidence.{state}", file.id, {"reason": reason})
    _tell_sender(work, texts, file, reason)
    if file.report_id is not None:
        report = reports.held(work, file.report_id)
        found = showing.case(work, report.obligation_id)
        reviewers.revise(work, texts, found, report, key=f"report:{report.ref}:refused:{file.id}")


def _proves(work: Work, texts: Texts, language: str, file: Evidence) -> str:
    """What it was to prove: of which unit, indicator, project, period and step; nothing where that was not said yet."""
    matter = questions_review.matter(work, file.obligation_id) if file.obligation_id else None
    if matter is None or matter.tier != UNITS:
        return ""
    found = showing.case_of(work, matter)
    step = cards.step(texts, language, file.step, found.wording) if file.step else ""
    return naming.parted((found.about(texts, language), step))


def _tell_sender(work: Work, texts: Texts, file: Evidence, reason: str) -> None:
    sender = people.by_id(work, file.person_id)
    if sender is None:
        return
    when = writing.moment(file.heard_at, sender.language)
    facts = {"name": file.name or texts.line(sender.language, "evidence.a_photo"), "when": when}
    if reason in TOO_LARGE:
        facts["limit"] = str(largest(work, file.message.partition(":")[0]) // MIB)
    words = texts.line(sender.language, _TOLD.get(reason, "evidence.lost"), **facts)
    about = _proves(work, texts, sender.language, file)
    lines = [words, texts.line(sender.language, "evidence.was_for", about=about)] if about else [words]
    telling.tell(work, sender.id, (Text("\n".join(lines)),), key=f"evidence:{file.id}", why=f"evidence:{file.id}")
