"""Copies all rows from one engine to the other, and compares both sides row by row before anything is final.

The databases themselves say which tables and columns there are, so a new table is copied without a change here. Rows
go in batches; the target sees one transaction, in which references are checked at the end, for some rows point to later
ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.engine.database import Database, Row, Statements, open_database
from storage.engine.leadership import exclusive_use
from storage.engine.migrations import make_anew, migrate

BATCH = 1000
"""Rows in memory at once."""
LONG = 3600.0
"""Seconds for one statement over a whole table."""

_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    "postgresql": "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
}
_COLUMNS = {
    "sqlite": "SELECT name FROM pragma_table_info(:name)",
    "postgresql": """
        SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = :name
    """,
}
_IDENTITIES = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES'
"""
_REFERENCES = """
    SELECT conname AS name, conrelid::regclass::text AS on_table FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


class NotEmpty(Exception):
    """The target has rows already."""


class Differs(Exception):
    """A table is not the same on both sides."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


@dataclass(frozen=True, slots=True)
class Sum:
    """The number of rows and the sum of their hashes. The same rows in any order give the same sum."""

    rows: int = 0
    hashes: int = 0

    def plus(self, row: Row, columns: Sequence[str]) -> Sum:
        values = repr([row[column] for column in columns]).encode("utf-8", "surrogatepass")
        return Sum(self.rows + 1, (self.hashes + int.from_bytes(hashlib.sha256(values).digest())) % 2**256)


async def transfer(source: Database, target: Database, *, replace: bool = False) -> dict[str, int]:
    """Puts all rows of `source` into `target`, which has the tables already; how many rows in which table.

    All or nothing. Raises NotEmpty and Differs. With `replace`, which PostgreSQL alone can, whatever is there goes,
    also what a newer version has made of the tables.
    """
    async with source.snapshot() as there, target.transaction() as here:
        if replace:
            await make_anew(here)
        columns = await _same_columns(there, source.dialect, here, target.dialect)
        await _prepare(here, target.dialect, columns)
        copied: dict[str, int] = {}
        for table, names in columns.items():
            sent = Sum()
            async for rows in _pages(there, source.dialect, table, names):
                if target.dialect == "postgresql" and _has_zeros(rows):
                    raise Differs(table)
                await here.execute_many(_insert(table, names, target.dialect), rows)
                for row in rows:
                    sent = sent.plus(row, names)
            copied[table] = sent.rows
            if sent != await _sum(here, target.dialect, table, names):
                raise Differs(table)
        if target.dialect == "postgresql":
            await _finish(here)
    return copied


async def move(source: str, target: str) -> dict[str, int]:
    """Copies the database at one address into the empty one at the other; the bot runs over neither.

    Raises DatabaseInUse, DatabaseUnavailable, MigrationsDisagree, NotEmpty, Differs.
    """
    async with (
        exclusive_use(source),
        exclusive_use(target),
        open_database(source, patience=LONG) as there,
        open_database(target, patience=LONG) as here,
    ):
        await migrate(there)
        await migrate(here)
        return await transfer(there, here)


async def counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    return {table: await _count(database, table) for table in await _tables(database, database.dialect)}


async def _tables(statements: Statements, dialect: str) -> list[str]:
    """All but that of migrations, which differ by engine."""
    return sorted(name for name in await statements.fetch_column(_TABLES[dialect]) if name != "migrations")


async def _columns(statements: Statements, dialect: str) -> dict[str, list[str]]:
    return {
        table: sorted(await statements.fetch_column(_COLUMNS[dialect], name=table))
        for table in await _tables(statements, dialect)
    }


async def _same_columns(there: Statements, its: str, here: Statements, ours: str) -> Mapping[str, list[str]]:
    columns, wanted = await _columns(there, its), await _columns(here, ours)
    for table in sorted(columns.keys() | wanted.keys()):
        if columns.get(table) != wanted.get(table):
            raise Differs(table)
    return columns


async def _count(statements: Statements, table: str) -> int:
    return await statements.fetch_number(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - of the database itself


async def _prepare(here: Statements, dialect: str, tables: Iterable[str]) -> None:
    for table in tables:
        if await _count(here, table):
            raise NotEmpty(table)
    if dialect == "sqlite":
        await here.execute("PRAGMA defer_foreign_keys = ON")
        return
    for name, table in await here.fetch_tuples(_REFERENCES):
        await here.execute(f"ALTER TABLE {table} ALTER CONSTRAINT {name} DEFERRABLE INITIALLY DEFERRED")


async def _finish(here: Statements) -> None:
    """Checks all references, and numbers go on after the highest: both are undone with the transaction."""
    await here.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name, table in await here.fetch_tuples(_REFERENCES):
        await here.execute(f"ALTER TABLE {table} ALTER CONSTRAINT {name} NOT DEFERRABLE")
    for table, column in await here.fetch_tuples(_IDENTITIES):
        last = await here.fetch_number(f"SELECT MAX({column}) FROM {table}")  # noqa: S608
        await here.execute(f"ALTER TABLE {table} ALTER COLUMN {column} RESTART WITH {last + 1}")


def _has_zeros(rows: Sequence[Row]) -> bool:
    """PostgreSQL keeps no text with the character zero, SQLite does."""
    return any("\0" in value for row in rows for value in row.values() if isinstance(value, str))


def _insert(table: str, columns: Sequence[str], dialect: str) -> str:
    """Rows keep their numbers."""
    overriding = "OVERRIDING SYSTEM VALUE" if dialect == "postgresql" else ""
    values = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) {overriding} VALUES ({values})"  # noqa: S608


async def _pages(statements: Statements, dialect: str, table: str, columns: Sequence[str]) -> AsyncIterator[list[Row]]:
    """All rows, a batch at a time."""
    names = ", ".join(columns)
    if dialect == "postgresql":
        await statements.execute(f"DECLARE pages_{table} NO SCROLL CURSOR FOR SELECT {names} FROM {table}")  # noqa: S608
        while rows := await statements.fetch(f"FETCH {BATCH} FROM pages_{table}"):
            yield rows
        await statements.execute(f"CLOSE pages_{table}")
        return
    page = f"SELECT rowid AS at_row, {names} FROM {table} WHERE rowid > :after ORDER BY rowid LIMIT {BATCH}"  # noqa: S608
    after = -(2**63)
    while rows := await statements.fetch(page, after=after):
        after = rows[-1]["at_row"]
        yield [{column: row[column] for column in columns} for row in rows]


async def _sum(statements: Statements, dialect: str, table: str, columns: Sequence[str]) -> Sum:
    total = Sum()
    async for rows in _pages(statements, dialect, table, columns):
        for row in rows:
            total = total.plus(row, columns)
    return total
