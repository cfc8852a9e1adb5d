"""The demo: the chat at `/`, and a door for each who has one, at the same address."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from cli.demo import _people as people_of
from content.demo import load_cast
from simulator.page import Page as ChatPage
from tests.stories.world import World
from tests.web.browser import OURS, look_over
from tests.web.browser import Page as Seen
from web.app import pages

HERE = "http://127.0.0.1:8000"


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    staff = [each.id for each in load_cast().players if each.is_staff]
    async with stopped_world.running(admin_ids=staff, public_url=HERE):
        yield stopped_world


async def test_each_of_the_staff_comes_in_by_her_door_beside_the_chat(world: World) -> None:
    cast = load_cast()
    _, players = people_of(cast)
    doors = {
        player.person.id: [address for _, address in player.links if address.startswith("/desk")] for player in players
    }
    assert len([each for each in cast.players if each.is_staff]) >= 2, "what leaves for many needs two"
    page = ChatPage(world.telegram, players)
    transport = httpx.ASGITransport(app=page.app)
    played = {each.id: each.first_name for each in cast.players}
    for each in cast.players:
        assert bool(doors[each.id]) is (each.is_staff or bool(each.post))
        async with httpx.AsyncClient(transport=transport, base_url=HERE, follow_redirects=True) as client:
            page.stand_before(pages(world.services, played))
            assert "Повідомлення" in (await client.get("/")).text
            if each.is_staff:
                [address] = doors[each.id]
                look_over(Seen(await client.get(address)))
                desk = await client.post(address, headers=OURS["same-origin"])
                look_over(Seen(desk))
                assert desk.url.path == "/desk/today"
                assert each.first_name in desk.text
                assert client.cookies["desk"]
