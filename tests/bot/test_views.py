"""Small pictures of what a platform does not show: made in a bounded process, gone with their original."""

import struct
import zlib
from io import BytesIO
from subprocess import run
from sys import executable

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from bot.shrinking import LONGEST_SIDE, MOST_BYTES
from bot.views import MAKING
from tests.chat import heard_by, last
from tests.demo.telegram.pictures import jpeg
from tests.handlers.stories import SWAPPED, evidence, prompted, sent

register_heif_opener()


def drawn(kind: str, width: int = 1600, height: int = 900, mode: str = "RGB", **how) -> bytes:
    """A picture that is red above and blue below."""
    picture = Image.new(mode, (width, height), "red")
    picture.paste("blue", (0, height // 2, width, height))
    packed = BytesIO()
    picture.save(packed, kind, **how)
    return packed.getvalue()


def noisy(width: int, height: int) -> bytes:
    """A photo that weighs much."""
    packed = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(packed, "JPEG", quality=95)
    return packed.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as that."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + part(b"IDAT", zlib.compress(bytes(10_000_000))) + part(b"IEND", b"")


def shrunk(folder, content: bytes) -> Image.Image | None:
    source, target = folder / "source", folder / "target"
    source.write_bytes(content)
    code = run([executable, "-m", MAKING, str(source), str(target)], check=False, timeout=30).returncode
    assert code in (0, 1)
    if code:
        return None
    assert target.stat().st_size <= MOST_BYTES
    picture = Image.open(target)
    assert picture.format == "JPEG"
    return picture


TURNED = Image.Exif()
TURNED[0x0112] = 6
SEEN = {
    "heic": drawn("HEIF"),
    "avif": drawn("AVIF"),
    "webp": drawn("WEBP"),
    "png": drawn("PNG", mode="RGBA"),
    "gif": drawn("GIF"),
    "tiff": drawn("TIFF"),
    "a small one": drawn("JPEG", 40, 30),
    "a heavy one": noisy(5000, 4000),
}
UNSEEN = {
    "a claim of 50,000 × 50,000": claiming(50_000, 50_000),
    "a cut off HEIC": drawn("HEIF")[:400],
    "a cut off JPEG head": jpeg(900, 900)[:60],
    "no picture": b"\x00\x00\x00\x18ftypheic" + bytes(3000),
    "nothing": b"",
}


@pytest.mark.parametrize("content", SEEN.values(), ids=list(SEEN))
def test_a_small_jpeg_is_made_of_every_kind_of_picture(tmp_path, content):
    small = shrunk(tmp_path, content)
    assert small is not None
    assert max(small.size) <= LONGEST_SIDE


def test_it_stands_upright_and_tells_nothing_of_where_it_was_taken(tmp_path):
    TURNED.get_ifd(0x8825)[1] = "N"
    small = shrunk(tmp_path, drawn("JPEG", 1600, 900, exif=TURNED))
    assert small is not None
    assert small.size == (720, 1280)
    assert dict(small.getexif()) == {}


@pytest.mark.parametrize("content", UNSEEN.values(), ids=list(UNSEEN))
def test_what_claims_too_much_or_is_broken_has_no_small_picture_and_hurts_nobody(tmp_path, content):
    assert shrunk(tmp_path, content) is None


@SWAPPED
async def test_a_heic_photo_is_seen_by_whoever_decides_and_can_be_had_as_it_was_sent(
    clock, tmp_path, sqlite_url, swapped
):
    photo = SEEN["heic"]
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("IMG_0001.HEIC", photo)
        await people.officer.type("ยืนยัน")
        shown = [seen.text for seen in heard_by(people.supervisor)]
        assert "[image]" in shown if swapped else any("IMG_0001.HEIC" in text for text in shown)
        assert await people.supervisor.opened() == photo
        assert Image.open(BytesIO(await people.supervisor.pictured())).format == "JPEG"
        assert [it["media_type"] for it in await evidence(town)] == ["image/heic"]
        assert town.telegram.refusals == []


async def test_a_heavy_photo_has_a_small_preview_on_line_and_is_itself_behind_it(clock, tmp_path, sqlite_url):
    photo = noisy(2000, 1500)
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (_, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("งาน.jpg", photo)
        await people.officer.type("ยืนยัน")
        assert last(people.supervisor).text == "[image]"
        assert len(await people.supervisor.pictured()) <= MOST_BYTES < len(photo)
        assert await people.supervisor.pictured("originalContentUrl") == photo


@SWAPPED
async def test_a_picture_that_cannot_be_made_small_comes_as_a_file(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("broken.heic", UNSEEN["no picture"])
        await people.officer.type("ยืนยัน")
        assert await people.supervisor.opened() == UNSEEN["no picture"]
        assert len(await sent(town)) == 1
        assert list(town.product.store._arriving.iterdir()) == []


async def test_a_small_picture_goes_with_its_original(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("IMG_0001.HEIC", SEEN["heic"])
        message = people.officer.seen()[-2].id
        await people.officer.tap("ยืนยันส่ง")
        (kept,) = await evidence(town)
        assert town.product.store.view(kept["sha256"]).is_file()
        await town.line.unsend(str(people.officer.id), message)
        await town.settle()
        assert not town.product.store.view(kept["sha256"]).exists()
        assert not town.product.store.path(kept["sha256"]).exists()
