"""What is done with words before they are kept, shown or compared: made one line, cut, kept together, masked."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff"
"""Signs of no width and those that turn the direction of what follows, as a class of regular expressions has them."""
UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f{INVISIBLE}]")
"""All that nobody sees, line breaks among it."""
_BREAK = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")


def single_line(text: str, most: int) -> str:
    """`text` without breaks, without signs that nobody sees, and no longer than `most` characters.

    A name with a break in it could look like a line that the bot wrote; one that turns the direction of writing could
    turn around what stands behind it.
    """
    return UNSEEN.sub("", _BREAK.sub(" ", text[: 10 * most])).strip()[:most].rstrip()


def shorten(text: str, most: int) -> str:
    """The beginning of `text` on one line; where it is longer than `most` characters, it ends with «…»."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


_BOUND = re.compile(
    r"(?<![^\s(«])(?:\w|№|на|до|за|не|та|від|або|що|ст\.)\s+(?=\S)|(?<!\S)\d\d?\s+(?=[а-яіїєґ]{3})", re.IGNORECASE
)
_BEFORE_DASH = re.compile(r"\s+(?=[–—] )")


def keep_together(text: str) -> str:
    """`text` in which no line ends with a preposition, «№» or a number before its noun, and none begins with a dash."""
    return _BEFORE_DASH.sub("\u00a0", _BOUND.sub(lambda found: found[0].rstrip() + "\u00a0", text))


QUOTED = 60
"""Characters of what somebody wrote that are repeated where it is not understood."""


def quote(text: str) -> str:
    """What somebody wrote, as it is repeated to her: by its beginning she finds it."""
    return shorten(text, QUOTED) or "–"


_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_APOSTROPHE = re.compile(
    "(?<=[^\\W\\d_])['\u2019\u02bc\u02b9\u2018\u201b`\u00b4\u2032\"\u201d\u201c*\uff07](?=[^\\W\\d_])"
)
"""Whatever people put between two letters where an apostrophe is meant."""
_ACCENT = re.compile("[\u0300-\u036f]")
_NUMBER_SIGN = "\u2116"
_CYRILLIC = "\u0430\u0432\u0441\u0435\u043d\u0456\u043a\u043c\u043e\u0440\u0442\u0445\u0443"
_LATIN = "abcehikmoptxy"
_GREEK = "\u03b1\u03b2\u03f2\u03b5\u03b7\u03b9\u03ba\u03bc\u03bf\u03c1\u03c4\u03c7\u03c5"
_YI = "\u00ef\u0457"
"""The Latin and the Cyrillic letter with two dots."""
_TO_CYRILLIC: dict[int, int] = str.maketrans(_LATIN + _GREEK + _YI[0] + "\u04cf", 2 * _CYRILLIC + _YI[1] + "\u0456")
_TO_LATIN = str.maketrans(_CYRILLIC.upper() + _GREEK.upper(), 2 * _LATIN.upper())
_REPAIRS = _TO_CYRILLIC | {ord(chr(other).upper()): chr(ours).upper() for other, ours in _TO_CYRILLIC.items()}
_PLAIN = re.compile("[\u0430-\u0449\u044c\u044e\u044f\u0454\u0456\u0457\u0491 0-9.,-]*")
_MIXED = re.compile("[^\\W\\d_]+(?:\u2019[^\\W\\d_]+)*")
_A_CYRILLIC = re.compile("[\u0400-\u04ff]")


def fold_words(text: str) -> str:
    """By which words of people are compared: names, headings, places.

    Equal for whatever looks equal or is spelt equally: case, spaces, dashes, apostrophes (all of them are dropped),
    accents and signs that nobody sees make no difference, and letters of other alphabets are read as the Ukrainian ones
    that they look like. Figures and other signs stay.
    """
    small = text.lower()
    if _PLAIN.fullmatch(small):  # nearly all that people type
        return " ".join(small.split())
    plain = _APOSTROPHE.sub("", _INVISIBLE.sub("", text)).replace(_NUMBER_SIGN, "#")
    plain = _ACCENT.sub("", unicodedata.normalize("NFKC", plain))
    return " ".join(_DASHES.sub("-", plain).lower().translate(_TO_CYRILLIC).split())


def words_key(text: str) -> str:
    """The same without any sign but letters and figures: by which a thing that has a name is known again."""
    return " ".join(re.findall(r"\w+", fold_words(text)))


def name_key(name: str) -> str:
    """The same of a person, whatever the order of the words."""
    return " ".join(sorted(re.findall(r"\w+", fold_words(name))))


def tidy(text: str) -> str:
    """A name as it is kept and shown: one apostrophe, no needless spaces, each Ukrainian word in Ukrainian letters."""
    plain = _APOSTROPHE.sub("\u2019", UNSEEN.sub("", _BREAK.sub(" ", text)))
    plain = _ACCENT.sub("", unicodedata.normalize("NFC", plain))
    plain = _MIXED.sub(lambda found: found[0].translate(_REPAIRS) if _A_CYRILLIC.search(found[0]) else found[0], plain)
    return " ".join(plain.split())


def fold_code(text: str) -> str:
    """The text as codes in it are compared: in capitals, whichever keyboard, letters and dashes typed it."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _DASHES.sub("-", plain).upper().translate(_TO_LATIN)


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
