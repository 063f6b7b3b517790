"""The SDK's classes for what we say on LINE, without its clients.

The SDK's packages import four clients when they are imported, which make a model for each of their methods: a
second and 30 MiB for what we never call. So its packages wait: their files of classes are imported, their own files
are run when somebody asks them for more, as the tests do.
"""

import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any


class _Waiting(ModuleType):
    """A package whose own file is run when something is asked of it that it does not have yet."""

    _waits = True

    def __getattr__(self, name: str) -> Any:
        if not self._waits or self.__spec__ is None or self.__spec__.loader is None:
            raise AttributeError(name)
        self._waits = False
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def _let_wait(*names: str) -> None:
    """Packages, the outer ones first; those that are imported already stay as they are."""
    parent = None
    for name in names:
        if name not in sys.modules:
            spec = PathFinder.find_spec(name, parent.__path__ if parent is not None else None)
            if spec is None:
                raise ModuleNotFoundError(name)
            sys.modules[name] = module_from_spec(spec)
            sys.modules[name].__class__ = _Waiting
            if parent is not None:
                setattr(parent, name.rpartition(".")[2], sys.modules[name])
        parent = sys.modules[name]


_let_wait("linebot", "linebot.v3", "linebot.v3.messaging", "linebot.v3.messaging.models")

from linebot.v3.messaging.models.action import Action
from linebot.v3.messaging.models.camera_action import CameraAction
from linebot.v3.messaging.models.camera_roll_action import CameraRollAction
from linebot.v3.messaging.models.flex_block_style import FlexBlockStyle
from linebot.v3.messaging.models.flex_box import FlexBox
from linebot.v3.messaging.models.flex_bubble import FlexBubble
from linebot.v3.messaging.models.flex_bubble_styles import FlexBubbleStyles
from linebot.v3.messaging.models.flex_button import FlexButton
from linebot.v3.messaging.models.flex_component import FlexComponent
from linebot.v3.messaging.models.flex_container import FlexContainer
from linebot.v3.messaging.models.flex_message import FlexMessage
from linebot.v3.messaging.models.flex_separator import FlexSeparator
from linebot.v3.messaging.models.flex_text import FlexText
from linebot.v3.messaging.models.image_message import ImageMessage
from linebot.v3.messaging.models.message_action import MessageAction
from linebot.v3.messaging.models.postback_action import PostbackAction
from linebot.v3.messaging.models.quick_reply import QuickReply
from linebot.v3.messaging.models.quick_reply_item import QuickReplyItem
from linebot.v3.messaging.models.text_message import TextMessage
from linebot.v3.messaging.models.uri_action import URIAction

__all__ = [
    "Action",
    "CameraAction",
    "CameraRollAction",
    "FlexBlockStyle",
    "FlexBox",
    "FlexBubble",
    "FlexBubbleStyles",
    "FlexButton",
    "FlexComponent",
    "FlexContainer",
    "FlexMessage",
    "FlexSeparator",
    "FlexText",
    "ImageMessage",
    "MessageAction",
    "PostbackAction",
    "QuickReply",
    "QuickReplyItem",
    "TextMessage",
    "URIAction",
]
