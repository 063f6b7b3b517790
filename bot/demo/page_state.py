"""What the page shows: the clock and what comes next, who is on each phone, one chat; all of it in finished words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from bot.demo import guide
from bot.demo.line.state import ChatMessage
from bot.demo.stage import Stage
from bot.demo.world import LINE, TELEGRAM, Member, cast, role_words
from messages import writing
from messages.states import LOOKS, State
from storage.questions_calendar import Coming

Json = dict[str, Any]
NEAREST = 3
FURTHER_TIERS = (2, 3)
NEAR, SOON = timedelta(days=45), timedelta(days=10)
MOST_SHOWN = 80
MOST_REFUSALS = 20
_EVENTS = {
    "due": {1: "demo.due_1", 2: "demo.due_2", 3: "demo.due_3"},
    "warning": {1: "demo.warning_1", 2: "demo.warning_2", 3: "demo.warning_3"},
    "overdue": {1: "demo.overdue_1", 2: "demo.overdue_2", 3: "demo.overdue_3"},
}
_STATES = {"due": State.SOON, "warning": State.SOON, "overdue": State.LATE_OPEN}
RETRIED_FOR = timedelta(minutes=15)
"""So long a refusal for the moment is taken for one that will mend itself."""
MONTHLY_LIMIT = "monthly limit"
NO_LOSS = ("message is not modified", "query is too old")
"""Telegram refuses these where nothing was left to be done."""
_MOST_URGENT_FIRST = (State.LATE_OPEN, State.SOON)


async def summary(stage: Stage, language: str) -> Json:
    """Everything but the chats."""
    coming = await stage.coming()
    return {
        "version": stage.bell.version,
        "story": stage.number,
        "language": language,
        "title": _title(stage, language),
        "clock": {"at": stage.now.isoformat(), "words": writing.full_moment(stage.now, language)},
        "moving": _moving(stage, language),
        "lived": _lived(stage),
        "beginning": stage.beginning,
        "fault": stage.fault,
        "guide": await _guide(stage, coming, language),
        "line_of_time": _line_of_time(stage, coming, language),
        "phones": {LINE: _line_phone(stage, language), TELEGRAM: _telegram_phone(stage, language)},
    }


def _title(stage: Stage, language: str) -> str:
    framework = stage.example.framework
    return stage.texts.line(language, "demo.title", office=framework.office, year=str(framework.year))


def _moving(stage: Stage, language: str) -> str:
    if not stage.moving:
        return ""
    if stage.beginning or stage.until is None:
        return stage.texts.line(language, "demo.starting_over")
    return stage.texts.line(language, "demo.until", moment=writing.full_moment(stage.until, language))


def _lived(stage: Stage) -> float | None:
    """How much of the time that is being played lies behind, from 0 to 1; None for what has no end to wait for."""
    if stage.since is None or stage.until is None or stage.until <= stage.since:
        return None
    return min(1.0, (stage.now - stage.since) / (stage.until - stage.since))


async def _guide(stage: Stage, coming: tuple[Coming, ...], language: str) -> str:
    """What may be done next; nothing while the clock is moved, for then there is nothing to do but to watch."""
    if stage.moving or stage.down:
        return ""
    key = await stage.town.product.database.read(
        guide.where_it_stands(coming, guide.decided_on_telegram(stage.example.framework))
    )
    return guide.sentence(stage.texts, language, key)


def _line_of_time(stage: Stage, coming: Sequence[Coming], language: str) -> list[Json]:
    """What was passed last, now, and the moments that come."""
    now = {"at": "", "words": [stage.texts.line(language, "demo.now")], "state": "now", "sign": "", "when": ""}
    passed = [_cell(stage, stage.passed, language) | {"state": "passed"}] if stage.passed else []
    moments = _worth_showing(coming)
    return [*passed, now, *(_cell(stage, moment, language) for moment in moments)]


def _worth_showing(coming: Sequence[Coming]) -> list[tuple[Coming, ...]]:
    """The nearest moments, and the next due day of each tier beyond the units'."""
    moments = [tuple(alike) for _, alike in groupby(coming, key=lambda each: each.at)]
    dues = [next((it for it in coming if it.tier == tier and it.kind == "due"), None) for tier in FURTHER_TIERS]
    further = {due.at for due in dues if due}
    return [moment for place, moment in enumerate(moments) if place < NEAREST or moment[0].at in further]


def _cell(stage: Stage, moment: Sequence[Coming], language: str) -> Json:
    """A moment with all that falls on it, in the colour of the most urgent."""
    at = moment[0].at
    near = abs(at - stage.now) < NEAR
    states = {_STATES[each.kind] for each in moment if each.kind in _STATES} if at - stage.now < SOON else set()
    state = next((each for each in _MOST_URGENT_FIRST if each in states), None)
    return {
        "at": at.isoformat(),
        "when": writing.moment(at, language) if near else writing.short_date(at, language),
        "words": list(dict.fromkeys(_event(stage, each, language) for each in moment)),
        "state": state or "",
        "sign": LOOKS[state].sign if state else "",
    }


def _event(stage: Stage, coming: Coming, language: str) -> str:
    if coming.kind == "prompt":
        return stage.texts.line(language, "demo.prompt")
    if coming.kind == "step":
        return stage.texts.line(language, "demo.step_due", step=coming.step)
    counted = {"count": coming.count} if coming.kind == "warning" else {}
    return stage.texts.line(language, _EVENTS[coming.kind][coming.tier], **counted)


def _members(stage: Stage, platform: str) -> list[Member]:
    return [member for member in cast(stage.example.framework) if member.platform == platform]


def _holder(stage: Stage, member: Member, language: str, heard: int) -> Json:
    return {
        "id": member.address,
        "name": stage.texts.line(language, member.name),
        "role": role_words(member, stage.example.framework, stage.texts, language),
        "heard": heard,
        "code": stage.codes.get(member.address, ""),
    }


def _line_phone(stage: Stage, language: str) -> Json:
    line = stage.town.line
    people = [
        _holder(stage, member, language, sum(each.by == "bot" for each in line.messages(member.address)))
        for member in _members(stage, LINE)
        if member.address in line.people
    ]
    refusals = [
        {
            "at": writing.moment(refusal.at, language),
            "call": f"{refusal.method} {refusal.path} {refusal.status}",
            "words": "; ".join([refusal.message, *(f"{it['property']}: {it['message']}" for it in refusal.details)]),
            "outcome": outcome(stage, refusal.at, refusal.status, refusal.message, mended=refusal.mended),
        }
        for refusal in line.refusals
    ]
    quota = {"used": line.quota.used, "limit": line.quota.limit}
    return {"people": people, "quota": quota, **_refused(refusals)}


def _telegram_phone(stage: Stage, language: str) -> Json:
    telegram = stage.town.telegram
    people = [
        _holder(
            stage, member, language, sum(each.by_bot for each in telegram.chat(int(member.address)).bubbles.values())
        )
        for member in _members(stage, TELEGRAM)
        if int(member.address) in telegram.account.chats
    ]
    refusals = [
        {
            "at": writing.moment(refusal.at, language),
            "call": f"{refusal.method} {refusal.code}",
            "words": refusal.description,
            "outcome": outcome(stage, refusal.at, refusal.code, refusal.description, mended=refusal.mended),
        }
        for refusal in telegram.refusals
    ]
    return {"people": people, **_refused(refusals)}


def outcome(stage: Stage, at: datetime, status: int, words: str, *, mended: bool) -> str:
    """What became of a refused call: "mended", "waiting" while it is tried again, "lost"."""
    if mended or any(harmless in words for harmless in NO_LOSS):
        return "mended"
    for_the_moment = status >= 500 or (status == 429 and MONTHLY_LIMIT not in words)
    return "waiting" if for_the_moment and stage.now - at < RETRIED_FOR else "lost"


def _refused(refusals: list[Json]) -> Json:
    """The newest, numbered from 1, so that the page knows which were seen."""
    numbered = [{"number": number, **refusal} for number, refusal in enumerate(refusals, start=1)]
    return {"refusals": numbered[-MOST_REFUSALS:]}


def line_chat(stage: Stage, address: str, language: str) -> Json:
    """A LINE phone; raise KeyError for nobody."""
    person = stage.town.line.people[address]
    loading = person.loading_until is not None and stage.now < person.loading_until
    return {
        "friend": person.friend,
        "blocked": person.blocked,
        "loading": loading,
        "earlier": max(0, len(person.chat) - MOST_SHOWN),
        "messages": [_line_message(each, language) for each in person.chat[-MOST_SHOWN:]],
    }


def _line_message(shown: ChatMessage, language: str) -> Json:
    return {
        "id": shown.id,
        "mine": shown.by == "person",
        "sent": shown.message["type"] != "text" or bool(shown.quote_token),
        **_stamp(shown.at, language),
        "message": {name: value for name, value in shown.message.items() if name != "quickReply"},
        "buttons": shown.buttons,
        "unsent": shown.unsent,
        "silent": shown.silent,
        "read": shown.read,
    }


def telegram_chat(stage: Stage, address: str, language: str) -> Json:
    """A Telegram phone; raise KeyError for nobody."""
    shown = stage.town.telegram.chat(int(address)).shown()
    messages: Sequence[Json] = shown["messages"]
    stamped = [
        {"id": str(each["message_id"]), **_stamp(datetime.fromtimestamp(each["date"], UTC), language), "message": each}
        for each in messages[-MOST_SHOWN:]
    ]
    return {**shown, "earlier": max(0, len(messages) - MOST_SHOWN), "messages": stamped}


def _stamp(at: datetime, language: str) -> Json:
    local = at.astimezone(writing.BANGKOK)
    return {"day": writing.full_date(local.date(), language), "time": f"{local:%H:%M}"}
