"""Reply, push, multicast and validate: what the bot says, and to whom it gets through."""

import secrets
from typing import Any, Literal

from bot.demo.line.checks.messages import faults_of
from bot.demo.line.door import Call, Endpoint
from bot.demo.line.quota import Quota
from bot.demo.line.rates import MULTICAST
from bot.demo.line.retrykeys import Kept, RetryKeys
from bot.demo.line.state import Accepted, Account, ChatMessage, Json, Person, Refused
from bot.demo.line.tokens import ReplyTokens

VALIDATED = ("reply", "push", "multicast", "narrowcast", "broadcast")
QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "template", "flex"})
UNKNOWN_RECIPIENT = "Failed to send messages"


class Sending:
    """Checks a request as LINE does, shows it on the phones that can be reached, and remembers that it was accepted.

    With `check` off the message objects are taken as they come, for benches.
    """

    def __init__(self, account: Account, *, reply_tokens: ReplyTokens, quota: Quota, check: bool) -> None:
        self._account, self._reply_tokens, self._quota, self._check = account, reply_tokens, quota, check
        self._keys = RetryKeys()

    def reset(self) -> None:
        self._keys.reset()

    def endpoints(self) -> list[Endpoint]:
        base = "/v2/bot/message"
        return [
            Endpoint(method="POST", path=f"{base}/reply", handler=self._reply, body="json"),
            Endpoint(method="POST", path=f"{base}/push", handler=self._push, body="json"),
            Endpoint(method="POST", path=f"{base}/multicast", handler=self._multicast, body="json", rate=MULTICAST),
            *(
                Endpoint(method="POST", path=f"{base}/validate/{kind}", handler=self._validate, body="json")
                for kind in VALIDATED
            ),
        ]

    def _reply(self, call: Call) -> Json:
        if "x-line-retry-key" in call.headers:
            raise Refused(400, "The X-Line-Retry-Key header can't be used with this API")
        self._refuse_faults("reply", call.body)
        now = self._account.clock.now()
        token = self._reply_tokens.find(call.body["replyToken"], now)
        if token is None:
            raise Refused(400, "Invalid reply token")
        token.used = True
        return self._accept("reply", call, [self._account.person(token.user_id)])

    def _push(self, call: Call) -> Json:
        self._refuse_faults("push", call.body)
        self._refuse_accepted(call)
        person = self._account.people.get(call.body["to"])
        if person is None:
            raise Refused(400, UNKNOWN_RECIPIENT)
        return self._accept("push", call, [person])

    def _multicast(self, call: Call) -> Json:
        self._refuse_faults("multicast", call.body)
        self._refuse_accepted(call)
        known = [self._account.people[each] for each in dict.fromkeys(call.body["to"]) if each in self._account.people]
        return self._accept("multicast", call, known)

    def _validate(self, call: Call) -> Json:
        self._refuse_faults("validate", call.body)
        return {}

    def _refuse_faults(self, kind: str, body: Any) -> None:
        faults = faults_of(kind, body) if self._check else ()
        if faults:
            details = [{"message": fault.message, "property": fault.property} for fault in faults]
            raise Refused(400, f"The request body has {len(details)} error(s)", details=details)

    def _refuse_accepted(self, call: Call) -> None:
        self._keys.check(call.headers.get("x-line-retry-key"), call.body, self._account.clock.now())

    def _accept(self, kind: Literal["reply", "push", "multicast"], call: Call, people: list[Person]) -> Json:
        now = self._account.clock.now()
        reached = [person for person in people if person.reached_at(now)]
        if kind != "reply":
            self._quota.need(len(reached))
            self._quota.count(len(reached))
        sent = [self._numbered(message) for message in call.body["messages"]]
        for person in reached:
            self._show(person, kind, call.body, sent)
        answer = {} if kind == "multicast" else {"sentMessages": [_sent(each) for each in sent]}
        retry_key = call.headers.get("x-line-retry-key")
        self._keys.keep(retry_key, Kept(now, call.request_id, call.body, answer))
        accepted = Accepted(
            at=now,
            kind=kind,
            to=tuple(person.user_id for person in people),
            messages=call.body["messages"],
            reached=len(reached),
            retry_key=retry_key,
            request_id=call.request_id,
        )
        self._account.accepted.append(accepted)
        return answer

    def _numbered(self, message: Json) -> tuple[str, str, Json]:
        quote_token = secrets.token_urlsafe(24) if message.get("type") in QUOTABLE else ""
        return self._account.next_id(), quote_token, message

    def _show(self, person: Person, kind: str, body: Json, sent: list[tuple[str, str, Json]]) -> None:
        now = self._account.clock.now()
        shown = [
            ChatMessage(
                id=message_id,
                at=now,
                by="bot",
                via=kind,
                message=message,
                quote_token=quote_token,
                silent=body.get("notificationDisabled", False),
            )
            for message_id, quote_token, message in sent
        ]
        person.show(shown)
        person.loading_until = None


def _sent(numbered: tuple[str, str, Json]) -> Json:
    message_id, quote_token, _ = numbered
    return {"id": message_id, "quoteToken": quote_token} if quote_token else {"id": message_id}
