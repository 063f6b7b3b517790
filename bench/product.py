"""The product as `thanwela serve` runs it, without the clock's jobs and, unless `paced`, without our pacing.

POST /bench/push/N tells the first N people something, as a deed for many would; /bench/costs/begin and /bench/costs/end
say where the time went in between.
"""

import sys
from functools import partial

import uvicorn
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from bench.department import PUSHED
from bench.sampling import Sampling
from bot.app import Product
from bot.clock import SystemClock
from bot.serving import configure_logs, run_quickly
from bot.settings import Settings, from_environment
from handlers import telling
from messages.outgoing import Text
from storage.columns import new_key
from storage.tables import outbox
from storage.tables.people import ACCOUNTS
from storage.work import Work

TOGETHER = 200
"""People told in one transaction."""


async def main(settings: Settings, *, paced: bool) -> None:
    """Serve until told to stop."""
    product = Product(settings, SystemClock(), paced=paced, scheduled=False)
    sampling = Sampling()
    routes = [
        Route("/bench/push/{many:int}", partial(_push, product), methods=["POST"]),
        Route("/bench/costs/{word}", partial(_costs, sampling)),
        Mount("/", product.app),
    ]
    app = Starlette(routes=routes)
    config = uvicorn.Config(app, host=settings.host, port=settings.port, log_config=None, access_log=False)
    async with product:
        await uvicorn.Server(config).serve()


async def _push(product: Product, request: Request) -> Response:
    many = request.path_params["many"]
    known = (
        select(ACCOUNTS.c.person_id).where(ACCOUNTS.c.address.startswith(PUSHED)).order_by(ACCOUNTS.c.id).limit(many)
    )
    ids = await product.database.read(lambda work: [row.person_id for row in work.all(known)])
    news = new_key(product.clock.now())
    for start in range(0, many, TOGETHER):
        await product.database.write(partial(_tell, ids[start : start + TOGETHER], news))
    return Response()


def _tell(ids: list[str], news: str, work: Work) -> None:
    for person_id in ids:
        telling.tell(work, person_id, (Text("News for everybody."),), key=news, why="a bench", weight=outbox.NEWS)


async def _costs(sampling: Sampling, request: Request) -> Response:
    if request.path_params["word"] == "begin":
        sampling.begin()
        return Response()
    return PlainTextResponse(sampling.end())


if __name__ == "__main__":
    settings = from_environment(serving=True)
    configure_logs(settings.log)
    run_quickly(main(settings, paced=sys.argv[1:] == ["paced"]))
