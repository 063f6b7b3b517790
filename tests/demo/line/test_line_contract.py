"""The stand-in against LINE's own description: no call that LINE lacks, no field in an event that LINE never sends."""

from linebot.v3.messaging import PushMessageRequest
from starlette.routing import Route

from bot.demo.line.service import LineService
from tests.demo.contracts import line_faults, nameless, read
from tests.demo.line.conftest import MALEE, SOMCHAI

KNOWN = read("line")
PRESS = {"type": "postback", "label": "ตกลง", "data": "d", "displayText": "ตกลง"}
PICK = {"type": "datetimepicker", "label": "เลือก", "data": "d", "mode": "date"}


def test_every_call_that_the_stand_in_answers_is_one_of_line_s(line: LineService):
    routes = [route for app in (line.api, line.data) for route in app.routes if isinstance(route, Route)]
    answered = {f"{verb} {nameless(route.path)}" for route in routes for verb in route.methods or () if verb != "HEAD"}
    assert answered - set(KNOWN["paths"]) == set()


async def test_every_event_is_of_line_s_form(line: LineService, api):
    first = await line.say(MALEE, "หนึ่ง")
    await line.say(MALEE, "สอง", quoted=first)
    await line.photo(MALEE, b"photo")
    await line.album(MALEE, [b"one", b"two"])
    await line.video(MALEE, b"video")
    await line.audio(MALEE, b"audio")
    await line.file(MALEE, "a.pdf", b"file")
    await line.sticker(MALEE)
    await line.location(MALEE, 18.79, 98.98, "สปข.3", "เชียงใหม่")
    await line.unsend(MALEE, first)
    items = [{"type": "action", "action": action} for action in (PRESS, PICK)]
    for picked, action in ((None, PRESS), ("2026-11-02", PICK)):
        (shown,) = await asked(line, api, items)
        await line.press(MALEE, shown, action, picked)
    await line.block(SOMCHAI)
    await line.unblock(SOMCHAI)
    faults = [fault for event in line.events for fault in line_faults(event, "Event", KNOWN, event["type"])]
    assert faults == []
    assert {event["type"] for event in line.events} == {"follow", "unfollow", "message", "unsend", "postback"}


async def asked(line: LineService, api, items: list) -> list[str]:
    """A question with these quick replies; the IDs of its messages."""
    body = {"to": MALEE, "messages": [{"type": "text", "text": "?", "quickReply": {"items": items}}]}
    answer = await api.push_message(PushMessageRequest.from_dict(body))
    return [sent.id for sent in answer.sent_messages]


async def test_a_webhook_names_its_receiver(line: LineService, listener):
    await line.say(MALEE, "หนึ่ง")
    body = {"destination": "U", "events": []}
    assert set(body) == set(KNOWN["schemas"]["CallbackRequest"]["fields"])
    assert listener.bodies[-1].startswith(b'{"destination":"U')


def test_the_check_itself_sees_what_is_missing_unknown_or_of_a_wrong_kind():
    event = {"type": "unsend", "mode": "active", "timestamp": 1, "webhookEventId": "01", "unsend": {"message": "1"}}
    assert sorted(line_faults(event, "Event", KNOWN, "unsend")) == [
        "unsend.deliveryContext: missing",
        "unsend.unsend.message: unknown in UnsendDetail",
        "unsend.unsend.messageId: missing",
    ]
