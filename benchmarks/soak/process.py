"""The bot as one process or several behind a proxy: started, killed, ended, and how much memory it has."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import signal
import socket
import sys
import time
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.soak.world import IRYNA, PETRO, STAFF_CHAT, World, zone_name
from tests.processes import ROOT, environment

GRACE = 30.0
"""Seconds that an orderly end may take."""


class Bot:
    """One life after the other over the same database and log; of several workers they die by turns."""

    def __init__(self, world: World, api: str, log: Path, ports: list[int], front: str) -> None:
        """A worker listens at each port; Telegram posts to `front`."""
        self._settings = {
            "BOT_TOKEN": world.telegram.token,
            "BOT_API_URL": api,
            "DATABASE_URL": world.url,
            "STAFF_CHAT_ID": str(STAFF_CHAT),
            "ADMIN_IDS": f"{IRYNA} {PETRO}",
            "SEND_RATE": str(world.plan.rate),
            "TIMEZONE": zone_name(),
            "WEBHOOK_URL": f"{front}/telegram",
            "WEBHOOK_SECRET": "soak",
            "LOG_FORMAT": "json",
        }
        self._log = log
        self._workers: dict[int, asyncio.subprocess.Process] = {}
        self._lives: dict[int, int] = {}
        self._turns = itertools.cycle(ports)
        self._ports = ports
        self.kills = self.stops = 0
        self.starts: list[float] = []
        """Seconds until it said that it runs."""
        self.memory: list[list[float]] = []
        """MiB at each look, life by life."""
        self.problems: list[str] = []

    async def start(self) -> None:
        """Each worker that does not run."""
        for port in self._ports:
            if port not in self._workers:
                await self._start(port)

    async def _start(self, port: int) -> None:
        began = time.monotonic()
        with self._log.open("ab") as log:
            worker = self._workers[port] = await asyncio.create_subprocess_exec(
                sys.executable,
                "bot.py",
                "run",
                cwd=ROOT,
                env=environment(**self._settings, PORT=str(port)),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert worker.stdout
        if not await worker.stdout.readline():
            self.problems.append(f"the bot did not start: status {await worker.wait()}")
        self.starts.append(time.monotonic() - began)
        self._lives[port] = len(self.memory)
        self.memory.append([])

    async def kill(self) -> None:
        """`kill -9` of the one whose turn it is."""
        self.kills += 1
        await self._kill(self._next())

    async def stop(self) -> None:
        """SIGTERM to the one whose turn it is, and it ends by itself."""
        self.stops += 1
        await self._stop(self._next())

    async def end(self) -> None:
        """SIGTERM to all."""
        self.stops += 1
        for worker in [self._workers.pop(port) for port in self._ports]:
            await self._stop(worker)

    def _next(self) -> asyncio.subprocess.Process:
        return self._workers.pop(next(self._turns))

    async def _kill(self, worker: asyncio.subprocess.Process) -> None:
        self._expect_running(worker)
        if worker.returncode is None:
            worker.kill()
        await worker.wait()

    async def _stop(self, worker: asyncio.subprocess.Process) -> None:
        self._expect_running(worker)
        if worker.returncode is None:
            worker.send_signal(signal.SIGTERM)
        try:
            status = await asyncio.wait_for(worker.wait(), GRACE)
        except TimeoutError:
            self.problems.append(f"the bot did not end within {GRACE:g} s")
            await self._kill(worker)
        else:
            if status:
                self.problems.append(f"the bot ended with status {status}")

    def _expect_running(self, worker: asyncio.subprocess.Process) -> None:
        if worker.returncode is not None:
            self.problems.append(f"the bot ended by itself with status {worker.returncode}")

    def look(self) -> None:
        """Keeps how much memory each has now."""
        for port, worker in self._workers.items():
            try:
                status = Path(f"/proc/{worker.pid}/status").read_text()
            except OSError:
                continue  # between two lives
            if "VmRSS:" in status and port in self._lives:
                self.memory[self._lives[port]].append(int(status.split("VmRSS:")[1].split()[0]) / 1024)


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as taken:
        free = [taken.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in free]


def proxy(ports: list[int], client: httpx.AsyncClient) -> Starlette:
    """Gives each update to a worker, by turns; to another one where nobody listens."""
    turns = itertools.cycle(ports)

    async def pass_on(request: Request) -> Response:
        body = await request.body()
        headers = {name: value for name, value in request.headers.items() if name.startswith(("x-", "content-type"))}
        for _ in ports:
            try:
                given = await client.post(f"http://127.0.0.1:{next(turns)}/telegram", content=body, headers=headers)
            except httpx.ConnectError:
                continue
            except httpx.TransportError:
                break  # it may have been taken: Telegram asks anew
            else:
                again = {"retry-after": given.headers["retry-after"]} if "retry-after" in given.headers else {}
                return Response(given.content, given.status_code, again)
        return Response(status_code=502)

    return Starlette(routes=[Route("/telegram", pass_on, methods=["POST"])])
