"""The files in deploy/: what would be found out only on the department's machine is found out here.

No Docker engine and no systemd runs in the tests; the proxy is the real Caddy, and the image's files are really run.
"""

from __future__ import annotations

import asyncio
import configparser
import hashlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest
import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gateway.per_person_queue import GRACE
from gateway.web import LAST_ANSWERS
from settings import Settings
from storage.engine.database import open_database
from tests.processes import ROOT, environment, served
from tests.variables import variables

DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
TOOLS = Path(sys.executable).parent
CADDY, OF_DEBIAN = str(TOOLS / "caddy"), "/usr/bin/caddy"
DOCKER_ONLY = {"SITE", "POSTGRES_PASSWORD"}
"""What compose.yaml needs besides the bot's own settings."""
LAST_MESSAGE = 20
"""Seconds for the message of a mailing that is under way when the bot is told to end."""


def tool(name: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TOOLS / name), *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment() | settings,
        timeout=60,
        check=False,
    )


# Settings


def lines_of_env() -> list[tuple[str, str, bool]]:
    """Name, value and whether it is set, of each line of env.example."""
    found = re.findall(r"^(#?)([A-Z_]+)=(.*)$", (DEPLOY / "env.example").read_text(encoding="utf-8"), re.MULTILINE)
    return [(name, value, not mark) for mark, name, value in found]


def test_the_example_names_every_setting_once_and_nothing_else() -> None:
    names = [name for name, _, _ in lines_of_env()]
    assert sorted(names) == sorted(variables() | DOCKER_ONLY)


def test_what_the_example_calls_a_default_is_the_default() -> None:
    for name, value, is_set in lines_of_env():
        if not is_set and name not in DOCKER_ONLY:
            assert Settings.from_environment({name: value}) == Settings.from_environment({}), name


def test_the_example_with_a_token_is_enough_to_run() -> None:
    settings = Settings.from_environment({name: value for name, value, is_set in lines_of_env() if is_set})
    assert settings.database_url == "sqlite:////var/lib/bot/bot.db"
    assert settings.webhook is None
    assert not settings.mails


# systemd


def unit(name: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(strict=True, interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]
    parsed.read(DEPLOY / name, encoding="utf-8")
    return parsed


def test_the_units_of_one_worker_and_of_several_differ_in_their_port_only() -> None:
    one, several = (
        (DEPLOY / name).read_text(encoding="utf-8").splitlines() for name in ("bot.service", "bot@.service")
    )
    differing = [line.partition("=")[0] for line, other in zip(one, several, strict=True) if line != other]
    assert [line for line in differing if not line.startswith("#")] == ["Description", "ExecStart"]
    assert "PORT=%i" in unit("bot@.service")["Service"]["ExecStart"]


def test_the_service_can_write_nowhere_but_into_its_state_and_gains_nothing() -> None:
    service = unit("bot.service")["Service"]
    assert service["User"] == "bot"
    assert (service["StateDirectory"], service["StateDirectoryMode"]) == ("bot", "0700")
    for name in (
        "NoNewPrivileges",
        "ProtectHome",
        "PrivateTmp",
        "PrivateDevices",
        "RestrictSUIDSGID",
        "LockPersonality",
    ):
        assert service[name] == "yes", name
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["SystemCallFilter"] == "@system-service"
    assert "BOT_TOKEN" not in (DEPLOY / "bot.service").read_text(encoding="utf-8")


def test_the_service_comes_back_and_is_given_the_time_to_end() -> None:
    parsed = unit("bot.service")
    assert (parsed["Service"]["Restart"], parsed["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
    assert int(parsed["Service"]["TimeoutStopSec"]) > GRACE + LAST_ANSWERS + LAST_MESSAGE
    assert parsed["Service"]["ExecStart"].endswith("bot.py run")


def test_systemd_itself_has_nothing_to_say_where_it_is_installed(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    for name in ("bot.service", "bot@.service", "bot-failed@.service"):
        # The program need not be installed here for the unit to be right.
        text = (DEPLOY / name).read_text(encoding="utf-8").replace("/opt/bot/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert all(re.match(r"(#|\[|[A-Z][A-Za-z]+=|$)", line) for line in text.splitlines()), name
    if analyze:
        done = subprocess.run(
            [analyze, "verify", "--man=no", *(str(path) for path in sorted(tmp_path.iterdir()))],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_a_command_for_the_administrator_runs_as_the_service_does(tmp_path: Path) -> None:
    fake = tmp_path / "systemd-run"
    fake.write_text('#!/bin/sh\nfor each in "$@"; do echo "$each"; done\n', encoding="utf-8")
    fake.chmod(0o755)
    done = subprocess.run(
        [str(DEPLOY / "botctl"), "backup", "/var/lib/bot/a b.db"],
        capture_output=True,
        text=True,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        timeout=60,
        check=True,
    )
    given, service = done.stdout.splitlines(), unit("bot.service")["Service"]
    assert given[-5:] == ["env", ".venv/bin/python", "bot.py", "backup", "/var/lib/bot/a b.db"]
    assert f"--uid={service['User']}" in given
    assert f"--working-directory={service['WorkingDirectory']}" in given
    assert f"--property=EnvironmentFile={service['EnvironmentFile']}" in given


# The image


def test_the_dockerfile_passes_its_lint() -> None:
    done = tool("hadolint", "--failure-threshold", "style", "deploy/Dockerfile")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_runs_as_nobody_special_and_holds_no_secret() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    users = re.findall(r"^USER (\S+)$", text, re.MULTILINE)
    assert users
    assert users[-1].isdigit()
    assert int(users[-1]) > 0
    assert not re.search(r"TOKEN|SECRET|PASSWORD|SMTP|SENTRY", text)
    assert (
        set(re.findall(r"\b([A-Z_]+)=", text)) - {"PATH", "BASE", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
        <= variables()
    )
    assert "python deploy/healthy.py".replace(" ", '", "') in text


def in_context() -> Iterator[Path]:
    """The files that .dockerignore lets into the image: those of the list, less what is left out again."""
    rules = [
        line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] not in {"", "#"}
    ]
    assert rules[0] == "*", "what is not named stays outside"
    for rule in rules:
        if rule.startswith("!"):
            path = ROOT / rule[1:]
            assert path.exists(), rule
            yield from (each for each in ([path] if path.is_file() else path.rglob("*")) if each.is_file())


def test_what_goes_into_the_image_is_all_the_bot_needs_and_no_more(tmp_path: Path) -> None:
    for path in in_context():
        if "__pycache__" not in path.parts:
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")]
    assert not [name for name in names if fnmatch(name, "*test*") or fnmatch(name, "*.env*") or name.endswith(".db")]
    for command in (["check"], ["ask", "чи працює дія без інтернету"], ["run"]):
        done = subprocess.run(
            [sys.executable, "bot.py", *command],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment(),
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == (2 if command == ["run"] else 0), command
    assert "BOT_TOKEN" in done.stderr


@dataclass
class Worker:
    """Stands for a worker of the bot: remembers by which paths it was reached from outside."""

    status: int = 200

    def __post_init__(self) -> None:
        self.paths: list[str] = []

    @property
    def app(self) -> Starlette:
        async def answer(request: Request) -> Response:
            if "x-forwarded-for" in request.headers:  # not so when the proxy itself asks how the worker is
                self.paths.append(request.scope["raw_path"].decode())
            await request.body()
            return PlainTextResponse("bot", self.status)

        return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])


@pytest.mark.parametrize(
    ("settings", "status", "code"),
    [({"PORT": "0"}, 503, 0), ({}, 200, 0), ({}, 503, 1), ({"WEBHOOK_URL": "x"}, 503, 1)],
)
async def test_docker_is_told_whether_the_worker_serves(settings: dict[str, str], status: int, code: int) -> None:
    async with served(Worker(status).app) as url:
        given = environment(**{"PORT": url.rpartition(":")[2], **settings})
        process = await asyncio.create_subprocess_exec(sys.executable, str(DEPLOY / "healthy.py"), env=given)
        assert await process.wait() == code


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as an upload asks for, in memory."""

    objects: ClassVar[dict[str, bytes]] = {}

    def do_HEAD(self) -> None:
        kept = self.objects.get(urlsplit(self.path).path)
        self.send_response(404 if kept is None else 200)
        if kept is not None:
            self.send_header("Content-Length", str(len(kept)))
            self.send_header("ETag", f'"{hashlib.md5(kept, usedforsecurity=False).hexdigest()}"')
            self.send_header("Last-Modified", "Thu, 26 Nov 2026 01:30:00 GMT")
        self.end_headers()

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if body:
            self.objects[urlsplit(self.path).path] = body
        self.send_response(200)
        self.send_header("ETag", f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the requests are looked at by what they leave."""


@contextmanager
def bucket(_: Path) -> Iterator[tuple[str, Callable[[str], bytes | None]]]:
    """Where the page's example of S3 leads, on this machine, and what stands there under a name."""
    [example] = re.findall(r'^ +printf "AWAY=(:s3,.*)\\n"', PAGE, re.MULTILINE)
    Bucket.objects.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Bucket) as server:
        threading.Thread(target=server.serve_forever).start()
        address = f"http://127.0.0.1:{server.server_port}"
        away = example.replace("https://S3-ADDRESS", address).replace("BUCKET", "bot")
        try:
            yield away, lambda name: Bucket.objects.get(f"/bot/copies/{name}")
        finally:
            server.shutdown()


@contextmanager
def webdav(folder: Path) -> Iterator[tuple[str, Callable[[str], bytes | None]]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = ["rclone", "serve", "webdav", "--addr", f"127.0.0.1:{port}", str(folder)]

    def kept(name: str) -> bytes | None:
        path = folder / "copies" / name
        return path.read_bytes() if path.exists() else None

    with subprocess.Popen(serve, stderr=subprocess.DEVNULL, env=environment(HOME=str(folder))) as server:
        try:
            yield f":webdav,url='http://127.0.0.1:{port}':copies", kept
        finally:
            server.kill()


@pytest.mark.parametrize("place", [bucket, webdav])
def test_copies_go_to_a_second_place_and_stay_there_as_they_were(
    tmp_path: Path, place: Callable[[Path], AbstractContextManager[tuple[str, Callable[[str], bytes | None]]]]
) -> None:
    """The command of the unit, against servers of the kinds that many have."""
    service = unit("bot-away.service")["Service"]
    assert service["EnvironmentFile"] == "/etc/bot/away"
    if not shutil.which("rclone"):
        pytest.skip("apt-get install rclone")
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    copy = tmp_path / "here" / "bot-2026-11-26.db"
    copy.write_bytes(b"of the night")
    with place(tmp_path / "there") as (away, kept):
        filled = {"/var/lib/bot/backups": str(tmp_path / "here"), "${AWAY}": away}
        command = [filled.get(word, word) for word in service["ExecStart"].split()]
        given = {name: value for name, value in environment().items() if not name.startswith("AWS_")}

        def taken_away() -> int:
            return subprocess.run(command, capture_output=True, timeout=120, check=False, env=given).returncode

        for _ in range(100):
            if not taken_away():
                break
            time.sleep(0.2)
        assert kept(copy.name) == b"of the night"
        copy.write_bytes(b"of somebody who took the machine over")
        assert taken_away() != 0
        assert kept(copy.name) == b"of the night"


# Compose


def compose() -> dict[str, Any]:
    loaded = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_the_compose_file_is_one() -> None:
    done = tool("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "deploy/compose.yaml")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_compose_file_names_only_what_there_is() -> None:
    made = compose()
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{([A-Z_]+)", text)) <= variables() | DOCKER_ONLY
    for service in made["services"].values():
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            if source.startswith("/"):
                assert re.search(rf"install -d .*{source}$", PAGE, re.MULTILINE), volume
            else:
                assert (DEPLOY / source).exists() if source.startswith(".") else source in made["volumes"], volume
        assert set(service["networks"]) <= set(made["networks"])
        assert set(service.get("depends_on", [])) <= set(made["services"])
        assert service["restart"] == "always"
        # The workers' own check stands in the image.
        assert "healthcheck" in service or service["build"]["dockerfile"] == "deploy/Dockerfile"
        assert re.search(r":\d+\.\d+\S*$", service["image"]) or "build" in service, "a version, never the newest"


def test_the_workers_of_the_compose_file_start_with_these_settings() -> None:
    workers = [each for name, each in compose()["services"].items() if name.startswith("bot-")]
    assert len(workers) == 2
    given = {"SITE": "bot.example.org", "POSTGRES_PASSWORD": "0f", "WEBHOOK_SECRET": "0e"}
    for worker in workers:
        assert set(worker["environment"]) <= variables()
        filled = {
            name: re.sub(r"\$\{([A-Z_]+):\?\}", lambda found: given[found[1]], value)
            for name, value in worker["environment"].items()
        }
        settings = Settings.from_environment({"BOT_TOKEN": "42:A", "STAFF_CHAT_ID": "-1", **filled})
        assert settings.webhook == ("https://bot.example.org/telegram", "0e")
        assert settings.database_url == "postgresql://bot:0f@postgres:5432/bot"
        assert (settings.host, settings.port) == ("0.0.0.0", 8080)
        assert worker["mem_limit"] == "1g"
        assert settings.backup_folder == Path("/var/backups/bot")
        assert int(worker["stop_grace_period"].removesuffix("s")) > GRACE + LAST_ANSWERS + LAST_MESSAGE
        assert worker["read_only"]
        assert worker["cap_drop"] == ["ALL"]
        assert worker["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_only_the_proxy_is_reached_from_outside() -> None:
    made = compose()
    assert [name for name, service in made["services"].items() if "ports" in service] == ["caddy"]
    assert made["networks"]["inside"] == {"internal": True}
    assert made["services"]["postgres"]["networks"] == ["inside"]


async def test_the_compose_file_takes_the_database_and_the_proxy_that_are_tested(postgresql: str) -> None:
    services = compose()["services"]
    async with open_database(postgresql) as database:
        [row] = await database.fetch("SHOW server_version")
    assert services["postgres"]["image"].startswith(f"postgres:{row['server_version'].partition('.')[0]}.")
    version = tool("caddy", "version").stdout.split()[0].removeprefix("v")
    assert services["caddy"]["image"] == f"caddy:{version}-alpine"


# The proxy


@contextmanager
def caddy(folder: Path, *workers: str, program: str = "") -> Iterator[tuple[int, Path]]:
    """Caddy with the real configuration: its port, and the file into which it logs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = {"SITE": f"http://127.0.0.1:{port}", "WORKERS": " ".join(workers)}
    homes = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    log = folder / "caddy.log"
    with (
        log.open("w") as file,
        subprocess.Popen(
            [program or CADDY, "run", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"],
            stdout=file,
            stderr=file,
            env=environment() | given | homes,
        ) as process,
    ):
        try:
            yield port, log
        finally:
            process.kill()


@asynccontextmanager
async def proxied(folder: Path, *workers: str, program: str = "") -> AsyncIterator[tuple[int, Path]]:
    with caddy(folder, *workers, program=program) as (port, log):
        async with asyncio.timeout(30):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    await asyncio.sleep(0.05)
                else:
                    writer.close()
                    await writer.wait_closed()
                    break
        yield port, log


async def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    """The status; the path goes out exactly as it is written here."""

    def asked() -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()

    return await asyncio.to_thread(asked)


async def test_the_proxy_passes_on_the_webhook_and_the_pages_and_nothing_else(tmp_path: Path) -> None:
    worker = Worker()
    async with served(worker.app) as url, proxied(tmp_path, url.removeprefix("http://")) as (port, _):
        assert await ask(port, "POST", "/telegram", b"{}") == 200
        assert await ask(port, "GET", "/n/token") == 200
        assert await ask(port, "POST", "/n/token", b"what=acknowledge") == 200
        assert worker.paths == ["/telegram", "/n/token", "/n/token"]
        worker.paths.clear()
        pages = ["/", "/answers?q=x", "/answers/diia", "/a/diia-age", "/c", "/c/passport/rail/card.png", "/desk/today",
                 "/robots.txt", "/sitemap.xml"]  # fmt: skip
        for way in pages:
            assert await ask(port, "GET", way) == 200, way
        assert worker.paths == [each.partition("?")[0] for each in pages]
        worker.paths.clear()
        ways = ["/healthz", "/metrics", "/n", "/telegram/", "/telegramm", "/HEALTHZ", "//metrics", "/./metrics",
                "/n/../metrics", "/n/..%2fmetrics", "/n/%2e%2e/metrics", "/telegram/../healthz", "/n/..;/metrics",
                "/n//../../metrics", "/%6detrics", "/metrics?x=/n/", "/metrics/n/x", "/answersx", "/a", "/a/../metrics",
                "/answers/..%2fmetrics", "/c/..;/healthz", "/robots.txt/metrics", "/./", "//"]  # fmt: skip
        for way in ways:
            status = await ask(port, "GET", way)
            # What still passes is a page that does not exist: the bot reads paths literally.
            literal = ("/n/", "/a/", "/answers/", "/c/", "/./", "//")
            assert status == 404 or all(path.startswith(literal) for path in worker.paths), way
        assert {path for path in worker.paths if path in {"/healthz", "/metrics"}} == set()
        assert await ask(port, "POST", "/telegram", bytes(3 * 1024 * 1024)) in {400, 413}


A_WORKER = """
import sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

async def answer(request):
    return PlainTextResponse("ok")

routes = [Route("/healthz", answer), Route("/telegram", answer, methods=["POST"])]
uvicorn.run(Starlette(routes=routes), fd=int(sys.argv[1]), log_level="error")
"""


@contextmanager
def worker_to_kill() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = listener.fileno()
        process = subprocess.Popen([sys.executable, "-c", A_WORKER, str(place)], pass_fds=[place])
        port = listener.getsockname()[1]
    try:
        yield f"127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("program", [CADDY, OF_DEBIAN], ids=["current", "of Debian"])
async def test_the_death_of_a_worker_turns_nearly_nobody_away(tmp_path: Path, program: str) -> None:
    if not shutil.which(program):
        pytest.skip("apt-get install caddy")
    with worker_to_kill() as (one, dying), worker_to_kill() as (other, _):
        async with proxied(tmp_path, one, other, program=program) as (port, _log):
            for _ in range(100):
                if {await ask(port, "POST", "/telegram", b"{}") for _ in range(10)} == {200}:
                    break
                await asyncio.sleep(0.2)
            dying.kill()
            told = []
            for _ in range(20):
                told.append(await ask(port, "POST", "/telegram", b"{}"))
                await asyncio.sleep(0.2)
    # Telegram posts once more what was not taken; what must not be is that nobody is served for long.
    assert told.count(200) >= 15, told
    assert told[-10:] == [200] * 10, told


async def test_the_log_of_the_proxy_holds_no_secret_and_no_link(tmp_path: Path) -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server, proxied(tmp_path, f"127.0.0.1:{server.sockets[0].getsockname()[1]}") as (port, log):
        headers = {"X-Telegram-Bot-Api-Secret-Token": "very-secret"}
        assert await ask(port, "POST", "/telegram", b"{}", **headers) in {502, 503}
        assert await ask(port, "GET", "/n/signed-token") in {502, 503}
        assert await ask(port, "GET", "/answers?q=what-she-asked") in {502, 503}
    written = log.read_text(encoding="utf-8")
    assert "error" in written
    assert "very-secret" not in written
    assert "signed-token" not in written
    assert "what-she-asked" not in written
