"""`thanwela serve`: the product behind uvicorn, until it is told to stop."""

import asyncio
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, MutableMapping
from functools import partial
from typing import Any

import structlog
import uvicorn
from uvicorn.loops.auto import auto_loop_factory

from bot.app import Product
from bot.clock import SystemClock
from bot.faults import where
from bot.migrating import DONE, REFUSED, hindrance, no_place
from bot.retry import GiveUp, TryLater
from bot.settings import Settings
from bot.tenant import Occupied
from bot.tls import Certificate, Unusable
from messages.texts import Texts

_log = structlog.get_logger("serve")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
GRACE_SECONDS = 10
BACKLOG = 2048
GARBAGE = (5_000, 20, 50)
"""Python's own 700, 10, 10 went through everything again and again: a fifth of what a push cost."""


def run(settings: Settings, texts: Texts, complain: Callable[[str], None]) -> int:
    """Serve; returns the exit status."""
    configure_logs(settings.log)
    sentence = no_place(settings, texts) or hindrance(settings, texts)
    if sentence is not None:
        complain(sentence)
        return REFUSED
    line = partial(texts.line, settings.language)
    try:
        listener = _listening(settings.host, settings.port)
    except OSError:
        complain(line("serving.no_port", host=settings.host, port=str(settings.port)))
        return REFUSED
    with listener:
        try:
            tls = Certificate(settings.tls_certificate, settings.tls_key) if settings.tls_certificate else None
        except Unusable:
            complain(line("serving.no_certificate", certificate=settings.tls_certificate, key=settings.tls_key))
            return REFUSED
        try:
            run_quickly(_serve(settings, listener, tls))
        except Occupied:
            complain(line("serving.occupied"))
            return REFUSED
    return DONE


def _listening(host: str, port: int) -> socket.socket:
    """Before any row is touched. Who connects from here on waits until all is ready. Raises OSError."""
    # Its protocol is named, for only then does asyncio switch Nagle's algorithm off: each answer would take 40 ms.
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def run_quickly(serving: Coroutine[Any, Any, None]) -> None:
    """As asyncio.run, on uvloop where there is one; what is there already is never looked at for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(serving)


async def _serve(settings: Settings, listener: socket.socket, tls: Certificate | None) -> None:
    """Until SIGTERM or SIGINT: then requests under way are answered, and what is on the wire comes to its end.

    Raises Occupied where another process serves the database, also one that came while it could not be reached.
    """
    product = Product(settings, SystemClock())
    config = uvicorn.Config(
        product.app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=GRACE_SECONDS,
        ssl_context_factory=(lambda *_: tls.context) if tls else None,
    )
    asyncio.get_running_loop().set_exception_handler(_note)
    async with product:
        learning = asyncio.create_task(_learn(product))
        # The server raises the signal once more when it has closed: that must not end us before the product has.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        _log.info("serving", host=settings.host, port=settings.port, platforms=list(product.platforms))
        server = uvicorn.Server(config)
        leaving = asyncio.create_task(_leave(product, server))
        renewing = asyncio.create_task(tls.keep_new(product.clock)) if tls else None
        await server.serve(sockets=[listener])
        learning.cancel()
        leaving.cancel()
        if renewing is not None:
            renewing.cancel()
    _log.info("stopped")
    if product.tenant.lost.is_set():
        raise Occupied


async def _leave(product: Product, server: uvicorn.Server) -> None:
    await product.tenant.lost.wait()
    server.should_exit = True


async def _learn(product: Product) -> None:
    """A platform that is away at the start is asked again: nothing else waits for it."""
    pause = FIRST_PAUSE
    while True:
        try:
            await product.learn_who_we_are()
        except (TryLater, GiveUp) as error:
            _log.warning("a platform did not say who we are", fault=error.fault)
        except Exception as fault:
            _log.warning("a platform did not say who we are", fault=type(fault).__name__, where=where(fault))
        else:
            return
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def configure_logs(form: str) -> None:
    """json: a line an event, for machines; plain: for eyes. Nobody's words and no secret is in them.

    What libraries log comes the same way, from warnings up: their lines of lower levels show addresses with tokens.
    """
    plain = structlog.dev.ConsoleRenderer(colors=False)
    render = structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else plain
    shared = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), _by_class]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    # Its one job says itself what went wrong, and that a stop cuts it short is no error.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def _note(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The loop's own way would log the exception's words."""
    fault = context.get("exception")
    _log.error("task failed", fault=type(fault).__name__, where=where(fault) if fault else "")


def _by_class(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception by its class and places: what it says of itself can hold people's words."""
    error = event.pop("exc_info", None)
    fault = error[1] if isinstance(error, tuple) else error
    if isinstance(fault, BaseException):
        event.update(fault=type(fault).__name__, where=where(fault))
    return event
