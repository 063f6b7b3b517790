"""HTTPS by certificate files: renewed ones count from the next connection on, without a restart."""

import ssl
from pathlib import Path

import structlog

from bot.clock import Clock, sleep

LOOKED_AT_SECONDS = 30.0

_log = structlog.get_logger("tls")
_Seen = tuple[int, int, int, int]


class Unusable(Exception):
    """The files cannot be read, or are no certificate with its key."""


class Certificate:
    """`context` is for the server and stays the same; what it shows is what the files hold. Raises Unusable."""

    def __init__(self, chain: str, key: str) -> None:
        self._chain, self._key = Path(chain), Path(key)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            self._seen = self._look()
            self.context.load_cert_chain(self._chain, self._key)
        except OSError as error:
            raise Unusable from error

    async def keep_new(self, clock: Clock) -> None:
        """Look at the files again and again, until cancelled."""
        while True:
            await sleep(clock, LOOKED_AT_SECONDS)
            self.renew()

    def renew(self) -> bool:
        """Show what the files hold now, if that is another certificate. One that is only half written is left: what
        was shown goes on being shown, and the files are looked at again."""
        try:
            seen = self._look()
            if seen == self._seen:
                return False
            # A certificate that does not fit its key would end the one that is shown.
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self._chain, self._key)
            self.context.load_cert_chain(self._chain, self._key)
        except OSError as error:
            _log.error("certificate not renewed", fault=type(error).__name__)
            return False
        self._seen = seen
        _log.info("certificate renewed")
        return True

    def _look(self) -> _Seen:
        chain, key = self._chain.stat(), self._key.stat()
        return chain.st_mtime_ns, chain.st_ino, key.st_mtime_ns, key.st_ino
