"""PostgreSQL goes away for a while: who asks is told, people are answered afterwards, nothing is lost or doubled."""

import asyncio
from time import monotonic

import pytest
from psycopg import conninfo

from storage.migrations import upgrade
from tests.bot.serving_outside import PATIENCE, served
from tests.ports import free_port

STRANGER = f"U{7:032x}"


class Between:
    """A wire to the database that can be cut: what comes through it then is hung up on."""

    def __init__(self, path):
        self._path, self._open, self._whole = path, set(), True

    async def __aenter__(self):
        self.port = free_port()
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_):
        self.cut()
        self._server.close()

    def cut(self):
        self._whole = False
        for writer in self._open:
            writer.transport.abort()

    def mend(self):
        self._whole = True

    async def _connect(self, reader, writer):
        if not self._whole:
            writer.transport.abort()
            return
        there = await asyncio.open_unix_connection(self._path)
        self._open |= {writer, there[1]}
        await asyncio.gather(_copy(reader, there[1]), _copy(there[0], writer), return_exceptions=True)
        self._open -= {writer, there[1]}


async def _copy(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()


@pytest.mark.slow
async def test_away_and_back_again(tmp_path, empty_postgresql_url):
    upgrade(empty_postgresql_url)
    known = conninfo.conninfo_to_dict(empty_postgresql_url.replace("+psycopg", ""))
    async with Between(f"{known['host']}/.s.PGSQL.5432") as wire:
        url = f"postgresql://{known['user']}@127.0.0.1:{wire.port}/{known['dbname']}"
        async with served(tmp_path, url) as outside:
            line = outside.line_and_telegram.line
            line.add_person(STRANGER, "somebody")
            await line.follow(STRANGER)
            await line.delivery.settle()
            while not line.messages(STRANGER):
                await asyncio.sleep(0.1)
            greeted = len(line.messages(STRANGER))
            wire.cut()
            assert await outside.until_ready(503) == '{"status":"no database"}'
            await line.say(STRANGER, "hello")
            await asyncio.sleep(2)
            assert [each.by for each in line.messages(STRANGER)[greeted:]] == ["person", "bot"]
            assert "ขัดข้องชั่วคราว" in str(line.messages(STRANGER)[-1].message)
            wire.mend()
            await outside.until_ready(200)
            until = monotonic() + PATIENCE
            while len(line.messages(STRANGER)) < greeted + 3 and monotonic() < until:
                await line.delivery.settle()
                await asyncio.sleep(0.2)
            assert [each.by for each in line.messages(STRANGER)[greeted:]] == ["person", "bot", "bot"]
            out, _ = await outside.stop()
            assert "Traceback" not in out
