"""Telegram delivers an update again when its acknowledgement got lost: nothing is written or said anew."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from storage.engine.move import _TABLES as TABLES
from tests.stories.people.test_posts import ADMIN
from tests.stories.test_broken_off import ACTS, rows
from tests.stories.world import World


async def everything(world: World) -> Mapping[str, object]:
    """All rows, and all that anybody reads."""
    names = await world.database.fetch(TABLES[world.database.dialect])
    written = {row["name"]: sorted(map(repr, map(dict, await rows(world, row["name"])))) for row in names}
    said = {f"chat {number}": repr(chat.messages) for number, chat in world.telegram.chats.items()}
    return {name: each for name, each in (written | said).items() if name not in {"updates", "steps"}}


@pytest.mark.parametrize("act", ACTS)
async def test_what_comes_three_times_is_done_once(stopped_world: World, act: str) -> None:
    world, (ready, check) = stopped_world, ACTS[act]
    async with world.running(admin_ids=[ADMIN]):
        do = await ready(world)
        do()
        await world.settle()
        done = await everything(world)
        world.telegram.redeliver()
        await world.settle()
        assert await everything(world) == done, "to the process that handled it"
    world.telegram.redeliver()
    async with world.running(admin_ids=[ADMIN]):
        await world.settle()
        assert await everything(world) == done, "to the next process"
    await check(world)
