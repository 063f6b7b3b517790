"""Real pictures of any size, made with Pillow."""

from io import BytesIO

from PIL import Image


def picture(wide: int, high: int, kind: str, **options) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (wide, high), "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def png(wide: int, high: int) -> bytes:
    return picture(wide, high, "PNG")


def jpeg(wide: int, high: int, **options) -> bytes:
    return picture(wide, high, "JPEG", **options)
