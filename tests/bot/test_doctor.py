"""`thanwela doctor`: each thing that can be set wrongly is set wrongly here, and it is seen and said what to do."""

import asyncio
import ssl
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bot import doctor
from bot.clock import MovableClock, SystemClock
from bot.demo.town import PUBLIC_URL, settings_for
from bot.doctor.certificate import certificate
from bot.doctor.machine import GIB, Room
from bot.platforms.telegram_reading import HEARD_KINDS
from messages.texts import Texts
from tests.bot.serving_outside import run
from tests.builders import small_department
from tests.certificates import Authority, Certificate

TEXTS = Texts.load()
PLENTY = Room(total=100 * GIB, used=50 * GIB, free=50 * GIB)


class Office:
    """A town that is connected; `examine` is the command on it."""

    def __init__(self, town, folder):
        port = int(town.base_url.rpartition(":")[2])
        self.town, self.clock = town, SystemClock()
        self.settings = replace(town.product.settings, language="en", host="127.0.0.1", port=port)
        self.with_: dict[str, Any] = {"env_file": folder / ".env", "room": lambda _: PLENTY}

    def change(self, **settings):
        self.settings = replace(self.settings, **settings)

    async def examine(self):
        """The exit status and all lines."""
        lines = []
        examined = asyncio.to_thread(doctor.run, self.settings, self.clock, texts=TEXTS, say=lines.append, **self.with_)
        return await examined, "\n".join(lines)

    @property
    def hook(self):
        return self.town.telegram.account.updates.hook


@pytest.fixture
async def office(clock, tmp_path, sqlite_url):
    async with connected(clock, tmp_path, sqlite_url) as office:
        yield office


@asynccontextmanager
async def connected(clock, folder, url):
    async with small_department(clock, folder, url) as (town, _):
        office = Office(town, folder)
        town.line.delivery.url = f"{PUBLIC_URL}/line/webhook"
        town.telegram.account.updates.allowed = list(HEARD_KINDS)
        office.hook.url = f"{PUBLIC_URL}/telegram/webhook"
        yield office


async def test_where_all_is_well_no_line_is_wrong_and_nothing_is_left_behind(office):
    before = dict(office.town.line.counts)
    status, lines = await office.examine()
    assert status == 0
    assert "✗" not in lines
    assert len(lines.splitlines()) == 20
    changed = {key for key, n in office.town.line.counts.items() if n != before.get(key)}
    assert {key for key in changed if not key.startswith("GET")} == {"POST /v2/bot/channel/webhook/test 200"}
    assert "Please look once: “Webhook redelivery” on" in lines


async def test_it_can_be_read_in_thai(office):
    office.change(language="th")
    _, lines = await office.examine()
    assert "✓ ฐานข้อมูลเป็นรุ่นนี้และเขียนได้" in lines


def wrong_line_token(office):
    office.change(line_access_token="wrong")


def wrong_telegram_token(office):
    office.change(telegram_token="1:wrong")


def line_away(office):
    office.change(line_api_url="http://127.0.0.1:9")


def telegram_away(office):
    office.change(telegram_api_url="http://127.0.0.1:9")


def line_elsewhere(office):
    office.town.line.delivery.url = "https://elsewhere.invalid/line/webhook"


def line_nowhere(office):
    office.town.line.delivery.url = ""


def webhook_off(office):
    office.town.line.delivery.active = False


def nobody_at_the_address(office):
    office.town.line.delivery.ways = {PUBLIC_URL: "http://127.0.0.1:9"}


def too_slow(office):
    office.town.line.delivery.policy.timeout = 0.0001


def another_secret(office):
    office.town.line.delivery.sign_with("issued anew")


def no_reason(office):
    office.town.line.delivery.unclassified = True


def telegram_elsewhere(office):
    office.hook.url = "https://elsewhere.invalid/telegram/webhook"


def telegram_misses_presses(office):
    office.town.telegram.account.updates.allowed = ["message"]


def a_minute_ago():
    return int(SystemClock().now().timestamp()) - 60


def telegram_failed_just_now(office):
    office.hook.last_error = (
        a_minute_ago(),
        "Wrong response from the webhook: 502 Bad Gateway",
    )


def polled_beside_a_webhook(office):
    office.change(telegram_mode="polling")


def port_that_telegram_refuses(office):
    office.change(public_url=f"{PUBLIC_URL}:8080")


def full_disk(office):
    office.with_["room"] = lambda _: Room(total=100 * GIB, used=99 * GIB, free=GIB)


def no_font(office):
    office.with_["fonts"] = Path("/nowhere")


def no_folder(office):
    file = office.with_["env_file"].with_name("a-file")
    file.touch()
    office.change(data_dir=file)


def database_away(office):
    office.change(database_url="postgresql+psycopg://nobody@127.0.0.1:9/nothing?connect_timeout=1")


def not_migrated(office):
    office.change(database_url=f"sqlite:///{office.with_['env_file'].with_name('new.db')}")


def of_another_program(office):
    url = f"sqlite:///{office.with_['env_file'].with_name('other.db')}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))
    engine.dispose()
    office.change(database_url=url)


def nobody_serves(office):
    office.change(port=9)


def clock_off(office):
    office.clock = MovableClock(SystemClock().now() + timedelta(minutes=2))


def clock_behind(office):
    office.clock = MovableClock(SystemClock().now() - timedelta(minutes=2))


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (wrong_line_token, "LINE does not accept our token"),
        (wrong_telegram_token, "Telegram does not accept our token"),
        (line_away, "LINE cannot be reached from this machine"),
        (telegram_away, "Telegram cannot be reached from this machine"),
        (line_elsewhere, "LINE sends what people write to https://elsewhere.invalid/line/webhook instead of"),
        (line_nowhere, "LINE sends what people write to - instead of"),
        (webhook_off, "please switch “Use webhook” on"),
        (nobody_at_the_address, "LINE could not connect to the webhook"),
        (too_slow, "the webhook did not answer in time"),
        (another_secret, "answered LINE with status 401 instead of 200"),
        (no_reason, "without a reason that is known (UNCLASSIFIED)"),
        (telegram_elsewhere, "Telegram sends what people write to https://elsewhere.invalid/telegram/webhook instead"),
        (telegram_misses_presses, "Telegram does not send everything that we need to hear"),
        (telegram_failed_just_now, "“Wrong response from the webhook: 502 Bad Gateway”"),
        (polled_beside_a_webhook, "Telegram still sends to"),
        (port_that_telegram_refuses, "Telegram sends to the ports 80, 88, 443, 8443 only"),
        (full_disk, "The disk is full: 1.0 GB are free, 1 % of it"),
        (no_font, "The font Sarabun is missing"),
        (no_folder, "Nothing can be stored in the folder"),
        (database_away, "The database cannot be reached"),
        (not_migrated, "The database is not at this version yet"),
        (of_another_program, "The database holds tables of something else"),
        (nobody_serves, "Nobody answers on 127.0.0.1, port 9"),
        (clock_off, "This machine's clock is 1"),
        (clock_behind, "This machine's clock is 1"),
    ],
)
async def test_what_is_wrong_is_seen_and_the_status_says_so(office, broken, sentence):
    broken(office)
    status, lines = await office.examine()
    assert status == 1
    assert sentence in "\n".join(line for line in lines.splitlines() if line.startswith("✗"))


def open_secrets(office):
    office.with_["env_file"].touch(mode=0o644)
    office.with_["env_file"].chmod(0o644)


def little_room(office):
    office.with_["room"] = lambda _: Room(total=100 * GIB, used=95 * GIB, free=5 * GIB)


def other_zone(office):
    office.change(zone=type(office.settings.zone)("Asia/Tokyo"))


def chat_on(office):
    office.town.line.read_by_hand()


def little_quota(office):
    office.town.line.quota.limit = 300
    office.town.line.quota.count(250)


def spent_quota(office):
    office.town.line.quota.limit = 300
    office.town.line.quota.count(300)


def telegram_failed_once(office):
    office.hook.last_error = int(SystemClock().now().timestamp()) - 7200, "Connection timed out"


def much_waits(office):
    account = office.town.telegram.account
    office.town.telegram.hold()
    until = office.town.clock.now() + timedelta(hours=1)
    for _ in range(100):
        account.updates.add("message", {}, "queue", until)


def hears_everything(office):
    office.town.telegram.account.reads_groups = True


def few_connections(office):
    office.hook.max_connections = 1


def nobody_tells_the_time(office):
    away = "http://127.0.0.1:9"
    office.change(line_api_url=away, telegram_api_url=away)


@pytest.mark.parametrize(
    ("strange", "sentence"),
    [
        (open_secrets, "chmod 600 .env"),
        (little_room, "The disk is filling: 5.0 GB are free, 5 % of it"),
        (other_zone, "Days are reckoned by Asia/Tokyo"),
        (chat_on, "Chat is on at LINE"),
        (little_quota, "Only 50 of 300 paid LINE messages are left"),
        (spent_quota, "All 300 paid LINE messages of this month are used"),
        (telegram_failed_once, "Before, it could not: “Connection timed out”"),
        (much_waits, "100 messages wait at Telegram"),
        (hears_everything, "In groups the bot hears everything"),
        (few_connections, "Telegram sends at most 1 at once"),
        (nobody_tells_the_time, "No platform could be asked for the time"),
    ],
)
async def test_what_is_worth_a_look_is_shown_and_is_no_fault(office, strange, sentence):
    strange(office)
    _, lines = await office.examine()
    assert sentence in "\n".join(line for line in lines.splitlines() if line.startswith("!"))


async def test_a_server_that_cannot_work_says_why(office):
    await office.town.product.engine.stop()
    status, lines = await office.examine()
    assert status == 1
    assert 'thanwela serve runs, but cannot work: {"status":"workers stand still"}' in lines


async def test_a_database_that_only_reads_is_told_from_one_that_is_away(clock, tmp_path, postgresql_url):
    async with connected(clock, tmp_path, postgresql_url) as office:
        engine = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            name = connection.execute(text("SELECT current_database()")).scalar_one()
            connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
        engine.dispose()
        status, lines = await office.examine()
        assert status == 1
        assert "✗ The database can be read, but not written." in lines


@asynccontextmanager
async def shown(tls: ssl.SSLContext | None):
    """Somebody who answers at localhost with that; yields the public address."""

    async def close(_, writer):
        writer.close()

    server = await asyncio.start_server(close, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


async def seen(authority, certificate_: Certificate | None, *, trusts=True, old=False, later=timedelta()):
    """The mark and the sentence about it."""
    tls = certificate_.context() if certificate_ else None
    if tls and old:
        tls.set_ciphers("ALL:@SECLEVEL=0")
        tls.minimum_version, tls.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    async with shown(tls) as address:
        now = SystemClock().now() + later
        found = await certificate(address, now, str(authority.file) if trusts else None)
    return found.mark, TEXTS.line("en", found.key, **found.values)


async def test_a_good_certificate_says_how_long_it_lasts(authority):
    mark, said = await seen(authority, authority.sign(days=90))
    assert (mark, said) == (
        "fine",
        "The certificate of localhost is of a known authority and lasts 89 more days.",
    )


@pytest.mark.parametrize(
    ("make", "how", "mark", "sentence"),
    [
        (lambda it: it.sign(days=10), {}, "look", "is over in 9 days"),
        (lambda it: it.sign(days=90), {"later": timedelta(days=91)}, "wrong", "is over."),
        (lambda it: it.sign(days=-1), {}, "wrong", "is over."),
        (lambda it: it.self_signed(), {}, "wrong", "signed by itself"),
        (lambda it: it.sign(), {"trusts": False}, "wrong", "not of a public authority"),
        (lambda it: it.sign(between=True), {}, "wrong", "without those in between"),
        (lambda it: it.sign("elsewhere.example"), {}, "wrong", "is of another name"),
        (lambda it: it.sign(), {"old": True}, "wrong", "not by TLS 1.2 or newer"),
        (lambda _: None, {}, "wrong", "not by TLS 1.2 or newer"),
    ],
)
async def test_what_is_wrong_with_a_certificate_is_told(authority, make, how, mark, sentence):
    found = await seen(authority, make(authority), **how)
    assert found[0] == mark
    assert sentence in found[1]


async def test_an_address_that_this_machine_cannot_reach_is_left_to_line_s_test(authority):
    found = await certificate("https://localhost:9", SystemClock().now(), str(authority.file))
    assert (found.mark, found.key) == ("look", "doctor.address_unreached")


@pytest.mark.slow
async def test_typed_on_the_command_line_both_commands_say_their_sentences_and_nothing_else(office, tmp_path):
    url = office.settings.database_url
    base = {**settings_for(office.town.base_url, tmp_path, url), "THANWELA_LOCALE": "en"}
    environment = {**base, "THANWELA_HOST": "127.0.0.1", "THANWELA_PORT": f"{office.settings.port}"}
    for command, first in (("connect", "LINE: this is @thanwela"), ("doctor", "✓ The settings are complete.")):
        async with run(tmp_path, environment, command) as process:
            out, err = await asyncio.wait_for(process.communicate(), 60)
        assert (process.returncode, err.decode()) == (0, "")
        lines = out.decode().splitlines()
        assert lines[0].startswith(first)
        assert [line for line in lines if "event" in line or "line_refused" in line] == []
