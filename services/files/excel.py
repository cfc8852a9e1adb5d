"""Sheets that staff and heads take along: to be read, filtered, counted on and printed as they are."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Rows = Sequence[Sequence[object]]

WIDEST, NARROWEST = 60, 8
"""Of a column, in characters: longer words are wrapped, but for one that has no place to be."""
LONGEST_WORD = 80
MOST_UPRIGHT = 95
"""Characters beside each other that are still legible on a page that stands upright."""
LONGEST_NAME = 31
"""Of a sheet: Excel opens no book with a longer one."""
_NO_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_ARROW = 3
"""Characters that the arrow of the filter hides."""
_CHARACTER = 7
"""Pixels of one."""
_A4 = 9


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that stands in a cell; the row is as high as it is, in pixels."""

    png: bytes
    height: int
    words: str
    """For those who do not see it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: Excel counts with it, and shows its thousands apart."""

    value: Decimal
    unit: str = ""
    decimals: int = 0

    @property
    def format(self) -> str:
        """As Excel writes formats."""
        part = f".{'0' * self.decimals}" if self.decimals else ""
        quoted = self.unit.replace('"', "")
        return f'#,##0{part} "{quoted}"' if quoted else f"#,##0{part}"


@dataclass(frozen=True, slots=True)
class Percent:
    """A share: the cell holds the number, and shows it as a percentage."""

    share: float
    digits: int = 0


def make_excel(
    headings: Sequence[str],
    rows: Rows,
    properties: Mapping[str, object] | None = None,
    others: Mapping[str, tuple[Sequence[str], Rows]] | None = None,
    *,
    name: str | None = None,
    total: Sequence[object] = (),
    notes: Sequence[str] = (),
    times: str = "dd.mm.yyyy hh:mm",
) -> bytes:
    """A book with a sheet of that name: headings, the rows, a row of totals, notes below. `others` stand behind it.

    Words are never taken for formulas. Numbers, days and times are such; None is an empty cell. `properties` are those
    of the file, by XlsxWriter's names; with `created` among them the same rows are the same bytes. `times` is Excel's
    format.
    """
    import xlsxwriter  # when something is exported

    file = io.BytesIO()
    options = {"in_memory": True, "remove_timezone": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        if properties:
            book.set_properties(properties)
        _Sheet(book, name, headings, times).fill(rows, total, notes)
        for other, (above, below) in (others or {}).items():
            _Sheet(book, other, above, times).fill(below)
    return file.getvalue()


class _Sheet:
    def __init__(self, book: Any, name: str | None, headings: Sequence[str], times: str) -> None:
        self._sheet = book.add_worksheet(_NO_NAME.sub(" ", name)[:LONGEST_NAME] if name else None)
        self._book = book
        self._times = times
        self._formats: dict[tuple[str, bool], Any] = {}
        self._headings = headings
        self._widths = [
            float(max(NARROWEST, _ARROW + max(map(len, heading.split()), default=0))) for heading in headings
        ]
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
        self._sheet.write_row(0, 0, headings, heading)

    def fill(self, rows: Rows, total: Sequence[object] = (), notes: Sequence[str] = ()) -> None:
        for number, row in enumerate(rows, start=1):
            self._write(number, row)
        last = len(rows)
        if rows:
            self._sheet.autofilter(0, 0, last, len(self._headings) - 1)
        if total:
            last += 1
            self._write(last, total, is_bold=True)
        for number, note in enumerate(notes, start=last + 2):
            self._sheet.write_string(number, 0, note)  # not wrapped: it goes on over the cells beside it
        self._lay_out()

    def _write(self, number: int, row: Sequence[object], *, is_bold: bool = False) -> None:
        for column, value in enumerate(row):
            if column < len(self._widths) and (width := _width(value)) > self._widths[column]:
                self._widths[column] = width
            if isinstance(value, datetime):
                self._sheet.write_datetime(number, column, value, self._format(self._times, is_bold))
            elif isinstance(value, date):
                self._sheet.write_datetime(number, column, value, self._format("dd.mm.yyyy", is_bold))
            elif isinstance(value, Percent):
                digits = f".{'0' * value.digits}" if value.digits else ""
                self._sheet.write_number(number, column, value.share, self._format(f"0{digits}%", is_bold))
            elif isinstance(value, Amount):
                self._sheet.write_number(number, column, float(value.value), self._format(value.format, is_bold))
            elif isinstance(value, Picture):
                png = {"image_data": io.BytesIO(value.png), "description": value.words, "object_position": 1}
                self._sheet.set_row_pixels(number, value.height)
                self._sheet.insert_image(number, column, "picture.png", png)
            elif value is not None:
                self._sheet.write(number, column, value, self._format("General", is_bold))

    def _format(self, shown: str, is_bold: bool) -> Any:
        """Each once for a sheet: Excel opens no book with too many."""
        if (shown, is_bold) not in self._formats:
            wanted = {"num_format": shown, "bold": is_bold, "top": int(is_bold), "text_wrap": True, "valign": "top"}
            self._formats[shown, is_bold] = self._book.add_format(wanted)
        return self._formats[shown, is_bold]

    def _lay_out(self) -> None:
        """The heading stays in sight, on the screen and on every page; all columns fit the page."""
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_paper(_A4)
        if sum(self._widths) > MOST_UPRIGHT:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._sheet.set_footer("&C&P / &N")


def _width(value: object) -> float:
    """Characters that it takes beside each other."""
    match value:
        case str() if len(value) < NARROWEST:
            return NARROWEST
        case str():
            words = max(map(len, value.split()), default=0)
            return max(min(max(map(len, value.splitlines()), default=0) + 1, WIDEST), min(words + 1, LONGEST_WORD))
        case int():
            return len(str(value)) + 1
        case float():
            return len(f"{value:g}") + 1
        case Picture():
            return math.ceil(value.height / _CHARACTER)
        case Amount():
            return len(f"{value.value:,.{value.decimals}f} {value.unit}") + 1
        case datetime():
            return 17
        case date():
            return 11
        case _:
            return 0
