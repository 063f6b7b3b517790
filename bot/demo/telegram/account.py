"""All that the service remembers about one bot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.demo.telegram.bell import Bell
from bot.demo.telegram.chats import Bubble, Chat, Json
from bot.demo.telegram.files import Files
from bot.demo.telegram.parameters import Parameters
from bot.demo.telegram.rates import Rates
from bot.demo.telegram.refusals import Refusal, Refused, bad_request, too_many
from bot.demo.telegram.updates import Updates


@dataclass(kw_only=True)
class Query:
    """A press of a button that waits for its answer."""

    chat_id: int
    at: datetime
    answered: bool = False


class Account:
    """One bot, its chats and files; `check=False` takes every text and keyboard as it comes, for benches."""

    def __init__(
        self,
        clock: Clock,
        *,
        token: str,
        username: str,
        rates: bool,
        check: bool,
        message_ids: Iterator[int],
        update_ids: Iterator[int],
        query_ids: Iterator[int],
        bell: Bell,
    ) -> None:
        bot_id = int(token.partition(":")[0])
        self.clock, self.token, self.check, self.bell = clock, token, check, bell
        self.user: Json = {"id": bot_id, "is_bot": True, "first_name": username, "username": username}
        self.rates = Rates() if rates and check else None
        self.updates = Updates(clock, update_ids)
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.menu_button: Json = {"type": "default"}
        self.reads_groups = False
        self.refusals: list[Refusal] = []
        self.query_ids, self._message_ids = query_ids, message_ids

    def seconds(self) -> int:
        return int(self.clock.now().timestamp())

    def mend(self, about: object) -> None:
        """This was done: whatever refused it before led to no loss."""
        for refusal in self.refusals:
            refusal.mended = refusal.mended or refusal.about == about

    def refuse(self, method: str, refused: Refused, about: object = None) -> None:
        refusal = Refusal(
            at=self.clock.now(), method=method, code=refused.code, description=refused.description, about=about
        )
        self.refusals.append(refusal)
        self.bell.ring()

    def chat(self, parameters: Parameters) -> Chat:
        """The chat named by chat_id; raise Refused 400 as the service does."""
        name = parameters.text("chat_id")
        if not name:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(parameters.integer("chat_id"))
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to is not None:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, text, {"migrate_to_chat_id": chat.moved_to})
        return chat

    def writable(self, parameters: Parameters) -> Chat:
        """The chat, if the bot may write to it; raise Refused 400 or 403."""
        chat = self.chat(parameters)
        if not chat.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        if chat.blocked and chat.person is None:
            raise Refused(403, f"Forbidden: bot was kicked from the {chat.about['type']} chat")
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return chat

    def thread(self, chat: Chat, parameters: Parameters) -> Json:
        """What a message carries of the topic it is sent to; raise Refused 400 for one that is not open."""
        thread = parameters.integer("message_thread_id")
        if not thread:
            return {}
        if thread not in chat.topics:
            raise bad_request("message thread not found")
        if chat.topics[thread] != "open":
            raise bad_request("TOPIC_CLOSED")
        return {"message_thread_id": thread, "is_topic_message": True}

    def spend(self, chat: Chat, messages: int = 1) -> None:
        """Raise Refused 429 if that is faster than allowed."""
        if self.rates and (seconds := self.rates.wait(chat.id, self.clock.now(), messages)):
            raise too_many(seconds)

    def put(self, chat: Chat, sender: Json, content: dict[str, Any], date: int | None = None) -> Bubble:
        """A new message at the chat's end."""
        known = {"message_id": next(self._message_ids), "from": sender, "chat": chat.about}
        body = {**known, "date": self.seconds() if date is None else date, **content}
        bubble = Bubble(body=body, by_bot=sender is self.user)
        chat.bubbles[bubble.message_id] = bubble
        chat.action = ""
        self.bell.ring()
        return bubble
