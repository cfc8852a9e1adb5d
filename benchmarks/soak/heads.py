"""What heads do with their notices: some acknowledge, some reply with a figure, some never look."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from benchmarks.soak.world import World, first, taps
from simulator.people import Message, Person


async def follow(world: World, person: Person, number: int) -> None:
    """Of four heads two acknowledge, one replies, and one never looks."""
    deeds: tuple[Callable[[World, Person], Awaitable[bool]] | None, ...] = (acknowledge, reply, acknowledge, None)
    deed = deeds[number % len(deeds)]
    while deed and not world.over.is_set():
        await asyncio.sleep(world.chance.uniform(0, world.plan.think * 5))
        if await deed(world, person):
            world.done[deed.__name__] += 1


async def acknowledge(world: World, person: Person) -> bool:
    """The newest notice that she has not acknowledged; False where there is none, or the bot did not say «yes»."""
    for message in reversed(person.replies):
        tap = first(message, "ack")
        number = int(tap.partition(":")[2]) if tap else 0
        if tap and number not in world.promises.acknowledged:
            world.promises.pressed.add(number)
            if await _toast(world, person, message, tap) == world.texts.plain("notices-acknowledged"):
                world.promises.acknowledged[number] = person.id, time.monotonic()
                return True
            return False
    return False


async def _toast(world: World, person: Person, message: Message, tap: str) -> str:
    """The words over the chat; empty where none came."""
    try:
        return str((await person.press(message, data=tap).answered(world.plan.patience))["text"])
    except TimeoutError:
        return ""


async def reply(world: World, person: Person) -> bool:
    """One step on the way of the figure to the department; True with the last."""
    if any(number in world.promises.replied for number in _own(world, person)):
        return False
    figure = str(person.id % 300)
    message = person.replies[-1] if person.replies else None
    if message and (tap := first(message, "sendreply")):
        number = int(tap.split(":")[1])
        world.promises.pressed.add(number)
        if await _toast(world, person, message, tap) != world.texts.plain("replies-sent"):
            return False
        world.promises.replied[number] = figure
        return True
    if message and first(message, "promptend"):
        await world.act(person, lambda: person.send(figure, reply_to=message.id))
    elif message and (tap := first(message, "field", "reply") or _last_obligation(message)):
        await world.press(person, message, tap)
    else:
        await world.act(person, lambda: person.send("/notices"))
    return False


def _last_obligation(message: Message) -> str | None:
    """In a list of notices the last asks for a figure."""
    return next((tap for tap in reversed(taps(message)) if tap.startswith("obligation:")), None)


def _own(world: World, person: Person) -> list[int]:
    seen = (tap for message in world.telegram.came[person.id] for tap in message.taps)
    return [int(tap.split(":")[1]) for tap in seen if tap.startswith("reply:")]
