"""Calling those who are behind: names and numbers at hand, a press for a call, and the page stays where it was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from content.hromadas import load_hromadas
from handlers.notices import taps
from services.notices import LISTED, CallOutcome
from services.people import Post, Title
from tests.stories.notices.test_notices import press_send, send
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World

PHONE = "+380671234567"
PRESSES = 130
"""At the most for calling 64 heads."""


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """Mykola is the head of Andrushivka and left his number; nine others of the raion have nobody."""
    async with stopped_world.running(admin_ids=[ADMIN]):
        await join(stopped_world, stopped_world.mykola, await invite(stopped_world))
        [tenure] = await stopped_world.services.people.posts.of_person(stopped_world.mykola.id)
        await stopped_world.services.people.posts.leave_phone(tenure.id, stopped_world.mykola.id, PHONE)
        yield stopped_world


def last(world: World) -> str:
    return world.iryna.last.text.replace("\xa0", " ")


async def begin(world: World, *, to: str = "Бердичівський") -> None:
    await send(world, to=to)
    await press_send(world)
    await desk(world, "Доручення", "№ 1", "Подзвонити")


async def test_the_page_has_names_numbers_and_what_was_before(world: World) -> None:
    await world.services.people.posts.set_phone(Post("h02003", Title.HEAD), "+380414321544", ADMIN)
    await begin(world)
    assert "Микола Бондар, " + PHONE in last(world)
    assert "Приймальня: +380414321544" in last(world)
    assert "Людини в боті й телефону немає." in last(world)
    assert "Бот писав 23.11.2026 12:01" in last(world)
    lines = [line["action"] for line in await world.database.fetch("SELECT action FROM audit")]
    assert "data read" in lines


async def test_a_call_is_one_press_and_the_page_stays_with_the_row_marked(world: World) -> None:
    await begin(world)
    await world.tap(world.iryna, "Наступні")
    before = [row[0] for row in world.iryna.last.buttons]
    assert "Записали" in await world.tap(world.iryna, taps.RecordCall)
    after = [row[0] for row in world.iryna.last.buttons]
    name = before[0].removeprefix("✅ ")
    assert after[0] == f"☎️ {name}: знають"
    assert after[1:] == before[1:], "all others stand where they stood"
    assert "Сьогодні о 12:01, Ірина Мельник: знають" in last(world)
    assert "сьогодні дзвонили: 1" in last(world)


async def test_the_next_day_the_row_is_open_again_and_says_what_was_agreed(world: World) -> None:
    await begin(world)
    await world.tap(world.iryna, "✅ Андрушівська")
    await world.tap(world.iryna, "☎️ Андрушівська")
    await world.tap(world.iryna, "Обіцяли відповісти")
    await world.tap(world.iryna, "☎️ Андрушівська: обіцяли")
    await world.tap(world.iryna, "Про що домовилися")
    await world.say(world.iryna, "До п’ятниці, Микола подасть", reply_to=world.iryna.last.id)
    assert "Домовилися: До п’ятниці, Микола подасть" in last(world)
    world.clock.move(timedelta(days=1))
    await desk(world, "Доручення", "№ 1", "Подзвонити")
    assert "✅ Андрушівська" in str(world.iryna.last.buttons)
    assert "☎️ 23.11.2026 12:01, Ірина Мельник: обіцяли відповісти" in last(world)
    assert "Домовилися: До п’ятниці" in last(world)


async def test_whoever_acknowledged_by_phone_stays_marked_today_and_leaves_tomorrow(world: World) -> None:
    await begin(world)
    await world.tap(world.iryna, "✅ Бердичівська")
    await world.tap(world.iryna, "☎️ Бердичівська")
    await world.tap(world.iryna, "Ознайомлено")
    assert "☎️ Бердичівська: ознайомлено" in str(world.iryna.last.buttons)
    world.clock.move(timedelta(days=1))
    await desk(world, "Доручення", "№ 1", "Подзвонити")
    assert "Бердичівська" not in last(world)


async def test_a_press_on_the_wrong_row_is_taken_back_with_all_that_followed(world: World) -> None:
    await begin(world)
    await world.tap(world.iryna, "✅ Бердичівська")
    await world.tap(world.iryna, "☎️ Бердичівська")
    await world.tap(world.iryna, "Ознайомлено")
    await world.tap(world.iryna, "☎️ Бердичівська")
    assert "Запис скасовано" in await world.tap(world.iryna, "Скасувати запис")
    assert "✅ Бердичівська" in str(world.iryna.last.buttons)
    [row] = await world.database.fetch("SELECT * FROM obligations WHERE post = 'h02003-head'")
    assert (row["told_at"], row["acknowledged_at"], row["via"]) == (None, None, None)
    assert await world.database.fetch("SELECT * FROM calls") == []
    world.clock.move(timedelta(days=1))
    number = await world.services.notices.calls.record(10002, CallOutcome.TOLD, ADMIN, "Ірина")
    world.clock.move(timedelta(days=1))
    await world.forge(world.iryna, taps.TakeCallBack(number or 0, 0, 0, 0))
    assert len(await world.database.fetch("SELECT * FROM calls")) == 1, "what was yesterday stays"


async def test_a_call_that_nobody_took_does_not_say_that_they_know(world: World) -> None:
    await begin(world)
    await world.forge(world.iryna, taps.RecordCall(10002, CallOutcome.NO_ANSWER.value, 0, 0, 0))
    assert "не взяли слухавки" in last(world)
    [row] = await world.database.fetch("SELECT told_at FROM obligations WHERE number = 10002")
    assert row["told_at"] is None


async def test_the_list_is_filtered_by_raion_and_by_state(world: World) -> None:
    await begin(world, to="Усім головам громад")
    assert "У переліку 66 посад" in last(world)
    await world.tap(world.iryna, "Район: усі")
    assert "Район: Бердичівський" in str(world.iryna.last.buttons)
    assert "У переліку 10 посад" in last(world)
    await world.tap(world.iryna, "Стан: усі")
    assert "У переліку 0 посад" in last(world), "none is late"
    await world.tap(world.iryna, "Стан: ")
    assert "У переліку 9 посад" in last(world), "nine do not know"
    await world.tap(world.iryna, "✅ Бердичівська")
    assert "У переліку 9 посад" in last(world), "whoever was called just now stays"
    await world.tap(world.iryna, "Стан: ")
    assert "У переліку 2 посади" in last(world)


async def test_sixty_four_calls(world: World) -> None:
    await send(world)
    await press_send(world)
    done = [each.number for each in (await world.services.notices.read.of_notice(1))[:2]]
    for number in done:
        await world.services.notices.calls.record(number, CallOutcome.ACKNOWLEDGED, ADMIN, "Ірина")
    world.clock.move(timedelta(days=1))
    presses = 4  # to the desk, the notices, this one, and the list
    await desk(world, "Доручення", "№ 1", "Подзвонити")
    assert "У переліку 64 посади" in last(world)
    while True:
        for row in range(LISTED):
            if not world.iryna.last.buttons[row][0].startswith("✅ "):
                break
            await world.tap(world.iryna, world.iryna.last.buttons[row][0])
            presses += 1
        if "Наступні" not in str(world.iryna.last.buttons):
            break
        await world.tap(world.iryna, "Наступні")
        presses += 1
    assert "сьогодні дзвонили: 64" in last(world)
    assert len(load_hromadas()) - len(done) == 64
    assert presses <= PRESSES


@pytest.mark.parametrize(
    "tap",
    [
        taps.CallPosts(99, 0, 0, 0),
        taps.CallPosts(1, 900, 9, 9),
        taps.RecordCall(99, "told", 0, 0, 0),
        taps.RecordCall(10002, "nonsense", 0, 0, 0),
        taps.OpenCall(99, 0, 0, 0),
        taps.ChangeCall(99, "told", 0, 0, 0),
        taps.TakeCallBack(99, 0, 0, 0),
    ],
)
async def test_taps_made_by_hand_record_nothing(world: World, tap: taps.CallPosts) -> None:
    await begin(world)
    await world.forge(world.iryna, tap)
    assert await world.database.fetch("SELECT * FROM calls") == []
