"""The certificate of our public address as a platform sees it: of a public authority, whole, of this name, in force."""

import asyncio
import ssl
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.doctor.finding import Finding, fine, look, wrong

PATIENCE_SECONDS = 10.0
SOON = timedelta(days=14)
EXPIRED, SELF_SIGNED, SELF_SIGNED_ABOVE, NO_ISSUER, LONE_LEAF, OTHER_NAME, OTHER_ADDRESS = 10, 18, 19, 20, 21, 62, 64
"""OpenSSL's numbers for why a certificate is not believed."""
WHY = {
    EXPIRED: "doctor.certificate_over",
    SELF_SIGNED: "doctor.certificate_self_signed",
    SELF_SIGNED_ABOVE: "doctor.certificate_self_signed",
    NO_ISSUER: "doctor.certificate_chain",
    LONE_LEAF: "doctor.certificate_chain",
    OTHER_NAME: "doctor.certificate_name",
    OTHER_ADDRESS: "doctor.certificate_name",
}


async def certificate(public_url: str, now: datetime, trusted: str | None = None) -> Finding:
    """`trusted`: a file of authorities in place of the machine's own."""
    parts = urlsplit(public_url)
    host, port = parts.hostname or "", parts.port or 443
    context = ssl.create_default_context(cafile=trusted)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        await _answers(host, port)
    except (OSError, TimeoutError):
        return look("doctor.address_unreached", host=host)
    try:
        until = await asyncio.wait_for(_until(host, port, context), PATIENCE_SECONDS)
    except ssl.SSLCertVerificationError as error:
        return wrong(WHY.get(error.verify_code, "doctor.certificate_refused"), host=host)
    except (OSError, TimeoutError):
        return wrong("doctor.no_tls", host=host)
    left = until - now
    if left <= timedelta():
        return wrong("doctor.certificate_over", host=host)
    if left <= SOON:
        return look("doctor.certificate_soon", host=host, days=left.days)
    return fine("doctor.certificate", host=host, days=left.days)


async def _answers(host: str, port: int) -> None:
    """Whether anybody is there at all. Raises OSError or TimeoutError."""
    _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), PATIENCE_SECONDS)
    writer.close()


async def _until(host: str, port: int, context: ssl.SSLContext) -> datetime:
    _, writer = await asyncio.open_connection(host, port, ssl=context, server_hostname=host)
    try:
        shown = writer.get_extra_info("peercert")
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
