"""What an answer of LINE other than "accepted" means: try later, or give up."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from bot.retry import TOKEN, GiveUp, TryLater

NEVER = frozenset({400, 403, 404, 405, 409, 410, 413, 415})
"""LINE has understood and will not. Whatever else comes may be from a proxy that knows not what became of the call."""
SPENT = "Invalid reply token"
STRANGER = "Failed to send messages"
NO_QUOTA = "monthly limit"
TOO_FAST = "rate limit"
QUOTA, RATE = "quota", "rate"


class _Detail(Struct):
    property: str = ""


class _Body(Struct):
    message: str
    details: list[_Detail] = []


_BODY = msgspec.json.Decoder(_Body)


def refusal(status: int, headers: Mapping[str, str], body: bytes) -> TryLater | GiveUp:
    """Only where one status has several meanings do LINE's words decide: they may change.

    Faults name the status and the places that LINE objects to, never what stood there.
    """
    said = _said(body)
    if status == 401:
        return TryLater(TOKEN, lane=True)
    if status == 429:
        return _too_much(said.message if said else "", headers)
    if status not in NEVER or said is None:
        return TryLater(f"status {status}", unknown=True)
    if said.message == SPENT and not said.details:
        return GiveUp("invalid reply token", reply_token=True)
    places = ", ".join(detail.property for detail in said.details)
    fault = f"status {status} at {places}" if places else f"status {status}"
    return GiveUp(fault, unreachable=said.message == STRANGER)


def _said(body: bytes) -> _Body | None:
    """None for what is no answer of LINE's."""
    try:
        return _BODY.decode(body)
    except ValueError:
        return None


def _too_much(message: str, headers: Mapping[str, str]) -> TryLater:
    """A used-up month or a rate stops everybody; else it was too much for one person."""
    if NO_QUOTA in message:
        return TryLater(QUOTA, lane=True)
    wish = headers.get("Retry-After", "")
    return TryLater(RATE, after=float(wish) if wish.isdecimal() else None, lane=TOO_FAST in message)
