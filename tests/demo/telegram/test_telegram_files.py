"""Photos, documents, videos and albums, up and down."""

from io import BytesIO

import httpx
import pytest
from PIL import Image
from telegram import InputMediaDocument, InputMediaPhoto, InputMediaVideo
from telegram.error import BadRequest, NetworkError

from bot.demo.telegram.refusals import Refused
from tests.demo.telegram.pictures import jpeg, png
from tests.demo.telegram.town import SOMCHAI, TOKEN

MEGABYTE = 2**20


async def test_a_photo_from_the_bot_comes_in_sizes_with_its_caption(town):
    sent = await town.bot.send_photo(SOMCHAI, png(900, 600), caption="<i>ถนน</i>", parse_mode="HTML")
    assert [(size.width, size.height) for size in sent.photo] == [(90, 60), (320, 213), (800, 533), (900, 600)]
    assert (sent.caption, sent.caption_entities[0].type) == ("ถนน", "italic")


async def test_the_biggest_size_is_the_photo_itself_and_the_others_are_smaller_pictures(town):
    data = jpeg(1000, 700)
    await town.service.photo(SOMCHAI, data)
    await town.service.settled()
    sizes = town.product.updates[-1]["message"]["photo"]
    assert await (await town.bot.get_file(sizes[-1]["file_id"])).download_as_bytearray() == data
    assert sizes[-1]["file_size"] == len(data)
    small = await (await town.bot.get_file(sizes[0]["file_id"])).download_as_bytearray()
    assert Image.open(BytesIO(small)).size == (sizes[0]["width"], sizes[0]["height"]) == (90, 63)


@pytest.mark.parametrize("data", [png(7, 5), jpeg(7, 5), jpeg(7, 5, progressive=True)])
async def test_png_and_jpeg_are_photos(town, data):
    sent = await town.bot.send_photo(SOMCHAI, data)
    assert [(size.width, size.height) for size in sent.photo] == [(7, 5)]


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
async def test_what_is_no_picture_is_no_photo(town, data):
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await town.bot.send_photo(SOMCHAI, data)


@pytest.mark.parametrize("size", [(9000, 1001), (210, 10)])
async def test_too_large_or_too_narrow_a_photo_is_refused(town, size):
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await town.bot.send_photo(SOMCHAI, png(*size))


async def test_a_photo_has_at_most_10_megabytes(town):
    with pytest.raises(BadRequest, match="is too big for a photo"):
        await town.bot.send_photo(SOMCHAI, png(10, 10).ljust(10 * MEGABYTE + 1))
    assert await town.bot.send_photo(SOMCHAI, png(10, 10).ljust(10 * MEGABYTE))


async def test_a_document_keeps_its_name_and_kind(town):
    sent = await town.bot.send_document(SOMCHAI, b"%PDF-1.4", filename="ใบรับ.pdf", caption="ส่งแล้ว")
    document = sent.document
    assert (document.file_name, document.mime_type, document.file_size) == ("ใบรับ.pdf", "application/pdf", 8)
    assert town.service.file(document.file_id).content == b"%PDF-1.4"


async def test_a_document_has_at_most_50_megabytes(town):
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await town.bot.send_document(SOMCHAI, bytes(50 * MEGABYTE + 1))


async def test_a_body_of_more_than_50_megabytes_is_not_even_read(town):
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await town.bot.send_photo(SOMCHAI, png(10, 10).ljust(51 * MEGABYTE))


async def test_empty_and_missing_files_are_refused(town):
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await town.bot.send_document(SOMCHAI, b"", filename="x.pdf")
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{town.base_url}/bot{TOKEN}/sendDocument", data={"chat_id": SOMCHAI})
    assert answer.json()["description"] == "Bad Request: there is no document in the request"


async def test_a_caption_has_at_most_1024_characters(town):
    await town.bot.send_photo(SOMCHAI, png(9, 9), caption="ก" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await town.bot.send_photo(SOMCHAI, png(9, 9), caption="ก" * 1025)


async def test_a_file_id_can_be_sent_again_as_what_it_is(town):
    photo = await town.bot.send_photo(SOMCHAI, png(400, 300))
    again = await town.bot.send_photo(SOMCHAI, photo.photo[-1].file_id)
    assert again.photo == photo.photo
    document = await town.bot.send_document(SOMCHAI, b"x", filename="x.txt")
    assert (await town.bot.send_document(SOMCHAI, document.document.file_id)).document == document.document
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await town.bot.send_document(SOMCHAI, photo.photo[-1].file_id)
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await town.bot.send_photo(SOMCHAI, "nothing")
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await town.bot.send_photo(SOMCHAI, "https://a.th/x.png")


async def test_a_video_keeps_its_measures(town):
    sent = await town.bot.send_video(SOMCHAI, b"video", width=640, height=360, duration=7)
    assert (sent.video.width, sent.video.height) == (640, 360)
    assert town.somchai.last.body["video"]["duration"] == 7


async def test_an_album_is_as_many_messages_with_one_group(town):
    sent = await town.bot.send_media_group(
        SOMCHAI, [InputMediaPhoto(png(20, 20), caption="1"), InputMediaPhoto(png(30, 30)), InputMediaVideo(b"video")]
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert [bool(message.photo) for message in sent] == [True, True, False]
    assert [bubble.text for bubble in list(town.somchai.bubbles.values())[-3:]] == ["1", "", ""]


async def test_an_album_has_2_to_10_of_a_kind(town):
    photo = (await town.bot.send_photo(SOMCHAI, png(9, 9))).photo[-1].file_id
    await town.bot.send_media_group(SOMCHAI, [InputMediaPhoto(photo)] * 10)
    for many in (1, 11):
        with pytest.raises(BadRequest, match="2-10 items"):
            await town.bot.send_media_group(SOMCHAI, [InputMediaPhoto(photo)] * many)
    with pytest.raises(BadRequest, match="media of the specified type in the album"):
        await town.bot.send_media_group(SOMCHAI, [InputMediaPhoto(photo), InputMediaDocument(b"x", filename="x.pdf")])


async def test_a_file_of_20_megabytes_can_be_fetched_and_a_bigger_one_cannot(town):
    await town.service.document(SOMCHAI, "a.pdf", bytes(20 * MEGABYTE), "application/pdf")
    file = await town.bot.get_file(town.somchai.last.body["document"]["file_id"])
    assert file.file_size == 20 * MEGABYTE
    await town.service.document(SOMCHAI, "b.pdf", bytes(20 * MEGABYTE + 1), "application/pdf")
    with pytest.raises(BadRequest, match="File is too big"):
        await town.bot.get_file(town.somchai.last.body["document"]["file_id"])
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await town.bot.get_file("nothing")


async def test_a_path_serves_for_an_hour(town):
    await town.service.document(SOMCHAI, "a.pdf", b"%PDF", "application/pdf")
    file = await town.bot.get_file(town.somchai.last.body["document"]["file_id"])
    town.later(minutes=59)
    assert await file.download_as_bytearray() == b"%PDF"
    town.later(minutes=1)
    async with httpx.AsyncClient() as client:
        assert (await client.get(file.file_path)).status_code == 404
    fresh = await town.bot.get_file(file.file_id)
    assert await fresh.download_as_bytearray() == b"%PDF"


async def test_files_need_the_token_and_a_path_that_was_handed_out(town):
    await town.service.document(SOMCHAI, "a.pdf", b"%PDF", "application/pdf")
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{town.base_url}/file/bot{TOKEN}/documents/file_0.pdf")).status_code == 404
        assert (await client.get(f"{town.base_url}/file/bot1:x/documents/file_0.pdf")).status_code == 401


def test_the_page_asks_for_files_by_id(town):
    with pytest.raises(Refused):
        town.service.file("nothing")
