"""A world with pages, and a browser for whoever is wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from services.people import Post, Role, Title
from simulator.people import Person
from tests.stories.conftest import nothing_of_people_is_logged, stopped_world
from tests.stories.world import World
from tests.web.browser import URL, Browser

__all__ = ["nothing_of_people_is_logged", "stopped_world"]

HEAD = Post("h02001", Title.HEAD)
Enter = Callable[[Person], Awaitable[Browser]]


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """Iryna is an administrator, Petro an operator, Mykola a head, Olena a citizen; the pages are at URL."""
    async with stopped_world.running(admin_ids=[stopped_world.iryna.id], public_url=URL):
        await prepare(stopped_world)
        yield stopped_world


async def prepare(world: World) -> None:
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    for person in (world.olena, world.mykola, world.iryna, petro):
        await world.start(person)
    invites = world.services.people.invites
    await invites.take((await invites.into_role(Role.OPERATOR, world.iryna.id)).token, petro.id, "Петро")
    await invites.take((await invites.into_post(HEAD, world.iryna.id)).token, world.mykola.id, "Микола")
    await world.settle()


@pytest.fixture
def petro(world: World) -> Person:
    return world.telegram.people[1004]


@pytest.fixture
async def enter(world: World) -> AsyncIterator[Enter]:
    """`await enter(world.iryna)`: a browser in which she is in."""
    browsers: list[Browser] = []

    async def come_in(person: Person) -> Browser:
        browsers.append(Browser(world))
        return await browsers[-1].enter(person)

    yield come_in
    for each in browsers:
        await each.client.aclose()


@pytest.fixture
async def stranger(world: World) -> AsyncIterator[Browser]:
    """A browser in which nobody is in."""
    browser = Browser(world)
    yield browser
    await browser.client.aclose()
