"""A table that was sent: opened, with its columns as they are understood, and gone through row by row."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from content.library import Library
from services.content import Content
from services.days import Days
from services.files.tables import Sheet, cell_text, letter, read_sheets
from services.messages import TextMessage
from services.tables.layout import Layout, Reader, TableKind
from services.tables.values import Values, begins_with
from services.text import words_key
from storage.table_layouts import TableLayouts

SAMPLES = 3
"""Rows that are shown as they would be kept."""
CELL = 40
"""Characters of a cell that are repeated."""


class SkipReason(StrEnum):
    """Why a row is no data; each is told."""

    TOTAL = "total"
    VACANT = "vacant"
    NUMBERS = "numbers"
    """The columns are numbered there."""
    HEADINGS = "headings"
    """Once more, as on a new page."""
    SECTION = "section"
    """A heading over the rows below it: one cell as wide as several."""
    NOTHING = "nothing"
    """None of the columns that are read says anything there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of data."""

    sheet: str
    row: int
    """As Excel counts."""
    cells: Mapping[str, object]
    """What stands in the columns that are read, by meaning."""

    def text(self, meaning: str) -> str:
        """On one line; empty where there is nothing."""
        return cell_text(self.cells.get(meaning))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no data."""

    sheet: str
    row: int
    why: SkipReason
    value: str


@dataclass(frozen=True, slots=True)
class CellMistake:
    """A cell that cannot be taken."""

    sheet: str
    row: int
    meaning: str
    fault: str
    """A word for the texts."""
    value: str
    """What stands there."""
    like: tuple[str, ...] = ()
    """What it may mean."""


@dataclass(slots=True)
class DryRun:
    """What a table comes to before anything of it is kept."""

    rows: int = 0
    mistakes: list[CellMistake] = field(default_factory=list)
    samples: list[list[tuple[str, str]]] = field(default_factory=list)
    """The first rows as they would be kept: meaning and value."""
    read_as: list[tuple[int, str, str]] = field(default_factory=list)
    """Row, what stands there, and the hromada that is taken to be meant, where the name is not the same."""
    lines: list[TextMessage] = field(default_factory=list)
    """What would become new, change or go, each a line."""
    is_takeable: bool = False
    """Whether something of it can be kept as it is."""

    def mistake(self, line: Line, meaning: str, fault: str, like: Sequence[str] = ()) -> None:
        self.mistakes.append(CellMistake(line.sheet, line.row, meaning, fault, line.text(meaning), tuple(like)))

    def show(self, *cells: tuple[str, str]) -> None:
        """Keeps a row to be shown, of the first ones."""
        if len(self.samples) < SAMPLES:
            self.samples.append([each for each in cells if each[1]])


@dataclass(slots=True)
class OpenTable:
    """A table that was read, and how its columns are understood."""

    kind: TableKind
    sheets: Sequence[Sheet]
    layouts: list[Layout]
    is_sure: bool
    """Whether nothing has to be asked about the columns."""
    shape: str
    reader: Reader
    values: Values
    _lines: tuple[list[Layout], tuple[list[Line], list[Skipped]]] | None = field(default=None, init=False)

    def headings(self, sheet: int) -> list[str]:
        return self.reader.headings(self.sheets[sheet], self.layouts[sheet])

    def lacking(self, sheet: int) -> list[str]:
        """Columns that the sheet needs and does not have."""
        layout = self.layouts[sheet]
        return self.kind.lacking(layout.columns) if layout.is_read else []

    @property
    def is_complete(self) -> bool:
        """Whether every sheet that is read has all columns, and one is."""
        return any(each.is_read for each in self.layouts) and not any(map(self.lacking, range(len(self.sheets))))

    @property
    def unread(self) -> list[str]:
        """Columns with a heading that are not read and not known to be something else, by letter and heading."""
        found: list[str] = []
        for number, layout in enumerate(self.layouts):
            if layout.is_read:
                found += [
                    f"{letter(at)} \u00ab{heading[:CELL]}\u00bb"
                    for at, heading in enumerate(self.headings(number))
                    if heading and at not in layout.columns.values() and not self.reader.is_other(heading)
                ]
        return list(dict.fromkeys(found))

    def person(self, line: Line) -> str | None:
        """Whom the row names, in one column or in three; None where that is no name."""
        if line.text("person") or "surname" not in line.cells:
            return self.values.name(line.cells.get("person"))
        told = {each: line.text(each) for each in ("surname", "given", "patronymic")}
        told = {each: text for each, text in told.items() if not self.values.is_nothing(text)}
        is_cut = "given" not in told and " " not in told.get("surname", "")
        return None if is_cut else self.values.name(" ".join(told.values()))

    def lines(self) -> tuple[list[Line], list[Skipped]]:
        """Rows with data, and those that are none; gone through once, and anew when a layout has changed."""
        if self._lines is None or self._lines[0] != self.layouts:
            self._lines = list(self.layouts), self._read_lines()
        return self._lines[1]

    def _read_lines(self) -> tuple[list[Line], list[Skipped]]:
        lines: list[Line] = []
        skipped: list[Skipped] = []
        for number, (sheet, layout) in enumerate(zip(self.sheets, self.layouts, strict=True)):
            if layout.is_read:
                for each in self._rows(number, sheet, layout):
                    (lines if isinstance(each, Line) else skipped).append(each)  # type: ignore[arg-type]
        return lines, skipped

    def _rows(self, number: int, sheet: Sheet, layout: Layout) -> Iterator[Line | Skipped]:
        headings = [words_key(each) for each in self.headings(number)]
        wide: dict[int, list[tuple[int, int]]] = {}
        for row, left, right in sheet.wide:
            wide.setdefault(row, []).append((left, right))
        lead = next((layout.columns[each] for each in self.kind.columns if each in layout.columns), None)
        for at, values in enumerate(sheet.rows[layout.first :], start=layout.first + 1):
            cells = list(values)
            for left, right in wide.get(at, ()):
                cells[left + 1 : right + 1] = [None] * (right - left)
            texts = [(place, cell_text(value)) for place, value in enumerate(cells) if value is not None]
            if not texts:
                continue
            why = self._why_skipped(texts, lead, layout, headings, is_wide=at in wide)
            if why:
                yield Skipped(sheet.name, at, why, texts[0][1])
            else:
                yield Line(sheet.name, at, {each: cells[column] for each, column in layout.columns.items()})

    def _why_skipped(
        self,
        texts: Sequence[tuple[int, str]],
        lead: int | None,
        layout: Layout,
        headings: Sequence[str],
        *,
        is_wide: bool,
    ) -> SkipReason | None:
        values, first = self.values, next((text for place, text in texts if place == lead), "")
        is_lead_empty = not first or first.isdecimal()
        if begins_with(first, values.totals):
            return SkipReason.TOTAL
        if is_lead_empty and any(begins_with(text, values.totals) for _, text in texts):
            return SkipReason.TOTAL
        if begins_with(first, values.vacant):
            return SkipReason.VACANT
        if len(texts) > 1 and _numbers_columns([text for _, text in texts]):
            return SkipReason.NUMBERS
        if len(texts) > 1 and all(_is_within(words_key(text), headings[place]) for place, text in texts):
            return SkipReason.HEADINGS
        if is_wide and len(texts) == 1 and len(layout.columns) > 1:
            return SkipReason.SECTION
        if not any(place in layout.columns.values() for place, _ in texts):
            return SkipReason.NOTHING
        return None


class Tables:
    """Opens tables, and remembers how their columns were understood."""

    def __init__(self, content: Content, layouts: TableLayouts, clock: Callable[[], datetime]) -> None:
        self._layouts = layouts
        self._clock = clock
        self._reader = content.with_each_edition(reader_of)
        self._values = content.with_each_edition(values_of)

    async def open(
        self, kind: TableKind, file: bytes, person_id: int | None = None, layouts: Sequence[Layout] | None = None
    ) -> OpenTable:
        """Reads a table, in the `layouts` that are given, or as the person confirmed them for that shape, or as they
        are guessed. Raises BadTable."""
        sheets = await read_sheets(file, most=kind.most_rows)
        # In a thread: the headings of fifty sheets take a moment.
        table = await asyncio.to_thread(self._guess, kind, sheets)
        if layouts is not None and len(layouts) == len(sheets):
            table.layouts, table.is_sure = list(layouts), True
        elif person_id is not None and (kept := await self._layouts.find(person_id, table.shape)):
            table.layouts, table.is_sure = layouts_of(kept), True
        return table

    async def remember(self, person_id: int, table: OpenTable) -> None:
        """Keeps how the columns of tables of that shape are understood, for that person."""
        await self._layouts.keep(person_id, table.shape, layouts_text(table.layouts), self._clock())

    def _guess(self, kind: TableKind, sheets: Sequence[Sheet]) -> OpenTable:
        reader = self._reader()
        guesses = [reader.guess(sheet, kind) for sheet in sheets]
        layouts = [each.layout for each in guesses]
        beside = [self._values().is_example(sheet.name) for sheet in sheets]
        if not all(beside):
            layouts = [replace(each, is_read=not is_beside) for each, is_beside in zip(layouts, beside, strict=True)]
        is_sure = all(each.is_sure for each, layout in zip(guesses, layouts, strict=True) if layout.is_read)
        shape = hashlib.sha256(reader.shape(kind, sheets, layouts).encode()).hexdigest()
        return OpenTable(kind, sheets, layouts, is_sure, shape, reader, self._values())


def reader_of(library: Library) -> Reader:
    return Reader(library.tables)


def values_of(library: Library) -> Values:
    """The reader of cells by the words of that edition."""
    days = Days(library)

    def read_day(text: str, today: date) -> date | None:
        return days.read(text, today, ahead=False)

    return Values(library.tables, read_day)


def layouts_text(layouts: Sequence[Layout]) -> str:
    """As they are kept."""
    return json.dumps([[each.first, dict(each.columns), each.is_read] for each in layouts])


def layouts_of(text: str) -> list[Layout]:
    return [Layout(first, columns, is_read) for first, columns, is_read in json.loads(text)]


def _is_within(words: str, heading: str) -> bool:
    """Whether the words stand in the heading: of two rows it may be one."""
    return bool(words) and f" {words} " in f" {heading} "


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether the cells are 1, 2, 3 …, perhaps in brackets, in state forms with letters before them: А, Б, 1, 2."""
    texts = [text.strip("().[] ") or text for text in texts]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 4]
    rest = [text for text in texts if not text.isdecimal()]
    in_order = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return in_order and len(texts) > 1 and numbers[0] <= 2 and all(len(text) == 1 for text in rest)
