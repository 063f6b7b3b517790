"""The bench still runs through the real product; what it measures is nobody's verdict here."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_bench_plays_the_main_job_beside_its_floor() -> None:
    words = ["-m", "bench.job1", "--quick", "--events", "10", "--database", "sqlite"]
    ran = subprocess.run([sys.executable, *words], cwd=TOP, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    rows = [line.split("  ")[0] for line in ran.stdout.splitlines()]
    assert [row for row in rows if row.startswith(("floor", "LINE", "Telegram"))] == [
        "floor, LINE",
        "LINE: a number typed",
        "LINE: and confirmed",
        "floor, Telegram",
        "Telegram: approved",
    ]
