"""Figures, and the map of the hromadas: small numbers stand nowhere, and Excel says the same as the page."""

from __future__ import annotations

import re
from datetime import timedelta

from content.hromadas import load_hromadas
from handlers.people.taps import SayItIsMe
from services.cases import CaseDetails
from services.figures import guarded
from tests.excel import rows_of
from tests.stories.world import World
from tests.web.conftest import Enter

FIGURES = "/desk/figures"


def test_what_is_hidden_cannot_be_computed_from_the_sum() -> None:
    assert guarded({"a": 9, "b": 7, "c": 3, "d": 0}) == {"a": 9, "b": None, "c": None, "d": 0}
    assert guarded({"a": 9, "b": 4, "c": 3}) == {"a": 9, "b": None, "c": None}
    assert guarded({"a": 9, "b": 5}) == {"a": 9, "b": 5}
    assert guarded({"a": 2}) == {"a": None}


def test_the_people_of_all_hromadas_are_those_of_the_oblast() -> None:
    assert sum(each.population for each in load_hromadas()) == 1_179_032


async def cases(world: World, count: int, place: str, katottg: str) -> None:
    for _ in range(count):
        begun = await world.services.cases.own.begin(world.olena.id, "passport", place)
        details = CaseDetails(
            document="passport",
            place=place,
            place_name="каса",
            hromada=katottg,
            happened_on=world.clock().date(),
            result="refused",
        )
        assert await world.services.cases.own.submit(begun, world.olena.id, details, [])


async def test_figures_of_cases_and_hromadas_hide_what_is_small(world: World, enter: Enter) -> None:
    first, second, third, *_ = load_hromadas()
    await cases(world, 6, "rail", first.katottg)
    await cases(world, 7, "bank", second.katottg)
    await cases(world, 2, "police", third.katottg)
    browser = await enter(world.iryna)
    page = await browser.get(f"{FIGURES}/cases")
    assert "Випадків: 15." in page.text
    tables = {each.find("caption")[0].text: each.text for each in page.find("table")}
    assert "Банк7" in tables["Види місць"]
    assert tables["Види місць"].count("менше ніж 5") == 2, "one alone could be computed"
    shown = await browser.get("/desk/hromadas")
    dots = [each for each in shown.find("a") if each.find("circle")]
    assert len(dots) == 66
    assert {each["aria-label"].split(", ")[0] for each in dots} == {each.name for each in load_hromadas()}
    assert min(2 * float(each["r"]) for each in shown.find("circle", class_="reach")) >= 24, "a thumb meets it"
    zhytomyr = next(each for each in shown.find("tr", data_row="") if each.find("a")[0].text == "Житомирська")
    assert zhytomyr.find("td", class_="number")[0].text.replace("\xa0", " ") == "263 237"
    rows = {each.find("a")[0].text: each.text for each in shown.find("tr", data_row="")}
    assert f"{7 / second.population * 1000:.2f}".replace(".", ",") in rows[second.name]
    assert rows[third.name].count("менше ніж 5") == 1
    north = max(load_hromadas(), key=lambda each: each.latitude)
    places = {each["href"]: float(each.find("circle")[0]["cy"]) for each in dots}
    assert min(places, key=lambda href: places[href]).endswith(north.slug), "north is above"
    one = await browser.get(f"/desk/hromadas/{third.slug}")
    assert "менше ніж 5" in one.text
    await browser.get("/desk/hromadas/h99999", expect=404)
    for path in ("cases", "hromadas"):
        await browser.post(f"{FIGURES}/{path}/excel", expect=403)
    await world.settle()
    await world.tap(world.iryna, SayItIsMe)
    excel = rows_of((await browser.post(f"{FIGURES}/hromadas/excel")).response.content)
    assert len(excel) >= 67
    by_name = {line[0]: line for line in excel}
    assert by_name[third.name][3] == "менше ніж 5"
    assert by_name[second.name][3] == 7
    assert "Банк" in str(rows_of((await browser.post(f"{FIGURES}/cases/excel")).response.content))


async def test_questions_are_counted_by_day_and_theme_and_what_was_not_found(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    assert "нічого не запитували" in (await browser.get(FIGURES)).text
    await world.say(world.olena, "як подати заяву на єМалятко")
    await world.say(world.olena, "скільки коштує проїзд у тролейбусі зранку")
    world.clock.move(timedelta(days=3))
    await world.say(world.olena, "як подати заяву на єМалятко")
    browser = await enter(world.iryna)
    page = await browser.get(FIGURES)
    found = re.search(r"Запитань: (\d+)\..*Не знайдено: (\d+)\.", page.text)
    assert found
    assert int(found[1]) == 3
    [by_day, by_theme] = page.find("table")
    assert "23.11 2" in by_day.text
    assert "26.11 1" in by_day.text
    assert len(page.find("svg")) == 2
    assert len(by_theme.find("tr", data_row="")) >= 1
    year = await browser.get(f"{FIGURES}?days=365")
    assert "За тижнями" in year.text
    assert (await browser.get(f"{FIGURES}?days=7")).find("table")


async def test_the_reach_of_broadcasts_and_who_may_look(world: World, enter: Enter) -> None:
    assert "Розсилок ще не було" in (await (await enter(world.iryna)).get(f"{FIGURES}/reach")).text
    browser = await enter(world.mykola)
    for path in (FIGURES, f"{FIGURES}/cases", f"{FIGURES}/reach", "/desk/hromadas", "/desk/hromadas/h02001"):
        await browser.get(path, expect=403)
    await browser.post(f"{FIGURES}/cases/excel", expect=403)
