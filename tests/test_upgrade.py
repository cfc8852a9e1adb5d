"""`botctl upgrade` and `botctl back`: a new version takes the place of the old one, or nothing is changed.

The versions are clones of this checkout with the packages of this environment; systemd is played by two scripts that
start and end real processes, which run against the simulated Telegram.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.http import bot_api
from simulator.telegram import Telegram
from tests.processes import ROOT, environment, served

SYSTEMD_RUN = """#!/bin/sh
while [ $# -gt 0 ]; do
    case $1 in
    --working-directory=*) cd "${1#*=}" || exit 1 ;;
    --property=EnvironmentFile=*) set -a; . "${1#*=EnvironmentFile=}"; set +a ;;
    --*) ;;
    *) break ;;
    esac
    shift
done
exec "$@"
"""
SYSTEMCTL = """#!/bin/sh
pid=$PLAY/pid
case $1 in
start)
    cd "$BOT_HOME" || exit 1
    set -a; . "$BOT_SETTINGS"; set +a
    port=${UNIT#bot@}; export PORT="${port%.service}"
    : >"$PLAY/log"
    .venv/bin/python bot.py run >>"$PLAY/log" 2>&1 </dev/null &
    echo $! >"$pid"
    until grep -q працює "$PLAY/log"; do # the service says so itself
        kill -0 $! 2>/dev/null || exit 1
        sleep 0.2
    done ;;
stop)
    [ -f "$pid" ] || exit 0
    kill "$(cat "$pid")" 2>/dev/null
    while kill -0 "$(cat "$pid")" 2>/dev/null; do sleep 0.1; done
    rm -f "$pid" ;;
is-active) kill -0 "$(cat "$pid")" 2>/dev/null ;;
list-units) [ -f "$pid" ] && echo "$UNIT loaded active running" ;;
esac
"""
INSTALL = '#!/bin/sh\nfor folder; do :; done\nmkdir -p "$folder"\n'
"""`install -d -o bot` needs the user, whom a test cannot make."""
TEXTS = Path("content/uk/templates")
GIT = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["/usr/bin/git", "-C", str(folder), *GIT, *arguments], check=True, capture_output=True)


@dataclass
class Machine:
    """Where an administrator works: `/opt`, `/etc/bot` and `/var/lib/bot` stand in one folder."""

    folder: Path
    telegram: Telegram
    port: int

    @property
    def origin(self) -> Path:
        return self.folder / "origin"

    @property
    def home(self) -> Path:
        return self.folder / "opt" / "bot"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def settings(self) -> dict[str, str]:
        return {
            "UNIT": f"bot@{self.port}.service",
            "PLAY": str(self.folder / "play"),
            "BOT_HOME": str(self.home),
            "BOT_STATE": str(self.state),
            "BOT_RECORD": str(self.folder / "etc" / "before"),
            "BOT_SETTINGS": str(self.folder / "etc" / "env"),
            "BOT_UNITS": str(self.folder / "units"),
            "BOT_PATIENCE": "5",
            "PATH": f"{self.folder / 'play'}:{os.environ['PATH']}",
        }

    async def botctl(self, *arguments: str) -> tuple[int, str]:
        """Its status and what it said."""

        def run() -> tuple[int, str]:
            done = subprocess.run(
                ["/bin/sh", str(ROOT / "deploy" / "botctl"), *arguments],
                capture_output=True,
                text=True,
                env=environment(**self.settings()),
                timeout=300,
                check=False,
            )
            return done.returncode, done.stdout + done.stderr

        return await asyncio.to_thread(run)

    def release(self, name: str, *, migration: str = "", broken: bool = False, text: str = "") -> None:
        """A new version in the repository: with a change of the tables, that does not start, with another text."""
        if migration:
            file = self.origin / "storage" / "engine" / "migrations" / "0002_later.sql"
            file.write_text(migration, encoding="utf-8")
        if broken:
            (self.origin / "cli" / "run.py").write_text(
                (self.origin / "cli" / "run.py").read_text(encoding="utf-8").replace("def run(", "def never("),
                encoding="utf-8",
            )
        if text:
            (self.origin / TEXTS / "signs.txt").write_text(text, encoding="utf-8")
        (self.origin / "CHANGELOG.md").write_text(name, encoding="utf-8")
        git(self.origin, "add", "--all")
        git(self.origin, "commit", "--quiet", "--message", name)
        git(self.origin, "tag", name)

    def texts(self, name: str) -> Path:
        """One of the texts of the version in use."""
        return self.home / TEXTS / name

    def in_use(self) -> str:
        return (self.home / "CHANGELOG.md").read_text(encoding="utf-8")

    def tables(self) -> set[str]:
        with closing(sqlite3.connect(self.state / "bot.db")) as database:
            return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
async def machine(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Machine]:
    telegram = Telegram()
    telegram.add_person(1, "Олена")
    made = Machine(tmp_path, telegram, unused_tcp_port)
    await asyncio.to_thread(_install, made)
    async with served(bot_api(telegram)) as url:
        (tmp_path / "etc" / "env").write_text(
            f"BOT_TOKEN={telegram.token}\nBOT_API_URL={url}\nDATABASE_URL=sqlite:///{made.state}/bot.db\n"
            "PORT=1\n"  # nobody is there: a worker is asked at its own
        )
        await asyncio.to_thread(_play, made, "start")
        try:
            await asked(made, "чи працює дія без інтернету")
            yield made
        finally:
            await asyncio.to_thread(_play, made, "stop")


def _play(machine: Machine, what: str) -> None:
    subprocess.run(
        [str(machine.folder / "play" / "systemctl"), what], env=environment(**machine.settings()), check=True
    )


def _install(machine: Machine) -> None:
    for name in ("origin", "opt", "state", "etc", "play"):
        (machine.folder / name).mkdir()
    files = subprocess.run(["/usr/bin/git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in files.stdout.splitlines():
        if not name.startswith(("tests/", "docs/", "benchmarks/")) and (ROOT / name).is_file():
            (machine.origin / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, machine.origin / name)
    # Packages are those of this environment: to fetch them is no part of the script.
    (machine.origin / "Makefile").write_text(f"install:\n\tln -sfn {Path(sys.prefix)} .venv\n", encoding="utf-8")
    git(machine.origin, "init", "--quiet")
    for name in ("notes.txt", "signs.txt"):
        (machine.origin / TEXTS / name).write_text("one\ntwo\nthree\n", encoding="utf-8")
    machine.release("v1")
    subprocess.run(
        ["/usr/bin/git", "clone", "--quiet", str(machine.origin), str(machine.folder / "opt" / "bot-v1")], check=True
    )
    (machine.folder / "opt" / "bot-v1" / ".venv").symlink_to(sys.prefix)
    machine.home.symlink_to(machine.folder / "opt" / "bot-v1")
    for name, script in (("systemd-run", SYSTEMD_RUN), ("systemctl", SYSTEMCTL), ("install", INSTALL)):
        (machine.folder / "play" / name).write_text(script, encoding="utf-8")
        (machine.folder / "play" / name).chmod(0o755)


async def asked(machine: Machine, words: str) -> None:
    """She asks, and the version that runs answers."""
    olena = machine.telegram.people[1]
    before = len(olena.replies)
    olena.send(words)
    async with asyncio.timeout(60):
        with machine.telegram.watched() as events:
            while len(olena.replies) == before:
                await events.get()


async def test_a_version_takes_the_place_of_another_with_texts_and_data_and_back(machine: Machine) -> None:
    mine, both = machine.texts("notes.txt"), machine.texts("signs.txt")
    mine.write_text("one, edited here\ntwo\nthree\n", encoding="utf-8")
    both.write_text("here\n", encoding="utf-8")
    shutil.copytree(machine.home / "deploy", machine.folder / "units")
    with (machine.origin / "deploy" / "bot.service").open("a") as unit:
        unit.write("# other\n")
    machine.release("v2", migration="CREATE TABLE later (id BIGINT PRIMARY KEY);", text="there\n")
    status, said = await machine.botctl("upgrade", "v2")
    assert status == 0, said
    assert "Працює v2" in said
    assert machine.in_use() == "v2"
    assert "later" in machine.tables()
    assert mine.read_text(encoding="utf-8").startswith("one, edited here")
    assert both.read_text(encoding="utf-8") == "there\n"
    assert "теж змінила content/uk/templates/signs.txt" in said
    assert re.findall(r"має інший (\S+):", said) == ["bot.service"], said
    (patch,) = (machine.folder / "etc").glob("texts-*.patch")
    assert "+here" in patch.read_text(encoding="utf-8")
    await asked(machine, "чи приймуть дію на пошті")

    status, said = await machine.botctl("back")
    assert status == 0, said
    assert "зроблене після оновлення втрачено" in said
    assert machine.in_use() == "v1"
    assert "later" not in machine.tables()
    assert both.read_text(encoding="utf-8") == "here\n"
    await asked(machine, "чи приймуть дію на пошті")
    assert (await machine.botctl("back"))[0] == 1, "there is nothing to go back to"


async def test_a_version_that_cannot_be_had_or_does_not_run_changes_nothing(machine: Machine) -> None:
    status, said = await machine.botctl("upgrade", "v9")
    assert (status, "Версії v9 немає" in said) == (1, True), said
    machine.release("v2", migration="CREATE TABLE people (id BIGINT PRIMARY KEY);")  # there is one of that name
    status, said = await machine.botctl("upgrade", "v2")
    assert status != 0
    assert "Нічого не змінено" in said
    assert {each.name for each in (machine.folder / "opt").iterdir()} == {"bot", "bot-v1"}

    machine.release("v3", migration="CREATE TABLE later (id BIGINT PRIMARY KEY);", broken=True)
    status, said = await machine.botctl("upgrade", "v3")
    assert status == 1, said
    assert "Працює стара версія" in said
    assert machine.in_use() == "v1"
    assert "later" not in machine.tables()
    await asked(machine, "чи приймуть дію на пошті")
