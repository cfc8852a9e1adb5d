"""Migrations: in order, once, and only the known ones."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from storage.engine.database import Database, open_database
from storage.engine.migrations import FOLDER, MigrationsDisagree, migrate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text("CREATE TABLE first (id BIGINT);\nCREATE TABLE other (id BIGINT);\n")
    return folder


async def test_each_is_applied_once_and_in_order(empty_database: Database, folder: Path) -> None:
    assert [m.number for m in await migrate(empty_database, folder)] == [1]
    (folder / "0002_second.sql").write_text("INSERT INTO first VALUES (1);")
    assert [m.number for m in await migrate(empty_database, folder)] == [2]
    assert await migrate(empty_database, folder) == []
    assert len(await empty_database.fetch("SELECT * FROM first")) == 1


async def test_a_dialect_takes_its_own_variant(empty_database: Database, folder: Path) -> None:
    for dialect in ("sqlite", "postgresql"):
        (folder / f"0002_second.{dialect}.sql").write_text(f"CREATE TABLE only_{dialect} (id BIGINT);")
    await migrate(empty_database, folder)
    await empty_database.fetch(f"SELECT * FROM only_{empty_database.dialect}")


async def test_a_failing_one_leaves_nothing_of_itself(empty_database: Database, folder: Path) -> None:
    (folder / "0002_second.sql").write_text("CREATE TABLE second (id BIGINT);\nCREATE NONSENSE;\n")
    with pytest.raises(Exception, match=r"(?i)syntax"):
        await migrate(empty_database, folder)
    (folder / "0002_second.sql").write_text("CREATE TABLE second (id BIGINT);\n")
    assert [m.number for m in await migrate(empty_database, folder)] == [2]


async def test_one_changed_after_it_was_applied_stops_the_start(empty_database: Database, folder: Path) -> None:
    await migrate(empty_database, folder)
    (folder / "0001_first.sql").write_text("CREATE TABLE first (id BIGINT, more TEXT);\n")
    with pytest.raises(MigrationsDisagree, match="1"):
        await migrate(empty_database, folder)


async def test_a_database_newer_than_the_program_stops_the_start(empty_database: Database, folder: Path) -> None:
    (folder / "0002_second.sql").write_text("CREATE TABLE second (id BIGINT);")
    await migrate(empty_database, folder)
    (folder / "0002_second.sql").unlink()
    with pytest.raises(MigrationsDisagree, match="2"):
        await migrate(empty_database, folder)


@pytest.mark.parametrize("name", ["0003_gap.sql", "second.sql", "0002_Second.sql"])
async def test_a_gap_or_a_wrong_name_stops_the_start(empty_database: Database, folder: Path, name: str) -> None:
    (folder / name).write_text("CREATE TABLE second (id BIGINT);")
    with pytest.raises(MigrationsDisagree):
        await migrate(empty_database, folder)


async def test_two_processes_may_migrate_at_once(database_url: str, folder: Path) -> None:
    for number in range(2, 9):
        (folder / f"{number:04}_more.sql").write_text(f"CREATE TABLE more_{number} (id BIGINT);\n")
    async with open_database(database_url) as one, open_database(database_url) as two:
        applied = await asyncio.gather(migrate(one, folder), migrate(two, folder))
        again = await migrate(one, folder)
    numbers = sorted(migration.number for each in applied for migration in each)
    assert numbers == list(range(1, 9))  # whoever came first to each, it was applied once
    assert again == []


async def test_two_processes_may_make_the_schema_at_once(database_url: str) -> None:
    async with open_database(database_url) as one, open_database(database_url) as two:
        applied = await asyncio.gather(migrate(one), migrate(two))
    numbers = sorted(migration.number for each in applied for migration in each)
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_both_engines_have_the_same_tables_and_columns_in_the_same_order() -> None:
    sqlite, postgresql = (declared(FOLDER / f"0001_schema.{dialect}.sql") for dialect in ("sqlite", "postgresql"))
    assert list(sqlite) == list(postgresql)
    assert sqlite == postgresql
    assert len(sqlite["outbox"]) > 10, "columns are found"


def declared(file: Path) -> dict[str, list[str]]:
    """The tables of a schema file in its order, each with its columns in their order."""
    sql = file.read_text(encoding="utf-8")
    tables = re.findall(r"^CREATE TABLE (\w+) \(\n(.*?)^\);$", sql, re.MULTILINE | re.DOTALL)
    return {name: re.findall(r"^    ([a-z_]+) ", columns, re.MULTILINE) for name, columns in tables}
