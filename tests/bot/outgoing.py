"""Messages to one person, for tests of how they are delivered."""

from datetime import timedelta

from handlers import telling
from messages.outgoing import Text
from storage.tables import outbox
from tests.builders import rows


async def tell(town, people, phone, words, *, weight=outbox.DEADLINE, settled=True, lives=None):
    """Somebody's deed causes a message to the person of that phone; `lives` is how long it is of use."""

    def write(work):
        not_after = work.now + lives if lives else None
        telling.tell(
            work, people.id_of(phone), (Text(words),), key=words, why="a test", weight=weight, not_after=not_after
        )

    await town.product.database.write(write)
    if settled:
        await town.product.settle()


async def state(town, words):
    """What became of the message with those words: state and fault."""
    found = await rows(town, "SELECT state, fault FROM outbox WHERE why = 'a test' AND key LIKE :key", key=f"{words}:%")
    assert len(found) == 1, found
    return found[0]["state"], found[0]["fault"]


async def later(town, **time):
    """Time goes on by so much, everything done as it falls due."""
    await town.play_to(town.clock.now() + timedelta(**time))
