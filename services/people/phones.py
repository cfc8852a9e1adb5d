"""Numbers of telephones as people write them, and as one presses them to call."""

from __future__ import annotations

import re

MOST_PHONES = 3
_APART = re.compile(r"[,;\n]")
_PHONE = re.compile(r"\+?[\d\s().\-–]+")
_ABROAD = range(11, 16)
"""Digits of a number with its country."""
_HOME, _COUNTRY = 10, "38"
"""Digits of a Ukrainian number from the zero on, and what stands before it."""


def read_phones(text: str) -> str | None:
    """Numbers with commas between, each with its country, «+380671234567»; None where one of them is none."""
    found = []
    for part in filter(None, (each.strip(" .") for each in _APART.split(text))):
        digits = re.sub(r"\D", "", part)
        if not _PHONE.fullmatch(part) or not digits.isascii():
            return None
        if len(digits) == _HOME and digits.startswith("0"):
            digits = f"{_COUNTRY}{digits}"
        elif not (len(digits) in _ABROAD and (part.startswith("+") or digits.startswith(f"{_COUNTRY}0"))):
            return None
        found.append(f"+{digits}")
    return ", ".join(dict.fromkeys(found)) if 0 < len(found) <= MOST_PHONES else None
