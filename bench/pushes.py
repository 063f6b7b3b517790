"""Job 2: many people are told something; each is a durable row with its retry key, and marked when it was sent."""

import asyncio
import time
from dataclasses import dataclass

from bench.process import Served
from bench.sink import Sink

QUIET_SECONDS, PATIENCE_SECONDS = 0.2, 20
"""What was refused is tried again after seconds."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """CPU of the server a message, messages a second by the clock, MiB that the server grew by, calls refused."""

    cpu_us: float
    per_second: float
    grown: float
    refused: int


async def tell(server: Served, sink: Sink, path: str, many: int) -> Told:
    """Returns when everybody has been told; LookupError where somebody was not."""
    cpu, memory, before = server.cpu_us(), server.memory_mib(), dict(sink.counts)
    begun = time.perf_counter()
    await server.ask(f"{path}/{many}", post=True)
    while True:
        await sink.quiet(QUIET_SECONDS)
        told = sink.counts["push"] - before.get("push", 0)
        if told >= many or time.perf_counter() - sink.last_call > PATIENCE_SECONDS:
            break
        await asyncio.sleep(0.05)
    if told < many:
        raise LookupError(f"{told} told of {many}")
    return Told(
        cpu_us=(server.cpu_us() - cpu) / many,
        per_second=many / (sink.last_call - begun),
        grown=server.memory_mib() - memory,
        refused=sink.counts["refused"] - before.get("refused", 0),
    )
