"""Thousands of people are told in chunks, each of as many statements as any other, in the order of their ids."""

from handlers.jobs import broadcasts as job
from messages.texts import Texts
from storage import questions_broadcast
from storage.columns import WHOLE, new_key
from storage.questions_broadcast import OUT_OF_REACH, WAITING
from storage.tables import broadcasts, people
from storage.tables.broadcasts import EVERYBODY, SENDING, Audience
from storage.tables.people import ACCOUNTS, HOLDINGS, PEOPLE, POSTS
from storage.work import Work
from tests.asked import asked

TEXTS = Texts.load()
MANY, EACH_BLOCKED = 5000, 100


def crowd(work: Work) -> str:
    """So many hold a post, every hundredth has blocked us; the id of one who speaks."""
    post = {"id": new_key(work.now), "role": people.PSDG, "unit_id": WHOLE, "indicator": WHOLE, "title": ""}
    work.insert_new(POSTS, [post])
    keys = [new_key(work.now) for _ in range(MANY)]
    language = lambda number: "en" if number % 2 else "th"  # noqa: E731
    work.insert_new(
        PEOPLE, [{"id": it, "name": "x", "language": language(n), "made_at": work.now} for n, it in enumerate(keys)]
    )
    account = {"platform": "line", "heard_at": work.now}
    work.insert_new(
        ACCOUNTS,
        [
            {
                **account,
                "id": new_key(work.now),
                "address": f"U{number}",
                "person_id": it,
                "blocked_at": None if number % EACH_BLOCKED else work.now,
            }
            for number, it in enumerate(keys)
        ],
    )
    held = {"post_id": post["id"], "since": work.now}
    work.insert_new(HOLDINGS, [{**held, "id": new_key(work.now), "person_id": it} for it in keys])
    return keys[1]


def begun(work: Work) -> broadcasts.Broadcast:
    by = crowd(work)
    return broadcasts.begin(
        work,
        by=by,
        texts=("สวัสดี", "hello"),
        audience=Audience(kind=EVERYBODY),
        silent=False,
        foreseen=MANY,
        at=work.now,
    )


async def test_every_chunk_tells_two_hundred_and_all_together_everybody_once(database):
    found = await database.write(begun)
    chunks = 0
    while (await database.read(lambda work: broadcasts.by_ref(work, found.ref))).state == SENDING:
        before = await database.read(lambda work: sum(questions_broadcast.standing(work, found.id).values()))
        await database.write(lambda work: job.go_on(work, TEXTS))
        after = await database.read(lambda work: sum(questions_broadcast.standing(work, found.id).values()))
        assert after - before <= job.MOST
        chunks += 1
    blocked = MANY // EACH_BLOCKED
    standing = await database.read(lambda work: questions_broadcast.standing(work, found.id))
    assert standing == {("line", WAITING): MANY - 1 - blocked, ("line", OUT_OF_REACH): blocked}
    assert chunks <= MANY // job.MOST + 3


async def test_a_chunk_asks_the_same_few_statements_however_many_there_are(sqlite_url, clock):
    from storage.work import Database

    database = Database(sqlite_url, clock)
    await database.start()
    await database.write(begun)
    counted = []

    def chunk(work: Work) -> None:
        with asked(work) as statements:
            job.go_on(work, TEXTS)
        inserts = [it for it in statements if it.startswith("INSERT INTO outbox")]
        counted.append(len(statements) - len(inserts))

    for _ in range(3):
        await database.write(chunk)
    await database.stop()
    assert max(counted) <= 12, counted


async def test_what_is_stopped_between_two_chunks_goes_no_further(database):
    found = await database.write(begun)
    await database.write(lambda work: job.go_on(work, TEXTS))
    await database.write(lambda work: broadcasts.stop(work, found.id))
    assert await database.write(lambda work: job.go_on(work, TEXTS)) is None
    standing = await database.read(lambda work: questions_broadcast.standing(work, found.id))
    assert ("line", WAITING) not in standing
    assert sum(standing.values()) == job.MOST
