"""Whatever comes as a body is judged: the checker answers with faults, never with an error of its own."""

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.line.checks.messages import BODIES, faults_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "x"]), inner),
    max_leaves=5,
)
BUTTON = {"type": "button", "action": {"type": "datetimepicker", "label": "ก", "data": "d", "mode": "date"}}
BOX = {"type": "box", "layout": "baseline", "contents": [{"type": "text", "text": "ก", "size": "md"}]}
BUBBLE = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [BUTTON, BOX]}, "size": "mega"}
BODY = {
    "to": "U" + "a1" * 16,
    "messages": [
        {"type": "text", "text": "$", "emojis": [{"index": 0, "productId": "a", "emojiId": "1"}]},
        {"type": "textV2", "text": "{a}", "substitution": {"a": {"type": "emoji", "productId": "a", "emojiId": "1"}}},
        {"type": "flex", "altText": "ก", "contents": {"type": "carousel", "contents": [BUBBLE]}},
        {
            "type": "template",
            "altText": "ก",
            "template": {
                "type": "carousel",
                "columns": [{"title": "ก", "text": "ก", "actions": [{"type": "message", "label": "ก", "text": "ก"}]}],
            },
            "quickReply": {"items": [{"type": "action", "action": {"type": "camera", "label": "ก"}}]},
        },
    ],
}


def paths(part: Any, path: tuple = ()) -> list[tuple]:
    """The way to every value inside."""
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [path, *(each for name, value in items for each in paths(value, (*path, name)))]


@given(st.sampled_from(sorted(BODIES)), JSON)
def test_any_json_as_a_body_is_judged(kind, body):
    assert isinstance(faults_of(kind, body), list)


@given(st.sampled_from(paths(BODY)[1:]), JSON)
def test_a_good_body_with_anything_put_anywhere_is_judged(path, value):
    body = copy.deepcopy(BODY)
    place: Any = body
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert all(fault.message for fault in faults_of("push", body))


def test_the_good_body_is_good():
    assert faults_of("push", BODY) == []
