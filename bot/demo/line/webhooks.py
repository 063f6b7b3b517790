"""The webhook's address: asked for, set, and tested by the bot itself."""

from starlette.responses import Response

from bot.clock import Clock
from bot.demo.line.checks.primitives import Shape, url
from bot.demo.line.delivery import Delivery
from bot.demo.line.door import Call, Endpoint, answer
from bot.demo.line.profiles import refuse_unless
from bot.demo.line.rates import WEBHOOK_ENDPOINT, WEBHOOK_TEST
from bot.demo.line.state import Json, Refused

ADDRESS = url("https", most=500)


class Webhooks:
    """GET and PUT of the endpoint, POST of a test."""

    def __init__(self, clock: Clock, delivery: Delivery) -> None:
        self._clock, self._delivery = clock, delivery

    def endpoints(self) -> list[Endpoint]:
        base = "/v2/bot/channel/webhook"
        return [
            Endpoint(method="GET", path=f"{base}/endpoint", handler=self._get, rate=WEBHOOK_ENDPOINT),
            Endpoint(method="PUT", path=f"{base}/endpoint", handler=self._set, body="json", rate=WEBHOOK_ENDPOINT),
            Endpoint(method="POST", path=f"{base}/test", handler=self._test, body="json", rate=WEBHOOK_TEST),
        ]

    def _get(self, _: Call) -> Json:
        if not self._delivery.url:
            raise Refused(404, "Webhook endpoint is not set")
        return {"endpoint": self._delivery.url, "active": self._delivery.active}

    def _set(self, call: Call) -> Json:
        refuse_unless(Shape({"endpoint": ADDRESS}, required=["endpoint"]), call.body)
        self._delivery.url = call.body["endpoint"]
        return {}

    async def _test(self, call: Call) -> Response:
        refuse_unless(Shape({"endpoint": ADDRESS}), call.body)
        at = self._clock.now()
        posted = await self._delivery.verify(call.body.get("endpoint", ""))
        return answer(
            {
                "success": posted.arrived,
                "timestamp": at.isoformat(),
                "statusCode": posted.status,
                "reason": posted.reason,
                "detail": str(posted.status) if posted.status else posted.reason.lower(),
            }
        )
