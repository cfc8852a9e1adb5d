"""A world per story."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from services.content import Content
from storage.engine.database import Database
from tests.stories.overhearing import Overhearing, leaks
from tests.stories.world import WORLDS, World


@pytest.fixture
def stopped_world(database: Database, content: Content) -> World:
    """A world whose bot does not run yet."""
    return World(database, content)


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running():
        yield stopped_world


@pytest.fixture(autouse=True)
def nothing_of_people_is_logged() -> Iterator[None]:
    """In no story does the log name anybody, quote anybody, or hold the token."""
    overhearing, root = Overhearing(), logging.getLogger()
    level = root.level
    WORLDS.clear()
    root.setLevel(logging.INFO)
    root.addHandler(overhearing)
    yield
    root.removeHandler(overhearing)
    root.setLevel(level)
    assert leaks(overhearing.lines, WORLDS) == []
