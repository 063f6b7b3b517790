"""Rich menus: made, given a picture, set for all or for one person, named by aliases."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from bot.demo.line.checks.primitives import Shape, listed, matching, string
from bot.demo.line.checks.richmenus import LEAST_RATIO, RICH_MENU, picture_size
from bot.demo.line.door import Call, Endpoint, answer
from bot.demo.line.profiles import refuse_unless
from bot.demo.line.rates import MENU_CHANGES, MENU_LIST, USUAL, Rate
from bot.demo.line.state import Account, Json, Refused

MOST = 1000
MENU_ID = string(50)
ALIAS_ID = matching("[a-z0-9_-]{1,32}", "1 to 32 of a-z, 0-9, _ and -")
ALIAS = Shape({"richMenuAliasId": ALIAS_ID, "richMenuId": MENU_ID}, required=["richMenuAliasId", "richMenuId"])
ALIAS_CHANGE = Shape({"richMenuId": MENU_ID}, required=["richMenuId"])
BULK_LINK = Shape({"richMenuId": MENU_ID, "userIds": listed(string(33), most=500)}, required=["richMenuId", "userIds"])
BULK_UNLINK = Shape({"userIds": listed(string(33), most=500)}, required=["userIds"])


@dataclass(slots=True)
class RichMenu:
    """A menu and, once uploaded, its picture."""

    menu: Json
    picture: bytes = b""
    media_type: str = ""


class RichMenus:
    """All menus of the account; a person's own comes before the default."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.reset()

    def reset(self) -> None:
        self._menus: dict[str, RichMenu] = {}
        self._aliases: dict[str, str] = {}
        self._linked: dict[str, str] = {}
        self._default: str | None = None

    @property
    def all(self) -> dict[str, RichMenu]:
        """Every menu by its ID."""
        return self._menus

    def put(self, menu_id: str, menu: Json, picture: bytes) -> None:
        """One that was made at another time, or by somebody else."""
        self._menus[menu_id] = RichMenu(menu, picture, "image/png")

    def shown_to(self, user_id: str) -> RichMenu | None:
        """The menu under this person's chat."""
        return self._menus.get(self._linked.get(user_id) or self._default or "")

    def switch(self, user_id: str, alias: str) -> bool:
        """What a tap on a richmenuswitch area does; False when no such alias exists."""
        menu_id = self._aliases.get(alias)
        if menu_id is None:
            return False
        self._linked[user_id] = menu_id
        return True

    def endpoints(self) -> list[Endpoint]:
        base, everyone, one = "/v2/bot/richmenu", "/v2/bot/user/all/richmenu", "/v2/bot/user/{user_id}/richmenu"
        table: list[tuple[str, str, Callable[[Call], Response | Json], Rate]] = [
            ("POST", base, self._create, MENU_CHANGES),
            ("POST", f"{base}/validate", self._validate, USUAL),
            ("GET", f"{base}/list", self._list, MENU_LIST),
            ("POST", f"{base}/bulk/link", self._bulk_link, USUAL),
            ("POST", f"{base}/bulk/unlink", self._bulk_unlink, USUAL),
            ("POST", f"{base}/alias", self._create_alias, USUAL),
            ("GET", f"{base}/alias/list", self._list_aliases, USUAL),
            ("GET", f"{base}/alias/{{alias_id}}", self._get_alias, USUAL),
            ("POST", f"{base}/alias/{{alias_id}}", self._change_alias, USUAL),
            ("DELETE", f"{base}/alias/{{alias_id}}", self._delete_alias, MENU_CHANGES),
            ("GET", f"{base}/{{menu_id}}", self._get, USUAL),
            ("DELETE", f"{base}/{{menu_id}}", self._delete, MENU_CHANGES),
            ("POST", f"{everyone}/{{menu_id}}", self._set_default, USUAL),
            ("GET", everyone, self._get_default, USUAL),
            ("DELETE", everyone, self._clear_default, USUAL),
            ("POST", f"{one}/{{menu_id}}", self._link, USUAL),
            ("GET", one, self._get_linked, USUAL),
            ("DELETE", one, self._unlink, USUAL),
        ]
        reads_body = {self._create, self._validate, self._bulk_link, self._bulk_unlink, self._create_alias}
        reads_body |= {self._change_alias}
        return [
            Endpoint(method=method, path=path, handler=do, rate=rate, body="json" if do in reads_body else "none")
            for method, path, do, rate in table
        ]

    def data_endpoints(self) -> list[Endpoint]:
        path = "/v2/bot/richmenu/{menu_id}/content"
        return [
            Endpoint(method="POST", path=path, handler=self._upload, body="picture"),
            Endpoint(method="GET", path=path, handler=self._download),
        ]

    def _find(self, menu_id: str) -> RichMenu:
        if menu_id not in self._menus:
            raise Refused(404, "Not found")
        return self._menus[menu_id]

    def _with_picture(self, menu_id: str) -> str:
        if not self._find(menu_id).picture:
            raise Refused(400, "must upload richmenu image before applying it to user")
        return menu_id

    def _known(self, user_id: str) -> str:
        if user_id not in self._account.people:
            raise Refused(400, "The value for the 'userId' parameter is invalid")
        return user_id

    def _validate(self, call: Call) -> Json:
        refuse_unless(RICH_MENU, call.body)
        return {}

    def _create(self, call: Call) -> Json:
        refuse_unless(RICH_MENU, call.body)
        if len(self._menus) >= MOST:
            raise Refused(400, "Reached the maximum number of rich menus")
        menu_id = f"richmenu-{secrets.token_hex(16)}"
        self._menus[menu_id] = RichMenu(call.body)
        return {"richMenuId": menu_id}

    def _get(self, call: Call) -> Json:
        return {"richMenuId": call.path["menu_id"]} | self._find(call.path["menu_id"]).menu

    def _list(self, _: Call) -> Json:
        return {"richmenus": [{"richMenuId": menu_id} | kept.menu for menu_id, kept in self._menus.items()]}

    def _delete(self, call: Call) -> Json:
        menu_id = call.path["menu_id"]
        self._find(menu_id)
        del self._menus[menu_id]
        self._linked = {user_id: linked for user_id, linked in self._linked.items() if linked != menu_id}
        self._default = None if self._default == menu_id else self._default
        return {}

    def _upload(self, call: Call) -> Json:
        kept = self._find(call.path["menu_id"])
        if kept.picture:
            raise Refused(400, "An image has already been uploaded to the richmenu")
        width, height = picture_size(call.body) or (0, 1)
        if not (800 <= width <= 2500 and height >= 250 and width / height >= LEAST_RATIO):
            raise Refused(400, "The image size is not allowed for richmenu")
        kept.picture, kept.media_type = call.body, call.headers["content-type"]
        return {}

    def _download(self, call: Call) -> Response:
        kept = self._find(call.path["menu_id"])
        if not kept.picture:
            raise Refused(404, "Not found")
        return Response(kept.picture, media_type=kept.media_type)

    def _set_default(self, call: Call) -> Json:
        self._default = self._with_picture(call.path["menu_id"])
        return {}

    def _get_default(self, _: Call) -> Json:
        if self._default is None:
            raise Refused(404, "no default richmenu")
        return {"richMenuId": self._default}

    def _clear_default(self, _: Call) -> Json:
        self._default = None
        return {}

    def _link(self, call: Call) -> Json:
        self._linked[self._known(call.path["user_id"])] = self._with_picture(call.path["menu_id"])
        return {}

    def _get_linked(self, call: Call) -> Json:
        menu_id = self._linked.get(self._known(call.path["user_id"]))
        if menu_id is None:
            raise Refused(404, "the user has no richmenu")
        return {"richMenuId": menu_id}

    def _unlink(self, call: Call) -> Json:
        self._linked.pop(self._known(call.path["user_id"]), None)
        return {}

    def _bulk_link(self, call: Call) -> Response:
        refuse_unless(BULK_LINK, call.body)
        menu_id = self._with_picture(call.body["richMenuId"])
        self._linked |= {user_id: menu_id for user_id in call.body["userIds"] if user_id in self._account.people}
        return answer({}, 202)

    def _bulk_unlink(self, call: Call) -> Response:
        refuse_unless(BULK_UNLINK, call.body)
        for user_id in call.body["userIds"]:
            self._linked.pop(user_id, None)
        return answer({}, 202)

    def _usable(self, body: dict[str, Any]) -> str:
        menu_id = body["richMenuId"]
        if menu_id not in self._menus or not self._menus[menu_id].picture:
            raise Refused(400, "richmenu not found")
        return menu_id

    def _create_alias(self, call: Call) -> Json:
        refuse_unless(ALIAS, call.body)
        if call.body["richMenuAliasId"] in self._aliases:
            raise Refused(400, "conflict richmenu alias id")
        if len(self._aliases) >= MOST:
            raise Refused(400, "Reached the maximum number of rich menu aliases")
        self._aliases[call.body["richMenuAliasId"]] = self._usable(call.body)
        return {}

    def _alias(self, call: Call) -> str:
        if call.path["alias_id"] not in self._aliases:
            raise Refused(404, "richmenu alias not found")
        return call.path["alias_id"]

    def _get_alias(self, call: Call) -> Json:
        alias = self._alias(call)
        return {"richMenuAliasId": alias, "richMenuId": self._aliases[alias]}

    def _change_alias(self, call: Call) -> Json:
        refuse_unless(ALIAS_CHANGE, call.body)
        self._aliases[self._alias(call)] = self._usable(call.body)
        return {}

    def _delete_alias(self, call: Call) -> Json:
        del self._aliases[self._alias(call)]
        return {}

    def _list_aliases(self, _: Call) -> Json:
        return {"aliases": [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in self._aliases.items()]}
