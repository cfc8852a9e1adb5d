"""What systemd, somebody outside and the staff are told of a real process, and of one that ended by itself."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from channels import RefusalReason, Refused, WebhookInfo
from handlers.daily_summary import day_summary
from services.operation import systemd
from services.operation.health import NO_UPDATE, STUCK
from services.operation.heartbeat import Heartbeat, NotHeard
from services.operation.webhook_watch import WebhookWatch
from simulator.http import bot_api
from simulator.people import Chat, Person
from simulator.telegram import Telegram
from tests.processes import ROOT, environment, served, started
from tests.stories.conftest import stopped_world, world
from tests.stories.world import World

__all__ = ["stopped_world", "world"]

PATIENCE = 30.0
URL = "https://bot.example.org/telegram"


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def olena(telegram: Telegram) -> Person:
    return telegram.add_person(1, "Олена")


@pytest.fixture
def group(telegram: Telegram, olena: Person) -> Chat:
    return telegram.add_group(-1001, "Відділ", [olena])


@pytest.fixture
async def settings(telegram: Telegram, group: Chat, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    async with served(bot_api(telegram)) as url:
        yield {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": url,
            "STAFF_CHAT_ID": str(group.id),
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
        }


@pytest.fixture
def systemd_socket(tmp_path: Path) -> Iterator[socket.socket]:
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.setblocking(False)
        yield listener


async def heard(listener: socket.socket) -> str:
    async with asyncio.timeout(PATIENCE):
        return (await asyncio.get_running_loop().sock_recv(listener, 4096)).decode()


@dataclass
class Outside:
    """Stands for healthchecks."""

    said: list[tuple[str, str]] = field(default_factory=list)
    """Path and body."""
    status: int = 200

    @property
    def app(self) -> Starlette:
        async def take(request: Request) -> Response:
            self.said.append((request.url.path, (await request.body()).decode()))
            return PlainTextResponse("OK", self.status)

        return Starlette(routes=[Route("/{path:path}", take, methods=["GET", "POST"])])


async def test_a_polling_bot_is_watched_by_systemd_from_outside_and_over_http(
    telegram: Telegram, olena: Person, settings: dict[str, str], systemd_socket: socket.socket
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
    outside = Outside()
    async with served(outside.app) as url:
        of_systemd = {"NOTIFY_SOCKET": systemd_socket.getsockname(), "WATCHDOG_USEC": "400000"}
        with started("run", **settings, **of_systemd, PORT=port, HEARTBEAT_URL=f"{url}/secret-place") as process:
            assert await heard(systemd_socket) == "READY=1"
            for _time in range(3):
                assert await heard(systemd_socket) == "WATCHDOG=1"
            olena.start()
            async with asyncio.timeout(PATIENCE):
                while len(outside.said) < 2 or not olena.replies:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            assert outside.said[:2] == [("/secret-place/start", ""), ("/secret-place", "ok")]
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
                told = (await client.get("/healthz")).json()
                assert (told["status"], told["leads"], told["webhook"]) == ("ok", True, None)
                numbers = (await client.get("/metrics")).text
                assert 'bot_updates_total{kind="message",outcome="handled"} 1.0' in numbers
                assert "bot_database_answers 1.0" in numbers
                assert (await client.get("/desk/today")).status_code == 404, "there are no pages"
            # A process that stands still says nothing any more, and systemd ends it.
            process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(0.5)
            while is_readable(systemd_socket):
                systemd_socket.recv(4096)
            await asyncio.sleep(0.5)
            assert not is_readable(systemd_socket)
            process.send_signal(signal.SIGCONT)
            assert await heard(systemd_socket) == "WATCHDOG=1"
            process.send_signal(signal.SIGTERM)
            printed, logged = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
            assert process.returncode == 0
            assert "secret-place" not in printed + logged
            words = await heard(systemd_socket)
            while words == "WATCHDOG=1":
                words = await heard(systemd_socket)
            assert words == "STOPPING=1"


def is_readable(listener: socket.socket) -> bool:
    return bool(select.select([listener], [], [], 0)[0])


async def test_a_port_that_is_taken_keeps_nobody_from_an_answer(
    telegram: Telegram, olena: Person, settings: dict[str, str]
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        with started("run", **settings, PORT=port) as process:
            olena.start()
            async with asyncio.timeout(PATIENCE):
                while not olena.replies:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            _, logged = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
    assert f"port {port} is taken" in logged


async def test_what_stands_still_is_stuck_and_what_is_tried_again_and_again_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    health, ages = world.services.health, [0.0]
    fed: list[tuple[str, ...]] = []
    monkeypatch.setattr(systemd, "notify", lambda *lines: fed.append(lines))
    monkeypatch.setenv("WATCHDOG_USEC", "40000")
    health.longest_update = lambda: ages[0]
    health.dispatcher.beat()

    async def is_fed() -> bool:
        fed.clear()
        task = asyncio.create_task(systemd.feed(health))
        await asyncio.sleep(0.05)
        task.cancel()
        return bool(fed)

    assert await is_fed()
    world.clock.move(timedelta(seconds=STUCK + 1))
    assert not await is_fed(), "the dispatcher stands still"
    health.dispatcher.turned()
    assert await is_fed(), "its turns fail, for the database is away: a new process would do no better"
    health.dispatcher.stop()
    ages[0] = NO_UPDATE + 1
    assert not await is_fed(), "an update is being handled for ever, and no other one ended"
    health.updates.beat()
    assert await is_fed(), "others go on"


async def test_a_sign_of_life_that_is_not_taken_is_a_failure_and_the_address_stays_secret(world: World) -> None:
    outside, health = Outside(status=404), world.services.health
    async with served(outside.app) as url:
        heartbeat = Heartbeat(f"{url}/secret-place", health)
        with pytest.raises(NotHeard) as raised:
            await heartbeat.beat()
        assert "secret-place" not in str(raised.value)
        outside.status = 200
        await heartbeat.beat()
        assert [path for path, _ in outside.said] == ["/secret-place/start", "/secret-place/start", "/secret-place"]
        health.dispatcher.beat()
        world.clock.move(timedelta(seconds=STUCK + 1))
        await heartbeat.beat()
        assert outside.said[-1] == ("/secret-place/fail", "down")
    with pytest.raises(NotHeard):
        await heartbeat.beat()


@pytest.mark.parametrize(
    ("url", "words", "ago", "pending", "trouble", "told"),
    [
        (URL, "", None, 3, None, ""),
        (URL, "Connection refused", 300, 0, None, ""),
        (URL, "Wrong response from the webhook: 502", 2, 0, None, ""),  # a restart: it came again and was taken
        (URL, "Connection refused", 2, 7, "error", "Connection refused"),
        (URL, "SSL error {certificate verify failed}", 2, 7, "certificate", "не довіряє сертифікату"),
        (URL, "", None, 250, "pending", "надто багато"),
        ("https://other.example.org/", "", None, 0, "elsewhere", "на іншу адресу"),
        (None, "", None, 0, "token", "токен більше не дійсний"),
    ],
)
async def test_what_telegram_says_of_the_webhook_is_told_to_who_watches_and_to_the_staff(
    world: World, url: str | None, words: str, ago: int | None, pending: int, trouble: str | None, told: str
) -> None:
    async def answer() -> WebhookInfo | Refused:
        at = world.clock() - timedelta(minutes=ago) if ago else None
        return WebhookInfo(url, pending, words, at) if url is not None else Refused(RefusalReason.TOKEN, "")

    watch = WebhookWatch(answer, URL, world.clock)
    await watch.look()
    assert watch.state() is None, "Telegram was not told the address yet"
    watch.begin()
    await watch.look()
    services = world.services
    services.health.webhook = watch.state
    report = await services.health.report()
    assert report.webhook
    assert (report.webhook.trouble, report.status) == (trouble, "degraded" if trouble else "ok")
    summary = replace(await services.daily_summary.gather(), webhook=report.webhook if trouble else None)
    shown = day_summary(world.content, summary).html
    assert ("Telegram не може доставити" in shown) == bool(trouble)
    assert told in shown


# The service ended


def told_by_systemd(settings: dict[str, str], state: Path, **of_systemd: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deploy.failed", "bot.service"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(**settings, **of_systemd, STATE_DIRECTORY=str(state)),
        timeout=60,
        check=False,
    )


def in_group(group: Chat) -> list[str]:
    return [data["text"] for data in group.messages.values()]


async def test_the_staff_read_once_that_the_service_ended_by_itself(
    telegram: Telegram, group: Chat, settings: dict[str, str], tmp_path: Path
) -> None:
    killed = {"SERVICE_RESULT": "watchdog", "EXIT_STATUS": "ABRT"}
    wrong = {"SERVICE_RESULT": "exit-code", "EXIT_STATUS": "2"}
    assert (await asyncio.to_thread(told_by_systemd, settings, tmp_path, SERVICE_RESULT="success")).returncode == 0
    assert in_group(group) == [], "it was told to end"
    for _time in range(2):
        assert (await asyncio.to_thread(told_by_systemd, settings, tmp_path, **killed)).returncode == 0
    [crashed] = in_group(group)
    assert "запускається знову" in crashed
    assert "watchdog" in crashed
    telegram.migrate(group, -1002)
    assert (await asyncio.to_thread(told_by_systemd, settings, tmp_path, **wrong)).returncode == 0
    assert any("сам не запуститься" in text for text in in_group(telegram.chats[-1002]))


async def test_a_message_that_does_not_leave_prints_no_token(settings: dict[str, str], tmp_path: Path) -> None:
    refused = {**settings, "BOT_TOKEN": f"42:{'x' * 35}"}
    unreachable = {**settings, "BOT_API_URL": "http://127.0.0.1:1"}
    for each in (refused, unreachable):
        done = await asyncio.to_thread(told_by_systemd, each, tmp_path, SERVICE_RESULT="signal", EXIT_STATUS="KILL")
        assert done.returncode == 1
        assert each["BOT_TOKEN"].partition(":")[2] not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert not [name for name in await asyncio.to_thread(os.listdir, tmp_path) if name.startswith(".told")], (
        "it is tried again at the next end"
    )
