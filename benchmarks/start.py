"""How long people wait for a start: `python -m benchmarks.start`.

A bare `python -c pass` in the same run is the measure: the figures mean little without the machine they are from.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import uvicorn

from benchmarks.installed import ROOT, install
from benchmarks.tables import Table
from content.library import load
from services.answers.search import Search
from simulator.http import bot_api
from simulator.telegram import Telegram

RUNS = 5


def _median(work: Callable[[], object]) -> float:
    """The median of RUNS in seconds, after one run that fills the caches of the disk."""
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)


def _index() -> Search:
    library = load()
    return Search(library)


async def _first_reply() -> float:
    """Seconds from the start of `bot.py run` until a person who had written before has her reply."""
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
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "bot.py", "run", cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL
        )
        while not olena.replies:
            await events.get()
        took = time.perf_counter() - began
        process.terminate()
        await process.wait()
    server.should_exit = True
    await serving
    return took


def main() -> None:
    """Prints the medians and what they are allowed to be."""
    install()
    bare = _median(lambda: _python("-c", "pass"))
    replies = [asyncio.run(_first_reply()) for _ in range(RUNS)]
    rows = (
        ("python -c pass", bare, None),
        ("content loaded", _median(load), 1.0),
        ("content loaded and indexed", _median(_index), None),
        ("bot.py ask, start to answer", _median(lambda: _python("bot.py", "ask", "shcho take diia")), 1.5),
        ("bot.py run, start to first reply", statistics.median(replies), 2.0),
    )
    table = Table(f"Starts, median of {RUNS}", "what", "seconds", "× bare python", "limit, s")
    for name, took, limit in rows:
        table.row(name, f"{took:.2f}", f"{took / bare:.1f}", limit or "")


if __name__ == "__main__":
    main()
