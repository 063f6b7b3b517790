"""`thanwela serve` with certificate files: LINE's signed webhook comes in by TLS, and a renewed certificate is shown
without a restart."""

import asyncio
import base64
import hashlib
import hmac
import ssl

import aiohttp
import pytest

from bot.demo.town import LINE_SECRET, settings_for
from bot.tls import Certificate, Unusable
from messages.texts import Texts
from tests.bot.serving_outside import run
from tests.bot.test_serving import NOWHERE, outcome
from tests.certificates import Authority
from tests.ports import free_port

EMPTY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path / "authority")


def put(made, folder):
    """The files of a certificate where the server looks for them, replaced as a renewal replaces them."""
    for source, name in ((made.chain, "fullchain.pem"), (made.key, "privkey.pem")):
        new = folder / f"{name}.new"
        new.write_bytes(source.read_bytes())
        new.replace(folder / name)
    return str(folder / "fullchain.pem"), str(folder / "privkey.pem")


def with_files(folder, url, chain, key, port=8080):
    more = {"THANWELA_PORT": f"{port}", "THANWELA_TLS_CERTIFICATE": chain, "THANWELA_TLS_KEY": key}
    return {**settings_for(NOWHERE, folder, url), **more}


def trusting(authority):
    return ssl.create_default_context(cafile=authority.file)


@pytest.mark.slow
async def test_a_signed_webhook_comes_in_by_tls_and_a_wrong_one_does_not(tmp_path, sqlite_url, authority):
    port = free_port()
    chain, key = put(authority.sign(), tmp_path)
    signature = base64.b64encode(hmac.digest(LINE_SECRET.encode(), EMPTY, hashlib.sha256)).decode()
    async with (
        run(tmp_path, with_files(tmp_path, sqlite_url, chain, key, port)),
        aiohttp.ClientSession(f"https://localhost:{port}") as http,
    ):
        ready = await until_answered(http, trusting(authority))
        assert ready == 200
        for given, status in ((signature, 200), ("x", 401)):
            headers = {"x-line-signature": given}
            async with http.post("/line/webhook", data=EMPTY, headers=headers, ssl=trusting(authority)) as answer:
                assert answer.status == status
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await http.get("/health/live")


async def until_answered(http, tls):
    for _ in range(600):
        try:
            async with http.get("/health/ready", ssl=tls) as answer:
                return answer.status
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.1)
    return 0


async def shown(certificate, authority):
    """The serial number that a client sees."""
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=certificate.context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("localhost", port, ssl=trusting(authority))
        serial = writer.get_extra_info("peercert")["serialNumber"]
        writer.close()
        return serial


async def test_a_renewed_certificate_is_shown_and_the_same_one_is_left(tmp_path, authority):
    certificate = Certificate(*put(authority.sign(), tmp_path))
    first = await shown(certificate, authority)
    assert not certificate.renew()
    put(authority.sign(), tmp_path)
    assert await shown(certificate, authority) == first
    assert certificate.renew()
    assert await shown(certificate, authority) != first


async def test_files_that_do_not_fit_or_are_gone_leave_what_was_shown(tmp_path, authority):
    chain, key = put(authority.sign(), tmp_path)
    certificate = Certificate(chain, key)
    first = await shown(certificate, authority)
    new = authority.sign()
    (tmp_path / "fullchain.pem").write_bytes(new.chain.read_bytes())
    assert not certificate.renew()
    assert await shown(certificate, authority) == first
    (tmp_path / "privkey.pem").unlink()
    assert not certificate.renew()
    assert await shown(certificate, authority) == first
    (tmp_path / "privkey.pem").write_bytes(new.key.read_bytes())
    assert certificate.renew()
    assert await shown(certificate, authority) != first


async def test_an_old_protocol_is_refused(tmp_path, authority):
    certificate = Certificate(*put(authority.sign(), tmp_path))
    assert certificate.context.minimum_version == ssl.TLSVersion.TLSv1_2


def test_no_certificate_is_unusable(tmp_path):
    (tmp_path / "nothing").write_text("nothing")
    with pytest.raises(Unusable):
        Certificate(str(tmp_path / "nothing"), str(tmp_path / "nothing"))


async def test_at_the_start_unusable_files_and_half_a_setting_are_told(tmp_path, sqlite_url):
    settings = with_files(tmp_path, sqlite_url, "none.pem", "none.key", free_port())
    line = Texts.load().line("th", "serving.no_certificate", certificate="none.pem", key="none.key")
    assert await outcome(tmp_path, settings) == (1, f"{line}\n")
    status, complained = await outcome(tmp_path, {**settings, "THANWELA_TLS_KEY": ""})
    assert status == 1
    assert "THANWELA_TLS_KEY" in complained
