"""References that people type: a letter for the kind, a dash, four letters or digits (R-7K3F); longer when crowded."""

import secrets
from collections.abc import Callable

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
DIGITS = "23456789"
"""Nobody has to tell 0 from O, or 1 from I and L."""
LENGTHS = (4, 5, 6)
TRIES = 6


def new_ref(kind: str, is_taken: Callable[[str], bool]) -> str:
    """A reference of a kind ("R") that is not taken; the column's unique key decides between two at once.

    Raises RuntimeError where even six letters are crowded.
    """
    for length in LENGTHS:
        for _ in range(TRIES):
            ref = f"{kind}-{random_code(length)}"
            if not is_taken(ref):
                return ref
    raise RuntimeError(f"no free reference for {kind}")


def random_code(length: int) -> str:
    """Letters and digits with at least one digit, for without one it might be a word."""
    while True:
        code = "".join(secrets.choice(LETTERS + DIGITS) for _ in range(length))
        if any(letter in DIGITS for letter in code):
            return code
