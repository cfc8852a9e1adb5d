"""Sheets of workbooks: .xlsx and .xlsm of any program, .xls and .ods. It runs in the child process only.

calamine reads the values. What it does not tell – rows and columns that are hidden, cells with an error, in .ods what
is merged – is looked for in the XML itself.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from html import unescape
from itertools import islice
from xml.etree.ElementTree import Element, fromstring

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

LAST_ROW = 1 << 20
"""Of any Excel sheet."""
_WHOLE = 10**15
"""Above it Excel does not keep every digit, and a whole number may be another one."""
_WORKBOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_RELATION = re.compile(r"/relationships/(officeDocument|styles|worksheet)$")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TOKEN = re.compile(r"<(?:\w+:)?(row|col|c)\b([^>]*?)/?>")
_ERROR = re.compile(r"[^<]*(?:<(?!/?(?:\w+:)?v\b)[^>]*>[^<]*)*<(?:\w+:)?v>([^<]*)<")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ODS_TOKEN = re.compile(r"<table:(table|table-row|table-column|table-cell|covered-table-cell)(?![\w-])([^>]*?)/?>")
_UNSEEN = ("collapse", "filter")


@dataclass(slots=True)
class Marks:
    """What is to be known of a sheet besides its values; rows and columns count from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row and column, last row and column."""


@dataclass(slots=True)
class Page:
    """A visible sheet."""

    name: str
    rows: Iterator[tuple[object, ...]]
    marks: Marks


def sheets_of_book(file: bytes) -> Iterator[Page]:
    """The visible sheets of a workbook, one after the other. Raises whatever its readers raise."""
    sheet_marks = _marks_of(file)
    if file.startswith(b"PK"):
        file = _usual(file)
    book = CalamineWorkbook.from_filelike(io.BytesIO(file))
    for number, about in enumerate(book.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet and about.visible is SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_index(number)
            marks = sheet_marks(about.name)
            marks.merged += [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            yield Page(about.name, _rows(sheet, marks), marks)


def _rows(sheet: CalamineSheet, marks: Marks) -> Iterator[tuple[object, ...]]:
    """From the first row on, whether it is empty or not."""
    left: list[object] = [None] * (sheet.start or (0, 0))[
        1
    ]  # empty columns at the left are not given, empty rows above are
    errors: dict[int, list[tuple[int, str]]] = {}
    for (row, column), error in marks.errors.items():
        errors.setdefault(row, []).append((column, error))
    for number, cells in enumerate(islice(sheet.iter_rows(), LAST_ROW)):
        values = [*left, *map(_value, cells)]
        for column, error in errors.get(number, ()):
            values += [None] * (column + 1 - len(values))
            values[column] = error
        yield tuple(values)


def _value(value: object) -> object:
    """Whole numbers as such; days without an hour as days."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return int(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


# What calamine does not tell


def _marks_of(file: bytes) -> Callable[[str], Marks]:
    """What there is besides values on the sheet of that name; in .xls nothing of it is found."""
    if not file.startswith(b"PK"):
        return lambda _name: Marks()
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = {_plain(name): name for name in archive.namelist()}
        if "content.xml" in names:
            return _marks_of_ods(archive.read(names["content.xml"]).decode("utf-8", "replace"))
        parts = _sheet_parts(archive, names)
    texts: dict[str, Marks] = {}
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for name, part in parts.items():
            if part in names:
                texts[name] = _marks_of_sheet(_text(archive.read(names[part])))
    return lambda name: texts.get(name) or Marks()


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _text(xml: bytes) -> str:
    return xml.decode("utf-16" if xml[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _tree(xml: bytes) -> Element:
    return fromstring(xml)  # noqa: S314 - what declares entities was refused before


def _related(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> dict[str, tuple[str, str]]:
    """Kind and name of each part to which that one refers, by its id; the names are plain ones."""
    folder, _, name = part.rpartition("/")
    list_of = names.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for each in _tree(archive.read(list_of)) if list_of else ():
        kind = _RELATION.search(each.get("Type", ""))
        if kind:
            target = _plain(posixpath.normpath(posixpath.join("/", folder, _plain(each.get("Target", "")))))
            found[each.get("Id", "")] = kind[1], target.lstrip("/")
    return found


def _part(related: dict[str, tuple[str, str]], kind: str, usual: str) -> str:
    return next((part for each, part in related.values() if each == kind), usual)


def _sheet_parts(archive: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    workbook = _part(_related(archive, names, ""), "officeDocument", _WORKBOOK)
    related = _related(archive, names, workbook)
    parts: dict[str, str] = {}
    for each in _tree(archive.read(names[workbook])).iter() if workbook in names else ():
        if each.tag.rpartition("}")[2] == "sheet":
            number = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            parts[each.get("name", "")] = related.get(number, ("", ""))[1]
    return parts


def _usual(file: bytes) -> bytes:
    """The workbook with workbook and styles under their usual names, where calamine looks for them."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = {_plain(name): name for name in archive.namelist()}
        if "content.xml" in names:
            return file
        workbook = _part(_related(archive, names, ""), "officeDocument", _WORKBOOK)
        styles = _part(_related(archive, names, workbook), "styles", _STYLES)
        if workbook == _WORKBOOK and styles == _STYLES:
            return file
        folder, _, name = workbook.rpartition("/")
        moved = {
            workbook: _WORKBOOK,
            posixpath.join(folder, "_rels", f"{name}.rels"): "xl/_rels/workbook.xml.rels",
            styles: _STYLES,
        }
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as usual:
            for plain, kept in names.items():
                usual.writestr(moved.get(plain, kept), archive.read(kept))
        return made.getvalue()


def _attributes(text: str) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(text)}


def _marks_of_sheet(xml: str) -> Marks:
    marks, row, column = Marks(), -1, -1
    if "hidden=" not in xml and not re.search(r"""\bt=["']e["']""", xml):
        return marks
    for found in _TOKEN.finditer(xml):
        about = _attributes(found[2])
        is_hidden = about.get("hidden") in ("1", "true")
        if found[1] == "col":
            if is_hidden and about.get("min", "").isdecimal() and about.get("max", "").isdecimal():
                marks.hidden_columns |= set(range(int(about["min"]) - 1, min(int(about["max"]), 1 << 14)))
        elif found[1] == "row":
            row, column = int(about["r"]) - 1 if about.get("r", "").isdecimal() else row + 1, -1
            if is_hidden:
                marks.hidden_rows.add(row)
        else:
            at = _CELL.fullmatch(about.get("r", ""))
            column = _column(at[1]) if at else column + 1
            if about.get("t") == "e":
                value = _ERROR.match(xml, found.end())
                marks.errors[row, column] = unescape(value[1]) if value else "#"
    return marks


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _marks_of_ods(xml: str) -> Callable[[str], Marks]:
    sheets: dict[str, Marks] = {}
    marks, row, rows, column, columns = Marks(), 0, 1, 0, 0
    for found in _ODS_TOKEN.finditer(xml):
        kind, about = found[1], _attributes(found[2])
        is_hidden = about.get("table:visibility") in _UNSEEN
        count = _count(about, "columns-repeated")
        if kind == "table":
            marks = sheets.setdefault(unescape(about.get("table:name", "")), Marks())
            row, rows, columns = 0, 0, 0
        elif kind == "table-column":
            if is_hidden:
                marks.hidden_columns |= set(range(columns, columns + min(count, 1 << 14)))
            columns += count
        elif kind == "table-row":
            row, rows, column = row + rows, _count(about, "rows-repeated"), 0
            if is_hidden:
                marks.hidden_rows |= set(range(row, row + min(rows, LAST_ROW)))
        else:
            down, right = _count(about, "rows-spanned"), _count(about, "columns-spanned")
            if down > 1 or right > 1:
                marks.merged.append((row, column, row + down - 1, column + right - 1))
            column += count
    return lambda name: sheets.get(name) or Marks()


def _count(about: dict[str, str], what: str) -> int:
    value = about.get(f"table:number-{what}", "1")
    return int(value) if value.isdecimal() else 1
