"""What people do at random: tap anything that was ever shown, type anything, send files, block, take things back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from bot.demo.town import Town
from messages.texts import Texts
from tests.builders import AnyPhone
from tests.chat import LinePhone
from tests.wandering import screens
from tests.wandering.screens import Shown
from tests.wandering.vocabulary import (
    ANSWERS,
    CODES,
    DAYS,
    ENTRIES,
    FILES,
    HOSTILE,
    NOTES,
    PHOTOS,
    PROJECTS,
    ROUNDS,
    UNITS,
)

TEXTS = Texts.load()


@dataclass(kw_only=True)
class Wanderer:
    """One person with one phone; `codes` are what they may try, `refs` is what anybody has been told of."""

    phone: AnyPhone
    town: Town
    chance: Random
    refs: list[str]
    codes: list[str]
    shown: list[Shown] = field(default_factory=list)
    blocked: bool = False

    @property
    def line(self) -> bool:
        return isinstance(self.phone, LinePhone)

    @property
    def address(self) -> str:
        """LINE's id."""
        return str(self.phone.id)

    @property
    def number(self) -> int:
        """Telegram's id."""
        return int(self.phone.id)

    def deeds(self) -> tuple[tuple[int, Callable[[], Awaitable[str]]], ...]:
        """What they can do now, with how often."""
        if self.blocked:
            return ((1, self.come_back),)
        return (
            (30, self.tap),
            (8, self.tap_old),
            (2, self.forge),
            (30, self.command),
            (8, self.words),
            (5, self.label),
            (10, self.sensible),
            (8, self.photo),
            (5, self.file),
            (4, self.unsend),
            (1, self.block),
            (1, self.follow),
            (1, self.other),
        )

    async def act(self) -> str:
        """Do one thing, delivered or held back as the town's policy says; what it was."""
        self.look()
        weights, deeds = zip(*self.deeds(), strict=True)
        (deed,) = self.chance.choices(deeds, weights)
        return f"{self.phone.name}.{deed.__name__}({(await deed())[:70]!r})"

    def heard(self) -> int:
        """How much the bot has said to them: messages, edits and words on pressed buttons."""
        return screens.heard(self.town, self.phone)

    def said(self) -> list[tuple[str, str]]:
        """Each message of the bot with its buttons, under an id that an edit changes."""
        return screens.said(self.town, self.phone)

    def look(self) -> None:
        """Remember every button that is on the screen."""
        known = {(it.message, it.data) for it in self.shown}
        self.shown.extend(it for it in screens.on_screen(self.town, self.phone) if (it.message, it.data) not in known)

    async def say(self, text: str) -> str:
        if self.on_line():
            await self.town.line.say(self.address, text[:5000])
        elif text.strip():
            await self.town.telegram.say(self.number, text)
        return text

    def on_line(self) -> bool:
        return isinstance(self.phone, LinePhone)

    async def tap(self) -> str:
        """Mostly what stands below the newest message."""
        found = screens.on_screen(self.town, self.phone)[-14:]
        newest = [it for it in found if it.message == found[-1].message]
        chosen = newest if self.chance.random() < 0.7 else found
        return await self._press(self.chance.choice(chosen)) if found else await self.command()

    async def tap_old(self) -> str:
        return await self._press(self.chance.choice(self.shown), old=True) if self.shown else await self.words()

    async def forge(self) -> str:
        """Telegram lets a bad client send any data with a press."""
        if self.on_line() or not self.shown:
            return await self.words()
        data = self._mangled(self.chance.choice(self.shown).data)
        bubbles = list(self.town.telegram.chat(self.number).bubbles)
        await self.town.telegram.press(self.number, bubbles[-1], data, stale=True)
        return data

    async def command(self) -> str:
        return await self.say(self._command())

    async def words(self) -> str:
        return await self.say(self.chance.choice((*HOSTILE, *NOTES[:-1], *ANSWERS, *ENTRIES)))

    async def label(self) -> str:
        """Typed instead of pressed."""
        return await self.say(self.chance.choice(self.shown).label) if self.shown else await self.command()

    async def sensible(self) -> str:
        """What gets on with the work."""
        pick, ref = self.chance.choice, self.chance.choice((*self.refs, "R-XXXX"))
        lines = (
            f"รายงาน 8 {pick('กข')} ขั้น {pick('12345')} {pick(NOTES)}",
            f"report 2.2 {pick('123')} {pick(NOTES)}",
            f"ไม่มีผลงาน 8 {pick('กข')} รออนุมัติ",
            "รายงาน 10.1 45/60",
            "ยืนยัน",
            "confirm",
            f"อนุมัติ {ref}",
            f"ส่งคืน {ref} ตัวเลขไม่ตรงกับเอกสาร",
            f"edit {ref}",
            f"แก้ไข {ref}",
            f"why {ref}",
            f"สถานะ {ref}",
            "นำส่ง 8 6",
            "ขอคืน 8 6",
            "ส่งแล้ว 6 15/4/2570 เลขรับ 123",
            "ใช่",
            f"grant {ref}",
            f"ไม่อนุญาต {ref} ไม่รู้จัก",
            f"deny {ref}",
            f"แก้ไข {ref} {pick(('3', 'ขั้น 2 ประชุมแล้ว', '45/60', '47'))}",
            f"edit {ref} step {pick('12345')} {pick(NOTES)}",
            "ดำเนินการครบแล้ว",
            "ทำตามคำสั่ง",
            "Use as the answer",
            pick(("English", "ไทย", "ภาษา")),
            pick(("สิ้นเดือนก่อน", "Today")),
            pick(self.codes),
            pick(self.codes),
            f"ประกาศ {pick(('', 'ถึง สปข.3: ', 'ถึง 8: ', 'ถึงทุกคน: ', 'ถึง สปข.99: '))}{pick(NOTES)}",
            pick(("ประกาศ", "broadcast to all: held the meeting", "หยุดประกาศ", "stopbroadcast B-XXXX")),
            pick(("ส่งประกาศ", "Send it now", "ทุกคน", "แก้ข้อความ", "English text")),
            "โครงการ",
            "projects",
        )
        return await self.say(pick((*lines, *lines[:6], *lines[:6])))

    async def photo(self) -> str:
        data = self.chance.choice(PHOTOS)
        if self.on_line():
            await self.town.line.photo(self.address, data)
        else:
            caption = self.chance.choice((None, "แผนงาน <b>", "ก" * 1000))
            await self.town.telegram.photo(self.number, data, caption)
        return f"{len(data)} bytes"

    async def file(self) -> str:
        name = self.chance.choice(list(FILES))
        if self.on_line():
            await self.town.line.file(self.address, name, FILES[name])
        else:
            await self.town.telegram.document(self.number, name, FILES[name], "application/octet-stream")
        return name

    async def unsend(self) -> str:
        """Any message of one's own; Telegram tells a bot nothing of it."""
        if not self.on_line():
            return await self.words()
        mine = [it.id for it in self.town.line.messages(self.address) if it.by == "person" and not it.unsent]
        if not mine:
            return await self.words()
        chosen = self.chance.choice(mine[-6:])
        try:
            await self.town.line.unsend(self.address, chosen)
        except KeyError:
            return "nothing"
        return chosen

    async def block(self) -> str:
        if self.on_line():
            await self.town.line.block(self.address)
        else:
            await self.town.telegram.block(self.number)
        self.blocked = True
        return ""

    async def come_back(self) -> str:
        self.blocked = False
        if self.on_line():
            await self.town.line.follow(self.address)
        else:
            await self.town.telegram.unblock(self.number)
        return ""

    async def follow(self) -> str:
        if self.on_line():
            await self.town.line.follow(self.address)
            return ""
        await self.town.telegram.start(self.number, self.chance.choice((*self.codes, "", "abc")))
        return ""

    async def other(self) -> str:
        """What nobody asked for."""
        if self.on_line():
            await self.town.line.sticker(self.address)
        else:
            await self.town.telegram.sticker(self.number)
        return ""

    def _command(self) -> str:
        names = sorted(key for key in TEXTS.by_language["th"] if key.startswith("commands."))
        name = self.chance.choice(names)
        word = self.chance.choice(TEXTS.line(self.chance.choice(("th", "en")), name).split("|")).strip()
        word = self.chance.choice((word, word, word, f"/{word}", f"{word.upper()} ", f"  {word}"))
        behind = getattr(self, f"_behind_{name.removeprefix('commands.')}", self._behind_nothing)
        return f"{word} {behind()}".strip(" ") if self.chance.random() < 0.8 else word

    def _behind_nothing(self) -> str:
        return self.chance.choice(("", "", "", *HOSTILE[:4]))

    def _behind_report(self) -> str:
        pick = self.chance.choice
        parts = (pick(CODES), pick(PROJECTS), pick((*ANSWERS, *ANSWERS, *ENTRIES, *HOSTILE)), pick((*NOTES, *HOSTILE)))
        return " ".join(part for part in parts if part)

    def _behind_nothing_at_all(self) -> str:
        return " ".join((self.chance.choice(CODES), self.chance.choice(PROJECTS), self.chance.choice(NOTES)))

    def _ref(self) -> str:
        return self.chance.choice((*self.refs[-8:], *self.refs[-8:], *self.refs[-8:], *HOSTILE))

    def _behind_round(self) -> str:
        return self.chance.choice((*ROUNDS, *HOSTILE))

    def _behind_score(self) -> str:
        return f"{self._behind_round()} {self.chance.choice(UNITS)}"

    def _behind_result(self) -> str:
        return f"{self._behind_submit()} {self.chance.choice((*ANSWERS, *HOSTILE))} {self.chance.choice(UNITS)}"

    def _behind_why(self) -> str:
        of_score = (f"{self._behind_submit()} {self.chance.choice(UNITS)}", f"round {self._behind_score()}")
        return self.chance.choice((self._ref(), self._ref(), *of_score))

    def _behind_submit(self) -> str:
        return f"{self.chance.choice(CODES)} {self.chance.choice(ROUNDS)}"

    def _behind_sent(self) -> str:
        return f"{self.chance.choice(ROUNDS)} {self.chance.choice((*DAYS, *HOSTILE))}"

    def _behind_return(self) -> str:
        return f"{self._ref()} {self.chance.choice((*NOTES, *HOSTILE))}"

    def _behind_start(self) -> str:
        return self.chance.choice((*self.codes, *HOSTILE))

    _behind_edit = _behind_status = _behind_show = _behind_approve = _behind_grant = _ref
    _behind_deny = _behind_return
    _behind_recall = _behind_submit

    def _mangled(self, data: str) -> str:
        kind = self.chance.randrange(6)
        parts = data.split(" ")
        match kind:
            case 0:
                return data[: self.chance.randrange(len(data)) + 1]
            case 1:
                return data[0] + parts[-1]
            case 2:
                return f"{parts[0]} {self.chance.choice(HOSTILE)[:20]}"[:60]
            case 3:
                seen = self.chance.choice(("0", "99", "x", "-1"))
                return f"{parts[0]} {self.chance.choice((*self.refs[-5:], 'X'))}@{seen}"
            case 4:
                return ".".join([*data.split(".")[:2], self.chance.choice(("confirm", "yes", "x", "0", "leave"))])
            case _:
                return self.chance.choice(HOSTILE)[:30]

    async def _press(self, chosen: Shown, *, old: bool = False) -> str:
        if not self.on_line():
            await self.town.telegram.press(self.number, int(chosen.message), chosen.data, stale=old)
        elif old and chosen.data:
            await self.town.line.happen(self.address, "postback", postback={"data": chosen.data})
        else:
            try:
                await self.town.line.press(self.address, chosen.message, chosen.action)
            except (ValueError, KeyError):
                return f"gone: {chosen.label}"
        return f"{chosen.label}: {chosen.data}"
