"""How long people wait for a start: `python -m benchmarks.start`.

A bare `python -c pass` in the same run is the measure: the figures mean little without the machine they are from. Where
others work on it too, the time of the processor says more.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from benchmarks.installed import ROOT, install
from benchmarks.tables import Table
from content.library import load
from services.answers.search import Search
from simulator.http import bot_api
from simulator.telegram import Telegram

RUNS = 5


class _Times:
    """Of several runs: seconds that passed, and those of the processor."""

    def __init__(self) -> None:
        self.passed: list[float] = []
        self.worked: list[float] = []

    @contextmanager
    def taken(self) -> Iterator[None]:
        passed, worked = time.perf_counter(), _worked()
        yield
        self.passed.append(time.perf_counter() - passed)
        self.worked.append(_worked() - worked)


def _worked() -> float:
    """What the processor did for this process, and for those that it started and that have ended."""
    return time.process_time() + _children()


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _times(work: Callable[[], object]) -> _Times:
    """Of RUNS, after one run that fills the caches of the disk."""
    work()
    times = _Times()
    for _ in range(RUNS):
        with times.taken():
            work()
    return times


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)


def _index() -> Search:
    library = load()
    return Search(library)


async def _first_reply(times: _Times) -> None:
    """From the start of `bot.py run` until a person who had written before has her reply; the processor's until it has
    ended."""
    telegram = Telegram()
    olena = telegram.add_person(1, "Olena")
    olena.start()
    server = uvicorn.Server(uvicorn.Config(bot_api(telegram), port=0, log_level="error", lifespan="off"))
    listener = server.config.bind_socket()
    serving = asyncio.create_task(server.serve([listener]))
    with tempfile.TemporaryDirectory() as folder, telegram.watched() as events:
        settings = {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": f"http://127.0.0.1:{listener.getsockname()[1]}",
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        }
        began, worked = time.perf_counter(), _children()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "bot.py", "run", cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL
        )
        while not olena.replies:
            await events.get()
        times.passed.append(time.perf_counter() - began)
        process.terminate()
        await process.wait()
        times.worked.append(_children() - worked)
    server.should_exit = True
    await serving


def main() -> None:
    """Prints the medians and what they are allowed to be."""
    install()
    bare = _times(lambda: _python("-c", "pass"))
    replies = _Times()
    for _ in range(RUNS):
        asyncio.run(_first_reply(replies))
    rows = (
        ("python -c pass", bare, None),
        ("content loaded", _times(load), None),
        ("content loaded and indexed", _times(_index), 0.6),
        ("bot.py ask, start to answer", _times(lambda: _python("bot.py", "ask", "shcho take diia")), 1.2),
        ("bot.py run, start to first reply", replies, 2.0),
    )
    headings = ("what", "seconds", "of the processor", "× bare python", "limit, s")
    table = Table(f"Starts, median of {RUNS}", *headings)
    for name, times, limit in rows:
        worked = statistics.median(times.worked)
        of_bare = worked / statistics.median(bare.worked)
        table.row(name, f"{statistics.median(times.passed):.2f}", f"{worked:.2f}", f"{of_bare:.1f}", limit or "")


if __name__ == "__main__":
    main()
