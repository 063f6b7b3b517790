"""The HTTP face: calls by method name, files by path, every refusal noted."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.demo.telegram import editing, sending, setup
from bot.demo.telegram.account import Account
from bot.demo.telegram.faults import Faults
from bot.demo.telegram.parameters import Parameters, read
from bot.demo.telegram.receiving import Receiving
from bot.demo.telegram.refusals import AnswerLost, Refused

Method = Callable[[Account, Parameters], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getme": setup.get_me,
    "getfile": setup.get_file,
    "setmycommands": setup.set_commands,
    "getmycommands": setup.get_commands,
    "deletemycommands": setup.delete_commands,
    "setmydescription": setup.set_description,
    "getmydescription": setup.get_description,
    "setmyshortdescription": setup.set_short_description,
    "getmyshortdescription": setup.get_short_description,
    "setchatmenubutton": setup.set_menu_button,
    "getchatmenubutton": setup.get_menu_button,
    "setmyname": setup.set_name,
    "getmyname": setup.get_name,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendvideo": sending.send_video,
    "sendmediagroup": sending.send_media_group,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_text,
    "editmessagecaption": editing.edit_caption,
    "editmessagereplymarkup": editing.edit_markup,
    "deletemessage": editing.delete,
    "answercallbackquery": editing.answer_callback,
}


class _Cut(Response):
    """Promises a body and ends without one: the server then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


class Api:
    """Answers one bot's calls."""

    def __init__(self, account: Account, receiving: Receiving, faults: Faults) -> None:
        self.account, self.faults = account, faults
        self.methods = METHODS | {
            "setwebhook": receiving.set_webhook,
            "deletewebhook": receiving.delete_webhook,
            "getwebhookinfo": receiving.webhook_info,
            "getupdates": receiving.get_updates,
        }

    async def call(self, request: Request) -> Response:
        name = request.path_params["method"]
        about: list[object] = []
        try:
            result = await self._result(request, name.lower(), about)
        except Refused as refused:
            self.account.refuse(name, refused, *about)
            return _refusal(refused)
        except AnswerLost:
            return _Cut()
        return _json({"ok": True, "result": result}, 200)

    async def file(self, request: Request) -> Response:
        try:
            self._authorized(request)
            if await self.faults.before("file"):
                return _Cut()
            kept = self.account.files.at(request.path_params["path"], self.account.clock.now())
            if kept is None:
                raise Refused(404, "Not Found")
        except Refused as refused:
            self.account.refuse("file", refused)
            return _refusal(refused)
        except AnswerLost:
            return _Cut()
        return Response(kept.content, media_type="application/octet-stream")

    async def _result(self, request: Request, name: str, about: list[object]) -> Any:
        """The method's result; `about` is told what the call is for as soon as that is known."""
        self._authorized(request)
        if (method := self.methods.get(name)) is None:
            raise Refused(404, "Not Found: method not found")
        parameters = await read(request)
        about.append((name, parameters.texts))
        lose = await self.faults.before(name)
        result = await method(self.account, parameters)
        self.account.mend(*about)
        if lose:
            raise AnswerLost
        return result

    def _authorized(self, request: Request) -> None:
        if request.path_params["token"] != self.account.token:
            raise Refused(401, "Unauthorized")


def application(current: Callable[[], Api], close: Callable[[], Awaitable[None]]) -> Starlette:
    """`current` gives the one that answers; `close` is awaited when the server stops."""

    async def call(request: Request) -> Response:
        return await current().call(request)

    async def file(request: Request) -> Response:
        return await current().file(request)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        yield
        await close()

    routes = [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file, methods=["GET"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _refusal(refused: Refused) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    headers = {}
    if refused.parameters:
        body["parameters"] = refused.parameters
        if "retry_after" in refused.parameters:
            headers["Retry-After"] = str(refused.parameters["retry_after"])
    return _json(body, refused.code, headers)


def _json(body: Any, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(body), status, headers, media_type="application/json")
