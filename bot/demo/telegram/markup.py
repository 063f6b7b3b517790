"""Texts as the service takes them: trimmed, measured, with their entities, commands and addresses found."""

import re

from bot.demo.telegram.html import Entity, parse_html, width
from bot.demo.telegram.parameters import Parameters
from bot.demo.telegram.refusals import bad_request

LONGEST_TEXT, LONGEST_CAPTION, MOST_ENTITIES = 4096, 1024, 100
LARGEST_SOURCE = 2**15

_FOUND = re.compile(r"(?<![\w/<>])(?P<bot_command>/\w{1,64}(?:@\w+)?)|(?P<url>https?://[^\s<>\"]+)", re.ASCII)


def read_text(parameters: Parameters) -> tuple[str, list[Entity]]:
    """Text and entities of a message; raise Refused 400 as the service does."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    text, entities = _formatted(parameters.text("text"), parameters, "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, entities


def read_caption(parameters: Parameters) -> tuple[str, list[Entity]]:
    """Caption and entities, both empty where there is none; raise Refused 400 as the service does."""
    text, entities = _formatted(parameters.text("caption"), parameters, "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _formatted(source: str, parameters: Parameters, entities_name: str) -> tuple[str, list[Entity]]:
    if len(source) * 4 > LARGEST_SOURCE and len(source.encode()) > LARGEST_SOURCE:
        raise bad_request("text is too long")
    match parameters.text("parse_mode").lower():
        case "html":
            text, entities = parse_html(source)
        case "" | "none":
            text, entities = source, _given(parameters, entities_name)
        case _:
            raise bad_request("unsupported parse_mode")
    return finished(text, entities)


def _given(parameters: Parameters, name: str) -> list[Entity]:
    given = parameters.json(name, "entities") or []
    for entity in given:
        missing = [key for key in ("type", "offset", "length") if key not in entity]
        if missing:
            raise bad_request(f"can't parse MessageEntity: can't find field \"{missing[0]}\"")
    return given


def finished(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Spaces at both ends go, entities are fitted, commands and addresses found, 100 entities kept."""
    start = len(text) - len(text.lstrip())
    trimmed = text.strip()
    cut, end = width(text[:start]), width(trimmed)
    fitted = [_fit(entity, cut, end) for entity in entities] if cut or end != width(text) else entities
    entities = [entity for entity in fitted if entity["length"] > 0]
    if "/" in trimmed:
        entities = entities + _found(trimmed, entities)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return trimmed, entities[:MOST_ENTITIES]


def _fit(entity: Entity, cut: int, end: int) -> Entity:
    first = max(entity["offset"] - cut, 0)
    last = min(entity["offset"] + entity["length"] - cut, end)
    return {**entity, "offset": first, "length": last - first}


def _found(text: str, taken: list[Entity]) -> list[Entity]:
    found = []
    for match in _FOUND.finditer(text):
        offset, length = width(text[: match.start()]), width(match.group())
        literal = [e for e in taken if e["type"] in ("code", "pre", "text_link")]
        if not any(e["offset"] < offset + length and offset < e["offset"] + e["length"] for e in literal):
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    return found
