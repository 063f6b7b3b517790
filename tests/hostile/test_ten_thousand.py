"""Ten thousand hostile or broken inputs through the real app: a sentence or a 4xx for each, and nobody loses a draft.

Each kind has its number here, and their sum is held; what is sent is the same in every run.
"""

import asyncio
import json
import shutil
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from bot.clock import MovableClock
from bot.demo.town import TELEGRAM_SECRET, Town
from bot.importing import DONE, REFUSED, run
from messages.texts import LANGUAGES
from storage.columns import WHOLE
from storage.tables import people as persons
from storage.work import Database
from tests.bot.test_importing_anything import everything, toml
from tests.bot.test_receive import signed
from tests.builders import OTHER_UNIT, UNIT, AnyPhone, People, enrol, rows, small_department
from tests.chat import LinePhone, TelegramPhone, buttons, heard_by
from tests.databases import START
from tests.examples import TEXTS, content
from tests.handlers.invited import code_for
from tests.hostile import generators
from tests.workbooks import written

NUMBERS = {
    "line webhooks": 4300,
    "telegram webhooks": 4000,
    "unsigned": 400,
    "words": 500,
    "codes": 300,
    "presses": 250,
    "files": 150,
    "names": 20,
    "toml": 100,
    "xlsx": 30,
}
BYSTANDERS = "SELECT step, data, version FROM drafts WHERE open AND person_id = :person"
OPENED = """
SELECT a.address, d.id, d.step, d.data, d.version
FROM drafts d JOIN accounts a ON a.person_id = d.person_id WHERE d.open
"""
FAULTED = "SELECT key, state FROM inbox WHERE state <> 'done'"
LINE = "รายงาน 8 ก ขั้น 2 ประชุมแล้ว"
SECRET = {"x-telegram-bot-api-secret-token": TELEGRAM_SECRET}
LONGEST_BUTTON = 64
House = tuple[Town, People, list[AnyPhone]]
EACH = 12
"""Attackers on each platform."""


def test_there_are_ten_thousand():
    assert sum(NUMBERS.values()) >= 10_000


@pytest.fixture
async def house(clock, tmp_path, sqlite_url):
    async with besieged(clock, tmp_path, sqlite_url) as found:
        yield found


@asynccontextmanager
async def besieged(clock: MovableClock, folder: Path, url: str) -> AsyncGenerator[tuple[Town, People, list[AnyPhone]]]:
    """A bystander is in the middle of a report; attackers are officers too, but for one in three, whom nobody knows."""
    async with small_department(clock, folder, url) as (town, people):
        clock.move_to(people.prompt)
        await town.settle()
        attackers = [*(_attacker(town, number) for number in range(EACH * 2))]
        known = [each for number, each in enumerate(attackers) if number % 3]

        def admit(work: Any) -> None:
            for each in known:
                enrol(work, each, "th", ((persons.OFFICER, OTHER_UNIT, WHOLE),))

        await town.product.database.write(admit)
        await people.officer.type(LINE)
        before = await rows(town, BYSTANDERS, person=people.id_of(people.officer))
        assert len(before) == 1
        yield town, people, attackers
        await town.settle()
        assert await rows(town, FAULTED) == []
        assert await rows(town, BYSTANDERS, person=people.id_of(people.officer)) == before
        await people.officer.type("ยืนยัน")
        assert "R-" in heard_by(people.officer)[-1].text


def _attacker(town: Town, number: int) -> AnyPhone:
    if number % 2:
        phone = LinePhone(town, 100 + number, f"ก{number}")
        town.line.people[phone.id].friend = True
        return phone
    other = TelegramPhone(town, 100 + number, f"ข{number}")
    town.telegram.chat(other.id).started = True
    return other


async def say(town: Town, phone: AnyPhone, text: str) -> None:
    """Typed, and not waited for."""
    if isinstance(phone, LinePhone):
        await town.line.say(phone.id, text)
    else:
        await town.telegram.say(phone.id, text)


async def in_rounds(house: House, number: int, deed: Callable[[AnyPhone], Awaitable[Any]]) -> AsyncGenerator[list[Any]]:
    """All attackers at once, again and again: each of them hears something after each of their deeds. Yields what the
    deeds of a round gave."""
    town, _, attackers = house
    done = 0
    while done < number:
        now = attackers[: number - done]
        before = [len(heard_by(each)) for each in now]
        told = await asyncio.gather(*(deed(each) for each in now))
        await town.settle()
        heard = zip(now, before, told, strict=True)
        assert [did for each, was, did in heard if len(heard_by(each)) <= was] == []
        done += len(now)
        yield told


async def opened(town: Town) -> dict[str, dict[str, Any]]:
    """By address, the draft that is open."""
    return {it.pop("address"): it for it in await rows(town, OPENED)}


@pytest.mark.parametrize("platform", ["line", "telegram"])
async def test_whatever_a_platform_signs(house, platform):
    town, chance, bodies = house[0], Random(platform), generators.recorded(platform)
    transport = httpx.ASGITransport(town.app)
    async with httpx.AsyncClient(transport=transport, base_url=town.base_url) as client:
        for number in range(NUMBERS[f"{platform} webhooks"]):
            body = generators.body(chance, bodies)
            headers = signed(body) if platform == "line" else SECRET
            answer = await client.post(f"/{platform}/webhook", content=body, headers=headers)
            assert answer.status_code in (200, 400), body
            if number % 100 == 0:
                await town.settle()


async def test_whatever_nobody_signed_is_not_even_read(house):
    town, chance = house[0], Random("unsigned")
    bodies = {name: generators.recorded(name) for name in ("line", "telegram")}
    before = await rows(town, "SELECT count(*) AS n FROM inbox")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(town.app), base_url=town.base_url) as client:
        for number in range(NUMBERS["unsigned"]):
            name = ("line", "telegram")[number % 2]
            forged = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789+/=", k=chance.randint(0, 60)))
            headers = {"x-line-signature": forged, "x-telegram-bot-api-secret-token": forged}
            body = generators.body(chance, bodies[name])
            answer = await client.post(f"/{name}/webhook", content=body, headers=headers)
            assert answer.status_code == 401
    assert await rows(town, "SELECT count(*) AS n FROM inbox") == before


async def test_whatever_people_type_is_answered_and_noise_costs_nobody_a_draft(house):
    town, chance, known = house[0], Random("words"), words()
    held = 0

    async def deed(phone: AnyPhone) -> tuple[str, str]:
        kind = chance.choice((generators.noise, generators.command, generators.broken, None))
        text = LINE if kind is None else kind(chance) if kind is generators.noise else kind(chance, known)
        await say(town, phone, text)
        return str(phone.id), text

    before = await opened(town)
    async for told in in_rounds(house, NUMBERS["words"], deed):
        after = await opened(town)
        for address, text in told:
            if text.startswith("#") and before.get(address, {}).get("step") == "answering.sure":
                assert is_kept(before[address], after[address]), text
                held += 1
        before = after
    assert held > 20


def is_kept(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """The same draft with all that was in it; more words are a note, and are put behind those that are there."""
    was, now = json.loads(before["data"]), json.loads(after["data"])
    longer = all(str(now["answer"][name]).startswith(str(value)) for name, value in was.pop("answer").items())
    del now["answer"]
    return before["id"] == after["id"] and was == now and longer


def words() -> list[str]:
    """All that we know people to type."""
    found = {word for key in TEXTS.by_language["th"] if key.startswith("commands.") for word in _of(key)}
    assert len(found) > 50
    return sorted(found)


def _of(key: str) -> list[str]:
    return [word.strip() for language in LANGUAGES for word in TEXTS.line(language, key).split("|")]


async def test_whatever_is_tried_for_a_code_opens_nothing(house):
    town, chance = house[0], Random("codes")
    before = await rows(town, "SELECT id FROM holdings")

    async def deed(phone: AnyPhone) -> str:
        text = generators.code(chance)
        await say(town, phone, text)
        return text

    async for _ in in_rounds(house, NUMBERS["codes"], deed):
        pass
    assert await rows(town, "SELECT id FROM holdings") == before


async def test_whatever_a_client_puts_into_a_button(house):
    """A forged one on either platform; on LINE the text that a button would send is typed."""
    town, chance = house[0], Random("presses")
    drafts = [it["id"] for it in (await opened(town)).values()]
    names = ("reporting.begin", "reporting.beside", "evidence.add_to", "alerts.why", "arriving.begin", "no.such")
    for each in house[2]:
        await say(town, each, "ช่วยเหลือ")
    await town.settle()

    async def deed(phone: AnyPhone) -> str:
        draft, odd = chance.choice((*drafts, "X")), generators.noise(chance, 12)
        button = chance.choice(
            (f"={draft}.{chance.randint(0, 3)}.{odd}", f"!{chance.choice(names)} {draft}", f">{odd}", odd)
        )
        while len(button.encode()) > LONGEST_BUTTON:
            button = button[:-1]
        if isinstance(phone, TelegramPhone):
            shown = next(int(it.id) for it in reversed(phone.seen()) if not it.mine)
            await town.telegram.press(phone.id, shown, button, stale=True)
        else:
            await town.line.happen(phone.id, "postback", postback={"data": button})
        return button

    async for _ in in_rounds(house, NUMBERS["presses"], deed):
        pass
    assert town.telegram.unanswered == []


async def test_whatever_is_sent_as_a_file(house):
    town, chance = house[0], Random("files")

    async def deed(phone: AnyPhone) -> tuple[str, bytes]:
        name, content = generators.file(chance)
        if isinstance(phone, LinePhone):
            await town.line.file(phone.id, name, content)
        else:
            await town.telegram.document(phone.id, name, content, "application/octet-stream")
        return name, content

    async for _ in in_rounds(house, NUMBERS["files"], deed):
        pass
    assert await rows(town, "SELECT id FROM fetches WHERE state NOT IN ('done', 'given_up')") == []


async def test_whatever_people_are_called(house):
    """Each asks to join by the unit's code, and the head is shown who."""
    town, people, _ = house
    chance = Random("names")
    code = await code_for(town, persons.OFFICER, UNIT, shared=True)
    for number in range(NUMBERS["names"]):
        name = generators.noise(chance, 60)
        phone = LinePhone(town, 500 + number, name) if number % 2 else TelegramPhone(town, 500 + number, name)
        await phone.arrive()
        await phone.type(code)
        await phone.tap(buttons(phone)[0])
        assert heard_by(phone)
        if number % 10 == 0:
            await people.head.type("ช่วยเหลือ")
    assert await rows(town, "SELECT count(*) AS n FROM requests") == [{"n": NUMBERS["names"]}]
    assert await rows(town, "SELECT id FROM outbox WHERE state IN ('waiting', 'claimed', 'given_up')") == []


@pytest.mark.parametrize("kind", ["toml", "xlsx"])
def test_whatever_is_imported_is_refused_in_sentences_or_taken(sqlite_template, tmp_path, kind):
    """A file that is refused leaves nothing behind; one that is taken is rolled back again."""
    chance = Random(kind)
    shutil.copy(sqlite_template, tmp_path / "thanwela.db")
    database = Database(f"sqlite:///{tmp_path}/thanwela.db", MovableClock(START, ticking=False))
    before, file = everything(database), tmp_path / f"framework.{kind}"
    make = generators.framework_file if kind == "toml" else generators.workbook
    outcomes = set()
    whole = written("department") if kind == "xlsx" else toml(content("department"))
    for number in range(NUMBERS[kind]):
        file.write_bytes(make(chance) if number else whole)
        said: list[str] = []
        how: dict[str, Any] = {"dry_run": True, "year": None, "language": "th", "texts": TEXTS}
        status = run(file, database, MovableClock(START, ticking=False), **how, say=said.append, complain=said.append)
        assert all(sentence.strip() for sentence in said)
        assert said
        outcomes.add(status)
    assert outcomes == {DONE, REFUSED}
    assert everything(database) == before
