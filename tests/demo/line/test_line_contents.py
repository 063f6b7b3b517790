"""Content: fetched from the other host, late, gone, or cut off on the way."""

from datetime import timedelta

import aiohttp
import pytest
from linebot.v3.messaging import ApiException

from tests.demo.line.conftest import MALEE

PHOTO = b"\xff\xd8" + bytes(range(256)) * 40


async def status(http, data_url, message_id, what="") -> int:
    async with http.get(f"{data_url}/v2/bot/message/{message_id}/content{what}") as response:
        await response.read()
        return response.status


async def test_the_bytes_come_back_with_their_kind(line, blob):
    message_id = await line.photo(MALEE, PHOTO)
    answer = await blob.get_message_content_with_http_info(message_id)
    assert bytes(answer.data) == PHOTO
    assert answer.headers["Content-Type"] == "image/jpeg"


async def test_a_file_tells_its_name_and_size(line, listener, blob):
    message_id = await line.file(MALEE, "รายงาน.pdf", b"%PDF-1.7", "application/pdf")
    assert listener.last["message"]["fileName"] == "รายงาน.pdf"
    assert listener.last["message"]["fileSize"] == 8
    assert "contentProvider" not in listener.last["message"]
    assert bytes(await blob.get_message_content(message_id)) == b"%PDF-1.7"


async def test_an_album_is_several_photos_that_know_their_places(line, listener):
    ids = await line.album(MALEE, [PHOTO, PHOTO, PHOTO])
    sets = [events[0]["message"]["imageSet"] for events in listener.heard[-3:]]
    assert [(each["index"], each["total"]) for each in sets] == [(1, 3), (2, 3), (3, 3)]
    assert len({each["id"] for each in sets}) == 1
    assert [events[0]["message"]["id"] for events in listener.heard[-3:]] == ids


async def test_a_video_is_prepared_before_it_can_be_had(line, http, data_url, clock):
    message_id = await line.video(MALEE, b"mp4", ready_after=10)
    assert await status(http, data_url, message_id) == 202
    clock.move_to(clock.now() + timedelta(seconds=10))
    assert await status(http, data_url, message_id) == 200


async def test_the_preparation_can_be_watched_but_not_of_a_photo(line, blob, clock):
    message_id = await line.audio(MALEE, b"m4a", ready_after=10)
    assert (await blob.get_message_content_transcoding_by_message_id(message_id)).status == "processing"
    clock.move_to(clock.now() + timedelta(seconds=10))
    assert (await blob.get_message_content_transcoding_by_message_id(message_id)).status == "succeeded"
    photo = await line.photo(MALEE, PHOTO)
    with pytest.raises(ApiException, match="400"):
        await blob.get_message_content_transcoding_by_message_id(photo)


async def test_a_photo_has_a_preview_and_a_file_has_none(line, http, data_url):
    assert await status(http, data_url, await line.photo(MALEE, PHOTO), "/preview") == 200
    assert await status(http, data_url, await line.video(MALEE, b"mp4"), "/preview") == 200
    assert await status(http, data_url, await line.file(MALEE, "a.pdf", b"%PDF"), "/preview") == 400
    assert line.refusals[-1].message == "The content can not be previewed"


async def test_unknown_content_is_404_expired_too_and_unsent_410(line, http, data_url):
    photo = await line.photo(MALEE, PHOTO)
    assert await status(http, data_url, "1") == 404
    await line.unsend(MALEE, photo)
    assert await status(http, data_url, photo) == 410
    assert line.refusals[-1].message == "The content is gone"
    expired = await line.photo(MALEE, PHOTO)
    line.contents.expire(expired)
    assert await status(http, data_url, expired) == 404


async def test_content_is_not_on_the_first_host(line, http, api_url):
    photo = await line.photo(MALEE, PHOTO)
    assert await status(http, api_url, photo) == 404


async def test_content_needs_the_token(line, data_url):
    photo = await line.photo(MALEE, PHOTO)
    async with aiohttp.ClientSession() as nobody:
        assert await status(nobody, data_url, photo) == 401


async def test_content_may_be_late_once_by_order(line, http, data_url):
    photo = await line.photo(MALEE, PHOTO)
    line.faults.order("not_ready", path="/content")
    assert [await status(http, data_url, photo) for _ in range(2)] == [202, 200]


async def test_a_download_may_be_cut_off_half_way(line, http, data_url):
    photo = await line.photo(MALEE, PHOTO)
    line.faults.order("cut", path="/content")
    with pytest.raises(aiohttp.ClientPayloadError):
        await status(http, data_url, photo)
    assert await status(http, data_url, photo) == 200
