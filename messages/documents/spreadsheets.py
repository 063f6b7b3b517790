"""What all our workbooks have in common: a Thai office's font, and that nothing in them is ever reckoned."""

from datetime import UTC, date, datetime, time

FONT = {"font_name": "TH SarabunPSK", "font_size": 16}
"""What Thai offices have; another font stands in where it is missing."""
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Whatever somebody typed stays text: nothing that begins with = is reckoned."""
A4 = 9


def properties(title: str, made: date) -> dict[str, object]:
    """A workbook's properties; two with the same content and day are the same bytes."""
    return {"title": title, "created": datetime.combine(made, time.min, UTC)}
