"""The pages of «Відповіді»: an answer is changed, looked at by a second pair of eyes, read by people, put back."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from handlers.people.taps import SayItIsMe
from services.answers import TrainingState
from simulator.people import Person
from tests.stories.world import World
from tests.web.browser import OURS, Browser, Page
from tests.web.conftest import Enter

ID = "diia-start"
ONE = f"/desk/answers/of/{ID}"
OLD, NEW = "Потрібні смартфон", "Візьміть смартфон"
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGES = ("", "/new", f"/of/{ID}", f"/of/{ID}/history", "/missed", "/lessons", "/week", "/laws", "/ready", "/learning")


def words_in(page: Page, id: str) -> str:
    [field] = page.find("textarea", id=id)
    return "".join(str(part) for part in field.inside).removeprefix("\n")


async def publish(world: World, browser: Browser, person: Person, page: Page) -> Page:
    """She says in the chat that it is her; then the same press publishes."""
    assert (await browser.press(page, f"{ONE}/publish")).status == 403
    await world.settle()
    await world.tap(person, SayItIsMe)
    return await browser.press(page, f"{ONE}/publish")


async def test_an_answer_is_changed_by_two_read_by_people_and_put_back(
    world: World, enter: Enter, stranger: Browser, petro: Person
) -> None:
    iryna, colleague = await enter(world.iryna), await enter(petro)
    page = await iryna.get((await iryna.get("/desk/answers?q=BankID")).link("Як установити Дію"))
    assert page.response.url.path == ONE
    typed = words_in(page, "body").replace(OLD, NEW)
    seen = await iryna.client.post(
        f"{ONE}/preview",
        data={"title": "Назва", "body": typed, "sources": "без адреси"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert NEW in seen.text
    assert "не джерело" in seen.text
    wrong = await iryna.press(page, f"{ONE}/save", body=typed, sources="Портал Дія")
    assert wrong.status == 422
    assert NEW in words_in(wrong, "body"), "nothing typed is lost"
    check = await iryna.press(page, f"{ONE}/save", body=typed, then="check")
    assert check.response.url.path == f"{ONE}/check"
    assert "усі приклади знаходять свої відповіді" in check.text
    assert [each["class"] for each in check.find("li") if each["class"] in {"gone", "come"}]
    assert not [each for each in check.find("form") if each["action"].endswith("/publish")], "who wrote it does not"
    await iryna.press(check, f"{ONE}/ask")
    await world.settle()
    assert "просить перевірити" in world.in_staff_chat()[-1].text
    assert OLD in (await stranger.get(f"/a/{ID}")).text
    assert "чекає на колегу" in (await colleague.get("/desk/answers?state=asked")).text
    done = await publish(world, colleague, petro, await colleague.get(f"{ONE}/check"))
    assert "Опублікували" in done.text
    assert NEW in (await stranger.get(f"/a/{ID}")).text
    assert NEW in (await world.start(world.olena, f"a_{ID}")).text
    history = await colleague.get(f"{ONE}/history")
    assert "Текст: Ірина. Публікація: Петро" in history.text
    [form] = [each for each in history.find("form") if each["action"].endswith("/put-back")]
    assert [each["value"] for each in form.find("input")] == ["file"]
    await colleague.press(history, f"{ONE}/put-back")
    assert OLD in (await stranger.get(f"/a/{ID}")).text
    assert OLD in (await world.start(world.olena, f"a_{ID}")).text
    told = await world.services.people.audit.told(await world.services.people.audit.page())
    deeds = [each.deed for each in told if "відповідь «Як установити" in each.object]
    assert deeds == [
        "повернено попередній текст (на сторінці, з браузера)",
        "опубліковано новий текст (на сторінці, з браузера)",
    ]


@ONLY_SQLITE
async def test_what_is_typed_into_an_answer_saves_itself_and_a_colleague_is_not_written_over(
    world: World, enter: Enter, petro: Person
) -> None:
    browser, colleague = await enter(world.iryna), await enter(petro)
    page = await browser.get(ONE)
    assert page.form(f"{ONE}/save")["data-keep"] == f"/desk/drafts?page={ONE}"
    body, seal = words_in(page, "body"), page.form(f"{ONE}/save").find("input", name_="seal")[0]["value"]
    typed = {name: words_in(page, name) for name in ("sources", "questions", "related")}
    typed |= {"seal": seal, "title": "Як установити Дію", "body": f"{body} Недописане речення.", "keywords": ""}
    kept = await browser.client.post(f"/desk/drafts?page={ONE}", data=typed, headers=OURS["same-origin"])
    assert "Збережено" in kept.text
    assert "Недописане" not in (await colleague.get(ONE)).text, "hers alone"
    page = await browser.get(ONE)
    assert words_in(page, "body").endswith("Недописане речення.")
    assert words_in(page, "keywords") == "", "what she took away is away"
    assert "Недописане" in page.find("div", id="shown")[0].text
    await colleague.press(await colleague.get(ONE), f"{ONE}/save", body=f"{body} Слова колеги.")
    page = await browser.press(await browser.get(ONE), f"{ONE}/save")
    assert page.status == 409, "what is kept was typed over older words"
    page = await browser.press(await browser.get(ONE), f"{ONE}/unkeep")
    assert words_in(page, "body").endswith("Слова колеги.")
    page = await browser.press(page, f"{ONE}/save", body=f"{body} Разом.")
    await browser.client.post(f"/desk/drafts?page={ONE}", data=typed, headers=OURS["same-origin"])
    page = await browser.press(await browser.get(ONE), f"{ONE}/unkeep")
    assert words_in(page, "body").endswith("Разом.")


@ONLY_SQLITE
async def test_a_sentence_is_tried_and_ways_to_ask_are_taught_and_taken_back(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    asked = "чарівна паличка для входу в додаток"
    page = await browser.get(ONE)
    said = await browser.press(page, f"{ONE}/phrasings", phrasings=f"{asked}\n\n")
    assert "Додали 1 формулювання" in said.text
    page = await browser.get(f"{ONE}?try={asked}")
    assert asked in page.find("section", id="try-out")[0].text
    assert "відповість одразу" in page.text
    refused = await browser.press(
        page, f"{ONE}/phrasings", phrasings=world.content.library.answers["diia-age"].questions[0]
    )
    assert refused.status == 422
    page = await browser.get(ONE)
    [taken] = [each["action"] for each in page.find("form") if each["action"].endswith("/take-back")]
    assert "Забрали" in (await browser.press(page, taken)).text


async def test_what_was_missed_is_taught_in_one_press(world: World, enter: Enter, petro: Person) -> None:
    asked = "мій смарт розбився вщент і картки в ньому лишилися що робити"
    nadia = world.telegram.add_person(1005, "Надія")
    for person in (world.olena, nadia):
        suggested = await world.say(person, asked)
        await world.tap(person, "Жодне з цього", message=suggested)
    browser = await enter(petro)
    page = await browser.get((await browser.get("/desk/answers/missed")).link("розбився вщент"))
    path = page.response.url.path
    new = await browser.get(page.link("Нова відповідь"))
    assert asked in words_in(new, "questions")
    teach = [each for each in page.find("form") if each["action"] == f"{path}/teach"]
    assert len(teach) == 6, "five, and the list of all"
    said = await browser.post(f"{path}/teach", {"answer": ID})
    assert "нових формулювань 1, надсилаємо людям: 2" in said.find("p", role="status")[0].text
    await world.settle()
    assert "Як установити Дію" in world.olena.last.text
    assert "Як установити Дію" in nadia.last.text
    assert asked in (await browser.get("/desk/answers/lessons")).text
    assert "Запитань" in (await browser.get("/desk/answers/week")).text
    iryna = await world.say(world.iryna, asked)
    assert iryna.text.startswith("Як установити Дію")


@ONLY_SQLITE
async def test_a_check_of_a_norm_is_one_press(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    page = await browser.get("/desk/answers/laws")
    norm = world.content.library.cards.norms[0]
    documents, places = world.content.library.cards.documents, world.content.library.cards.places
    assert len([each for each in page.find("a") if each["href"].startswith("/c/")]) == len(documents) * len(places)
    page = await browser.press(page, f"/desk/answers/laws/{norm.id}/checked")
    assert "звірено, діє до" in page.text
    assert "Ірина" in (await browser.get(f"/desk/answers/laws/{norm.id}")).text
    card = next(key for key, cell in world.content.library.cards.cells.items() if norm.id in {n.id for n in cell.norms})
    assert all(each.checked_by for each in world.content.library.cards.cells[card].norms if each.id == norm.id)
    page = await browser.press(page, f"/desk/answers/laws/{norm.id}/unchecked")
    assert "Звірку забрали" in page.text
    page = await browser.press(await browser.get(ONE), f"{ONE}/checked")
    assert "Відповідь діє до" in page.text
    url = world.content.library.answers[ID].sources[0].url
    listed = await browser.get(f"/desk/answers?q={quote(url)}")
    assert listed.find("a", href=ONE), "who rests on a law is found by it"


@ONLY_SQLITE
async def test_ready_answers_are_kept_changed_and_removed(world: World, enter: Enter, petro: Person) -> None:
    browser = await enter(petro)
    page = await browser.get("/desk/answers/ready")
    assert (await browser.press(page, "/desk/answers/ready", name="два слова", text="x")).status == 422
    page = await browser.press(page, "/desk/answers/ready", name="qr", text="Код <b>діє</b> три хвилини.")
    one = await browser.get(page.link("/qr"))
    assert words_in(one, "text") == "Код <b>діє</b> три хвилини."
    await browser.press(one, "/desk/answers/ready", text="Код діє три хвилини, {номер}.")
    [kept] = await world.services.people.ready_answers.all()
    assert kept.html == "Код діє три хвилини, {номер}."
    page = await browser.press(one, f"{one.response.url.path}/remove")
    assert await world.services.people.ready_answers.all() == []


@ONLY_SQLITE
async def test_without_scikit_learn_the_page_says_what_to_do(
    world: World, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.answers.training.find_spec", lambda _name: None)
    browser = await enter(world.iryna)
    page = await browser.get("/desk/answers/learning")
    assert "pip install scikit-learn" in page.text
    assert [each for each in page.find("form") if each["action"].endswith("/begin")] == []
    assert "pip install scikit-learn" in (await browser.post("/desk/answers/learning/begin")).text
    assert await world.services.answers.learning.newest() is None


async def test_how_far_a_learning_is_stands_on_every_worker(world: World, enter: Enter) -> None:
    trainings, now = world.services.answers.learning._trainings, world.clock()
    number = await trainings.begin(1003, "Ірина", "x", 0, now, now)
    assert await trainings.tell(number, 40, now)
    browser = await enter(world.iryna)
    block = await browser.fragment("/desk/answers/learning", "progress")
    assert 'value="40"' in block.text
    assert await trainings.begin(1003, "Ірина", "x", 0, now, now) == 0, "one at a time"
    await trainings.fail(number, now, failing=3)
    newest = await world.services.answers.learning.newest()
    assert newest
    assert newest.state is TrainingState.FAILED
    assert "3" in (await browser.get("/desk/answers/learning")).text


@ONLY_SQLITE
async def test_no_page_is_for_others_and_none_is_lost(world: World, enter: Enter, petro: Person) -> None:
    head, operator = await enter(world.mykola), await enter(petro)
    for path in PAGES:
        await head.get(f"/desk/answers{path}", expect=403)
        await operator.get(f"/desk/answers{path}")
    await head.post(f"{ONE}/put-back", {"version": "file"}, expect=403)
    await head.post("/desk/answers/learning/begin", expect=403)
    for path in ("/of/none", "/of/none/check", "/missed/1", "/laws/none", "/ready/1"):
        await operator.get(f"/desk/answers{path}", expect=404)
