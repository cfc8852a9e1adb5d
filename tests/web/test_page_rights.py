"""What the table of rights forbids is refused on every page and form, whichever area it is of, also in an open page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.content import Content
from services.people import RIGHTS, Right, Role
from simulator.people import Person
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.stories.people.test_privacy import tables
from tests.stories.world import World
from tests.web.browser import OURS, URL, Browser
from tests.web.conftest import Enter, prepare
from tests.web.notices.sending import sent
from web import import_all
from web.routes import WAYS, Way, Who

OPEN = {"/desk/", "/desk/in-here", "/desk/leave", "/desk/drafts"}
"""Behind the doors, without a right, for everybody who is in: each shows only what is the visitor's own. A new one must
be decided on. The pages of heads are for whoever acts for a post."""
VALUES = {
    "post": "h02001-head", "place": "h02001", "slug": "h02001", "invite": "0123456789abcdef", "kind": "pdf",
    "topic": "cases",
}  # fmt: skip
CHANGING = {"updates", "steps", "prompts", "sessions", "audit"}
"""Tables in which something stands of who only looked."""


@pytest.fixture
async def world(content: Content, tmp_path: Path) -> AsyncIterator[World]:
    """As for all pages, on one engine: nothing here is about SQL."""
    async with open_database(f"sqlite:///{tmp_path}/rights.db") as database:
        await migrate(database)
        world = World(database, content)
        async with world.running(admin_ids=[world.iryna.id], public_url=URL):
            await prepare(world)
            await sent(world)
            yield world


def behind_the_doors() -> list[Way]:
    return [way for way in WAYS if way.needs is not Who.ALL]


def address(way: Way) -> str:
    """One of the addresses of that way; whether anything is there does not matter: who may not look does not learn."""
    return re.sub(r"{(\w+)(:int)?}", lambda found: "1" if found[2] else VALUES.get(found[1], "a"), way.path)


async def everything(world: World) -> dict[str, Any]:
    return {
        table: [dict(row) for row in await world.database.fetch(f"SELECT * FROM {table}")]
        for table in sorted(set(await tables(world)) - CHANGING)
    }


def test_every_page_names_its_right_or_is_known_to_be_open() -> None:
    import_all()
    assert {way.path for way in behind_the_doors() if way.needs is Who.INSIDE} == OPEN
    assert all(way.path.startswith("/desk/own") for way in behind_the_doors() if way.needs is Who.HEADS)
    assert len([way for way in behind_the_doors() if isinstance(way.needs, Right)]) > 100


async def test_no_page_shows_and_no_form_does_what_the_rights_forbid(
    world: World, enter: Enter, petro: Person, stranger: Browser
) -> None:
    """All ways, for a stranger, a head, an operator and an administrator, and for who was of the staff a moment ago."""
    taras = world.telegram.add_person(1009, "Тарас")
    await world.start(taras)
    invites = world.services.people.invites
    await invites.take((await invites.into_role(Role.ADMIN, world.iryna.id)).token, taras.id, "Тарас")
    people: dict[str, tuple[Browser, Role | None]] = {
        "head": (await enter(world.mykola), None),
        "operator": (await enter(petro), Role.OPERATOR),
        "admin": (await enter(world.iryna), Role.ADMIN),
        "former": (await enter(taras), None),
    }
    await people["former"][0].get("/desk/today")
    await world.services.people.staff.remove(taras.id, world.iryna.id)
    await world.settle()
    before = await everything(world)
    for way in behind_the_doors():
        path = address(way)
        response = await stranger.client.request(way.method, path, headers=OURS["same-origin"])
        assert response.status_code in {401, 413}, (path, response.status_code)
        for name, (browser, role) in people.items():
            if isinstance(way.needs, Right):
                is_forbidden = role not in RIGHTS[way.needs]
            else:
                is_forbidden = way.needs is Who.HEADS and name != "head"
            if not is_forbidden:
                continue
            ways = [OURS["same-origin"]]
            if way.method == "GET":  # one block of an open page alone
                ways.append({"X-Fragment": "content"})
            for headers in ways:
                data = {"a": "1"} if way.method == "POST" else None
                response = await browser.client.request(way.method, path, headers=headers, data=data)
                assert response.status_code == 403, (name, way.method, path, response.status_code)
                assert "Ця сторінка не для вашої ролі" in response.text, (name, path)
    assert await everything(world) == before

    # What the rights allow is not refused, and an address made by hand breaks no page.
    strange = "page=99999999999999999999&days=-1&raion=x&before=1e9&at=%00"
    for way in behind_the_doors():
        for browser, role in people.values():
            if way.method != "GET" or not isinstance(way.needs, Right) or role not in RIGHTS[way.needs]:
                continue
            for path in (address(way), f"{address(way)}?{strange}"):
                response = await browser.client.get(path)
                assert response.status_code in {200, 303, 404, 422}, (path, response.status_code)
