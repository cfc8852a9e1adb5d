"""One small database for two engines: SQLite in a file, PostgreSQL by its address.

SQL is plain text with named parameters `:like_this`, in the portable subset (docs/decisions/0004-plain-sql.md). A
parameter may be a time, a day, an enum, a yes or no, or what JSON holds: `storage.engine.columns` says what is kept.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import lru_cache
from typing import Any, Protocol

from storage.engine.columns import to_column

Row = Mapping[str, Any]
"""A row by the names of its columns."""


class WrongDatabaseUrl(Exception):
    """The address is neither `sqlite:///path` nor `postgresql://…`."""


class DatabaseInUse(Exception):
    """Another process holds the SQLite file as its own."""


class DatabaseUnavailable(Exception):
    """The database cannot be reached or opened."""


class PoolerBetween(DatabaseUnavailable):
    """A pooler that shares sessions stands before PostgreSQL: locks and prepared statements belong to a session."""


class DatabaseAway(Exception):
    """An open database could not do it now: it is locked, full or not reached. Whoever asks it now meets the same."""


ABOUT_DATABASE = {"about_database": True}
"""The `extra` of a line of the log that says, without an exception, that the database is away."""


class WrongParameters(TypeError):
    """A statement lacks a parameter, or was given one it does not name."""


class NestedTransaction(Exception):
    """A transaction was begun within a transaction of the same task."""


class Statements(Protocol):
    """What can be done within a transaction and, one statement at a time, without."""

    async def fetch(self, sql: str, **parameters: object) -> list[Row]:
        """All rows."""
        ...

    async def fetch_one(self, sql: str, **parameters: object) -> Row | None:
        """The first row, or None."""
        rows = await self.fetch(sql, **parameters)
        return rows[0] if rows else None

    async def fetch_value(self, sql: str, **parameters: object) -> Any:
        """The only column of the first row; None where there is no row."""
        row = await self.fetch_one(sql, **parameters)
        return next(iter(row.values())) if row else None

    async def fetch_number(self, sql: str, **parameters: object) -> int:
        """The only column of the first row; 0 where there is no row, or nothing in it."""
        return int(await self.fetch_value(sql, **parameters) or 0)

    async def fetch_column(self, sql: str, **parameters: object) -> list[Any]:
        """The only column of all rows."""
        return [next(iter(row.values())) for row in await self.fetch(sql, **parameters)]

    async def fetch_tuples(self, sql: str, **parameters: object) -> list[Any]:
        """All rows as tuples, in the order of the columns; each needs a name of its own."""
        return [tuple(row.values()) for row in await self.fetch(sql, **parameters)]

    async def execute(self, sql: str, **parameters: object) -> int:
        """The number of rows touched."""
        ...

    async def execute_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        """The statement once per row of parameters, all or none."""
        ...


class Database(Statements, Protocol):
    """An open database. A single statement is a transaction of its own."""

    dialect: str
    """`sqlite` or `postgresql`."""

    def transaction(self) -> AbstractAsyncContextManager[Statements]:
        """Statements that happen all or not at all; an exception or cancellation undoes them."""
        ...

    def snapshot(self) -> AbstractAsyncContextManager[Statements]:
        """Statements that all see the database as it is now, whatever is written meanwhile; for reading only."""
        ...

    def exclusive(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Lets only one task at a time, in all processes, do what has this name.

        False where another has held the name for too long; then the caller should not do it now.
        """
        ...

    async def close(self) -> None: ...


@asynccontextmanager
async def open_database(url: str, *, exclusive: bool = False, patience: float | None = None) -> AsyncIterator[Database]:
    """The database at `url`, closed at the end.

    `exclusive` keeps a second process from the same SQLite file; with PostgreSQL any number may run. `patience` is how
    long, in seconds, one statement may take there.
    Raises WrongDatabaseUrl, DatabaseInUse, DatabaseUnavailable.
    """
    database: Database
    if url.startswith("sqlite:///") and url != "sqlite:///":
        from storage.engine.sqlite import SqliteDatabase

        database = await SqliteDatabase.open(url.removeprefix("sqlite:///"), exclusive=exclusive)
    elif url.startswith("postgresql://"):
        from storage.engine.postgresql import PostgresqlDatabase

        database = await PostgresqlDatabase.open(url, patience)
    else:
        raise WrongDatabaseUrl
    try:
        yield database
    finally:
        await database.close()


async def ping(database: Database) -> None:
    """Returns when the database has answered; raises whatever keeps it from that."""
    await database.fetch("SELECT 1 AS one")


# A parameter is a colon and a name; not a cast (::text), and not inside a literal, a quoted name or a comment.
_TOKEN = re.compile(
    r"'(?:[^']|'')*'"
    r'|"[^"]*"'
    r"|--[^\n]*"
    r"|/\*.*?\*/"
    r"|::"
    r"|:(?P<name>[a-z_][a-z0-9_]*)",
    re.DOTALL,
)


@lru_cache(maxsize=1024)
def translate(sql: str) -> tuple[str, tuple[str, ...]]:
    """`sql` with `$1`, `$2` … for its parameters, and their names in that order."""
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match[0]
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _TOKEN.sub(number, sql), tuple(names)


def columns_of(sql: str, parameters: Mapping[str, object]) -> dict[str, object]:
    """The parameters as the database keeps them. Raises WrongParameters where the statement names others."""
    names = translate(sql)[1]
    if len(names) != len(parameters) or any(name not in parameters for name in names):
        missing = sorted(set(names) - parameters.keys())
        surplus = sorted(parameters.keys() - set(names))
        raise WrongParameters(f"missing {missing}, not in the statement {surplus}: {sql.strip()}")
    return {name: to_column(value) for name, value in parameters.items()}
