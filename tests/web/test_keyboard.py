"""Each area is worked in by keys alone: what no key leads to is reached by Tab, and all of it in a real browser.

Cases and questions have their journeys in `test_browser.py`, notices in `notices/test_keys.py`.
"""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from tests.stories.browsers import NEEDS_CHROMIUM
from tests.stories.conftest import nothing_of_people_is_logged
from tests.stories.mailings.test_broadcasts import subscribe
from tests.stories.world import World
from tests.web.test_browser import browser, enter, page, press, world

__all__ = ["browser", "nothing_of_people_is_logged", "page", "world"]

pytestmark = [NEEDS_CHROMIUM, pytest.mark.asyncio(loop_scope="module")]
FARTHEST = 60
"""Presses of Tab to what is wanted: more is no way to work."""


async def reach(page: Page, wanted: Locator) -> None:
    """Tab by Tab."""
    await page.wait_for_load_state("load")
    for _ in range(FARTHEST):
        if await wanted.evaluate("(node) => node === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(wanted)


async def test_a_broadcast_an_answer_a_post_and_an_event_are_worked_on_by_keys_alone(world: World, page: Page) -> None:
    await subscribe(world, 1)
    await enter(page, world)
    heading = page.get_by_role("heading", level=1)

    await press(page, "g", "r")
    await expect(heading).to_have_text("Розсилки")
    await reach(page, page.get_by_role("link", name="Нова розсилка"))
    await press(page, "Enter")
    await expect(heading).to_have_text("Нова розсилка")
    await press(page, "r")
    await page.keyboard.type("Запрошуємо на навчання.")
    to = page.get_by_label("Кому", exact=True)
    await reach(page, to)
    while await to.input_value() != "theme:osvita":
        await page.keyboard.press("ArrowDown")
    await expect(page.locator("#look")).to_contain_text("Отримають: 1 людина")
    await press(page, "Control+Enter")
    await expect(heading).to_contain_text("1 людина")

    await press(page, "g", "v")
    await expect(heading).to_have_text("Відповіді")
    await press(page, "j", "Enter")
    await expect(page.get_by_label("Текст", exact=True)).to_be_visible()
    await press(page, "e", "Control+End")
    await page.keyboard.type(" Ще речення.")
    await press(page, "Control+Enter")
    await expect(page.locator(".changes")).to_contain_text("Ще речення.")

    await press(page, "g", "l")
    await expect(heading).to_have_text("Посади")
    await press(page, "j", "Enter")
    await reach(page, page.get_by_role("link", name="Запросити"))
    await press(page, "Enter")
    await reach(page, page.locator("main button").first)
    await press(page, "Enter")
    await expect(page.get_by_text("https://t.me/").first).to_be_visible()

    await press(page, "g", "p")
    await expect(heading).to_have_text("Події")
    await reach(page, page.get_by_role("link", name="Нова подія"))
    await press(page, "Enter")
    await reach(page, page.get_by_label("Назва"))
    await page.keyboard.type("єМалятко для пологових")
    await press(page, "Enter")
    await expect(heading).to_contain_text("єМалятко")


async def test_figures_certificates_and_the_rating_are_read_by_keys_alone(world: World, page: Page) -> None:
    await enter(page, world)
    heading = page.get_by_role("heading", level=1)
    await press(page, "g", "h")
    await expect(heading).to_have_text("Громади")
    await reach(page, page.get_by_role("link", name="Те саме в таблиці"))
    await press(page, "Enter")
    await press(page, "j", "j", "Enter")
    await expect(heading).to_contain_text("громада")
    for keys, words in (("f", "Запитання"), ("c", "Сертифікація"), ("g", "Рейтинг")):
        await press(page, "g", keys)
        await expect(heading).to_contain_text(words)
