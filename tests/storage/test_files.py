"""Bytes by their content: whole or not at all, each content once."""

import asyncio
import hashlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import HEAD, FileStore, TooLarge

CHUNKS = st.lists(st.binary(max_size=3 * HEAD), max_size=6)


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "evidence")


async def arriving(*chunks, fault=None):
    for chunk in chunks:
        yield chunk
    if fault:
        raise fault


def files_under(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(max_examples=40)
@given(contents=st.lists(CHUNKS, min_size=1, max_size=4), limit=st.integers(0, 4 * HEAD))
def test_every_content_is_kept_once_as_it_came_or_not_at_all(contents, limit):
    async def receive_all(store):
        for chunks in contents:
            whole = b"".join(chunks)
            if len(whole) > limit:
                with pytest.raises(TooLarge):
                    await store.receive(arriving(*chunks), limit)
                continue
            stored = await store.receive(arriving(*chunks), limit)
            assert (stored.sha256, stored.size, stored.head) == (
                hashlib.sha256(whole).hexdigest(),
                len(whole),
                whole[:HEAD],
            )
            assert store.path(stored.sha256).read_bytes() == whole

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(receive_all(FileStore(Path(folder))))
        fitting = {whole for chunks in contents if len(whole := b"".join(chunks)) <= limit}
        assert sorted(file.read_bytes() for file in files_under(Path(folder))) == sorted(fitting)


async def test_a_download_that_breaks_off_leaves_nothing(store, tmp_path):
    with pytest.raises(ConnectionResetError):
        await store.receive(arriving(b"half", fault=ConnectionResetError()), 100)
    assert files_under(tmp_path) == []


async def test_a_download_that_is_given_up_leaves_nothing(store, tmp_path):
    begun = asyncio.Event()

    async def endless():
        yield b"some"
        begun.set()
        await asyncio.Event().wait()

    receiving = asyncio.ensure_future(store.receive(endless(), 100))
    await begun.wait()
    receiving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await receiving
    assert files_under(tmp_path) == []


async def test_the_same_photo_from_two_people_at_once_is_kept_once(store, tmp_path):
    photos = await asyncio.gather(*(store.receive(arriving(b"a ", b"photo"), 100) for _ in range(8)))
    assert len(set(photos)) == 1
    assert len(files_under(tmp_path)) == 1


async def test_what_is_withdrawn_is_gone_and_may_be_withdrawn_again(store, tmp_path):
    photo = await store.receive(arriving(b"a photo"), 100)
    for _ in range(2):
        store.remove(photo.sha256)
        await store.flush(photo.sha256)
    assert files_under(tmp_path) == []
    assert await store.receive(arriving(b"a photo"), 100) == photo


async def test_after_a_crash_only_what_was_half_arrived_is_swept_away(store, tmp_path):
    kept = await store.receive(arriving(b"a photo"), 100)
    (tmp_path / "evidence" / "arriving" / "half").write_bytes(b"a ph")
    assert store.sweep() == 1
    assert files_under(tmp_path) == [store.path(kept.sha256)]
    assert store.sweep() == 0


def test_a_new_store_has_nothing_to_sweep(store):
    assert store.sweep() == 0


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_content_can_be_asked_for(store, name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.path(name)


async def test_what_was_kept_before_a_day_and_not_since_is_forgotten(store):
    old, young = await store.receive(arriving(b"old"), 10), await store.receive(arriving(b"young"), 10)
    os.utime(store.path(old.sha256), (1_000_000, 1_000_000))
    assert store.forget(datetime.fromtimestamp(2_000_000, UTC)) == 1
    assert (store.holds(old.sha256), store.holds(young.sha256)) == (False, True)
