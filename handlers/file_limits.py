"""How large a file may be: what the office takes or what its platform hands out, the smaller."""

from storage.tables import facts
from storage.work import Work

MIB = 1024 * 1024
OFFICE = 25 * MIB
"""The default of THANWELA_MAX_FILE_MB, where no server has run yet."""
HANDED_OUT = {"telegram": 20 * MIB}
"""What a platform hands out at most; LINE does not say."""


def largest(work: Work, platform: str) -> int:
    """In bytes."""
    office = int(facts.get(work, facts.LARGEST_FILE) or OFFICE)
    return min(office, HANDED_OUT.get(platform, office))
