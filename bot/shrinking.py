"""A small JPEG of a picture that somebody sent, made in a process of its own: `python -m bot.shrinking SOURCE TARGET`.

Whatever the picture claims or breaks, only this process suffers: its memory, its time and what it may write are
bounded. It ends with 0 where the small picture is there. Nothing but the pixels goes on: not where it was taken.
"""

import resource
import sys
import warnings
from pathlib import Path

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

LONGEST_SIDE = 1280
QUALITIES = (82, 60, 40)
MOST_BYTES = 900_000
"""LINE shows a preview of at most 1 MB."""
MOST_PIXELS, MOST_JPEG_PIXELS = 60_000_000, 250_000_000
"""A JPEG is read at an eighth of its size; anything else has to be unfolded whole."""
MEMORY, SECONDS, LARGEST_WRITE = 1536 * 2**20, 15, 4 * 2**20
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF")


def main(source: str, target: str) -> int:
    """0 where the small picture is written, 1 where it cannot be made."""
    _bound()
    warnings.simplefilter("ignore")
    register_heif_opener()
    try:
        return 0 if _write(_small(Path(source)), Path(target)) else 1
    except Exception:
        return 1


def _bound() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_WRITE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _small(source: Path) -> Image.Image:
    """Upright, at most so long, on white. Raises ValueError for a picture that claims too many points."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(source, formats=FORMATS) as picture:
        most = MOST_JPEG_PIXELS if picture.format == "JPEG" else MOST_PIXELS
        if picture.width * picture.height > most or min(picture.size) < 1:
            raise ValueError("too many points")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        if upright.mode == "RGB":
            return upright
        seen = upright.convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen)
        return white


def _write(picture: Image.Image, target: Path) -> bool:
    """False for one that stays too large; 1280 points a side at the lowest quality are half of what is allowed."""
    for quality in QUALITIES:
        picture.save(target, "JPEG", quality=quality)
        if target.stat().st_size <= MOST_BYTES:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
