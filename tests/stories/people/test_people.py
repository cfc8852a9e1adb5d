"""A person names her hromada when she wants to; the bot notes who stopped it."""

from __future__ import annotations

import pytest

from storage.people.people import PeopleStore
from tests.stories.people.test_privacy import tables
from tests.stories.world import World


async def name_hromada(world: World, text: str) -> str:
    await world.say(world.olena, "/settings")
    await world.tap(world.olena, "Написати громаду")
    await world.say(world.olena, text, reply_to=world.olena.last.id)
    return world.olena.last.text


async def test_a_hromada_is_named_by_its_old_name_and_forgotten_again(world: World) -> None:
    assert "це не обов’язково" in (await world.say(world.olena, "/settings")).text
    assert "Звягельська (Звягельський район)" in await name_hromada(world, "новоград-волинський")
    assert "Звягельська" in (await world.say(world.olena, "/settings")).text
    await world.tap(world.olena, "Забути громаду")
    assert "це не обов’язково" in world.olena.last.text


async def test_look_alikes_are_told_apart_by_their_raion(world: World) -> None:
    assert "Яка саме?" in await name_hromada(world, "городецька")
    labels = [row[0] for row in world.olena.last.buttons]
    assert {"Городницька (Звягельський р-н)", "Городоцька (Житомирський р-н)"} <= set(labels)
    await world.tap(world.olena, "Городоцька (Житомирський р-н)")
    assert "Городоцька (Житомирський район)" in world.olena.last.text


async def test_a_village_names_its_hromada(world: World) -> None:
    assert "Новогуйвинська (Житомирський район)" in await name_hromada(world, "Троянів")
    assert "Новогуйвинська (Житомирський район)" in await name_hromada(world, "с. Троянів")


async def test_villages_of_the_same_name_are_told_apart_by_their_hromada(world: World) -> None:
    assert "Яка саме?" in await name_hromada(world, "Іванівка")
    labels = [row[0] for row in world.olena.last.buttons]
    assert len(labels) == 7
    assert {"Іванівка (Малинська громада)", "Іванівка (Лугинська громада)", "Обрати зі списку"} <= set(labels)
    await world.tap(world.olena, "Іванівка (Малинська громада)")
    assert "Малинська (Коростенський район)" in world.olena.last.text


async def test_a_location_is_answered_with_the_hromadas_around_it_and_not_kept(world: World) -> None:
    await world.say(world.olena, "/settings")
    await world.tap(world.olena, "Написати громаду")
    prompt = world.olena.last.id
    world.olena.send_location(48.46, 35.04, reply_to=prompt)
    await world.settle()
    assert "Поруч немає громад Житомирщини" in world.olena.last.text
    world.olena.send_location(50.12345, 28.54321, reply_to=prompt)
    await world.settle()
    assert "найближчі громади" in world.olena.last.text
    labels = [row[0] for row in world.olena.last.buttons]
    assert len(labels) == 5
    assert await world.services.people.people.hromada(world.olena.id) is None, "it is asked back"
    await world.tap(world.olena, "Новогуйвинська (Житомирський р-н)")
    assert "Новогуйвинська" in world.olena.last.text
    for table in await tables(world):
        assert "28.54321" not in str(await world.database.fetch(f"SELECT * FROM {table}")), table


async def test_a_hromada_is_chosen_from_the_list(world: World) -> None:
    assert "Не знайшли" in await name_hromada(world, "Ніцца")
    await world.tap(world.olena, "Обрати зі списку")
    await world.tap(world.olena, "Коростенський")
    await world.tap(world.olena, "Овруцька")
    assert "Овруцька (Коростенський район)" in world.olena.last.text


@pytest.mark.parametrize("data", ["hromada:h99999", "hromada:x", "raion:99", "raion:7:7"])
async def test_forged_buttons_name_no_hromada(world: World, data: str) -> None:
    message = await world.say(world.olena, "/settings")
    world.olena.press(message, data=data)
    await world.settle()
    assert await world.services.people.people.hromada(world.olena.id) is None


async def test_who_stops_the_bot_and_who_comes_back_is_noted(world: World) -> None:
    async def state() -> str:
        row = await world.database.fetch_one("SELECT state FROM people WHERE person_id = :id", id=world.olena.id)
        assert row
        return str(row["state"])

    await world.start(world.olena)
    assert await PeopleStore(world.database).hromada(world.olena.id) is None
    world.olena.block()
    await world.settle()
    assert await state() == "blocked"
    world.olena.unblock()
    await world.settle()
    assert await state() == "active"
