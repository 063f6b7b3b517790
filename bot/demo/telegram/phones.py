"""What happens on a phone, turned into updates for the bot."""

from datetime import timedelta
from typing import Any
from zlib import crc32

from bot.demo.telegram.account import Account, Query
from bot.demo.telegram.chats import Bubble, Chat, Json
from bot.demo.telegram.delivery import Webhook
from bot.demo.telegram.updates import CALLBACKS_KEPT, KEPT


class Phones:
    """All phones that know the bot."""

    def __init__(self, account: Account, webhook: Webhook) -> None:
        self._account, self._webhook = account, webhook

    def open(self, user: int) -> Chat:
        """The chat that can be written in; raise ValueError before Start and while the bot is blocked."""
        chat = self._account.chats[user]
        if not chat.started or chat.blocked:
            raise ValueError("this phone shows no more than a Start button")
        return chat

    def heard(self, user: int, content: Json) -> int:
        """A message to the bot; its id."""
        chat = self.open(user)
        stamp = self._account.clock.now() - self._webhook.policy.stamped_earlier
        bubble = self._account.put(chat, chat.person or {}, content, int(stamp.timestamp()))
        self.push("message", bubble.body, user, KEPT)
        return bubble.message_id

    def sent_file(self, user: int, kind: str, name: str, data: bytes, mime: str, content: Json, **more: Any) -> int:
        """A message with a file that is no photo; its id."""
        kept = self._account.files.keep(data, kind, name, mime)
        return self.heard(user, {kind: self._account.files.described(kept, **more)} | content)

    def replied(self, user: int, reply_to: int | None) -> Json:
        """What a message carries of the one it replies to; raise KeyError if there is none such."""
        if reply_to is None:
            return {}
        body = self.open(user).bubbles[reply_to].body
        return {"reply_to_message": {name: value for name, value in body.items() if name != "reply_to_message"}}

    def pressed(self, user: int, bubble: Bubble, data: str) -> str:
        """A press that the bot hears of; the query's id."""
        query_id = str(next(self._account.query_ids))
        self._account.queries[query_id] = Query(chat_id=user, at=self._account.clock.now())
        content = {
            "id": query_id,
            "from": self._account.chats[user].person,
            "message": bubble.body,
            "chat_instance": str(crc32(f"{self._account.token} {user}".encode())),
            "data": data,
        }
        self.push("callback_query", content, user, CALLBACKS_KEPT)
        return query_id

    def membership(self, user: int, old: str, new: str) -> None:
        """The bot is blocked ("kicked") or again let in ("member")."""
        chat = self._account.chats[user]
        self.membership_in(chat, chat.person or {}, old, new)

    def membership_in(self, chat: Chat, person: Json, old: str, new: str) -> None:
        """The same in any chat, by somebody's hand."""
        until: dict[str, Json] = {"kicked": {"until_date": 0}, "member": {}, "left": {}}
        content = {
            "chat": chat.about,
            "from": person,
            "date": self._account.seconds(),
            "old_chat_member": {"user": self._account.user, "status": old, **until[old]},
            "new_chat_member": {"user": self._account.user, "status": new, **until[new]},
        }
        self.push("my_chat_member", content, chat.id, KEPT)
        self._account.bell.ring()

    def push(self, kind: str, content: Json, user: int, kept: timedelta) -> None:
        """Messages and their edits keep their order; presses and blocking, queues of their own, can overtake them."""
        expires = self._account.clock.now() - self._webhook.policy.stamped_earlier + kept
        queue = "message" if kind == "edited_message" else kind
        update = self._account.updates.add(kind, content, f"{queue} {user}", expires)
        if update and self._account.updates.hook.url:
            self._webhook.push(update)
