"""A world per story; the content is loaded once, for no story changes it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.content import Content
from storage.database import Database
from tests.stories.world import World


@pytest.fixture(scope="session")
def content() -> Content:
    return Content()


@pytest.fixture
def stopped_world(database: Database, content: Content) -> World:
    """A world whose bot does not run yet."""
    return World(database, content)


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running():
        yield stopped_world
