"""What the stories about events have in common."""

from __future__ import annotations

from datetime import timedelta

from channels.taps import Tap
from services.people import Post, Title
from simulator.people import Message, Person
from tests.jobs import run_job
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

WHEN = "15 грудня 10:00–12:00"
ADDRESS = "Житомир, вул. Прикладна, 1"


async def seat(world: World, post: Post, person: Person) -> None:
    """The person takes the post, and is written to at any hour."""
    person.has_started = True
    await world.services.people.people.keep_quiet_hours(person.id, 0, 0)
    made = await world.services.people.invites.into_post(post, ADMIN)
    await world.services.people.invites.take(made.token, person.id, person.data["first_name"])


async def somebody(world: World, number: int, name: str) -> Person:
    person = world.telegram.add_person(number, name)
    await world.start(person)
    await world.services.people.people.keep_quiet_hours(person.id, 0, 0)
    return person


async def wards(world: World, count: int) -> list[Person]:
    """Contacts of so many maternity wards."""
    people = []
    for number in range(1, count + 1):
        body = await world.services.people.posts.add_body(f"Пологове № {number}", ADMIN)
        person = world.telegram.add_person(7000 + number, f"Лікарка {number}")
        await seat(world, Post(body.place, Title.MATERNITY), person)
        people.append(person)
    return people


async def events_desk(world: World, *buttons: str | type[Tap]) -> Message:
    await world.say(world.iryna, "/staff")
    for button in ("Події", *buttons):
        await world.tap(world.iryna, button)
    return world.iryna.last


async def write(world: World, kind: str, title: str, when: str = WHEN, where: str = ADDRESS) -> int:
    """Iryna prepares an event up to the choice of guests; its number."""
    await events_desk(world, "Нова подія", kind)
    await world.say(world.iryna, title)
    await world.say(world.iryna, when)
    await world.say(world.iryna, where)
    return await world.database.fetch_number("SELECT MAX(id) FROM events")


async def open_it(world: World) -> None:
    """Iryna opens what stands on her screen, and its minute passes."""
    assert "за хвилину" in await world.tap(world.iryna, "Відкрити")
    world.clock.move(timedelta(seconds=61))
    await run_job("open_events", world.services)
    await carry(world)


async def carry(world: World) -> None:
    """What the clock does: waiting lists, reminders, all that leaves."""
    await run_job("move_waiting_lists", world.services)
    await run_job("plan_reminders", world.services)
    await world.tell_news()
    await world.services.mailings.dispatcher.carry_all()


def said(person: Person, words: str) -> int:
    """How many messages to her hold these words."""
    return sum(words in each.text.replace("\xa0", " ") for each in person.replies)


def newest(person: Person, words: str) -> Message:
    return next(each for each in reversed(person.replies) if words in each.text.replace("\xa0", " "))
