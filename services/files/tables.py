"""Rows out of a table that somebody sent: Excel or CSV, from whatever program, honest or not."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from xml.etree.ElementTree import ParseError

from services.files import archives
from services.files.archives import BadArchive, open_archive
from services.files.bounded import TooHeavy, bounded

SECONDS = 30.0
MOST_BYTES = 20 << 20
"""Of the file: what a bot can be sent."""
MOST_UNPACKED = 200 << 20
"""Bytes of all parts of a workbook; 20,000 rows of ordinary width take ten million."""
MOST_CELLS, MOST_COLUMNS = 1_000_000, 256

Row = tuple[object, ...]

_LAST_ROW = 1 << 20
"""Of any Excel sheet."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Excel files begin, and new ones with a password."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOK = re.compile(b"W\0o\0r\0k\0b\0o\0o\0k|B\0o\0o\0k")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NO_TABLE = re.compile(r"\s*(%PDF|\{\\rtf|<(!doctype|html|\?xml|svg|table))", re.IGNORECASE)
_DELIMITERS = ";\t,"
_SAMPLE = 50
"""Rows by which the delimiter is told."""
_BROKEN = (
    # What openpyxl and those below it raise at files that are not what they claim to be. Entities, by which a small
    # file grows without end, are defusedxml's ValueError.
    *(AttributeError, EOFError, LookupError, NotImplementedError, OSError, OverflowError, RuntimeError, TypeError),
    *(ValueError, ParseError, zipfile.BadZipFile, zlib.error),
)


class TableFileFault(StrEnum):
    """Why there are no rows."""

    NOT_A_TABLE = "not-a-table"
    OLD_EXCEL = "old-excel"
    """An .xls of the years before 2007."""
    ENCRYPTED = "encrypted"
    TOO_BIG = "too-big"
    """In bytes, in columns, or in the time and memory that it takes."""
    TOO_MANY_ROWS = "too-many-rows"
    EMPTY = "empty"


class BadTable(Exception):
    """A file from which no rows can be read; the fault says why."""

    def __init__(self, fault: TableFileFault) -> None:
        super().__init__(fault)
        self.fault = fault


async def read_rows(file: bytes, *, most: int) -> list[Row]:
    """The rows of a workbook's first visible sheet (.xlsx), or of a CSV or TSV in UTF-8, UTF-16 or Windows-1251.

    Row N of the sheet stands at N - 1. All rows are as wide as the widest, empty cells are None, empty rows at the end
    and empty columns at the right are left out. Excel gives numbers, dates and texts, and for formulas what they last
    came to; CSV gives texts. Links to other files are not followed. Raises BadTable.
    """
    if len(file) > MOST_BYTES:
        raise BadTable(TableFileFault.TOO_BIG)
    try:
        return await bounded(_read, file, most, seconds=SECONDS)
    except TooHeavy as error:
        raise BadTable(TableFileFault.TOO_BIG) from error


def find_columns(headings: Iterable[object], words: str) -> list[int]:
    """Where the columns are that have a word beginning with one of `words` (`|` between them) in their heading."""
    begins = re.compile("|".join(rf"(?<!\w){re.escape(word)}" for word in words.split("|")), re.IGNORECASE)
    return [at for at, heading in enumerate(headings) if begins.search(str(heading or ""))]


def cell_text(row: Sequence[object], column: int | None) -> str:
    """What stands there, without needless spaces; empty where nothing does, or there is no such column."""
    if column is None or column >= len(row) or row[column] is None:
        return ""
    return " ".join(str(row[column]).split())


def _read(file: bytes, most: int) -> list[Row]:
    if file.startswith(b"PK"):
        return _rectangle(_book(file), most)
    if file.startswith(_OLE):
        raise BadTable(
            TableFileFault.ENCRYPTED
            if _PASSWORD in file
            else TableFileFault.OLD_EXCEL
            if _OLD_BOOK.search(file)
            else TableFileFault.NOT_A_TABLE
        )
    return _rectangle(_text(file), most)


def _book(file: bytes) -> Iterator[Row]:
    import openpyxl  # in the child process only: it takes seven megabytes
    from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

    try:
        _check(file)
        with io.BytesIO(file) as content:
            book = openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)
            sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
            if sheet is None:
                raise BadTable(TableFileFault.EMPTY)
            # What the file says of its size is not believed: of a million rows there may be three, or the reverse.
            sheet.reset_dimensions()
            # Nor is a row believed that claims to stand beyond the last one.
            yield from islice(sheet.iter_rows(values_only=True), _LAST_ROW)
    except BadArchive as error:
        is_alien = error.fault is archives.ArchiveFault.NOT_AN_ARCHIVE
        raise BadTable(TableFileFault.NOT_A_TABLE if is_alien else TableFileFault.TOO_BIG) from error
    except (*_BROKEN, CellCoordinatesException, InvalidFileException) as error:
        raise BadTable(TableFileFault.NOT_A_TABLE) from error


def _check(file: bytes) -> None:
    """Refuses a bomb by what its directory says, before anything is unpacked."""
    with open_archive(file) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadTable(TableFileFault.ENCRYPTED)
    if not all(archives.is_plain(entry) for entry in entries):
        raise BadTable(TableFileFault.NOT_A_TABLE)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(map(archives.is_bomb, entries)):
        raise BadTable(TableFileFault.TOO_BIG)


def _text(file: bytes) -> Iterator[Row]:
    text = _decoded(file)
    if _NO_TEXT.search(text) or _NO_TABLE.match(text):
        raise BadTable(TableFileFault.NOT_A_TABLE)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            yield tuple(row)
    except csv.Error as error:
        raise BadTable(TableFileFault.NOT_A_TABLE) from error


def _decoded(file: bytes) -> str:
    is_wide = file.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1251"):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTable(TableFileFault.NOT_A_TABLE)


def _delimiter(text: str) -> str:
    """The sign by which most rows fall into the same number of columns."""

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(_DELIMITERS, key=agreement)


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
        if width > MOST_COLUMNS or width * len(kept) > MOST_CELLS:
            raise BadTable(TableFileFault.TOO_BIG)
    if not kept:
        raise BadTable(TableFileFault.EMPTY)
    return [row + (None,) * (width - len(row)) for row in kept]


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
