"""A database is moved to the other engine as a whole or not at all, and compared row by row."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.engine.database import Database, DatabaseInUse, open_database
from storage.engine.leadership import exclusive_use, seated
from storage.engine.migrations import migrate
from storage.engine.move import BATCH, Differs, NotEmpty, counts, move, transfer
from storage.people.audit import Action, write
from storage.people.subscriptions import SubscriptionStore
from tests.processes import ROOT, environment

NOW = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
READERS = BATCH * 2 + 7


async def fill(database: Database) -> Mapping[str, int]:
    """Rows of every kind that is hard to move: many, empty, large, with a later row to refer to, not to be changed."""
    for statement in (
        "INSERT INTO posts (id, place, title, made_at) VALUES ('h02001-head', 'h02001', 'head', 1)",
        """
        INSERT INTO tenures (post, person_id, name, kind, since_at, until_at)
        VALUES ('h02001-head', NULL, 'Олена «О’К» \U0001f33b', 'holder', 1, 2)
        """,
        "INSERT INTO tenures (post, person_id, name, kind, since_at) VALUES ('h02001-head', 7, '', 'holder', 2)",
        "UPDATE tenures SET replaced_by = 2 WHERE id = 1",
        """
        INSERT INTO questions (person_id, chat_message_id, asked_at, text, decision, score)
        VALUES (9007199254740993, -5, 1, 'a
b''c\\d', 'unknown', 0.1)
        """,
        "INSERT INTO live_messages (chat_id, message_id, kind, number) VALUES (-1001234567890, 1, 'notice', 1)",
    ):
        await database.execute(statement)
    async with database.transaction() as statements:
        await write(statements, NOW, 7, Action.DATA_EXPORTED, "mailing 1")
        await statements.execute_many(
            "INSERT INTO subscriptions (person_id, theme, since_at) VALUES (:person, 'osvita', 1)",
            [{"person": person} for person in range(-7, READERS - 7)],
        )
    return {table: number for table, number in (await counts(database)).items() if number}


@pytest.fixture
def other_url(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database of the other engine."""
    if database_url.startswith("postgresql://"):
        return f"sqlite:///{tmp_path}/other.db"
    url: str = request.getfixturevalue("postgresql_url")
    return url


async def test_all_rows_are_moved_and_numbers_go_on(database: Database, database_url: str, other_url: str) -> None:
    filled = await fill(database)
    moved = await move(database_url, other_url)
    assert {table: number for table, number in moved.items() if number} == filled
    assert filled["subscriptions"] == READERS
    async with open_database(other_url) as other:
        for table in filled:
            rows = [await each.fetch(f"SELECT * FROM {table}") for each in (database, other)]
            assert sorted(map(repr, rows[0])) == sorted(map(repr, rows[1]))
        await SubscriptionStore(other).add(READERS, "osvita", NOW)
        await other.execute("UPDATE tenures SET until_at = 3 WHERE id = 2")
        added = await other.fetch_one(
            """
            INSERT INTO tenures (post, person_id, name, kind, since_at) VALUES ('h02001-head', 8, '', 'holder', 3)
            RETURNING id
            """
        )
        assert added == {"id": 3}, "numbers go on after the highest"
        with pytest.raises(Exception, match="append-only"):
            await other.execute("UPDATE audit SET actor_id = 8")
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            await other.execute("UPDATE tenures SET replaced_by = 77 WHERE id = 2")


async def test_what_is_there_already_stays(database: Database, database_url: str, other_url: str) -> None:
    await fill(database)
    async with open_database(other_url) as other:
        await migrate(other)
        await SubscriptionStore(other).add(1, "osvita", NOW)
        with pytest.raises(NotEmpty, match="subscriptions"):
            await move(database_url, other_url)
        assert {table: number for table, number in (await counts(other)).items() if number} == {"subscriptions": 1}


async def test_a_difference_is_named_and_nothing_is_moved(database: Database, other_url: str) -> None:
    await fill(database)
    async with open_database(other_url) as other:
        await migrate(other)
        if other.dialect == "postgresql":
            await other.execute(
                """
                CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.name = NEW.name || ' '; RETURN NEW; END $$
                """
            )
            await other.execute("CREATE TRIGGER spoil BEFORE INSERT ON tenures FOR EACH ROW EXECUTE FUNCTION spoil()")
        else:
            await other.execute(
                """
                CREATE TRIGGER spoil AFTER INSERT ON tenures
                BEGIN UPDATE tenures SET name = name || ' ' WHERE id = NEW.id; END
                """
            )
        with pytest.raises(Differs) as error:
            await transfer(database, other)
        assert error.value.table == "tenures"
        assert not any((await counts(other)).values())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_text_that_postgresql_does_not_keep_is_named(database: Database, other_url: str) -> None:
    await database.execute("INSERT INTO bodies (name, made_at) VALUES (:name, 1)", name="a\0b")
    async with open_database(other_url) as other:
        await migrate(other)
        with pytest.raises(Differs) as error:
            await transfer(database, other)
        assert not any((await counts(other)).values())
    assert error.value.table == "bodies"


async def test_a_table_that_only_one_side_has_is_named(database: Database, other_url: str) -> None:
    async with open_database(other_url) as other:
        await migrate(other)
        await database.execute("CREATE TABLE extra (id BIGINT)")
        with pytest.raises(Differs) as error:
            await transfer(database, other)
    assert error.value.table == "extra"


async def test_while_the_bot_runs_nothing_is_moved(database_url: str, other_url: str) -> None:
    async with open_database(database_url, exclusive=True) as database, seated(database_url):
        await migrate(database)
        with pytest.raises(DatabaseInUse):
            await move(database_url, other_url)
        with pytest.raises(DatabaseInUse):
            await move(other_url, database_url)
    async with exclusive_use(database_url):
        if database_url.startswith("postgresql://"):
            with pytest.raises(DatabaseInUse):
                async with seated(database_url):
                    pass


async def test_the_command_says_what_it_moved(database: Database, database_url: str, other_url: str) -> None:
    filled = await fill(database)

    def run(source: str, target: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "bot.py", "move", "--from", source, "--to", target],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment(),
            timeout=60,
            check=False,
        )

    done = run(database_url, other_url)
    assert (done.returncode, done.stderr) == (0, "")
    assert "перевірено рядок за рядком" in done.stdout
    for table in filled:
        assert f"{table}: " in done.stdout
    again = run(database_url, other_url)
    assert again.returncode == 2
    assert "порожню" in again.stderr
    same = run(database_url, database_url)
    assert same.returncode == 2
    assert "між SQLite і PostgreSQL" in same.stderr
    by_variable = subprocess.run(
        [sys.executable, "bot.py", "move"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(MOVE_FROM=database_url, MOVE_TO=other_url),
        timeout=60,
        check=False,
    )
    assert "порожню" in by_variable.stderr
    async with open_database(other_url) as other:
        assert {table: number for table, number in (await counts(other)).items() if number} == filled
