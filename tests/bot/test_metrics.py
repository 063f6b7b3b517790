"""`GET /metrics`: what an operator watches, in numbers; nobody's name or words."""

from datetime import timedelta

import aiohttp
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from bot import machine, metrics
from bot.demo.town import settings_for
from bot.engine.embedded import Embedded
from bot.health import Health
from bot.settings import read
from handlers import telling
from messages.outgoing import Text
from storage import questions_operation
from storage.tables import fetches, inbox, missed, outbox, people, quotas
from storage.work import Database
from tests.builders import UNIT, small_department
from tests.demo.serving import serving
from tests.handlers.invited import code_for
from tests.there import there

HOUR = timedelta(hours=1)
NOTHING = metrics.Process(heard={}, failures={})


async def asked(town) -> tuple[str, dict[tuple[str, str], float]]:
    """The page, and its figures."""
    async with aiohttp.ClientSession() as session, session.get(f"{town.base_url}/metrics") as answer:
        assert answer.status == 200
        page = await answer.text()
    return page, figures(page)


def figures(page: str) -> dict[tuple[str, str], float]:
    """By name and labels."""
    samples = [sample for family in text_string_to_metric_families(page) for sample in family.samples]
    return {(sample.name, "/".join(sample.labels.values())): sample.value for sample in samples}


async def test_what_waits_and_since_when_is_told_without_a_word_of_anybody(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, staff):
        clock.move_to(staff.prompt)
        await staff.officer.type("รายงาน 8 ก ขั้น 2 คำที่เป็นความลับ")
        await staff.officer.type("ยืนยัน")
        later = clock.now() + timedelta(minutes=10)
        await town.product.database.write(lambda work: inbox.park(work, "line:x", "line:U", "{}", later + HOUR))
        clock.move_to(later)
        machine.backed_up(tmp_path, later - HOUR)
        town.line.quota.count(280)
        await town.product.database.write(lambda work: quotas.learn(work, "line", 300, 280))
        await town.product.watch.look()
        town.product.health.certificate = later + 24 * HOUR
        page, found = await asked(town)
        assert found["thanwela_alerts", ""] == 1
        assert (found["thanwela_quota_left", "line"], found["thanwela_quota_limit", "line"]) == (20, 300)
        assert found["thanwela_backup_seconds", ""] == 3600
        assert found["thanwela_certificate_seconds", ""] == 86400
        assert found["thanwela_events", "parked"] == 1
        assert found["thanwela_events", "given_up"] == 0
        assert found["thanwela_heard_seconds", "line"] == 600
        assert found["thanwela_reports_waiting", ""] == 1
        assert found["thanwela_lane_failures", "deliver:line"] == 0
        assert found["thanwela_disk_free_bytes", ""] > 0
        assert "process_resident_memory_bytes" in page
        code = await code_for(town, "officer", UNIT)
        await staff.newcomer.type(code)
        page += (await asked(town))[0]
        everybody = (staff.officer, staff.head, staff.newcomer, staff.supervisor, staff.psdg, staff.executive)
        known = [word for phone in everybody for word in (phone.name, str(phone.id), staff.id_of(phone))]
        for word in ("ความลับ", "สปข", code, code.replace("-", ""), *known):
            assert word not in page


async def test_messages_that_are_due_and_not_sent_are_counted_with_the_age_of_the_oldest(database, clock, tmp_path):
    """What is meant for tomorrow does not wait yet."""

    def write(work):
        person = there(people.by_id(work, people.meet(work, "line", "U", "th", work.now).id))
        telling.tell_person(work, person, (Text("a"),), key="now", why="a test")
        telling.plan(work, person, composer="remind", about="", key="tomorrow", why="", **soon(work.now))

    await database.write(write)
    clock.move_to(clock.now() + timedelta(minutes=10))
    page = metrics.text(clock.now(), await database.read(questions_operation.standing), NOTHING, tmp_path)
    found = figures(page.decode())
    assert found["thanwela_messages", "line/waiting"] == 1
    assert found["thanwela_messages_oldest_seconds", "line/waiting"] == 600


async def test_what_was_tried_in_vain_is_counted_between_its_tries_too_and_what_waits_for_quota_apart(
    database, clock, tmp_path
):
    """A message and a file that failed: each waits for its next try most of the time."""

    def put(work):
        person = there(people.by_id(work, people.meet(work, "line", "U", "th", work.now).id))
        for key in ("one", "two"):
            telling.tell_person(work, person, (Text("a"),), key=key, why="a test")
        fetches.want(work, "line", fetches.FORGET, "a" * 64)

    def try_in_vain(work):
        later = work.now + timedelta(minutes=10)
        refused, unpaid = outbox.claim(work, "line", 2)
        outbox.wait_again(work, refused, later, "502", None)
        missed.keep(work, unpaid, later)
        (fetch,) = fetches.claim(work, "line", 1)
        fetches.wait_again(work, fetch, later)

    await database.write(put)
    await database.write(try_in_vain)
    page = metrics.text(clock.now(), await database.read(questions_operation.standing), NOTHING, tmp_path)
    found = figures(page.decode())
    counted = {key: value for (name, key), value in found.items() if name == "thanwela_messages"}
    assert counted == {"line/again": 1, "line/kept": 1}
    assert found["thanwela_fetches", "line/again"] == 1


def soon(now):
    return {"not_before": now + timedelta(days=1), "not_after": None}


async def test_while_the_database_is_away_no_number_is_made_up(clock, tmp_path):
    nowhere = Database(f"sqlite:///{tmp_path}/none/thanwela.db", clock)
    settings = read(settings_for("http://127.0.0.1:9", tmp_path))
    asked = Health(database=nowhere, engine=Embedded(clock), clock=clock, settings=settings, heard=dict)
    async with (
        serving(Starlette(routes=asked.routes())) as url,
        aiohttp.ClientSession() as session,
        session.get(f"{url}/metrics") as answer,
    ):
        assert (answer.status, await answer.text()) == (503, "")
