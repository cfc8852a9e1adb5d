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
_USUAL = re.compile("[\u0430-\u0449\u044c\u044e\u044f\u0454\u0456\u0457\u0491]")
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
    """Small Ukrainian letters are usual, signs that nobody writes are not."""
    return len(_USUAL.findall(text)) - 5 * len(_ODD.findall(text))


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
