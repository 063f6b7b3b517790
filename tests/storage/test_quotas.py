"""What is known of a platform's quota: never read, without a limit, or so many left."""

from datetime import UTC, datetime

from storage.tables import quotas

OCTOBER_31, NOVEMBER_1 = datetime(2027, 10, 31, 4, tzinfo=UTC), datetime(2027, 10, 31, 18, tzinfo=UTC)


async def test_a_platform_that_was_never_read_is_not_one_without_a_limit(database):
    assert await database.read(lambda work: quotas.of(work, "line")) is None
    await database.write(lambda work: quotas.learn(work, "line", None, 7))
    known = await database.read(lambda work: quotas.of(work, "line"))
    assert (known.limit, known.left, known.used) == (None, None, 7)


async def test_our_own_pushes_count_from_the_reading_on_and_nothing_is_left_below_zero(database):
    await database.write(lambda work: quotas.learn(work, "line", 300, 298))
    await database.write(lambda work: quotas.count(work, "line", 1))
    assert (await database.read(lambda work: quotas.of(work, "line"))).left == 1
    await database.write(lambda work: quotas.count(work, "line", 5))
    assert (await database.read(lambda work: quotas.of(work, "line"))).left == 0


async def test_a_figure_that_lags_behind_does_not_lower_our_own_count_on_the_same_day(database, clock):
    clock.move_to(OCTOBER_31)
    await database.write(lambda work: quotas.learn(work, "line", 300, 10))
    await database.write(lambda work: quotas.count(work, "line", 60))
    before = await database.write(lambda work: quotas.learn(work, "line", 200, 12))
    known = await database.read(lambda work: quotas.of(work, "line"))
    assert (before.limit, known.limit, known.used) == (300, 200, 70)


async def test_when_the_month_turns_nothing_of_it_is_used(database, clock):
    clock.move_to(OCTOBER_31)
    await database.write(lambda work: quotas.learn(work, "line", 300, 300))
    clock.move_to(NOVEMBER_1)
    assert (await database.read(lambda work: quotas.of(work, "line"))).left == 300


async def test_what_nobody_reads_is_not_counted(database):
    await database.write(lambda work: quotas.count(work, "telegram", 3))
    assert await database.read(lambda work: quotas.of(work, "telegram")) is None
