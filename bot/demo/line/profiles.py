"""What the bot may ask about people and itself: profiles, quota, the loading animation, marking as read, tokens."""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from starlette.responses import Response

from bot.demo.line.checks.primitives import Faults, Shape, string, whole
from bot.demo.line.door import Call, Endpoint, answer
from bot.demo.line.quota import Quota
from bot.demo.line.rates import LOADING
from bot.demo.line.state import Account, Json, Refused
from bot.demo.line.tokens import STATELESS_LIFE, AccessTokens

PAGE = 1000
LOADING_BODY = Shape({"chatId": string(33), "loadingSeconds": whole(5, 60)}, required=["chatId"])
READ_BODY = Shape({"markAsReadToken": string(1000)}, required=["markAsReadToken"])
NOT_A_USER = "Only user id is acceptable, please confirm if there are any group/room ids or illegal ids."


def refuse_unless(shape: Shape, body: Any) -> None:
    """Raise Refused 400 with details for a body that is not of the shape."""
    faults: Faults = []
    shape(body, "", faults)
    if faults:
        details = [{"message": fault.message, "property": fault.property} for fault in faults]
        raise Refused(400, f"The request body has {len(details)} error(s)", details=details)


class Profiles:
    """The account's small questions; `bot` holds the user ID, basic ID and name that /v2/bot/info answers.

    With Chat off in the console, as it is unless `reads_by_itself` is false, what people send is read at once.
    """

    def __init__(
        self, account: Account, *, bot: Json, quota: Quota, tokens: AccessTokens, channel: Mapping[str, str]
    ) -> None:
        self._account, self._quota, self._tokens = account, quota, tokens
        self._bot = bot
        self.reads_by_itself = True
        self._channel = {"grant_type": "client_credentials", **channel}
        self._read_tokens: dict[str, tuple[str, str]] = {}

    def reset(self) -> None:
        self._read_tokens.clear()

    def read_token(self, user_id: str, message_id: str) -> str:
        """The token with which the bot marks this message, and all before it, as read."""
        token = secrets.token_urlsafe(24)
        self._read_tokens[token] = (user_id, message_id)
        return token

    def endpoints(self) -> list[Endpoint]:
        asked: dict[str, Callable[[Call], Response | Json]] = {
            "/v2/bot/info": self._info,
            "/v2/bot/message/quota": lambda _: self._quota.described(),
            "/v2/bot/message/quota/consumption": lambda _: {"totalUsage": self._quota.used},
            "/v2/bot/profile/{user_id}": self._profile,
            "/v2/bot/followers/ids": self._followers,
        }
        return [
            *(Endpoint(method="GET", path=path, handler=handler) for path, handler in asked.items()),
            Endpoint(
                method="POST", path="/v2/bot/chat/loading/start", handler=self._loading, body="json", rate=LOADING
            ),
            Endpoint(method="POST", path="/v2/bot/chat/markAsRead", handler=self._mark_as_read, body="json"),
            Endpoint(method="POST", path="/oauth2/v3/token", handler=self._token, body="form", open_to_all=True),
        ]

    def _info(self, _: Call) -> Json:
        modes = ("bot", "auto") if self.reads_by_itself else ("chat", "manual")
        return self._bot | dict(zip(("chatMode", "markAsReadMode"), modes, strict=True))

    def _profile(self, call: Call) -> Json:
        person = self._account.people.get(call.path["user_id"])
        if person is None or not person.friend or person.blocked:
            raise Refused(404, "Not found")
        return {"displayName": person.name, "userId": person.user_id, "language": person.language}

    def _followers(self, call: Call) -> Json:
        limit = int(call.query["limit"]) if call.query.get("limit", "").isdecimal() else 300
        start = int(call.query["start"]) if call.query.get("start", "").isdecimal() else 0
        if not 1 <= limit <= PAGE:
            raise Refused(400, f"The value for the 'limit' parameter must be between 1 and {PAGE}")
        friends = [person.user_id for person in self._account.people.values() if person.friend and not person.blocked]
        page = friends[start : start + limit]
        more = {"next": str(start + limit)} if start + limit < len(friends) else {}
        return {"userIds": page} | more

    def _loading(self, call: Call) -> Response:
        refuse_unless(LOADING_BODY, call.body)
        seconds = call.body.get("loadingSeconds", 20)
        if seconds % 5:
            raise _one_fault("must be a multiple of five", "loadingSeconds")
        person = self._account.people.get(call.body["chatId"])
        if person is None:
            raise _one_fault(NOT_A_USER, "chatId")
        if person.friend and not person.blocked:
            person.loading_until = self._account.clock.now() + timedelta(seconds=seconds)
        return answer({}, 202)

    def _mark_as_read(self, call: Call) -> Json:
        refuse_unless(READ_BODY, call.body)
        marked = self._read_tokens.get(call.body["markAsReadToken"])
        if marked is None:
            raise Refused(
                400, "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook."
            )
        user_id, message_id = marked
        for shown in self._account.person(user_id).chat:
            shown.read = shown.read or shown.by == "person"
            if shown.id == message_id:
                break
        return {}

    def _token(self, call: Call) -> Json:
        if call.body != self._channel:
            raise Refused(400, "invalid_client", more={"error": "invalid_client"})
        seconds = int(STATELESS_LIFE.total_seconds())
        return {"token_type": "Bearer", "access_token": self._tokens.issue(), "expires_in": seconds}


def _one_fault(message: str, name: str) -> Refused:
    return Refused(400, "The request body has 1 error(s)", details=[{"message": message, "property": name}])
