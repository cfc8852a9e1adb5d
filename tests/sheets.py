"""Tables as programs write them: Excel, LibreOffice, and text in the code pages in use."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter

from tests.zips import packed

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Page:
    """One sheet; rows and columns count from 0."""

    rows: Sequence[Sequence[Cell]]
    name: str = "Аркуш1"
    merged: Sequence[tuple[int, int, int, int]] = ()
    """First row and column, last row and column."""
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False


def excel(*pages: Page) -> bytes:
    """As Excel writes it, with its styles."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for number, row in enumerate(page.rows):
                for column, value in enumerate(row):
                    if isinstance(value, str) and value.startswith("#"):
                        sheet.write_formula(number, column, "=NA()", None, value)
                    elif value is not None:
                        sheet.write(number, column, value)
            for top, left, bottom, right in page.merged:
                sheet.merge_range(top, left, bottom, right, page.rows[top][left])
            for hidden in page.hidden_rows:
                sheet.set_row(hidden, None, None, {"hidden": True})
            for hidden in page.hidden_columns:
                sheet.set_column(hidden, hidden, None, None, {"hidden": True})
            if page.is_hidden:
                sheet.hide()
    return file.getvalue()


def plain_excel(*pages: Page) -> bytes:
    """As programs that make reports write it, by openpyxl."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row in page.rows:
            sheet.append(list(row))
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for hidden in page.hidden_rows:
            sheet.row_dimensions[hidden + 1].hidden = True
        for hidden in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(hidden + 1)].hidden = True
        if page.is_hidden:
            sheet.sheet_state = "hidden"
    book.save(file)
    return file.getvalue()


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}


def libre_office(*pages: Page) -> bytes:
    """An .ods as LibreOffice writes it: the rest of each row and of the sheet is one repeated cell."""
    spaces = " ".join(f'xmlns:{short}="{name}"' for short, name in _NAMES.items())
    sheets = "".join(map(_ods_sheet, pages))
    styles = (
        '<office:automatic-styles><style:style style:name="away" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>{styles}{body}'
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    manifest = f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {spaces}>{entry}</manifest:manifest>'
    return packed(
        ("mimetype", _ODS.encode()),
        ("content.xml", f"{content}</office:document-content>".encode()),
        ("META-INF/manifest.xml", manifest.encode()),
    )


def _ods_sheet(page: Page) -> str:
    style = ' table:style-name="away"' if page.is_hidden else ""
    width = max((len(row) for row in page.rows), default=0)
    columns = "".join(
        f"<table:table-column{_away(column in page.hidden_columns, 'collapse')}/>" for column in range(width)
    )
    covered = {
        (row, column)
        for top, left, bottom, right in page.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - {(top, left) for top, left, _, _ in page.merged}
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merged}
    rows = []
    for number, row in enumerate(page.rows):
        cells = [
            _ods_cell(value, spans.get((number, column)), is_covered=(number, column) in covered)
            for column, value in enumerate(row)
        ]
        rest = f'<table:table-cell table:number-columns-repeated="{16384 - len(row)}"/>'
        away = _away(number in page.hidden_rows, "filter")
        rows.append(f"<table:table-row{away}>{''.join(cells)}{rest}</table:table-row>")
    nothing = '<table:table-cell table:number-columns-repeated="16384"/>'
    end = f'<table:table-row table:number-rows-repeated="1048000">{nothing}</table:table-row>'
    return f'<table:table table:name="{escape(page.name)}"{style}>{columns}{"".join(rows)}{end}</table:table>'


def _away(is_hidden: bool, how: str) -> str:
    return f' table:visibility="{how}"' if is_hidden else ""


def _ods_cell(value: Cell, span: tuple[int, int] | None, *, is_covered: bool) -> str:
    if is_covered:
        return "<table:covered-table-cell/>"
    merged = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if value is None:
        return f"<table:table-cell{merged}/>"
    if isinstance(value, date):
        about = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell {about}{merged}><text:p>{value:%d.%m.%Y}</text:p></table:table-cell>"
    if isinstance(value, int | float):
        about = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {about}{merged}><text:p>{value}</text:p></table:table-cell>"
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string"{merged}>{words}</table:table-cell>'


def text(page: Page, *, separator: str = ";", encoding: str = "cp1251", mark: bytes = b"") -> bytes:
    """As programs save a sheet as CSV; of what is merged only the first cell is left."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    for row in page.rows:
        writer.writerow(f"{value:%d.%m.%Y}" if isinstance(value, date) else value for value in row)
    words = file.getvalue() if encoding != "cp1125" else file.getvalue().replace("’", "'")  # DOS has no other
    return mark + words.encode(encoding)


WRITERS: dict[str, Callable[[Page], bytes]] = {
    "excel": excel,
    "openpyxl": plain_excel,
    "ods": libre_office,
    "cp1251": lambda page: text(page),
    "utf-8": lambda page: text(page, separator=",", encoding="utf-8"),
    "utf-8-mark": lambda page: text(page, encoding="utf-8-sig"),
    "utf-16": lambda page: text(page, separator="\t", encoding="utf-16"),
    "utf-16-bare": lambda page: text(page, separator="\t", encoding="utf-16-le"),
    "bars": lambda page: text(page, separator="|", encoding="utf-8"),
    "dos": lambda page: text(page, encoding="cp1125"),
}
"""Every way of writing one sheet."""
BOOKS, TEXTS = ("excel", "openpyxl", "ods"), ("cp1251", "utf-8", "utf-8-mark", "utf-16", "utf-16-bare", "bars", "dos")
