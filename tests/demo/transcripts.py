"""Writes docs/transcripts.md: seven moments played on the real product, once in each language. `make pictures`.

python -m tests.demo.transcripts
"""

import asyncio
import re
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from bot import importing
from bot.clock import MovableClock
from bot.demo.town import Town
from handlers.actions import invite
from messages.texts import LANGUAGES, Texts
from storage.columns import WHOLE
from storage.migrations import upgrade
from storage.tables import people, units
from storage.work import Work
from tests.builders import BANGKOK, INDICATOR, UNIT, AnyPhone, enrol
from tests.chat import LinePhone, TelegramPhone, living
from tests.examples import framework

TEXTS = Texts.load()
OUT = Path(__file__).parents[2] / "docs" / "transcripts.md"
ADOPTED = datetime(2026, 10, 30, 9, tzinfo=BANGKOK)
PROMPT = datetime(2026, 11, 2, 9, tzinfo=BANGKOK)
AFTER_OPDC = datetime(2027, 4, 19, 9, tzinfo=BANGKOK)
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64) + b"\xff\xd9"
MADE_UP = re.compile(r"\b([RASJ])-[0-9A-Z]{4}\b|TW(?:-[0-9A-Z]{3}){3}")
HEAD = """# Seven moments, as the product says them

Played on the real product over both platforms' stand-ins and written down by `make pictures`; only references and codes
are replaced. `←` is what the person does, `[…]` is a button. Everything that has a button can also be typed.
"""
TITLES = (
    "1 · Joining (LINE): the code, one tap",
    "2 · The to-do card: one a person, whatever is owed",
    "3 · A step report with a photo: nothing typed",
    "4 · One line, for those who know",
    "5 · The supervisor's card (Telegram): one tap, and the officer hears it in the same LINE chat",
    "6 · Late at OPDC, with the price and the reasons (Telegram, PSDG)",
    "7 · The director's sentence",
)


@dataclass(kw_only=True)
class Told:
    """What was done and said in one language, by moment."""

    language: str
    moments: list[list[str]] = field(default_factory=list)
    read: dict[str, dict[str, str]] = field(default_factory=dict)

    def word(self, key: str, **values: Any) -> str:
        return TEXTS.line(self.language, key, **values)

    def moment(self) -> None:
        self.moments.append([])

    def did(self, what: str) -> None:
        self.moments[-1].append(f"← {what}")

    def hears(self, phone: AnyPhone) -> None:
        """Write down what is new on a phone, edited cards too."""
        known = self.read.setdefault(phone.name, {})
        for seen in phone.seen():
            offered = " ".join(f"[{label}]" for label in dict.fromkeys(seen.buttons))
            words = f"{seen.text.strip()}\n{offered}".strip()
            if not seen.mine and known.get(seen.id) != seen.text:
                self.moments[-1].append(words)
            known[seen.id] = seen.text

    def passes_over(self, *phones: AnyPhone) -> None:
        """What came in between is not of this moment."""
        for phone in phones:
            self.moments.append([])
            self.hears(phone)
            self.moments.pop()

    async def taps(self, phone: AnyPhone, label: str) -> None:
        await phone.tap(label)
        self.did(f"[{label}]")
        self.hears(phone)

    async def types(self, phone: AnyPhone, text: str) -> None:
        await phone.type(text)
        self.did(text)
        self.hears(phone)


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who speaks; the newcomer holds a code."""

    newcomer: LinePhone
    officer: LinePhone
    supervisor: TelegramPhone
    psdg: TelegramPhone
    code: str


async def play(language: str) -> Told:
    """The seven moments in a language."""
    told = Told(language=language)
    async with department(language) as (town, cast):
        await joining(told, cast)
        await reporting(told, cast)
        await one_line(told, cast)
        await deciding(told, cast)
        await late(told, town, cast)
        told.moment()
        await told.types(cast.psdg, "/overview")
    return told


@asynccontextmanager
async def department(language: str) -> AsyncGenerator[tuple[Town, Cast]]:
    """The shipped example on a fresh database, its month prompted for."""
    clock = MovableClock(ADOPTED, ticking=False)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/thanwela.db"
        upgrade(url)
        async with living(clock, Path(folder), url) as town:
            line, telegram = partial(LinePhone, town), partial(TelegramPhone, town)
            told = partial(TEXTS.line, language)
            newcomer = line(1, told("enrolment.join"))
            officer = line(2, told("demo.role_officer", of=UNIT))
            supervisor = telegram(3, told("demo.role_supervisor", of="8"))
            psdg = telegram(4, told("demo.role_psdg"))
            town.line.people[officer.id].friend = True
            for phone in (supervisor, psdg):
                town.telegram.chat(phone.id).started = True
            code = await town.product.database.write(
                lambda work: settled(work, clock.now(), language, officer, supervisor, psdg)
            )
            cast = Cast(newcomer=newcomer, officer=officer, supervisor=supervisor, psdg=psdg, code=code)
            await newcomer.arrive()
            await newcomer.type(told("commands.language"))
            await newcomer.tap(told("settings.english" if language == "en" else "settings.thai"))
            clock.move_to(PROMPT)
            await town.settle()
            yield town, cast


def settled(work: Work, now: datetime, language: str, officer: AnyPhone, *reviewers: AnyPhone) -> str:
    """The framework is taken, people hold their posts; the code of a further officer."""
    importing.take(work, framework(), now)
    supervisor, psdg = reviewers
    enrol(work, officer, language, ((people.OFFICER, UNIT, WHOLE),))
    enrol(work, supervisor, language, ((people.SUPERVISOR, WHOLE, INDICATOR),))
    enrol(work, psdg, language, ((people.PSDG, WHOLE, WHOLE),))
    unit = units.by_code(work, UNIT)
    post = people.post(work, people.OFFICER, unit_id=unit.id if unit else WHOLE, indicator=WHOLE)
    assert post is not None
    return invite.make(work, post)[0]


async def joining(told: Told, cast: Cast) -> None:
    told.passes_over(cast.newcomer)
    told.moment()
    await told.types(cast.newcomer, cast.code)
    await told.taps(cast.newcomer, told.word("enrolment.agree_and_join"))


async def reporting(told: Told, cast: Cast) -> None:
    told.moment()
    told.hears(cast.officer)
    told.moment()
    await told.taps(cast.officer, told.word("todo.report"))
    await told.types(cast.officer, told.word("cards.step", number="3"))
    await cast.officer.photo(PHOTO)
    told.did(f"[{told.word('reporting.album')}]")
    told.hears(cast.officer)
    await told.taps(cast.officer, told.word("reporting.confirm"))


async def one_line(told: Told, cast: Cast) -> None:
    typed = {"th": "รายงาน 8 ข ขั้น 5 ปิดโครงการแล้ว", "en": "report 8 ข step 5 the project is closed"}
    told.moment()
    await told.types(cast.officer, typed[told.language])
    await cast.officer.tap(told.word("reporting.cancel"))


async def deciding(told: Told, cast: Cast) -> None:
    told.passes_over(cast.officer)
    told.moment()
    told.hears(cast.supervisor)
    await told.taps(cast.supervisor, told.word("cards.return"))
    await told.taps(cast.supervisor, told.word("reviewing.blurred"))
    told.moments[-1].append(f"→ LINE · {cast.officer.name}")
    told.hears(cast.officer)


async def late(told: Told, town: Town, cast: Cast) -> None:
    town.clock.move_to(AFTER_OPDC - timedelta(days=4))
    await town.settle()
    await town.play_to(AFTER_OPDC - timedelta(minutes=1))
    told.passes_over(cast.psdg)
    await town.play_to(AFTER_OPDC)
    told.moment()
    told.hears(cast.psdg)
    await told.taps(cast.psdg, told.word("alerts.why"))


def page(tellings: list[Told]) -> str:
    """Both languages side by side."""
    parts = [HEAD]
    for title, *moments in zip(TITLES, *(told.moments for told in tellings), strict=True):
        parts.append(f"\n## {title}\n\n| ไทย | English |\n| --- | --- |\n")
        parts.extend(f"| {' | '.join(map(cell, row))} |\n" for row in zip_longest(*moments, fillvalue=""))
    return "".join(parts)


def cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n\n", "\n").replace("\n", "<br>")


def replaced(moments: list[list[str]]) -> list[list[str]]:
    """Made-up references and codes in the place of random ones, each with its own."""
    names: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        made = f"{found[1]}-7K{len(names)}F" if found[1] else "TW-7K3-F9Q-X2M"
        return names.setdefault(found[0], made)

    return [[MADE_UP.sub(name, words) for words in moment] for moment in moments]


async def main() -> None:
    tellings = [await play(language) for language in LANGUAGES]
    for told in tellings:
        told.moments = replaced(told.moments)
    OUT.write_text(page(tellings), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
