"""The demo page in a real browser: what a newcomer sees and does there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, Route, expect
from telegram import ForceReply

from content.demo import load_cast
from services.content import Content
from simulator.page import Page as ChatPage
from simulator.page import Player
from simulator.parameters import Upload
from simulator.people import Message
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.stories.browsers import NEEDS_CHROMIUM, launched
from tests.stories.world import World

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)

pytestmark = [NEEDS_CHROMIUM, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One for all stories of this module: they differ in the page they open."""
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def world(content: Content, tmp_path: Path) -> AsyncIterator[World]:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database:
        await migrate(database)
        world = World(database, content)
        async with world.running():
            yield world


def players(world: World) -> list[Player]:
    """The world's people with what the demo's people say of themselves."""
    andrii = world.telegram.add_person(1004, "Андрій", last_name="Гнатюк")
    world.staff_chat.members.append(andrii)
    people = (world.olena, world.mykola, world.iryna, andrii)
    return [Player(person, each.about, each.examples) for person, each in zip(people, load_cast().players, strict=True)]


@pytest_asyncio.fixture(loop_scope="module")
async def url(world: World) -> AsyncIterator[str]:
    async with ChatPage(world.telegram, players(world)).served(0) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, url: str) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 1100, "height": 800}, accept_downloads=True)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(url)
    yield page
    await context.close()
    assert faults == []


def bubbles(page: Page) -> Locator:
    return page.locator("#log article")


async def write(page: Page, text: str) -> None:
    await page.get_by_role("textbox", name="Повідомлення").fill(text)
    await page.get_by_role("button", name="Надіслати", exact=True).click()


async def until(page: Page, is_so: str) -> None:
    """Waits for a function of the page. Playwright's own way evaluates strings there, which the page forbids."""
    async with asyncio.timeout(20):
        await page.evaluate(f"async () => {{ while (!({is_so})()) await new Promise(requestAnimationFrame); }}")


async def become(page: Page, name: str) -> None:
    people = page.get_by_role("navigation", name="Люди, за яких можна говорити")
    await people.get_by_role("button", name=re.compile(f"^{name}")).click()


async def open_group(page: Page, name: str) -> None:
    await become(page, name)
    await page.get_by_role("button", name="Група").click()


async def start(page: Page) -> None:
    await page.get_by_role("button", name="Почати", exact=True).click()
    await expect(bubbles(page)).to_have_count(2)


async def test_a_newcomer_asks_and_is_answered(page: Page) -> None:
    await start(page)
    await expect(bubbles(page).nth(1)).to_contain_text("Вітаємо! Це бот відділу цифрового розвитку")
    await write(page, "касирка каже що дія це не документ")
    answer = bubbles(page).nth(3)
    await expect(answer.locator("strong, b").first).to_have_text("Не приймають документ у Дії: що робити?")
    source = answer.get_by_role("link", name=re.compile("1368-IX"))
    await expect(source).to_have_attribute("href", "https://zakon.rada.gov.ua/laws/show/1368-20")
    await answer.get_by_role("button", name="Допомогло", exact=False).first.click()
    await expect(page.locator("#toast")).to_have_text("Дякуємо, врахували")


async def test_the_menu_is_walked_there_and_back_in_one_bubble(page: Page) -> None:
    await start(page)
    menu = bubbles(page).nth(1)
    await menu.get_by_role("button", name=re.compile("єМалятко")).click()
    await expect(menu).to_contain_text("Сторінка 1 з 2")
    await menu.get_by_role("button", name="Що таке єМалятко?").click()
    await expect(page.locator("#log")).to_contain_text("одна заява замість багатьох")
    await expect(bubbles(page)).to_have_count(2)
    await page.get_by_role("button", name="← Назад").last.click()
    await expect(page.locator("#log")).to_contain_text("Сторінка 1 з 2")


async def test_what_people_write_is_never_taken_for_markup(page: Page) -> None:
    await start(page)
    evil = "<img src=x onerror=\"document.title='hacked'\"><b>жирний</b> *зірка* [a](javascript:alert(1))"
    await write(page, evil)
    await expect(bubbles(page).nth(2)).to_contain_text(evil)
    await expect(bubbles(page).nth(2).locator("img, b, a")).to_have_count(0)
    assert await page.title() != "hacked"


async def test_an_edited_and_a_deleted_message_change_before_the_eyes(page: Page, world: World) -> None:
    await start(page)
    await write(page, "привіт")
    await expect(bubbles(page)).to_have_count(4)
    mine = bubbles(page).nth(2)
    await mine.hover()
    await mine.get_by_role("button", name="Змінити").click()
    await write(page, "дякую")
    await expect(mine).to_contain_text("дякую")
    await expect(mine).to_contain_text("змінено")
    await expect(bubbles(page)).to_have_count(5)
    await world.application.bot.delete_message(world.olena.id, world.olena.last.id)
    await expect(bubbles(page)).to_have_count(4)


async def test_the_staff_answer_and_the_citizen_sees_the_count_and_the_words(world: World, page: Page) -> None:
    await start(page)
    await write(page, "коли відкриють басейн на вулиці Київській")
    await page.get_by_role("button", name=re.compile("Передати відділу")).click()
    await expect(page.locator("#log")).to_contain_text("Передали ваше запитання відділу")
    people = page.get_by_role("navigation", name="Люди, за яких можна говорити")
    iryna = people.get_by_role("button", name=re.compile("Ірина"))
    await iryna.click()
    await page.get_by_role("button", name="Група").click()
    await expect(bubbles(page)).to_have_count(1)
    await bubbles(page).first.hover()
    await bubbles(page).first.get_by_role("button", name="Відповісти").click()
    await write(page, "Восени. Дата з’явиться на сайті міської ради.")
    await expect(page.locator("#log")).to_contain_text("Надішлемо людині за 15 секунд")
    await world.settle()
    await expect(page.locator("#log")).to_contain_text("Надіслано людині")
    olena = people.get_by_role("button", name=re.compile("Олена"))
    await expect(olena.locator(".badge")).to_have_text("1")
    await olena.click()
    await expect(page.locator("#log")).to_contain_text("Восени. Дата з’явиться")
    await expect(olena.locator(".badge")).to_have_count(0)


async def test_everything_can_be_done_by_keyboard(page: Page) -> None:
    await expect(page.get_by_role("button", name="Почати", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Почати", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(bubbles(page)).to_have_count(2)
    await expect(page.get_by_role("textbox", name="Повідомлення")).to_be_focused()
    await page.keyboard.type("чи працює дія без інтернету")
    await page.keyboard.press("Enter")
    await expect(bubbles(page)).to_have_count(4)
    helpful = bubbles(page).nth(3).get_by_role("button", name=re.compile("Допомогло")).first
    for _ in range(60):
        await page.keyboard.press("Shift+Tab")
        if await helpful.evaluate("node => node === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    await expect(page.locator("#toast")).to_have_text("Дякуємо, врахували")
    await page.keyboard.press("Alt+2")
    await expect(page.get_by_role("button", name=re.compile("Микола"))).to_have_attribute("aria-pressed", "true")


async def test_on_a_phone_nothing_sticks_out(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await start(page)
    await write(page, "не беруть паспорт у дії " + "довгеслово" * 12)
    await write(page, "хто бачить мої дані")
    await expect(bubbles(page)).to_have_count(6)
    for part in ("document.documentElement", "document.querySelector('#log')"):
        assert await page.evaluate(f"{part}.scrollWidth <= {part}.clientWidth"), part
    await expect(page.get_by_role("button", name="Надіслати", exact=True)).to_be_in_viewport()


async def test_an_answer_is_shared_inline(page: Page) -> None:
    await start(page)
    await page.get_by_role("textbox", name="Повідомлення").fill("@zt_bot скриншот")
    await page.get_by_role("list", name="Що знайшов бот").get_by_role("button").first.click()
    shared = bubbles(page).nth(2)
    await expect(shared).to_contain_text("через @zt_bot")
    await shared.get_by_role("button", name="Запитати бота").click()
    await expect(bubbles(page)).to_have_count(5)


async def test_a_file_goes_up_and_a_picture_and_a_file_come_down(page: Page, world: World, tmp_path: Path) -> None:
    await start(page)
    source = tmp_path / "довідка.txt"
    source.write_text("рядок", encoding="utf-8")
    await page.get_by_text("Ще", exact=True).click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Надіслати файл").click()
    await (await chooser.value).set_files(source)
    await expect(page.locator("#log")).to_contain_text("не схоже на сертифікат")
    async with page.expect_download() as download:
        await page.get_by_role("link", name=re.compile("довідка.txt")).click()
    assert (await (await download.value).path()).read_text(encoding="utf-8") == "рядок"
    world.olena.send_file("photo", Upload("a.png", PIXEL, "image/png"))
    picture = page.locator("#log img")
    await expect(picture).to_have_attribute("alt", "Світлина без підпису")
    await expect(picture).to_have_js_property("naturalWidth", 1)


async def test_a_page_that_was_cut_off_comes_back_without_gaps_or_doubles(browser: Browser, world: World) -> None:
    page = await browser.new_page()
    cast = players(world)
    async with ChatPage(world.telegram, cast).served(0) as url:
        await page.goto(url)
        await start(page)
    await world.say(world.olena, "привіт")
    async with ChatPage(world.telegram, cast).served(int(url.rsplit(":", 1)[1])):
        await expect(bubbles(page)).to_have_count(4, timeout=20_000)  # the browser tries again after some seconds
        await write(page, "дякую")
        await expect(bubbles(page)).to_have_count(6)
    await page.close()


async def test_a_deep_link_typed_into_the_page_opens_its_answer(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept("https://t.me/zt_bot?start=a_diia-verify"))
    await page.get_by_text("Ще", exact=True).click()
    await page.get_by_role("button", name="Відкрити посилання на бота").click()
    await expect(page.locator("#log")).to_contain_text("Як перевірити документ у Дії?")


async def prompt(world: World, asked: Message) -> None:
    """The bot asks whoever wrote this message, in the group."""
    await world.application.bot.send_message(
        world.staff_chat.id,
        "Який код у повідомленні?",
        reply_to_message_id=asked.id,
        reply_markup=ForceReply(selective=True, input_field_placeholder="ABCD-EFGH"),
    )


async def test_a_typed_command_that_asks_opens_the_field_as_a_reply_on_a_phone(page: Page, world: World) -> None:
    await page.set_viewport_size({"width": 390, "height": 800})
    await open_group(page, "Ірина")

    async def answer_late(route: Route) -> None:
        response = await route.fetch()
        [asked] = world.staff_chat.messages
        await prompt(world, world.staff_chat.message(asked))
        await expect(page.locator("#log")).to_contain_text("Який код")
        await route.fulfill(response=response)

    await page.route("**/act", answer_late, times=1)
    async with page.expect_response("**/act"):
        await write(page, "перевірте")
    bar = page.locator("#about-message")
    await expect(bar).to_be_visible()
    await expect(bar).to_contain_text("Який код")
    field = page.get_by_role("textbox", name="Повідомлення")
    await expect(field).to_have_attribute("placeholder", "ABCD-EFGH")
    await write(page, "AAAA-BBBB")
    await expect(bubbles(page).nth(2).locator(".quote")).to_contain_text("Який код")
    await expect(bar).to_be_hidden()


async def test_a_prompt_that_was_dismissed_stays_so_when_something_else_changes(page: Page, world: World) -> None:
    await open_group(page, "Ірина")
    sent = world.iryna.send("перевірте", chat=world.staff_chat)
    await prompt(world, sent)
    await expect(page.locator("#about-message")).to_be_visible()
    await page.keyboard.press("Escape")
    world.iryna.edit(sent, "перевірте код")
    await expect(bubbles(page).first).to_contain_text("змінено")
    await expect(page.locator("#about-message")).to_be_hidden()


async def test_a_prompt_to_somebody_else_leaves_the_field_alone(page: Page, world: World) -> None:
    petro = world.telegram.add_person(1009, "Петро")
    world.staff_chat.members.append(petro)
    await open_group(page, "Ірина")
    await prompt(world, petro.send("перевірте", chat=world.staff_chat))
    await expect(page.locator("#log")).to_contain_text("Який код")
    await expect(page.locator("#about-message")).to_be_hidden()


NEWEST = """() => {
  const log = document.querySelector("#log").getBoundingClientRect();
  const newest = [...document.querySelectorAll("#log article")].at(-1).getBoundingClientRect();
  const fits = newest.height <= log.height;
  return newest.top >= log.top && (fits ? newest.bottom : newest.top + 60) <= log.bottom + 1;
}"""
"""Whether the newest message is in sight: as a whole, or, where it is too long, its beginning."""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
async def test_the_newest_message_and_its_picture_are_in_sight_after_every_tap(
    page: Page, width: int, height: int
) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    loaded = asyncio.Event()

    async def hold(route: Route) -> None:
        await loaded.wait()
        await route.continue_()

    await page.route("**/file/*", hold)
    await start(page)
    await until(page, NEWEST)
    await write(page, "касирка каже що дія це не документ")
    await expect(bubbles(page)).to_have_count(4)
    await until(page, NEWEST)
    await bubbles(page).last.get_by_role("button", name="Картка").click()
    await expect(bubbles(page).last.get_by_role("button", name="🪪 Паспорт")).to_be_visible()
    await until(page, NEWEST)
    await bubbles(page).last.get_by_role("button", name="🪪 Паспорт").click()
    await expect(bubbles(page).last.get_by_role("button", name=re.compile("Поїзд"))).to_be_visible()
    await until(page, NEWEST)
    await bubbles(page).last.get_by_role("button", name=re.compile("Поїзд")).click()
    picture = page.locator("#log img")
    await expect(picture).to_have_count(1)
    await until(page, NEWEST)
    loaded.set()
    await until(page, "() => document.querySelector('#log img').naturalHeight > 300")
    await until(page, NEWEST)
    await expect(picture).to_be_in_viewport(ratio=1)


async def test_who_looks_at_older_messages_is_left_there_when_the_field_grows(page: Page) -> None:
    await start(page)
    await write(page, "касирка каже що дія це не документ")
    await expect(bubbles(page)).to_have_count(4)
    await page.locator("#log").hover()
    await page.mouse.wheel(0, -5000)
    await until(page, "() => document.querySelector('#log').scrollTop === 0")
    await page.get_by_role("textbox", name="Повідомлення").fill("рядок\n" * 5)
    assert await page.evaluate("document.querySelector('#log').scrollTop") == 0


WATCH = """() => {
  window.watching?.disconnect();
  window.changes = { added: [], removed: 0, live: [] };
  window.watching = new MutationObserver((records) => {
    for (const record of records) {
      changes.added.push(...[...record.addedNodes].map((node) => node.textContent));
      changes.removed += record.removedNodes.length;
      changes.live.push(document.querySelector("#log").ariaLive);
    }
  });
  window.watching.observe(document.querySelector("#log"), { childList: true, subtree: true });
}"""


async def test_what_is_read_aloud_is_only_what_is_new(page: Page, world: World) -> None:
    await start(page)
    await write(page, "не беруть паспорт у дії")
    await expect(bubbles(page)).to_have_count(4)
    await page.evaluate(WATCH)
    await write(page, "хто бачить мої дані")
    await expect(bubbles(page)).to_have_count(6)
    changes = await page.evaluate("changes")
    assert [text[:19] for text in changes["added"]] == ["хто бачить мої дані", "Хто бачить мої дані"]
    assert (changes["removed"], set(changes["live"])) == (0, {"polite"})
    await page.evaluate(WATCH)
    await world.application.bot.edit_message_text("Вітаємо знову", world.olena.id, world.olena.messages[1].id)
    await expect(bubbles(page).nth(1)).to_contain_text("змінено")
    changes = await page.evaluate("changes")
    assert [text[:13] for text in changes["added"]] == ["Вітаємо знову"]
    assert changes["removed"] == 1


async def test_a_history_that_is_opened_is_not_read_aloud(page: Page) -> None:
    await start(page)
    await become(page, "Микола")
    await page.evaluate(WATCH)
    await become(page, "Олена")
    await expect(bubbles(page)).to_have_count(2)
    assert set(await page.evaluate("changes.live")) == {"off"}


async def test_the_field_is_near_for_whoever_comes_by_keyboard(page: Page) -> None:
    await expect(page.get_by_role("button", name="Почати", exact=True)).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="До поля повідомлення")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Почати", exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(bubbles(page)).to_have_count(2)
    await page.reload()
    await expect(bubbles(page)).to_have_count(2)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="До поля повідомлення")).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Повідомлення")).to_be_focused()


WRONG_ROLES = """() => [
  ...document.querySelectorAll("[role=option] button, [role=option] a, [role=listbox] button"),
  ...document.querySelectorAll("[role=tab]:not([aria-controls])"),
  ...document.querySelectorAll("div[aria-label]:not([role]), span[aria-label]:not([role])"),
  ...document.querySelectorAll("span[tabindex]:not([role]), div[tabindex]:not([role])"),
].map((node) => node.outerHTML)"""


async def test_every_part_says_what_it_is(page: Page, world: World) -> None:
    await start(page)
    world.iryna.send("/start", chat=world.staff_chat)
    people = page.get_by_role("navigation", name="Люди, за яких можна говорити")
    await expect(people.get_by_label("нових: 1").first).to_be_visible()
    await page.get_by_role("textbox", name="Повідомлення").fill("@zt_bot скриншот")
    await expect(page.get_by_role("list", name="Що знайшов бот").get_by_role("button").first).to_be_visible()
    assert await page.evaluate(WRONG_ROLES) == []
    await people.get_by_role("button", name=re.compile("Ірина")).click()
    group = page.get_by_role("group", name="Чати").get_by_role("button", name="Група")
    await group.click()
    await expect(group).to_have_attribute("aria-pressed", "true")
    assert await page.evaluate(WRONG_ROLES) == []


async def test_a_message_of_the_group_is_forwarded_to_the_bot(page: Page, world: World) -> None:
    await open_group(page, "Андрій")
    await write(page, "як перевірити документ у дії")
    await open_group(page, "Ірина")
    await bubbles(page).first.hover()
    await bubbles(page).first.get_by_role("button", name="Переслати").click()
    await expect(page.get_by_role("button", name="Бот")).to_have_attribute("aria-pressed", "true")
    await expect(bubbles(page).first).to_contain_text("переслано від: Андрій")
    await expect(bubbles(page)).to_have_count(2)
    assert world.iryna.messages[0].data["forward_origin"]["sender_user"]["id"] == 1004


async def test_several_pictures_leave_as_one_album(page: Page, world: World, tmp_path: Path) -> None:
    await start(page)
    for name in ("a.png", "b.png", "c.png"):
        (tmp_path / name).write_bytes(PIXEL)
    await page.get_by_text("Ще", exact=True).click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Надіслати світлини").click()
    await (await chooser.value).set_files([tmp_path / name for name in ("a.png", "b.png", "c.png")])
    await expect(page.locator("#log img")).to_have_count(3)
    albums = {each.data["media_group_id"] for each in world.olena.messages if "photo" in each.data}
    assert len(albums) == 1


async def test_all_people_fit_on_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    people = page.get_by_role("navigation", name="Люди, за яких можна говорити")
    for name in ("Олена", "Микола", "Ірина", "Андрій"):
        await expect(people.get_by_role("button", name=re.compile(f"^{name}"))).to_be_in_viewport(ratio=1)
