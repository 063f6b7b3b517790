"""LINE: the webhook's address, its test, and the menus under the chats."""

from bot.connecting.line_menus import Wanted, wanted_menus
from bot.connecting.telling import Telling
from bot.platforms.line_account import LineAccount, Menu, Tested
from bot.retry import GiveUp, TryLater
from bot.settings import Settings
from messages.documents.drawing import Undrawn

PATH = "/line/webhook"
OURS = "thanwela "
REASONS = {
    "COULD_NOT_CONNECT": "connecting.test_no_connection",
    "REQUEST_TIMEOUT": "connecting.test_timeout",
    "ERROR_STATUS_CODE": "connecting.test_status",
}


async def connect_line(account: LineAccount, settings: Settings, telling: Telling) -> None:
    """Each part by itself: one that fails keeps none of the others."""
    try:
        about = await account.about()
        telling.done("connecting.line_account", name=about.display_name or about.basic_id, account=about.basic_id)
        await _webhook(account, f"{settings.public_url}{PATH}", telling)
    except (TryLater, GiveUp) as error:
        telling.failed("LINE", error)
        return
    try:
        await _menus(account, settings.language, telling)
    except Undrawn:
        telling.refuse("connecting.no_font")
    except (TryLater, GiveUp) as error:
        telling.failed("LINE", error)


async def _webhook(account: LineAccount, address: str, telling: Telling) -> None:
    found = await account.endpoint()
    if found.endpoint == address:
        telling.done("connecting.webhook_there", platform="LINE", address=address)
    elif telling.would("connecting.webhook_set", platform="LINE", address=address):
        await account.set_endpoint(address)
        found = await account.endpoint()
    if telling.dry_run:
        return
    if not found.active:
        telling.refuse("connecting.use_webhook_off")
    tested = await account.test(address)
    if tested.success:
        telling.done("connecting.test_ok")
    else:
        key, facts = test_sentence(tested)
        telling.refuse(key, **facts)


def test_sentence(tested: Tested) -> tuple[str, dict[str, str]]:
    """Why LINE's test failed."""
    key = REASONS.get(tested.reason, "connecting.test_unknown")
    if key == "connecting.test_status":
        return key, {"status": str(tested.status_code)}
    return key, {"reason": tested.reason or "-"} if key == "connecting.test_unknown" else {}


async def _menus(account: LineAccount, language: str, telling: Telling) -> None:
    """Those that the picture, the areas and the words say; of others' menus none is touched."""
    wanted = wanted_menus(telling.texts)
    there = await account.menus()
    ids = {each.language: await _made(account, each, there, telling) for each in wanted}
    if telling.dry_run:
        return
    aliases = await account.aliases()
    for each in wanted:
        if aliases.get(each.alias) != ids[each.language]:
            await account.set_alias(each.alias, ids[each.language], there=each.alias in aliases)
    if await account.default_menu() != ids[language]:
        await account.set_default_menu(ids[language])
        telling.done("connecting.menu_shown")
    for menu in there:
        if menu.name.startswith(OURS) and menu.rich_menu_id not in ids.values():
            await account.remove_menu(menu.rich_menu_id)


async def _made(account: LineAccount, wanted: Wanted, there: list[Menu], telling: Telling) -> str:
    """Its ID: of the one that is there already, or of a new one. One whose making was cut off does not count."""
    for menu in there:
        if menu.name == wanted.name and await account.has_picture(menu.rich_menu_id):
            telling.done("connecting.menu_there", language=telling.line(wanted.language_name))
            return menu.rich_menu_id
    if telling.would("connecting.menu_made", language=telling.line(wanted.language_name)):
        return await account.make_menu(wanted.body, wanted.picture)
    return ""
