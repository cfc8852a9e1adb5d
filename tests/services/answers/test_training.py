"""Learning from the desk: the child, how far it is, who takes it into use, and what is not taken."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.answers import Begun, TrainingState
from services.content import Content
from services.services import Services
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.stories.world import World

LEARNS = """
import services.answers.search.learning as learning
def learn(library, tell):
    tell(0.5)
    assert "чарівна паличка" in str(library.phrasings["diia-start"])
    return {model}
learning.learn = learn
from services.answers.training import serve
serve()
"""
"""The real child, but for the two minutes."""


@pytest.fixture
async def world(content: Content, tmp_path: Path) -> AsyncIterator[World]:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database:
        await migrate(database)
        world = World(database, content)
        async with world.running():
            await world.services.answers.edits._lessons.add(
                "diia-start", ["чарівна паличка"], 1, "Ірина", world.clock()
            )
            yield world


async def learn(world: World, monkeypatch: pytest.MonkeyPatch, model: str) -> TrainingState:
    monkeypatch.setattr("services.answers.training._SERVE", LEARNS.format(model=model))
    learning = world.services.answers.learning
    assert await learning.begin(1, "Ірина") is Begun.BEGUN
    assert await learning.begin(2, "Петро") is Begun.RUNS
    await learning.settle()
    newest = await learning.newest()
    assert newest
    return newest.state


async def test_what_was_learnt_is_in_use_on_every_worker_and_can_be_taken_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = Services.over(replace(world.setup, content=Content()))
    of_files, learning = world.content.files.model, world.services.answers.learning
    assert await learn(world, monkeypatch, 'library.model.replace(b"made_of", b"made_of")') is TrainingState.DONE
    in_use = await learning.in_use()
    assert in_use
    await another.answers.edits.follow()
    for services in (world.services, another):
        assert services.content.overlay.model == services.content.library.model == of_files
        assert services.content.overlay.version == services.content.library.version == world.content.overlay.version
    asked = "чарівна паличка"
    assert world.services.answers.answers.find(asked) == another.answers.answers.find(asked)
    assert await learning.take_back(in_use.id, 1)
    assert not await learning.take_back(in_use.id, 1)
    assert world.content.overlay.model == b""


@pytest.mark.parametrize(
    "model", ['b"no model"', 'b"{}" + bytes([10])', "1 / 0"], ids=["unreadable", "knows nothing", "died"]
)
async def test_what_cannot_be_read_or_loses_answers_is_not_taken(
    world: World, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    assert await learn(world, monkeypatch, model) is TrainingState.FAILED
    newest = await world.services.answers.learning.newest()
    assert newest
    assert (newest.failing > 0) is model.startswith('b"{}"')
    assert world.content.library.model == world.content.files.model
    assert await world.services.answers.learning.in_use() is None
