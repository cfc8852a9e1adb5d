"""Rows out of a table that somebody sent: Excel, LibreOffice or CSV, from whatever program, honest or not."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from xml.etree.ElementTree import ParseError

from services.files import archives
from services.files.archives import BadArchive, open_archive
from services.files.bounded import TooHeavy, bounded
from services.files.tables.text_tables import Unbalanced, decoded, rows_of_text

SECONDS = 30.0
MOST_BYTES = 20 << 20
"""Of the file: what a bot can be sent."""
MOST_UNPACKED = 200 << 20
"""Bytes of all parts of a workbook; 20,000 rows of ordinary width take ten million."""
MOST_CELLS, MOST_COLUMNS, MOST_SHEETS = 1_000_000, 1024, 50

Row = tuple[object, ...]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Excel files of the years before 2007 begin, old documents of Word, and new ones with a password."""
_PASSWORD, _WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_OLD_BOOK = re.compile(b"W\0o\0r\0k\0b\0o\0o\0k|B\0o\0o\0k")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PAGE = re.compile(
    r"\s*(<!--.*?-->\s*)*<(!doctype|html|\?xml|table|thead|tbody|tr|meta|style|head|body|div)\b|MIME-Version:.*<html",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNING = 4096
"""Characters in which a page shows that it is one."""
_BROKEN = (
    # What is raised at files that are not what they claim to be.
    *(AttributeError, EOFError, LookupError, NotImplementedError, OSError, OverflowError, RuntimeError, TypeError),
    *(ValueError, ParseError, zipfile.BadZipFile, zlib.error),
)


class TableFileFault(StrEnum):
    """Why there are no rows."""

    NOT_A_TABLE = "not-a-table"
    BROKEN = "broken-table"
    """A workbook that was cut off or damaged."""
    WORD = "word"
    PDF = "pdf"
    PICTURE = "picture"
    PAGE = "page"
    """HTML or XML, which some programs call .xls."""
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    TOO_BIG = "too-big"
    """In bytes, or in the time and memory that it takes."""
    TOO_WIDE = "too-wide"
    """More columns than any table of people has."""
    TOO_MANY_ROWS = "too-many-rows"
    QUOTES = "quotes"
    """A quote that is not closed: rows would be swallowed. `BadTable.row` says where."""
    EMPTY = "empty"


class BadTable(Exception):
    """A file from which no rows can be read; the fault says why."""

    def __init__(self, fault: TableFileFault, row: int = 0) -> None:
        super().__init__(fault, row)
        self.fault = fault
        self.row = row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. Row N of it stands at N - 1; columns count from 0.

    All rows are as wide as the widest, empty cells are None, empty rows at the end and empty columns at the right are
    left out. What is merged stands in each of its cells.
    """

    name: str
    """Empty for CSV."""
    rows: Sequence[Row]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    wide: tuple[tuple[int, int, int], ...] = ()
    """Where cells of one row are merged: the row, the first and the last column."""
    is_old: bool = False
    """Whether it is an .xls, of which nobody tells what is hidden or in error."""


_MAGIC = (
    (b"%PDF", TableFileFault.PDF),
    (b"{\\rtf", TableFileFault.WORD),
    *((begins, TableFileFault.PICTURE) for begins in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    *((begins, TableFileFault.ARCHIVE) for begins in (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh")),
)


async def read_sheets(file: bytes, *, most: int) -> list[Sheet]:
    """The sheets of a workbook that are seen and not empty (.xlsx, .xlsm, .xls, .ods), or the one of a CSV.

    `most` is of the rows of all sheets. Workbooks give numbers, days and texts, for formulas what they last came to,
    and their errors as texts that begin with «#»; CSV gives texts. Links to other files are not followed. Raises
    BadTable.
    """
    if len(file) > MOST_BYTES:
        raise BadTable(TableFileFault.TOO_BIG)
    try:
        return await bounded(_read, file, most, seconds=SECONDS)
    except TooHeavy as error:
        raise BadTable(TableFileFault.TOO_BIG) from error


def cell_text(value: object) -> str:
    """What stands in a cell on one line, without needless spaces; days as people write them."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y %H:%M" if isinstance(value, datetime) else "%d.%m.%Y")
    return " ".join(str(value).split())


def letter(column: int) -> str:
    """As Excel names a column: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _read(file: bytes, most: int) -> list[Sheet]:
    if file.startswith(b"PK"):
        return _book(file, most)
    if file.startswith(_OLE):
        if _PASSWORD in file:
            raise BadTable(TableFileFault.ENCRYPTED)
        if not _OLD_BOOK.search(file):
            raise BadTable(TableFileFault.WORD if _WORD in file else TableFileFault.NOT_A_TABLE)
        return _book(file, most)
    fault = next((fault for begins, fault in _MAGIC if file.startswith(begins)), None)
    if fault:
        raise BadTable(fault)
    return [Sheet("", _rectangle(_text(file), most))]


def _book(file: bytes, most: int) -> list[Sheet]:
    from python_calamine import CalamineError, PasswordError  # in the child process only

    from services.files.tables.workbooks import sheets_of_book

    try:
        if file.startswith(b"PK"):
            _check(file)
        sheets: list[Sheet] = []
        for page in sheets_of_book(file):
            left = most - sum(len(each.rows) for each in sheets)
            try:
                rows = _rectangle(page.rows, left)
            except BadTable as error:
                if error.fault is TableFileFault.EMPTY:
                    continue
                raise
            marks = page.marks
            wide = _fill(rows, marks.merged)
            hidden = tuple(each + 1 for each in sorted(marks.hidden_rows) if each < len(rows) and any(rows[each]))
            columns = tuple(each for each in sorted(marks.hidden_columns) if each < len(rows[0]))
            sheets.append(Sheet(page.name, rows, hidden, columns, wide, is_old=file.startswith(_OLE)))
            if len(sheets) > MOST_SHEETS:
                raise BadTable(TableFileFault.TOO_BIG)
    except BadArchive as error:
        is_alien = error.fault is archives.ArchiveFault.NOT_AN_ARCHIVE
        raise BadTable(TableFileFault.BROKEN if is_alien else TableFileFault.TOO_BIG) from error
    except PasswordError as error:
        raise BadTable(TableFileFault.ENCRYPTED) from error
    except (*_BROKEN, CalamineError) as error:
        raise BadTable(TableFileFault.BROKEN) from error
    if not sheets:
        raise BadTable(TableFileFault.EMPTY)
    return sheets


def _fill(rows: list[Row], merged: Iterable[tuple[int, int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Puts the value of merged cells into each of them; gives the rows of which several cells are one."""
    wide: list[tuple[int, int, int]] = []
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= len(rows[0]):
            continue
        value, right = rows[top][left], min(right, len(rows[0]) - 1)
        for number in range(top, min(bottom, len(rows) - 1) + 1):
            row = list(rows[number])
            row[left : right + 1] = [value] * (right + 1 - left)
            rows[number] = tuple(row)
            if right > left:
                wide.append((number + 1, left, right))
    return tuple(wide)


def _check(file: bytes) -> None:
    """Refuses a bomb by what its directory says, and what is no workbook, before anything is unpacked."""
    with open_archive(file) as archive:
        entries = archive.infolist()
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadTable(TableFileFault.ENCRYPTED)
    if "word/document.xml" in names or _is_text(file, names):
        raise BadTable(TableFileFault.WORD)
    if "content.xml" not in names and "[content_types].xml" not in names:
        raise BadTable(TableFileFault.ARCHIVE)
    if not all(archives.is_plain(entry) for entry in entries):
        raise BadTable(TableFileFault.BROKEN)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(map(archives.is_bomb, entries)):
        raise BadTable(TableFileFault.TOO_BIG)
    with open_archive(file) as archive:
        for entry in entries:
            with archive.open(entry) as part:
                if b"<!DOCTYPE" in part.read(1024).upper():  # no writer of workbooks declares entities
                    raise BadTable(TableFileFault.BROKEN)


def _is_text(file: bytes, names: Iterable[str]) -> bool:
    """Whether it is what a writing program of the OpenDocument kind has written."""
    with open_archive(file) as archive:
        return "mimetype" in names and archive.read("mimetype")[:100].endswith(b"opendocument.text")


def _text(file: bytes) -> Iterator[Row]:
    text = decoded(file)
    if _PAGE.match((file.decode("latin-1") if text is None else text)[:_BEGINNING]):
        raise BadTable(TableFileFault.PAGE)
    if text is None or _NO_TEXT.search(text):
        raise BadTable(TableFileFault.NOT_A_TABLE)
    try:
        yield from rows_of_text(text)
    except Unbalanced as error:
        raise BadTable(TableFileFault.QUOTES, error.row) from error
    except csv.Error as error:
        raise BadTable(TableFileFault.NOT_A_TABLE) from error


def _rectangle(rows: Iterable[Row], most: int) -> list[Row]:
    """The rows without what is empty at their ends, all of one width."""
    kept: list[Row] = []
    blank = 0
    width = 0
    for row in rows:
        last = max((place for place, value in enumerate(row, 1) if not _is_empty(value)), default=0)
        if not last:
            blank += 1
            continue
        width = max(width, last)
        if len(kept) + blank + 1 > most:
            raise BadTable(TableFileFault.TOO_MANY_ROWS)
        kept += [()] * blank
        kept.append(tuple(None if _is_empty(value) else value for value in row[:last]))
        blank = 0
        if width > MOST_COLUMNS:
            raise BadTable(TableFileFault.TOO_WIDE)
        if width * len(kept) > MOST_CELLS:
            raise BadTable(TableFileFault.TOO_BIG)
    if not kept:
        raise BadTable(TableFileFault.EMPTY)
    return [row + (None,) * (width - len(row)) for row in kept]


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
