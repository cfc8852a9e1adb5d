"""The staff's frequent tasks, in presses and messages of whoever does them."""

from __future__ import annotations

import pytest

from simulator.people import Person
from tests.stories.answers.test_questions import POOL
from tests.stories.cases.test_cases import in_staff_chat, tell
from tests.stories.mailings.test_broadcasts import TEXT, carry, got, subscribe
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def steps(world: World, person: Person) -> int:
    """How many presses and messages of that person Telegram has brought the bot."""
    return sum(
        data.get("from", {}).get("id") == person.id
        for update in world.telegram.history
        for data in update.values()
        if isinstance(data, dict)
    )


async def test_a_question_is_answered_in_two(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    question = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "Беру", message=question)
    await in_staff_chat(world, "У травні.", question.id)
    assert "У травні." in world.olena.last.text
    assert steps(world, world.iryna) == 2


async def test_a_case_is_taken_written_about_and_closed_in_four(world: World) -> None:
    await tell(world, world.olena)
    case = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "Беру", message=case)
    await world.tap(world.iryna, "Лист установі", message=world.staff_chat.message(case.id))
    await world.tap(world.iryna, "Разом із цими словами", message=world.in_staff_chat()[-1])
    assert "document" in world.in_staff_chat()[-2].data
    await in_staff_chat(world, "Надіслали залізниці листа.", world.in_staff_chat()[-1].id)
    [row] = await world.database.fetch("SELECT status, outcome FROM cases WHERE number IS NOT NULL")
    assert (row["status"], row["outcome"]) == ("closed", "passed-on")
    assert "Надіслали залізниці листа." in world.olena.last.text
    assert steps(world, world.iryna) == 4


async def test_a_broadcast_leaves_after_seven(world: World) -> None:
    [reader] = await subscribe(world, 1)
    await world.say(world.iryna, "/staff")
    await world.tap(world.iryna, "Розсилки")
    await world.tap(world.iryna, "Нова розсилка")
    await world.say(world.iryna, TEXT)
    for button in ("Дія.Освіта", "Уся область", "📨 Надіслати"):
        await world.tap(world.iryna, button)
    await carry(world)
    assert got(reader) == 1
    assert steps(world, world.iryna) == 7
