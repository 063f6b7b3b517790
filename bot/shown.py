"""`GET /f/{token}`: a file by a signed link that expires, evidence or one that we made."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.links import Links
from bot.platforms.line_drawing import VIEW
from storage.files import FileStore
from storage.tables import evidence
from storage.work import Database

SHOWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "application/pdf"})
"""Kinds that a browser shows; whatever else people send is saved, so that it runs nowhere."""
VIEWED_AS = "image/jpeg"
FILE_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Where files are that are shown to people: `evidence`, and what we `made`."""

    database: Database
    links: Links
    evidence: FileStore
    made: FileStore

    def path(self, sha256: str) -> Path:
        """Where a file is, whichever it is."""
        return self.evidence.path(sha256) if self.evidence.holds(sha256) else self.made.path(sha256)

    async def file(self, request: Request) -> Response:
        """As the kind that its bytes are, whatever it is called. What was withdrawn is gone at once."""
        link = self.links.read(request.path_params["token"])
        if link is None:
            return Response(status_code=404)
        is_view = link.made == VIEW
        made = "" if is_view else link.made
        media_type = made or await self.database.read(lambda work: evidence.media_type_of(work, link.sha256))
        path = self.evidence.view(link.sha256) if is_view else (self.made if made else self.evidence).path(link.sha256)
        if media_type is None or not path.is_file():
            return Response(status_code=404)
        media_type = VIEWED_AS if is_view else media_type
        name = link.name if "." in link.name else f"{link.name}{mimetypes.guess_extension(media_type) or ''}"
        return FileResponse(
            path,
            media_type=media_type,
            filename=name,
            content_disposition_type="inline" if media_type in SHOWN else "attachment",
            headers=FILE_HEADERS,
        )
