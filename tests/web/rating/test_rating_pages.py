"""The rating on pages: leagues as they may be passed on, objections, versions, Excel."""

from __future__ import annotations

from datetime import timedelta

from handlers.people.taps import SayItIsMe
from services.certification import HromadaCount
from services.rating import Correction, Published
from tests.excel import rows_of
from tests.stories.world import World
from tests.web.conftest import Enter

COUNTS = [
    HromadaCount("h02001", 40, 10, 10, 10),
    HromadaCount("h02003", 200, 50, 40, 30),
    HromadaCount("h02005", 30, 1, 1, 1),
    HromadaCount("h02007", 45, 20, 0, 0),
]


async def test_a_rating_is_read_from_draft_to_its_second_version(world: World, enter: Enter) -> None:
    rating = world.services.rating
    number = await rating.intake.begin_sample(20263, COUNTS, world.iryna.id)
    assert number
    browser, path = await enter(world.iryna), f"/desk/rating/{number}"
    page = await browser.get(path)
    assert "чернетка" in page.text
    assert "Немає даних, громад: 62" in page.text.replace("\xa0", " ")
    [small] = [each.text for each in page.find("tr", data_row="") if "Вчорайшенська" in each.text]
    assert small.split()[-1] == "приховано", "three of them could be guessed"
    [headings, *_] = [each.find("th") for each in page.find("thead")]
    assert [each["class"] for each in headings[:4]] == ["", "number", "", "number"], "figures stand to the right"
    league = await rating.read.league(number)
    assert league
    assert await rating.window.open(league, world.iryna.id)
    assert await rating.window.object_to(await row(world, number, "h02001"), "<b>Нас</b> більше", world.mykola.id)
    page = await browser.get("/desk/rating")
    assert "Заперечень без рішення: 1" in page.text.replace("\xa0", " ")
    page = await browser.get(path)
    assert "<b>Нас</b> більше" in page.text
    [objection] = await rating.read.objections(number)
    assert await rating.window.refuse(objection, "Числа звірено.", world.iryna.id)
    world.clock.move(timedelta(days=12))
    league = await rating.read.league(number)
    assert league
    assert await rating.publishing.publish(league, world.iryna.id) is Published.YES
    correction = Correction.parse("40 10 10 20 надійшла довідка")
    assert correction
    league = await rating.read.league(number)
    assert league
    assert await rating.publishing.correct(league, "h02001", correction, world.iryna.id)
    browser = await enter(world.iryna)
    page = await browser.get(path)
    assert "надійшла довідка" in page.text
    assert "Андрушівська" in page.text
    first = await browser.get(f"{path}?version=1")
    assert first.text != page.text
    await browser.get(f"{path}?version=9", expect=404)
    await browser.post(f"{path}/excel", expect=403)
    await world.settle()
    await world.tap(world.iryna, SayItIsMe)
    excel = rows_of((await browser.post(f"{path}/excel?version=1")).response.content)
    assert "приховано" in str(excel)
    await (await enter(world.mykola)).get(path, expect=403)


async def row(world: World, league: int, slug: str) -> int:
    counts = await world.services.rating.read.counts(league)
    return next(number for number, each in counts.items() if each.slug == slug)
