"""What the platforms' own descriptions say about the calls and events that we use, kept as names and types only.

The digests in tests/fixtures/contracts were made by `python -m tests.demo.contracts FOLDER`, where FOLDER holds
line-openapi's messaging-api.yml, channel-access-token.yml and webhook.yml under line/ (at 6e4c2a2a) and
telegram-bot-api-spec's api.json under telegram/ (at 160fd995, Bot API 10.1). The descriptions
themselves (Apache-2.0 and MIT, a megabyte) are not ours and stay outside.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DIGESTS = Path(__file__).parents[1] / "fixtures" / "contracts"
LINE_FILES = ("messaging-api.yml", "channel-access-token.yml")
TELEGRAM_TYPES = (
    "CallbackQuery", "Chat", "ChatMember", "ChatMemberBanned", "ChatMemberMember", "ChatMemberUpdated",
    "CopyTextButton", "Document", "File", "InlineKeyboardButton", "InlineKeyboardMarkup", "Message", "MessageEntity",
    "PhotoSize", "Sticker", "Update", "User", "Video", "Voice", "WebhookInfo",
)  # fmt: skip
PLAIN = {"Integer": int, "Float": (int, float), "String": str, "Boolean": bool, "True": bool}
Json = dict[str, Any]


def read(name: str) -> Json:
    """The digest of a platform."""
    return json.loads((DIGESTS / f"{name}.json").read_text(encoding="utf-8"))


def nameless(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def telegram_faults(value: Any, kind: str, known: Json, place: str = "") -> Iterator[str]:
    """What Telegram's description does not allow in a value of that type, "A|B" meaning either."""
    either = kind.split("|")
    if len(either) > 1 or kind in known["subtypes"]:
        options = [list(telegram_faults(value, each, known, place)) for each in known["subtypes"].get(kind, either)]
        yield from min(options, key=len)
    elif kind.startswith("Array of "):
        for number, each in enumerate(value):
            yield from telegram_faults(each, kind.removeprefix("Array of "), known, f"{place}[{number}]")
    elif kind in PLAIN:
        if not isinstance(value, PLAIN[kind]):
            yield f"{place}: {value!r} is no {kind}"
    else:
        yield from _telegram_object(value, kind, known, place)


def _telegram_object(value: Json, kind: str, known: Json, place: str) -> Iterator[str]:
    fields = known["types"].get(kind)
    if fields is None:
        yield f"{place}: {kind} is not in the digest"
        return
    always = [name.removesuffix("!") for name in fields if name.endswith("!")]
    yield from (f"{place}.{name}: missing" for name in always if name not in value)
    types = {name.rstrip("!"): field for name, field in fields.items()}
    for name, each in value.items():
        if name in types:
            yield from telegram_faults(each, types[name], known, f"{place}.{name}")
        else:
            yield f"{place}.{name}: unknown in {kind}"


def line_faults(value: Any, kind: str, known: Json, place: str = "") -> Iterator[str]:
    """What LINE's description does not allow in an object of that schema, or of the kind that its `type` names."""
    schema = known["schemas"][kind]
    kinds = schema["kinds"]
    if kinds and value.get("type") in kinds and kinds[value["type"]] != kind:
        yield from line_faults(value, kinds[value["type"]], known, place)
        return
    yield from (f"{place}.{name}: missing" for name in schema["required"] if name not in value)
    for name, each in value.items():
        if name not in schema["fields"]:
            yield f"{place}.{name}: unknown in {kind}"
        elif isinstance(each, dict) and schema["fields"][name]:
            yield from line_faults(each, schema["fields"][name], known, f"{place}.{name}")


def _telegram(folder: Path) -> Json:
    spec = json.loads((folder / "api.json").read_text(encoding="utf-8"))
    return {
        "version": spec["version"],
        "methods": {name: [field["name"] for field in it.get("fields", [])] for name, it in spec["methods"].items()},
        "types": {
            name: {
                field["name"] + "!" * field["required"]: "|".join(field["types"])
                for field in spec["types"][name].get("fields", [])
            }
            for name in TELEGRAM_TYPES
        },
        "subtypes": {
            "ChatMember": ["ChatMemberMember", "ChatMemberBanned"],
            "MaybeInaccessibleMessage": ["Message"],
        },
    }


def _line(folder: Path) -> Json:
    paths = [f"{verb.upper()} {nameless(path)}" for file in LINE_FILES for path, verb in _calls(_yaml(folder / file))]
    schemas = _yaml(folder / "webhook.yml")["components"]["schemas"]
    return {"paths": sorted(paths), "schemas": {name: _schema(name, schemas) for name in sorted(schemas)}}


def _yaml(path: Path) -> Json:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _calls(spec: Json) -> Iterator[tuple[str, str]]:
    for path, verbs in spec["paths"].items():
        yield from ((path, verb) for verb in verbs if verb in ("get", "post", "put", "delete"))


def _schema(name: str, schemas: Json) -> Json:
    """Fields with the schema of those that are objects, those that are required, and the kinds by `type`."""
    parts = [schemas[name], *schemas[name].get("allOf", [])]
    parts += [schemas[_named(part)] for part in parts if "$ref" in part]
    fields = {field: _named(it) for part in parts for field, it in part.get("properties", {}).items()}
    mapping = schemas[name].get("discriminator", {}).get("mapping", {})
    return {
        "fields": fields,
        "required": sorted({field for part in parts for field in part.get("required", [])}),
        "kinds": {kind: _named({"$ref": path}) for kind, path in mapping.items()},
    }


def _named(value: Json) -> str:
    found = value.get("$ref") or next((part["$ref"] for part in value.get("allOf", []) if "$ref" in part), "")
    return found.rpartition("/")[2]


if __name__ == "__main__":
    for name, make in (("line", _line), ("telegram", _telegram)):
        digest = json.dumps(make(Path(sys.argv[1]) / name), indent=1, ensure_ascii=False, sort_keys=True)
        (DIGESTS / f"{name}.json").write_text(digest + "\n", encoding="utf-8")
