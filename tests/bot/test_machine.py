"""The certificate as whoever connects sees it, and when the last backup was made."""

import asyncio
import ssl
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import machine
from tests.builders import small_department
from tests.certificates import Authority
from tests.chat import heard_by
from tests.ports import free_port

NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


def trusting(authority):
    return ssl.create_default_context(cafile=authority.file)


@asynccontextmanager
async def shown(certificate):
    """An address that shows this certificate."""
    port = free_port()
    served = asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", port, ssl=certificate.context())
    async with await served:
        yield f"https://localhost:{port}"


async def ends(url, context):
    return await asyncio.to_thread(machine.certificate_ends, url, NOW, context)


async def test_a_certificate_is_read_as_whoever_connects_sees_it(authority):
    async with shown(authority.sign(days=90)) as url:
        until = await ends(url, trusting(authority))
        assert timedelta(days=89) < until - datetime.fromtimestamp(time.time(), UTC) <= timedelta(days=90)
        assert await ends(url, None) is None


async def test_one_that_has_ended_ends_now(authority):
    async with shown(authority.sign(days=-1)) as url:
        assert await ends(url, trusting(authority)) == NOW


@pytest.mark.parametrize("url", ["", "http://127.0.0.1", "https://", "https://127.0.0.1:{nobody}"])
async def test_where_none_can_be_seen_nothing_is_said(url):
    assert await ends(url.format(nobody=free_port()), None) is None


async def test_an_operator_hears_of_a_certificate_that_has_ended_and_it_is_looked_at_once_a_day(
    clock, tmp_path, sqlite_url, authority
):
    ended = authority.sign(days=-1)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people), shown(ended) as url:
        clock.move_to(people.prompt)
        watch, health = town.product.watch, town.product.health
        health.settings, watch.context = replace(health.settings, public_url=url), trusting(authority)
        await watch.look()
        await town.settle()
        (told,) = heard_by(people.operator)
        assert told.text.startswith("ใบรับรองของที่อยู่สาธารณะหมดอายุแล้ว")
        health.settings = replace(health.settings, public_url="")
        await watch.look()
        assert health.certificate is not None
        clock.move_to(clock.now() + timedelta(days=1))
        await watch.look()
        assert health.certificate is None


def test_of_a_backup_only_its_time_is_kept(tmp_path):
    assert machine.last_backup(tmp_path) is None
    machine.backed_up(tmp_path, NOW)
    assert machine.last_backup(tmp_path) == NOW
    (tmp_path / machine.LAST_BACKUP).write_text("yesterday")
    assert machine.last_backup(tmp_path) is None
    machine.backed_up(tmp_path / "gone", NOW)
