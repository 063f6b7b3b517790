"""Parts of LINE's messages as plain values, each form of them checked by the SDK's own class.

A card in the SDK's classes costs half a millisecond, nearly all of it for fields that are not set and for children that
were checked before. So a form (a class, with the values that are the same in all messages) is checked when it is first
drawn; what differs is put into it: children that were drawn here themselves, and words, which are nothing but strings.
"""

from functools import lru_cache
from typing import Any

from pydantic.v1 import BaseModel

from bot.platforms.line_models import Action, FlexBox, FlexButton, FlexContainer, FlexMessage, FlexText, TextMessage

Part = dict[str, Any]
"""As LINE takes it; parts are shared between messages, so nobody changes one."""
KEPT = 1_000

_EMPTY: dict[type[BaseModel], dict[str, Any]] = {
    FlexBox: {"contents": []},
    FlexButton: {"action": Action()},
    FlexMessage: {"altText": "-", "contents": FlexContainer(type="bubble")},
    FlexText: {"text": "-"},
    TextMessage: {"text": "-"},
}
"""What has to stand in a class before anything is inside it."""


def part(kind: type[BaseModel], inside: Part, **fields: Any) -> Part:
    """A form with what is inside it; raises pydantic's ValidationError for a form that the SDK refuses."""
    return {**_form(kind, **fields), **inside}


@lru_cache(KEPT)
def whole(kind: type[BaseModel], **fields: Any) -> Part:
    """A part that has nothing inside it, checked as it is: also how long its words may be."""
    return _plain(kind(**fields))


@lru_cache(KEPT)
def _form(kind: type[BaseModel], **fields: Any) -> Part:
    return _plain(kind(**_EMPTY.get(kind, {}), **fields))


def _plain(model: BaseModel) -> Part:
    """As the API takes it: what the SDK's own `to_dict` yields."""
    return model.dict(by_alias=True, exclude_none=True)
