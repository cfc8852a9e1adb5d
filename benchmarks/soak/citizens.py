"""What citizens do: they ask, tell, show a card, name their hromada, stop the bot and come back."""

from __future__ import annotations

import asyncio
import itertools
import re

from benchmarks.soak.world import MARK, Told, World, first, taps
from simulator.parameters import Upload
from simulator.people import Message, Person

MOST_TURNS = 60
"""After so many turns a person gives up."""
SHOUTS = 30
"""Messages of one person in a moment."""
KNOWN = "Що таке Дія.Підпис?"
TOWN = "Коростень"
NUMBER = re.compile(r"\bЖТ-\d{4}-\d{6}\b")
BACK, CHANGE, CANCEL, SKIP = 0.06, 0.1, 0.01, 0.3
"""How often somebody takes these ways in a form."""
_ids = itertools.count(1)


async def talk(world: World, place: int) -> None:
    """One after the other comes with something of hers, until it is over; not everybody begins with the same."""
    deeds = (tell_case, pass_question, show_card, ask, name_hromada)
    for turn in itertools.count(place):
        deed = deeds[turn % len(deeds)]
        await deed(world, world.new_citizen())
        world.done[deed.__name__] += 1
        if world.over.is_set():
            return


async def ask(world: World, person: Person) -> None:
    """A question that the bot can answer."""
    for _turn in range(MOST_TURNS):
        if await world.act(person, lambda: person.send(KNOWN)) and first(person.last, "rate"):
            return
        await world.think()
    world.gave_up.append("a question")


async def pass_question(world: World, person: Person) -> None:
    """A question of which nobody has thought, passed on to the department."""
    question = f"Коли відкриють басейн на вулиці Київській, {MARK} {next(_ids)}?"
    pressed: int | None = None
    await world.act(person, lambda: person.send(question))
    for _turn in range(MOST_TURNS):
        passed = world.texts.plain("questions-passed", number=str(pressed))
        if pressed and any(message.text == passed for message in person.replies):
            world.promises.passed[pressed] = person.id, question
            return
        message = next((each for each in reversed(person.replies) if first(each, "pass")), None)
        if message is None:
            await world.act(person, lambda: person.send(question))
            continue
        tap = first(message, "pass")
        assert tap
        pressed = int(tap.partition(":")[2])
        await world.think()
        await world.press(person, message, tap)
    world.gave_up.append("a question passed on")


async def show_card(world: World, person: Person) -> None:
    await world.act(person, lambda: person.start("card"))
    document = world.chance.choice(("passport", "tax"))
    for _turn in range(MOST_TURNS):
        if any("photo" in message.data for message in person.replies):
            world.promises.cards += 1
            return
        message = person.replies[-1] if person.replies else None
        if message and (tap := first(message, "carddoc", "card")):
            await world.think()
            wanted = f"carddoc:{document}"
            await world.press(person, message, wanted if wanted in taps(message) else tap)
        else:
            await world.act(person, lambda: person.start("card"))
    world.gave_up.append("a card")


async def name_hromada(world: World, person: Person) -> None:
    """By three buttons of the settings."""
    chosen = ""
    await world.act(person, lambda: person.send("/settings"))
    for _turn in range(MOST_TURNS):
        message = person.replies[-1] if person.replies else None
        if chosen and message and first(message, "nohromada"):
            world.promises.hromadas[person.id] = chosen
            return
        if message and (tap := first(message, "hromada", "raion", "raions")):
            chosen = tap.partition(":")[2] if tap.startswith("hromada:") else chosen
            await world.think()
            await world.press(person, message, tap)
        else:
            await world.act(person, lambda: person.send("/settings"))
    world.gave_up.append("a hromada")


async def tell_case(world: World, person: Person) -> None:
    """Through the whole form; whatever the bot said last tells where she stands."""
    mark = f"{MARK} {next(_ids)}"
    told = Told(
        person.id,
        document=world.chance.choice(("passport", "licence", "other")),
        place=world.chance.choice(("rail", "bus", "bank", "post", "shop")),
        where=f"Станція {mark}",
        said=f"Сказали, що не приймуть, {mark}",
    )
    photos = world.chance.choice((0, 0, 1, 2))
    submits = False
    await world.act(person, lambda: person.start("report"))
    for _turn in range(MOST_TURNS):
        message = person.replies[-1] if person.replies else None
        numbers = NUMBER.findall(f"{message.text} {message.buttons}") if message else []
        # A number beside «send» is of a case that is alike.
        if submits and message and numbers and not first(message, "casesend"):
            told.number = numbers[0]
            world.promises.cases.append(told)
            return
        await world.think()
        if not submits and world.chance.random() < CANCEL and message and (tap := first(message, "formcancel")):
            if await world.press(person, message, tap) and not first(person.replies[-1], "formcancel"):
                world.done["cancelled"] += 1
                return
        elif message and first(message, "casesend"):
            may_change = not submits and "formchange:case:said" in taps(message)
            # Who had no answer in time says her town again, and the bot, back from its death, takes both: she reads it.
            is_mistaken = f": {TOWN}\n" in f"{message.text}\n"
            if may_change and (is_mistaken or world.chance.random() < CHANGE):
                world.done["mended"] += is_mistaken
                await world.press(person, message, "formchange:case:said")
            else:
                submits = True
                await world.press(person, message, max(_all(message, "casesend")))  # also where others are alike
        elif message and (tap := first(message, "details", "casenew")):
            await world.press(person, message, tap)
        elif not message or not await _answer(world, person, message, told, photos):
            # Where it was sent and nothing came back she looks among her cases, rather than to tell it again.
            command = "/my" if submits else "/report"
            await world.act(person, lambda command=command: person.send(command))  # type: ignore[misc]
    world.gave_up.append("a case")


def _all(message: Message, prefix: str) -> list[str]:
    return [tap for tap in taps(message) if tap.startswith(f"{prefix}:")]


async def _answer(world: World, person: Person, message: Message, told: Told, photos: int) -> bool:
    """Answers the question of the form in this message; False where it holds none, or no reaction came."""
    found = taps(message)
    if found == ["formreview:case"]:  # a photo was kept
        count = re.search(r"\d+", message.text)
        told.kept = max(told.kept, int(count[0]) if count else 0)
        if len(told.sent) < photos:
            return await _send_photo(world, person, told)
        return await world.press(person, message, "formreview:case")
    for step, option in (("document", told.document), ("place", told.place)):
        choices = _all(message, f"form:case:{step}")
        if choices:
            tap = f"form:case:{step}:{option}"
            back = first(message, "formback")
            if back and world.chance.random() < BACK:
                tap = back
            return await world.press(person, message, tap)
    back = first(message, "formback")
    if back is None:
        return False
    if world.chance.random() < BACK:
        return await world.press(person, message, back)
    skip = first(message, "formskip")
    if skip and world.chance.random() < SKIP and skip not in {"formskip:case:said", "formskip:case:evidence"}:
        return await world.press(person, message, skip)
    match back.rpartition(":")[2]:
        case "place-name":
            return await world.act(person, lambda: person.send(told.where))
        case "happened-on":
            return await world.press(person, message, "form:case:happened-on:today")
        case "hromada" if not _all(message, "form:case:hromada"):
            return await world.act(person, lambda: person.send(TOWN))
        case "said":
            return await world.act(person, lambda: person.send(told.said))
        case "evidence":
            if len(told.sent) < photos:
                return await _send_photo(world, person, told)
            return await world.press(person, message, skip or "formreview:case")
        case _:
            return await world.press(person, message, world.chance.choice(_all(message, "form")))


async def _send_photo(world: World, person: Person, told: Told) -> bool:
    def send() -> None:
        sent = person.send_file("photo", Upload("a.jpg", f"jpeg {next(_ids)}".encode(), "image/jpeg"))
        told.sent.append(sent.data["photo"][-1]["file_unique_id"])

    return await world.act(person, send)


async def shout(world: World) -> None:
    """Now and then somebody sends more at once than anybody could read; the bot asks for a pause and falls silent."""
    while not world.over.is_set():
        await asyncio.sleep(world.chance.expovariate(1 / max(world.plan.think * 10, 0.05)))
        person = world.new_citizen()
        await world.act(person, lambda person=person: [person.send(KNOWN) for _ in range(SHOUTS)])  # type: ignore[misc]
        world.done["shouted"] += 1


async def come_and_go(world: World) -> None:
    """Readers stop the bot, and some of them come back."""
    away: list[Person] = []
    while not world.over.is_set():
        await asyncio.sleep(world.chance.expovariate(1 / max(world.plan.think, 0.05)))
        if away and world.chance.random() < 0.5:
            person = away.pop()
            person.unblock()
            await world.act(person, person.start)
            world.done["came back"] += 1
        else:
            person = world.chance.choice(world.readers)
            if not person.has_blocked:
                person.block()
                away.append(person)
                world.done["stopped the bot"] += 1
