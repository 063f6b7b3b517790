"""People wander: whatever they do on either platform, nothing faults, nobody is stranded, nothing frozen changes.

Longer: `pytest tests/wandering --hypothesis-profile=long`.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from tests.databases import START
from tests.wandering.walk import walking

STEPS = 30
SHORT, MOST_SHORT = 4, 100
EXAMPLES = SHORT if settings().max_examples <= MOST_SHORT else settings().max_examples


@settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES == SHORT,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(chance=st.randoms(use_true_random=False), swapped=st.booleans())
def test_whatever_people_do_nothing_faults_and_nobody_is_stranded(sqlite_template, chance, swapped):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "thanwela.db"
        shutil.copy(sqlite_template, file)
        asyncio.run(_walk(Path(folder), f"sqlite:///{file}", chance, swapped=swapped))


async def _walk(folder: Path, url: str, chance: Random, *, swapped: bool) -> None:
    clock = MovableClock(START, ticking=False)
    async with walking(clock, folder, url, chance, swapped=swapped) as walk:
        for _ in range(STEPS):
            await walk.step()
        await walk.end()
