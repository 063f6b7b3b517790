"""A file that somebody sent is put down as evidence, and its bytes are asked for."""

from datetime import datetime
from pathlib import PurePath

from handlers.file_limits import largest
from messages import lengths
from messages.incoming import SentFile
from rules.refusals import FileEmpty, FileTooLarge
from storage.tables import audit, evidence, fetches
from storage.work import Work

LONGEST_SUFFIX = 10


def keep_evidence(
    work: Work, sent: SentFile, *, platform: str, by: str, at: datetime, obligation_id: str | None, step: int
) -> str | None:
    """Put it down for an obligation (None: not said yet) and a step (0: none yet), to be fetched at once.

    Too much is refused here where the platform says the size, else while the bytes come in (bot.fetch).
    Its id, or None for a message that is known already. Raises FileTooLarge and FileEmpty by what the platform says.
    """
    limit = largest(work, platform)
    if sent.size is not None and sent.size > limit:
        raise FileTooLarge(size=sent.size, limit=limit)
    if sent.size == 0:
        raise FileEmpty
    album = album_of(platform, sent)
    evidence_id = evidence.await_file(
        work,
        message=f"{platform}:{sent.message}",
        album=album,
        person_id=by,
        obligation_id=obligation_id,
        step=_step(work, by, album, obligation_id) or step,
        name=_name(sent.name),
        kind=sent.kind,
        said_size=sent.size,
        heard_at=at,
    )
    if evidence_id is not None:
        fetches.want(work, platform, fetches.CONTENT, sent.handle, evidence_id)
        audit.note(work, by, "evidence.send", evidence_id)
    return evidence_id


def album_of(platform: str, sent: SentFile) -> str:
    """What it was chosen with, as it is kept; empty for what came alone."""
    return f"{platform}:{sent.album}" if sent.album else ""


def _step(work: Work, by: str, album: str, obligation_id: str | None) -> int:
    """The one that the others of its album are for, where they are for the same obligation; 0 for none."""
    others = evidence.of_album(work, by, album) if album else ()
    return next((it.step for it in reversed(others) if it.obligation_id == obligation_id), 0)


def _name(said: str) -> str:
    """As it can be shown: a long one keeps its beginning and its ending."""
    suffix = PurePath(said).suffix
    return lengths.shortened(said, lengths.FILE_NAME, suffix if len(suffix) <= LONGEST_SUFFIX else "")
