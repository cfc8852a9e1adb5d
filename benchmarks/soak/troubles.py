"""What goes wrong, at random by the seed of the plan, until it is over."""

from __future__ import annotations

import asyncio
import time

from benchmarks.soak.process import Bot
from benchmarks.soak.world import Kind, Spell, World, remind
from storage.engine.database import open_database

LOCKED = 1.0, 7.0
"""Seconds; the bot waits for five."""
FLOOD = 1.0, 20.0
"""Seconds of a «retry after» to the whole bot: what it waits for, and what it keeps for later."""
EVERYTHING = 1000
"""Updates, or as many as the simulated Telegram remembers."""
LOOK = 5.0
"""Seconds between two looks at its memory."""


def fail_call(world: World, method: str) -> None:
    """Asked at each call: now and then it fails, in one of the ways there are."""
    chance, faults = world.chance, world.telegram.faults
    if world.over.is_set() or chance.random() > world.plan.failing:
        return
    kind = chance.choice(world.plan.kinds)
    world.done[kind] += 1
    match kind:
        case Kind.FLOOD:
            faults.flood(method, retry_after=chance.randint(1, 3))
        case Kind.SERVER:
            faults.fail(method, chance.choice((500, 502, 504)))
        case Kind.GARBAGE:
            faults.garble(method)
        case Kind.BROKEN:
            faults.break_off(method)
        case Kind.NO_ANSWER | Kind.LOST:
            faults.time_out(method, after_accept=kind is Kind.NO_ANSWER)


async def come_over(world: World) -> None:
    """Spells of slowness, of no network, of floods, of a staff chat that refuses, of updates that come again."""
    chance, faults = world.chance, world.telegram.faults
    while not await _over(world, chance.expovariate(1 / world.plan.spell_every)):
        spell = chance.choice(world.plan.spells)
        world.done[spell] += 1
        match spell:
            case Spell.TWICE:
                faults.repeats += 3
            case Spell.ALL_AGAIN:
                world.telegram.redeliver(EVERYTHING)
            case Spell.FLOOD:
                world.telegram.limits.punish(chance.uniform(*FLOOD))
            case Spell.STAFF:
                world.iryna.restrict_bot(world.staff_chat)
                await _over(world, chance.uniform(0.5, 2) * world.plan.spell_every)
                world.iryna.promote_bot(world.staff_chat)
            case Spell.SLOW:
                faults.slowness = chance.uniform(0.1, 1.0)
                await _over(world, chance.uniform(0.3, 1) * world.plan.spell_every)
                faults.slowness = 0.0
            case Spell.GONE:
                with faults.network_gone():
                    await _over(world, chance.uniform(0.1, 0.5) * world.plan.spell_every)


async def hold_database(world: World) -> None:
    """Another process writes for seconds, as a backup or an editor may."""
    while not await _over(world, world.chance.expovariate(1 / world.plan.lock_every)):
        async with world.writing, open_database(world.url) as database, database.transaction() as statements:
            if not world.url.startswith("sqlite"):
                await statements.execute("LOCK TABLE people, drafts, outbox, cases IN ACCESS EXCLUSIVE MODE")
            world.done["database locked"] += 1
            await asyncio.sleep(world.chance.uniform(*LOCKED))


async def let_die(world: World, bot: Bot) -> None:
    """The process is killed and asked to end, each time to be started again at once."""
    began = time.monotonic()
    deaths = [*((at, bot.kill) for at in world.plan.kills), *((at, bot.stop) for at in world.plan.stops)]
    for at, end in sorted(deaths, key=lambda each: each[0]):
        await asyncio.sleep(max(at - (time.monotonic() - began), 0))
        await end()
        await bot.start()


async def climb(world: World) -> None:
    """The ladder of reminders, a rung every now and then."""
    rung = 0
    while not await _over(world, world.plan.rung_every):
        rung += 1
        async with world.writing, open_database(world.url) as database:
            world.done["reminders planned"] += await remind(world, database, rung)


async def look(world: World, bot: Bot) -> None:
    while not await _over(world, min(LOOK, world.plan.seconds / 5)):
        bot.look()


async def _over(world: World, seconds: float) -> bool:
    """Waits; whether it is over."""
    try:
        await asyncio.wait_for(world.over.wait(), seconds)
    except TimeoutError:
        return False
    return True
