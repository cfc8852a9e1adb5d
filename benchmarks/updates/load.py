"""The process on core 1: updates are sent to a bot, and it is seen how many are answered and when."""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import uvloop

from benchmarks.updates.telegram import CONNECTIONS, Api, Poster, Wanted, make_update, person_of

WARM_UP = 2.0
RATES = (50, 200, 500)
PATIENCE = 5.0
"""Seconds for the last answers."""


class Order(NamedTuple):
    """What is to be measured."""

    port: int
    """Where the bot takes updates; 0 where it asks for them."""
    pid: int
    kind: str
    """`tap` or `question`."""
    slowness: float
    """Seconds of a round trip."""
    seconds: float


@dataclass(frozen=True)
class Result:
    """Of one round."""

    rate: float
    cpu_ms: float
    """Of the bot, for an update."""
    waits: dict[int, tuple[float, float]]
    """Median and 99th percentile in milliseconds, by updates a second."""
    lost: int


def load(api_port: int, orders: Connection) -> None:
    """Telegram's side of all rounds, told over a pipe what to do."""
    os.sched_setaffinity(0, {1})
    gc.disable()

    async def serve() -> None:
        loop, wanted = asyncio.get_running_loop(), Wanted()
        slowness = [0.0]
        server = await loop.create_server(lambda: Api(wanted, slowness[0]), "127.0.0.1", api_port)
        numbers = iter(range(1, 10**9))
        while (order := await loop.run_in_executor(None, orders.recv)) is not None:
            slowness[0] = order.slowness
            orders.send(await measure(order, wanted, numbers.__next__))
        server.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())


async def measure(order: Order, wanted: Wanted, next_number: Callable[[], int]) -> Result:
    """The most that gets through, then the waits at each rate."""
    wanted.open.clear()  # what the bot before left undone
    wanted.pending.clear()
    posters = [await _connected(order.port) for _ in range(CONNECTIONS)] if order.port else []
    free = deque(posters)
    lost = 0

    def make() -> tuple[int, bytes]:
        number = next_number()
        return number, make_update(number, order.kind)

    async def post(poster: Poster) -> None:
        nonlocal lost
        status = await poster.post(make()[1])
        wanted.done += status == 200
        lost += status != 200

    async def flood(seconds: float) -> None:
        """As many at once as Telegram sends or hands out, the next as soon as one is answered."""
        until = time.perf_counter() + seconds
        if posters:
            await asyncio.gather(*(_until(until, post, poster) for poster in posters))
            return
        wanted.make = make
        wanted.refill()
        await asyncio.sleep(seconds)
        wanted.make = None

    async def one(due: float) -> None:
        nonlocal lost
        number, update = make()
        if not posters:
            wanted.due[person_of(number)] = due
            wanted.add(number, update)
            return
        while not free:  # noqa: ASYNC110 - all hundred are busy: then it waits, as Telegram does
            await asyncio.sleep(0.001)
        poster = free.popleft()
        wanted.due[person_of(number)] = due
        status = await poster.post(update)
        lost += status != 200
        free.append(poster)

    await flood(WARM_UP)
    wanted.done, cpu, began = 0, _cpu(order.pid), time.perf_counter()
    await flood(order.seconds)
    took, cpu = time.perf_counter() - began, _cpu(order.pid) - cpu
    rate, cpu_ms = wanted.done / took, cpu / max(wanted.done, 1) * 1000
    waits = {}
    for each in RATES:
        if rate < each * 1.1:
            continue
        await _settled(wanted)
        wanted.waits.clear()
        wanted.due.clear()
        under_way: set[asyncio.Task[None]] = set()
        began = time.perf_counter()
        for place in range(int(each * order.seconds)):
            due = began + place / each
            if (pause := due - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            task = asyncio.create_task(one(due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)
        await _settled(wanted)
        found = sorted(wanted.waits)
        lost += int(each * order.seconds) - len(found)
        if found:
            waits[each] = statistics.median(found) * 1000, found[int(len(found) * 0.99)] * 1000
    for poster in posters:
        poster.close()
    return Result(rate, cpu_ms, waits, lost)


async def _until(end: float, post: Callable[[Poster], Awaitable[None]], poster: Poster) -> None:
    while time.perf_counter() < end:
        await post(poster)


async def _settled(wanted: Wanted) -> None:
    """Waits for the last answers."""
    end = time.perf_counter() + PATIENCE
    while (wanted.open or wanted.due) and time.perf_counter() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    wanted.open.clear()


async def _connected(port: int) -> Poster:
    _, poster = await asyncio.get_running_loop().create_connection(Poster, "127.0.0.1", port)
    return poster


def _cpu(pid: int) -> float:
    """Seconds of processor time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
