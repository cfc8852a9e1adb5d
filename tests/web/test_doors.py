"""The doors, tried by those who should not come in."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from handlers.notices.taps import OpenObligation
from handlers.people.taps import ClosePages, OpenPages, SayItIsMe
from services.people import Right, Role
from simulator.people import Person
from tests.stories.world import World
from tests.web.browser import OURS, URL, Browser, Page
from tests.web.conftest import Enter
from tests.web.notices.sending import sent
from web.routes import WAYS, Who, form
from web.visit import Visit


def init_data(world: World, person: Person, *, token: str = "", **fields: Any) -> str:
    """What Telegram says of who opens the pages inside of it, signed as Telegram does."""
    user = {"id": person.id, "first_name": person.data["first_name"], "is_premium": True, "new_field": [1]}
    said = {
        "query_id": "AAF",
        "user": json.dumps(user, ensure_ascii=False),
        "auth_date": str(int(world.clock().timestamp())),
        "signature": "of-another-kind",
        **fields,
    }
    words = "\n".join(f"{name}={value}" for name, value in sorted(said.items()))
    key = hmac.new(b"WebAppData", (token or world.telegram.token).encode(), hashlib.sha256).digest()
    return urlencode({**said, "hash": hmac.new(key, words.encode(), hashlib.sha256).hexdigest()})


# Inside of Telegram


async def test_who_telegram_speaks_of_comes_in_once_and_goes_on(world: World, stranger: Browser) -> None:
    said = init_data(world, world.iryna)
    page = await stranger.post("/desk/app", {"said": said}, expect=204)
    cookie = page.response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-desk=")
    for word in ("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"):
        assert word in cookie
    desk = await stranger.get("/desk/today")
    assert "frame-ancestors https://web.telegram.org" in desk.response.headers["Content-Security-Policy"]
    await stranger.post("/desk/app", {"said": said}, expect=204)  # Telegram opens its first page again
    other = Browser(world)
    await other.post("/desk/app", {"said": said}, expect=403)
    await other.client.aclose()


def _changed(said: str, **fields: str) -> str:
    return urlencode({**dict(parse_qsl(said, keep_blank_values=True)), **fields})


@pytest.mark.parametrize(
    "fault", ["forged", "another token", "stale", "future", "twice", "long", "many", "nothing", "bare"]
)
async def test_what_telegram_did_not_say_now_lets_nobody_in(world: World, stranger: Browser, fault: str) -> None:
    now, iryna = int(world.clock().timestamp()), world.iryna
    good = init_data(world, iryna)
    said = {
        "forged": _changed(init_data(world, world.olena), user=json.dumps({"id": iryna.id, "first_name": "Ірина"})),
        "another token": init_data(world, iryna, token="123:another"),
        "stale": init_data(world, iryna, auth_date=str(now - 3601)),
        "future": init_data(world, iryna, auth_date=str(now + 120)),
        "twice": f"{good}&auth_date={now}",
        "long": init_data(world, iryna, start_param="x" * 4096),
        "many": init_data(world, iryna, **{f"field{number}": "1" for number in range(40)}),
        "nothing": "",
        "bare": f"hash={'0' * 64}",
    }[fault]
    await stranger.post("/desk/app", {"said": said}, expect=403)
    await stranger.get("/desk/today", expect=401)


async def test_words_near_the_limits_are_good(world: World, stranger: Browser) -> None:
    now = int(world.clock().timestamp())
    for seconds in (-3599, 59):
        await stranger.post(
            "/desk/app", {"said": init_data(world, world.iryna, auth_date=str(now + seconds))}, expect=204
        )


async def test_without_a_token_nobody_comes_in_by_telegram(world: World) -> None:
    from services.people.doors import read_init_data

    said = init_data(world, world.iryna)
    assert read_init_data(said, world.telegram.token, world.clock())
    assert read_init_data(said, "", world.clock()) is None


async def test_a_citizen_finds_nothing_behind_the_door(world: World, stranger: Browser) -> None:
    await stranger.post("/desk/app", {"said": init_data(world, world.olena)}, expect=403)


# By a link


async def link_of(world: World, person: Person) -> str:
    """The path of the link that the bot gives the person."""
    await world.say(person, "/staff")
    await world.tap(person, OpenPages)
    url: str = person.last.keyboard[0][0]["url"]
    assert url.startswith(f"{URL}/desk/in/")
    return urlsplit(url).path


async def test_who_looks_at_a_link_uses_nothing_up_and_who_presses_is_in_once(world: World, stranger: Browser) -> None:
    path = await link_of(world, world.iryna)
    for _ in range(3):
        page = await stranger.get(path)
        assert "Увійти як Ірина" in page.text
        await stranger.get("/desk/today", expect=401)
    await stranger.press(page, path)
    assert "Ірина" in (await stranger.get("/desk/today")).text
    other = Browser(world)
    await other.post(path, expect=404)
    await other.get(path, expect=404)
    await other.client.aclose()


async def test_a_newer_link_voids_the_older_one_and_time_both(world: World, stranger: Browser) -> None:
    first = await link_of(world, world.iryna)
    second = await link_of(world, world.iryna)
    await stranger.post(first, expect=404)
    world.clock.move(timedelta(minutes=5))
    await stranger.post(second, expect=404)


async def test_the_bot_says_who_came_in_and_not_me_puts_all_out(world: World, enter: Enter) -> None:
    first, second = await enter(world.iryna), await enter(world.iryna)
    waiting = await world.services.people.doors.link(world.iryna.id, "Ірина")
    told = world.iryna.last
    assert "увійшли" in told.text
    assert "12:00" in told.text
    await world.tap(world.iryna, ClosePages, message=told)
    assert "2 входи" in world.iryna.last.text
    for browser in (first, second):
        await browser.get("/desk/today", expect=401)
    await first.post(urlsplit(waiting).path, expect=404)


async def test_a_head_comes_in_from_her_notices_and_finds_only_what_is_hers(world: World, stranger: Browser) -> None:
    await world.say(world.mykola, "/notices")
    [app], *_ = world.mykola.last.keyboard
    assert app["web_app"] == {"url": f"{URL}/desk/app"}
    await world.tap(world.mykola, OpenPages)
    path = urlsplit(world.mykola.last.keyboard[0][0]["url"]).path
    await stranger.press(await stranger.get(path), path)
    assert (await stranger.get("/desk/")).response.url.path == "/desk/own"
    for forbidden in ("/desk/today", "/desk/inbox", "/desk/cases/1", "/desk/find?q=1"):
        await stranger.get(forbidden, expect=403)


async def test_a_notice_opens_on_its_page_from_the_chat(world: World) -> None:
    number = await sent(world)
    obligation, *_ = await world.services.notices.read.of_notice(number)

    def is_shown() -> bool:
        [app] = [button for row in world.mykola.last.keyboard for button in row if "web_app" in button]
        return bool(app["web_app"] == {"url": f"{URL}/desk/app?to=/desk/own/{obligation.number}"})

    assert is_shown(), "as it comes"
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, OpenObligation)
    assert is_shown()


async def test_links_are_not_given_in_a_group_nor_to_citizens(world: World) -> None:
    await world.say(world.iryna, "/staff", chat=world.staff_chat)
    assert "браузері" not in str(world.in_staff_chat()[-1].buttons)
    assert "web_app" not in str(world.in_staff_chat()[-1].keyboard)
    await world.forge(world.olena, OpenPages())
    assert "Посилання" not in world.olena.last.text


async def test_nothing_of_a_link_or_session_stands_in_the_database(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    token = browser.client.cookies["__Host-desk"]
    rows = await world.database.fetch("SELECT * FROM page_sessions")
    assert token not in str(rows)
    assert len(await world.database.fetch("SELECT 1 FROM page_sessions")) == 1


# Who is in


async def test_a_session_ends_after_half_a_day_without_use_and_after_a_week(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    for _ in range(14):
        world.clock.move(timedelta(hours=11))
        await browser.get("/desk/today")
    world.clock.move(timedelta(hours=14))
    await browser.get("/desk/today", expect=401)
    idle = await enter(world.iryna)
    world.clock.move(timedelta(hours=12))
    await idle.get("/desk/today", expect=401)
    await world.services.people.doors.forget_old()
    assert await world.database.fetch("SELECT 1 FROM page_sessions") == []


async def test_a_role_that_is_taken_away_ends_at_the_next_request(world: World, enter: Enter, petro: Person) -> None:
    browser = await enter(petro)
    await browser.get("/desk/today")
    await world.services.people.staff.remove(petro.id, world.iryna.id)
    await browser.get("/desk/today", expect=403)
    await browser.get("/desk/", expect=403)


async def test_another_ones_cookie_is_no_session(world: World, enter: Enter, stranger: Browser) -> None:
    await enter(world.iryna)
    stranger.client.cookies.set("__Host-desk", "x" * 43, domain="bot.example.org")
    await stranger.get("/desk/today", expect=401)


async def test_who_leaves_is_out(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    page = await browser.get("/desk/today")
    token = browser.client.cookies["__Host-desk"]
    assert "Ви вийшли" in (await browser.press(page, "/desk/leave")).text
    browser.client.cookies.set("__Host-desk", token, domain="bot.example.org")
    await browser.get("/desk/today", expect=401)


# What other sites may do


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{URL}.evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": URL},
    ],
)
async def test_a_form_of_another_site_does_nothing(world: World, enter: Enter, headers: dict[str, str]) -> None:
    browser = await enter(world.iryna)
    await browser.post("/desk/leave", headers=headers, expect=403)
    await browser.get("/desk/today")


async def test_an_old_browser_says_where_it_is_by_its_origin(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    await browser.post("/desk/leave", headers={"Origin": URL})
    await browser.get("/desk/today", expect=401)


async def test_only_telegram_frames_and_only_what_it_opened(world: World, enter: Enter, stranger: Browser) -> None:
    door = await stranger.get("/desk/app")
    assert "frame-ancestors https://web.telegram.org" in door.response.headers["Content-Security-Policy"]
    pages = [await stranger.get("/desk/today", expect=401), await (await enter(world.iryna)).get("/desk/today")]
    for page in pages:
        assert "frame-ancestors 'none'" in page.response.headers["Content-Security-Policy"]
        assert page.response.headers["X-Frame-Options"] == "DENY"
        assert page.response.headers["Cache-Control"] == "no-store"
        assert page.response.headers["Referrer-Policy"] == "same-origin"


async def test_whoever_tries_too_often_waits(world: World, stranger: Browser) -> None:
    for _ in range(10):
        await stranger.post("/desk/in/guess", expect=404)
    path = await link_of(world, world.iryna)
    await stranger.post(path, expect=429)
    response = await stranger.client.post(path, headers={**OURS["same-origin"], "X-Forwarded-For": "10.0.0.9"})
    assert response.status_code == 303, "another address is not held up"


async def test_files_of_the_browser_are_kept_for_ever_and_have_one_address(world: World, enter: Enter) -> None:
    page = await (await enter(world.iryna)).get("/desk/today")
    browser = Browser(world)
    for each in [*page.find("link"), *page.find("script")]:
        response = await browser.client.get(each["href"] or each["src"])
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
    assert (await browser.client.get("/desk/s/000000000000/desk.css")).status_code == 404
    assert (await browser.client.get("/desk/s/../../settings.py")).status_code == 404
    await browser.client.aclose()


async def test_the_demos_door_is_nowhere_else(world: World, stranger: Browser) -> None:
    path = f"/desk/as/{world.iryna.id}"
    await stranger.get(path, expect=404)
    await stranger.post(path, expect=404)
    demo = Browser(world, played={world.iryna.id: "Ірина"})
    page = await demo.get(path)
    await demo.press(page, path)
    assert "Ірина" in (await demo.get("/desk/today")).text
    await demo.client.aclose()


# A fresh word


@pytest.fixture
def fresh_form() -> Any:
    """A form that needs her word, and what it was sent."""
    done: list[tuple[str, ...]] = []

    @form("/desk/fresh", Right.TEAM, fresh=True)
    async def take(visit: Visit) -> Any:
        done.append((visit.typed("words"), *visit.ticked("box")))
        return visit.go("/desk/today", said="Зроблено: 1")

    yield done
    WAYS[:] = [each for each in WAYS if each.path != "/desk/fresh"]


async def test_what_needs_her_word_waits_for_it_and_loses_nothing(
    fresh_form: list[tuple[str, ...]], world: World, enter: Enter
) -> None:
    browser = await enter(world.iryna)
    typed = {"words": "<b>два\nрядки</b>", "box": ["а", "б"]}
    page = await browser.post("/desk/fresh", typed, expect=403)
    assert fresh_form == []
    page = await _go_on(browser, page, expect=403)
    await world.settle()
    asked = world.iryna.last
    assert "чекає вашого слова" in asked.text
    await world.tap(world.iryna, SayItIsMe, message=asked)
    after = await _go_on(browser, page)
    assert fresh_form == [("<b>два\nрядки</b>", "а", "б")]
    assert "Зроблено: 1" in after.text
    assert "Зроблено" not in (await browser.get("/desk/today")).text, "said once"
    world.clock.move(timedelta(minutes=10))
    await browser.post("/desk/fresh", typed, expect=403)


async def _go_on(browser: Browser, page: Page, expect: int = 200) -> Page:
    """Presses «Продовжити», with all that the page kept, several values of a name among it."""
    fields: dict[str, list[str]] = {}
    for each in page.form("/desk/fresh").find("textarea"):
        words = "".join(str(part) for part in each.inside).removeprefix("\n").replace("\n", "\r\n")  # as browsers do
        fields.setdefault(each["name"], []).append(words)
    return await browser.post("/desk/fresh", fields, expect=expect)


async def test_nobody_says_it_for_another(
    fresh_form: list[tuple[str, ...]], world: World, enter: Enter, petro: Person
) -> None:
    browser = await enter(world.iryna)
    await browser.post("/desk/fresh", {"words": "x"}, expect=403)
    [session] = await world.database.fetch("SELECT id FROM page_sessions")
    await world.forge(petro, SayItIsMe(session["id"]))
    await browser.post("/desk/fresh", {"words": "x"}, expect=403)
    assert fresh_form == []


# Rights


async def test_no_page_is_for_whom_the_table_of_rights_forbids_it(
    world: World, enter: Enter, petro: Person, stranger: Browser
) -> None:
    """Every page and form behind the doors, with every role: the pages ask the same table as the chat."""
    from services.people import RIGHTS

    who = {None: await enter(world.mykola), Role.OPERATOR: await enter(petro)}
    tried = 0
    for way in WAYS:
        if way.needs is Who.ALL:
            continue
        path = re.sub(r"\{[^}]*\}", "1", way.path)
        response = await stranger.client.request(way.method, path, headers=OURS["same-origin"])
        assert response.status_code == 401, path
        for role, browser in who.items():
            if isinstance(way.needs, Right) and role not in RIGHTS[way.needs]:
                response = await browser.client.request(way.method, path, headers=OURS["same-origin"])
                assert response.status_code == 403, (path, role)
                tried += 1
    assert tried


async def test_the_audit_names_the_door(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    await browser.press(await browser.get("/desk/today"), "/desk/leave")
    told = await world.services.people.audit.told(await world.services.people.audit.page())
    assert [each.deed for each in told[:2]] == [
        "вихід зі сторінок (на сторінці, з браузера)",
        "вхід на сторінки (на сторінці, з браузера)",
    ]
