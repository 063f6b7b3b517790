"""Signed links to files, which expire: LINE and people with a browser get them, nobody else can guess one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

LIVES = timedelta(days=7)


@dataclass(frozen=True)
class FileLink:
    """Which file a link shows, under which name; of one that we made also what kind it is ("" for evidence, "view" for
    its small picture)."""

    sha256: str
    name: str
    made: str = ""


class Links:
    """`/f/{token}` under the public address.

    A link made within one day is the same each time, so that a message that is tried again carries the same words.
    """

    def __init__(self, secret_key: str, public_url: str, now: Callable[[], datetime]) -> None:
        self._serializer = URLSafeSerializer(secret_key, salt="file")
        self._public_url = public_url
        self._now = now

    def make(self, sha256: str, name: str, made: str = "") -> str:
        """An address that shows the file for a week and the rest of the day."""
        day = int((self._now() + LIVES).timestamp()) // 86_400 + 1
        token = self._serializer.dumps([sha256, name, day, *([made] if made else [])])
        return f"{self._public_url}/f/{token if isinstance(token, str) else token.decode()}"

    def read(self, token: str) -> FileLink | None:
        """What the link shows, or None for a wrong or expired one."""
        try:
            sha256, name, day, *made = self._serializer.loads(token)
        except (BadSignature, ValueError):
            return None
        if self._now().timestamp() >= day * 86_400:
            return None
        return FileLink(sha256, name, *made)
