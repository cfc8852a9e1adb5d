"""Personal numbers are taken out of a text before it is kept."""

from __future__ import annotations

import re

MASK = "•••"

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# One group of digits and the signs people put between them. A date such as 23.08.2021 has eight digits and
# a law such as 1368-IX has four: both stay.
_LONG_NUMBER = re.compile(r"\+?\d(?:[ .()\-–/]{0,2}\d){8,}")
# A document of the old kind: two letters and six digits.
_SERIES = re.compile(r"(?<!\w)[^\W\d_]{2}[ №#\-]{0,3}\d{6}(?!\w)")
_ACCOUNT = re.compile(r"(?i)UA ?(?:\d ?){26}\d")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")


def mask(text: str) -> str:
    """`text` with e-mail addresses and numbers that name a person replaced by `MASK`.

    Numbers: phones, RNOKPP (10 digits), cards (16), ID cards (9), passports and certificates (two letters and
    six digits), accounts (UA and 27 digits), codes of Diia (13): whatever has nine digits or more. Invisible
    characters are dropped first, so they cannot hide a number. Too much masked is better than too little.
    """
    text = _INVISIBLE.sub("", text)
    for pattern in (_EMAIL, _ACCOUNT, _SERIES, _LONG_NUMBER):
        text = pattern.sub(MASK, text)
    return text
