"""Numbers as people write them: «3,5», «1 200 000», «1,2 million», «12 hryvnias 50 kopecks».

What can be read in two ways («1.200») has both, and whoever wrote it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from content.messages import Texts
from services.text import UNSEEN

_TOKEN = re.compile(r"(?P<number>[0-9](?:[ .,’]?[0-9])*)|(?P<word>[^\W\d_]+|[%₴])|(?P<sign>\S)")
_GROUPS = re.compile(r"[0-9]{1,3}(?P<gap>[ ’])[0-9]{3}(?:(?P=gap)[0-9]{3})*(?:[.,][0-9]+)?")
_MARKED = re.compile(r"[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:(?!(?P=mark))[.,][0-9]+)?")
_POINT = re.compile(r"[0-9]+[.,][0-9]+")
_WORD = re.compile(r"\w+")
_STEM = 4
"""Letters by which two forms of a word are held for the same."""
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message means as a number."""

    values: tuple[Decimal, ...]
    """What it may mean; none where it is no number."""
    sure: bool
    """Whether nobody has to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Words that stand beside numbers, in small letters."""

    scales: Mapping[str, Decimal]
    """How many a word makes of the number before it, by its first letters."""
    nothing: Collection[str]
    """Words for zero."""
    known: Collection[str]
    """Words that change nothing: those of the question, «pieces»."""
    unit: str
    """In which the number is asked; empty for none. It may bear a scale itself: thousands of hryvnias."""

    @classmethod
    def of(cls, texts: Texts, unit: str = "", question: str = "") -> NumberWords:
        """The words that people write beside an answer to that question, in that unit."""
        unit = unit.lower()
        scales = texts.plain("numbers-scales").split(" | ")
        if texts.plain("numbers-money-unit") in unit.split():
            scales += texts.plain("numbers-money-scales").split(" | ")
        return cls(
            scales={word: Decimal(value) for word, value in (each.split() for each in scales)},
            nothing=texts.plain("numbers-nothing").split(" | "),
            known=[*texts.plain("numbers-known").split(" | "), *_WORD.findall(f"{question} {unit}".lower())],
            unit=unit,
        )

    def scale(self, word: str) -> Decimal | None:
        return next((scale for stem, scale in self.scales.items() if word.startswith(stem)), None)

    def are_known(self, word: str) -> bool:
        return any(word == each or (len(word) >= _STEM and word[:_STEM] == each[:_STEM]) for each in self.known)


@dataclass(slots=True)
class _Item:
    """A number of the message, and what the word behind it makes of it."""

    values: tuple[Decimal, ...]
    sure: bool
    scale: Decimal | None = None


def read_number(text: str, words: NumberWords) -> Reading:
    """A message as a number. «1 million 200 thousand» is one; others that stand beside each other are none."""
    plain = _tidy(text)
    if words.unit and plain.endswith(words.unit):
        plain = plain.removesuffix(words.unit)
    items: list[_Item] = []
    sure, minus = True, False
    for found in _TOKEN.finditer(plain):
        piece = found[0]
        if found["number"]:
            items.append(_item(piece))
        elif found["sign"]:
            minus = minus or (piece == "-" and not items)
            sure = sure and (piece == "." or (piece in "+-" and not items))
        elif (scale := words.scale(piece)) and items and items[-1].scale is None:
            items[-1].scale = scale
        else:
            sure = sure and (scale == ONE or words.are_known(piece))
    if not items:
        return Reading((Decimal(),) if plain.strip(" .") in words.nothing else (), sure=False)
    unit = words.scale(words.unit) or ONE
    values = items[0].values
    if len(items) > 1:
        scales = [each.scale or ONE for each in items]
        parts = [each.values[0] * scale for each, scale in zip(items, scales, strict=True) if len(each.values) == 1]
        if len(parts) < len(items) or any(part >= before for part, before in zip(parts[1:], scales, strict=False)):
            return Reading((), sure=False)
        values = (sum(parts, Decimal()) / unit,)
    elif items[0].scale is not None:
        values = tuple(each * items[0].scale / unit for each in values)
    sure = sure and all(each.sure for each in items) and (len(items) == 1 or items[-1].scale is not None)
    return Reading(tuple(-each if minus else each for each in values), sure=sure)


def _tidy(text: str) -> str:
    """In small letters, with one kind of space, minus and apostrophe, and without a point at the end."""
    plain = UNSEEN.sub("", re.sub(r"\s+", " ", text)).lower().strip(" .,;!")
    plain = re.sub("[−–—]", "-", re.sub("['`ʼ‘]", "’", plain))
    return f"0.{plain}" if text.strip()[:1] in {".", ","} and plain[:1].isdecimal() else plain


def _item(digits: str) -> _Item:
    """Digits with what stands between them."""
    joined = re.sub("[ ’]", "", digits)
    if joined.isdecimal():
        is_one = digits == joined and not (len(digits) > 2 and digits.startswith("0"))
        return _Item((Decimal(joined),), sure=is_one or bool(_GROUPS.fullmatch(digits)))
    if _GROUPS.fullmatch(digits):
        return _Item((Decimal(joined.replace(",", ".")),), sure=True)
    marked = _MARKED.fullmatch(digits)
    thousands = Decimal(_without_mark(digits, marked["mark"])) if marked else None
    if not _POINT.fullmatch(digits):
        return _Item((thousands,), sure=True) if thousands is not None else _Item((), sure=False)
    point = Decimal(digits.replace(",", "."))
    if thousands is None or digits.startswith("0"):
        return _Item((point,), sure=True)
    return _Item((point, thousands), sure=False)


def _without_mark(digits: str, mark: str) -> str:
    return digits.replace(mark, "").replace(",", ".")


def store_number(value: Decimal) -> str:
    """As it is kept: digits and a point."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
