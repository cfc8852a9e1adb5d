"""Nothing final by accident: a recall, a stop and a dropped draft ask first; what was recalled stays recalled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.mailings.taps import AskForCorrection, AskToTurn, Turn
from simulator.people import Message
from tests.stories.mailings.test_broadcasts import TEXT, carry, got, report, send, subscribe, write
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def sent(world: World) -> Message:
    """The page of a broadcast that has left."""
    message = await send(world)
    await carry(world)
    await report(world, message)
    return message


def words_of(world: World, message: Message) -> str:
    return world.iryna.chat.message(message.id).text.replace("\xa0", " ")


async def test_a_recall_asks_in_numbers_and_waits_for_a_minute(world: World) -> None:
    people = await subscribe(world, 3)
    message = await sent(world)
    await world.tap(world.iryna, AskToTurn, message=message)
    assert "видалить 3 повідомлення" in words_of(world, message)
    await carry(world)
    assert [got(person) for person in people] == [1, 1, 1], "it only asked"
    await world.services.mailings.progress.show()
    assert "видалить" in words_of(world, message), "the question is not painted over"
    await world.tap(world.iryna, "Так, відкликати (3)", message=message)
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [1, 1, 1], "held for a minute"
    await carry(world)
    assert [got(person) for person in people] == [0, 0, 0]


async def test_a_recall_is_stopped_within_its_minute_and_can_be_begun_again(world: World) -> None:
    people = await subscribe(world, 2)
    message = await sent(world)
    await world.tap(world.iryna, "Відкликати в усіх", message=message)
    await world.tap(world.iryna, "Так, відкликати", message=message)
    await world.tap(world.iryna, "Зупинити", message=message)
    await carry(world)
    assert [got(person) for person in people] == [1, 1]
    page = await desk(world, "Розсилки", "№ 1: завершено")
    await world.tap(world.iryna, "Відкликати в усіх", message=page)
    await world.tap(world.iryna, "Так, відкликати", message=page)
    await carry(world)
    assert [got(person) for person in people] == [0, 0]


async def test_a_recall_ends_the_correction_that_waits_and_what_is_recalled_is_neither_corrected_nor_repeated(
    world: World,
) -> None:
    people = await subscribe(world, 4)
    message = await send(world)
    world.telegram.faults.fail("sendMessage", 400, description="Bad Request: something new", times=1)
    await carry(world)
    await report(world, message)
    await world.tap(world.iryna, "Виправити на місці", message=message)
    await world.say(world.iryna, "Курс доступний з вівторка.", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "📨 Надіслати")
    await world.tap(world.iryna, "Відкликати в усіх", message=await desk(world, "Розсилки", "№ 1: завершено"))
    await world.tap(world.iryna, "Так, відкликати (3)")
    await carry(world)
    assert sum(got(person) + got(person, "з вівторка") for person in people) == 0
    states = await world.database.fetch("SELECT operation, state FROM mailings ORDER BY id")
    assert [tuple(row.values()) for row in states] == [
        ("send", "finished"),
        ("edit", "cancelled"),
        ("delete", "finished"),
    ]
    page = await desk(world, "Розсилки", "№ 1: завершено")
    assert "Розсилку відкликано" in page.text
    for tap in (Turn(1, "failed"), Turn(1, "recall"), AskToTurn(1, "recall"), AskForCorrection(1, "edit")):
        world.iryna.press(page, data=tap.pack())
        await world.settle()
    await world.say(world.iryna, "І ще раз з вівторка.", reply_to=world.iryna.last.id)
    await carry(world)
    assert sum(got(person) + got(person, "з вівторка") for person in people) == 0
    assert len(await world.database.fetch("SELECT id FROM mailings")) == 3


async def test_a_correction_that_was_written_before_the_recall_is_not_approved_after_it(world: World) -> None:
    [person] = await subscribe(world, 1)
    message = await sent(world)
    await world.tap(world.iryna, "Виправити окремо", message=message)
    await world.say(world.iryna, "З вівторка.", reply_to=world.iryna.last.id)
    draft = world.iryna.last
    seal = draft.button("📨 Надіслати")["callback_data"]
    await world.tap(world.iryna, "Відкликати в усіх", message=message)
    await world.tap(world.iryna, "Так, відкликати", message=message)
    world.iryna.press(draft, data=seal)
    await world.settle()
    await carry(world)
    assert got(person, "З вівторка") == 0


async def test_what_runs_is_paused_while_staff_decide_whether_to_stop_it(world: World) -> None:
    people = await subscribe(world, 5)
    message = await send(world)
    world.clock.move(timedelta(seconds=61))
    assert await world.services.mailings.dispatcher.step(), "it begins"
    await report(world, message)
    await world.tap(world.iryna, "⏹ Зупинити", message=message)
    assert "Зупинити назовсім?" in words_of(world, message)
    await world.services.mailings.dispatcher.carry_all()
    assert not any(got(person) for person in people)
    await world.tap(world.iryna, "Назад", message=message)
    await world.tap(world.iryna, "Далі", message=message)
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [1] * 5


async def test_a_draft_is_found_again_and_dropped_only_by_who_is_sure(world: World) -> None:
    await subscribe(world, 1)
    await write(world)
    page = await desk(world, "Розсилки", "№ 1: чернетка")
    assert TEXT in page.text
    await world.tap(world.iryna, "Видалити чернетку")
    assert "Видалити чернетку розсилки № 1?" in world.iryna.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Назад")
    assert TEXT in world.iryna.last.text
    await world.tap(world.iryna, "Видалити чернетку")
    await world.tap(world.iryna, "Так, видалити")
    assert "№ 1: зупинено" in (await desk(world, "Розсилки")).buttons[2]


async def test_the_list_names_what_was_sent_to_whom_and_when_and_numbers_have_no_gaps(world: World) -> None:
    """Whatever the bot sends of its own accord meanwhile takes no number of a broadcast."""
    await subscribe(world, 1)
    await send(world)
    await carry(world)
    for person in (world.olena, world.mykola):
        await world.start(person)
        await world.services.people.bans.ban(person.id, "тест", ADMIN)
        await carry(world)
    assert len(await world.database.fetch("SELECT id FROM mailings")) == 3
    await write(world, text="Друга новина.")
    await world.tap(world.iryna, "📨 Надіслати")
    assert "Друга новина." in world.iryna.last.text, "what is held can be read in its minute"
    words = (await desk(world, "Розсилки")).text.replace("\xa0", " ")
    assert "№ 2, новина: чекає свого часу, " in words
    assert "«Друга новина.»\nКому: хто обрав новини «🎓 Дія.Освіта», уся область" in words
    assert f"№ 1, новина: завершено, {world.clock():%d.%m.%Y}" in words
    assert f"«{TEXT}»" in words
