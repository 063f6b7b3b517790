"""Settings as an operator writes them: every mistake is named, all at once, and no secret is ever shown."""

from pathlib import Path

import pytest

from bot.demo.town import settings_for
from bot.settings import SettingsRefused, from_environment, read
from messages.texts import Texts

NOWHERE = "http://127.0.0.1:9"
WHOLE = dict(settings_for(NOWHERE, Path("data")))


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"PORT": "0"}, ("PORT", "no_number")),
        ({"PORT": "70000"}, ("PORT", "no_number")),
        ({"MAX_FILE_MB": "x"}, ("MAX_FILE_MB", "no_number")),
        ({"LOCALE": "fr"}, ("LOCALE", "not_one_of")),
        ({"LOG": "loud"}, ("LOG", "not_one_of")),
        ({"TIMEZONE": "Siam"}, ("TIMEZONE", "no_zone")),
        ({"PUBLIC_URL": "http://x"}, ("PUBLIC_URL", "no_address")),
        ({"PUBLIC_URL": ""}, ("PUBLIC_URL", "needed_for_line")),
        ({"LINE_API_URL": "ftp://x"}, ("LINE_API_URL", "no_address")),
        ({"DATABASE_URL": "mysql://x"}, ("DATABASE_URL", "no_database")),
        ({"SECRET_KEY": "short"}, ("SECRET_KEY", "missing_key")),
        ({"SECRET_KEY_FILE": "/nowhere"}, ("SECRET_KEY_FILE", "no_file")),
        ({"LINE_CHANNEL_ACCESS_TOKEN": ""}, ("LINE_CHANNEL_ACCESS_TOKEN", "goes_with")),
        ({"TELEGRAM_WEBHOOK_SECRET": ""}, ("TELEGRAM_WEBHOOK_SECRET", "goes_with")),
        ({"TELEGRAM_MODE": "pulling"}, ("TELEGRAM_MODE", "not_one_of")),
        ({"TELEGRAM_MODE": "polling", "TELEGRAM_BOT_TOKEN": ""}, ("TELEGRAM_BOT_TOKEN", "goes_with")),
        ({"LINE_CHANNEL_SECRET": "", "TELEGRAM_BOT_TOKEN": ""}, ("LINE_CHANNEL_SECRET", "no_platform")),
        ({"SPEED": "high"}, ("SPEED", "unknown")),
        ({"PUBLIK_URL": "https://x"}, ("PUBLIK_URL", "unknown_near")),
        ({"LINE_CHANNEL_SECRET_FIEL": "x"}, ("LINE_CHANNEL_SECRET_FIEL", "unknown_near")),
        ({"PORT": "9" * 9999}, ("PORT", "no_number")),
        ({"PORT": "๘๐๘๐"}, ("PORT", "no_number")),
        ({"PUBLIC_URL": "https://x:port"}, ("PUBLIC_URL", "no_address")),
        ({"PUBLIC_URL": "https://[::1"}, ("PUBLIC_URL", "no_address")),
        ({"PUBLIC_URL": "https://a b"}, ("PUBLIC_URL", "no_address")),
        ({"PUBLIC_URL": "https://x/?y=1"}, ("PUBLIC_URL", "no_address")),
        ({"PUBLIC_URL": "reports.example.go.th"}, ("PUBLIC_URL", "no_address")),
        ({"TELEGRAM_API_URL": "https://"}, ("TELEGRAM_API_URL", "no_address")),
        ({"DATABASE_URL": "sqlite://"}, ("DATABASE_URL", "no_database")),
        ({"DATABASE_URL": "sqlite:///:memory:"}, ("DATABASE_URL", "no_database")),
        ({"DATABASE_URL": "postgresql://"}, ("DATABASE_URL", "no_database")),
        ({"DATABASE_URL": "postgresql://a:p@ss@host/name"}, ("DATABASE_URL", "signs_in_database")),
        ({"DATABASE_URL": "postgresql://a:p/ss@host/name"}, ("DATABASE_URL", "signs_in_database")),
        ({"LINE_CHANNEL_ID": "1234567890"}, ("LINE_CHANNEL_ACCESS_TOKEN", "one_of_two")),
        ({"LINE_CHANNEL_ID": "@thanwela", "LINE_CHANNEL_ACCESS_TOKEN": ""}, ("LINE_CHANNEL_ID", "not_as_given")),
        ({"LINE_CHANNEL_SECRET": "<from the console>"}, ("LINE_CHANNEL_SECRET", "not_as_given")),
        ({"LINE_CHANNEL_ACCESS_TOKEN": "โทเคน"}, ("LINE_CHANNEL_ACCESS_TOKEN", "not_as_given")),
        ({"TELEGRAM_BOT_TOKEN": "<from BotFather>"}, ("TELEGRAM_BOT_TOKEN", "not_as_given")),
        ({"TELEGRAM_BOT_TOKEN": "1:a/b"}, ("TELEGRAM_BOT_TOKEN", "not_as_given")),
        ({"TELEGRAM_WEBHOOK_SECRET": "a/b"}, ("TELEGRAM_WEBHOOK_SECRET", "not_as_given")),
        ({"SECRET_KEY": "a key of two\nlines is no key"}, ("SECRET_KEY", "not_as_given")),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/"}, ("SECRET_KEY_FILE", "no_file")),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/dev/null"}, ("SECRET_KEY_FILE", "empty_file")),
    ],
)
def test_each_wrong_setting_is_named_and_told_in_words(change, mistake):
    wrong = WHOLE | {f"THANWELA_{name}": value for name, value in change.items()}
    with pytest.raises(SettingsRefused) as refused:
        read(wrong, serving=True)
    found = refused.value.mistakes
    assert (f"THANWELA_{mistake[0]}", mistake[1]) in [(each.name, each.code) for each in found]
    texts = Texts.load()
    assert all(
        texts.line(language, f"setting_mistakes.{e.code}", **e.facts) for e in found for language in ("th", "en")
    )


def test_all_that_is_wrong_is_said_at_once_in_the_language_that_was_set():
    wrong = {
        "LOCALE": "en", "PORT": "x", "MAX_FILE_MB": "0", "TIMEZONE": "Siam", "LOG": "loud", "PUBLIC_URL": "http://x",
        "SECRET_KEY": "short", "LINE_API_URL": "x", "LINE_DATA_API_URL": "x", "TELEGRAM_API_URL": "x",
        "DATABASE_URL": "mysql://x", "LINE_CHANNEL_SECRET": "a b", "LINE_CHANNEL_ACCESS_TOKEN": "",
        "TELEGRAM_BOT_TOKEN": "x", "TELEGRAM_WEBHOOK_SECRET": "", "SPEED": "high",
    }  # fmt: skip
    with pytest.raises(SettingsRefused) as refused:
        read({f"THANWELA_{name}": value for name, value in wrong.items()}, serving=True)
    assert refused.value.language == "en"
    assert {each.name.removeprefix("THANWELA_") for each in refused.value.mistakes} == set(wrong) - {"LOCALE"}
    assert [each.name for each in refused.value.mistakes if "short" in str(each.facts)] == []


def test_either_kind_of_line_token_is_enough():
    assert read(WHOLE, serving=True).line_access_token
    by_id = WHOLE | {"THANWELA_LINE_CHANNEL_ACCESS_TOKEN": "", "THANWELA_LINE_CHANNEL_ID": "1234567890"}
    assert read(by_id, serving=True).line_channel_id == "1234567890"


def test_who_polls_telegram_needs_no_webhook_secret_and_without_line_no_public_address():
    polled = {name: value for name, value in WHOLE.items() if "LINE" not in name and "PUBLIC" not in name}
    del polled["THANWELA_TELEGRAM_WEBHOOK_SECRET"]
    with pytest.raises(SettingsRefused):
        read(polled, serving=True)
    found = read(polled | {"THANWELA_TELEGRAM_MODE": "polling"}, serving=True)
    assert (found.polling, found.telegram, found.line, found.public_url) == (True, True, False, "")


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Settings out of a `.env` file with this content."""
    monkeypatch.chdir(tmp_path)

    def reading(content):
        (tmp_path / ".env").write_bytes(content if isinstance(content, bytes) else content.encode())
        return from_environment()

    return reading


def test_an_env_file_may_have_quotes_comments_and_the_habits_of_windows_and_shells(written):
    found = written(
        "\ufeff# ours\r\nTHANWELA_PORT=9000 # behind nginx\r\nexport THANWELA_HOST='0.0.0.0'\r\n\r\n"
        'THANWELA_SECRET_KEY="a key # with a hash"\r\nOTHER=1\r\nTHANWELA_LOG=\r\n'
    )
    assert (found.port, found.host, found.secret_key, found.log) == (9000, "0.0.0.0", "a key # with a hash", "json")


def test_the_environment_wins_over_the_file(written, monkeypatch):
    monkeypatch.setenv("THANWELA_PORT", "9001")
    assert written("THANWELA_PORT=9000").port == 9001


@pytest.mark.parametrize(
    ("content", "mistakes"),
    [
        ("THANWELA_PORT 9000\nTHANWELA_LOG=loud", [(".env", "no_line"), ("THANWELA_LOG", "not_one_of")]),
        ("THANWELA_HOST=ที่นี่".encode("tis-620"), [(".env", "no_file")]),
    ],
)
def test_an_env_file_that_cannot_be_read_is_a_mistake_like_the_others(written, content, mistakes):
    with pytest.raises(SettingsRefused) as refused:
        written(content)
    assert [(each.name, each.code) for each in refused.value.mistakes] == mistakes


def test_a_secret_may_stand_in_a_file_but_not_in_two_places(tmp_path):
    (tmp_path / "key").write_text("\ufeffa-key-out-of-a-file\r\n\n", encoding="utf-8")
    by_file = {"THANWELA_SECRET_KEY": "", "THANWELA_SECRET_KEY_FILE": f"{tmp_path}/key"}
    assert read(WHOLE | by_file, serving=True).secret_key == "a-key-out-of-a-file"
    with pytest.raises(SettingsRefused) as refused:
        read(WHOLE | {"THANWELA_SECRET_KEY_FILE": f"{tmp_path}/key"}, serving=True)
    assert [each.code for each in refused.value.mistakes] == ["twice"]


def test_no_secret_is_shown_with_the_settings():
    shown = repr(read(WHOLE, serving=True))
    for name in ("SECRET_KEY", "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "TELEGRAM_BOT_TOKEN"):
        assert WHOLE[f"THANWELA_{name}"] not in shown
