"""What we say on LINE is made by the SDK's own classes, without the SDK's clients."""

import subprocess
import sys

import pytest
from linebot.v3.messaging import FlexMessage, FlexText, PostbackAction, TextMessage
from pydantic.v1 import ValidationError

from bot.platforms import line_models
from bot.platforms.line_parts import part, whole

SERVING = """
import sys
import bot.platforms.line
assert "linebot.v3.messaging.models.flex_text" in sys.modules
assert "linebot.v3.messaging.api" not in sys.modules, "a second and 30 MiB at the start"
from linebot.v3 import WebhookParser
from linebot.v3.messaging import AsyncMessagingApi, FlexBox
assert FlexBox is bot.platforms.line_models.FlexBox
assert FlexBox.from_dict({"type": "box", "layout": "vertical", "contents": [{"type": "filler"}]}).contents
"""


def test_the_sdks_clients_wait_until_somebody_asks_for_them() -> None:
    ran = subprocess.run([sys.executable, "-c", SERVING], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_the_classes_are_the_sdks_own() -> None:
    assert line_models.FlexMessage is FlexMessage


def test_a_form_that_the_sdk_refuses_is_refused() -> None:
    with pytest.raises(ValidationError):
        part(FlexText, {"text": "ก"}, wrap="yes")


def test_words_that_the_sdk_finds_too_long_are_refused() -> None:
    with pytest.raises(ValidationError):
        whole(PostbackAction, label="ก", data="x" * 301)


def test_a_part_is_what_the_sdk_would_send_and_is_shared_unchanged() -> None:
    for words in ("ก", "ข"):
        assert part(TextMessage, {"text": words}) == TextMessage(text=words).to_dict()
    for data in ("=1", "=2", "=1"):
        assert whole(PostbackAction, label="ก", data=data) == PostbackAction(label="ก", data=data).to_dict()
