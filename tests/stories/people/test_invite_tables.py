"""Invites into many posts at once, by a table that staff sent."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
import zxingcpp
from PIL import Image

from handlers.people.taps import AskForInvites
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message
from storage.engine.causes import caused_by
from tests.excel import rows_of, sheet_of
from tests.sheets import Cell, Page, excel
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World

HEADED = ("Громада", "Установа", "Посада", "E-mail", "Телефон")
OVRUCH = ("Овруцька", None, "голова", "rada@ovruch.ua", "0671234567")
MALYN = ("Малинська", None, "координаторка", None, None)


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def hand_in(world: World, *rows: tuple[Cell, ...]) -> str:
    """Iryna sends a table of posts; what the bot says of it."""
    await desk(world, "Посади", "Запросити за таблицею")
    file = excel(Page([HEADED, *rows]))
    world.iryna.send_file("document", Upload("посади.xlsx", file, "application/xlsx"), reply_to=world.iryna.last.id)
    await world.settle()
    return world.iryna.last.text.replace("\xa0", " ")


async def take(world: World) -> Message:
    await world.tap(world.iryna, "Записати все")
    return world.iryna.last


async def posts(world: World) -> dict[str, tuple[str, str]]:
    found = await world.database.fetch("SELECT id, email, phone FROM posts")
    return {each["id"]: (each["email"] or "", each["phone"] or "") for each in found}


async def test_each_row_gets_a_link_and_a_code_and_its_contacts_are_kept(world: World) -> None:
    said = await hand_in(world, OVRUCH, MALYN, (None, "Обласна лікарня", "контакт пологового", None, None))
    assert "Рядків: 3. Нових запрошень: 3. Посад без людини: 3, із людиною: 0. З помилками: 0." in said
    assert "Овруцька · голова · rada@ovruch.ua · +380671234567" in said
    assert "Нові установи: Обласна лікарня." in said
    assert "адрес e-mail – 1, телефонів – 1" in said
    assert await world.services.people.invites.open() == []
    assert await world.services.people.posts.bodies() == []
    sent = await take(world)
    assert "3 посилання з QR-кодами" in sent.text.replace("\xa0", " ")
    file = world.telegram.file(sent.data["document"]["file_id"]).content
    rows = rows_of(file)
    assert rows[0] == ["Посада", "E-mail", "Телефон", "Посилання", "Діє до", "QR-код"]
    assert rows[1][:3] == ["голова Овруцької громади", "rada@ovruch.ua", "+380671234567"]
    assert rows[3][0] == "контакт пологового Обласна лікарня"
    pictures = sheet_of(file)._images  # type: ignore[attr-defined]
    codes = [zxingcpp.read_barcodes(Image.open(io.BytesIO(each._data())))[0].text for each in pictures]
    assert codes == [row[3] for row in rows[1:]]
    assert (await posts(world))["h06017-head"] == ("rada@ovruch.ua", "+380671234567")
    await join(world, world.olena, codes[1].split("?start=")[1])
    [tenure] = await world.services.people.posts.of_person(world.olena.id)
    assert tenure.post == Post("h06013", Title.COORDINATOR)


async def test_open_links_stay_good_and_who_is_there_already_needs_none(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    kept = await world.services.people.invites.into_post(Post("h06017", Title.HEAD), ADMIN)
    said = await hand_in(
        world, ("Овруцька", None, "голова", None, None), ("Андрушівська", None, "голова", None, None), MALYN, MALYN
    )
    assert "Рядків: 4. Нових запрошень: 1. Посад без людини: 2, із людиною: 1." in said
    assert "Повтори, рахуємо один раз: рядки 5." in said
    assert "лишається чинним, у файлі буде воно саме: голова Овруцької громади." in said
    assert "запрошення не треба: голова Андрушівської громади." in said
    sent = await take(world)
    assert "2 посилання" in sent.text.replace("\xa0", " ")
    rows = rows_of(world.telegram.file(sent.data["document"]["file_id"]).content)
    assert kept.token in {str(row[3]).split("inv_")[1] for row in rows[1:]}
    assert "Вас запрошено" in (await world.start(world.olena, f"inv_{kept.token}")).text


async def test_contacts_alone_are_kept_without_a_link(world: World) -> None:
    await join(world, world.mykola, await invite(world))
    await hand_in(world, ("Андрушівська", *OVRUCH[1:]))
    assert "Нових запрошень не треба" in (await take(world)).text
    assert (await posts(world))["h02001-head"] == ("rada@ovruch.ua", "+380671234567")
    assert not await world.services.people.invites.open()
    said = await hand_in(world, ("Андрушівська", None, "голова", None, None))
    assert "Нових запрошень: 0." in said
    assert "Записати" not in str(world.iryna.last.buttons)


async def test_mistakes_are_named_by_row_and_column_and_nothing_is_kept(world: World) -> None:
    said = await hand_in(
        world,
        OVRUCH,
        ("Нарнія", None, "голова", None, None),
        ("Малинська", None, "діловод", None, None),
        ("Малинська", None, "голова", "rada(at)malyn", "12"),
    )
    assert "рядок 3, «Громада»: такої громади в області немає – «Нарнія»" in said
    assert "рядок 4, «Посада»: на цю посаду бот не запрошує – «діловод»; можна: голова, " in said
    assert "рядок 5, «E-mail»: не схоже на адресу e-mail – «rada(at)malyn»" in said
    assert "рядок 5, «Телефон»: не схоже на номер телефону – «12»" in said
    assert "Записати" not in str(world.iryna.last.buttons)


async def test_links_that_were_made_and_never_told_stand_in_the_file_when_the_update_comes_again(world: World) -> None:
    """The bot dies between making links and sending them: those that are made anew are made once too."""
    invites = world.services.people.invites
    for renew in (False, True):
        with caused_by(77 + renew):
            first, _ = await invites.for_heads("bot", ADMIN, renew=renew)
            again, count = await invites.for_heads("bot", ADMIN, renew=renew)
        assert count == 66
        assert rows_of(first) == rows_of(again)


async def test_only_who_may_invite_sends_a_table(world: World) -> None:
    message = await world.say(world.mykola, "/start")
    assert "працівники" in await world.forge(world.mykola, AskForInvites(), message=message)
