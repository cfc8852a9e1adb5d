"""At the bedside: a nurse goes through two or three buttons with a mother."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.guides import MOST_QUESTIONS, load_guides
from content.mistakes import BrokenContent
from tests.stories.world import World


async def test_a_poster_leads_a_married_couple_of_one_name_to_the_end_in_two_taps(world: World) -> None:
    asked = await world.start(world.olena, "g_emalyatko")
    assert "у шлюбі?" in asked.text
    assert asked.buttons == [["Так"], ["Ні"], ["Мати сама"], ["← Назад", "☰ Меню"]]
    await world.tap(world.olena, "Так")
    assert "Прізвище у вас спільне?" in world.olena.last.text
    await world.tap(world.olena, "Так")
    ending = world.olena.last
    assert ending.id == asked.id
    assert "Заяву може подати один з вас." in ending.text
    assert "форми 103/о" in ending.text
    assert ["Які документи потрібні для єМалятка?"] in ending.buttons
    await world.tap(world.olena, "Які документи потрібні")
    assert "Які документи потрібні для єМалятка?" in world.olena.last.text


async def test_back_leads_where_she_was(world: World) -> None:
    await world.start(world.olena, "g_emalyatko")
    for button in ("Так", "Ні, різні", "Ні, хтось не може"):
        await world.tap(world.olena, button)
    assert "Спершу подзвоніть у відділ державної реєстрації" in world.olena.last.text
    for words in ("взяти участь", "Прізвище у вас спільне?", "у шлюбі?"):
        await world.tap(world.olena, "← Назад")
        assert words in world.olena.last.text
    await world.tap(world.olena, "← Назад")
    assert "єМалятко" in world.olena.last.text


async def test_the_guide_stands_first_in_its_theme(world: World) -> None:
    await world.start(world.olena)
    await world.tap(world.olena, "👶 єМалятко")
    assert world.olena.last.buttons[0] == ["🧭 Як зареєструвати дитину саме вам"]
    await world.tap(world.olena, "🧭")
    await world.tap(world.olena, "Мати сама")
    assert "Заяву подаєте ви самі." in world.olena.last.text


@pytest.mark.parametrize("data", ["guide:emalyatko:surname", "guide:emalyatko:married-ask", "guide:no:married"])
async def test_a_way_that_no_buttons_lead_ends_at_the_menu(world: World, data: str) -> None:
    message = await world.start(world.olena, "g_emalyatko")
    world.olena.press(message, data=data)
    await world.settle()
    assert "Цього вже немає" in world.olena.last.text


async def test_a_guide_that_does_not_exist_leads_to_the_first_screen(world: World) -> None:
    assert "Вітаємо!" in (await world.start(world.olena, "g_nothing")).text


GUIDE = """
- id: g
  title: T
  theme: emalyatko
  start: a
  steps:
    a: {question: q, options: [{text: x, goes: b}, {text: y, goes: end}]}
    b: {question: q, options: [{text: x, goes: end}]}
  endings:
    end: {text: done, answers: []}
"""


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("goes: b}", "goes: nowhere}", "check-guide-leads-nowhere"),
        ("{text: x, goes: b}, ", "", "check-guide-unreached"),
        ("options: [{text: x, goes: end}]", "options: [{text: x, goes: a}, {text: y, goes: end}]", "check-guide-long"),
        ("    end: {text: done", "    End-1: {text: done", "check-guide-name"),
        ("question: q, ", "", "check-wrong-guide"),
        ("- id: g", "- id: [", "check-broken-yaml"),
        ("text: done", "text: '# head'", "check-not-showable"),
    ],
)
def test_a_guide_that_cannot_be_walked_is_refused(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = tmp_path / "guides.yaml"
    path.write_text(GUIDE, encoding="utf-8")
    (guide,) = load_guides(path)
    assert guide.longest() == 2 <= MOST_QUESTIONS
    assert old in GUIDE
    path.write_text(GUIDE.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenContent) as caught:
        load_guides(path)
    assert key in {mistake.key for mistake in caught.value.mistakes}
