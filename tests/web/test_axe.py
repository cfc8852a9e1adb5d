"""axe-core over every page, in light and dark, on the width of a phone.

The pages are found from the routes: whoever adds one has it looked over. An address with something in it is found by
following the links of the others over the sample data of the demo.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser as Chromium
from playwright.async_api import Route
from starlette.routing import compile_path

from cli.demo_past import play_what_was_before
from content.demo import load_cast
from services.content import Content
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.stories.browsers import NEEDS_CHROMIUM, launched
from tests.stories.conftest import nothing_of_people_is_logged
from tests.stories.world import World
from tests.web.browser import OURS, URL, Browser
from tests.web.conftest import HEAD
from web import import_all
from web.routes import WAYS

__all__ = ["nothing_of_people_is_logged"]

pytestmark = [NEEDS_CHROMIUM, pytest.mark.asyncio(loop_scope="module")]

AXE = Path(__file__).parent / "axe" / "axe.min.js"
DEEPEST = 300
"""Addresses that are opened at most to find one of each kind."""
UNLINKED = ["/answers/now/shelling", "/desk/app", "/answers/left"]
"""Pages to which no link leads."""
NO_PAGE = {"/desk/in-here", "/robots.txt", "/sitemap.xml", "/desk/", "/desk/people/find"}
"""No HTML, or a page that only leads on."""
ELSEWHERE = {
    "/desk/in/{token}",
    "/desk/as/{person:int}",
    "/desk/own/posts/{tenure:int}/end/{other:int}",
    "/desk/people/team/{person:int}/remove",
}
"""Doors, and questions that stand in the template of all questions: each is another look of what is opened below."""
FILES = re.compile(r"letter\.|card\.png|/files/|\.svg$|/picture$")
LOOK = """async (colours) => {
    const options = colours ? { runOnly: ["color-contrast"] } : {};
    const found = await axe.run(document, { resultTypes: ["violations"], preload: false, iframes: false, ...options });
    return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(" | ")}`);
}"""


@pytest_asyncio.fixture(loop_scope="module")
async def chromium() -> AsyncIterator[Chromium]:
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def world(content: Content, tmp_path: Path) -> AsyncIterator[World]:
    """The demo, with its past."""
    cast = load_cast()
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database:
        await migrate(database)
        world = World(database, content)
        staff = [each.id for each in cast.players if each.is_staff]
        async with world.running(admin_ids=staff, public_url=URL):
            await play_what_was_before(cast, world.services, world.telegram)
            await prepare(world, staff[0])
            yield world


async def prepare(world: World, person_id: int) -> None:
    """What the demo leaves to whoever plays it: a question with the staff, drafts, and a broadcast that left."""
    services = world.services
    question, *_ = await world.database.fetch("SELECT id, person_id FROM questions ORDER BY id")
    await services.answers.questions.pass_on(question["id"], question["person_id"])
    draft = await services.mailings.broadcasts.write("Чернетка для {громади}", person_id)
    UNLINKED.append(f"/desk/broadcasts/{draft}/check")
    world.clock.move(timedelta(seconds=61))
    await services.mailings.dispatcher.carry_all()
    browser = await enter(world, person_id)
    page = await browser.get("/desk/notices/1")
    await browser.press(page, "/desk/notices/1/correct")
    answer = "/desk/answers/of/diia-start"
    notice, *_ = await world.database.fetch("SELECT id FROM notices ORDER BY id DESC")
    UNLINKED.extend(f"/desk/notices/{notice['id']}/{step}" for step in ("to", "check"))
    page = await browser.press(
        await browser.get("/desk/events/new"), "/desk/events/new", title="Навчання", kind="training"
    )
    [form] = [each for each in page.find("form") if each["action"].endswith("/edit")]
    UNLINKED.extend([form["action"], f"{answer}/check"])
    await browser.press(await browser.get("/desk/answers/ready"), "/desk/answers/ready", name="qr", text="Код діє.")
    page = await browser.get(answer)
    [body] = page.find("textarea", id="body")
    await browser.press(page, f"{answer}/save", body=f"{body.text} І ще речення.", then="check")
    await services.people.invites.into_post(HEAD, person_id)
    await browser.client.aclose()


async def enter(world: World, person_id: int) -> Browser:
    browser = Browser(world)
    url = await world.services.people.doors.link(person_id, "Особа")
    await browser.client.post(urlsplit(url).path, headers=OURS["same-origin"])
    return browser


def links(html: str) -> Iterator[str]:
    """Addresses of ours in a page, without what files lie behind."""
    for address in re.findall(r'<a[^>]* href="(/[^"#]*)', html):
        if not FILES.search(address) and not address.startswith("/desk/s/"):
            yield address.replace("&amp;", "&")


class Found:
    """An address for each route that has one."""

    def __init__(self) -> None:
        self._routes = {each.path: compile_path(each.path)[0] for each in WAYS if each.method == "GET"}
        self.pages: dict[str, tuple[str, str]] = {}
        """By route: the address, and what the page says there."""
        self.led_on: set[str] = set()

    def route(self, address: str) -> str:
        path = urlsplit(address).path
        direct = [each for each in self._routes if each == path]
        return next((each for each in [*direct, *self._routes] if self._routes[each].match(path)), "")

    async def follow(self, client: httpx.AsyncClient, begin: list[str]) -> None:
        """Opens pages and what they lead to, until there is one of each route, or nothing new."""
        waiting, seen = list(begin), set(begin)
        opened = 0
        while waiting and opened < DEEPEST:
            # What shows a route that has no page yet comes first.
            waiting.sort(key=lambda each: self.route(each) in self.pages)
            address = waiting.pop(0)
            route = self.route(address)
            if not route or route in self.pages:
                continue
            opened += 1
            response = await client.get(address, follow_redirects=True)
            if response.history and self.route(str(response.history[0].url)) == route:
                self.led_on.add(route)
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            if response.status_code != 200 or not is_page:
                continue
            self.pages.setdefault(self.route(str(response.url)) or route, (address, response.text))
            new = [each for each in links(response.text) if each not in seen]
            seen.update(new)
            waiting += new

    def missing(self) -> set[str]:
        expected = {each for each in self._routes if not FILES.search(each)}
        return expected - self.pages.keys() - self.led_on - NO_PAGE - ELSEWHERE


async def pages_of(world: World) -> dict[str, str]:
    """Every page by its address; and those that only a form shows."""
    import_all()
    cast, found = load_cast(), Found()
    begin = [each.path for each in WAYS if each.method == "GET" and "{" not in each.path]
    shown: dict[str, str] = {}
    for player in cast.players:
        if not (player.is_staff or player.post):
            continue
        browser = await enter(world, player.id)
        await found.follow(browser.client, [*begin, *UNLINKED])
        if player.is_staff:
            for address, given in FORMS:
                response = await browser.client.post(address, data=given, headers=OURS["same-origin"])
                assert response.status_code in {200, 403, 404, 409, 422}, (address, response.status_code)
                shown[f"{address} {response.status_code}"] = response.text
        await browser.client.aclose()
    assert found.missing() == set(), "no link leads there over the sample data of the demo: give it some"
    return dict(found.pages.values()) | shown


FORMS: list[tuple[str, dict[str, Any]]] = [
    ("/desk/broadcasts/new", {"text": "", "at": "колись", "buttons": "щось"}),
    ("/desk/notices/excel", {}),
    ("/desk/cases/999/take", {}),
]
"""What only a form shows: a summary of what is wrong, the word that is asked for, that nothing is there."""


async def test_every_page_is_for_everybody_in_light_and_dark(world: World, chromium: Chromium) -> None:
    pages, said = await pages_of(world), dict[str, list[str]]()
    assert len(pages) > 30
    files = Browser(world)
    context = await chromium.new_context(viewport={"width": 390, "height": 844})
    await context.add_init_script(path=AXE)
    now = ""

    async def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if route.request.is_navigation_request():
            await route.fulfill(status=200, content_type="text/html; charset=utf-8", body=pages[now])
        elif address.path.startswith("/desk/s/") and "app." not in address.path:  # the Mini App's door would lead on
            response = await files.client.get(address.path)
            await route.fulfill(status=200, headers=dict(response.headers.items()), body=response.content)
        else:
            await route.fulfill(status=204)

    await context.route("**/*", answer)
    page = await context.new_page()
    for now in pages:
        await page.emulate_media(color_scheme="light", reduced_motion="reduce")
        await page.goto(f"{URL}{now.partition(' ')[0]}")
        found = await page.evaluate(LOOK, False)
        await page.emulate_media(color_scheme="dark")
        found += [f"dark: {each}" for each in await page.evaluate(LOOK, True)]
        if await page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append("wider than the window")
        if found:
            said[now] = found
    await context.close()
    await files.client.aclose()
    assert said == {}
