"""What two of the staff do: one answers questions and writes a broadcast, the other approves and takes cases."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from benchmarks.soak.world import MARK, STAFF_CHAT, THEME, World, first, taps
from simulator.people import Message

COMPOSED = f"Новини {MARK} 2"
"""What the broadcast that is written in the chat says."""
QUESTION = re.compile(rf"{MARK} \d+\?")


def newest(world: World) -> list[Message]:
    """What the bot wrote to the staff chat, the newest first."""
    messages = (Message(world.staff_chat, data) for data in reversed(world.staff_chat.messages.values()))
    return [message for message in messages if message.data["from"] is world.telegram.me]


async def answer(world: World) -> None:
    """Each question once, as a reply to it; what became of it stands below the reply when it has left."""
    sent = world.texts.plain("held-sent", count=1)
    unknown = world.texts.plain("held-unknown", count=1)
    replies: dict[int, tuple[int, str]] = {}
    while not world.left.is_set() or _open(world):
        await (asyncio.sleep(0.05) if world.left.is_set() else world.think())
        said = _below_replies(world)
        for number, (reply, words) in replies.items():
            if number not in world.promises.closed and said.get(reply) in {sent, unknown}:
                world.promises.closed.add(number)
                if said[reply] == sent:
                    world.promises.answered[number] = words
                    world.done["answered"] += 1
        for message in [each for each in _open(world) if _number(each) not in replies][:1]:
            number, words = _number(message), f"Відповідь на {MARK} {_number(message)}"

            def deed(message: Message = message, number: int = number, words: str = words) -> None:
                replies[number] = world.iryna.send(words, chat=world.staff_chat, reply_to=message.id).id, words

            await world.telegram.reaction(STAFF_CHAT, deed, world.plan.patience)


def _below_replies(world: World) -> dict[int, str]:
    """What the bot says below messages of the staff, by their ids."""
    below = (each for each in reversed(newest(world)) if "reply_to_message" in each.data)
    return {each.data["reply_to_message"]["message_id"]: each.text for each in below}


def _number(message: Message) -> int:
    return int((first(message, "author") or ":0").partition(":")[2])


def _open(world: World) -> list[Message]:
    """Questions that nobody answered, the oldest first."""
    asked = [each for each in newest(world) if _number(each) and QUESTION.search(each.text)]
    return [each for each in reversed(asked) if _number(each) not in world.promises.closed]


async def take_cases(world: World) -> None:
    """Every other case is taken."""
    while not world.over.is_set():
        await world.think()
        for message in newest(world):
            tap = first(message, "takecase")
            number = int(tap.partition(":")[2]) if tap else 1
            if tap and number % 2 == 0 and number not in world.promises.taken:
                await world.press(world.petro, message, tap)
                if first(world.staff_chat.message(message.id), "takecase") is None:
                    world.promises.taken.add(number)
                break


async def compose(world: World) -> None:
    """The second broadcast, from the desk to the approval; what the bot said last tells how far it is."""
    message: Message | None = None
    while not world.over.is_set() and not _asked(world):
        await world.think()
        reacted = await _write_on(world, message) if message else await world.act(world.iryna, _to_desk(world))
        message = world.iryna.last if reacted else None
    while not world.over.is_set() and (asked := _asked(world)):
        tap = first(asked, "bcapprove")
        if tap is None:
            world.promises.composed = True
            return
        await world.think()
        await world.press(world.petro, asked, tap)


def _to_desk(world: World) -> Callable[[], object]:
    return lambda: world.iryna.send("/staff")


async def _write_on(world: World, message: Message) -> bool:
    """One step further from what the bot said last; False where nothing came of it."""
    if first(message, "promptend"):
        return await world.act(world.iryna, lambda: world.iryna.send(COMPOSED, reply_to=message.id))
    if tap := first(message, "bcapprove"):
        sent = tap
        await world.telegram.reaction(STAFF_CHAT, lambda: world.iryna.press(message, data=sent), world.plan.patience)
        return False  # the staff chat is asked now, or it is tried anew
    if tap := _next(message):
        return await world.press(world.iryna, message, tap)
    return await world.act(world.iryna, _to_desk(world))


def _next(message: Message) -> str | None:
    to_theme = next((tap for tap in taps(message) if tap.startswith("bcto:") and tap.endswith(f":{THEME}")), None)
    return to_theme or first(message, "bcraion", "bcnew", "broadcasts")


def _asked(world: World) -> Message | None:
    """The message in the staff chat that asks for an approval, or that asked for one."""
    if world.asked is None:
        found = next((each for each in newest(world) if first(each, "bcapprove")), None)
        world.asked = found.id if found else None
    return world.staff_chat.message(world.asked) if world.asked else None
