"""A department in the database alone, without phones: its people in their posts, and deeds on its October report."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot import importing
from bot.dispatch import Answered, Dispatch
from handlers import showing
from handlers.actions import decide, file_arrived, keep_evidence, state_arrival
from handlers.actions.record import record
from handlers.actions.state_arrival import Statement
from messages.commands import Words
from messages.incoming import Heard, SentFile, Typed
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.entries import StepReached
from rules.fiscal import local_date
from rules.frameworks import Framework
from storage import questions, questions_review
from storage.columns import WHOLE
from storage.files import Stored
from storage.tables import people as persons
from storage.tables import reports, units
from storage.work import Database, Deed, Work
from tests.beginnings import once
from tests.builders import BANGKOK, INDICATOR, UNIT, People, enrol
from tests.examples import framework
from tests.there import there

TEXTS = Texts.load()
DISPATCH = Dispatch(texts=TEXTS, words=Words.of(TEXTS), zone=BANGKOK, language="en")
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
SHA256 = "a" * 64
_CAST = {
    "officer": ("line", (persons.OFFICER, UNIT, WHOLE)),
    "colleague": ("line", (persons.OFFICER, UNIT, WHOLE)),
    "head": ("line", (persons.HEAD, UNIT, WHOLE)),
    "supervisor": ("telegram", (persons.SUPERVISOR, WHOLE, INDICATOR)),
    "deputy": ("telegram", (persons.SUPERVISOR, WHOLE, INDICATOR)),
    "psdg": ("telegram", (persons.PSDG, WHOLE, WHOLE)),
}


@dataclass(frozen=True, kw_only=True)
class Account:
    platform: str
    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Office:
    """The ids of its people by what they are; `owed` by project and month, of indicator 8 at tier 1."""

    database: Database
    ids: dict[str, str]

    def owed(self, work: Work, project: str = "ก", period: str = "2026-10") -> str:
        unit = there(units.by_code(work, UNIT))
        known = questions.reportable_by(work, [unit.id], local_date(work.now + timedelta(days=400), BANGKOK))
        found = [it.id for it in known if (it.indicator, it.project, it.period) == ("8", project, period)]
        return found[0]

    def round_(self, work: Work, tier: int, period: str = "6") -> questions_review.Matter:
        found = questions.matters(work, questions.MATTERS)
        return next(it for it in found if (it.tier, it.period) == (tier, period) and it.indicator in ("", "8"))

    async def ask(self, question: Deed[Any]) -> Any:
        return await self.database.read(question)

    def sending(self, owed: str, step: int, by: str = "officer", *, correcting: bool = False) -> Deed[Any]:
        def deed(work: Work) -> Any:
            said, stamp = StepReached(step=step), Stamp(at=work.now)
            found = showing.case(work, owed)
            return record(work, TEXTS, found, said, by=self.ids[by], stamp=stamp, correcting=correcting)

        return deed

    def deciding(self, ref: str, by: str = "supervisor", reason: str = "", seen: int | None = 1) -> Deed[Any]:
        """Approving, or with a reason sending back."""

        def deed(work: Work) -> Any:
            report = there(reports.by_ref(work, ref))
            found = showing.case(work, report.obligation_id)
            if reason:
                return decide.send_back(work, TEXTS, found, report, self.ids[by], seen, reason)
            return decide.approve(work, TEXTS, found, report, self.ids[by], seen)

        return deed

    def stating(self, on: date | None = None) -> Deed[Any]:
        """The round of six months has arrived at OPDC, on that day or today."""

        def deed(work: Work) -> Any:
            said = Statement(on=on or local_date(work.now, BANGKOK), hour=None, receipt="")
            return state_arrival.state(work, self.round_(work, 3), self.ids["psdg"], said, work.now)

        return deed

    async def file(self, message: str, obligation_id: str | None, by: str = "officer") -> str:
        """A photo that is awaited; its id."""
        sent = SentFile(message=message, handle=message, kind="photo")

        def deed(work: Work) -> str:
            heard = Heard(key=message, platform="line", address=by, at=work.now, stamped=True, what=sent)
            return there(keep_evidence.keep_evidence(work, sent, heard, self.ids[by], obligation_id=obligation_id))

        return await self.database.write(deed)


def hearing(platform: str, address: str, words: str, at: datetime | None = None) -> Deed[Answered]:
    """Somebody types, as an event of theirs; `at` an earlier time it is heard late."""

    def deed(work: Work) -> Answered:
        key, what = f"{platform}:{address}:{words}", Typed(text=words)
        heard = Heard(key=key, platform=platform, address=address, at=at or work.now, stamped=True, what=what)
        return DISPATCH.hear(work, heard)

    return deed


def arriving(evidence_id: str) -> Deed[None]:
    """Its bytes are in the store."""
    stored = Stored(sha256=SHA256, size=len(PHOTO), head=PHOTO)
    return lambda work: file_arrived.fetched(work, TEXTS, evidence_id, stored)


async def opened(database: Database, clock: Any, pledge: Framework | None = None) -> Office:
    """In the morning on which October's report is asked for."""

    chosen = pledge or framework()

    def write(work: Work) -> dict[str, str]:
        importing.take(work, chosen, clock.now())
        accounts = {key: Account(platform=where, id=key, name=key) for key, (where, _) in _CAST.items()}
        return {key: enrol(work, each, "en", (_CAST[key][1],)) for key, each in accounts.items()}

    ids = await database.write(lambda work: once(work, (chosen, clock.now()), write))
    clock.move_to(max(clock.now(), People.prompt))
    return Office(database=database, ids=ids)
