"""The environment becomes one frozen value; secrets also from files; all mistakes at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

PREFIX = "THANWELA_"
LINE_API = "https://api.line.me"
LINE_DATA_API = "https://api-data.line.me"
TELEGRAM_API = "https://api.telegram.org"
MIB = 1024 * 1024


@dataclass(frozen=True)
class SettingMistake:
    """`name` as in the environment; `code` names the sentence, `facts` fill it. Never the value of a secret."""

    name: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


class SettingsRefused(Exception):
    """Every mistake at once."""

    def __init__(self, mistakes: list[SettingMistake]) -> None:
        super().__init__(", ".join(mistake.name for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may set. A platform without its secrets is switched off."""

    data_dir: Path
    database_url: str = field(repr=False)
    max_file_bytes: int
    public_url: str
    secret_key: str = field(repr=False)
    host: str
    port: int
    line_channel_secret: str = field(repr=False)
    line_access_token: str = field(repr=False)
    line_channel_id: str
    line_api_url: str
    line_data_api_url: str
    telegram_token: str = field(repr=False)
    telegram_webhook_secret: str = field(repr=False)
    telegram_api_url: str
    zone: ZoneInfo
    language: str
    log: str

    @property
    def line(self) -> bool:
        return bool(self.line_channel_secret)

    @property
    def telegram(self) -> bool:
        return bool(self.telegram_token)


@dataclass
class _Reader:
    source: Mapping[str, str]
    mistakes: list[SettingMistake] = field(default_factory=list)

    def wrong(self, name: str, code: str, **facts: str) -> None:
        self.mistakes.append(SettingMistake(PREFIX + name, code, facts))

    def text(self, name: str, default: str = "") -> str:
        return self.source.get(PREFIX + name, "").strip() or default

    def secret(self, name: str) -> str:
        """The value itself, or the content of the file that …_FILE names; both at once is a mistake."""
        file = self.text(f"{name}_FILE")
        if not file:
            return self.text(name)
        if self.text(name):
            self.wrong(name, "twice", other=f"{PREFIX}{name}_FILE")
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            self.wrong(f"{name}_FILE", "no_file", file=file)
            return ""

    def number(self, name: str, default: int, most: int) -> int:
        typed = self.text(name, str(default))
        if not typed.isascii() or not typed.isdecimal() or not 1 <= int(typed) <= most:
            self.wrong(name, "no_number", most=str(most))
            return default
        return int(typed)

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        typed = self.text(name, default)
        if typed not in allowed:
            self.wrong(name, "not_one_of", allowed=", ".join(allowed))
        return typed

    def url(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        typed = self.text(name, default)
        parts = urlsplit(typed)
        if typed and (parts.scheme not in schemes or not parts.hostname):
            self.wrong(name, "no_address", schemes=", ".join(schemes))
        return typed.rstrip("/")

    def zone(self, name: str, default: str) -> ZoneInfo:
        typed = self.text(name, default)
        if typed not in available_timezones():
            self.wrong(name, "no_zone")
            return ZoneInfo(default)
        return ZoneInfo(typed)


def from_environment(*, serving: bool = False) -> Settings:
    """The environment on top of a `.env` file in the working directory. Raises SettingsRefused."""
    return read({**_env_file(Path(".env")), **os.environ}, serving=serving)


def read(source: Mapping[str, str], *, serving: bool = False) -> Settings:
    """Settings from a mapping; `serving` demands what only a running server needs. Raises SettingsRefused."""
    reader = _Reader(source)
    settings = _settings(reader)
    _unknown(reader)
    if serving:
        _demand(reader, settings)
    if reader.mistakes:
        raise SettingsRefused(reader.mistakes)
    return settings


def _settings(reader: _Reader) -> Settings:
    data_dir = Path(reader.text("DATA_DIR", "data"))
    return Settings(
        data_dir=data_dir,
        database_url=_database(reader, data_dir),
        max_file_bytes=reader.number("MAX_FILE_MB", 25, 200) * MIB,
        public_url=reader.url("PUBLIC_URL", "", ("https",)),
        secret_key=reader.secret("SECRET_KEY"),
        host=reader.text("HOST", "127.0.0.1"),
        port=reader.number("PORT", 8080, 65535),
        line_channel_secret=reader.secret("LINE_CHANNEL_SECRET"),
        line_access_token=reader.secret("LINE_CHANNEL_ACCESS_TOKEN"),
        line_channel_id=reader.text("LINE_CHANNEL_ID"),
        line_api_url=reader.url("LINE_API_URL", LINE_API, ("https", "http")),
        line_data_api_url=reader.url("LINE_DATA_API_URL", LINE_DATA_API, ("https", "http")),
        telegram_token=reader.secret("TELEGRAM_BOT_TOKEN"),
        telegram_webhook_secret=reader.secret("TELEGRAM_WEBHOOK_SECRET"),
        telegram_api_url=reader.url("TELEGRAM_API_URL", TELEGRAM_API, ("https", "http")),
        zone=reader.zone("TIMEZONE", "Asia/Bangkok"),
        language=reader.one_of("LOCALE", "th", ("th", "en")),
        log=reader.one_of("LOG", "json", ("json", "plain")),
    )


def _database(reader: _Reader, data_dir: Path) -> str:
    typed = reader.secret("DATABASE_URL") or f"sqlite:///{data_dir / 'thanwela.db'}"
    scheme, _, rest = typed.partition("://")
    if scheme == "sqlite":
        return typed
    if scheme not in ("postgresql", "postgresql+psycopg") or not rest:
        reader.wrong("DATABASE_URL", "no_database")
    return f"postgresql+psycopg://{rest}"


_KNOWN = {
    "DATA_DIR", "MAX_FILE_MB", "PUBLIC_URL", "HOST", "PORT", "LINE_CHANNEL_ID", "LINE_API_URL", "LINE_DATA_API_URL",
    "TELEGRAM_API_URL", "TIMEZONE", "LOCALE", "LOG",
}  # fmt: skip
_SECRETS = {
    "DATABASE_URL", "SECRET_KEY", "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
}  # fmt: skip


def _unknown(reader: _Reader) -> None:
    known = _KNOWN | _SECRETS | {f"{name}_FILE" for name in _SECRETS}
    for name in sorted(reader.source):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known:
            reader.wrong(name.removeprefix(PREFIX), "unknown")


def _demand(reader: _Reader, settings: Settings) -> None:
    """A platform is on or off as a whole; a server without any is no server."""
    if not settings.line and not settings.telegram:
        reader.wrong("LINE_CHANNEL_SECRET", "no_platform")
    if len(settings.secret_key) < 16:
        reader.wrong("SECRET_KEY", "missing_key")
    if settings.line and not settings.public_url:
        reader.wrong("PUBLIC_URL", "needed_for_line")
    _together(reader, settings.line, bool(settings.line_access_token or settings.line_channel_id),
              "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")  # fmt: skip
    _together(reader, settings.telegram, bool(settings.telegram_webhook_secret),
              "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET")  # fmt: skip


def _together(reader: _Reader, one: bool, other: bool, one_name: str, other_name: str) -> None:
    if one != other:
        reader.wrong(other_name if one else one_name, "goes_with", other=PREFIX + (one_name if one else other_name))


def _env_file(path: Path) -> dict[str, str]:
    """Lines of NAME=value; quotes around a value go, lines that begin with # are left out."""
    if not path.is_file():
        return {}
    pairs = (line.partition("=") for line in path.read_text(encoding="utf-8").splitlines() if "=" in line)
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs if not name.lstrip().startswith("#")}
