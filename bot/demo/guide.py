"""What a newcomer may do next, from how far the story has come: one sentence at a time."""

from collections.abc import Callable, Collection, Mapping

from bot.demo.world import TELEGRAM, cast
from messages.texts import Texts
from rules.frameworks import Framework
from storage.questions import sent_by
from storage.questions_calendar import Coming
from storage.questions_review import Scope, late_now
from storage.tables import units
from storage.work import Work

EVERYTHING = Scope(everything=True, units=(), indicators=())
ENOUGH = 20
# The sentences name buttons by the words that stand on them.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "demo.guide_begin": {"next": "demo.next"},
    "demo.guide_report": {"report": "todo.report"},
    "demo.guide_decide": {"approve": "cards.approve", "send_back": "cards.return"},
    "demo.guide_decide_on_line": {"approve": "cards.approve", "send_back": "cards.return"},
    "demo.guide_correct": {"edit": "reviewing.edit_now"},
    "demo.guide_late": {"due": "demo.due_3"},
    "demo.guide_calendar": {"next": "demo.next"},
    "demo.guide_price": {"psdg": "demo.role_psdg", "why": "alerts.why"},
}


def decided_on_telegram(framework: Framework) -> frozenset[str]:
    """The indicators (codes) whose supervisor holds a Telegram phone."""
    decide = (it for it in cast(framework) if it.platform == TELEGRAM and it.indicator is not None)
    return frozenset(framework.indicators[it.indicator or 0].code for it in decide)


def where_it_stands(coming: tuple[Coming, ...], on_telegram: Collection[str]) -> Callable[[Work], str]:
    """The question of which sentence fits, as a key; `coming` is what falls due by itself, `on_telegram` the indicators
    that are decided there."""

    def asked(work: Work) -> str:
        reporting = [unit.id for unit in units.all_open(work)]
        sent = sent_by(work, reporting, ENOUGH)
        standing = {each.standing for each in sent}
        if late_now(work, EVERYTHING, 3):
            return "demo.guide_price"
        if "returned" in standing:
            return "demo.guide_correct"
        waiting = {each.indicator for each in sent if each.standing == "sent"}
        if waiting:
            return "demo.guide_decide" if waiting.intersection(on_telegram) else "demo.guide_decide_on_line"
        if sent:
            return "demo.guide_late"
        if not reporting:
            return "demo.guide_calendar"
        return "demo.guide_begin" if coming and coming[0].kind == "prompt" else "demo.guide_report"

    return asked


def sentence(texts: Texts, language: str, key: str) -> str:
    """The sentence of a key, "" for none."""
    if not key:
        return ""
    named = {name: texts.line(language, label) for name, label in _WORDS[key].items()}
    return texts.line(language, key, **named)
