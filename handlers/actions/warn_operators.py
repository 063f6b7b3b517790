"""Operators hear of what stands still, on an account that can be reached: never what anybody wrote, nor who."""

from collections.abc import Collection

from msgspec.structs import replace

from handlers import telling
from handlers.operating import GIBIBYTE, PLATFORMS, Machine, wanting
from messages import writing
from messages.outgoing import Text
from messages.patterns import Value
from messages.texts import Texts
from rules import alerts
from rules.alerts import Finding, Judged
from storage import questions_operation
from storage.tables import people, reach, watched
from storage.tables.people import Person
from storage.work import Work

SAID = {
    alerts.SENDING: ("operating.sending", "operating.sending"),
    alerts.FETCHING: ("operating.fetching", "operating.fetching"),
    alerts.LANE: ("operating.lane", "operating.lane"),
    alerts.EVENTS: ("operating.events", "operating.events"),
    alerts.QUOTA: ("operating.quota_low", "operating.quota_spent"),
    alerts.SILENT: ("operating.silent", "operating.silent"),
    alerts.DISK: ("operating.disk_low", "operating.disk_full"),
    alerts.CERTIFICATE: ("operating.certificate_soon", "operating.certificate_now"),
    alerts.BACKUP: ("operating.no_backup", "operating.no_backup"),
}
"""By kind: while it threatens, and once people suffer from it."""
NAMES = {
    alerts.SENDING: "operating.name_sending",
    alerts.FETCHING: "operating.name_fetching",
    alerts.LANE: "operating.name_lane",
    alerts.EVENTS: "operating.name_events",
    alerts.QUOTA: "operating.name_quota",
    alerts.SILENT: "operating.name_silent",
    alerts.DISK: "operating.name_disk",
    alerts.CERTIFICATE: "operating.name_certificate",
    alerts.BACKUP: "operating.name_backup",
}


def warn(work: Work, texts: Texts, machine: Machine) -> tuple[Judged, ...]:
    """Look at everything, keep how each thing stands, tell what is new, lasts or is over. Returns what was told."""
    found = wanting(work, machine, questions_operation.standing(work))
    judged = alerts.judge(found, watched.standing(work), work.now)
    said = tuple(each for each in judged if watched.keep(work, each.before, each.after) and each.said)
    for each in said:
        _tell(work, texts, each, machine.stalled)
    return said


def _words(texts: Texts, language: str, finding: Finding) -> str:
    """What is wanting, and what follows from it."""
    return texts.line(language, SAID[finding.kind][finding.grave], **_values(finding))


def _values(finding: Finding) -> dict[str, Value]:
    platform = _place(finding.about)
    if finding.kind == alerts.DISK:
        return {"size": f"{finding.amount / GIBIBYTE:.1f}"}
    if finding.kind == alerts.QUOTA and not finding.grave:
        return {**platform, "count": finding.amount}
    return platform or {"count": finding.amount}


def _place(about: str) -> dict[str, Value]:
    return {"platform": PLATFORMS.get(about, about)} if about else {}


def _tell(work: Work, texts: Texts, judged: Judged, dead: Collection[str]) -> None:
    for person_id in people.holders(work, people.OPERATOR):
        reader = people.by_id(work, person_id)
        if reader is not None:
            text = Text(_sentence(texts, reader.language, judged))
            key = f"alert:{judged.name}:{judged.said}:{work.now:%Y%m%dT%H%M%S}"
            telling.tell_person(work, _reached(work, reader, dead), (text,), key=key, why=f"alert:{judged.name}")


def _reached(work: Work, reader: Person, dead: Collection[str]) -> Person:
    """On the account used last; where its platform takes nothing, or they blocked us there, on another one."""
    for platform, address, blocked in reach.accounts(work, reader.id):
        if platform not in dead and not blocked:
            return replace(reader, platform=platform, address=address)
    return reader


def _sentence(texts: Texts, language: str, judged: Judged) -> str:
    standing = judged.after or judged.before
    if judged.finding is None:
        return texts.line(language, "operating.over", what=_name_of(texts, language, judged))
    what = _words(texts, language, judged.finding)
    if judged.said != alerts.LASTS or standing is None:
        return what
    return texts.line(language, "operating.lasts", what=what, since=writing.full_moment(standing.since, language))


def _name_of(texts: Texts, language: str, judged: Judged) -> str:
    """What it is about, in a few words."""
    kind, _, about = judged.name.partition(":")
    return texts.line(language, NAMES[kind], **_place(about))
