"""A copy as a file that leaves the machine: the texts go with it, a checksum stands beside it, and age may seal it.

The texts stand in the copy as an SQLite archive, so that `sqlite3 FILE -A --extract` takes them out without this
program. The checksum is a line for `sha256sum --check`. A sealed copy is opened by any program that knows age.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

__all__ = ["BackupFailed", "Problem", "check", "drop_texts", "is_sealed", "leave", "sync", "take_texts", "unseal"]

ARCHIVE = "sqlar"
"""The table of an SQLite archive; the name and the columns are SQLite's."""
SEALED = b"age-encryption.org/v1"
"""How every file of age begins."""


class Problem(StrEnum):
    """Why there is no good copy."""

    UNWRITABLE = "unwritable"
    """No room, no right, no folder."""
    MISSING = "missing"
    """There is no file of that name."""
    UNREADABLE = "unreadable"
    """There is one, but this user may not read it."""
    BROKEN = "broken"
    """It is no SQLite file, a damaged one, or its checksum is another."""
    SEALED = "sealed"
    """It is encrypted, and no key was given."""
    OTHER_KEY = "other-key"
    """It is encrypted for another key than the one given, or what was given is no key."""
    FOREIGN = "foreign"
    """It was made by another program, or by a later version of this one."""
    INCOMPLETE = "incomplete"
    """Rows are missing."""


class BackupFailed(Exception):
    """The copy was not made, or is none."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def leave(copy: Path, file: Path, texts: Path, recipient: str) -> None:
    """Makes `file` of a finished copy of the database: with the texts, sealed where there is a recipient, checksummed.

    `copy` is used up. A file with the right name is complete. Raises OSError and sqlite3.Error.
    """
    _add_texts(copy, texts)
    ready = copy
    if recipient:
        ready = file.with_name(f"{file.name}.sealed")
        _seal(copy, ready, recipient)
        copy.unlink()
    sync(ready)
    _checksum(file).unlink(missing_ok=True)
    digest = _digest(ready)
    ready.replace(file)
    with _private(_checksum(file)) as beside:
        beside.write(f"{digest}  {file.name}\n".encode())
    sync(file.parent)


def check(file: Path) -> None:
    """Raises BackupFailed where the file is missing, unreadable, or not what its checksum says."""
    try:
        digest = _digest(file)
        beside = _checksum(file)
        damaged = beside.is_file() and beside.read_text(encoding="ascii").split()[:1] != [digest]
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise BackupFailed(Problem.MISSING) from error
    except PermissionError as error:
        raise BackupFailed(Problem.UNREADABLE) from error
    except (OSError, UnicodeDecodeError) as error:  # the disk cannot read it, or the line beside is none
        raise BackupFailed(Problem.BROKEN) from error
    if damaged:
        raise BackupFailed(Problem.BROKEN)


def is_sealed(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(SEALED)) == SEALED


def unseal(file: Path, target: Path, key: str) -> None:
    """Decrypts `file` into `target`; `key` is what age-keygen wrote. Raises BackupFailed."""
    import pyrage

    lines = [line.strip() for line in key.splitlines()]
    try:
        identities = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as error:
        raise BackupFailed(Problem.OTHER_KEY) from error
    if not identities:
        raise BackupFailed(Problem.SEALED)
    try:
        with _private(target):
            pyrage.decrypt_file(str(file), str(target), identities)
    except pyrage.DecryptError as error:
        raise BackupFailed(Problem.OTHER_KEY if "key" in str(error) else Problem.BROKEN) from error
    except OSError as error:
        # A damaged block has no number of the system; a full disk has one.
        raise BackupFailed(Problem.UNWRITABLE if error.errno else Problem.BROKEN) from error


def take_texts(copy: Path, folder: Path) -> int:
    """Writes the texts that a copy holds into `folder`, which is made; how many files. None where it holds none.

    Raises FileExistsError where the folder is there already: what stands in it is not overwritten.
    """
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(copy)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (ARCHIVE,)).fetchone():
            return 0
        files = database.execute(f"SELECT name, sz, data FROM {ARCHIVE} WHERE sz >= 0").fetchall()  # noqa: S608
    for name, size, data in files:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise BackupFailed(Problem.FOREIGN)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zlib.decompress(data) if len(data) < size else data)
    return len(files)


def drop_texts(copy: Path) -> None:
    """Leaves the tables of the bot only."""
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(f"DROP TABLE IF EXISTS {ARCHIVE}")


def sync(path: Path) -> None:
    """Waits until the file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _add_texts(copy: Path, folder: Path) -> None:
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(f"CREATE TABLE {ARCHIVE} (name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB)")
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            data, about = path.read_bytes(), path.stat()
            packed = min(zlib.compress(data), data, key=len)
            row = (path.relative_to(folder).as_posix(), about.st_mode, int(about.st_mtime), len(data), packed)
            database.execute(f"INSERT INTO {ARCHIVE} VALUES (?, ?, ?, ?, ?)", row)  # noqa: S608


def _seal(copy: Path, target: Path, recipient: str) -> None:
    import pyrage

    with _private(target):
        pyrage.encrypt_file(str(copy), str(target), [pyrage.x25519.Recipient.from_str(recipient)])


def _checksum(file: Path) -> Path:
    return file.with_name(f"{file.name}.sha256")


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _private(path: Path) -> BinaryIO:
    """A new file that its owner alone may read."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
