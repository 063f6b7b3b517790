"""How well letters can be told from their ground: the contrast ratio of WCAG 2, from 1 to 21."""

LEGIBLE = 4.5
"""What WCAG 2 asks of letters of any size (AA)."""


def contrast(letters: str, ground: str) -> float:
    """Of two colours as "#RRGGBB", whichever is the lighter."""
    darker, lighter = sorted((_luminance(letters), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
