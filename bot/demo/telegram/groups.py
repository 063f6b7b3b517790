"""Groups: who writes in them, their topics, the bot's coming and going, a group that becomes a supergroup."""

from zlib import crc32

from bot.demo.telegram.account import Account, Query
from bot.demo.telegram.chats import Bubble, Chat, Json
from bot.demo.telegram.markup import finished
from bot.demo.telegram.phones import Phones
from bot.demo.telegram.updates import CALLBACKS_KEPT, KEPT

OPEN, CLOSED = "open", "closed"


class Groups:
    """All groups that the bot is or was in. As long as `privacy` is on, which is Telegram's default, the bot hears no
    more than commands meant for it, answers to its own messages, and what happens to the group."""

    def __init__(self, account: Account, phones: Phones) -> None:
        self._account, self._phones = account, phones
        self.privacy = True

    def add(self, chat_id: int, title: str, *, kind: str = "supergroup", by: int | None = None) -> Chat:
        """A group, ids of which are negative, that the bot is put into; nobody (None) does it unseen."""
        about = {"id": chat_id, "title": title, "type": kind}
        chat = self._account.chats[chat_id] = Chat(about=about, started=True)
        if by is not None:
            self._phones.membership_in(chat, self._person(by), "left", "member")
        return chat

    def topic(self, group: int, thread: int, state: str = OPEN) -> None:
        """Open a topic, or close one; the group is a forum from then on."""
        self._account.chats[group].about["is_forum"] = True
        self._account.chats[group].topics[thread] = state

    def delete_topic(self, group: int, thread: int) -> None:
        del self._account.chats[group].topics[thread]

    def kick(self, user: int, group: int) -> None:
        """Somebody puts the bot out of it."""
        chat = self._account.chats[group]
        chat.blocked = True
        self._phones.membership_in(chat, self._person(user), "member", "kicked")

    def say(self, user: int, group: int, text: str, *, topic: int | None = None, reply_to: int | None = None) -> int:
        """Type a text there; the message's id."""
        chat = self._account.chats[group]
        said, entities = finished(text, [])
        content: Json = {"text": said} | ({"entities": entities} if entities else {})
        if topic is not None:
            content |= {"message_thread_id": topic, "is_topic_message": True}
        answered = chat.bubbles[reply_to] if reply_to is not None else None
        if answered is not None:
            body = {name: value for name, value in answered.body.items() if name != "reply_to_message"}
            content |= {"reply_to_message": body}
        last = next(reversed(chat.bubbles.values()), None)
        bubble = self._account.put(chat, self._person(user), content)
        to_us = self._is_command(said, last) or (answered is not None and answered.by_bot)
        if not chat.blocked and (to_us or not self.privacy):
            self._phones.push("message", bubble.body, group, KEPT)
        return bubble.message_id

    def press(self, user: int, group: int, message_id: int, data: str) -> str:
        """Press callback_data on a message of the bot's; the query's id."""
        query_id = str(next(self._account.query_ids))
        self._account.queries[query_id] = Query(chat_id=group, at=self._account.clock.now())
        content = {
            "id": query_id,
            "from": self._person(user),
            "message": self._account.chats[group].bubbles[message_id].body,
            "chat_instance": str(crc32(f"{self._account.token} {group}".encode())),
            "data": data,
        }
        self._phones.push("callback_query", content, user, CALLBACKS_KEPT)
        return query_id

    def migrate(self, group: int, new_id: int, *, by: int | None = None) -> Chat:
        """The group becomes a supergroup with another id; calls with the old one are told so. The notes of it in both
        are somebody's doing (`by`), else they get lost."""
        old = self._account.chats[group]
        new = self.add(new_id, old.about["title"])
        if by is not None:
            for chat, content in ((old, {"migrate_to_chat_id": new_id}), (new, {"migrate_from_chat_id": group})):
                bubble = self._account.put(chat, self._person(by), content)
                self._phones.push("message", bubble.body, chat.id, KEPT)
        old.moved_to = new_id
        return new

    def _person(self, user: int) -> Json:
        return self._account.chats[user].person or {}

    def _is_command(self, text: str, last: Bubble | None) -> bool:
        """With our name behind it; without one, if the bot was the last to speak."""
        word = text.split(maxsplit=1)[0]
        if not word.startswith("/"):
            return False
        name = word.partition("@")[2].lower()
        return name == str(self._account.user["username"]).lower() if name else last is not None and last.by_bot
