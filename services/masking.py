"""Personal numbers are taken out of a text before it is kept."""

from __future__ import annotations

import re

from services.text import INVISIBLE

MASK = "•••"

# Beside what has no width, signs that change how a digit is drawn; breaks of lines stay.
_INVISIBLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufe00-\ufe0f\u20e3{INVISIBLE}]")
# One group of digits and the signs people put between them. A date such as 23.08.2021 has eight digits and
# a law such as 1368-IX has four: both stay.
_SPACE, _DASH = r"[^\S\r\n]", "\\-\u2010-\u2015\u2212"
_LONG_NUMBER = re.compile(rf"\+?\d(?:(?:{_SPACE}|[.()/{_DASH}]){{0,2}}\d){{8,}}")
# A document of the old kind: two letters and six digits.
_SERIES = re.compile(rf"(?<!\w)[^\W\d_]{{2}}(?:{_SPACE}|[№#{_DASH}]){{0,3}}\d{{6}}(?!\w)")
_ACCOUNT = re.compile(rf"(?i)UA{_SPACE}?(?:\d{_SPACE}?){{26}}\d")
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
