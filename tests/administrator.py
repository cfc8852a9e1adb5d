"""Plays an administrator on a clean Debian, by docs/operations.md: `python -m tests.administrator`, as root.

It makes a Debian of its own (debootstrap), boots it with its own systemd (systemd-nspawn), and types there what the
page says, line after line, as a user who has to say `sudo`. Telegram is the simulator, outside of that machine. It
takes a quarter of an hour and the network, so it is no part of the tests. What it typed and what it saw stands in the
log. Where something is not as the page says it ends with status 1.

    --folder   where the machine stands; what was fetched is kept there for the next time
    --log      where all of it is written, too
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from aiohttp import connector

from simulator.http import bot_api
from simulator.people import CannotDo, Chat, Message, Person
from simulator.telegram import Telegram
from tests.processes import ROOT, served
from tests.test_deploy import bucket

PAGE = ROOT / "docs" / "operations.md"
SCHEMA = "storage/engine/migrations/0001_schema.sqlite.sql"
SITE = "localhost"
"""Stands for bot.example.org: Caddy has a certificate for it without asking anybody."""
GROUP = -1001234567890
OLD, NEW, LATER, BROKEN, LAST = "v0.9.0", "v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0"
"""The first commit with the tables of today, this one, and three that are made up: with other tables, one that does not
start, and one for the workers."""
RIGHTS = ("can_manage_topics", "can_delete_messages", "can_pin_messages")
QUESTION, ANSWER = "касирка каже що дія це не документ", "Не приймають документ у Дії"
UNKNOWN = "коли відкриють басейн на вулиці Покровській"
PATIENCE, PAUSE = 60.0, 0.2
"""Seconds."""
GIT = [
    "-c",
    "user.name=x",
    "-c",
    "user.email=x@example.org",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "advice.detachedHead=false",
]


class Failed(Exception):
    """A line of the page did not do what the page says."""


@dataclass
class Log:
    file: TextIO
    began: float = field(default_factory=time.monotonic)

    def __call__(self, words: str) -> None:
        for out in (self.file, sys.stdout):
            out.write(f"{words}\n")
            out.flush()

    def step(self, words: str) -> None:
        self(f"\n=== {time.monotonic() - self.began:6.0f} s  {words}")


def blocks(section: str) -> Iterator[list[str]]:
    """What the section tells to type, block by block."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(section)}.*?\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise Failed(f"no section {section}")
    for block in re.findall(r"(?:^ {4,}\S.*\n)+", found[1], re.MULTILINE):
        yield [line.strip() for line in block.splitlines()]


class Machine:
    """A Debian with nothing but what debootstrap puts there, and sudo."""

    def __init__(self, folder: Path, log: Log) -> None:
        self.folder = folder
        self.root = folder / "root"
        self.log = log
        self.at = "~"
        self._leader = 0

    def build(self) -> None:
        base = self.folder / "base.tar"
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        if not base.exists():
            packages = "--include=systemd-sysv,dbus,sudo,ca-certificates"
            outside("debootstrap", packages, release(), str(self.root), mirror())
            without = ["--exclude=./proc/*", "--exclude=./sys/*"]
            outside("tar", f"--directory={self.root}", *without, "--create", f"--file={base}", ".")
        else:
            outside("tar", f"--directory={self.root}", "--extract", f"--file={base}")
        # What this machine needs to reach its mirrors, that one needs, too.
        for path in Path("/usr/local/share/ca-certificates").glob("*.crt"):
            shutil.copy(path, self.root / "usr/local/share/ca-certificates")
        if Path("/etc/pip.conf").exists():
            shutil.copy("/etc/pip.conf", self.root / "etc/pip.conf")
        (self.root / "etc/hostname").write_text("bot\n")
        (self.root / "etc/hosts").write_text("127.0.0.1 localhost bot\n")
        (self.root / "etc/sudoers.d/administrator").write_text("administrator ALL=(ALL) NOPASSWD: ALL\n")
        outside("chroot", str(self.root), "update-ca-certificates")
        user = ["useradd", "--create-home", "--groups=sudo", "--shell=/bin/bash", "administrator"]
        outside("chroot", str(self.root), *user)

    @asynccontextmanager
    async def booted(self) -> AsyncIterator[None]:
        packages = self.folder / "packages"
        packages.mkdir(exist_ok=True)
        boot = ["systemd-nspawn", f"--directory={self.root}", "--boot", "--quiet", "--machine=bot"]
        boot += [f"--bind={packages}:/var/cache/apt/archives", "--console=pipe", "--register=no", "--keep-unit"]
        # In a mount namespace with a /run of its own: systemd-nspawn wants one that systemd has made.
        inside = f"mount -t tmpfs -o mode=755 tmpfs /run && exec {shlex.join(boot)}"
        process = await asyncio.create_subprocess_exec(
            "unshare", "--mount", "sh", "-c", inside, stdin=subprocess.DEVNULL
        )
        try:
            if not await within(PATIENCE, lambda: self._found(process.pid)):
                raise Failed("systemd does not run in that machine")
            for _ in range(100):
                status, state = await self.typed("systemctl is-system-running", quiet=True)
                if state.strip() in {"running", "degraded"}:
                    break
                await asyncio.sleep(0.5)
            self.log(f"  systemd: {state.strip()}, {status}")
            yield
        finally:
            if self._leader:
                os.kill(self._leader, signal.SIGRTMIN + 4)  # systemd: power off
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 60)
            if process.returncode is None:
                process.kill()

    async def typed(self, line: str, *, quiet: bool = False) -> tuple[int, str]:
        """The status and what was seen; lines of a block share the folder."""
        if line.startswith("cd "):
            self.at = line.removeprefix("cd ").replace(" ", "\\ ")
        if not quiet:
            self.log(f"$ {line}")
        enter = ["nsenter", f"--target={self._leader}", "--mount", "--uts", "--ipc", "--pid", "--root", "--wd"]
        command = [
            *enter,
            "env",
            "-i",
            "TERM=dumb",
            "LANG=C.UTF-8",
            "su",
            "-",
            "administrator",
            "-c",
            f"cd {self.at}; {line}",
        ]
        process = await asyncio.create_subprocess_exec(
            *command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        out = (await process.communicate())[0].decode(errors="replace")
        if not quiet:
            told = out.rstrip().splitlines()
            for each in told if len(told) < 40 else [*told[:12], f"… {len(told) - 24} lines …", *told[-12:]]:
                self.log(f"    {each}")
            if process.returncode:
                self.log(f"    [status {process.returncode}]")
        return process.returncode or 0, out

    def _found(self, of: int) -> bool:
        """Whether the first process of that machine is known."""
        with contextlib.suppress(OSError, IndexError):
            first = Path(f"/proc/{of}/task/{of}/children").read_text().split()[0]
            if Path(f"/proc/{first}/comm").read_text() == "systemd\n":
                self._leader = int(first)
        return self._leader != 0


def outside(*command: str) -> None:
    """Runs it on this machine."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{command[0]}: {done.stderr[-500:]}")


async def within(seconds: float, happened: Callable[[], object]) -> bool:
    for _ in range(int(seconds / PAUSE)):
        if happened():
            return True
        await asyncio.sleep(PAUSE)
    return False


def release() -> str:
    return str(re.findall(r"^VERSION_CODENAME=(\w+)$", Path("/etc/os-release").read_text(), re.MULTILINE)[0])


def mirror() -> str:
    """The one that this machine uses."""
    lists = [*sorted(Path("/etc/apt/sources.list.d").glob("*.sources")), Path("/etc/apt/sources.list")]
    text = "\n".join(path.read_text() for path in lists if path.exists())
    found = re.search(r"^(?:URIs: |deb (?:\[.*?\] )?)(\S+/debian/?)\s", text, re.MULTILINE)
    if not found:
        raise Failed("no mirror of Debian in /etc/apt")
    return found[1]


class Play:
    """The administrator, the people who write meanwhile, and what must be true after each step."""

    def __init__(self, machine: Machine, telegram: Telegram, api: str, log: Log) -> None:
        self.machine = machine
        self.telegram = telegram
        self.log = log
        self.faults: list[str] = []
        self.olena: Person = telegram.add_person(1, "Олена")
        self.mykola: Person = telegram.add_person(3, "Микола")
        self.ivan: Person = telegram.add_person(2, "Іван")
        self.group: Chat = telegram.add_group(GROUP, "Відділ", [self.ivan], with_topics=True)
        self.ivan.promote_bot(self.group, *RIGHTS)
        self.words = {
            "https://api.telegram.org": api,
            "YOUR-TOKEN": telegram.token,
            "ADDRESS-OF-THE-REPOSITORY": "/srv/bot.git",
            "bot-VERSION": f"bot-{NEW}",
            "VERSION": NEW,
            "bot.example.org": SITE,
        }
        self.api = api

    # What the page says

    async def follow(
        self,
        section: str,
        *,
        leave: tuple[str, ...] = (),
        instead: dict[str, Callable[[], Awaitable[None]]] | None = None,
        **statuses: int,
    ) -> str:
        """Types all of a section but blocks that begin with one of `leave`; what was seen."""
        seen = ""
        self.machine.at = "~"
        self.log.step(f"docs/operations.md, «{section}»")
        for block in blocks(section):
            if block[0].startswith(("docker", "git clone ADDRESS-OF-THE-REPOSITORY bot", *leave)):
                self.log(f"  (left: {block[0]})")
                continue
            for line in block:
                if instead and (deed := next((do for begin, do in instead.items() if line.startswith(begin)), None)):
                    self.log(f"$ {line}   # by hand")
                    await deed()
                elif found := re.fullmatch(r"([A-Z_]+)=(.*)", line):
                    self.set(found[1], self.filled(found[2]))
                else:
                    seen += await self.do(line)
        return seen

    def filled(self, line: str) -> str:
        for word, real in self.words.items():
            line = line.replace(word, real)
        return line

    async def do(self, line: str, *, status: int = 0) -> str:
        """Types a line, which must end with that status."""
        done, seen = await self.machine.typed(self.filled(line))
        if done != status:
            self.fault(f"status {done} and not {status}: {line}")
        return seen

    def set(self, name: str, value: str) -> None:
        """As an administrator does with an editor."""
        path = self.machine.root / "etc/bot/env"
        text, count = re.subn(
            rf"^#?{name}=.*$", lambda _: f"{name}={value}", path.read_text(), count=1, flags=re.MULTILINE
        )
        path.write_text(text if count else f"{text}{name}={value}\n")
        self.log(f"  /etc/bot/env: {name}={value if name != 'BOT_TOKEN' else '…'}")

    def unset(self, name: str) -> None:
        path = self.machine.root / "etc/bot/env"
        path.write_text(re.sub(rf"^{name}=", f"#{name}=", path.read_text(), flags=re.MULTILINE))
        self.log(f"  /etc/bot/env: without {name}")

    def check(self, is_true: object, words: str) -> None:
        if is_true:
            self.log(f"  ✓ {words}")
        else:
            self.fault(words)

    def fault(self, words: str) -> None:
        """It is told, and the play goes on: there may be more."""
        self.faults.append(words)
        self.log(f"  ✗ {words}")

    # What people see

    async def until(self, happened: Callable[[], object], words: str) -> None:
        self.check(await within(PATIENCE, happened), words)

    async def asked(self, words: str = "She asks and is answered") -> None:
        before = len(self.olena.replies)
        self.olena.send(QUESTION)
        await self.until(lambda: ANSWER in "".join(each.text for each in self.olena.replies[before:]), words)

    def offered(self, button: str) -> list[Message]:
        """What he was sent with that button."""
        return [each for each in self.mykola.replies if any(button in word for row in each.buttons for word in row)]

    def told_staff(self, words: str) -> bool:
        return any(words in str(each) for each in self.group.messages.values())

    async def rows(self) -> int:
        """How many questions the database holds."""
        recipient = re.search(r"^BACKUP_RECIPIENT=(.+)$", (self.machine.root / "etc/bot/env").read_text(), re.MULTILINE)
        self.unset("BACKUP_RECIPIENT")
        await self.do("sudo botctl backup /var/lib/bot/count.db")
        if recipient:
            self.set("BACKUP_RECIPIENT", recipient[1])
        copy = self.machine.root / "var/lib/bot/count.db"
        with contextlib.closing(sqlite3.connect(copy)) as database:
            (count,) = database.execute("SELECT count(*) FROM questions").fetchone()
        await self.do("sudo rm /var/lib/bot/count.db")
        self.log(f"  {count} questions")
        return int(count)

    async def version(self) -> str:
        return (await self.do("readlink /opt/bot")).strip().rpartition("bot-")[2]


def make_versions(folder: Path, root: Path) -> str:
    """Puts a repository with all versions on the machine; the first commit with the tables of today."""

    def git(*arguments: str, at: Path = folder) -> str:
        done = subprocess.run(
            ["/usr/bin/git", "-C", str(at), *GIT, *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    first = git("log", "-1", "--first-parent", "--format=%H", "--", SCHEMA, at=ROOT)
    shutil.rmtree(folder, ignore_errors=True)
    git("clone", "--quiet", str(ROOT), str(folder), at=ROOT)
    git("tag", OLD, first)
    git("tag", NEW)
    migrations = folder / "storage/engine/migrations"

    def version(name: str) -> None:
        git("add", "--all")
        git("commit", "--quiet", "--message", name)
        git("tag", name)

    (migrations / "0002_later.sql").write_text("CREATE TABLE later (id BIGINT PRIMARY KEY);\n")
    (folder / "content/uk/templates/later.txt").write_text("one\n")
    version(LATER)
    run = folder / "cli/run.py"
    whole = run.read_text(encoding="utf-8")
    run.write_text(whole.replace("    settings = Settings", "    raise SystemExit(1)\n    settings = Settings", 1))
    version(BROKEN)
    run.write_text(whole)
    (migrations / "0003_last.sql").write_text("CREATE TABLE last (id BIGINT PRIMARY KEY);\n")
    version(LAST)
    git("clone", "--quiet", "--bare", str(folder), str(root / "srv/bot.git"), at=ROOT)
    return first


async def nothing() -> None:
    """What the version before does there is its own business."""


async def play(it: Play) -> None:
    machine, telegram, api, log = it.machine, it.telegram, it.api, it.log
    backups = machine.root / "var/lib/bot/backups"

    async def fill_in() -> None:
        it.set("BOT_TOKEN", telegram.token)
        it.set("STAFF_CHAT_ID", str(GROUP))
        it.set("BOT_API_URL", api)

    log.step("install, doctor, start")
    seen = await it.follow("One machine, SQLite", instead={"sudoedit": fill_in})
    it.check("Помилок немає" in seen, "check: «Помилок немає»")
    it.check("✗" not in seen, "doctor: nothing is wrong")
    it.check("Started" in seen, "the log says that it has started")
    await asyncio.sleep(3)
    it.check("працює" in await it.do("sudo journalctl --unit='bot*' --lines=20"), "and a moment later that it runs")
    it.olena.start()
    await it.until(lambda: it.olena.replies, "She writes /start and is answered")
    await it.asked()
    await it.do("sudo systemctl disable --now bot")
    await it.do("sudo rm -r /opt/bot /opt/bot-* /etc/bot /var/lib/bot; sudo userdel bot")

    it.ivan.promote_bot(it.group, *RIGHTS)
    seen = await it.follow("What you need")
    it.check(f'"id":{GROUP}' in seen.replace(" ", ""), "the number of the group is seen")

    log.step(f"the same with {OLD}, and data of it")
    it.words |= {"VERSION": OLD, "bot-VERSION": f"bot-{OLD}", "v1.0.1": NEW}
    await it.follow("One machine, SQLite", instead={"sudoedit": fill_in, "sudo botctl doctor": nothing})
    await it.asked()
    seen = await it.follow("The first administrator")
    it.ivan.start(re.findall(r"\?start=(\S+)", seen)[0])
    await it.until(lambda: it.ivan.replies, "The link of the invitation is known")
    it.ivan.press(it.ivan.last, "Так, прийняти")
    await it.until(lambda: "/staff" in "".join(each.text for each in it.ivan.replies), "He is administrator")

    it.mykola.start()
    await it.until(lambda: it.mykola.replies, "He writes /start and is answered")
    it.mykola.send(UNKNOWN)
    passes = "Передати відділу"
    await it.until(lambda: it.offered(passes), "The bot does not know, and offers to pass it on")
    it.mykola.press(it.offered(passes)[-1], passes)
    await it.until(lambda: it.told_staff(UNKNOWN), "The staff read his question")

    log.step(f"upgrade: {NEW} takes the data over")
    (machine.root / "opt/bot/content/uk/templates/ours.txt").write_text("edited here\n")
    asked = await it.rows()
    seen = await it.follow("Upgrade and going back", leave=("sudo botctl back", "ls -d"))
    it.check(f"Працює {NEW}" in seen, "it says so")
    it.check(await it.version() == NEW, f"{NEW} runs")
    it.check(await it.rows() >= asked, "its data are there")
    ours = machine.root / f"opt/bot-{NEW}/content/uk/templates/ours.txt"
    it.check(ours.exists(), "what was edited here came along")
    count = f"sudo ls /opt/bot-{NEW}/web/__pycache__/templates | wc -l"
    compiled = await it.do(count)
    await it.do("cd /opt/bot")
    await it.do("sudo .venv/bin/python -m web.templating")
    it.check(int(compiled) > 0, "its templates are compiled")
    it.check(await it.do(count) == compiled, "for the place where the service runs")
    await it.asked("The new version answers")
    for line in ("deploy/botctl /usr/local/bin/botctl", "deploy/bot.service deploy/bot-failed@.service /etc/systemd"):
        [install] = [each for block in blocks("One machine, SQLite") for each in block if line in each]
        await it.do(install.replace(" deploy/", " /opt/bot/deploy/"))
    await it.do("sudo systemctl daemon-reload")
    await it.follow("Settings")
    await it.asked("After a restart she is answered")
    await it.do("sudo botctl doctor")

    log.step("the units")
    await it.do("systemd-analyze verify /etc/systemd/system/bot.service")
    await it.do("systemd-analyze verify /etc/systemd/system/bot-failed@.service")
    await it.do("systemd-analyze security --no-pager bot.service | tail -n 1")

    log.step("killed")
    it.telegram.faults.slowness = 3.0
    before = len(it.olena.replies)
    it.olena.send(QUESTION)
    await asyncio.sleep(1)
    await it.do("sudo systemctl kill --signal=SIGKILL bot")
    it.check(len(it.olena.replies) == before, "it had not answered yet")
    it.telegram.faults.slowness = 0.0
    await it.until(lambda: len(it.olena.replies) > before, "What she asked when it was killed is answered")
    await it.until(lambda: it.told_staff("bot.service"), "The staff read in their group that it ended by itself")

    log.step("stuck: systemd waits two minutes, then starts it again")
    await it.do("sudo kill -STOP $(systemctl show --value --property=MainPID bot)")
    before = len(it.olena.replies)
    it.olena.send(QUESTION)
    it.check(
        await within(240, lambda: len(it.olena.replies) > before), "She is answered once the watchdog has ended it"
    )
    seen = await it.do("sudo journalctl --unit='bot*' --grep=atchdog --lines=3")
    it.check("atchdog" in seen, "the journal names the watchdog")

    log.step("a wrong setting: it stays down and the staff are told")
    it.set("LOG_FORMAT", "xml")
    await it.do("sudo systemctl restart bot", status=1)
    await asyncio.sleep(8)
    await it.do("systemctl is-active bot", status=3)
    seen = await it.do("sudo botctl check", status=1)
    it.check("LOG_FORMAT" in seen, "check names the setting")
    it.check(sum("bot.service" in str(each) for each in it.group.messages.values()) >= 2, "the staff are told")
    it.unset("LOG_FORMAT")
    await it.do("sudo systemctl start bot")
    await it.asked()

    seen = await it.follow("Watching it", leave=("scrape_configs", "sudo botctl doctor --mail", "sudo journalctl"))
    it.check('"status"' in seen, "/healthz answers")

    log.step("behind Caddy")
    await it.do("sudo apt-get install --yes curl openssl")
    await it.follow("Webhook, behind a proxy", leave=("curl",))
    authority = machine.root / "var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
    await it.until(authority.exists, "Caddy has a certificate")
    shutil.copy(authority, machine.root / "usr/local/share/ca-certificates/caddy.crt")
    await it.do("sudo update-ca-certificates")
    connector._SSL_CONTEXT_VERIFIED.load_verify_locations(str(authority))
    it.set("WEBHOOK_URL", f"https://{SITE}/telegram")
    it.set("WEBHOOK_SECRET", (await it.do("openssl rand -hex 32")).strip())
    await it.do("sudo systemctl restart bot")
    await it.asked("She is answered by webhook")
    for block in blocks("Webhook, behind a proxy"):
        if block[0].startswith("curl"):
            seen = "".join([await it.do(line) for line in block])
            it.check(seen.split() == ["404", "403"], "outside: 404, then 403")
    await it.follow("The desk, and the pages for everybody")
    seen = await it.do(f"curl --silent --write-out '%{{http_code}}' https://{SITE}/answers | tail -c 300")
    it.check(seen.endswith("200"), "the page of answers is there")
    await it.asked()

    log.step("back-up")
    asked = await it.rows()

    async def a_place() -> None:
        await it.do("sudo install -d -o bot -g bot /mnt/elsewhere")
        await it.do("echo AWAY=/mnt/elsewhere | sudo tee /etc/bot/away")

    async def of_the_night() -> None:
        """The copy whose name the page gives as an example; that of this night was made by the clock or is made now."""
        name = f"bot-{time.strftime('%Y-%m-%d')}.db"
        if not (backups / name).exists():
            await it.do(f"sudo botctl backup /var/lib/bot/backups/{name}")
        it.words["bot-2026-11-26.db"] = name

    await of_the_night()
    with bucket(machine.folder) as (away, kept):
        it.words |= {"https://S3-ADDRESS": re.findall("endpoint='(.*?)'", away)[0], "BUCKET": "bot"}
        of_restore = "sudo systemctl stop bot"
        seen = await it.follow(
            "Back-up, restore, restore drill", leave=(of_restore,), instead={"printf 'AWAY": a_place}
        )
        it.check(list((machine.root / "mnt/elsewhere").iterdir()), "the copies are in the second place")
        await it.do("sudo systemctl start bot-away.service")
        it.check(kept(it.words["bot-2026-11-26.db"]), "and, as the page says it for S3, there")

    log.step("an encrypted copy")
    it.set("BACKUP_RECIPIENT", re.findall(r"age1\w+", seen)[0])
    await it.do("sudo botctl backup /var/lib/bot/now.db.age")
    await it.do("sudo cat /var/lib/bot/now.db.age | age --decrypt --identity bot.key | wc -c")
    await it.do("sudo systemctl stop bot")
    await it.do("sudo botctl restore /var/lib/bot/now.db.age --force", status=2)
    await it.do("sudo botctl restore /var/lib/bot/now.db.age --force --key - < bot.key")
    await it.do("sudo botctl restore /var/lib/bot/now.db.age --texts /var/lib/bot/texts --key - < bot.key")
    await it.do("sudo systemctl start bot")
    await it.asked()

    log.step("restore")
    await it.asked("She asks once more, which the copy does not know")
    await it.asked()
    for block in blocks("Back-up, restore, restore drill"):
        if block[0] == "sudo systemctl stop bot":
            for line in block:
                await it.do(line)
    await it.asked()
    it.check(await it.rows() <= asked + 1, "what was asked after the copy is gone, and the bot runs on what was before")

    log.step("upgrade to other tables, and back with the copy")
    await it.do(f"sudo botctl upgrade {LATER}")
    it.check(await it.version() == LATER, f"{LATER} runs")
    await it.asked("The version with other tables answers")
    seen = await it.do("sudo botctl back")
    it.check("зроблене після оновлення втрачено" in seen, "it says that what was done since is lost")
    it.check(await it.version() == NEW, f"{NEW} runs again")
    await it.asked("The version before answers")
    await it.do("sudo botctl back", status=1)

    log.step("upgrade to a version that does not start: back by itself")
    seen = await it.do(f"sudo botctl upgrade {BROKEN}", status=1)
    it.check("Працює стара версія" in seen, "it says that the old version runs")
    it.check(await it.version() == NEW, "it runs")
    await it.asked()
    for block in blocks("Upgrade and going back"):
        if block[0].startswith("ls -d"):
            for line in block:
                await it.do(line)

    asked = await it.rows()
    await it.follow("From SQLite to PostgreSQL")
    await it.asked("She is answered over PostgreSQL")
    it.check(await it.rows() >= asked, "its data are there")

    log.step("PgBouncer that shares sessions is named")
    await it.do("sudo apt-get install --yes pgbouncer")
    await it.do("sudo -u postgres psql -qc \"ALTER ROLE bot PASSWORD 'x'\"")
    lines = ["[databases]", "bot = host=127.0.0.1 dbname=bot user=bot password=x", "[pgbouncer]"]
    lines += ["listen_addr = 127.0.0.1", "listen_port = 6432", "auth_type = any", "pool_mode = transaction"]
    (machine.root / "etc/pgbouncer/pgbouncer.ini").write_text("\n".join(lines))
    await it.do("sudo systemctl restart pgbouncer")
    it.set("DATABASE_URL", "postgresql://bot@127.0.0.1:6432/bot")
    seen = await it.do("sudo botctl doctor", status=1)
    it.check("посередник" in seen, "doctor names the pooler")
    it.set("DATABASE_URL", "postgresql://bot@/bot?host=/var/run/postgresql")
    await it.do("sudo systemctl disable --now pgbouncer")

    await it.follow("Several workers")
    unit = machine.root / "etc/systemd/system/caddy.service.d/bot.conf"
    unit.write_text(unit.read_text().replace("127.0.0.1:8080", "127.0.0.1:8081 127.0.0.1:8082"))
    await it.do("sudo systemctl daemon-reload; sudo systemctl restart caddy")
    await it.asked("She is answered by two workers")
    await it.do("sudo systemctl kill --signal=SIGKILL bot@8081")
    await it.asked("She is answered while one is killed")
    await it.do(f"sudo rm -r /opt/bot-{LATER}")
    seen = await it.do(f"sudo botctl upgrade {LATER}")
    it.check(f"Працює {LATER}" in seen, f"{LATER} runs")
    await it.asked("Both workers have the version with other tables")
    await it.do("sudo botctl back")
    await it.asked("Both are back")
    await it.do(f"sudo botctl upgrade {LAST}")
    await it.asked()
    await it.do("sudo botctl doctor")

    await it.follow("Telegram is lost")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path.home() / ".cache" / "administrator")
    parser.add_argument("--log", type=Path, default=Path("administrator.log"))
    given = parser.parse_args()
    lacks = [name for name in ("debootstrap", "systemd-nspawn", "unshare", "nsenter") if not shutil.which(name)]
    if os.geteuid() or lacks:
        sys.stderr.write("It needs root, and: apt-get install debootstrap systemd-container\n")
        return 2
    given.folder.mkdir(parents=True, exist_ok=True)
    with given.log.open("w", encoding="utf-8") as file:
        log = Log(file)
        try:
            log.step("a clean Debian")
            machine = Machine(given.folder, log)
            machine.build()
            first = make_versions(given.folder / "origin", machine.root)
            log(f"{OLD} is {first[:8]}, the first commit with the tables of today")
            faults = asyncio.run(on(machine, log))
        except Failed as failed:
            faults = [str(failed)]
        log.step("\n".join(["Not as the page says:", *faults]) if faults else "All of it is as the page says.")
    return 1 if faults else 0


async def on(machine: Machine, log: Log) -> list[str]:
    """What was not as the page says."""
    telegram = Telegram()
    async with served(bot_api(telegram)) as api, machine.booted():
        await machine.typed("cat /etc/debian_version; systemctl --version | head -n 1")
        it = Play(machine, telegram, api, log)
        try:
            await play(it)
        except (Failed, CannotDo, LookupError, OSError, ValueError, sqlite3.Error) as error:
            it.fault(f"the play broke off: {error!r}")
        return it.faults


if __name__ == "__main__":
    sys.exit(main())
