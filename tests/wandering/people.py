"""What people do at random: tap anything that was ever shown, type anything, send files, block, take things back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from bot.demo.town import Town
from messages.texts import Texts
from tests.builders import AnyPhone
from tests.chat import LinePhone
from tests.demo.telegram.pictures import jpeg, png

TEXTS = Texts.load()
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
FILES = {
    "แผน.pdf": PDF,
    "plan<b>&amp;.pdf": PDF + b"\n",
    "run.exe": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(64),
    "empty.pdf": b"",
    "photo.jpg": b"not a photo at all",
    "ก" * 200 + ".pdf": PDF + b"\n\n",
}
PHOTOS = (jpeg(20, 20), jpeg(21, 20), png(8, 8))
HOSTILE = (
    "๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙",
    "999999999999999999999999999999",
    "-1",
    "0",
    "๐",
    "1e9",
    "NaN",
    "٣",
    "½",
    "²",
    "🙂",
    "👨‍👩‍👧‍👦" * 8,
    "\u202eกลับด้าน\u202c",
    "\u200b",
    "ก\u0e49\u0e49\u0e49\u0e49",
    "'; DROP TABLE reports; --",
    "<b>หนา</b> & \"'",
    "</b><a href='x'>",
    "%s %d %n",
    '{ $x } {0} { "a" }',
    "\\n\\u0000",
    "a\x00b",
    "\x01\x1b[31m",
    "บรรทัดหนึ่ง\nบรรทัดสอง\r\n\tสาม",
    "ยาว " * 900,
    "ย" * 4900,
    "=1+1",
    "../../etc/passwd",
    "/",
    "@",
    ">",
    "=",
    "!",
    "!reporting.begin x",
    "=X.1.confirm",
    "R-",
    "R-XXXX",
    "TW0000000000",
    "TW-ABC-DEF-GH2",
    "ๆ",
    "ฯลฯ",
    "31/2/2570",
    "29 ก.พ. 2570",
)
NOTES = ("ประชุมแล้ว", "held the meeting", 'เอกสาร <ก> & "ข"', "a\nb", "รายงานการประชุมแล้ว", "ยืนยันแล้ว", "")
ANSWERS = (
    "ขั้น 1", "ขั้น 3", "ขั้น ๕", "ขั้น 9", "step 2", "45", "45/60", "60/45", "0/0", "๔๕ จาก ๖๐", "85%", "1,200", "1,20", "3"
)  # fmt: skip
FORGE = 1
CODES = ("8", "2.2", "10.1", "๘", "99", "8.", "ตัวชี้วัด 8", "")
PROJECTS = ("", "ก", "ข", "ค", "โครงการ ก", "ง")
ROUNDS = ("6", "6/2570", "9", "12", "13", "0", "๖/๗๐", "รอบ 6 เดือน", "6/2548")
DAYS = ("15/4/2570", "15 เม.ย. 70 14:30", "วันนี้", "31/2/2570", "1/1/2500", "15/4/2570 25:00 เลขรับ 123", "")
PAUSES = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(minutes=31),
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=31),
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A button that was on a screen once: in which message, what it says, and what a tap sends."""

    message: str
    label: str
    data: str
    action: Any = None


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
            (2 * FORGE, self.forge),
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
        if self.on_line():
            return sum(it.by == "bot" for it in self.town.line.messages(self.address))
        chat = self.town.telegram.chat(self.number)
        mine = [bubble.body for bubble in chat.bubbles.values() if bubble.by_bot]
        return len(mine) + len(chat.toasts) + sum(body.get("edit_date", 0) for body in mine)

    def said(self) -> list[tuple[str, str]]:
        """Each message of the bot with its buttons, under an id that an edit changes."""
        if self.on_line():
            shown = self.town.line.messages(self.address)
            return [(it.id, "\n".join(_words(it.message))) for it in shown if it.by == "bot"]
        bubbles = self.town.telegram.chat(self.number).bubbles.values()
        return [
            (
                f"{it.message_id}.{it.body.get('edit_date')}",
                "\n".join((it.text, *(button["text"] for row in it.keyboard for button in row))),
            )
            for it in bubbles
            if it.by_bot
        ]

    def look(self) -> None:
        """Remember every button that is on the screen."""
        known = {(it.message, it.data) for it in self.shown}
        self.shown.extend(it for it in self._on_screen() if (it.message, it.data) not in known)

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
        found = self._on_screen()[-14:]
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
        return await self.say(self.chance.choice((*HOSTILE, *NOTES[:-1], *ANSWERS)))

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
            pick(self.codes),
            pick(self.codes),
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
        parts = (pick(CODES), pick(PROJECTS), pick((*ANSWERS, *ANSWERS, *HOSTILE)), pick((*NOTES, *HOSTILE)))
        return " ".join(part for part in parts if part)

    def _behind_nothing_at_all(self) -> str:
        return " ".join((self.chance.choice(CODES), self.chance.choice(PROJECTS), self.chance.choice(NOTES)))

    def _ref(self) -> str:
        return self.chance.choice((*self.refs[-8:], *self.refs[-8:], *self.refs[-8:], *HOSTILE))

    def _behind_round(self) -> str:
        return self.chance.choice((*ROUNDS, *HOSTILE))

    def _behind_submit(self) -> str:
        return f"{self.chance.choice(CODES)} {self.chance.choice(ROUNDS)}"

    def _behind_sent(self) -> str:
        return f"{self.chance.choice(ROUNDS)} {self.chance.choice((*DAYS, *HOSTILE))}"

    def _behind_return(self) -> str:
        return f"{self._ref()} {self.chance.choice((*NOTES, *HOSTILE))}"

    def _behind_start(self) -> str:
        return self.chance.choice((*self.codes, *HOSTILE))

    _behind_edit = _behind_status = _behind_why = _behind_show = _behind_approve = _behind_grant = _ref
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

    def _on_screen(self) -> list[Shown]:
        if not self.on_line():
            return [
                Shown(message=str(bubble.message_id), label=button["text"], data=button["callback_data"])
                for bubble in self.town.telegram.chat(self.number).bubbles.values()
                for row in bubble.keyboard
                for button in row
                if "callback_data" in button
            ]
        return [
            Shown(message=shown.id, label=action["label"], data=action.get("data", ""), action=action)
            for shown in self.town.line.messages(self.address)
            for action in _actions(shown)
            if action["type"] in ("postback", "message")
        ]


def _actions(shown: Any) -> list[dict[str, Any]]:
    message = {key: value for key, value in shown.message.items() if key != "quickReply"}
    return [*_walk(message), *(item["action"] for item in shown.buttons)]


def _words(node: Any) -> list[str]:
    """All that is written in a message of LINE's."""
    if isinstance(node, list):
        return [word for each in node for word in _words(each)]
    if not isinstance(node, dict):
        return []
    own = [node[key] for key in ("text", "altText", "label") if isinstance(node.get(key), str)]
    return own + [
        word for key, each in node.items() if key not in ("text", "altText", "label") for word in _words(each)
    ]


def _walk(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [action for each in node for action in _walk(each)]
    if not isinstance(node, dict):
        return []
    own = [node["action"]] if isinstance(node.get("action"), dict) else []
    return own + [action for key, each in node.items() if key != "action" for action in _walk(each)]
