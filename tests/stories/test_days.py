"""Wherever a day is asked, it is taken as people call it; where it is none, the words say how. It is a Monday."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from simulator.people import Person
from tests.stories.mailings.test_broadcasts import write
from tests.stories.notices.test_notices import TEXT
from tests.stories.notices.test_replies import ask, fill, seat_two
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def last(person: Person) -> str:
    return person.last.text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("позавчора", "21 листопада 2026"),
        ("в понеділок", "16 листопада 2026"),
        ("минулої п’ятниці", "20 листопада 2026"),
        ("учора ввечері", "22 листопада 2026"),
        ("15 листопада", "15 листопада 2026"),
        ("15.11", "15 листопада 2026"),
        ("три дні тому", "20 листопада 2026"),
    ],
)
async def test_the_day_of_a_case(world: World, words: str, day: str) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "вагон 5")
    for wrong in ("колись", "завтра", "три роки тому"):
        assert "«учора», «у понеділок», «три дні тому» або «15.11»" in (await world.say(world.olena, wrong)).text
    await world.say(world.olena, words)
    await world.tap(world.olena, "Досить, перевірити")
    assert f"Коли: {day}" in last(world.olena)


async def test_the_deadline_of_a_notice(world: World) -> None:
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, TEXT, reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Інший день")
    prompt = world.iryna.last.id
    await world.say(world.iryna, "учора", reply_to=prompt)
    assert (
        "«завтра», «у п’ятницю», «через два тижні» або «15.12»" in world.iryna.replies[-2].text + world.iryna.last.text
    )
    assert "7 днів" in str(world.iryna.last.buttons), "the usual ones are offered again"
    await world.say(world.iryna, "у суботу", reply_to=prompt)
    await world.tap(world.iryna, "Усім головам громад")
    assert "до 30 листопада 2026" in last(world.iryna), "the working day after it"


async def test_the_days_of_a_drive(world: World) -> None:
    await desk(world, "Сертифікація", "Нова сертифікація")
    await world.say(world.iryna, "Кібергігієна", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Початок")
    await world.say(world.iryna, "у п’ятницю", reply_to=world.iryna.last.id)
    assert "27 листопада 2026" in last(world.iryna)
    await world.tap(world.iryna, "Строк")
    await world.tap(world.iryna, "30 днів")
    assert "28 грудня 2026" in last(world.iryna), "thirty days later it is a Sunday"
    await world.tap(world.iryna, "Строк")
    await world.tap(world.iryna, "Інша дата")
    prompt = world.iryna.last.id
    await world.say(world.iryna, "колись", reply_to=prompt)
    assert "«завтра», «у п’ятницю»" in world.iryna.last.text
    await world.say(world.iryna, "через місяць", reply_to=prompt)
    assert "23 грудня 2026" in last(world.iryna)


async def test_a_day_in_a_reply(world: World) -> None:
    await seat_two(world)
    await ask(world)
    head = world.telegram.people[7000]
    await world.tap(head, "📝 Відповісти")
    await fill(world, head, "Коли під’єднали", "колись")
    assert "«у п’ятницю»" in head.replies[-2].text
    await world.say(head, "15 вересня", reply_to=head.last.id)
    assert "Коли під’єднали: 15.09.2026" in head.last.text


async def test_the_day_and_hour_of_a_broadcast(world: World) -> None:
    await write(world)
    await world.tap(world.iryna, "🕘 Коли")
    await world.tap(world.iryna, "Інший час")
    prompt = world.iryna.last.id
    await world.say(world.iryna, "завтра", reply_to=prompt)
    assert "«завтра о 10:00»" in world.iryna.last.text
    await world.say(world.iryna, "у п’ятницю о 10", reply_to=prompt)
    assert "27.11.2026 10:00. Як часто?" in world.iryna.last.text


async def test_heads_are_offered_working_hours_on_a_friday(world: World) -> None:
    world.clock.strike("2026-11-27 12:00")
    await write(world, theme="голови громад")
    await world.tap(world.iryna, "🕘 Коли")
    offered = [row[0] for row in world.iryna.last.buttons if "2026" in row[0]]
    assert offered == ["27.11.2026 15:00", "30.11.2026 10:00", "30.11.2026 15:00"]
