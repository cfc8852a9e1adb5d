"""What only SQLite needs: its log moves into the file when few write."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import storage.engine.sqlite
from storage.engine.sqlite import SqliteDatabase

PAGE = 4096


def pages_in(path: Path) -> int:
    return path.stat().st_size // PAGE


async def wait_for_file(path: Path, pages: int) -> None:
    async with asyncio.timeout(20):
        while pages_in(path) < pages:  # noqa: ASYNC110 - the file is all there is to see
            await asyncio.sleep(0.01)


@pytest.fixture
async def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqliteDatabase]:
    monkeypatch.setattr(storage.engine.sqlite, "LOOK", 0.01)
    monkeypatch.setattr(storage.engine.sqlite, "CHECKPOINT", 0.03)
    monkeypatch.setattr(storage.engine.sqlite, "LATEST_CHECKPOINT", 1e9)
    opened = await SqliteDatabase.open(str(tmp_path / "bot.db"), exclusive=True)
    await opened.execute("CREATE TABLE pages (content TEXT)")
    yield opened
    await opened.close()


async def fill(database: SqliteDatabase, pages: int) -> None:
    await database.execute_many("INSERT INTO pages VALUES (:content)", [{"content": "x" * PAGE}] * pages)


async def test_what_was_written_comes_into_the_file(database: SqliteDatabase, tmp_path: Path) -> None:
    await fill(database, 50)
    await wait_for_file(tmp_path / "bot.db", 50)


async def test_it_waits_while_many_write_but_not_for_ever(
    database: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.engine.sqlite, "BUSY", -1)  # whatever is written is much
    await fill(database, 50)
    await asyncio.sleep(0.2)
    assert pages_in(tmp_path / "bot.db") < 50
    monkeypatch.setattr(storage.engine.sqlite, "LATEST_CHECKPOINT", 0.03)
    await wait_for_file(tmp_path / "bot.db", 50)
