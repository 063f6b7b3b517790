"""The bytes that people send, kept on the other host: api-data.line.me."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.demo.line.door import Call, Endpoint
from bot.demo.line.state import Account, Json, Refused

# A photo is its own preview; a video's is a picture of one pixel.
ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
ContentKind = Literal["image", "video", "audio", "file"]


@dataclass(slots=True, kw_only=True)
class Content:
    """What one message carries; from `ready_at` on it can be had, never again once `gone`."""

    kind: ContentKind
    data: bytes
    media_type: str
    ready_at: datetime
    gone: bool = False


class CutOff(Response):
    """Promises all bytes, sends half, and leaves."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body[: len(self.body) // 2], "more_body": True})


class Contents:
    """Content by message ID: 202 while prepared, 404 unknown or expired, 410 after unsend."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._kept: dict[str, Content] = {}

    def reset(self) -> None:
        self._kept.clear()

    def keep(self, message_id: str, content: Content) -> None:
        self._kept[message_id] = content

    def find(self, message_id: str) -> Content | None:
        """What that message carried, for a phone that shows it; None for nothing, or nothing any more."""
        content = self._kept.get(message_id)
        return None if content is None or content.gone else content

    def expire(self, message_id: str) -> None:
        """LINE deletes content "after a certain period": 404 from now on."""
        self._kept.pop(message_id, None)

    def unsend(self, message_id: str) -> None:
        if message_id in self._kept:
            self._kept[message_id].gone = True

    def endpoints(self) -> list[Endpoint]:
        base = "/v2/bot/message/{message_id}/content"
        handlers: list[tuple[str, Callable[[Call], Response | Json]]] = [
            (base, self._whole),
            (f"{base}/transcoding", self._transcoding),
            (f"{base}/preview", self._preview),
        ]
        return [Endpoint(method="GET", path=path, handler=handler) for path, handler in handlers]

    def _find(self, call: Call) -> Content:
        content = self._kept.get(call.path["message_id"])
        if content is None:
            raise Refused(404, "Not found")
        if content.gone:
            raise Refused(410, "The content is gone")
        return content

    def _ready(self, call: Call, content: Content) -> bool:
        ordered_late = call.fault is not None and call.fault.kind == "not_ready"
        return not ordered_late and self._account.clock.now() >= content.ready_at

    def _whole(self, call: Call) -> Response:
        content = self._find(call)
        if not self._ready(call, content):
            return Response(status_code=202)
        kind = CutOff if call.fault is not None and call.fault.kind == "cut" else Response
        return kind(content.data, media_type=content.media_type)

    def _transcoding(self, call: Call) -> Json:
        content = self._find(call)
        if content.kind not in ("video", "audio"):
            raise Refused(400, "The content is neither a video nor an audio")
        return {"status": "succeeded" if self._ready(call, content) else "processing"}

    def _preview(self, call: Call) -> Response:
        content = self._find(call)
        if content.kind not in ("image", "video"):
            raise Refused(400, "The content can not be previewed")
        if not self._ready(call, content):
            return Response(status_code=202)
        if content.kind == "image":
            return Response(content.data, media_type=content.media_type)
        return Response(ONE_PIXEL, media_type="image/png")
