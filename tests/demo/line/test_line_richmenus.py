"""Rich menus: refused when they do not fit, usable only with a picture, one's own before the default."""

import struct

import pytest
from linebot.v3.messaging import (
    ApiException,
    CreateRichMenuAliasRequest,
    PostbackAction,
    RichMenuArea,
    RichMenuBounds,
    RichMenuBulkLinkRequest,
    RichMenuRequest,
    RichMenuSize,
    RichMenuSwitchAction,
)

from bot.demo.line.checks.primitives import Faults
from bot.demo.line.checks.richmenus import RICH_MENU, picture_size
from tests.demo.line.conftest import MALEE, SOMCHAI

STATUS = {"type": "postback", "data": "status"}
SWITCH = {"type": "richmenuswitch", "data": "more", "richMenuAliasId": "more"}
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "เจ้าหน้าที่",
    "chatBarText": "เมนู",
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": STATUS}],
}


def png(width=2500, height=843) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def request(*actions) -> RichMenuRequest:
    bounds = RichMenuBounds(x=0, y=0, width=2500, height=843)
    areas = [RichMenuArea(bounds=bounds, action=action) for action in actions or [PostbackAction(data="status")]]
    size = RichMenuSize(width=2500, height=843)
    return RichMenuRequest(size=size, selected=True, name="เจ้าหน้าที่", chatBarText="เมนู", areas=areas)


async def upload(blob, menu_id, picture=None):
    await blob.set_rich_menu_image(menu_id, body=bytearray(picture or png()), _headers={"Content-Type": "image/png"})


async def made(api, blob, *actions) -> str:
    menu_id = (await api.create_rich_menu(request(*actions))).rich_menu_id
    await upload(blob, menu_id)
    return menu_id


async def refused(call) -> ApiException:
    with pytest.raises(ApiException) as caught:
        await call
    return caught.value


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"size": {"width": 799, "height": 300}}, "size.width"),
        ({"size": {"width": 1000, "height": 700}}, "size"),
        ({"chatBarText": "ที่" * 15}, "chatBarText"),
        ({"name": ""}, "name"),
        ({"areas": MENU["areas"] * 21}, "areas"),
        ({"areas": [MENU["areas"][0] | {"action": {"type": "camera", "label": "ก"}}]}, "areas[0].action.type"),
    ],
)
def test_a_menu_that_does_not_fit_is_refused(change, place):
    faults: Faults = []
    RICH_MENU(MENU | change, "", faults)
    assert [fault.property for fault in faults] == [place]


def test_the_size_of_a_jpeg_is_read_past_its_other_segments():
    comment = b"\xff\xfe\x00\x04ab"
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 843, 2500)
    assert picture_size(b"\xff\xd8" + comment + frame) == (2500, 843)
    assert picture_size(b"GIF89a") is None


async def test_a_menu_without_picture_can_be_given_to_nobody(api, blob):
    menu_id = (await api.create_rich_menu(request())).rich_menu_id
    assert (await refused(api.set_default_rich_menu(menu_id))).status == 400
    assert (await refused(api.link_rich_menu_id_to_user(MALEE, menu_id))).status == 400
    await upload(blob, menu_id)
    await api.link_rich_menu_id_to_user(MALEE, menu_id)
    assert (await api.get_rich_menu_id_of_user(MALEE)).rich_menu_id == menu_id
    assert bytes(await blob.get_rich_menu_image(menu_id)) == png()


async def test_a_picture_must_be_of_the_right_size_and_comes_once(api, blob, http, data_url):
    menu_id = (await api.create_rich_menu(request())).rich_menu_id
    assert (await refused(upload(blob, menu_id, png(600, 300)))).status == 400
    assert (await refused(upload(blob, menu_id, png() + bytes(1_000_000)))).status == 413
    await upload(blob, menu_id)
    assert "already been uploaded" in str((await refused(upload(blob, menu_id))).body)
    gif = {"Content-Type": "image/gif"}
    async with http.post(f"{data_url}/v2/bot/richmenu/{menu_id}/content", data=b"GIF", headers=gif) as response:
        assert response.status == 415


async def test_one_s_own_menu_comes_before_the_default(line, api, blob):
    default, own = await made(api, blob), await made(api, blob)
    await api.set_default_rich_menu(default)
    await api.link_rich_menu_id_to_users(RichMenuBulkLinkRequest(richMenuId=own, userIds=[MALEE]))
    menus = {menu.rich_menu_id for menu in (await api.get_rich_menu_list()).richmenus}
    assert menus == {default, own}
    assert (await api.get_default_rich_menu_id()).rich_menu_id == default
    await api.delete_rich_menu(own)
    assert (await refused(api.get_rich_menu_id_of_user(MALEE))).status == 404
    assert line.rich_menus.shown_to(MALEE) is line.rich_menus.shown_to(SOMCHAI)


async def test_an_area_sends_its_postback_and_a_switch_changes_the_menu(line, listener, api, blob):
    first = await made(api, blob, RichMenuSwitchAction(data="more", richMenuAliasId="more"))
    second = await made(api, blob)
    await api.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId="more", richMenuId=second))
    await api.set_default_rich_menu(first)
    await line.press_menu(MALEE, SWITCH)
    assert listener.last["postback"]["params"] == {"newRichMenuAliasId": "more", "status": "SUCCESS"}
    await line.press_menu(MALEE, STATUS)
    assert listener.last["postback"] == {"data": "status"}
    with pytest.raises(ValueError, match="does not show"):
        await line.press_menu(SOMCHAI, STATUS)


async def test_an_alias_is_unique_and_names_a_menu_with_a_picture(api, blob):
    menu_id = await made(api, blob)
    bare = (await api.create_rich_menu(request())).rich_menu_id
    wrong = CreateRichMenuAliasRequest(richMenuAliasId="a", richMenuId=bare)
    assert (await refused(api.create_rich_menu_alias(wrong))).status == 400
    right = CreateRichMenuAliasRequest(richMenuAliasId="a", richMenuId=menu_id)
    await api.create_rich_menu_alias(right)
    assert "conflict" in str((await refused(api.create_rich_menu_alias(right))).body)
    assert (await api.get_rich_menu_alias("a")).rich_menu_id == menu_id
    await api.delete_rich_menu_alias("a")
    assert (await refused(api.get_rich_menu_alias("a"))).status == 404
