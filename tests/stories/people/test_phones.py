"""Who acts for a post leaves a telephone number: the staff read it, nobody else does, and she takes it away."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from handlers.people.taps import ForgetPhone, LeavePhone
from services.people import read_phones
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World

PHONE = "+380671234567"


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        await join(stopped_world, stopped_world.mykola, await invite(stopped_world))
        yield stopped_world


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("067 123 45 67", PHONE),
        ("+38 (067) 123-45-67", PHONE),
        ("380671234567.", PHONE),
        ("04136 2-15-44", "+380413621544"),
        ("0671234567, 04136 2-15-44", f"{PHONE}, +380413621544"),
        ("0671234567; 067 123-45-67", PHONE),
        ("+48 601 234 567", "+48601234567"),
        ("2-15-44", None),
        ("0671234567 або 102", None),
        ("немає", None),
        ("", None),
        ("1, 2, 3, 4", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, phones: str | None) -> None:
    assert read_phones(text) == phones


async def leave(world: World, text: str) -> str:
    await world.tap(world.mykola, LeavePhone)
    return (await world.say(world.mykola, text)).text


async def test_a_holder_is_asked_and_the_staff_read_her_number(world: World) -> None:
    assert "Залиште телефон" in world.mykola.last.text
    assert "Очікуємо номер" in await leave(world, "подзвоніть")
    assert PHONE in (await world.say(world.mykola, "067 123 45 67")).text
    shown = await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова")
    assert PHONE in shown.text
    read = "SELECT object, detail FROM audit WHERE action = 'data read'"
    assert [(row["object"], row["detail"]) for row in await world.database.fetch(read)] == [("h02001-head", "phone")]


async def test_it_is_changed_in_the_settings_and_taken_away(world: World) -> None:
    await leave(world, PHONE)
    await world.say(world.mykola, "/settings")
    assert "0501112233" in await leave(world, "0501112233")
    assert PHONE not in str(await world.database.fetch("SELECT phone FROM tenures"))
    await world.tap(world.mykola, "Прибрати телефон")
    assert "Телефону немає" in world.mykola.last.text


async def test_it_goes_with_the_post_and_with_her_data(world: World) -> None:
    await leave(world, PHONE)
    text = (await world.services.people.privacy.as_text(world.mykola.id)).decode()
    assert f"Телефон: {PHONE}" in text
    await world.services.people.privacy.forget(world.mykola.id)
    assert PHONE not in str(await world.database.fetch("SELECT * FROM tenures"))


async def test_whoever_leaves_a_post_takes_her_number_along(world: World) -> None:
    await leave(world, PHONE)
    [tenure] = await world.services.people.posts.of_person(world.mykola.id)
    await world.services.people.posts.leave(tenure.id, world.mykola.id)
    assert PHONE not in str(await world.database.fetch("SELECT * FROM tenures"))


@pytest.mark.parametrize("tap", [LeavePhone, ForgetPhone])
async def test_nobody_touches_the_number_of_another(world: World, tap: type[LeavePhone]) -> None:
    await leave(world, PHONE)
    [tenure] = await world.services.people.posts.of_person(world.mykola.id)
    await world.start(world.olena)
    await world.forge(world.olena, tap(tenure.id))
    await world.say(world.olena, "0501112233")
    [row] = await world.database.fetch("SELECT phone FROM tenures")
    assert row["phone"] == PHONE


async def test_staff_keep_the_number_of_an_office_beside_its_mail(world: World) -> None:
    await desk(world, "Посади", "Пошта й телефони")
    await world.say(
        world.iryna, "Андрушівська: 04136 2-15-44\nАндрушівська: rada@andr.gov.ua", reply_to=world.iryna.last.id
    )
    assert "Записали рядків: 2" in world.iryna.last.text
    [row] = await world.database.fetch("SELECT phone, email FROM posts WHERE id = 'h02001-head'")
    assert (row["phone"], row["email"]) == ("+380413621544", "rada@andr.gov.ua")
    await desk(world, "Посади", "Пошта й телефони")
    await world.say(world.iryna, "Андрушівська: -", reply_to=world.iryna.last.id)
    [row] = await world.database.fetch("SELECT phone, email FROM posts WHERE id = 'h02001-head'")
    assert (row["phone"], row["email"]) == ("", "")
