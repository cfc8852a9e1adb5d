"""Whether memory reaches a plateau: `python -m benchmarks.plateau [MINUTES]`, 10 by default.

A real bot process by webhook, on core 0, gets 200 updates a second from core 1: presses and questions by turns, each
from another person than the one before. Its memory is looked at every ten seconds. Before that: how long after the
start the first question is answered, and how much memory the idle process has.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import uvloop

from benchmarks.installed import install
from benchmarks.tables import Table
from benchmarks.updates.bots import start
from benchmarks.updates.telegram import CONNECTIONS, Api, Poster, Wanted, make_update

RATE = 200
SETTLED = 0.3
"""The share of the time after which memory is to grow no more: three minutes of ten."""
LOOK, IDLE = 10.0, 5.0
"""Seconds between two looks, and without anything to do before the first."""
MOST_GROWTH, MOST_IDLE, LONGEST_START = 5.0, 120.0, 2.0
"""MiB, MiB and seconds."""
PAUSE = 0.01


@dataclass(frozen=True, slots=True)
class Result:
    """What was found."""

    first_reply: float
    idle: float
    memory: list[float]
    """MiB at each look."""
    settled: int
    """The first look at which it should have settled."""
    asked: int
    lost: int
    """Updates that were not answered with 200."""

    @property
    def growth(self) -> float:
        return max(self.memory[self.settled :]) - self.memory[self.settled]


def memory_of(pid: int) -> float:
    """MiB that the process has in memory."""
    return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


async def measure(seconds: float) -> Result:
    loop, wanted = asyncio.get_running_loop(), Wanted()
    server = await loop.create_server(lambda: Api(wanted, 0.0), "127.0.0.1", 0)
    api = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        bot = start("ours", port, api, f"sqlite:///{folder}/bot.db")
        try:
            await _first_reply(port)
            first_reply = time.perf_counter() - began
            await asyncio.sleep(IDLE)
            idle = memory_of(bot.pid)
            memory, asked, lost = await _load(port, bot.pid, seconds)
        finally:
            bot.kill()
            bot.wait()
    server.close()
    return Result(first_reply, idle, memory, int(len(memory) * SETTLED), asked, lost)


async def _connected(port: int) -> Poster:
    _, poster = await asyncio.get_running_loop().create_connection(Poster, "127.0.0.1", port)
    return poster


async def _first_reply(port: int) -> None:
    """Asks until the bot takes it: while it starts, nobody listens or it says that it is busy."""
    while True:
        with contextlib.suppress(OSError):
            if await (await _connected(port)).post(make_update(1, "question")) == 200:
                return
        await asyncio.sleep(PAUSE)


async def _load(port: int, pid: int, seconds: float) -> tuple[list[float], int, int]:
    """The memory at each look, how many updates were posted, and how many were lost."""
    free = deque([await _connected(port) for _ in range(CONNECTIONS)])
    under_way: set[asyncio.Task[None]] = set()
    memory, number, lost = [memory_of(pid)], 1, 0

    async def one(number: int) -> None:
        nonlocal lost
        if not free:
            lost += 1
            return
        poster = free.popleft()
        status = await poster.post(make_update(number, "tap" if number % 2 else "question"))
        lost += status != 200
        free.append(poster)

    began = time.perf_counter()
    while (passed := time.perf_counter() - began) < seconds:
        if passed >= len(memory) * min(LOOK, seconds / 20):
            memory.append(memory_of(pid))
        while number <= passed * RATE:
            number += 1
            task = asyncio.create_task(one(number))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.sleep(PAUSE / 5)
    await asyncio.gather(*under_way)
    return [*memory, memory_of(pid)], number - 1, lost


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    install()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {1} & cores or cores)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        result = runner.run(measure(minutes * 60))
    os.sched_setaffinity(0, cores)
    table = Table(f"Memory over {minutes:g} minutes at {RATE} updates/s", "what", "figure", "limit")
    table.row("start to first reply", f"{result.first_reply:.2f} s", f"{LONGEST_START:g} s")
    table.row("idle after the start", f"{result.idle:.1f} MiB", f"{MOST_IDLE:g} MiB")
    table.row("updates posted, taps and questions", f"{result.asked:,}", "")
    table.row("of these lost", result.lost, 0)
    for share in (0.0, 0.1, 0.2, SETTLED, 0.6, 1.0):
        place = min(int(share * len(result.memory)), len(result.memory) - 1)
        table.row(f"memory after {share * minutes:g} minutes", f"{result.memory[place]:.1f} MiB", "")
    table.row(f"growth after {SETTLED * minutes:g} minutes", f"{result.growth:.1f} MiB", f"{MOST_GROWTH:g} MiB")


if __name__ == "__main__":
    main()
