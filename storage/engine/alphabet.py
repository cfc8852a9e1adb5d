"""The order of the Ukrainian alphabet, the same for both engines: neither sorts names, whoever reads them does."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = (
    "\u0430\u0431\u0432\u0433\u0491\u0434\u0435\u0451\u0454\u0436\u0437\u0438\u0456\u0457\u0439\u043a\u043b"
    "\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449\u044a\u044b\u044c"
    "\u044d\u044e\u044f"
)
"""The Ukrainian ones in their order, those of Russian where its alphabet has them."""
_RANKS = str.maketrans({letter: chr(0xE000 + rank) for rank, letter in enumerate(_LETTERS)})
"""Code points of nobody, above all other letters: Latin names come first."""
_APOSTROPHE = re.compile("(?<=\\w)[\u2019\u02bc'`](?=\\w)")
_SIGN = re.compile("[^\\w]|_")
_FIGURES = re.compile(r"\d+")


def alphabetical(text: str) -> tuple[str, str]:
    """For `sorted(…, key=…)`. Apostrophes and other signs count for nothing, figures by their value; of two texts
    that are otherwise the same the one in capitals comes first."""
    plain = _APOSTROPHE.sub("", unicodedata.normalize("NFC", text).lower())
    plain = " ".join(_SIGN.sub(" ", plain).split())
    return _FIGURES.sub(lambda found: found[0].zfill(9), plain).translate(_RANKS), text
