"""The certificate as whoever connects sees it, and when the last backup was made."""

import asyncio
import ssl
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import machine
from tests.builders import small_department
from tests.chat import heard_by
from tests.ports import free_port

TLS = Path(__file__).parents[1] / "fixtures" / "tls"
NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)
GOOD_UNTIL = datetime(2120, 1, 1, tzinfo=UTC)


def trusting(name):
    return ssl.create_default_context(cafile=TLS / name)


@asynccontextmanager
async def shown(name):
    """An address that shows this certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(TLS / name, TLS / "key.pem")
    port = free_port()
    async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", port, ssl=context):
        yield f"https://127.0.0.1:{port}"


async def ends(url, context):
    return await asyncio.to_thread(machine.certificate_ends, url, NOW, context)


async def test_a_certificate_is_read_as_whoever_connects_sees_it():
    async with shown("good.pem") as url:
        assert await ends(url, trusting("good.pem")) == GOOD_UNTIL
        assert await ends(url, None) is None


async def test_one_that_has_ended_ends_now():
    async with shown("over.pem") as url:
        assert await ends(url, trusting("over.pem")) == NOW


@pytest.mark.parametrize("url", ["", "http://127.0.0.1", "https://", f"https://127.0.0.1:{free_port()}"])
async def test_where_none_can_be_seen_nothing_is_said(url):
    assert await ends(url, None) is None


async def test_an_operator_hears_of_a_certificate_that_has_ended_and_it_is_looked_at_once_a_day(
    clock, tmp_path, sqlite_url
):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people), shown("over.pem") as url:
        clock.move_to(people.prompt)
        watch, health = town.product.watch, town.product.health
        health.settings, watch.context = replace(health.settings, public_url=url), trusting("over.pem")
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
