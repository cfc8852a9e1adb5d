"""Whom a broadcast or a notice is meant for, as a table of hromadas that staff sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from content.hromadas import load_hromadas
from simulator.parameters import Upload
from tests.sheets import Page, excel
from tests.stories.mailings.test_broadcasts import got
from tests.stories.mailings.test_composer import heads, leave, write_to
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

OVRUCH, MALYN, ANDRUSHIVKA = "h06017", "h06013", "h02001"
OVRUCH_CODE = "UA18060170000069581"


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def hand_in(world: World, *rows: Sequence[str | None]) -> str:
    """Iryna answers the prompt with a table; what the bot says of it."""
    file = excel(Page(rows))
    world.iryna.send_file("document", Upload("кому.xlsx", file, "application/xlsx"), reply_to=world.iryna.last.id)
    await world.settle()
    return world.iryna.last.text.replace("\xa0", " ")


async def to_some(world: World) -> None:
    await write_to(world, "голови громад")
    await world.tap(world.iryna, "Обрати громади")


async def test_hromadas_of_a_table_get_the_broadcast_and_nobody_else(world: World) -> None:
    people = await heads(world, OVRUCH, MALYN, ANDRUSHIVKA)
    await to_some(world)
    said = await hand_in(
        world, ("Громада", "Код КАТОТТГ"), ("Овруцька", OVRUCH_CODE), ("Малинська", None), ("м. Малин", None)
    )
    assert "Рядків: 3. Громад: 2. Повторів: 1. З помилками: 0." in said
    assert "Овруцька · Коростенський" in said
    assert "Повтори, рахуємо один раз: Малинська (4)" in said
    [row] = await world.database.fetch("SELECT audience FROM mailings")
    assert MALYN not in row["audience"], "nothing changes before she says so"
    await world.tap(world.iryna, "Записати все")
    assert "Отримають: 2 людини" in world.iryna.last.text.replace("\xa0", " ")
    await leave(world)
    assert [got(person) for person in people] == [1, 1, 0]


async def test_a_row_of_a_raion_means_all_its_hromadas(world: World) -> None:
    await to_some(world)
    said = await hand_in(world, ("Район", "Громада"), ("Коростенський", None), ("Бердичівський", "Андрушівська"))
    of_raion = sum(each.raion == "Коростенський" for each in load_hromadas())
    assert f"Громад: {of_raion + 1}. Цілих районів: Коростенський." in said
    await world.tap(world.iryna, "Записати все")
    assert f"{of_raion + 1} громад" in world.iryna.last.text.replace("\xa0", " ")


async def test_what_is_unknown_or_has_two_meanings_is_named_and_nothing_is_kept(world: World) -> None:
    await to_some(world)
    said = await hand_in(
        world,
        ("Громада", "Район"),
        ("Нарнія", None),
        ("Коростенський район", None),
        ("Овруцька", None),
        ("Малинська", "Бердичівський"),
        ("Коростенський", None),
        ("Житомирська область", None),
    )
    assert "рядок 2, «Громада»: такої громади в області немає – «Нарнія»" in said
    assert "рядок 4, «Громада»: цю громаду вже охоплює рядок 3, де названо весь район" in said
    assert "рядок 5, «Район»: ця громада в іншому районі: Коростенський, а тут «Бердичівський»" in said
    assert "рядок 6, «Громада»: незрозуміло, район це чи громада – «Коростенський»" in said
    assert "рядок 7, «Громада»: це не громада й не район нашої області – «Житомирська область»" in said
    assert "Записати" not in str(world.iryna.last.buttons)
    await world.tap(world.iryna, "Надіслати іншу")
    assert "надішліть таблицю" in world.iryna.last.text


async def test_another_table_says_who_would_no_longer_be_meant(world: World) -> None:
    await to_some(world)
    await hand_in(world, ("Громада",), ("Овруцька",))
    await world.tap(world.iryna, "Записати все")
    await world.tap(world.iryna, "Крім громад")
    await hand_in(world, ("Громада",), ("Малинська",))
    await world.tap(world.iryna, "Записати все")
    assert "крім: Малинська громада" in world.iryna.last.text
    await world.tap(world.iryna, "Крім громад")
    said = await hand_in(world, ("Громада",), ("Андрушівська",))
    assert "Більше не обрані: Малинська." in said


async def test_a_picture_is_no_table(world: World) -> None:
    await to_some(world)
    prompt = world.iryna.last.id
    world.iryna.send_file("photo", Upload("x.png", b"\x89PNG", "image/png"), reply_to=prompt)
    await world.settle()
    assert "Потрібен файл: таблиця" in world.iryna.last.text


async def test_addressees_of_a_notice_come_from_a_table_as_well(world: World) -> None:
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, "Надайте перелік", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "днів")
    await world.tap(world.iryna, "Вибраним громадам")
    said = await hand_in(world, ("Назва ТГ",), ("Овруцька ОТГ",), ("Малинська міська рада",))
    assert "Громад: 2." in said
    [draft] = await world.services.notices.read.drafts()
    assert not draft.addressed
    await world.tap(world.iryna, "Записати все")
    [draft] = await world.services.notices.read.drafts()
    assert sorted(post.place for post in draft.addressed) == [MALYN, OVRUCH]
