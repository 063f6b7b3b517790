"""Telegram: the token, where updates go and how that went, what BotFather was told."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta

from telegram import User, WebhookInfo

from bot.connecting.telegram import PATH, takes
from bot.connecting.telling import failure_facts, failure_key
from bot.doctor.finding import Finding, fine, look, wrong
from bot.platforms.telegram_account import PORTS, TelegramAccount
from bot.platforms.telegram_reading import HEARD_KINDS
from bot.retry import GiveUp, TryLater
from bot.settings import Settings

LATELY = timedelta(hours=1)
MANY = 100
LEAST_CONNECTIONS = 10


async def telegram(account: TelegramAccount, settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Ends at the first call that comes to nothing."""
    try:
        about = await account.about()
        yield fine("connecting.telegram_account", name=f"@{about.username}")
        webhook = await account.webhook()
    except (TryLater, GiveUp) as error:
        yield wrong(failure_key(error), **failure_facts("Telegram", error))
        return
    for finding in _polling(webhook) if settings.polling else _webhook(webhook, settings, now):
        yield finding
    yield _waiting(webhook)
    yield _groups(about)


def _polling(webhook: WebhookInfo) -> Iterator[Finding]:
    yield wrong("doctor.polling_with_webhook", there=webhook.url) if webhook.url else fine("connecting.polling")


def _webhook(webhook: WebhookInfo, settings: Settings, now: datetime) -> Iterator[Finding]:
    address = f"{settings.public_url}{PATH}"
    if not settings.public_url:
        yield wrong("connecting.no_address")
    elif not takes(settings.public_url):
        yield wrong("connecting.port", ports=", ".join(map(str, sorted(PORTS))))
    elif webhook.url != address:
        yield wrong("doctor.telegram_elsewhere", there=webhook.url or "-", address=address)
    else:
        yield fine("connecting.webhook_there", platform="Telegram", address=address)
        yield from _deliveries(webhook, now)


def _deliveries(webhook: WebhookInfo, now: datetime) -> Iterator[Finding]:
    if set(HEARD_KINDS) - set(webhook.allowed_updates or ()):
        yield wrong("doctor.kinds")
    if (webhook.max_connections or LEAST_CONNECTIONS) < LEAST_CONNECTIONS:
        yield look("doctor.connections", count=webhook.max_connections or 0)
    if webhook.last_error_date is None:
        return
    facts = {"told": webhook.last_error_message or "-", "ip": webhook.ip_address or "-"}
    lately = now - webhook.last_error_date < LATELY
    yield wrong("doctor.error_lately", **facts) if lately else look("doctor.error_once", **facts)


def _waiting(webhook: WebhookInfo) -> Finding:
    count = webhook.pending_update_count
    return look("doctor.pending", count=count) if count >= MANY else fine("doctor.nothing_pending")


def _groups(about: User) -> Finding:
    if about.can_read_all_group_messages:
        return look("doctor.privacy_off")
    return fine("doctor.privacy_on") if about.can_join_groups else look("doctor.no_groups")
