"""`thanwela connect`: what an operator did by hand is done by one command, twice as well, and each failure is a
sentence."""

import asyncio
from dataclasses import replace

import pytest

from bot import connecting
from bot.connecting.line_menus import wanted_menus
from bot.connecting.telegram import offered
from bot.demo.town import PUBLIC_URL
from handlers import routes
from messages.commands import Words
from messages.texts import LANGUAGES, Texts
from tests.builders import small_department
from tests.chat import said

TEXTS = Texts.load()
LINE_ADDRESS, TELEGRAM_ADDRESS = f"{PUBLIC_URL}/line/webhook", f"{PUBLIC_URL}/telegram/webhook"


class Office:
    """A town whose operator types the command."""

    def __init__(self, town, people):
        self.town, self.people, self.settings = town, people, town.product.settings

    async def connect(self, *, dry_run=False, language="en"):
        """The exit status, and what was said and complained of."""
        self.settings = replace(self.settings, language=language)
        heard, complained = [], []
        how = {"texts": TEXTS, "say": heard.append, "complain": complained.append, "watch": lambda _: None}
        run = asyncio.to_thread(connecting.run, self.settings, self.town.clock, dry_run=dry_run, **how)
        return await run, "\n".join(heard), "\n".join(complained)

    @property
    def menus(self):
        """Every rich menu's name."""
        return [kept.menu["name"] for kept in self.town.line.rich_menus.all.values()]

    def menu_of(self, phone):
        return self.town.line.rich_menus.shown_to(phone.id)

    def changes(self):
        """How often anything was written at LINE, and what the bot's profile at Telegram is."""
        counts = self.town.line.counts
        written = {key: n for key, n in counts.items() if key.startswith(("POST", "PUT", "DELETE")) and "menu" in key}
        account = self.town.telegram.account
        return written, dict(account.commands), dict(account.descriptions), account.menu_button


@pytest.fixture
async def office(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.delivery.url = ""
        town.telegram.account.updates.hook.url = ""
        yield Office(town, people)


async def test_from_nothing_everything_is_registered_and_the_first_message_is_answered(office):
    assert office.menu_of(office.people.officer) is None
    status, said_, complained = await office.connect()
    assert (status, complained) == (0, "")
    assert "LINE has tried the webhook, and it answers." in said_
    assert office.town.line.delivery.url == LINE_ADDRESS
    hook = office.town.telegram.account.updates
    assert (hook.hook.url, sorted(hook.allowed)) == (TELEGRAM_ADDRESS, ["callback_query", "message", "my_chat_member"])
    for phone in (office.people.officer, office.people.supervisor):
        await phone.type("ช่วยเหลือ")
        assert "ปฏิทิน" in said(phone)


async def test_a_second_time_nothing_is_made_again(office):
    await office.connect()
    before = office.changes()
    status, said_, _ = await office.connect()
    assert status == 0
    assert office.changes() == before
    assert f"LINE sends what people write to {LINE_ADDRESS} already." in said_
    assert said_.count("is there already") == 2
    assert "Telegram lists the commands already." in said_


async def test_a_dry_run_says_all_of_it_and_does_nothing(office):
    before = office.changes()
    status, said_, _ = await office.connect(dry_run=True)
    assert status == 0
    assert said_.count("Would be done: ") == 5
    assert office.changes() == before
    assert (office.town.line.delivery.url, office.town.telegram.account.updates.hook.url) == ("", "")


async def test_every_area_of_the_menu_does_what_its_word_says(office):
    await office.connect(language="th")
    officer = office.people.officer
    heard = {"รายงาน": "ไม่มีรายการ", "โครงการ": "โครงการ", "ช่วยเหลือ": "ปฏิทิน", "ปฏิทิน": "กำหนด", "สถานะ": "ส่ง"}
    areas = [area["action"] for area in office.menu_of(officer).menu["areas"]]
    for action in areas[:-1]:
        await office.town.line.press_menu(officer.id, action)
        await office.town.settle()
        assert heard[action["text"]] in said(officer)
        assert "ไม่เข้าใจ" not in said(officer)


async def test_the_last_area_changes_menu_and_chat_to_the_other_language_and_back(office):
    await office.connect(language="th")
    officer, colleague = office.people.officer, office.people.colleague
    for told, name in (("The language is now English.", "thanwela en "), ("ใช้ภาษาไทยแล้ว", "thanwela th ")):
        await office.town.line.press_menu(officer.id, office.menu_of(officer).menu["areas"][-1]["action"])
        await office.town.settle()
        assert told in said(officer)
        assert office.menu_of(officer).menu["name"].startswith(name)
        assert office.menu_of(colleague).menu["name"].startswith("thanwela th ")


async def test_only_our_own_old_menus_are_removed(office):
    await office.connect()
    menus = office.town.line.rich_menus
    (_, thai), *_ = menus.all.items()
    menus.put("richmenu-old", {**thai.menu, "name": "thanwela th 0000000000000000"}, thai.picture)
    menus.put("richmenu-theirs", {**thai.menu, "name": "เมนูของหน่วยงาน"}, thai.picture)
    assert (await office.connect())[0] == 0
    assert sorted(office.menus) == sorted([*(each.name for each in wanted_menus(TEXTS)), "เมนูของหน่วยงาน"])


async def test_a_menu_whose_making_was_cut_off_is_made_anew(office):
    office.town.line.faults.order("drop", path="/content")
    status, _, complained = await office.connect()
    assert status == 1
    assert "LINE" in complained
    assert (await office.connect())[0] == 0
    assert office.menu_of(office.people.officer).picture
    assert len(office.menus) == 2


def test_the_menus_are_what_line_takes_and_hold_only_words_that_work():
    words = Words.of(TEXTS)
    for menu in wanted_menus(TEXTS):
        assert len(menu.picture) < 1_000_000
        spoken = [action.get("text") for action in (area["action"] for area in menu.body["areas"])][:-1]
        assert [words.taught[menu.language, words.names[word]] for word in spoken] == spoken
    assert len({menu.name for menu in wanted_menus(TEXTS)}) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_lists_only_commands_that_work_and_are_described(language):
    names = Words.of(TEXTS).names
    for word, does in offered(TEXTS, language):
        assert names[word] in routes.COMMANDS
        assert 1 <= len(does) <= 256
    assert len(TEXTS.line(language, "bot_menu.about")) <= 512
    assert len(TEXTS.line(language, "bot_menu.in_short")) <= 120


async def test_where_telegram_is_polled_no_webhook_is_left(office):
    office.settings = replace(office.settings, telegram_mode="polling", line_channel_secret="")
    office.town.telegram.account.updates.hook.url = "https://elsewhere.invalid/telegram/webhook"
    status, said_, _ = await office.connect()
    assert status == 0
    assert "Telegram sends nothing to a webhook any more." in said_
    assert office.town.telegram.account.updates.hook.url == ""


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"public_url": "https://thanwela.invalid:8080"}, "Telegram sends to the ports 80, 88, 443, 8443 only."),
        ({"public_url": ""}, "THANWELA_PUBLIC_URL is missing"),
        ({"telegram_token": "1:wrong"}, "Telegram does not accept our token"),
        ({"telegram_api_url": "http://127.0.0.1:9"}, "Telegram cannot be reached"),
    ],
)
async def test_what_telegram_would_refuse_is_said_and_line_is_not_held_up(office, changed, sentence):
    office.settings = replace(office.settings, **changed)
    status, _, complained = await office.connect()
    assert status == 1
    assert sentence in complained
    assert len(office.menus) == 2 or not office.settings.public_url


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"line_access_token": "wrong"}, "LINE does not accept our token"),
        ({"line_api_url": "http://127.0.0.1:9"}, "LINE cannot be reached"),
    ],
)
async def test_what_line_refuses_is_said_and_telegram_is_not_held_up(office, changed, sentence):
    office.settings = replace(office.settings, **changed)
    status, _, complained = await office.connect()
    assert status == 1
    assert sentence in complained
    assert office.town.telegram.account.updates.hook.url == TELEGRAM_ADDRESS


def nobody_there(town):
    town.line.delivery.ways = {PUBLIC_URL: "http://127.0.0.1:9"}


def slow(town):
    town.line.delivery.policy.timeout = 0.0001


def another_secret(town):
    town.line.delivery.sign_with("not-ours")


def unknown(town):
    town.line.delivery.unclassified = True


def switched_off(town):
    town.line.delivery.active = False


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (nobody_there, "LINE could not connect to the webhook."),
        (slow, "the webhook did not answer in time"),
        (another_secret, "The webhook answered LINE with status 401 instead of 200."),
        (unknown, "without a reason that is known (UNCLASSIFIED)"),
        (switched_off, "please switch “Use webhook” on"),
    ],
)
async def test_why_line_s_test_failed_is_said_in_words(office, broken, sentence):
    broken(office.town)
    status, _, complained = await office.connect()
    assert status == 1
    assert sentence in complained
    assert len(office.menus) == 2
