"""What of the machine an operator watches: the room that is left, the certificate, when the last backup was made."""

import shutil
import socket
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

HTTPS = 443
PATIENCE_SECONDS = 10.0
EXPIRED = 10
"""OpenSSL's number for a certificate that has ended."""
LAST_BACKUP = "last-backup"


def room(folder: Path) -> tuple[int, int]:
    """Free and all bytes where database and evidence live."""
    found = shutil.disk_usage(folder)
    return found.free, found.total


def certificate_ends(url: str, now: datetime, context: ssl.SSLContext | None = None) -> datetime | None:
    """When the certificate that an address shows ends; `now` for one that has ended, None where none can be seen.

    Waits for the network: for a thread of its own.
    """
    address = urlsplit(url)
    if address.scheme != "https" or not address.hostname:
        return None
    context = context or ssl.create_default_context()
    try:
        place = address.hostname, address.port or HTTPS
        with (
            socket.create_connection(place, timeout=PATIENCE_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=address.hostname) as wire,
        ):
            shown = wire.getpeercert() or {}
    except ssl.SSLCertVerificationError as fault:
        return now if fault.verify_code == EXPIRED else None
    except OSError:
        return None
    ends = shown.get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) if isinstance(ends, str) else None


def backed_up(folder: Path, at: datetime) -> None:
    """Keep that a backup was made. It stands beside the database, not in it: a backup holds nothing of
    itself. Where there is no room for it, it is forgotten."""
    with suppress(OSError):
        (folder / LAST_BACKUP).write_text(at.isoformat(), encoding="ascii")


def last_backup(folder: Path) -> datetime | None:
    """When the last backup of what is here was made; None where none is known."""
    try:
        return datetime.fromisoformat((folder / LAST_BACKUP).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
