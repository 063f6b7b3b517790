"""What connecting did and could not do, in sentences."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.retry import GiveUp, TryLater
from messages.patterns import Value
from messages.texts import Texts

TOKEN = "token"
UNREACHED = frozenset({"no connection", "connection", "timeout", "TimeoutError", "ServerDisconnectedError"})


@dataclass
class Telling:
    """`refused` once anything was."""

    texts: Texts
    language: str
    say: Callable[[str], None]
    complain: Callable[[str], None]
    dry_run: bool
    refused: bool = False

    def line(self, key: str, **values: Value) -> str:
        return self.texts.line(self.language, key, **values)

    def done(self, key: str, **values: Value) -> None:
        self.say(self.line(key, **values))

    def would(self, key: str, **values: Value) -> bool:
        """Whether it is to be done, and not only told; `key` tells what is done."""
        told = self.line(key, **values)
        self.say(self.line("connecting.would", what=told) if self.dry_run else told)
        return not self.dry_run

    def refuse(self, key: str, **values: Value) -> None:
        self.refused = True
        self.complain(self.line(key, **values))

    def failed(self, platform: str, error: TryLater | GiveUp) -> None:
        """A call of ours to the platform came to nothing."""
        self.refuse(failure_key(error), **failure_facts(platform, error))


def failure_key(error: TryLater | GiveUp) -> str:
    """The sentence for it."""
    if error.fault == TOKEN:
        return "connecting.bad_token"
    return "connecting.unreached" if error.fault in UNREACHED else "connecting.refused"


def failure_facts(platform: str, error: TryLater | GiveUp) -> dict[str, str]:
    """What fills the sentence."""
    settings = {
        "LINE": "THANWELA_LINE_CHANNEL_ACCESS_TOKEN, THANWELA_LINE_CHANNEL_ID, THANWELA_LINE_CHANNEL_SECRET",
        "Telegram": "THANWELA_TELEGRAM_BOT_TOKEN",
    }
    if error.fault == TOKEN:
        return {"platform": platform, "settings": settings[platform]}
    return {"platform": platform} if error.fault in UNREACHED else {"platform": platform, "fault": error.fault}
