"""The bench still runs through the real product; what it measures is nobody's verdict here."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
GOALS = (
    "job 1, LINE: a number typed",
    "job 1, LINE: and confirmed",
    "job 1, Telegram: approved",
    "reply, 64 people: p50",
    "reply, one person: p50",
    "a call takes 100 ms: share",
    "a call takes 100 ms: webhook p99",
    "job 2: 100 pushes",
    "memory grown by 200",
    "memory, idle",
    "memory, under load",
    "start to ready",
    "with rates and pacing on: job 2",
    "SIGKILL inside the reply token's minute, 1 kill: lost",
    "who owes what, whole",
    "the year rehearsed",
)
PATIENCE_SECONDS = 300


@pytest.mark.slow
def test_the_bench_prints_every_goal_with_what_it_found() -> None:
    words = ["-m", "bench", "--quick", "--database", "sqlite"]
    ran = subprocess.run([sys.executable, *words], cwd=TOP, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert ran.returncode == 0, ran.stderr
    printed = {line.split("  ")[0] for line in ran.stdout.splitlines()}
    assert set(GOALS) - printed == set()
    assert "Switched off: the clock's jobs; LINE's rates and Telegram's rates" in ran.stdout
    lost, stuck, doubled = (line for line in ran.stdout.splitlines() if line.startswith("SIGKILL"))
    assert all("reached" in line for line in (lost, stuck, doubled)), ran.stdout
