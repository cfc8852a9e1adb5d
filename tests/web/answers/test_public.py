"""The pages for everybody: asked without Telegram, by anybody, of whom nothing is known and nothing kept."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

from content.overlay import Overlay
from handlers.answers.taps import ListUnanswered, ShowCluster
from services.answers.answers import REMEMBERED
from tests.stories.people.test_privacy import tables
from tests.stories.world import World
from tests.web.browser import URL, Browser, Page
from tests.web.conftest import Enter
from web.app import MOST_OF_STRANGERS
from web.routes import WAYS, Who

UNKNOWN = "скільки коштує проїзд у тролейбусі зранку"
ASKED = [
    "не беруть паспорт у Дії",
    "зі скількох років дія",
    "ne berut pasport v dii",
    "lsz",
    "дія",
    "як оформити субсидію",
    "дуже болить зуб, що робити",
    "добрий день",
    "позовіть людину",
    UNKNOWN,
    "Як подати заяву на єМалятко? І ще скажіть, чи обов’язкова кібергігієна для сільради?",
    "мене б’є чоловік, я боюся",
    "хочу вмерти",
    "куди подзвонити якщо обстріл",
    "я продиктувала код шахраям",
]


async def ask(browser: Browser, words: str, *, expect: int = 200) -> Page:
    return await browser.get(f"/answers?q={quote(words)}", expect=expect)


def main(page: Page) -> str:
    """What the page says between its head and its foot, with the marks of lists dropped."""
    [element] = page.find("main")
    return element.text


def plain(words: str) -> str:
    return " ".join(re.sub(r"^(•|\d+\.) ", "", words, flags=re.MULTILINE).split())


async def rows_with(world: World, words: str) -> list[str]:
    return [
        name
        for name in await tables(world)
        for row in await world.database.fetch(f"SELECT * FROM {name}")
        if any(words in str(value) for value in row.values())
    ]


# The same as in the chat


async def test_chat_and_page_say_the_same_to_the_same_words(world: World, stranger: Browser) -> None:
    for words in ASKED:
        world.clock.move(REMEMBERED + timedelta(minutes=1))  # a page knows of nothing that was asked before
        await compare(world, stranger, words)


async def compare(world: World, stranger: Browser, words: str) -> None:
    before = len(world.olena.replies)
    await world.say(world.olena, words)
    reply, *further = world.olena.replies[before:]
    page = await ask(stranger, words)
    [heading] = page.find("h1")
    titles = [each.text for each in page.find("main")[0].find("a")]
    if "Джерела:" in reply.text:
        title, *paragraphs = reply.text.split("\n\n")
        assert heading.text == plain(title)
        for each in paragraphs[:-1]:
            assert plain(each) in main(page)
        assert set(reply.links) <= {each["href"] for each in page.find("a")}
        assert paragraphs[-1].splitlines()[-1] in main(page)
        assert [button for more in further for row in more.buttons for button in row if button not in titles] == []
        assert ("Ви спитали й про інше" in main(page)) is bool(further)
    elif reply.text.startswith("Що з цього ближче"):
        offered = [button for row in reply.buttons[:-1] for button in row]
        assert [each for each in titles if each in offered] == offered
    elif "Ваших слів ми не зберегли" in reply.text:
        for each in reply.text.split("\n\n")[:-1]:
            assert plain(each) in main(page)
        assert page.find("main")[0].find("a", href="tel:112") or "112" not in reply.text
    elif reply.text.startswith("Відповіді на це ми не знаємо"):
        assert heading.text == "Відповіді на це ми не знаємо"
        assert "Запитати в Telegram" in titles
    else:
        assert plain(reply.text) in main(page)


async def test_what_an_editor_took_in_is_found_on_the_page_too(world: World, stranger: Browser) -> None:
    words = "мій кібердзеркалець не гугукає"
    assert (await ask(stranger, words)).find("h1")[0].text != "З якого віку можна користуватися Дією?"
    world.content.lay(Overlay(version=1, phrasings=frozenset({("diia-age", words)})))
    assert (await ask(stranger, words)).find("h1")[0].text == "З якого віку можна користуватися Дією?"


# What is kept, and what is not


async def test_to_ask_and_to_read_keeps_nothing_and_sets_no_cookie(world: World, stranger: Browser) -> None:
    for words in ASKED:
        page = await ask(stranger, words)
        assert await rows_with(world, words) == []
        assert page.response.headers["Cache-Control"] == "no-store"
        assert page.response.headers["X-Robots-Tag"] == "noindex"
    for path in ("/answers", "/answers/diia", "/a/diia-age", "/c", "/c/passport", "/c/passport/rail"):
        page = await stranger.get(path)
        assert "max-age=300" in page.response.headers["Cache-Control"]
        assert "X-Robots-Tag" not in page.response.headers
        [canonical] = page.find("link", rel="canonical")
        assert canonical["href"] == URL + path
        [description] = [each for each in page.find("meta") if each["name"] == "description"]
        assert 30 <= len(description["content"]) <= 160
        assert page.find("script") == []
    assert stranger.client.cookies.jar.__len__() == 0
    assert await world.database.fetch("SELECT id FROM questions") == []


async def test_words_of_danger_stand_in_no_address(world: World, stranger: Browser) -> None:
    page = await ask(stranger, "мене б’є чоловік, я боюся")
    assert page.response.url.path == "/answers/now/violence"
    assert not page.response.url.query
    assert "боюся" not in page.response.text
    left = await stranger.post("/answers/left", {"q": "мене б’є чоловік, я боюся", "agreed": "1"})
    assert left.response.url.path == "/answers/now/violence"
    assert await world.database.fetch("SELECT id FROM questions") == []
    await stranger.get("/answers/now/nothing", expect=404)
    late = await ask(stranger, "Розкажу все спочатку, бо довго думала. " * 50 + "Мене б’є чоловік, я боюся.")
    assert late.response.url.path == "/answers/now/violence"


async def test_a_question_is_kept_only_where_she_ticks_and_without_its_numbers(
    world: World, stranger: Browser, enter: Enter
) -> None:
    words = f"{UNKNOWN}, мій номер 0671234567"
    page = await ask(stranger, words)
    refused = await stranger.post("/answers/left", {"q": words}, expect=422)
    assert "Поставте позначку" in refused.find(class_="errors")[0].text
    assert await world.database.fetch("SELECT id FROM questions") == []
    done = await stranger.press(page, "/answers/left", agreed="1")
    assert done.find("h1")[0].text == "Запитання збережено"
    [row] = await world.database.fetch("SELECT * FROM questions")
    assert (row["person_id"], row["decision"]) == (None, "unknown")
    assert UNKNOWN in row["text"]
    assert "0671234567" not in row["text"]
    # The staff see it among what was missed; there is nobody to reply to.
    await world.say(world.iryna, "/staff")
    shown = await world.forge(world.iryna, ListUnanswered())
    [cluster] = await world.services.answers.unanswered.clusters()
    assert "тролейбусі" in str(world.iryna.last.buttons), shown
    await world.forge(world.iryna, ShowCluster(cluster.id))
    assert "Відповісти" not in str(world.iryna.last.buttons)


async def test_an_answer_that_was_not_meant_is_missed_too(world: World, stranger: Browser) -> None:
    for words, column in (("зі скількох років дія", "not_helpful_at"), ("дія", "refused_at")):
        page = await ask(stranger, words)
        await stranger.press(page, "/answers/left", agreed="1")
        [row] = await world.database.fetch("SELECT * FROM questions ORDER BY id DESC LIMIT 1")
        assert row["text"] == words
        assert row[column] is not None


async def test_opinions_are_counted_and_are_nobodys(world: World, stranger: Browser) -> None:
    page = await stranger.get("/a/diia-age")
    thanked = await stranger.press(page, "/a/diia-age/rate", helpful="1")
    assert "Дякуємо, врахували" in thanked.text
    sorry = await stranger.press(page, "/a/diia-age/rate", helpful="0")
    assert "Шкода" in sorry.text
    rows = await world.database.fetch("SELECT * FROM ratings")
    assert sorted(row["helpful"] for row in rows) == [0, 1]
    assert all(row["person_id"] < 0 for row in rows)
    anew = await stranger.post("/a/diia-age/rate", {"helpful": "1", "revision": "00000000"})
    assert "щойно змінилася" in anew.text
    await stranger.post("/a/diia-age/rate", {"helpful": "maybe", "revision": page.form("/a/diia-age/rate")["x"]})
    assert len(await world.database.fetch("SELECT * FROM ratings")) == 2


async def test_a_form_of_another_site_changes_nothing(world: World, stranger: Browser) -> None:
    for path, data in (("/a/diia-age/rate", {"helpful": "1"}), ("/answers/left", {"q": UNKNOWN, "agreed": "1"})):
        page = await stranger.post(path, data, headers={"Sec-Fetch-Site": "cross-site"}, expect=403)
        assert "столу" not in page.text
    assert await world.database.fetch("SELECT id FROM questions") == []


# Reading


async def test_every_answer_theme_and_card_has_its_page(world: World, stranger: Browser) -> None:
    page = await stranger.client.get("/sitemap.xml")
    places = re.findall("<loc>(.*)</loc>", page.text)
    library = world.services.content.library
    assert len(places) == len(set(places)) > len(library.answers) + len(library.cards.cells)
    assert all(each.startswith(f"{URL}/") for each in places)
    for each in places[: 20 + len(library.answers)] + places[-250::9]:
        shown = await stranger.get(each.removeprefix(URL))
        assert shown.find("link", rel="canonical")[0]["href"] == each
    robots = (await stranger.client.get("/robots.txt")).text
    assert f"Sitemap: {URL}/sitemap.xml" in robots


async def test_an_answer_says_its_sentence_first_and_whence_it_is(world: World, stranger: Browser) -> None:
    page = await stranger.get("/a/diia-age")
    article = page.find("article")[0]
    assert article.children[0].name == "p"
    assert article.children[0].text.startswith("Дією можна користуватися з 14 років")
    assert article.find("ol")[0].find("li")[0].text.startswith("Мати ID-картку")
    assert "Складено за збереженими копіями, 23 листопада 2026 року" in article.text
    assert {each["href"] for each in article.find("a")} >= {
        source.url for source in world.services.content.library.answers["diia-age"].sources
    }
    urgent = await stranger.get("/a/diia-refused")
    assert urgent.link("Картка") == "/c"
    assert urgent.link("Засікти час") == "https://t.me/zt_bot?start=report"
    assert {each["href"] for each in urgent.find("a") if each.text == "Запитати в Telegram"} == {
        "https://t.me/zt_bot",
        "https://t.me/zt_bot?start=a_diia-refused",
    }


async def test_a_poster_that_leads_to_the_page_is_counted(world: World, stranger: Browser) -> None:
    for slug in ("h02001", "h02001", "no-such", "<b>"):
        await stranger.get(f"/a/diia-age?p={quote(slug)}")
    await stranger.client.head("/a/diia-age?p=h02001")
    [visited] = await world.services.answers.posters.brought()
    assert (visited.target, visited.slug, visited.visits) == ("a_diia-age", "h02001", 2)


async def test_whom_to_ask_stands_at_the_foot_of_every_page(stopped_world: World) -> None:
    places = {"address": "майдан Корольова, 1", "mail": "vid@zt.example", "site": "https://zt.example"}
    async with stopped_world.running(public_url=URL, department=places):
        browser = Browser(stopped_world)
        for path in ("/answers", "/a/diia-age", "/c/passport/rail", f"/answers?q={quote(UNKNOWN)}"):
            footer = (await browser.get(path)).find("footer")[0]
            for words in ("112", "101", "102", "103", "1547", "1545", "(0412) 42-02-02", *places.values()):
                assert words in footer.text, (path, words)
        await browser.client.aclose()


async def test_the_first_page_leads_there_and_shows_all_themes(world: World, stranger: Browser) -> None:
    page = await stranger.get("/")
    assert page.response.url.path == "/answers"
    assert len(page.find("section", class_="sheet")) == len(world.services.content.library.themes) == 6
    size = len(page.response.content)
    for each in page.find("link", rel="stylesheet"):
        size += len((await stranger.client.get(each["href"])).content)
    assert size <= 60 * 1024, size


# Hostile


STRANGE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "паспорт\x00у\x00дії",
    "ж" * 10_000,
    "не беруть паспорт у дії " * 400,
    "\u202eдія",
    "كم عمر",
    "العربية " * 50,
    "\ufdfa" * 4096,
    "'; DROP TABLE questions; --",
    "%",
    "🪪🪪🪪",
    "...",
    "%00",
    "a\r\nSet-Cookie: x=1",
]


async def test_strange_words_get_a_page(world: World, stranger: Browser) -> None:
    for number, words in enumerate(STRANGE):
        stranger.client.headers["X-Forwarded-For"] = f"10.0.1.{number}"
        await try_strange(stranger, words)
    kept = await world.database.fetch("SELECT text FROM questions")
    assert len(kept) > len(STRANGE)
    assert not any("\x00" in row["text"] for row in kept)


async def try_strange(stranger: Browser, words: str) -> None:
    page = await ask(stranger, words)
    assert "<script>alert" not in page.response.text
    assert "<img src=x" not in page.response.text
    assert "49" not in page.find("h1")[0].text
    assert "\x00" not in page.response.text
    assert "Set-Cookie" not in page.response.headers
    if forms := [each for each in page.find("form") if each["action"] == "/answers/left"]:
        assert forms
        await stranger.press(page, "/answers/left", agreed="1")
    await stranger.post("/answers/left", {"q": words, "agreed": "1"})


async def test_a_query_that_nobody_types_gets_a_page(stranger: Browser) -> None:
    for query in ("q=%FF%FE", "q=%ED%A0%80", "q=a&q=b", "q", "q=%", "=x", "q[]=1", "%00=1&q=%00"):
        await stranger.get(f"/answers?{query}")


MISSING = [
    "/a/nothing", "/a/../settings.py", "/a/%00", "/a/<script>", "/answers/nothing", "/answers/diia/", "/c/nothing",
    "/c/passport/nothing", "/c/nothing/rail", "/c/passport/nothing/card.png", "/c/student/bank/card.png",
    "/nothing", "/answers/", "/answers//evil.example/", "/a/", "/index.php", "/a/diia-age/rate", "/wp-login.php",
]  # fmt: skip


async def test_what_is_not_there_says_so_with_the_field_that_finds(stranger: Browser) -> None:
    for path in MISSING:
        page = await stranger.get(path, expect=404)
        assert page.find("input", id="q")
        assert "столу" not in page.text
        assert "Location" not in page.response.headers


async def test_head_says_what_get_says_without_a_body_to_read(stranger: Browser) -> None:
    for path in (
        "/answers",
        "/a/diia-age",
        "/c/passport/rail",
        "/robots.txt",
        "/sitemap.xml",
        f"/answers?q={quote('дія')}",
    ):
        head, get = await stranger.client.head(path), await stranger.client.get(path)
        assert (head.status_code, head.headers) == (get.status_code, get.headers)
    assert (await stranger.client.put("/answers")).status_code == 404


async def test_the_host_that_a_request_names_stands_nowhere(stranger: Browser) -> None:
    for path in ("/", "/answers", "/answers/", "/a/diia-age", "/sitemap.xml", "/robots.txt", "/nothing"):
        response = await stranger.client.get(path, headers={"Host": "evil.example"}, follow_redirects=False)
        assert "evil" not in response.text
        assert "evil" not in str(response.headers)


async def test_no_page_for_everybody_is_framed_runs_anything_or_knows_a_session(
    world: World, enter: Enter, stranger: Browser
) -> None:
    inside = await enter(world.iryna)
    public = [way for way in WAYS if way.needs is Who.ALL and way.method == "GET" and not way.path.startswith("/desk/")]
    assert len(public) > 10
    for way in public:
        path = way.path
        for name, value in {"theme": "diia", "answer": "diia-age", "kind": "violence", "document": "passport"}.items():
            path = path.replace(f"{{{name}}}", value)
        path = path.replace("{place}", "rail")
        response = await inside.client.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "Set-Cookie" not in response.headers
        assert "Ірина" not in response.text
        assert response.content == (await stranger.client.get(path)).content


async def test_an_address_asks_so_often_a_minute_and_another_is_not_held_up(stranger: Browser) -> None:
    for _ in range(60):
        await stranger.client.get("/answers")
    page = await ask(stranger, "дія", expect=429)
    assert page.response.headers["Retry-After"] == "60"
    await stranger.get("/a/diia-age")
    there = {"X-Forwarded-For": "2a02:1:2:3::1"}
    assert (await stranger.client.get("/answers?q=x", headers=there)).status_code == 200
    for _ in range(60):
        await stranger.client.get("/answers", headers=there)
    near, far = {"X-Forwarded-For": "2a02:1:2:3:4::9"}, {"X-Forwarded-For": "2a02:1:2:4::1"}
    assert (await stranger.client.get("/answers", headers=near)).status_code == 429, "one network, one visitor"
    assert (await stranger.client.get("/answers", headers=far)).status_code == 200


async def test_a_large_form_is_not_read(world: World, stranger: Browser) -> None:
    page = await stranger.post("/answers/left", {"q": "x" * MOST_OF_STRANGERS, "agreed": "1"}, expect=413)
    assert page.find("input", id="q")
    assert await world.database.fetch("SELECT id FROM questions") == []
