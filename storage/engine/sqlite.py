"""SQLite behind `Database`: one connection writes, a few read.

Every connection has a thread of its own, and a statement costs one hop to it: `execute_fetchall` is one, cursor,
fetch and close would be three (55 µs and 156 µs). Writes take turns; reads never wait for them (WAL).
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeVar

import aiosqlite

from storage.engine.database import (
    Database,
    DatabaseAway,
    DatabaseInUse,
    DatabaseUnavailable,
    NestedTransaction,
    Row,
    Statements,
    columns_of,
)

log = logging.getLogger(__name__)

READERS = 2
"""Connections for reads: with two, a long report does not hold up the replies."""
CHECKPOINT = 20.0
"""Seconds between two moves of what was written from the log (WAL) into the file."""
BUSY = 100
"""With more writes a second than this the move waits, for it slows the disk down for some tenths of a second."""
LATEST_CHECKPOINT = 60.0
"""Seconds after which the move does not wait any longer."""
LOOK = 1.0
"""Seconds between two looks at how many writes there were."""
LONGEST_LOG = 250_000
"""Pages (1 GB). A longer log is moved by the writing connection itself: there was no quiet moment for the other."""
BUSY_TIMEOUT = 5.0
"""Seconds for which a write waits for another process (a backup, an editor) before it fails."""

AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""SQLite's codes for what is not the statement's fault."""

T = TypeVar("T")

_in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)


class SqliteAway(DatabaseAway, sqlite3.OperationalError):
    """The file is locked, cannot be read or written, or its disk is full."""


class SqliteDatabase(Database):
    """A SQLite file."""

    dialect = "sqlite"

    def __init__(
        self,
        writer: aiosqlite.Connection,
        readers: Sequence[aiosqlite.Connection],
        mover: aiosqlite.Connection | None,
        guard: IO[bytes] | None,
    ) -> None:
        """`mover` empties the log beside the others; without it the writing connection does, as SQLite has it."""
        self._writer = writer
        self._writing = asyncio.Lock()
        self._waiting: list[_Write] = []
        """Single statements that wait for their turn to write."""
        self._readers = readers
        self._next_reader = 0
        self._mover = mover
        self._moving = asyncio.create_task(self._empty_log(mover)) if mover else None
        self._writes = 0
        """The number of write turns since the file was opened."""
        self._guard = guard
        self._exclusive: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    async def open(cls, path: str, *, exclusive: bool = False, busy_timeout: float = BUSY_TIMEOUT) -> SqliteDatabase:
        """Opens the file, making it and its folder where they are missing.

        Raises DatabaseInUse, DatabaseUnavailable.
        """
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            guard = lock(Path(f"{path}.lock")) if exclusive else None
        except OSError as error:
            raise DatabaseUnavailable(str(error)) from error
        opened: list[aiosqlite.Connection] = []
        try:
            for number in range(1 + READERS + exclusive):
                connection = await aiosqlite.connect(path, isolation_level=None, timeout=busy_timeout)
                opened.append(connection)
                connection.row_factory = sqlite3.Row
                await connection.execute_fetchall("PRAGMA foreign_keys = ON")
                if number == 0:
                    await connection.execute_fetchall("PRAGMA journal_mode = WAL")
                    await connection.execute_fetchall("PRAGMA synchronous = NORMAL")
                    if exclusive:
                        await connection.execute_fetchall(f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}")
                elif number <= READERS:
                    await connection.execute_fetchall("PRAGMA query_only = ON")
                    # KiB; the system keeps the file's pages anyway, and a large mailing would fill every cache.
                    await connection.execute_fetchall("PRAGMA cache_size = -512")
        except sqlite3.Error as error:
            for connection in opened:
                await connection.close()
            if guard:
                guard.close()
            raise DatabaseUnavailable(f"{path}: {error}") from error
        return cls(opened[0], opened[1 : 1 + READERS], opened[-1] if exclusive else None, guard)

    async def close(self) -> None:
        if self._moving and self._mover:
            self._moving.cancel()
            await asyncio.wait({self._moving})
            await self._mover.close()
        for connection in (*self._readers, self._writer):
            await connection.close()
        if self._guard:
            self._guard.close()  # the lock goes with the file

    async def fetch(self, sql: str, **parameters: object) -> list[Row]:
        if _reads(sql):
            self._next_reader = (self._next_reader + 1) % len(self._readers)
            return await _hop(self._readers[self._next_reader], partial(_rows, sql, columns_of(sql, parameters)))
        rows: list[Row] = await self._write(partial(_rows, sql, columns_of(sql, parameters)))
        return rows

    async def fetch_tuples(self, sql: str, **parameters: object) -> list[Any]:
        """As SQLite makes them, in its thread: a page of thousands of rows holds the loop for less."""
        if not _reads(sql):
            return await super().fetch_tuples(sql, **parameters)
        self._next_reader = (self._next_reader + 1) % len(self._readers)
        return await _hop(self._readers[self._next_reader], partial(_tuples, sql, columns_of(sql, parameters)))

    async def execute(self, sql: str, **parameters: object) -> int:
        count: int = await self._write(partial(_touched, sql, columns_of(sql, parameters)))
        return count

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        async with self.transaction() as statements:
            await statements.execute_many(sql, rows)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Statements]:
        async with self._turn():
            entered = _in_transaction.set(True)
            try:
                statements = _Transaction(self._writer)
                yield statements
                if statements.has_begun:
                    await self._writer.execute_fetchall("COMMIT")
            except BaseException:
                # In the connection's thread it comes after whatever was sent before, even a BEGIN whose task was
                # cancelled; where SQLite has rolled back by itself (disk full), it does nothing. Shielded: a
                # second cancellation must not leave the connection in the middle of a transaction.
                await asyncio.shield(self._writer.rollback())
                raise
            finally:
                _in_transaction.reset(entered)

    async def _write(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """Runs one statement on the writing connection, and with it all that waited for the same turn.

        A commit costs more than a statement, so those who write at the same time share one.
        """
        mine = _Write(work, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        try:
            async with self._turn():
                if not mine.outcome.done():
                    together, self._waiting = self._waiting, []
                    # A task of its own: whoever waits for it may be cancelled, the others go on.
                    hop = asyncio.create_task(_hop(self._writer, partial(_together, together)))
                    hop.add_done_callback(partial(_tell, together))
                    await asyncio.wait({hop})
            return await mine.outcome
        finally:
            if mine in self._waiting:  # cancelled, or refused within a transaction
                self._waiting.remove(mine)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Statements]:
        async with self.transaction() as statements:  # nobody else writes
            yield statements

    @asynccontextmanager
    async def exclusive(self, name: str) -> AsyncIterator[bool]:
        async with self._exclusive[name]:
            yield True

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if _in_transaction.get():
            raise NestedTransaction("use the statements of the transaction")
        async with self._writing:
            self._writes += 1
            yield

    async def _empty_log(self, mover: aiosqlite.Connection) -> None:
        """Moves what was written into the file, on a connection of its own, when few write.

        Passive: nobody waits for it, and what is under way meanwhile is left for the next time.
        """
        waited = written = 0.0
        while True:
            await asyncio.sleep(LOOK)
            waited += LOOK
            written, before = self._writes, written
            is_busy = written - before > BUSY * LOOK
            if waited < (LATEST_CHECKPOINT if is_busy else CHECKPOINT):
                continue
            waited = 0.0
            try:
                await mover.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")
            except sqlite3.Error as error:  # a full disk, say: the writing connection meets it as well
                log.warning("what was written stays in the log: %s", error)


class _Transaction(Statements):
    """The statements of one transaction on the writing connection. It begins with the first one, in the same hop."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.has_begun = False

    async def fetch(self, sql: str, **parameters: object) -> list[Row]:
        return await self._do(partial(_rows, sql, columns_of(sql, parameters)))

    async def execute(self, sql: str, **parameters: object) -> int:
        return await self._do(partial(_touched, sql, columns_of(sql, parameters)))

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        await self._do(lambda connection: connection.executemany(sql, (columns_of(sql, row) for row in rows)).close())

    async def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self.has_begun:
            return await _hop(self._connection, work)
        self.has_begun = True
        return await _hop(self._connection, partial(_begin, work))


async def _hop(connection: aiosqlite.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Runs `work` in the connection's thread: one hop, where aiosqlite's cursors would take three."""
    try:
        result: T = await connection._execute(work, connection._conn)  # type: ignore[no-untyped-call]
    except sqlite3.OperationalError as error:
        raise _named(error) from error
    return result


def _named(error: BaseException) -> BaseException:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without its finer part
    if code not in AWAY:
        return error
    away = SqliteAway(*error.args)
    away.__cause__ = error  # its name tells a full disk from a lock
    return away


# In the connection's thread


@dataclass(frozen=True, slots=True, eq=False)
class _Write:
    """A statement that waits to be written, and what comes of it."""

    work: Callable[[sqlite3.Connection], Any]
    outcome: asyncio.Future[Any]


def _begin(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    connection.execute("BEGIN IMMEDIATE")
    return work(connection)


def _rows(sql: str, parameters: Mapping[str, object], connection: sqlite3.Connection) -> list[Row]:
    cursor = connection.execute(sql, parameters)
    rows: list[Row] = [dict(row) for row in cursor.fetchall()]
    cursor.close()
    return rows


def _tuples(sql: str, parameters: Mapping[str, object], connection: sqlite3.Connection) -> list[Any]:
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute(sql, parameters).fetchall()
    cursor.close()
    return rows


def _touched(sql: str, parameters: Mapping[str, object], connection: sqlite3.Connection) -> int:
    cursor = connection.execute(sql, parameters)
    count = max(cursor.rowcount, 0)  # -1 for a statement that touches no rows
    cursor.close()
    return count


def _together(writes: Sequence[_Write], connection: sqlite3.Connection) -> list[tuple[Any, sqlite3.Error | None]]:
    """Result or error of each statement, all in one transaction. Raises what undid the whole."""
    if len(writes) == 1:
        return [(writes[0].work(connection), None)]
    outcomes: list[tuple[Any, sqlite3.Error | None]] = []
    connection.execute("BEGIN IMMEDIATE")
    try:
        for write in writes:
            try:
                outcomes.append((write.work(connection), None))
            except sqlite3.Error as error:  # it undid itself, and is nobody else's trouble
                if not connection.in_transaction:  # unless SQLite gave up the transaction (disk full)
                    raise
                outcomes.append((None, error))
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return outcomes


def _tell(writes: Sequence[_Write], hop: asyncio.Task[list[tuple[Any, sqlite3.Error | None]]]) -> None:
    """Gives everybody the outcome of her own statement."""
    failed = ConnectionError("the database was closed") if hop.cancelled() else hop.exception()
    for write, (result, error) in zip(writes, [(None, failed)] * len(writes) if failed else hop.result(), strict=True):
        if write.outcome.done():  # cancelled meanwhile
            continue
        if error:
            write.outcome.set_exception(_named(error))
        else:
            write.outcome.set_result(result)


def _reads(sql: str) -> bool:
    return sql.lstrip()[:6].upper() == "SELECT"


def lock(path: Path) -> IO[bytes]:
    """The lock file beside the database, held until it is closed or the process ends, however it ends.

    Raises DatabaseInUse.
    """
    file = path.open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise DatabaseInUse(str(path)) from None
    return file
