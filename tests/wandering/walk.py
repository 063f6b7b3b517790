"""A walk: several people with different posts do random things on both platforms while the clock goes on."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.demo.town import Town
from storage.columns import WHOLE
from storage.tables import people as posts
from tests.builders import OTHER_UNIT, UNIT, People, enrol, rows, small_department
from tests.chat import LinePhone, TelegramPhone
from tests.handlers.invited import code_for
from tests.handlers.ways import in_many_ways
from tests.wandering.checks import Watch
from tests.wandering.people import Wanderer
from tests.wandering.tongues import foreign
from tests.wandering.vocabulary import ENTRIES, PAUSES

DOUBLE = "สองหน่วย"
REPLY_LIFE = timedelta(seconds=50)
_REFS = """
SELECT ref FROM reports UNION ALL SELECT ref FROM submissions UNION ALL SELECT ref FROM arrivals
UNION ALL SELECT ref FROM requests
"""
_MADE = "SELECT name FROM projects WHERE origin = 'chat' AND name <> '' ORDER BY length(name) DESC"
_SPOKEN = "SELECT a.address, p.language FROM accounts a JOIN people p ON p.id = a.person_id"


class Walk:
    """The town, its wanderers, and what has happened so far."""

    def __init__(self, town: Town, people: People, chance: Random, watch: Watch, wanderers: list[Wanderer]) -> None:
        self.town, self.people, self.chance, self.watch, self.wanderers = town, people, chance, watch, wanderers
        self.refs: list[str] = wanderers[0].refs
        self.trace: list[str] = []
        self.slips: list[str] = []
        self.known: set[tuple[str, str]] = set()
        self.languages: dict[str, str] = {}
        self.made: list[str] = []

    async def step(self) -> None:
        """One thing happens, and what must hold is looked at."""
        deeds = (self._one, self._work, self._many, self._early, self._time)
        await self.chance.choices(deeds, (55, 20, 12, 6, 8))[0]()
        await self._settled()

    async def end(self) -> None:
        """Whatever happened, the words that everybody is taught work."""
        for wanderer in self.wanderers:
            if wanderer.blocked:
                await wanderer.come_back()
                await self._settled()
            for word in ("ยกเลิก", "report", "help"):
                before = wanderer.heard()
                self.trace.append(f"{wanderer.phone.name} at the end: {await wanderer.say(word)}")
                await self.town.settle()
                if wanderer.heard() == before:
                    self.slips.append(f"no answer at the end: {self.trace[-1]}")
        await self._settled()

    async def _one(self) -> None:
        wanderer = self.chance.choice(self.wanderers)
        before = wanderer.heard()
        self.trace.append(await wanderer.act())
        await self.town.settle()
        silent = re.search(r"\.(unsend|block|come_back)|gone: ", self.trace[-1])
        if wanderer.heard() == before and not silent and not wanderer.blocked:
            self.slips.append(f"no answer: {self.trace[-1]}")

    async def _work(self) -> None:
        """Somebody gets something done, so that there is something to wander about in."""
        wanderer = self.chance.choice(self.wanderers)
        if wanderer.blocked:
            return
        lines = (
            f"รายงาน 8 {self.chance.choice('กข')} ขั้น {self.chance.choice('12345')} ประชุมแล้ว",
            f"report 2.2 {self.chance.choice('123')} visitors",
            f"รายงาน 2.1 {self.chance.choice(ENTRIES)}\n{self.chance.choice(ENTRIES)}",
            f"report 10.2 {self.chance.choice(ENTRIES)}\n{self.chance.choice(ENTRIES)}",
            f"report 2.3 {self.chance.choice(ENTRIES)}",
            "รายงาน 1.1 วันนี้",
            "report 4.1",
            f"nothing 8 {self.chance.choice('กข')} waiting for the budget",
            *(f"{word} {ref}" for ref in self.refs[-6:] for word in ("approve", "ส่งคืน", "แก้ไข")),
            *(f"return {ref} ไม่ตรงกับเอกสาร" for ref in self.refs[-3:]),
            "นำส่ง 8 6",
            "ส่งแล้ว 6 15/4/2570 14:30 เลขรับ 123",
        )
        for line in (self.chance.choice(lines), "ยืนยัน", "yes"):
            self.trace.append(f"{wanderer.phone.name} works: {await wanderer.say(line)}")
            await self._settled()

    async def _many(self) -> None:
        """Several at once, held back and let go in another order."""
        line, telegram = self.town.line.delivery, self.town.telegram
        line.policy.hold, telegram.delivery.held = True, True
        line.policy.shuffle = self.chance.randrange(1000)
        telegram.delivery.shuffled = Random(self.chance.randrange(1000))
        for _ in range(self.chance.randrange(2, 5)):
            self.trace.append("  held " + await self.chance.choice(self.wanderers).act())
        line.policy.hold = False
        telegram.release()
        await line.release()
        line.policy.shuffle, telegram.delivery.shuffled = None, None

    async def _early(self) -> None:
        """Stamped before the question that is open now."""
        before = self.chance.choice((timedelta(seconds=30), timedelta(minutes=4), timedelta(hours=2)))
        wanderer = self.chance.choice(self.wanderers)
        if wanderer.blocked:
            return
        self.town.line.stamping.earlier = self.town.telegram.delivery.stamped_earlier = before
        deed = self.chance.choice((wanderer.words, wanderer.command, wanderer.photo))
        self.trace.append(f"  {before} ago {wanderer.phone.name} {deed.__name__} {(await deed())[:70]!r}")
        self.watch.late_replies |= before > REPLY_LIFE
        self.town.line.stamping.earlier = self.town.telegram.delivery.stamped_earlier = timedelta()

    async def _time(self) -> None:
        """Lived through, or missed by an outage of the schedule."""
        pause, played = self.chance.choice(PAUSES), self.chance.random() < 0.6
        until = self.town.clock.now() + pause
        self.trace.append(f"{'play' if played else 'jump'} {pause} to {until}")
        if played:
            await self.town.play_to(until)
        else:
            self.town.clock.reach(until)

    async def _settled(self) -> None:
        await self.town.settle()
        self.refs[:] = [it["ref"] for it in await rows(self.town, _REFS)]
        found = [*await self.watch.problems(self.town.clock.now()), *self.slips, *await self._misread()]
        self.slips.clear()
        for wanderer in self.wanderers:
            wanderer.look()
        if found:
            raise AssertionError("\n".join([*self.trace[-25:], "", *found]))

    async def _misread(self) -> list[str]:
        """New messages in a language that their reader has not chosen."""
        spoken = {it["address"]: it["language"] for it in await rows(self.town, _SPOKEN)}
        self.made = [it["name"] for it in await rows(self.town, _MADE)]
        found = []
        for wanderer in self.wanderers:
            address = str(wanderer.phone.id)
            may = {self.languages.get(address, spoken[address]), spoken[address]}
            for key, text in wanderer.said():
                if (address, key) not in self.known:
                    self.known.add((address, key))
                    found.append(self.strange(wanderer.phone.name, text, may))
        self.languages = spoken
        return [it for it in found if it]

    def strange(self, name: str, text: str, may: set[str]) -> str:
        """What is wrong with a text for a reader of these languages, if anything."""
        left = foreign(text, may, self.made)
        return f"{name} reads {sorted(may)}: {left} in {text!r}" if left else ""


@asynccontextmanager
async def walking(
    clock: MovableClock, folder: Path, url: str, chance: Random, *, swapped: bool
) -> AsyncGenerator[Walk]:
    with capture_logs() as log:
        twice, language = chance.random() < 0.5, chance.choice(("th", "en"))
        pledge = in_many_ways()
        opening = small_department(clock, folder, url, swapped=swapped, twice=twice, language=language, pledge=pledge)
        async with opening as (town, people):
            double = _double(town, on_line=not swapped)
            held = ((posts.OFFICER, UNIT, WHOLE), (posts.OFFICER, OTHER_UNIT, WHOLE), (posts.HEAD, OTHER_UNIT, WHOLE))
            await town.product.database.write(lambda work: enrol(work, double, "th", held))
            await town.settle()
            await town.play_to(people.prompt)
            codes = [
                await code_for(town, posts.OFFICER, UNIT),
                await code_for(town, posts.OFFICER, UNIT, shared=True),
                await code_for(town, posts.OFFICER, OTHER_UNIT, shared=True),
                await code_for(town, posts.PSDG),
            ]
            refs: list[str] = []
            phones = [getattr(people, name) for name in ("officer", "colleague", "head", "neighbour", "newcomer")]
            phones += [people.supervisor, people.deputy, people.collector, people.psdg, double]
            wanderers = [Wanderer(phone=it, town=town, chance=chance, refs=refs, codes=codes) for it in phones]
            yield Walk(town, people, chance, Watch(town=town, log=log), wanderers)


def _double(town: Town, *, on_line: bool) -> LinePhone | TelegramPhone:
    """Somebody who serves two units."""
    if on_line:
        phone = LinePhone(town, 20, DOUBLE)
        town.line.people[phone.id].friend = True
        return phone
    other = TelegramPhone(town, 20, DOUBLE)
    town.telegram.chat(other.id).started = True
    return other
