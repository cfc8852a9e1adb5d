"""Notices for the tests of pages: written and sent without the presses of the chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from services.people import Post, Title
from tests.jobs import run_job
from tests.stories.world import World

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what asks the database nothing that other tests do not ask on both."""
TEXT = "Надайте перелік населених пунктів без оптики."
HEADS = (Post("h02001", Title.HEAD), Post("h02003", Title.HEAD))


async def sent(world: World, form: str = "", to: Sequence[Post] = HEADS, days: int = 7, text: str = TEXT) -> int:
    """A notice to these posts that went out; its number."""
    services = world.services.notices
    number = await services.notices.write(text, world.iryna.id)
    await services.notices.set_deadline(number, days)
    if form:
        assert await services.replies.ask(number, form)
    await services.notices.address(number, to)
    assert await services.notices.send(number, world.iryna.id)
    await carried(world)
    return number


async def carried(world: World) -> None:
    """What the bot has to tell is told."""
    await run_job("plan_reminders", world.services)
    for _ in range(2):
        world.clock.move(timedelta(seconds=2))
        await world.tell_news()
        await world.services.mailings.dispatcher.carry_all()
