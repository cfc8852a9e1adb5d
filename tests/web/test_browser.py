"""The pages in a real browser: by keys alone, kept up to date, and by the door inside of Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from services.content import Content
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.stories.browsers import NEEDS_CHROMIUM, launched
from tests.stories.cases.test_cases import take, tell
from tests.stories.conftest import nothing_of_people_is_logged
from tests.stories.world import World
from tests.web.browser import URL
from tests.web.conftest import prepare
from tests.web.test_doors import init_data
from tests.web.test_macros import sample_pages
from web.app import pages

__all__ = ["nothing_of_people_is_logged"]

pytestmark = [NEEDS_CHROMIUM, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def world(content: Content, tmp_path: Path) -> AsyncIterator[World]:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database:
        await migrate(database)
        world = World(database, content)
        async with world.running(admin_ids=[world.iryna.id], public_url=URL):
            await prepare(world)
            yield world


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, world: World) -> AsyncIterator[Page]:
    """A window whose address is that of the real pages. Nothing that the policy forbids, and no script that fails."""
    with sample_pages():
        transport = httpx.ASGITransport(app=pages(world.services))
    async with httpx.AsyncClient(transport=transport, base_url=URL) as client:

        async def answer(route: Route) -> None:
            asked, address = route.request, urlsplit(route.request.url)
            headers = {name: value for name, value in (await asked.all_headers()).items() if not name.startswith(":")}
            client.cookies.clear()  # the browser's own are among the headers
            path = f"{address.path}?{address.query}" if address.query else address.path
            response = await client.request(asked.method, path, headers=headers, content=asked.post_data_buffer)
            given = dict(response.headers.items())
            await route.fulfill(status=response.status_code, headers=given, body=response.content)

        context = await browser.new_context(viewport={"width": 1280, "height": 900})
        await context.route("**/*", answer)
        window = await context.new_page()
        wrong: list[str] = []
        window.on("pageerror", lambda error: wrong.append(str(error)))
        window.on("console", lambda message: wrong.append(message.text) if "Policy" in message.text else None)
        yield window
        await context.close()
        assert wrong == []


async def enter(page: Page, world: World) -> None:
    """Petro comes in by a link."""
    url = await world.services.people.doors.link(1004, "Петро")
    await page.goto(url)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Сьогодні")


async def press(page: Page, *keys: str) -> None:
    """Presses keys when the scripts of the page are there."""
    await page.wait_for_load_state("load")
    for key in keys:
        await page.keyboard.press(key)


async def test_a_case_is_found_taken_answered_and_closed_by_keys_alone(world: World, page: Page) -> None:
    await tell(world, world.olena)
    await enter(page, world)
    await press(page, "g", "z")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Звернення")
    await press(page, "j", "Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("ЖТ-2026-000001")
    await press(page, "t")
    await expect(page.get_by_role("status").first).to_contain_text("Взято")
    await press(page, "r")
    await page.keyboard.type("Зателефонуємо на станцію. jkt")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("надсилаємо", exact=True)).to_be_visible()
    await world.settle()
    assert "Зателефонуємо на станцію. jkt" in world.olena.last.text
    await page.reload()
    await press(page, "e")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Пояснили.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("закрито")


async def test_a_question_is_answered_with_a_ready_answer_by_three_keys(world: World, page: Page) -> None:
    await world.say(world.olena, "скільки чекати довідку про доходи")
    row, *_ = await world.database.fetch("SELECT id FROM questions ORDER BY id DESC")
    await world.services.answers.questions.pass_on(row["id"], world.olena.id)
    await enter(page, world)
    await page.goto(f"{URL}/desk/inbox?tab=nobodys")
    await press(page, "o")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Запитання")
    await press(page, "1")
    await expect(page.get_by_label("Слова, які прочитає людина")).not_to_have_value("")
    await press(page, "Control+Enter")
    await expect(page.get_by_text("надсилаємо", exact=True)).to_be_visible()


async def test_an_open_page_shows_what_others_do_and_keeps_what_is_typed(world: World, page: Page) -> None:
    await tell(world, world.olena)
    await enter(page, world)
    await page.goto(f"{URL}/desk/cases/1")
    note = page.get_by_label("Слова лише для відділу")
    await note.fill("не забути")
    await take(world)
    await expect(page.get_by_text("взялися за випадок")).to_be_visible()
    await expect(page.get_by_text("Веде: Ірина")).to_be_visible()
    await expect(note).to_have_value("не забути")
    await expect(page.get_by_text("Збережено о")).to_be_visible()
    await page.goto(f"{URL}/desk/cases/1")
    await expect(note).to_have_value("не забути")


async def test_a_ready_answer_comes_to_where_the_cursor_is(world: World, page: Page) -> None:
    await tell(world, world.olena)
    await take(world)
    await enter(page, world)
    await page.goto(f"{URL}/desk/cases/1")
    field = page.get_by_label("Слова, які прочитає людина")
    await field.fill("Добрий день! До зустрічі.")
    await field.evaluate("(field) => field.setSelectionRange(12, 12)")
    await page.get_by_text("готових відповідей").click()
    await page.get_by_role("button", name="Вставити").first.click()
    words = await field.input_value()
    assert words.startswith("Добрий день!")
    assert words.endswith("До зустрічі.")
    assert len(words) > 40


async def test_who_opens_the_pages_inside_of_telegram_is_in_and_her_words_are_nowhere(world: World, page: Page) -> None:
    said = httpx.QueryParams({"tgWebAppData": init_data(world, world.telegram.people[1004])})
    await page.goto(f"{URL}/desk/app#{said}&tgWebAppVersion=9.1")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Сьогодні")
    assert "tgWebAppData" not in page.url
    for to, heading in (("/desk/inbox", "Звернення"), ("https://evil.example.org/desk/", "Сьогодні")):
        world.clock.move(timedelta(seconds=1))
        said = httpx.QueryParams({"tgWebAppData": init_data(world, world.telegram.people[1004])})
        await page.goto("about:blank")
        await page.goto(f"{URL}/desk/app?to={to}#{said}")
        await expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    await page.goto(f"{URL}/desk/app")
    await expect(page.get_by_text("Закрийте це вікно")).to_be_visible()


@pytest.mark.parametrize("width", [360, 800, 1280, 1920])
async def test_no_page_is_wider_than_the_window(world: World, page: Page, width: int) -> None:
    await tell(world, world.olena, where="дуже-довга-назва-без-жодного-пробілу-" * 3)
    await take(world)
    await enter(page, world)
    await page.set_viewport_size({"width": width, "height": 800})
    for path in ("/desk/today", "/desk/inbox?tab=open", "/desk/cases/1"):
        await page.goto(f"{URL}{path}")
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


async def test_rows_are_filtered_and_a_form_is_shown_while_it_is_typed(world: World, page: Page) -> None:
    await enter(page, world)
    await page.goto(f"{URL}/desk/sample")
    await page.get_by_label("Знайти в таблиці").fill("бердич")
    await expect(page.get_by_role("row", name="Бердичівська")).to_be_visible()
    await expect(page.get_by_role("row", name="Андрушівська")).to_be_hidden()
    await expect(page.get_by_text("Знайдено: 1")).to_be_visible()
    await page.get_by_label("Назва").fill("п’ять!")
    await expect(page.locator("#shown")).to_have_text("6")
