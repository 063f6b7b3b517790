"""Words that a reader's language does not explain: no Thai for English readers but names, and the reverse."""

import re
from collections.abc import Iterable

from messages.texts import Texts
from tests.examples import content
from tests.handlers.ways import INDICATORS
from tests.wandering.vocabulary import ANSWERS, FILES, HOSTILE, NOTES

_THAI = re.compile("[\u0e00-\u0e7f]+")
_LATIN = re.compile("[A-Za-z]{2,}")
_KNOWN_LATIN = frozenset({"LINE", "Telegram", "PSDG", "PDF", "OPDC", "QR", "English", "Language"})
_REF = re.compile(r"\b[A-Z]-[0-9A-Z]{4,6}\b|TW[0-9A-Z-]+")
_QUOTED = (
    _REF,
    re.compile(r"https://\S+"),
    # Telegram knows commands in Latin letters only.
    re.compile(r"(?<!\S)/[a-z]+"),
    re.compile(r"[“\"].*?[”\"]", re.DOTALL),
    re.compile(r"\S*…"),
    # The entries of a list are as they were typed.
    re.compile(r"^[0-9]+\. .*$", re.MULTILINE),
    # The names of holidays are as the calendar has them.
    re.compile(r"\(not counted:[^)]*\)"),
    re.compile(r"[^\n]*holidays (?:รุ่น )?[0-9.]+[^\n]*"),
)
_PERSONS = ("มาลี", "สมชาย", "วิชัย", "อารี", "ปิติ", "สุดา", "มานะ", "ชูใจ", "วีระ", "สองหน่วย")
_ALWAYS = ("เลือกภาษา", "ภาษาไทย", "ไทย", "ภาษา", "Choose a language")


def _names() -> list[str]:
    """What stands in the framework, what people are called, and what they typed."""

    def strings(node: object) -> list[str]:
        if isinstance(node, dict):
            return [text for each in node.values() for text in strings(each)]
        if isinstance(node, list | tuple):
            return [text for each in node for text in strings(each)]
        return [node] if isinstance(node, str) else []

    texts = Texts.load()
    words = [
        word.strip()
        for language in ("th", "en")
        for key in texts.by_language[language]
        if key.startswith("commands.")
        for word in texts.line(language, key).split("|")
    ]
    names = {
        *strings(content("department")),
        *strings(INDICATORS),
        *_PERSONS,
        *_ALWAYS,
        *FILES,
        *HOSTILE,
        *NOTES,
        *ANSWERS,
    }
    names |= {f"\n{word}" for word in words}
    return sorted((name for name in names if name.strip()), key=len, reverse=True)


_NAMES = _names()


def foreign(text: str, may: set[str], made: Iterable[str] = ()) -> list[str]:
    """What is left of the wrong alphabet once names, those `made` in chat too, and quoted words are taken out."""
    left = text
    for quoted in _QUOTED:
        left = quoted.sub(" ", left)
    for name in (*made, *_NAMES):
        left = left.replace(name, " ")
    if "th" not in may:
        return [it for it in _THAI.findall(left) if len(it) > 1]
    return [] if "en" in may else [it for it in _LATIN.findall(left) if it not in _KNOWN_LATIN]
