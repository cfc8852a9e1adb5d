"""Files out of a ZIP that somebody sent. Nothing is written to disk, and no header is believed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from services.files.bounded import TooHeavy, bounded
from services.text import UNSEEN

SECONDS = 20.0
MOST_EACH = 20 << 20
"""Bytes of one file: what a bot can be sent by itself."""
MOST_ENTRIES = 10_000
"""Of all kinds, folders and hidden files included."""
MOST_RATIO, RATIO_FROM = 100, 1 << 20
"""No document becomes a hundred times smaller; small files may, for they harm nobody."""
LONGEST_NAME = 120

_ARCHIVE_NAME = re.compile(r"\.(zip|rar|7z|tar|gz|tgz|bz2|xz|zst|cab|iso|jar)$", re.IGNORECASE)
_ARCHIVE_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OFFICE = re.compile(r"\.(xlsx|xlsm|xltx|docx|pptx|ods|odt)$", re.IGNORECASE)
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_UKRAINIAN = re.compile(
    "[\u0410-\u0429\u042c\u042e-\u0449\u044c\u044e\u044f\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491\u2019]"
)
_OLD_CODE_PAGES = ("cp866", "cp1125", "cp1251")
"""DOS, the same with all Ukrainian letters, Windows."""
_UNICODE_PATH = 0x7075
"""The extra field in which archivers write the name in UTF-8."""
_LOCAL_HEADER = 30
"""Bytes before the name; the least that an entry takes besides its content."""


class ArchiveFault(StrEnum):
    """What is wrong with the whole archive."""

    NOT_AN_ARCHIVE = "not-an-archive"
    TOO_MANY = "too-many"
    BOMB = "bomb"
    """Its entries share their bytes, or it takes more time and memory than any archive of documents."""


class LeftOut(StrEnum):
    """Why a file in it was not taken."""

    ENCRYPTED = "encrypted"
    ARCHIVE = "archive"
    """An archive within the archive."""
    TOO_BIG = "too-big"
    """By itself, or because those before it have filled the measure."""
    TOO_MANY = "too-many"
    BOMB = "bomb"
    """It claims to have been made smaller than any document can be."""
    HIDDEN = "hidden"
    """What systems and programs keep for themselves: nothing that a person meant to send."""
    UNREADABLE = "unreadable"
    EMPTY = "empty"


class BadArchive(Exception):
    """Nothing of it can be taken; the fault says why."""

    def __init__(self, fault: ArchiveFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files in the order of the archive, and what was left out. Names are shown, never used as paths."""

    files: tuple[tuple[str, bytes], ...]
    left_out: tuple[tuple[str, LeftOut], ...]


async def unpack(file: bytes, *, most: int, most_bytes: int) -> Unpacked:
    """At most `most` files with at most `most_bytes` bytes in all; both are the caller's to choose.

    Of a name only the last part is kept, in whatever code page it was written. Raises BadArchive.
    """
    try:
        return await bounded(_unpack, file, most, most_bytes, seconds=SECONDS)
    except TooHeavy as error:
        raise BadArchive(ArchiveFault.BOMB) from error


def is_archive(file: bytes) -> bool:
    """Whether it is a ZIP of files, and no document that is one inside."""
    if not file.startswith(_ARCHIVE_MAGIC[:2]):
        return False
    try:
        with open_archive(file) as archive:
            names = {entry.filename.replace("\\", "/").lower() for entry in archive.infolist()}
    except BadArchive:
        return b"[Content_Types].xml" not in file
    return not names & {"[content_types].xml", "content.xml"}


def open_archive(file: bytes) -> zipfile.ZipFile:
    """A ZIP of which each entry has bytes of its own. Raises BadArchive.

    What is read of an entry never gets longer than its `file_size` claims, so a sum of the claims is a bound.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(file))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise BadArchive(ArchiveFault.NOT_AN_ARCHIVE) from error
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise BadArchive(ArchiveFault.TOO_MANY)
    end = len(file)
    for entry in sorted(entries, key=lambda entry: entry.header_offset, reverse=True):
        if entry.header_offset + _LOCAL_HEADER + entry.compress_size > end:
            raise BadArchive(ArchiveFault.BOMB)
        end = entry.header_offset
    return archive


def is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry claims more than honest compression can do."""
    return entry.file_size > max(RATIO_FROM, MOST_RATIO * entry.compress_size)


def is_plain(entry: zipfile.ZipInfo) -> bool:
    """Whether it is packed in one of the two ways that are unpacked piece by piece, and so within bounds."""
    return entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _unpack(file: bytes, most: int, most_bytes: int) -> Unpacked:
    archive = open_archive(file)
    files: list[tuple[str, bytes]] = []
    left_out: list[tuple[str, LeftOut]] = []
    room = most_bytes
    for entry in archive.infolist():
        path = PurePosixPath(_name(entry).replace("\\", "/"))
        if entry.is_dir() or not path.name.strip("."):
            continue
        name = _shown(path.name)
        taken = LeftOut.TOO_MANY if len(files) == most else _take(archive, entry, path, min(room, MOST_EACH))
        if isinstance(taken, LeftOut):
            left_out.append((name, taken))
        else:
            files.append((name, taken))
            room -= len(taken)
    return Unpacked(tuple(files), tuple(left_out))


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: PurePosixPath, room: int) -> bytes | LeftOut:
    if _is_hidden(path.parts):
        return LeftOut.HIDDEN
    if entry.flag_bits & 1:
        return LeftOut.ENCRYPTED
    if _ARCHIVE_NAME.search(path.name):
        return LeftOut.ARCHIVE
    if entry.file_size > room:
        return LeftOut.TOO_BIG
    if is_bomb(entry):
        return LeftOut.BOMB
    if not is_plain(entry):
        return LeftOut.UNREADABLE
    try:
        with archive.open(entry) as packed:
            content = packed.read(room)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
        return LeftOut.UNREADABLE
    if not content:
        return LeftOut.EMPTY
    if content.startswith(_ARCHIVE_MAGIC) and not _OFFICE.search(path.name):
        return LeftOut.ARCHIVE
    return content


def _is_hidden(parts: Iterable[str]) -> bool:
    return any(part.lower() in _LITTER or (part.startswith(".") and part.strip(".")) for part in parts)


def _shown(name: str) -> str:
    """A name as it may be shown: without what is not seen, its end kept when it is long."""
    return UNSEEN.sub("", name).strip()[-LONGEST_NAME:]


def _name(entry: zipfile.ZipInfo) -> str:
    """The name in the letters it was written in: `zipfile` reads what is not marked as UTF-8 as American DOS."""
    if entry.flag_bits & 0x800:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437")
    for guess in (_unicode_path(entry.extra, raw), raw):
        try:
            return guess.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return max(
        (raw.decode(page, "replace") for page in _OLD_CODE_PAGES), key=lambda name: len(_UKRAINIAN.findall(name))
    )


def _unicode_path(extra: bytes, raw: bytes) -> bytes:
    """What the extra field says the name is, while it is about this very name; otherwise the name itself."""
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and field[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            return field[5:]
    return raw
