"""Words of strangers within a line of ours: they stay in it."""

from __future__ import annotations

import re

INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff"
"""Signs of no width and those that turn the direction of what follows, as a class of regular expressions has them."""
UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f{INVISIBLE}]")
"""All that nobody sees, line breaks among it."""
_BREAK = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")


def one_line(text: str, most: int) -> str:
    """`text` without breaks, without signs that nobody sees, and no longer than `most` characters.

    A name with a break in it could look like a line that the bot wrote; one that turns the direction of writing could
    turn around what stands behind it.
    """
    return UNSEEN.sub("", _BREAK.sub(" ", text[: 10 * most])).strip()[:most].rstrip()
