"""The bot as a process: started, killed, ended, and how much memory it has."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import time
from pathlib import Path

from benchmarks.soak.world import IRYNA, PETRO, STAFF_CHAT, World, zone_name
from tests.processes import ROOT, environment

GRACE = 30.0
"""Seconds that an orderly end may take."""


class Bot:
    """One life after the other over the same database and log."""

    def __init__(self, world: World, api: str, log: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        self._settings = {
            "BOT_TOKEN": world.telegram.token,
            "BOT_API_URL": api,
            "DATABASE_URL": world.url,
            "STAFF_CHAT_ID": str(STAFF_CHAT),
            "ADMIN_IDS": f"{IRYNA} {PETRO}",
            "SEND_RATE": str(world.plan.rate),
            "TIMEZONE": zone_name(),
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "WEBHOOK_SECRET": "soak",
            "PORT": port,
            "LOG_FORMAT": "json",
        }
        self._log = log
        self._process: asyncio.subprocess.Process
        self.kills = self.stops = 0
        self.starts: list[float] = []
        """Seconds until it said that it runs."""
        self.memory: list[list[float]] = []
        """MiB at each look, life by life."""
        self.problems: list[str] = []

    async def start(self) -> None:
        began = time.monotonic()
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "bot.py",
                "run",
                cwd=ROOT,
                env=environment(**self._settings),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout
        if not await self._process.stdout.readline():
            self.problems.append(f"the bot did not start: status {await self._process.wait()}")
        self.starts.append(time.monotonic() - began)
        self.memory.append([])

    async def kill(self) -> None:
        """`kill -9`."""
        self._expect_running()
        self.kills += 1
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        """SIGTERM, and it ends by itself."""
        self._expect_running()
        self.stops += 1
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            status = await asyncio.wait_for(self._process.wait(), GRACE)
        except TimeoutError:
            self.problems.append(f"the bot did not end within {GRACE:g} s")
            await self.kill()
        else:
            if status:
                self.problems.append(f"the bot ended with status {status}")

    def _expect_running(self) -> None:
        if self._process.returncode is not None:
            self.problems.append(f"the bot ended by itself with status {self._process.returncode}")

    def look(self) -> None:
        """Keeps how much memory it has now."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return  # between two lives
        if "VmRSS:" in status:
            self.memory[-1].append(int(status.split("VmRSS:")[1].split()[0]) / 1024)
