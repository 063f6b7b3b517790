"""Ports of this machine for processes that are started a moment later."""

import random
import socket

BELOW_THE_KERNELS_OWN = range(15_000, 32_000)
"""Nobody's connection is given one of these in the meantime, as one of those that bind to port 0 give."""


def free_port() -> int:
    """A port on which nobody listens now."""
    for port in random.sample(BELOW_THE_KERNELS_OWN, 100):
        with socket.socket() as found:
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no port is free")
