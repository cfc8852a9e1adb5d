"""Copies of the whole database as one SQLite file, made while the bot runs, and put back.

The file has the same format whichever engine it comes from. It is written under another name, readable for its owner
only, and renamed when it is on the disk: a file with the right name is complete. Restoring is atomic, too: the copy is
copied, checked and migrated first, and then replaces the database in one step.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from asyncio import to_thread
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from storage.engine import backup_files
from storage.engine.backup_files import BackupFailed, Problem, sync
from storage.engine.database import Database, DatabaseInUse, open_database
from storage.engine.leadership import exclusive_use
from storage.engine.migrations import MigrationsDisagree, is_migrated, migrate
from storage.engine.move import LONG, Differs, NotEmpty, counts, transfer
from storage.engine.rows import Store, put

SLACK_ROWS, SLACK_SHARE = 10, 0.01
"""So many rows of a table may be missing from a copy: they may have come or gone while it was made and counted."""
BESIDE = (".part", ".restoring", ".unsealed")

__all__ = [
    "Backup",
    "BackupFailed",
    "Backups",
    "FileThere",
    "Problem",
    "make",
    "make_whole",
    "opened",
    "restore",
    "texts_of",
]


class FileThere(Exception):
    """A file has that name already."""


@dataclass(frozen=True, slots=True)
class Backup:
    """How the copy of one day went."""

    day: date
    ended_at: datetime
    rows_checked: int
    problem: str
    """Empty where the copy was opened again and counted."""


class Backups(Store):
    """The table of nightly copies, and how they are made."""

    def __init__(self, database: Database, url: str, texts: Path, recipient: str) -> None:
        """`texts` is the folder of the bot's texts, which go along; copies are encrypted for `recipient`, if any."""
        super().__init__(database)
        self._url = url
        self._texts = texts
        self._recipient = recipient

    async def of(self, day: date) -> Backup | None:
        return await self._read_one(Backup, "SELECT * FROM backups WHERE day = :day", day=day)

    async def newest(self, until: date = date.max, *, good: bool = False) -> Backup | None:
        """The newest up to that day: a wrong clock may have made some of days to come."""
        return await self._read_one(
            Backup,
            """
            SELECT * FROM backups WHERE day <= :until AND (problem = '' OR CAST(:good AS BIGINT) = 0)
            ORDER BY day DESC LIMIT 1
            """,
            until=until,
            good=good,
        )

    async def ended(self, day: date, at: datetime, rows: int, problem: str) -> None:
        """Remembers how the copy of that day went; the last try counts."""
        await put(self._database, "backups", "day", day=day, ended_at=at, rows_checked=rows, problem=problem)

    async def make_and_try(self, file: Path) -> int:
        """Makes the copy and opens it as if it were to be restored; how many rows it has. Raises BackupFailed.

        A copy that cannot be opened, or lacks rows, does not stay.
        """
        before = await counts(self._database)
        found: dict[str, int] = {}

        async def try_it(plain: Path) -> None:
            after = await counts(self._database)
            async with opened(plain, plain.parent) as copy:
                found.update(await counts(copy))
            if not _is_complete(found, before, after):
                raise BackupFailed(Problem.INCOMPLETE)

        await make_whole(self._url, file, self._texts, self._recipient, replace=True, try_it=try_it)
        return sum(found.values())


def _is_complete(found: Mapping[str, int], before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Every table has what it had before and after, but for what came and went meanwhile."""
    return found.keys() == after.keys() and all(
        number + SLACK_ROWS + int(number * SLACK_SHARE) >= min(before[table], after[table])
        and (number or not min(before[table], after[table]))
        for table, number in found.items()
    )


async def make_whole(
    url: str,
    file: Path,
    texts: Path,
    recipient: str,
    *,
    replace: bool = False,
    try_it: Callable[[Path], Awaitable[None]] | None = None,
) -> int:
    """Makes what may leave the machine: the database and the texts, with a checksum beside; how many rows it has.

    Encrypted for `recipient`, if there is one. `try_it` looks at the copy before it is, and may refuse it. Raises what
    `make` raises.
    """
    if not replace and await to_thread(file.exists):
        raise FileThere
    plain = file.with_name(f"{file.name}.plain")
    try:
        rows = await make(url, plain, replace=True)
        if try_it is not None:
            await try_it(plain)
        await to_thread(backup_files.leave, plain, file, texts, recipient)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(Problem.UNWRITABLE) from error
    finally:
        with suppress(OSError):  # next time it is begun anew
            await to_thread(_remove, plain)
    return rows


async def make(url: str, file: Path, *, replace: bool = False) -> int:
    """Copies the database at `url` into `file`, also while the bot runs; how many rows it has.

    Raises FileThere, unless what has the name is to be replaced, and BackupFailed.
    """
    if not replace and await to_thread(file.exists):
        raise FileThere
    part = file.with_name(f"{file.name}{BESIDE[0]}")
    try:
        await to_thread(_begin, part)
        if url.startswith("sqlite:///"):
            await to_thread(_copy, Path(url.removeprefix("sqlite:///")), part)
        else:
            async with open_database(f"sqlite:///{part}") as copy, open_database(url, patience=LONG) as source:
                await migrate(copy)
                await transfer(source, copy)
        await to_thread(_finish, part)
        rows = await to_thread(_rows, part)
        await to_thread(_name, part, file)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(Problem.UNWRITABLE) from error
    except Differs as error:
        raise BackupFailed(Problem.INCOMPLETE) from error
    finally:
        with suppress(OSError):  # next time it is begun anew
            await to_thread(_remove, part)
    return rows


async def restore(url: str, file: Path, *, force: bool = False, key: str = "") -> int:
    """Puts the copy in `file` in place of the database at `url`; how many rows it has. An encrypted one needs its key.

    Raises NotEmpty where there is something already, unless by `force`; DatabaseInUse while the bot runs; BackupFailed.
    """
    async with exclusive_use(url):
        if url.startswith("sqlite:///"):
            path = Path(url.removeprefix("sqlite:///"))
            async with _unsealed(file, path.parent, key) as plain:
                return await _restore_file(path, plain, force=force)
        with tempfile.TemporaryDirectory() as folder:
            async with (
                _unsealed(file, Path(folder), key) as plain,
                opened(plain, Path(folder)) as copy,
                open_database(url, patience=LONG) as target,
            ):
                if not force:
                    await migrate(target)
                return sum((await transfer(copy, target, replace=force)).values())


async def texts_of(file: Path, folder: Path, *, key: str = "") -> int:
    """Writes the texts of a copy into `folder`, which is made; how many files. Raises BackupFailed, FileExistsError."""
    with tempfile.TemporaryDirectory() as trial:
        async with _unsealed(file, Path(trial), key) as plain:
            await to_thread(_check, plain)
            try:
                return await to_thread(backup_files.take_texts, plain, folder)
            except FileExistsError:
                raise
            except (OSError, sqlite3.Error) as error:
                raise BackupFailed(Problem.UNWRITABLE) from error


@asynccontextmanager
async def _unsealed(file: Path, folder: Path, key: str) -> AsyncIterator[Path]:
    """The copy as an SQLite file: itself, or decrypted into `folder` for as long as it is needed."""
    await to_thread(backup_files.check, file)
    if not await to_thread(backup_files.is_sealed, file):
        yield file
        return
    plain = folder / f"{file.name}{BESIDE[2]}"
    try:
        await to_thread(backup_files.unseal, file, plain, key)
        yield plain
    finally:
        with suppress(OSError):  # next time it is begun anew
            await to_thread(_remove, plain)


async def _restore_file(path: Path, file: Path, *, force: bool) -> int:
    beside = path.with_name(f"{path.name}{BESIDE[1]}")
    try:
        if not force and await to_thread(_rows, path) > 0:
            raise NotEmpty(str(path))
        await _check_copy(file, beside)
        rows = await to_thread(_rows, beside)
        await to_thread(_finish, beside)
        await to_thread(_fold, path)
        await to_thread(_name, beside, path)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(Problem.UNWRITABLE) from error
    finally:
        with suppress(OSError):  # next time it is begun anew
            await to_thread(_remove, beside)
    return rows


@asynccontextmanager
async def opened(file: Path, folder: Path) -> AsyncIterator[Database]:
    """A copy of the copy, checked and brought up to this program's migrations. Raises BackupFailed."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".trial-") as trial:
        path = Path(trial) / "trial.db"
        try:
            await _check_copy(file, path)
        except (OSError, sqlite3.Error) as error:
            raise BackupFailed(Problem.UNWRITABLE) from error
        async with open_database(f"sqlite:///{path}") as database:
            yield database


async def _check_copy(file: Path, path: Path) -> None:
    """Copies `file` to `path`, checks it there, and brings it up to date. Raises BackupFailed."""
    await to_thread(_check, file)
    await to_thread(_begin, path)
    await to_thread(_copy, file, path)
    await to_thread(backup_files.drop_texts, path)
    async with open_database(f"sqlite:///{path}") as database:
        try:
            if not await is_migrated(database):
                raise BackupFailed(Problem.FOREIGN)
            await migrate(database)
        except MigrationsDisagree as error:
            raise BackupFailed(Problem.FOREIGN) from error


def _begin(path: Path) -> None:
    """An empty file that its owner alone may read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _copy(source: Path, target: Path) -> None:
    """One moment of a database that may be written meanwhile."""
    if not source.exists():
        raise FileNotFoundError(source)
    with closing(sqlite3.connect(source, timeout=10)) as there, closing(sqlite3.connect(target)) as here:
        here.execute("PRAGMA journal_mode = OFF")
        here.execute("PRAGMA synchronous = OFF")  # the whole file is written out before it gets its name
        there.backup(here)


def _check(path: Path) -> None:
    """Raises BackupFailed where it is no whole SQLite file."""
    if not path.is_file():
        raise BackupFailed(Problem.MISSING)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            damaged = database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
            dangling = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise BackupFailed(Problem.BROKEN) from error
    if damaged or dangling:
        raise BackupFailed(Problem.BROKEN)


def _rows(path: Path) -> int:
    """Of all tables but that of migrations; none where there is no file."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        ).fetchall()
        counted = [
            database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]  # noqa: S608 - of the database itself
            for (name,) in tables
            if name != "migrations"
        ]
    return sum(counted)


def _fold(path: Path) -> None:
    """Everything of the database stands in the one file, so that another can take its place. Raises DatabaseInUse.

    Of a damaged one, what there is moves aside: somebody may want to look at it.
    """
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            mode = database.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError as error:
        raise DatabaseInUse(str(path)) from error
    except sqlite3.DatabaseError:
        for ending in ("-wal", "-shm"):
            if (rest := path.with_name(f"{path.name}{ending}")).exists():
                rest.replace(path.with_name(f"{path.name}.damaged{ending}"))
        shutil.copyfile(path, path.with_name(f"{path.name}.damaged"))
        return
    if mode != "delete":
        raise DatabaseInUse(str(path))


def _finish(path: Path) -> None:
    """The file is one and on the disk."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    sync(path)


def _name(path: Path, name: Path) -> None:
    path.replace(name)
    sync(name.parent)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
