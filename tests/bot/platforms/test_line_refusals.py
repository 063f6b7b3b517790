"""What LINE's refusals mean for what happens next."""

import msgspec
import pytest

from bot.platforms.line_refusals import refusal
from bot.retry import GiveUp, TryLater


def said(message: str, *places: str) -> bytes:
    details = [{"message": "May not be empty", "property": place} for place in places]
    return msgspec.json.encode({"message": message} | ({"details": details} if details else {}))


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, said("Invalid reply token"), GiveUp("invalid reply token", reply_token=True)),
        (400, said("Invalid reply token", "replyToken"), GiveUp("status 400 at replyToken")),
        (
            400,
            said("The request body has 2 error(s)", "messages[0].text", "to"),
            GiveUp("status 400 at messages[0].text, to"),
        ),
        (400, said("Failed to send messages"), GiveUp("status 400", unreachable=True)),
        (401, said("Authentication failed due to the following reason: invalid token."), TryLater("token", lane=True)),
        (401, b"", TryLater("token", lane=True)),
        (403, said("Not available for your plan."), GiveUp("status 403")),
        (404, said("Not found"), GiveUp("status 404")),
        (409, said("The retry key is already accepted"), GiveUp("status 409")),
        (410, said("The content is gone"), GiveUp("status 410")),
        (413, said("Request exceeds the max size."), GiveUp("status 413")),
        (429, said("You have reached your monthly limit."), TryLater("quota", lane=True)),
        (429, said("The API rate limit has been exceeded. Try again later."), TryLater("rate", lane=True)),
        (429, said("Too many messages to this user."), TryLater("rate")),
        (429, b"<html>", TryLater("rate")),
        (500, said("Internal Server Error"), TryLater("status 500", unknown=True)),
        (502, b"<html>\xff\xfe</html>", TryLater("status 502", unknown=True)),
        (400, b"<html>\xff\xfe</html>", TryLater("status 400", unknown=True)),
        (302, b"", TryLater("status 302", unknown=True)),
    ],
)
def test_each_answer_has_its_consequence(status, body, error):
    assert refusal(status, {}, body) == error


def test_line_s_own_wish_to_wait_is_heard_though_none_is_documented():
    assert refusal(429, {"Retry-After": "7"}, said("Slow down")) == TryLater("rate", after=7.0)
