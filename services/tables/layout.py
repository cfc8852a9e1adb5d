"""Where the headings of a sheet end and what its columns hold: told by whole headings, or guessed and then asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from content.words.tables import Headings, TableWords
from services.files.tables import Sheet, cell_text
from services.text import fold_words

SCANNED = 30
"""Rows from the top among which the headings are looked for: titles stand above them."""
_SIGN = re.compile(r"[^\w%]+|_+")
_NUMBERED = re.compile(r"^\d+")


@dataclass(frozen=True, slots=True)
class TableKind:
    """What tables of one kind hold."""

    name: str
    columns: tuple[str, ...]
    """Meanings that a column may have, in the order in which they are shown."""
    needed: tuple[tuple[tuple[str, ...], ...], ...]
    """What there must be: of each, one of several sets of columns."""
    most_rows: int

    def lacking(self, columns: Mapping[str, int]) -> list[str]:
        """The first columns of what is needed and not there."""
        return [
            choices[0][0] for choices in self.needed if not any(all(each in columns for each in one) for one in choices)
        ]

    @property
    def essential(self) -> frozenset[str]:
        """All columns of which something is needed."""
        return frozenset(each for choices in self.needed for one in choices for each in one)


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is read."""

    first: int
    """The first row with data, from 0 on: those above are titles and headings."""
    columns: Mapping[str, int]
    """Where each meaning stands."""
    is_read: bool = True
    """Whether the sheet is read at all."""

    def with_column(self, meaning: str, column: int | None) -> Layout:
        """The same with that column for the meaning, and no other meaning for the column; None: it has none."""
        columns = {each: at for each, at in self.columns.items() if each != meaning and at != column}
        return Layout(self.first, columns if column is None else {**columns, meaning: column}, self.is_read)


@dataclass(frozen=True, slots=True)
class Guess:
    """A layout, and whether nothing about it is in doubt."""

    layout: Layout
    is_sure: bool


@dataclass(slots=True)
class _Found:
    """What one reading of the headings gives."""

    whole: dict[str, int] = field(default_factory=dict)
    doubtful: dict[str, int] = field(default_factory=dict)
    is_sure: bool = True

    @property
    def score(self) -> int:
        return 10 * len(self.whole) + len(self.doubtful)


class Reader:
    """Knows headings by the words of one edition of the content."""

    def __init__(self, words: TableWords) -> None:
        self._words = words

    @cached_property
    def _whole(self) -> Mapping[str, frozenset[str]]:
        return {meaning: _compact_all(each) for meaning, each in self._words.columns.items()}

    @cached_property
    def _others(self) -> frozenset[str]:
        return _compact_all(self._words.others)

    def guess(self, sheet: Sheet, kind: TableKind) -> Guess:
        """Never fails: where nothing is known, the first row of several cells is taken for the headings."""
        rows = sheet.rows
        best, first = _Found(), 0
        for top in range(min(SCANNED, len(rows))):
            for headings, below in self._candidates(sheet, top):
                found = self._match(headings, kind)
                is_lower = found.score == best.score and first == top and self._ends(rows[top], kind)
                is_better = found.score > best.score or is_lower
                if is_better and (found.whole or len(found.doubtful) > 1):
                    best, first = found, below
        if not best.score:
            first = 1 + next((at for at, row in enumerate(rows[:SCANNED]) if _filled(row) > 1), 0)
            return Guess(Layout(first, {}), is_sure=False)
        columns = {**best.doubtful, **best.whole}
        is_sure = best.is_sure and not kind.lacking(best.whole)
        return Guess(Layout(first, columns), is_sure)

    def headings(self, sheet: Sheet, layout: Layout) -> list[str]:
        """What stands above each column, as it is shown; empty where nothing does."""
        above = sheet.rows[max(0, layout.first - 2) : layout.first]
        if len(above) == 2 and _filled(above[0]) < 2:
            above = above[1:]
        width = len(sheet.rows[0])
        return [" ".join(dict.fromkeys(filter(None, (cell_text(row[at]) for row in above)))) for at in range(width)]

    def is_other(self, heading: str) -> bool:
        """Whether it stands above what is never read, so that nobody need be told."""
        return compact(heading) in self._others

    def shape(self, kind: TableKind, sheets: Sequence[Sheet], layouts: Sequence[Layout]) -> str:
        """By which tables are known again that look the same, with the same sheets left out."""
        pages = (
            "\t".join([*map(compact, self.headings(sheet, layout)), *([] if layout.is_read else ["-"])])
            for sheet, layout in zip(sheets, layouts, strict=True)
        )
        return "\n".join([kind.name, *pages])

    def _ends(self, row: Sequence[object], kind: TableKind) -> bool:
        """Whether the row is nothing but headings, so that it is no data below those above it."""
        keys = {compact(cell_text(each)) for each in row if each is not None}
        return bool(keys) and keys <= self._others.union(*(self._whole[each] for each in kind.columns))

    def _candidates(self, sheet: Sheet, top: int) -> Iterator[tuple[list[str], int]]:
        """The headings that end with that row, and the first row below them: on one row, or on two."""
        rows, width = sheet.rows, len(sheet.rows[0])
        one = [cell_text(value) for value in rows[top]]
        has_above = top > 0 and _filled(rows[top - 1]) > 1
        above = [cell_text(value) for value in rows[top - 1]] if has_above else [""] * width
        joined = [" ".join(dict.fromkeys(filter(None, pair))) for pair in zip(above, one, strict=True)]
        # Below «share» a heading says nothing by itself.
        told = [both if self._is_share(high) else low for high, low, both in zip(above, one, joined, strict=True)]
        if _filled(rows[top]) > 1 or width == 1:
            yield told, top + 1
        if has_above and all(not each or _is_heading(each) for each in one):
            yield joined, top + 1
            yield [low or high for high, low in zip(above, told, strict=True)], top + 1

    def _match(self, headings: Sequence[str], kind: TableKind) -> _Found:
        found, keys = _Found(), [compact(each) for each in headings]
        meanings: list[str | None] = []
        for key in keys:
            whole = [each for each in kind.columns if key in self._whole[each]]
            meanings.append(whole[0] if len(whole) == 1 else None)
            found.is_sure &= len(whole) < 2
        for at, (key, heading) in enumerate(zip(keys, headings, strict=True)):
            meaning = meanings[at]
            if meaning is not None:
                same = [each for each, other in zip(headings, meanings, strict=True) if other == meaning]
                if self._is_other_like(heading) and not all(map(self._is_other_like, same)):
                    continue  # «share, %» above «low», beside «number» above «low»
                found.is_sure &= meaning not in found.whole
                found.whole.setdefault(meaning, at)
            elif key and key not in self._others:
                self._doubt(found, kind, heading, at, meanings)
        return found

    def _doubt(self, found: _Found, kind: TableKind, heading: str, at: int, meanings: Sequence[str | None]) -> None:
        """What a heading may mean that is none of those known."""
        for meaning in kind.columns:
            is_free = meaning not in meanings
            if not self._is_like(self._words.columns[meaning].like, heading):
                continue
            if meaning in kind.essential and (is_free or not self._is_share(heading)):
                found.is_sure = False
            elif not is_free or self._is_other_like(heading):
                continue
            found.is_sure = False
            if is_free and meaning not in found.doubtful and at not in found.doubtful.values():
                found.doubtful[meaning] = at

    def _is_share(self, heading: str) -> bool:
        return self._is_like(self._words.shares, heading)

    def _is_other_like(self, heading: str) -> bool:
        return self._is_like(self._words.others.like, heading)

    def _is_like(self, beginnings: Sequence[str], heading: str) -> bool:
        words = re.findall(r"\w+|%", fold_words(heading))
        return any(word.startswith(fold_words(each)) for each in beginnings for word in words)


def compact(heading: str) -> str:
    """A heading without signs other than %, spaces and a number before it: «П.І.Б.», «П І Б» and «2. ПІБ» are one."""
    folded = fold_words(heading)
    return _NUMBERED.sub("", _SIGN.sub("", folded)) or folded


def _compact_all(headings: Headings) -> frozenset[str]:
    return frozenset(map(compact, headings.whole))


def _filled(row: Sequence[object]) -> int:
    return len({cell_text(each) for each in row if each is not None})


def _is_heading(text: str) -> bool:
    """Whether it has letters: figures are data."""
    return any(sign.isalpha() for sign in text)
