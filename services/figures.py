"""Figures that are shown: which of them are too small, and a picture of how often each thing was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from content import FOLDER
from services.files.typesetting import as_png

LEAST = 5
"""The public sees no count below this: behind a small one a person could be guessed."""
MOST_BARS = 8
NO_BREAK = "\u00a0"
TEMPLATE = FOLDER / "templates" / "dashboard.typ"


def show_number(value: Decimal | int, *, digits: int = 0) -> str:
    """«1 200 000», «3,5»: its thousands stand apart, on one line; a part has so many `digits` at the least."""
    whole, _, part = f"{abs(Decimal(value)):f}".partition(".")
    part = part.rstrip("0")
    part = part.ljust(digits, "0") if part else part
    grouped = f"{int(whole):,}".replace(",", NO_BREAK)
    return f"{'−' if value < 0 else ''}{grouped}{',' if part else ''}{part}"


def public(counts: Counter[str]) -> list[tuple[str, int | None]]:
    """What the public may see: counts below LEAST are None; most first, small ones last."""
    return [(words, count if count >= LEAST else None) for words, count in counts.most_common()]


def guarded(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """What may be passed on beside its sum: small counts are None. Where only one would be, the next larger one is None
    too, for the sum would give the first away. Nought is nobody, and is shown."""
    hidden = {name for name, count in counts.items() if 0 < count < least}
    if len(hidden) == 1:
        others = [name for name, count in counts.items() if count >= least]
        hidden |= set(sorted(others, key=lambda name: counts[name])[:1])
    return {name: None if name in hidden else count for name, count in counts.items()}


def draw(title: str, groups: Sequence[tuple[str, Mapping[str, int | Decimal]]]) -> bytes:
    """A PNG with a bar for each count. Names and figures stand beside the bars, so that nobody has to tell colours."""
    data = {
        "title": title,
        "groups": [
            {
                "title": name,
                "rows": [
                    {"name": words, "count": max(float(count), 0), "shown": show_number(count)}
                    for words, count in sorted(counts.items(), key=lambda each: -each[1])[:MOST_BARS]
                ],
            }
            for name, counts in groups
            if counts
        ],
    }
    return as_png(TEMPLATE, data)
