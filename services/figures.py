"""Figures that are shown: which of them are too small, and a picture of how often each thing was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from content import FOLDER
from services.files.typesetting import as_png

LEAST = 5
"""The public sees no count below this: behind a small one a person could be guessed."""
MOST_BARS = 8
TEMPLATE = FOLDER / "templates" / "dashboard.typ"


def public(counts: Counter[str]) -> list[tuple[str, int | None]]:
    """What the public may see: counts below LEAST are None; most first, small ones last."""
    return [(words, count if count >= LEAST else None) for words, count in counts.most_common()]


def draw(title: str, groups: Sequence[tuple[str, Counter[str]]]) -> bytes:
    """A PNG with a bar for each count. Names and figures stand beside the bars, so that nobody has to tell colours."""
    data = {
        "title": title,
        "groups": [
            {"title": name, "rows": [{"name": words, "count": count} for words, count in counts.most_common(MOST_BARS)]}
            for name, counts in groups
            if counts
        ],
    }
    return as_png(TEMPLATE, data)
