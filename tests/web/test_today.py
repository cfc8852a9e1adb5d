"""«Сьогодні», the rail, and where whoever comes in is led."""

from __future__ import annotations

import re
from datetime import datetime

from simulator.people import Person
from tests.stories.mailings.test_broadcasts import subscribe
from tests.stories.world import KYIV, World
from tests.web.browser import Browser
from tests.web.conftest import Enter
from tests.web.events.test_events import draft, opened
from tests.web.mailings.test_broadcast_pages import approve, check


async def test_whoever_comes_in_is_led_to_where_she_works(world: World, enter: Enter) -> None:
    desk = await (await enter(world.iryna)).get("/desk/")
    assert desk.response.url.path == "/desk/today"
    assert "Ірина" in desk.text
    own = await (await enter(world.mykola)).get("/desk/")
    assert own.response.url.path == "/desk/own"
    assert "Андрушівськ" in own.text


async def test_what_came_in_chat_stands_there_at_once(world: World, enter: Enter, petro: Person) -> None:
    browser = await enter(petro)
    assert "нічиїх звернень немає" in (await browser.get("/desk/today")).text
    await world.say(world.olena, "скільки коштує проїзд у тролейбусі зранку")
    await world.tap(world.olena, "Передати відділу")
    page = await browser.get("/desk/today")
    assert "тролейбусі" in page.text
    assert "Нічиї: 1" in page.text


async def test_what_today_holds_is_named_with_a_way_to_it(world: World, enter: Enter, petro: Person) -> None:
    browser = await enter(petro)
    assert "Подій сьогодні немає" in (await browser.get("/desk/today")).text
    await subscribe(world, 1)
    path = await draft(browser)
    await opened(world, browser, path)
    world.clock.move(datetime(2026, 12, 15, 11, tzinfo=KYIV) - world.clock())
    broadcasts = world.services.mailings.broadcasts
    await broadcasts.write("Чернетка", petro.id)
    page = await (await enter(petro)).get("/desk/today")
    assert page.link("подія: єМалятко") == path
    assert "10:00–12:00" in page.text, "the session of today alone"
    assert page.link("Чекають, щоб їх перевірили й надіслали: розсилок 1, найдавніше") == "/desk/broadcasts"
    assert "доручень 0" not in page.text
    assert not re.search("[\U0001f000-\U0001faff]", page.text), "pictures are for the chat"
    browser = await enter(petro)
    await approve(world, browser, petro, await check(browser, at="15 грудня 16:00"))
    page = await browser.get("/desk/today")
    assert "16:00розсилка № 2" in page.text


async def test_a_head_sees_no_page_of_the_staff(world: World, enter: Enter) -> None:
    browser = await enter(world.mykola)
    await browser.get("/desk/today", expect=403)
    page = await browser.get("/desk/own")
    assert [each.text for each in page.find("nav")[0].find("a")] == ["Події", "Моя посада"]


async def test_who_is_not_in_is_told_how_to_come_in(stranger: Browser) -> None:
    for path in ("/desk/", "/desk/today", "/desk/own"):
        page = await stranger.get(path, expect=401)
        assert "/staff" in page.text
    assert "/staff" not in (await stranger.get("/desk/nothing", expect=404)).text
