"""Job 1 through the real product, beside the floor, in one run; and the same on platforms that are slow.

A number is typed and confirmed on LINE, and its supervisor approves it on Telegram. Floor and product take turns on one
core, the load and the platforms' cheap answers are on the other; the ratio is the median over the rounds.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench import department, load
from bench.figures import Compared, Figure, measure, table
from bench.process import Served
from bench.sink import Sink

CROWD, SLOW_CROWD = 64, 200
LATENCY = 0.1
"""Seconds that a slow platform takes for each call."""
CONFIRM, APPROVE = re.compile(rb'"data": ?"(=[^"]+\.confirm)"'), re.compile(rb'"callback_data": ?"(>approve [^"]+)"')
LINE_FLOOR, TELEGRAM_FLOOR = Compared(name="floor, LINE"), Compared(name="floor, Telegram")
TYPED = Compared(name="LINE: a number typed", floor=LINE_FLOOR.name, goal=2.0)
CONFIRMED = Compared(name="LINE: and confirmed", floor=LINE_FLOOR.name, goal=2.0)
APPROVED = Compared(name="Telegram: approved", floor=TELEGRAM_FLOOR.name, goal=3.0)
ROWS = (LINE_FLOOR, TYPED, CONFIRMED, TELEGRAM_FLOOR, APPROVED)


@dataclass(frozen=True, kw_only=True)
class Town:
    """Floor and product beside each other, and the platforms that both talk to."""

    floor: Served
    product: Served
    sink: Sink
    quiet: float

    async def play(self, units: range, people: int) -> dict[str, Figure]:
        """Everything once for these units, floor and product in turns."""
        figures = {LINE_FLOOR.name: await self._measure(self.floor, _typed(units), people)}
        figures[TYPED.name] = await self._measure(self.product, _typed(units), people)
        figures[CONFIRMED.name] = await self._measure(self.product, list(_confirmed(self.sink, units)), people)
        decisions = list(_approved(self.sink))
        if len(decisions) != len(units):
            raise LookupError(f"{len(decisions)} cards to decide on for {len(units)} reports")
        figures[TELEGRAM_FLOOR.name] = await self._measure(self.floor, decisions, people)
        figures[APPROVED.name] = await self._measure(self.product, decisions, people)
        return figures

    async def play_slowly(self, units: range) -> tuple[Figure, Figure]:
        """Numbers typed by 200 people while each call takes its time: the product, the floor."""
        self.sink.latency = LATENCY
        product = await self._measure(self.product, _typed(units), SLOW_CROWD)
        floor = await self._measure(self.floor, _typed(units), SLOW_CROWD)
        self.sink.latency = 0.0
        return product, floor

    async def play_paced(self, units: range) -> tuple[Figure, Figure]:
        """Numbers typed and, after they are confirmed, approved."""
        typed = await self._measure(self.product, _typed(units), CROWD)
        await self._measure(self.product, list(_confirmed(self.sink, units)), CROWD)
        return typed, await self._measure(self.product, list(_approved(self.sink)), CROWD)

    async def _measure(self, server: Served, events: list[load.Event], people: int) -> Figure:
        return await measure(server, self.sink, events, people, self.quiet)


def _typed(units: range) -> list[load.Event]:
    return [load.line_typed(department.officer(unit), f"report {department.indicator(unit)} {unit}") for unit in units]


def _confirmed(sink: Sink, units: range) -> Iterator[load.Event]:
    """By the button that the product sent last."""
    for unit in units:
        found = CONFIRM.search(sink.said[department.officer(unit)])
        if found is None:
            raise LookupError(f"nothing to confirm in: {sink.said[department.officer(unit)].decode()}")
        yield load.line_pressed(department.officer(unit), json.loads(b'"' + found[1] + b'"'))


def _approved(sink: Sink) -> Iterator[load.Event]:
    """Every card that came with the button."""
    for address, number, body in sink.cards:
        if found := APPROVE.search(body):
            yield load.telegram_pressed(address, number, json.loads(b'"' + found[1] + b'"'))
    sink.cards.clear()


@dataclass(frozen=True, kw_only=True)
class Played:
    """Rounds of a crowd beside the floor, one person alone, and the crowd on platforms that take their time."""

    crowd: list[dict[str, Figure]]
    alone: dict[str, Figure]
    slow: Figure
    slow_floor: Figure
    costs: str
    memory: float

    def table(self) -> str:
        """All of it, for whoever asks why."""
        return table(ROWS, self.crowd, self.alone)


async def play(town: Town, events: int, rounds: int) -> Played:
    """A round to warm up, those that count, one person alone, one to see where the time goes, a slow platform."""
    await town.play(range(events), CROWD)
    starts = range(events, events * (rounds + 1), events)
    crowd = [await town.play(range(start, start + events), CROWD) for start in starts]
    last = starts.stop + alone(events)
    single = await town.play(range(starts.stop, last), 1)
    memory = town.product.memory_mib()
    await town.product.ask("/bench/costs/begin")
    await town.play(range(last, last + events), CROWD)
    costs = await town.product.ask("/bench/costs/end")
    slow, slow_floor = await town.play_slowly(range(last + events, last + 3 * events))
    return Played(crowd=crowd, alone=single, slow=slow, slow_floor=slow_floor, costs=costs, memory=memory)


def units(events: int, rounds: int) -> int:
    """How many units `play` needs, each of which reports once."""
    return events * (rounds + 4) + alone(events)


def alone(events: int) -> int:
    """How much of it one person does alone."""
    return max(10, events // 5)
