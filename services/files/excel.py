"""Sheets that staff and heads take along."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

USUAL_WIDTH = 20
"""Of a column, in characters."""


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


def make_excel(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    properties: Mapping[str, object] | None = None,
    others: Mapping[str, tuple[Sequence[str], Sequence[Sequence[object]]]] | None = None,
    *,
    widths: Sequence[int] = (),
    times: str = "dd.mm.yyyy hh:mm",
) -> bytes:
    """A sheet: a bold line of headings, then the rows; words are never taken for formulas. `others` stand behind it.

    `properties` are those of the file, by XlsxWriter's names; with `created` among them the same rows are the same
    bytes. `widths` are those of columns that are not of USUAL_WIDTH, from the first one on; `times` is Excel's format.
    """
    import xlsxwriter  # when something is exported

    file = io.BytesIO()
    options = {"in_memory": True, "remove_timezone": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        if properties:
            book.set_properties(properties)
        bold = book.add_format({"bold": True})
        day, time = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": times})
        amounts: dict[str, Any] = {}
        sheets = [(None, (headings, rows)), *(others or {}).items()]
        for name, (above, below) in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, above, bold)
            sheet.set_column(0, len(above) - 1, USUAL_WIDTH)
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(below, start=1):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(number, column, value, time)
                    elif isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    elif isinstance(value, Amount):
                        if value.format not in amounts:
                            amounts[value.format] = book.add_format({"num_format": value.format})
                        sheet.write_number(number, column, float(value.value), amounts[value.format])
                    elif isinstance(value, Picture):
                        png = {"image_data": io.BytesIO(value.png), "description": value.words, "object_position": 1}
                        sheet.set_row_pixels(number, value.height)
                        sheet.insert_image(number, column, "picture.png", png)
                    elif value is not None:
                        sheet.write(number, column, value)
    return file.getvalue()
