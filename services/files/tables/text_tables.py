"""Tables as text: CSV of every separator and code page in use. It runs in the child process only."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

_DELIMITERS = ";\t,|"
_SAMPLE = 50
"""Rows by which the delimiter is told."""
_BYTE_ORDERS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CODE_PAGES = ("cp1251", "cp1125", "koi8_u", "mac_cyrillic")
"""Windows, DOS, the old Unix and the old Mac."""
_LIKELY = {
    **dict.fromkeys("\u043e\u0430\u043d\u0438\u0456\u0432\u0442\u0435\u0440\u0441", 3),
    **dict.fromkeys("\u043a\u043b\u0443\u0434\u043c\u043f\u044f\u0437\u0433\u0431\u0447\u044c", 2),
    **dict.fromkeys("\u0445\u0439\u0446\u0436\u044e\u0448\u0457\u0454\u0449\u0444\u0491", 0),
    **dict.fromkeys("\u0451\u044a\u044b\u044d", -2),
}
"""How usual a letter is: in a wrong code page the rare ones are frequent. Lists in capitals are usual as well."""
_TURNED = re.compile("[\u0430-\u044f\u0451\u0454\u0456\u0457\u0491][\u0410-\u042f\u0401\u0404\u0406\u0407\u0490]")
"""A capital after a small letter, which KOI-8 makes of what was written otherwise."""
_ODD = re.compile("[^\\w\\s!-~\u2018-\u201e\u00ab\u00bb\u2013\u2014\u2116\u02bc\u2026\u00a7\u00b0\u00b4]")
_ALPHABETS = frozenset((0x00, 0x04, 0x20, 0x21))
"""High bytes of plain and Cyrillic letters, and of signs, in UTF-16."""
_END = "\x1e"
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
"""A first line by which Excel is told the separator."""


class Unbalanced(Exception):
    """A quote that is not closed, or closed too late, in that row, which counts from 1 on."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def decoded(file: bytes) -> str | None:
    """The text, in whichever code page; None where it is none."""
    if file.startswith(_BYTE_ORDERS):
        return _as(file, "utf-16")
    if b"\x00" in file:
        return next((_as(file, f"utf-16-{order}") for order, at in (("le", 1), ("be", 0)) if _is_wide(file, at)), None)
    text = _as(file, "utf-8-sig")
    if text is None:
        texts = [text for page in _CODE_PAGES if (text := _as(file, page)) is not None and _likelihood(text) > 0]
        text = max(texts, key=_likelihood, default=None)
    return text


def _is_wide(file: bytes, at: int) -> bool:
    """Whether each letter is two bytes, of which the one at that place says the alphabet."""
    alphabets = file[at::2]
    return len(file) % 2 == 0 and sum(each in _ALPHABETS for each in alphabets) > 0.9 * len(alphabets)


def _as(file: bytes, encoding: str) -> str | None:
    try:
        return file.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likelihood(text: str) -> int:
    """Usual letters speak for a code page, signs that nobody writes against it."""
    letters = sum(_LIKELY.get(letter, 0) * count for letter, count in Counter(text.lower()).items())
    return letters - 5 * len(_ODD.findall(text)) - 5 * len(_TURNED.findall(text))


def rows_of_text(text: str) -> Iterator[tuple[str, ...]]:
    """Raises Unbalanced, csv.Error."""
    told = _SEPARATOR.match(text)
    lines = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(lines)
    if told:
        yield ()
    # Where the row of the end is not found alone at the end, a quote is open before it.
    rows = csv.reader(io.StringIO(f"{lines.rstrip()}\n{_END}", newline=""), delimiter=delimiter)
    number = 1 + bool(told)
    for row in rows:
        if row == [_END]:
            return
        if any(_swallows(cell, delimiter) for cell in row):
            break
        yield tuple(row)
        number += 1
    raise Unbalanced(number)


def _swallows(cell: str, delimiter: str) -> bool:
    """Whether rows may stand in a cell: it has breaks, and separators as well."""
    return _END in cell or (len(cell.splitlines()) > 1 and delimiter in cell)


def _delimiter(text: str) -> str:
    """The sign by which most rows fall into the same number of columns."""

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(_DELIMITERS, key=agreement)
