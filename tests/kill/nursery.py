"""Forks the product, already imported, as often as asked: `python -m tests.kill.nursery`.

A line of JSON with settings comes in on stdin; the process id of a child that serves goes out. Starting Python and
importing everything is measured elsewhere; here it would be most of the time of every kill.
"""

import gc
import json
import os
import signal
import sys

from bot.serving import run
from bot.settings import read
from messages.texts import Texts


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    texts = Texts.load()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            os._exit(run(read(json.loads(line), serving=True), texts, print))
        print(child, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
