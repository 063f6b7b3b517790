"""What may follow the word for saying something to many."""

import re
from dataclasses import dataclass

from messages import reading, words
from messages.words import either

_LETTER = "B-"
_LONGEST_NAME = 80
_ADDRESSED = re.compile(rf"(?:{either(words.ADDRESSED)})\s*(?P<to>[^\n:：]{{1,{_LONGEST_NAME}}})[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Words for many, as typed; `to` whom as typed ("" if it was not), and the `whole` of it, which may be meant as the
    words. Or the `reference` of one that was confirmed."""

    text: str = ""
    to: str = ""
    whole: str = ""
    reference: str = ""


def announcement(text: str) -> Announcement | None:
    """What was said before, by its reference, or new words: one line that begins "to …:" says to whom."""
    known = reading.reference(text)
    if known and known.startswith(_LETTER):
        return Announcement(reference=known)
    found = _ADDRESSED.match(text)
    if found:
        return Announcement(text=text[found.end() :].strip(), to=found["to"].strip(), whole=text)
    return Announcement(text=text, whole=text) if text else None
