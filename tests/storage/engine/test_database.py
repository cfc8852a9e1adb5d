"""The same promises on both engines."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage.engine.database import (
    Database,
    DatabaseAway,
    DatabaseInUse,
    DatabaseUnavailable,
    NestedTransaction,
    WrongDatabaseUrl,
    WrongParameters,
    open_database,
    translate,
)
from storage.engine.sqlite import SqliteAway, SqliteDatabase


@pytest.fixture
async def counters(empty_database: Database) -> Database:
    await empty_database.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")
    return empty_database


async def value(database: Database, name: str) -> int | None:
    row = await database.fetch_one("SELECT value FROM counters WHERE name = :name", name=name)
    return row["value"] if row else None


async def test_rows_come_back_by_name_and_touched_rows_are_counted(counters: Database) -> None:
    add = "INSERT INTO counters (name, value) VALUES (:name, :value)"
    assert await counters.execute(add, name="a", value=1) == 1
    await counters.execute_many(add, [{"name": "b", "value": 2}, {"name": "c", "value": 3}])
    assert await counters.execute("UPDATE counters SET value = value + :n WHERE value > :n", n=1) == 2
    rows = await counters.fetch("SELECT name, value FROM counters ORDER BY name")
    assert [(row["name"], row["value"]) for row in rows] == [("a", 1), ("b", 3), ("c", 4)]
    assert await counters.fetch_one("SELECT 1 AS one FROM counters WHERE name = :name", name="z") is None


async def test_a_statement_that_returns_rows_writes_too(counters: Database) -> None:
    sql = "INSERT INTO counters (name, value) VALUES (:name, 7) RETURNING value"
    row = await counters.fetch_one(sql, name="a")
    assert row == {"value": 7}
    assert await value(counters, "a") == 7


async def test_a_missing_or_surplus_parameter_is_refused_by_name(counters: Database) -> None:
    with pytest.raises(WrongParameters, match="name"):
        await counters.fetch("SELECT value FROM counters WHERE name = :name")
    with pytest.raises(WrongParameters, match="other"):
        await counters.execute("DELETE FROM counters WHERE name = :name", name="a", other=1)


async def test_a_transaction_happens_whole(counters: Database) -> None:
    async with counters.transaction() as statements:
        await statements.execute("INSERT INTO counters (name, value) VALUES ('a', 1)")
        await statements.execute("UPDATE counters SET value = 2 WHERE name = :name", name="a")
        assert await statements.fetch_one("SELECT value FROM counters") == {"value": 2}
    assert await value(counters, "a") == 2


async def test_a_failed_transaction_leaves_nothing(counters: Database) -> None:
    with pytest.raises(RuntimeError):
        async with counters.transaction() as statements:
            await statements.execute("INSERT INTO counters (name, value) VALUES ('a', 1)")
            raise RuntimeError
    assert await value(counters, "a") is None


async def test_many_rows_are_written_all_or_none(counters: Database) -> None:
    add = "INSERT INTO counters (name, value) VALUES (:name, :value)"
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        await counters.execute_many(add, [{"name": "a", "value": 1}, {"name": "a", "value": 2}])
    assert await value(counters, "a") is None


async def test_two_concurrent_transactions_never_mix(counters: Database) -> None:
    """Each writes, lets the other go first, and fails or ends: what one undoes must not take the other's along."""
    await counters.execute("INSERT INTO counters (name, value) VALUES ('kept', 0), ('undone', 0)")

    async def add(name: str, *, fail: bool) -> None:
        async with counters.transaction() as statements:
            for _ in range(3):
                await statements.execute("UPDATE counters SET value = value + 1 WHERE name = :name", name=name)
                await asyncio.sleep(0)
            if fail:
                raise RuntimeError

    results = await asyncio.gather(
        *(add("undone" if n % 2 else "kept", fail=bool(n % 2)) for n in range(20)), return_exceptions=True
    )
    assert sum(isinstance(result, RuntimeError) for result in results) == 10
    assert await value(counters, "kept") == 30
    assert await value(counters, "undone") == 0


async def test_a_single_statement_does_not_slip_into_another_tasks_transaction(counters: Database) -> None:
    inside = asyncio.Event()
    go_on = asyncio.Event()

    async def failing() -> None:
        async with counters.transaction() as statements:
            await statements.execute("INSERT INTO counters (name, value) VALUES ('undone', 1)")
            inside.set()
            await go_on.wait()
            raise RuntimeError

    task = asyncio.create_task(failing())
    await inside.wait()
    write = asyncio.create_task(counters.execute("INSERT INTO counters (name, value) VALUES ('kept', 1)"))
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(RuntimeError):
        await task
    await write
    assert await value(counters, "kept") == 1
    assert await value(counters, "undone") is None


@pytest.mark.parametrize("steps", range(6))
async def test_a_transaction_cancelled_anywhere_is_undone_and_the_next_one_works(
    counters: Database, steps: int
) -> None:
    async def write() -> None:
        async with counters.transaction() as statements:
            await statements.execute("INSERT INTO counters (name, value) VALUES ('a', 1)")
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with counters.transaction() as statements:
        await statements.execute("INSERT INTO counters (name, value) VALUES ('b', 2)")
    assert await value(counters, "a") is None
    assert await value(counters, "b") == 2


async def test_a_transaction_within_a_transaction_is_refused(counters: Database) -> None:
    async with counters.transaction():
        with pytest.raises(NestedTransaction):
            async with counters.transaction():
                pass
        with pytest.raises(NestedTransaction):
            await counters.execute("DELETE FROM counters")


async def test_a_write_is_seen_by_the_next_read(counters: Database) -> None:
    await counters.execute("INSERT INTO counters (name, value) VALUES ('a', 0)")
    for number in range(1, 50):
        await counters.execute("UPDATE counters SET value = :number", number=number)
        assert await value(counters, "a") == number


async def test_a_statement_takes_one_hop_to_the_database_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import aiosqlite

    hops = 0
    execute = aiosqlite.Connection._execute

    async def counted(connection: aiosqlite.Connection, *arguments: object, **words: object) -> object:
        nonlocal hops
        hops += 1
        return await execute(connection, *arguments, **words)  # type: ignore[no-untyped-call]

    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database:
        await database.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")
        monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
        await database.execute("INSERT INTO counters (name, value) VALUES (:name, 1)", name="a")
        assert hops == 1
        await database.fetch("SELECT value FROM counters")
        assert hops == 2
        await database.fetch_one("UPDATE counters SET value = 2 RETURNING value")
        assert hops == 3
        async with database.transaction() as statements:
            await statements.execute("UPDATE counters SET value = 3")
        assert hops == 5  # it begins with the statement; commit


async def test_reading_goes_on_while_a_transaction_writes(tmp_path: Path) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database:
        await database.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")
        async with database.transaction() as statements:
            await statements.execute("INSERT INTO counters (name, value) VALUES ('a', 1)")
            assert await database.fetch("SELECT * FROM counters") == []
        assert len(await database.fetch("SELECT * FROM counters")) == 1


async def test_a_second_process_cannot_take_the_same_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    async with open_database(url, exclusive=True):
        with pytest.raises(DatabaseInUse):
            async with open_database(url, exclusive=True):
                pass
        async with open_database(url):  # one that only reads may
            pass
    async with open_database(url, exclusive=True):
        pass


async def test_a_database_locked_by_another_process_fails_after_the_time_out_and_works_later(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "bot.db")
    database = await SqliteDatabase.open(path, busy_timeout=0.01)
    await database.execute("CREATE TABLE counters (name TEXT PRIMARY KEY)")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await database.execute("INSERT INTO counters VALUES ('a')")
    other.execute("ROLLBACK")
    other.close()
    assert await database.execute("INSERT INTO counters VALUES ('a')") == 1
    await database.close()


async def test_a_database_that_is_away_is_told_from_a_wrong_statement(tmp_path: Path, database_url: str) -> None:
    path = str(tmp_path / "bot.db")
    database: Database = await SqliteDatabase.open(path, busy_timeout=0.01)
    await database.execute("CREATE TABLE counters (name TEXT PRIMARY KEY)")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    outcomes = await asyncio.gather(
        *(database.execute("INSERT INTO counters VALUES (:name)", name=name) for name in "ab"), return_exceptions=True
    )
    assert [type(each) for each in outcomes] == [SqliteAway] * 2, "also where several are written together"
    with pytest.raises(DatabaseAway):
        async with database.transaction() as statements:
            await statements.execute("INSERT INTO counters VALUES ('c')")
    other.close()
    await database.close()
    async with open_database(database_url) as real:
        for wrong in ("SELEKT 1", "SELECT * FROM nothing_of_this_name"):
            with pytest.raises(Exception, match=r"SELEKT|nothing_of") as raised:
                await real.fetch(wrong)
            assert not isinstance(raised.value, DatabaseAway)


async def test_a_connection_that_the_server_ends_means_that_the_database_is_away(database_url: str) -> None:
    if not database_url.startswith("postgresql"):
        pytest.skip("a file ends no connection")
    async with open_database(database_url) as database:
        with pytest.raises(DatabaseAway):
            await database.fetch("SELECT pg_terminate_backend(pg_backend_pid())")
        assert await database.fetch_value("SELECT 1 AS one") == 1, "the next one is a new one"


async def test_a_full_disk_is_an_error_and_nothing_is_half_written(tmp_path: Path) -> None:
    database = await SqliteDatabase.open(str(tmp_path / "bot.db"))
    await database.execute("CREATE TABLE texts (text TEXT NOT NULL)")
    await database.fetch("PRAGMA max_page_count = 20")  # the file's own limit stands in for the disk's
    with pytest.raises(sqlite3.OperationalError, match="full"):
        async with database.transaction() as statements:
            for _ in range(100):
                await statements.execute("INSERT INTO texts VALUES (:text)", text="x" * 1000)
    assert await database.fetch("SELECT * FROM texts") == []
    assert await database.execute("INSERT INTO texts VALUES ('small')") == 1
    await database.close()


ADD = "INSERT INTO counters (name, value) VALUES (:name, :value)"


async def test_of_those_who_write_at_once_each_fails_or_succeeds_alone(counters: Database) -> None:
    names = ["a", "b", "a", "c", "b", "d"]
    outcomes = await asyncio.gather(
        *(counters.execute(ADD, name=name, value=number) for number, name in enumerate(names)), return_exceptions=True
    )
    written = [
        (name, number) for number, (name, outcome) in enumerate(zip(names, outcomes, strict=True)) if outcome == 1
    ]
    assert sorted(name for name, _ in written) == ["a", "b", "c", "d"], "one of each name, whichever came first"
    rows = await counters.fetch("SELECT name, value FROM counters")
    assert {(row["name"], row["value"]) for row in rows} == set(written)


async def test_who_is_cancelled_while_writing_takes_nobody_along(counters: Database) -> None:
    writes = [asyncio.create_task(counters.execute(ADD, name=str(number), value=0)) for number in range(20)]
    for steps, number in enumerate((0, 7, 19)):
        for _ in range(steps):
            await asyncio.sleep(0)
        writes[number].cancel()
    outcomes = await asyncio.gather(*writes, return_exceptions=True)
    assert {number for number, outcome in enumerate(outcomes) if outcome != 1} <= {0, 7, 19}
    await counters.execute(ADD, name="later", value=1)
    rows = await counters.fetch("SELECT name FROM counters")
    assert {row["name"] for row in rows} >= {str(number) for number, outcome in enumerate(outcomes) if outcome == 1}


async def test_a_disk_that_fills_up_fails_all_who_wrote_together_and_none_is_half_written(tmp_path: Path) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database:
        await database.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")
        await database.fetch("PRAGMA max_page_count = 20")
        outcomes = await asyncio.gather(
            *(database.execute(ADD, name=str(number) * 3000, value=number) for number in range(40)),
            return_exceptions=True,
        )
        assert any(isinstance(outcome, sqlite3.Error) for outcome in outcomes)
        there = {row["value"] for row in await database.fetch("SELECT value FROM counters")}
        assert there == {number for number, outcome in enumerate(outcomes) if outcome == 1}
        await database.execute("DELETE FROM counters")
        assert await database.execute(ADD, name="later", value=1) == 1


@pytest.mark.parametrize("url", ["", "sqlite:///", "mysql://localhost", "bot.db"])
async def test_an_address_of_no_known_engine_is_refused(url: str) -> None:
    with pytest.raises(WrongDatabaseUrl):
        async with open_database(url):
            pass


async def test_a_database_that_cannot_be_reached_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable) as raised:
        async with open_database("postgresql://bot:secret@127.0.0.1:1/bot"):
            pass
    assert "secret" not in str(raised.value)
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailable):
        async with open_database(f"sqlite:///{tmp_path}/file/bot.db"):
            pass


def test_parameters_are_found_and_nothing_else() -> None:
    sql = """SELECT ':no', "a:no", x::text, :b /* :no */ FROM t -- :no
             WHERE a = :a AND b = :b AND c = 'it''s :no'"""
    translated, names = translate(sql)
    assert names == ("b", "a")
    assert "x::text, $1 /*" in translated
    assert "a = $2 AND b = $1" in translated
    assert translated.count(":no") == 5
