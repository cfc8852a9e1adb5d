"""A poster may lead to the page of an answer: for whoever has no Telegram."""

from __future__ import annotations

from handlers.answers.taps import PlacePoster, ShowVisits
from tests.stories.answers.test_posters import codes, file_of
from tests.stories.world import World
from tests.web.browser import URL, Browser


async def test_its_code_opens_the_page_and_is_counted(world: World, stranger: Browser) -> None:
    await world.forge(world.iryna, PlacePoster("a", "diia-age"))
    await world.tap(world.iryna, "🌐 QR на сторінку", message=world.iryna.last)
    await world.tap(world.iryna, "Один плакат", message=world.iryna.last)
    [address] = codes(file_of(world, world.iryna.last))
    assert address == f"{URL}/a/diia-age?p=poster"
    assert "відкриває сторінку" in world.iryna.last.text
    page = await stranger.get(address.removeprefix(URL))
    assert page.link("Запитати в Telegram") == "https://t.me/zt_bot?start=a_diia-age"
    await world.forge(world.iryna, ShowVisits())
    assert "1 – З якого віку" in world.iryna.last.text


async def test_where_there_are_no_pages_the_code_opens_the_bot_alone(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[world.iryna.id]):
        await world.start(world.iryna)
        await world.forge(world.iryna, PlacePoster("a", "diia-age"))
        assert "сторінку" not in str(world.iryna.last.buttons)
