"""A copy is whole or not there, and what is put back takes the place of the database at once or not at all."""

from __future__ import annotations

import asyncio
import functools
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest

from storage.engine.backup_files import check
from storage.engine.backups import BackupFailed, FileThere, Problem, make, make_whole, restore, texts_of
from storage.engine.database import Database, DatabaseInUse, open_database
from storage.engine.leadership import seated
from storage.engine.migrations import FOLDER, migrate
from storage.engine.move import NotEmpty, counts
from storage.people.subscriptions import SubscriptionStore
from tests.processes import ROOT, environment
from tests.storage.engine.test_move import fill

NOW = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)

# Makes or restores, and dies by SIGKILL just before or just after one of the steps.
DYING = """
import asyncio, importlib, os, signal, sys
from pathlib import Path

what, url, file, module, step, when = sys.argv[1:]
module = importlib.import_module(module)
original = getattr(module, step)

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def dying(*arguments, **options):
    if when == "before":
        die()
    result = original(*arguments, **options)
    if asyncio.iscoroutine(result):
        async def finish():
            await result
            die()
        return finish()
    die()

setattr(module, step, dying)
from storage.engine.backups import make, restore
asyncio.run(make(url, Path(file)) if what == "make" else restore(url, Path(file), force=True))
"""


def die(what: str, url: str, file: Path, step: str, when: str) -> None:
    module, _, name = step.rpartition(".")
    done = subprocess.run(
        [sys.executable, "-c", DYING, what, url, str(file), module, name, when], cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL


async def filled(database: Database) -> dict[str, int]:
    return {table: number for table, number in (await counts(database)).items() if number}


async def readers(url: str) -> int:
    """What the tests change: how many subscribe."""
    async with open_database(url) as database:
        return (await counts(database))["subscriptions"]


async def test_a_copy_is_made_while_the_bot_runs_and_restored(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    rows = await fill(database)
    file = tmp_path / "new" / "copy.db"
    assert await make(database_url, file) == sum(rows.values())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [each.name for each in file.parent.iterdir()] == ["copy.db"], "it is one file"
    with pytest.raises(FileThere):
        await make(database_url, file)
    await SubscriptionStore(database).add(77_777, "osvita", NOW)
    await database.close()
    with pytest.raises(NotEmpty):
        await restore(database_url, file)
    assert await readers(database_url) == rows["subscriptions"] + 1
    assert await restore(database_url, file, force=True) == sum(rows.values())
    async with open_database(database_url) as restored:
        assert await filled(restored) == rows
        added = await restored.fetch_one(
            """
            INSERT INTO tenures (post, person_id, name, kind, since_at) VALUES ('h02001-head', 8, '', 'delegate', 3)
            RETURNING id
            """
        )
        assert added == {"id": 3}


async def test_what_is_written_meanwhile_is_there_as_a_whole_or_not_at_all(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await fill(database)
    made = asyncio.Event()

    async def write_pairs() -> int:
        pairs = 0
        while not made.is_set():
            pairs += 1
            async with database.transaction() as statements:
                await statements.execute(
                    "INSERT INTO poster_visits (day, target, slug, visits) VALUES (:day, 'a', '', 1)", day=str(pairs)
                )
                await statements.execute("INSERT INTO learners (person_id, made_at) VALUES (:id, 1)", id=pairs)
        return pairs

    writing = asyncio.create_task(write_pairs())
    await make(database_url, tmp_path / "copy.db")
    made.set()
    written = await writing
    async with open_database(f"sqlite:///{tmp_path}/copy.db") as copy:
        found = await counts(copy)
    assert found["poster_visits"] == found["learners"] <= written


async def test_it_goes_from_one_engine_to_the_other_and_into_an_empty_database_without_force(
    database: Database, database_url: str, tmp_path: Path, postgresql_url: str
) -> None:
    rows = await fill(database)
    await make(database_url, tmp_path / "copy.db")
    for url in (f"sqlite:///{tmp_path}/empty/bot.db", postgresql_url):
        assert await restore(url, tmp_path / "copy.db") == sum(rows.values())
        async with open_database(url) as restored:
            assert await filled(restored) == rows


async def test_while_the_bot_runs_nothing_is_restored(database_url: str, tmp_path: Path) -> None:
    async with open_database(database_url, exclusive=True) as database, seated(database_url):
        await migrate(database)
        await fill(database)
        await make(database_url, tmp_path / "copy.db")
        with pytest.raises(DatabaseInUse):
            await restore(database_url, tmp_path / "copy.db", force=True)


@pytest.mark.parametrize("damage", ["no file", "no database", "damaged", "dangling", "another's", "newer"])
async def test_what_is_no_copy_of_ours_changes_nothing(
    database: Database, database_url: str, tmp_path: Path, damage: str
) -> None:
    rows = await fill(database)
    file = tmp_path / "copy.db"
    await make(database_url, file)
    await database.close()
    problem = Problem.BROKEN
    with closing(sqlite3.connect(file)) as copy, copy:
        if damage == "dangling":
            copy.execute("UPDATE tenures SET post = 'none'")
        if damage == "newer":
            copy.execute("INSERT INTO migrations VALUES (9999, 'later', '', 1)")
            problem = Problem.FOREIGN
        if damage == "another's":
            copy.execute("ALTER TABLE migrations RENAME TO others")
            problem = Problem.FOREIGN
    if damage == "no file":
        file.unlink()
        problem = Problem.MISSING
    elif damage == "no database":
        file.write_bytes(b"bot" * 4096)
    elif damage == "damaged":
        content = bytearray(file.read_bytes())
        content[8192:] = b"\xff" * (len(content) - 8192)
        file.write_bytes(content)
    with pytest.raises(BackupFailed) as error:
        await restore(database_url, file, force=True)
    assert error.value.problem is problem
    async with open_database(database_url) as kept:
        assert await filled(kept) == rows


async def test_a_copy_comes_back_over_what_a_newer_version_made_of_the_tables(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    rows = await fill(database)
    file = tmp_path / "copy.db"
    await make(database_url, file)
    async with database.transaction() as statements:
        await statements.execute("CREATE TABLE later (id INTEGER PRIMARY KEY, person_id BIGINT REFERENCES people)")
        await statements.execute("ALTER TABLE subscriptions ADD COLUMN later TEXT NOT NULL DEFAULT ''")
        await statements.execute("INSERT INTO migrations VALUES (9999, 'later', '', 1)")
    await database.close()
    assert await restore(database_url, file, force=True) == sum(rows.values())
    async with open_database(database_url) as restored:
        assert await migrate(restored) == [], "the tables are those of this version"
        assert await filled(restored) == rows
        assert "later" not in await counts(restored)


async def test_an_older_copy_is_brought_up_to_date(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_database(f"sqlite:///{tmp_path}/older.db") as database:
        await migrate(database)
        await SubscriptionStore(database).add(1, "osvita", NOW)
    await make(f"sqlite:///{tmp_path}/older.db", tmp_path / "copy.db")
    newer = tmp_path / "migrations"
    shutil.copytree(FOLDER, newer)
    later = len({path.name[:4] for path in newer.iterdir()}) + 1
    (newer / f"{later:04}_later.sql").write_text("CREATE TABLE later (id BIGINT PRIMARY KEY);")
    monkeypatch.setattr("storage.engine.backups.migrate", functools.partial(migrate, folder=newer))
    assert await restore(database_url, tmp_path / "copy.db") == 1
    async with open_database(database_url) as restored:
        assert await restored.fetch("SELECT * FROM later") == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "step", ["storage.engine.backups._begin", "storage.engine.backups._finish", "storage.engine.backups._name"]
)
async def test_killed_while_copying_it_leaves_a_whole_copy_or_none(
    database: Database, database_url: str, tmp_path: Path, step: str, when: str
) -> None:
    rows = await fill(database)
    file = tmp_path / "copies" / "copy.db"
    die("make", database_url, file, step, when)
    assert file.exists() is (step.endswith("_name") and when == "after")
    file.unlink(missing_ok=True)
    assert await make(database_url, file) == sum(rows.values()), "what the killed one left is in nobody's way"
    assert [each.name for each in file.parent.iterdir()] == ["copy.db"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("database_url", "step"),
    [
        ("sqlite", "storage.engine.backups._begin"),
        ("sqlite", "storage.engine.backups._fold"),
        ("sqlite", "storage.engine.backups._name"),
        ("postgresql", "storage.engine.move._prepare"),
        ("postgresql", "storage.engine.move._finish"),
    ],
    indirect=["database_url"],
)
async def test_killed_while_restoring_it_leaves_the_old_or_the_new(
    database: Database, database_url: str, tmp_path: Path, step: str, when: str
) -> None:
    rows = await fill(database)
    await make(database_url, tmp_path / "copy.db")
    await SubscriptionStore(database).add(77_777, "osvita", NOW)
    await database.close()
    die("restore", database_url, tmp_path / "copy.db", step, when)
    is_new = step.endswith("_name") and when == "after"
    assert await readers(database_url) == rows["subscriptions"] + (0 if is_new else 1)
    assert await restore(database_url, tmp_path / "copy.db", force=True) == sum(rows.values())
    assert await readers(database_url) == rows["subscriptions"]


def command(*arguments: str, url: str, most_bytes: int = -1) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bot.py", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(DATABASE_URL=url),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes)),
        timeout=60,
        check=False,
    )


async def test_the_commands_say_what_they_did_and_what_is_wrong(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await fill(database)
    await database.close()
    file = tmp_path / "copies" / "copy.db"
    full = command("backup", str(file), url=database_url, most_bytes=96 * 1024)
    assert full.returncode == 2
    assert "місце на диску" in full.stderr
    assert list(file.parent.iterdir()) == [], "a full disk leaves nothing"
    for arguments, status, words in (
        (["backup", str(file)], 0, "Резервна копія готова"),
        (["backup", str(file)], 2, "уже є"),
        (["restore", str(file)], 2, "--force"),
        (["restore", str(file), "--force"], 0, "Базу відновлено"),
        (["restore", str(tmp_path / "none.db"), "--force"], 2, "none.db немає. Задайте повний шлях"),
    ):
        done = command(*arguments, url=database_url)
        assert done.returncode == status
        assert words in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


async def test_a_damaged_database_is_replaced_and_set_aside(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    async with open_database(url) as database:
        await migrate(database)
        rows = await fill(database)
    await make(url, tmp_path / "copy.db")
    (tmp_path / "bot.db").write_bytes(b"broken" * 4096)
    assert await restore(url, tmp_path / "copy.db", force=True) == sum(rows.values())
    assert (tmp_path / "bot.db.damaged").read_bytes() == b"broken" * 4096
    async with open_database(url) as restored:
        assert await filled(restored) == rows


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "uk" / "answers").mkdir(parents=True)
    (tmp_path / "uk" / "answers" / "diia.md").write_text("Дія " * 500, encoding="utf-8")
    (tmp_path / "uk" / "menu.yaml").write_text("- дія", encoding="utf-8")
    return tmp_path / "uk"


def key_pair() -> tuple[str, str]:
    """What stands in the setting, and what stays in the safe."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), f"# created: today\n{identity}\n"


async def test_a_whole_copy_has_the_texts_and_a_checksum_that_others_understand(
    database: Database, database_url: str, tmp_path: Path, texts: Path
) -> None:
    rows = await fill(database)
    file = tmp_path / "copies" / "copy.db"
    assert await make_whole(database_url, file, texts, "") == sum(rows.values())
    assert names(file.parent) == {"copy.db", "copy.db.sha256"}
    known = subprocess.run(
        ["/usr/bin/sha256sum", "-c", "copy.db.sha256"], cwd=file.parent, capture_output=True, check=False
    )
    assert known.returncode == 0
    assert await texts_of(file, tmp_path / "out") == 2
    assert (tmp_path / "out" / "answers" / "diia.md").read_text(encoding="utf-8") == "Дія " * 500
    with pytest.raises(FileExistsError):
        await texts_of(file, tmp_path / "out")
    await database.close()
    assert await restore(database_url, file, force=True) == sum(rows.values())
    async with open_database(database_url) as restored:
        assert await filled(restored) == rows
    damage(file)
    with pytest.raises(BackupFailed) as error:
        await restore(database_url, file, force=True)
    assert error.value.problem is Problem.BROKEN


async def test_a_sealed_copy_is_opened_by_its_key_only(
    database: Database, database_url: str, tmp_path: Path, texts: Path
) -> None:
    rows = await fill(database)
    recipient, key = key_pair()
    file = tmp_path / "copies" / "copy.db.age"
    await make_whole(database_url, file, texts, recipient)
    assert b"SQLite" not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    await database.close()
    for wrong, problem in (
        ("", Problem.SEALED),
        (key_pair()[1], Problem.OTHER_KEY),
        ("no key", Problem.OTHER_KEY),
    ):
        with pytest.raises(BackupFailed) as error:
            await restore(database_url, file, force=True, key=wrong)
        assert error.value.problem is problem
    assert await restore(database_url, file, force=True, key=key) == sum(rows.values())
    assert await texts_of(file, tmp_path / "out", key=key) == 2
    (file.parent / "copy.db.age.sha256").unlink()
    damage(file)
    with pytest.raises(BackupFailed) as error:
        await restore(database_url, file, force=True, key=key)
    assert error.value.problem is Problem.BROKEN
    assert names(file.parent) == {"copy.db.age"}


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def damage(file: Path) -> None:
    """One byte near the end, which SQLite itself does not miss."""
    content = bytearray(file.read_bytes())
    content[-40] ^= 1
    file.write_bytes(content)


def test_why_a_file_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BackupFailed) as error:
        check(tmp_path)
    assert error.value.problem is Problem.MISSING
    (tmp_path / "copy.db").write_bytes(b"of somebody else")

    def refuse(*_: object) -> None:
        raise PermissionError  # what the system says to everybody but root

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BackupFailed) as error:
        check(tmp_path / "copy.db")
    assert error.value.problem is Problem.UNREADABLE
