"""Settings as text: out of a `.env` file, out of files of secrets, checked by their shape; every mistake is noted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

PREFIX = "THANWELA_"
ENV_FILE = ".env"
TOKEN = re.compile(r"[!-~]+")
ONE_LINE = re.compile(r".+")
_zones = cache(available_timezones)


@dataclass(frozen=True)
class SettingMistake:
    """`name` as in the environment; `code` names the sentence, `facts` fill it. Never the value of a secret."""

    name: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Reader:
    """Hands out checked values of `source`; what is wrong is noted in `mistakes`, a harmless value given."""

    source: Mapping[str, str]
    mistakes: list[SettingMistake] = field(default_factory=list)

    def wrong(self, name: str, code: str, **facts: str) -> None:
        self.mistakes.append(SettingMistake(PREFIX + name, code, facts))

    def text(self, name: str, default: str = "") -> str:
        return self.source.get(PREFIX + name, "").strip() or default

    def secret(self, name: str, shape: re.Pattern[str] = ONE_LINE) -> str:
        """The value itself, or the content of the file that …_FILE names; both at once is a mistake."""
        file = self.text(f"{name}_FILE")
        found = self._content(f"{name}_FILE", file) if file else self.text(name)
        if file and self.text(name):
            self.wrong(name, "twice", other=f"{PREFIX}{name}_FILE")
        elif found and not shape.fullmatch(found):
            self.wrong(f"{name}_FILE" if file else name, "not_as_given")
        return found

    def _content(self, name: str, file: str) -> str:
        try:
            found = Path(file).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError):
            self.wrong(name, "no_file", file=file)
            return ""
        if not found:
            self.wrong(name, "empty_file", file=file)
        return found

    def shaped(self, name: str, shape: re.Pattern[str]) -> str:
        typed = self.text(name)
        if typed and not shape.fullmatch(typed):
            self.wrong(name, "not_as_given")
        return typed

    def number(self, name: str, default: int, most: int) -> int:
        typed = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", typed) or not 1 <= int(typed) <= most:
            self.wrong(name, "no_number", most=str(most))
            return default
        return int(typed)

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        typed = self.text(name, default)
        if typed not in allowed:
            self.wrong(name, "not_one_of", allowed=", ".join(allowed))
            return default
        return typed

    def url(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        typed = self.text(name, default)
        if typed and not _is_address(typed, schemes):
            self.wrong(name, "no_address", schemes=", ".join(f"{scheme}://" for scheme in schemes))
        return typed.rstrip("/")

    def zone(self, name: str, default: str) -> ZoneInfo:
        typed = self.text(name, default)
        if typed not in _zones():
            self.wrong(name, "no_zone")
            return ZoneInfo(default)
        return ZoneInfo(typed)


def _is_address(typed: str, schemes: tuple[str, ...]) -> bool:
    if not TOKEN.fullmatch(typed) or not has_a_port(typed):
        return False
    parts = urlsplit(typed)
    return parts.scheme in schemes and bool(parts.hostname) and not (parts.query or parts.fragment)


def has_a_port(address: str) -> bool:
    """One that is a number, or none."""
    try:
        return (urlsplit(address).port or 1) > 0
    except ValueError:
        return False


def env_file(path: Path, mistakes: list[SettingMistake]) -> Iterator[tuple[str, str]]:
    """Lines of NAME=value. Quotes around a value go, and what follows it after " #"; lines of # are left out."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError):
        mistakes.append(SettingMistake(ENV_FILE, "no_file", {"file": ENV_FILE}))
        return
    for number, line in enumerate(lines, 1):
        stripped = line.strip().removeprefix("export ")
        name, separator, value = stripped.partition("=")
        if separator and not stripped.startswith("#"):
            yield name.strip(), _unquoted(value.strip())
        elif stripped and not stripped.startswith("#"):
            mistakes.append(SettingMistake(ENV_FILE, "no_line", {"line": str(number)}))


def _unquoted(value: str) -> str:
    quoted = re.match(r"""(["'])(.*?)\1""", value)
    return quoted[2] if quoted else re.split(r"(?:^|\s)#", value)[0].strip()
