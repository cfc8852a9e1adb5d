"""Keys and what they open: a stolen database, a token that was rotated."""

from __future__ import annotations

import re

import httpx

from channels.email import EmailChannel
from services.people import Post, Role, Title
from tests.mail import mail_server
from tests.stories.cases.test_cases import tell
from tests.stories.notices.test_mails import PUBLIC, link, send
from tests.stories.people.test_posts import ADMIN
from tests.stories.people.test_privacy import tables
from tests.stories.world import World
from web.notices.by_mail import pages


async def test_who_steals_the_database_finds_no_key_and_no_number_in_it(world: World) -> None:
    post = await world.services.people.invites.into_post(Post("h02001", Title.HEAD), ADMIN)
    role = await world.services.people.invites.into_role(Role.ADMIN, ADMIN)
    receipt = await tell(world, world.olena)
    code = re.search(r"\b[A-Z0-9]{4}(?:[- ][A-Z0-9]{4})+\b", receipt.text)
    assert code, receipt.text
    await world.say(world.mykola, "мій РНОКПП 3012345678, картка 4111 1111 1111 1111")
    rows = str([await world.database.fetch(f"SELECT * FROM {name}") for name in await tables(world)])
    assert "ЖТ-2026-000001" in rows
    keys = [post.token, role.token, world.telegram.token, code[0], re.sub(r"\W", "", code[0])]
    assert [each for each in [*keys, "0671234567", "3012345678", "4111"] if each in rows] == []


async def test_a_new_token_ends_the_links_of_mails_and_no_invite(stopped_world: World) -> None:
    world = stopped_world
    async with mail_server() as box:
        channel = EmailChannel(box.url, "bot@example.org")
        async with world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
            await send(world)
            invite = await world.services.people.invites.into_post(Post("h02001", Title.CDTO), ADMIN)
            assert await opened(world, link(box)) == 200
        world.telegram.token = "42:another"
        async with world.running(admin_ids=[ADMIN], email=channel, public_url=PUBLIC):
            assert await opened(world, link(box)) == 404
            assert "Вас запрошено" in (await world.start(world.mykola, f"inv_{invite.token}")).text


async def opened(world: World, path: str) -> int:
    transport = httpx.ASGITransport(pages(world.services))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        return (await client.get(path)).status_code
