"""The environment becomes one frozen value; secrets also from files; all mistakes at once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.setting_reader import ENV_FILE, PREFIX, TOKEN, Reader, SettingMistake, env_file, has_a_port

LINE_API = "https://api.line.me"
LINE_DATA_API = "https://api-data.line.me"
TELEGRAM_API = "https://api.telegram.org"
MIB = 1024 * 1024
POLLING = "polling"
LANGUAGES = ("th", "en")
_BOT_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_CHANNEL_ID = re.compile(r"[0-9]+")


class SettingsRefused(Exception):
    """Every mistake at once, and the language to tell them in."""

    def __init__(self, mistakes: list[SettingMistake], language: str) -> None:
        super().__init__(", ".join(mistake.name for mistake in mistakes))
        self.mistakes, self.language = mistakes, language


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
    tls_certificate: str
    tls_key: str
    line_channel_secret: str = field(repr=False)
    line_access_token: str = field(repr=False)
    line_channel_id: str
    line_api_url: str
    line_data_api_url: str
    telegram_token: str = field(repr=False)
    telegram_webhook_secret: str = field(repr=False)
    telegram_api_url: str
    telegram_mode: str
    zone: ZoneInfo
    language: str
    log: str

    @property
    def line(self) -> bool:
        return bool(self.line_channel_secret)

    @property
    def telegram(self) -> bool:
        return bool(self.telegram_token)

    @property
    def polling(self) -> bool:
        return self.telegram_mode == POLLING


def from_environment(*, serving: bool = False) -> Settings:
    """The environment on top of a `.env` file in the working directory. Raises SettingsRefused."""
    mistakes: list[SettingMistake] = []
    written = dict(env_file(Path(ENV_FILE), mistakes))
    return read({**written, **os.environ}, serving=serving, mistakes=mistakes)


def read(source: Mapping[str, str], *, serving: bool = False, mistakes: list[SettingMistake] | None = None) -> Settings:
    """Settings from a mapping; `serving` demands what only a running server needs. Raises SettingsRefused, which also
    names the `mistakes` that were met before."""
    reader = Reader(source, mistakes or [])
    settings = _settings(reader)
    _unknown(reader)
    if serving:
        _demand(reader, settings)
    if reader.mistakes:
        raise SettingsRefused(reader.mistakes, settings.language)
    return settings


def _settings(reader: Reader) -> Settings:
    data_dir = Path(reader.text("DATA_DIR", "data"))
    return Settings(
        data_dir=data_dir,
        database_url=_database(reader, data_dir),
        max_file_bytes=reader.number("MAX_FILE_MB", 25, 200) * MIB,
        public_url=reader.url("PUBLIC_URL", "", ("https",)),
        secret_key=reader.secret("SECRET_KEY"),
        host=reader.text("HOST", "127.0.0.1"),
        port=reader.number("PORT", 8080, 65535),
        tls_certificate=reader.text("TLS_CERTIFICATE"),
        tls_key=reader.text("TLS_KEY"),
        line_channel_secret=reader.secret("LINE_CHANNEL_SECRET", TOKEN),
        line_access_token=reader.secret("LINE_CHANNEL_ACCESS_TOKEN", TOKEN),
        line_channel_id=reader.shaped("LINE_CHANNEL_ID", _CHANNEL_ID),
        line_api_url=reader.url("LINE_API_URL", LINE_API, ("https", "http")),
        line_data_api_url=reader.url("LINE_DATA_API_URL", LINE_DATA_API, ("https", "http")),
        telegram_token=reader.secret("TELEGRAM_BOT_TOKEN", _BOT_TOKEN),
        telegram_webhook_secret=reader.secret("TELEGRAM_WEBHOOK_SECRET", _WEBHOOK_SECRET),
        telegram_api_url=reader.url("TELEGRAM_API_URL", TELEGRAM_API, ("https", "http")),
        telegram_mode=reader.one_of("TELEGRAM_MODE", "webhook", ("webhook", POLLING)),
        zone=reader.zone("TIMEZONE", "Asia/Bangkok"),
        language=reader.one_of("LOCALE", "th", LANGUAGES),
        log=reader.one_of("LOG", "json", ("json", "plain")),
    )


def _database(reader: Reader, data_dir: Path) -> str:
    typed = reader.secret("DATABASE_URL") or f"sqlite:///{data_dir / 'thanwela.db'}"
    scheme, _, rest = typed.partition("://")
    if scheme == "sqlite":
        if not re.fullmatch(r"/[^?#]+", rest) or rest == "/:memory:":
            reader.wrong("DATABASE_URL", "no_database")
        return typed
    if scheme not in ("postgresql", "postgresql+psycopg") or not rest:
        reader.wrong("DATABASE_URL", "no_database")
    elif rest.partition("?")[0].count("@") > 1 or not has_a_port(f"//{rest}"):
        reader.wrong("DATABASE_URL", "signs_in_database")
    return f"postgresql+psycopg://{rest}"


_KNOWN = {
    "DATA_DIR", "MAX_FILE_MB", "PUBLIC_URL", "HOST", "PORT", "LINE_CHANNEL_ID", "LINE_API_URL", "LINE_DATA_API_URL",
    "TELEGRAM_API_URL", "TELEGRAM_MODE", "TIMEZONE", "LOCALE", "LOG",
    "TLS_CERTIFICATE", "TLS_KEY",
}  # fmt: skip
_SECRETS = {
    "DATABASE_URL", "SECRET_KEY", "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
}  # fmt: skip


def _unknown(reader: Reader) -> None:
    known = _KNOWN | _SECRETS | {f"{name}_FILE" for name in _SECRETS}
    for name in sorted(reader.source):
        own = name.removeprefix(PREFIX)
        if not name.startswith(PREFIX) or own in known:
            continue
        near = get_close_matches(own, sorted(known), n=1)
        if near:
            reader.wrong(own, "unknown_near", nearest=PREFIX + near[0])
        else:
            reader.wrong(own, "unknown")


def _demand(reader: Reader, settings: Settings) -> None:
    """A platform is on or off as a whole; a server without any is no server."""
    if not settings.line and not settings.telegram:
        reader.wrong("LINE_CHANNEL_SECRET", "no_platform")
    if len(settings.secret_key) < 16:
        reader.wrong("SECRET_KEY", "missing_key")
    if settings.line_access_token and settings.line_channel_id:
        reader.wrong("LINE_CHANNEL_ACCESS_TOKEN", "one_of_two", other=f"{PREFIX}LINE_CHANNEL_ID")
    _together(reader, bool(settings.tls_certificate), bool(settings.tls_key), "TLS_CERTIFICATE", "TLS_KEY")
    if settings.line and not settings.public_url:
        reader.wrong("PUBLIC_URL", "needed_for_line")
    _together(reader, settings.line, bool(settings.line_access_token or settings.line_channel_id),
              "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")  # fmt: skip
    if settings.polling:
        _together(reader, settings.telegram, True, "TELEGRAM_BOT_TOKEN", "TELEGRAM_MODE")
    else:
        _together(reader, settings.telegram, bool(settings.telegram_webhook_secret),
                  "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET")  # fmt: skip


def _together(reader: Reader, one: bool, other: bool, one_name: str, other_name: str) -> None:
    if one != other:
        reader.wrong(other_name if one else one_name, "goes_with", other=PREFIX + (one_name if one else other_name))
