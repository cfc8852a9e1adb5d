"""A flood in the chat."""

from __future__ import annotations

from datetime import timedelta

from services.people.limits import MOST
from tests.stories.world import World


async def test_a_flood_gets_one_kind_word_and_then_silence_and_then_answers_again(world: World) -> None:
    for _ in range(MOST + 10):
        world.olena.send("привіт")
    await world.settle()
    assert len(world.olena.replies) == MOST + 1
    assert "Забагато повідомлень" in world.olena.last.text
    assert "Вітаємо" in (await world.say(world.mykola, "привіт")).text
    world.clock.move(timedelta(minutes=6))
    assert "Вітаємо" in (await world.say(world.olena, "привіт")).text
