"""Staff write a notice, heads acknowledge it in one tap, and a successor finds what is still open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from content.hromadas import load_hromadas
from handlers.notices.taps import Acknowledge, SendNotice
from simulator.people import Message
from tests.jobs import run_job
from tests.stories.people.test_posts import ADMIN, desk, invite, join, link_in
from tests.stories.world import World

TEXT = "Надайте перелік населених пунктів без оптики."


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def send(world: World, *, to: str = "Усім головам громад") -> Message:
    """Iryna writes a notice due in a week and sends it."""
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, TEXT, reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, to)
    return world.iryna.last


async def press_send(world: World) -> None:
    """Iryna sends it, and after its minute it is carried."""
    assert "Піде за хвилину" in await world.tap(world.iryna, "📨 Надіслати")
    await let_leave(world)


async def let_leave(world: World) -> None:
    """The minute passes in which it can be stopped."""
    world.clock.move(timedelta(seconds=61))
    await run_job("send_notices", world.services)
    await world.services.mailings.dispatcher.carry_all()


async def test_a_notice_is_sent_acknowledged_and_seen_by_the_staff(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    preview = await send(world)
    assert "Посад: 66 (" in preview.text.replace("\xa0", " ")
    assert "з них із людиною в боті: 1" in preview.text
    assert "до 30 листопада 2026" in preview.text.replace("\xa0", " ")
    assert TEXT not in world.mykola.last.text, "nothing goes out before it was looked at"
    await press_send(world)
    assert "Посад: 66, повідомлено: 1, ознайомилися: 0" in (await desk(world, "Доручення", "№ 1: 0 з 66")).text
    assert TEXT in world.mykola.last.text
    assert "Кому: голова Андрушівської громади" in world.mykola.last.text
    assert await world.tap(world.mykola, "Ознайомлений/Ознайомлена") == "Записали, дякуємо."
    assert "Ознайомлений" not in str(world.mykola.last.buttons)
    assert TEXT in world.mykola.last.text
    assert "ознайомилися: 1" in (await desk(world, "Доручення", "№ 1: 1 з 66")).text
    assert "Андрушівська" not in world.iryna.last.text
    assert "Відкритих доручень немає" in (await world.say(world.mykola, "/notices")).text


async def test_a_successor_sees_the_open_notices_and_the_one_before_does_not(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await send(world)
    await press_send(world)
    seen = world.mykola.last
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Голова Андрушівської громади")
    await world.tap(world.mykola, "Передати посаду")
    joined = await join(world, world.olena, link_in(world.mykola.last))
    assert ["📌 Відкриті доручення: 1"] in joined.buttons
    await world.tap(world.olena, "Відкриті доручення")
    await world.tap(world.olena, "№ 1 Надайте перелік")
    assert TEXT in world.olena.last.text
    assert "не для вашої посади" in await world.tap(world.mykola, "Ознайомлений", message=seen)
    assert "Записали" in await world.tap(world.olena, "Ознайомлений")
    assert "ознайомилися: 1" in (await desk(world, "Доручення", "№ 1: 1 з 66")).text


async def test_a_delegate_acknowledges_for_the_holder(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await world.say(world.mykola, "/notices")
    for button in ("Голова Андрушівської громади", "Доручити на час", "На тиждень"):
        await world.tap(world.mykola, button)
    await join(world, world.olena, link_in(world.mykola.last))
    await send(world, to="Бердичівський")
    await press_send(world)
    assert TEXT in world.olena.last.text
    assert TEXT in world.mykola.last.text
    await world.tap(world.olena, "Ознайомлений")
    assert "Відкритих доручень немає" in (await world.say(world.mykola, "/notices")).text


async def test_whoever_joins_later_or_sleeps_is_told_later(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    world.clock.now = world.clock.now.replace(hour=23)
    await send(world)
    await press_send(world)
    assert TEXT not in world.mykola.last.text
    world.clock.move(timedelta(hours=10))
    world.telegram.faults.fail("sendMessage", times=1)
    await run_job("plan_reminders", world.services)
    await world.services.mailings.dispatcher.carry_all()
    assert TEXT not in world.mykola.last.text
    for _ in range(3):
        world.clock.move(timedelta(minutes=1))
        await run_job("plan_reminders", world.services)
        await world.services.mailings.dispatcher.carry_all()
    assert sum(TEXT in message.text for message in world.mykola.replies) == 1
    await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Бердичівська", "Голова", "Запросити на посаду")
    await join(world, world.olena, link_in(world.iryna.last))
    await run_job("plan_reminders", world.services)
    await world.services.mailings.dispatcher.carry_all()
    assert TEXT in world.olena.last.text


async def test_what_comes_by_night_is_one_message_in_the_morning(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    world.clock.now = world.clock.now.replace(hour=22)
    before = len(world.mykola.replies)
    for _ in range(3):
        await send(world, to="Бердичівський")
        await press_send(world)
        world.clock.move(timedelta(minutes=20))
        await run_job("plan_reminders", world.services)
    assert len(world.mykola.replies) == before
    world.clock.now = world.clock.now.replace(day=24, hour=8, minute=1)
    for _ in range(3):
        await run_job("plan_reminders", world.services)
        await world.services.mailings.dispatcher.carry_all()
        world.clock.move(timedelta(minutes=1))
    [told] = world.mykola.replies[before:]
    assert "Для вас доручень: 3" in told.text.replace("\xa0", " ")
    assert len([row for row in told.buttons if "№" in row[0]]) == 3
    await world.tap(world.mykola, "№ 2")
    assert TEXT in world.mykola.last.text


async def test_a_notice_goes_out_once_and_a_second_press_says_so(world: World) -> None:
    preview = await send(world)
    await press_send(world)
    assert "вже надіслано" in await world.forge(world.iryna, SendNotice(1, "0"), message=preview)
    assert len(await world.database.fetch("SELECT * FROM obligations")) == 66


@pytest.mark.parametrize(
    "data",
    [
        "ack:10002",
        "ack:90001",
        "obligation:10002",
        "ack:1",
        "unack:10002",
        "obligationfiles:10002",
        "decline:10002",
        "obligationask:10002",
        "moretime:10002",
        "moredays:10002:3",
    ],
)
async def test_nobody_acknowledges_for_another_post(world: World, data: str) -> None:
    await join(world, world.mykola, await invite(world))
    await send(world)
    await press_send(world)
    world.mykola.press(world.mykola.last, data=data)
    await world.start(world.olena)
    await world.forge(world.olena, Acknowledge(10001))
    assert await world.database.fetch("SELECT * FROM obligations WHERE acknowledged_at IS NOT NULL") == []


@pytest.mark.parametrize("data", ["deadline:1:0", "deadline:1:999", "deadline:7:7", "addressee:1:9", "sendnotice:1"])
async def test_made_up_deadlines_and_addressees_send_nothing(world: World, data: str) -> None:
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, TEXT, reply_to=world.iryna.last.id)
    world.iryna.press(world.iryna.last, data=data)
    await world.settle()
    assert "сталася помилка" not in world.iryna.last.text
    assert await world.database.fetch("SELECT * FROM obligations") == []


async def test_what_they_owe_already_is_counted_and_the_names_come_on_request(world: World) -> None:
    for _ in range(2):
        await send(world, to="Бердичівський")
        await press_send(world)
    page = await send(world)
    words = page.text.replace("\xa0", " ")
    assert "Посад: 66 (Бердичівський район – 10, " in words
    assert "10 з них уже мають відкриті доручення." in words
    assert "Андрушівська" not in words, "66 names at each change"
    await world.tap(world.iryna, "Хто саме")
    words = world.iryna.last.text.replace("\xa0", " ")
    assert "• Андрушівська громада, відкритих доручень: 2" in words
    assert all(f"{hromada.name} громада" in words for hromada in load_hromadas())
    await world.tap(world.iryna, "Назад")
    assert "перевірте перед надсиланням" in world.iryna.last.text


async def test_too_long_a_notice_is_not_begun(world: World) -> None:
    await desk(world, "Доручення", "Нове доручення")
    assert "задовге" in (await world.say(world.iryna, "а" * 3001, reply_to=world.iryna.last.id)).text
    assert await world.database.fetch("SELECT * FROM notices") == []
