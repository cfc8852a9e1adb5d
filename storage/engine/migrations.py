"""Applies numbered SQL files in order, each in its own transaction, and keeps the checksum of each."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.engine.database import Database, Statements
from storage.engine.rows import insert

FOLDER = Path(__file__).parent / "migrations"

_NAME = re.compile(r"(?P<number>\d{4})_(?P<name>[a-z_]+)(?:\.(?P<dialect>sqlite|postgresql))?\.sql")
_LOCK = 7_312_001
"""The number of PostgreSQL's advisory lock: while one process migrates, the others wait. Any number would do."""

_HAS_TABLE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'",
    "postgresql": "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migrations'",
}


class MigrationsDisagree(Exception):
    """The database was made by other migrations than those of this program: one of the two is older or was changed."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. Where the dialects differ it has two files, `0001_name.sqlite.sql` and `0001_name.postgresql.sql`."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


async def migrate(database: Database, folder: Path = FOLDER) -> list[Migration]:
    """Applies the migrations that are not yet applied, and returns them. Raises MigrationsDisagree.

    Two processes may start at once: the second waits and finds nothing to do.
    """
    async with database.transaction() as statements:
        await _prepare(statements, database.dialect)
    await verify(database, folder)
    applied: list[Migration] = []
    for migration in _migrations(folder, database.dialect):
        async with database.transaction() as statements:
            if database.dialect == "postgresql":
                await statements.fetch("SELECT pg_advisory_xact_lock(:lock)", lock=_LOCK)
            done = await statements.fetch_one(
                "SELECT number FROM migrations WHERE number = :number", number=migration.number
            )
            if done is None:
                await _apply(statements, migration)
                applied.append(migration)
    return applied


async def make_anew(statements: Statements, folder: Path = FOLDER) -> None:
    """Drops the bot's tables, whichever version made them, and makes its own, within the transaction (PostgreSQL).

    The bot's are those that the role of its DATABASE_URL owns.
    """
    tables = await statements.fetch_column(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user"
    )
    functions = await statements.fetch_column(
        """
        SELECT oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND proowner = current_user::regrole
        """
    )
    for kind, names in (("TABLE", tables), ("FUNCTION", functions)):
        if names:
            await statements.execute(f"DROP {kind} {', '.join(names)} CASCADE")
    await _prepare(statements, "postgresql")
    for migration in _migrations(folder, "postgresql"):
        await _apply(statements, migration)


async def _apply(statements: Statements, migration: Migration) -> None:
    for statement in _statements(migration.sql):
        await statements.execute(statement)
    await insert(
        statements,
        "migrations",
        number=migration.number,
        name=migration.name,
        checksum=migration.checksum,
        applied_at=time.time_ns() // 1_000_000,
    )


async def is_migrated(database: Database) -> bool:
    """Whether any migration was ever applied. Where none was, the database is empty or belongs to another program."""
    return await database.fetch_one(_HAS_TABLE[database.dialect]) is not None


async def applied(database: Database) -> int:
    """How many migrations were applied."""
    return await database.fetch_number("SELECT COUNT(*) FROM migrations") if await is_migrated(database) else 0


def known(dialect: str, folder: Path = FOLDER) -> int:
    """How many migrations this program has."""
    return sum(1 for _ in _migrations(folder, dialect))


async def verify(database: Database, folder: Path = FOLDER) -> None:
    """Changes nothing. Raises MigrationsDisagree where program and database do not fit each other."""
    if not await is_migrated(database):
        return
    known = {migration.number: migration for migration in _migrations(folder, database.dialect)}
    for row in await database.fetch("SELECT number, checksum FROM migrations ORDER BY number"):
        migration = known.get(row["number"])
        if migration is None:
            raise MigrationsDisagree(f"the database knows migration {row['number']}, this program only {len(known)}")
        if row["checksum"] != migration.checksum:
            raise MigrationsDisagree(f"migration {migration.number} was changed after it was applied")


async def _prepare(statements: Statements, dialect: str) -> None:
    if dialect == "postgresql":
        await statements.fetch("SELECT pg_advisory_xact_lock(:lock)", lock=_LOCK)
    await statements.execute(
        "CREATE TABLE IF NOT EXISTS migrations"
        " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"
    )


def _migrations(folder: Path, dialect: str) -> Iterator[Migration]:
    """The migrations for `dialect` in order. Raises MigrationsDisagree for a wrong name or a gap."""
    number = 0
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.fullmatch(path.name)
        if match is None:
            raise MigrationsDisagree(f"{path.name} is no name of a migration")
        if match["dialect"] not in {None, dialect}:
            continue
        number += 1
        if int(match["number"]) != number:
            raise MigrationsDisagree(f"{path.name} stands where number {number} should")
        yield Migration(number, match["name"], path.read_text(encoding="utf-8"))


def _statements(sql: str) -> Iterator[str]:
    """The statements of a file. Each of them ends with a semicolon at the end of a line."""
    for statement in re.split(r";\s*$", sql, flags=re.MULTILINE):
        if statement.strip():
            yield statement
