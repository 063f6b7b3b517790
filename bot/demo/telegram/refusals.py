"""What the service answers when it does not do what it was asked."""

from dataclasses import dataclass, field
from datetime import datetime


class Refused(Exception):
    """An answer with ok = false; `parameters` is the answer's ResponseParameters, None where it has none."""

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class AnswerLost(Exception):
    """The connection is cut instead of answered; whether the call was done is not for the caller to know."""


def bad_request(text: str) -> Refused:
    return Refused(400, f"Bad Request: {text}")


def too_many(seconds: int) -> Refused:
    """429; `seconds` is when to come again."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


@dataclass(kw_only=True)
class Refusal:
    """One call that was refused: when, which method, with what; `about` is what it would have done, `mended` says that
    a later call did it after all."""

    at: datetime
    method: str
    code: int
    description: str
    about: object = field(repr=False, default=None)
    mended: bool = False
