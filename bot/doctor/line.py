"""LINE: the token, the webhook and its test, the console's switches as far as a program can see them, the quota."""

from collections.abc import AsyncIterator

from bot.connecting.line import PATH, test_sentence
from bot.connecting.telling import failure_facts, failure_key
from bot.doctor.finding import Finding, fine, look, wrong
from bot.platforms.line_account import LineAccount
from bot.retry import GiveUp, TryLater

LITTLE = 0.20


async def line(account: LineAccount, public_url: str) -> AsyncIterator[Finding]:
    """Ends at the first call that comes to nothing: the others would say the same."""
    try:
        async for finding in _line(account, f"{public_url}{PATH}"):
            yield finding
    except (TryLater, GiveUp) as error:
        yield wrong(failure_key(error), **failure_facts("LINE", error))


async def _line(account: LineAccount, address: str) -> AsyncIterator[Finding]:
    about = await account.about()
    yield fine("connecting.line_account", name=about.display_name or about.basic_id, account=about.basic_id)
    endpoint = await account.endpoint()
    if endpoint.endpoint != address:
        yield wrong("doctor.line_elsewhere", there=endpoint.endpoint or "-", address=address)
    elif not endpoint.active:
        yield wrong("connecting.use_webhook_off")
    else:
        yield fine("connecting.webhook_there", platform="LINE", address=address)
    tested = await account.test(address)
    if tested.success:
        yield fine("connecting.test_ok")
    else:
        key, facts = test_sentence(tested)
        yield wrong(key, **facts)
    yield look("doctor.chat_on") if about.chat_mode == "chat" else fine("doctor.chat_off")
    yield look("doctor.switches")
    yield await _quota(account)


async def _quota(account: LineAccount) -> Finding:
    limit, used = await account.quota()
    if limit is None:
        return fine("doctor.no_limit")
    left = max(0, limit - used)
    if not left:
        return look("doctor.quota_spent", limit=limit)
    if left <= limit * LITTLE:
        return look("doctor.quota_little", left=left, limit=limit)
    return fine("doctor.quota", left=left, limit=limit)
