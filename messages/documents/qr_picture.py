"""A link as a QR picture, to be held before another phone."""

import io

import segno

PIXELS = 8
MEDIA_TYPE = "image/png"


def png(link: str) -> bytes:
    """The same bytes for the same link."""
    drawn = io.BytesIO()
    segno.make(link, micro=False).save(drawn, kind="png", scale=PIXELS)
    return drawn.getvalue()
