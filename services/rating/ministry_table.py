"""The Ministry's table: which column is what, and every mistake in it by row and column, before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.hromadas import Hromada, by_katottg, load_hromadas
from content.messages import Texts
from services.people import Hromadas
from storage.certification import HromadaCount
from storage.rating import MinistryTable

Cell = str | int | float | None

HEADED = 15
"""Rows at the beginning among which the first one with figures is looked for: titles and headings stand above it."""
MOST_PEOPLE = 1_000_000
"""In one cell; more are a slip of the hand."""

_CODE = re.compile(r"UA\d{17}", re.IGNORECASE)
_WHOLE = re.compile(r"(-?\d{1,9})([.,]0{1,9})?")
_SPACES = re.compile(r"\s+")


class Column(StrEnum):
    """What a column holds."""

    HROMADA = "hromada"
    STAFF = "staff"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


COLUMNS = tuple(Column)
NOWHERE = -1


class TableFault(StrEnum):
    """What is wrong with a cell, or with a row."""

    UNKNOWN = "unknown"
    """No hromada of the oblast."""
    AMBIGUOUS = "ambiguous"
    TWICE = "twice"
    NO_NUMBER = "no-number"
    NEGATIVE = "negative"
    NO_STAFF = "no-staff"
    TOO_MANY = "too-many"
    """More are certified than work there."""


@dataclass(frozen=True, slots=True)
class TableMistake:
    """`row` as Excel counts, `column` by its letter."""

    row: int
    column: str
    fault: TableFault
    value: str
    """What stands there, or the row in which the hromada stands first."""
    like: tuple[str, ...] = ()
    """Hromadas whose names are like it."""


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """What a table comes to. Taken over only without a mistake, as a whole."""

    counts: list[HromadaCount]
    mistakes: list[TableMistake]
    read_as: list[tuple[int, str, str]]
    """Row, what stands there, and the hromada that is taken to be meant, where the name is not the same."""
    skipped: list[int]
    """Rows of totals, and those that only number the columns."""
    missing: list[Hromada]
    """Hromadas of the oblast of which the table says nothing."""


Layout = tuple[int, ...]
"""The first row below the headings, from 0 on, and then the column of each of COLUMNS, or NOWHERE."""


def cells_of(rows: Sequence[Sequence[object]]) -> list[list[Cell]]:
    """As JSON can keep them."""
    return [[value if _is_plain(value) else str(value) for value in row] for row in rows]  # type: ignore[misc]


def _is_plain(value: object) -> bool:
    return value is None or (isinstance(value, str | int | float) and not isinstance(value, bool))


def letter(column: int) -> str:
    """As Excel names a column: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def guess(cells: Sequence[Sequence[Cell]], texts: Texts) -> Layout:
    """Where the headings end and which column is what, by words of the headings, which may stand on two rows."""
    stems = {
        # Levels first: «certified employees, low» speaks of employees too.
        Column.LOW: _stems(texts.plain("leagues-words-low")),
        Column.MIDDLE: _stems(texts.plain("leagues-words-middle")),
        Column.HIGH: _stems(texts.plain("leagues-words-high")),
        Column.HROMADA: _stems(texts.plain("leagues-words-hromada")),
        Column.STAFF: _stems(texts.plain("leagues-words-staff")),
    }
    first = next((number for number, row in enumerate(cells[:HEADED]) if sum(map(_is_number, row)) >= 2), 1)
    found = _guess_columns(_headings(cells[max(0, first - 1) : first]), stems)
    # A title above the headings fills one cell.
    if first >= 2 and sum(cell is not None for cell in cells[first - 2]) >= 2:
        on_two = _guess_columns(_headings(cells[first - 2 : first]), stems)
        if on_two.count(NOWHERE) < found.count(NOWHERE):
            found = on_two
    return first, *found


def _is_number(value: Cell) -> bool:
    return value is not None and bool(_WHOLE.fullmatch(_SPACES.sub("", str(value))))


def _stems(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


def _headings(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The words above each column, in small letters."""
    return [" ".join(str(each) for each in column if each is not None).lower() for column in zip(*rows, strict=True)]


def _guess_columns(headings: Sequence[str], stems: Mapping[Column, Sequence[str]]) -> list[int]:
    found: dict[Column, int] = {}
    for column, words in stems.items():
        for number, heading in enumerate(headings):
            if number not in found.values() and any(word in heading for word in words):
                found[column] = number
                break
    return [found.get(column, NOWHERE) for column in COLUMNS]


def headings_of(cells: Sequence[Sequence[Cell]], layout: Layout) -> list[str]:
    """The heading of each column, as it is shown: the row above the figures, or the one above that."""
    above = cells[max(0, layout[0] - 2) : layout[0]]
    columns = zip(*above, strict=True) if above else [()] * len(cells[0])
    return [
        next((" ".join(str(value).split()) for value in reversed(column) if value is not None), "")
        for column in columns
    ]


def is_complete(layout: Layout) -> bool:
    """Whether every figure has a column of its own."""
    columns = layout[1:]
    return NOWHERE not in columns and len(set(columns)) == len(columns)


def check(table: MinistryTable, hromadas: Hromadas, texts: Texts) -> CheckedTable:
    """Reads every row below the headings. The layout must be complete."""
    total = _stems(texts.plain("leagues-words-total"))
    first, *columns = table.layout
    checked = CheckedTable([], [], [], [], [])
    rows: dict[str, int] = {}
    for number, row in enumerate(table.cells[first:], start=first + 1):
        values = [row[column] for column in columns]
        if all(value is None for value in values):
            continue
        name, *figures = values
        words = str(name if name is not None else "").strip()
        if words.isdecimal() or any(words.lower().startswith(each) for each in total):
            checked.skipped.append(number)
            continue
        mistakes: list[TableMistake] = []
        hromada = _hromada(number, letter(columns[0]), words, hromadas, mistakes)
        if hromada and hromada.slug in rows:
            mistakes.append(TableMistake(number, letter(columns[0]), TableFault.TWICE, str(rows[hromada.slug])))
        counts = [
            _number(number, letter(column), value, mistakes) for column, value in zip(columns[1:], figures, strict=True)
        ]
        staff, low, middle, high = (each if each is not None else 0 for each in counts)
        if None not in counts and not mistakes:
            if staff == 0:
                mistakes.append(TableMistake(number, letter(columns[1]), TableFault.NO_STAFF, ""))
            elif low + middle + high > staff:
                sums = f"{low + middle + high} > {staff}"
                mistakes.append(TableMistake(number, letter(columns[1]), TableFault.TOO_MANY, sums))
        checked.mistakes.extend(mistakes)
        if hromada is None:
            continue
        rows.setdefault(hromada.slug, number)
        if hromada.name.lower() not in words.lower() and not _CODE.search(words):
            checked.read_as.append((number, words, hromada.name))
        if not mistakes:
            checked.counts.append(HromadaCount(hromada.slug, staff, low, middle, high))
    checked.missing.extend(each for each in load_hromadas() if each.slug not in rows)
    return checked


def _hromada(row: int, column: str, words: str, hromadas: Hromadas, mistakes: list[TableMistake]) -> Hromada | None:
    if code := _CODE.search(words):
        by_code = by_katottg(code[0].upper())
        if by_code is None:
            mistakes.append(TableMistake(row, column, TableFault.UNKNOWN, words))
        return by_code
    found = hromadas.find(words)
    if found.sure:
        return found.hromadas[0]
    like = tuple(each.name for each in found.hromadas)
    mistakes.append(TableMistake(row, column, TableFault.AMBIGUOUS if like else TableFault.UNKNOWN, words, like))
    return None


def _number(row: int, column: str, value: Cell, mistakes: list[TableMistake]) -> int | None:
    """A whole number; anything else, and an empty cell, is a mistake: nothing is taken for nought."""
    match = _WHOLE.fullmatch(_SPACES.sub("", str(value))) if value is not None else None
    number = int(match[1]) if match else None
    if number is None or number > MOST_PEOPLE:
        mistakes.append(TableMistake(row, column, TableFault.NO_NUMBER, "" if value is None else str(value)))
        return None
    if number < 0:
        mistakes.append(TableMistake(row, column, TableFault.NEGATIVE, str(number)))
        return None
    return number
