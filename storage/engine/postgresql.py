"""PostgreSQL behind `Database`: a pool of asyncpg connections."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import asyncpg

from storage.engine.database import (
    Database,
    DatabaseAway,
    DatabaseUnavailable,
    NestedTransaction,
    PoolerBetween,
    Row,
    Statements,
    columns_of,
    translate,
)

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

POOL = 10
"""Connections of one process; a database takes a hundred by default, so ten processes fit."""
TIMEOUT = 10.0
"""Seconds for one statement, the same before a lost connection is given up."""
LOCK_WAIT = 5.0
"""Seconds for which `exclusive` waits for whoever has the name now."""

_EXCLUSIVE = 7_312_004
"""Any number: it tells the advisory locks of `exclusive` from others."""
AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""asyncpg's words for what is not the statement's fault."""
_in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)


class PostgresqlDatabase(Database):
    """A PostgreSQL database."""

    dialect = "postgresql"

    def __init__(self, pool: asyncpg.Pool[asyncpg.Record]) -> None:
        self._pool = pool
        self._exclusive: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    async def open(cls, url: str, patience: float | None = None) -> PostgresqlDatabase:
        """Opens a pool. Raises DatabaseUnavailable, whose words never hold the address with its password."""
        try:
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=POOL,
                command_timeout=patience or TIMEOUT,
                timeout=TIMEOUT,
                connection_class=_Connection,
            )
        except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise DatabaseUnavailable(type(error).__name__) from error
        if await shares_sessions(url):
            await pool.close()
            raise PoolerBetween
        return cls(pool)

    async def close(self) -> None:
        await self._pool.close()

    async def fetch(self, sql: str, **parameters: object) -> list[Row]:
        async with self._connection() as connection:
            return await _Transaction(connection).fetch(sql, **parameters)

    async def execute(self, sql: str, **parameters: object) -> int:
        async with self._connection() as connection:
            return await _Transaction(connection).execute(sql, **parameters)

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        async with self._connection() as connection:
            await _Transaction(connection).execute_many(sql, rows)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Statements]:
        async with self._connection() as connection:
            entered = _in_transaction.set(True)
            try:
                async with _begun(connection.transaction()):
                    yield _Transaction(connection)
            finally:
                _in_transaction.reset(entered)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Statements]:
        async with (
            self._connection() as connection,
            _begun(connection.transaction(isolation="repeatable_read", readonly=True)),
        ):
            yield _Transaction(connection)

    @asynccontextmanager
    async def exclusive(self, name: str) -> AsyncIterator[bool]:
        """Of this process no more than one waits for the lock, and holds a connection for it."""
        async with self._exclusive[name], AsyncExitStack() as stack:
            with _away():
                connection = await stack.enter_async_context(self._pool.acquire())
            try:
                with _away(but=TimeoutError):
                    await connection.execute(
                        "SELECT pg_advisory_lock($1, hashtext(current_schema() || ' ' || $2))",
                        _EXCLUSIVE,
                        name,
                        timeout=LOCK_WAIT,
                    )
            except TimeoutError:
                yield False
            else:
                yield True
            finally:
                # Also where it was not got in time: it may have come at the last moment.
                await connection.execute("SELECT pg_advisory_unlock_all()")

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[PoolConnectionProxy[asyncpg.Record]]:
        # A second connection taken within a transaction would not see it, and could wait for it for ever.
        if _in_transaction.get():
            raise NestedTransaction("use the statements of the transaction")
        async with AsyncExitStack() as stack:
            with _away():
                connection = await stack.enter_async_context(self._pool.acquire())
            yield connection


async def shares_sessions(url: str) -> bool:
    """Whether a pooler stands between that shares sessions among clients, such as PgBouncer in its transaction mode.

    Two clients then meet the same session. Without a pooler one question is all that is asked.
    """
    first = second = None
    try:
        first = await asyncpg.connect(url, timeout=TIMEOUT, statement_cache_size=0)
        pid = await first.fetchval("SELECT pg_backend_pid()")
        if pid == first.get_server_pid():
            return False
        second = await asyncpg.connect(url, timeout=TIMEOUT, statement_cache_size=0)
        async with second.transaction():  # it keeps the session that was used last
            return bool(await second.fetchval("SELECT pg_backend_pid()") == pid) or bool(
                await first.fetchval("SELECT pg_backend_pid()") != pid
            )
    except asyncpg.DuplicatePreparedStatementError:
        return True
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    finally:
        for each in (first, second):
            if each:
                each.terminate()


class _Connection(asyncpg.Connection):  # type: ignore[misc]
    """One that needs no tidying: the only thing that outlives a transaction here is the lock of `exclusive`."""

    def get_reset_query(self) -> str:
        """Nothing: asyncpg's own would be a second round trip for each statement."""
        return ""


class _Transaction(Statements):
    """Statements on one connection."""

    def __init__(self, connection: PoolConnectionProxy[asyncpg.Record]) -> None:
        self._connection = connection

    async def fetch(self, sql: str, **parameters: object) -> list[Row]:
        arguments = _arguments(sql, parameters)
        with _away():
            return [dict(row) for row in await self._connection.fetch(*arguments)]

    async def execute(self, sql: str, **parameters: object) -> int:
        arguments = _arguments(sql, parameters)
        with _away():
            status: str = await self._connection.execute(*arguments)
        count = status.rpartition(" ")[2]  # such as «UPDATE 3» or «INSERT 0 1»; DDL counts nothing
        return int(count) if count.isdigit() else 0

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        statement, names = translate(sql)
        columns = [columns_of(sql, row) for row in rows]
        with _away():
            await self._connection.executemany(statement, [[row[name] for name in names] for row in columns])


@asynccontextmanager
async def _begun(transaction: Any) -> AsyncIterator[None]:
    """What asyncpg's own context does, with DatabaseAway for what is not the statements' fault."""
    with _away():
        await transaction.start()
    try:
        yield
    except BaseException:
        with suppress(DatabaseAway, asyncpg.PostgresError), _away():  # what broke it off is what is told
            await transaction.rollback()
        raise
    with _away():
        await transaction.commit()


@contextmanager
def _away(but: type[Exception] = ValueError) -> Iterator[None]:
    """Raises DatabaseAway where PostgreSQL is not to be had now, and passes on `but`, in whatever form it comes: a
    parameter of the wrong kind is an error of ours."""
    try:
        yield
    except AWAY as error:
        if isinstance(error, but):
            raise
        raise DatabaseAway(type(error).__name__) from error
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        # Nobody has cancelled this: asyncpg's own task, on which it waited, ended with the connection.
        raise DatabaseAway("ConnectionLost") from error


def _arguments(sql: str, parameters: Mapping[str, object]) -> tuple[str, *tuple[object, ...]]:
    statement, names = translate(sql)
    columns = columns_of(sql, parameters)
    return statement, *(columns[name] for name in names)
