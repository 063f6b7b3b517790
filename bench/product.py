"""The product as `thanwela serve` runs it, without the clock's jobs and, unless `paced`, without our pacing."""

import sys

import uvicorn

from bot.app import Product
from bot.clock import SystemClock
from bot.serving import configure_logs, run_quickly
from bot.settings import Settings, from_environment


async def main(settings: Settings, *, paced: bool) -> None:
    """Serve until told to stop."""
    product = Product(settings, SystemClock(), paced=paced, scheduled=False)
    config = uvicorn.Config(product.app, host=settings.host, port=settings.port, log_config=None, access_log=False)
    async with product:
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    settings = from_environment(serving=True)
    configure_logs(settings.log)
    run_quickly(main(settings, paced=sys.argv[1:] == ["paced"]))
