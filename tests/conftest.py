"""What all tests share."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

pytest_plugins = ["tests.databases"]

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Nothing that a test writes outlives it: where the memory has room, no disk is asked. PostgreSQL makes four hundred
# files for a database of its own, which costs twenty times as much on a disk.
MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = str(MEMORY)  # noqa: TID251
    tempfile.tempdir = None

# What is imported stays to the end: to look through all of it again and again for garbage takes a fifth of the time.
gc.disable()


def pytest_collection_finish():
    gc.enable()
    gc.freeze()
