"""What every call passes: ordered faults, the access token, rates, the size and kind of its body; refusals are kept."""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.clock import sleep
from bot.demo.line.faults import Faults, Ordered
from bot.demo.line.rates import USUAL, Rate, Rates
from bot.demo.line.state import Account, Json, Refused
from bot.demo.line.tokens import AccessTokens, ReplyTokens

LARGEST_BODY = 2_000_000
LARGEST_PICTURE = 1_000_000
BAD_TOKEN = (
    "Authentication failed due to the following reason: invalid token. "
    "Confirm that the access token in the authorization header is valid."
)
RATE_EXCEEDED = "The API rate limit has been exceeded. Try again later."
BodyKind = Literal["none", "json", "form", "picture"]
BODY_TYPES: dict[BodyKind, tuple[str, ...]] = {
    "json": ("application/json",),
    "form": ("application/x-www-form-urlencoded",),
    "picture": ("image/png", "image/jpeg"),
}
ENCODE = msgspec.json.Encoder().encode
DECODE = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One admitted call; `body` is parsed JSON, the fields of a form, or bytes."""

    request_id: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any
    fault: Ordered | None = None


Handler = Callable[[Call], Response | Json | Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One method of one path, and what is asked of a call to it."""

    method: str
    path: str
    handler: Handler
    body: BodyKind = "none"
    rate: Rate = USUAL
    open_to_all: bool = False


def answer(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(ENCODE(body), status, headers, media_type="application/json")


class HangUp(Response):
    """Ends the connection without a byte: no server can write this header, so it closes instead."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-none", b"\r\n")]})


class Door:
    """Turns endpoints into a Starlette application that answers as LINE does."""

    def __init__(
        self, account: Account, *, tokens: AccessTokens, reply_tokens: ReplyTokens, rates: Rates, faults: Faults
    ) -> None:
        self._account, self._tokens, self._rates, self._faults = account, tokens, rates, faults
        self._reply_tokens = reply_tokens

    def application(self, endpoints: list[Endpoint]) -> Starlette:
        routes = [Route(each.path, self._opened(each), methods=[each.method]) for each in endpoints]
        return Starlette(routes=routes, exception_handlers={HTTPException: self._nowhere})

    def _opened(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def opened(request: Request) -> Response:
            request_id = str(uuid.uuid4())
            try:
                response = await self._admitted(endpoint, request, request_id)
            except Refused as refused:
                response = self._refusal(request, refused, await self._about(endpoint, request))
            else:
                if any(not refusal.mended for refusal in self._account.refusals):
                    self._account.mend(await self._about(endpoint, request))
            response.headers["x-line-request-id"] = request_id
            self._account.counts[f"{endpoint.method} {endpoint.path} {response.status_code}"] += 1
            return response

        return opened

    async def _admitted(self, endpoint: Endpoint, request: Request, request_id: str) -> Response:
        fault = self._faults.meet(request.url.path)
        if fault is not None and (stopped := await self._before(fault)):
            return stopped
        if not endpoint.open_to_all and not self._tokens.good(request.headers.get("authorization")):
            raise Refused(401, BAD_TOKEN)
        if not self._rates.take(f"{endpoint.method} {endpoint.path}", endpoint.rate):
            raise Refused(429, RATE_EXCEEDED)
        call = Call(
            request_id=request_id,
            path=request.path_params,
            query=request.query_params,
            headers=request.headers,
            body=await _body(endpoint.body, request),
            fault=fault,
        )
        done = endpoint.handler(call)
        if isinstance(done, Awaitable):
            done = await done
        response = done if isinstance(done, Response) else answer(done)
        return _after(fault, response)

    async def _before(self, fault: Ordered) -> Response | None:
        match fault.kind:
            case "error":
                raise Refused(500, "Internal Server Error")
            case "rate":
                raise Refused(429, RATE_EXCEEDED)
            case "token":
                raise Refused(401, BAD_TOKEN)
            case "drop":
                return HangUp()
            case "gateway":
                return Response(b"<html>\xff\xfe 502 Bad Gateway</html>", 502, media_type="text/html")
            case "delay":
                await sleep(self._account.clock, fault.seconds)
        return None

    async def _about(self, endpoint: Endpoint, request: Request) -> object:
        """What the call is for: the same messages to the same people are the same by reply and by push."""
        plain = (request.method, request.url.path)
        if endpoint.body != "json":
            return plain
        try:
            body = await _body("json", request)
        except Refused:
            return None
        if "messages" not in body:
            return (*plain, ENCODE(body))
        return (body.get("to") or self._reply_tokens.owner(body.get("replyToken")), ENCODE(body["messages"]))

    def _refusal(self, request: Request, refused: Refused, about: object = None) -> Response:
        self._account.refuse(request.method, request.url.path, refused, about)
        details = {"details": refused.details} if refused.details else {}
        return answer({"message": refused.message} | details | refused.more, refused.status, refused.headers)

    async def _nowhere(self, request: Request, error: Exception) -> Response:
        known_path = isinstance(error, HTTPException) and error.status_code == 405
        return self._refusal(request, Refused(405, "Method Not Allowed") if known_path else Refused(404, "Not found"))


def _after(fault: Ordered | None, response: Response) -> Response:
    if fault is None or response.status_code >= 400:
        return response
    if fault.kind == "drop_after":
        return HangUp()
    return answer({"message": "Internal Server Error"}, 500) if fault.kind == "error_after" else response


async def _body(kind: BodyKind, request: Request) -> Any:
    """The body as the endpoint wants it; raise Refused with 415 for another kind, 413 for its size, 400 for no JSON."""
    if kind == "none":
        return None
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in BODY_TYPES[kind]:
        raise Refused(415, f"The content type, {media_type}, is not supported")
    data = await _read(request, LARGEST_PICTURE if kind == "picture" else LARGEST_BODY)
    if kind == "picture":
        return data
    return _json(data) if kind == "json" else dict(parse_qsl(data.decode(errors="replace")))


async def _read(request: Request, most: int) -> bytes:
    if int(request.headers.get("content-length", 0)) > most:
        raise Refused(413, "Request exceeds the max size. Make the request smaller and try again.")
    data = await request.body()
    if len(data) > most:
        raise Refused(413, "Request exceeds the max size. Make the request smaller and try again.")
    return data


def _json(data: bytes) -> Json:
    try:
        body = DECODE(data)
    except msgspec.DecodeError:
        raise Refused(400, "The request body could not be parsed as JSON (line: 1, column: 1)") from None
    if not isinstance(body, dict):
        raise Refused(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    return body
