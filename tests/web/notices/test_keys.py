"""A notice is written, addressed, looked at, held and stopped by keys alone, in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from handlers.people.taps import SayItIsMe
from tests.stories.browsers import NEEDS_CHROMIUM
from tests.stories.conftest import nothing_of_people_is_logged
from tests.stories.world import World
from tests.web.test_browser import browser, enter, page, press, world

__all__ = ["browser", "nothing_of_people_is_logged", "page", "world"]

pytestmark = [NEEDS_CHROMIUM, pytest.mark.asyncio(loop_scope="module")]


async def test_a_notice_is_written_and_sent_by_keys_alone(world: World, page: Page) -> None:
    await enter(page, world)
    heading, result = page.get_by_role("heading", level=1), page.get_by_role("status").first
    await press(page, "g", "d")
    await expect(heading).to_have_text("Доручення: хто що винен")
    await press(page, "n")
    await expect(heading).to_have_text("Нове доручення")
    await press(page, "n")
    await page.keyboard.type("Надайте перелік сіл.")
    await page.keyboard.press("Enter")
    await page.keyboard.type("Строк: 4 грудня")
    await press(page, "Tab", "Enter")
    await expect(heading).to_have_text("Чернетка доручення № 1")
    await press(page, "e", "End")
    await page.keyboard.type(" Усіх сіл. cxs")
    await expect(page.locator("#reads .bubble")).to_contain_text("Усіх сіл. cxs")
    await expect(page.get_by_text("Збережено ")).to_be_visible()
    await press(page, "Escape", "c")
    await expect(page.get_by_role("alert")).to_contain_text("Оберіть хоча б одну посаду")
    await press(page, "Tab", "Enter", "Enter")
    await expect(heading).to_have_text("Кому доручення № 1")
    await press(page, "a")
    await expect(result).to_contain_text("для 66 посад")
    await press(page, "c")
    await expect(heading).to_have_text("Чернетка доручення № 1")
    await press(page, "c")
    await expect(heading).to_have_text("Перевірте доручення № 1")
    await press(page, "s")
    await expect(heading).to_have_text("Підтвердьте в Telegram")
    await world.settle()
    await world.tap(world.telegram.people[1004], SayItIsMe)
    await press(page, "Tab", "Enter")
    await expect(page.get_by_text("Піде о ")).to_be_visible()
    await press(page, "x")
    await expect(result).to_contain_text("Зупинили")
    written = await world.services.notices.read.written(1)
    assert written
    assert written.text == "Надайте перелік сіл. Усіх сіл. cxs"
    assert len(written.addressed) == 66
