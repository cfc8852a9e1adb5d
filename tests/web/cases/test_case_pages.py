"""The inbox and one case: the chat and the page see each other's work at once."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from services.cases import CaseDetails, CaseFile
from services.people import Role
from simulator.parameters import Upload
from simulator.people import Person
from tests.stories.cases.test_cases import take, tell, tick
from tests.stories.world import World
from tests.web.browser import Browser, Page
from tests.web.conftest import Enter

WORD = "не пустить"
"""In what Olena tells of what was said to her."""


async def the_case(world: World, browser: Browser) -> Page:
    """The page of the newest case."""
    [row, *_] = await world.database.fetch("SELECT id FROM cases ORDER BY id DESC")
    return await browser.get(f"/desk/cases/{row['id']}")


def path_of(page: Page) -> str:
    return page.response.url.path


async def test_a_case_from_its_telling_to_its_end_on_the_page(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    browser = await enter(petro)
    inbox = await browser.get("/desk/inbox?tab=nobodys")
    assert "ЖТ-2026-000001" in inbox.text
    page = await browser.get(inbox.link("ЖТ-2026-000001"))
    assert WORD not in page.text, "what she told is for whoever takes it"
    path = path_of(page)
    page = await browser.press(page, f"{path}/take")
    assert WORD in page.text
    case = await world.services.cases.read.find(1)
    assert case
    shown = world.services.cases.cards.card(case.details.document, case.details.place)
    assert shown
    assert page.link(shown.title) == f"/c/{case.details.document}/{case.details.place}", "the card that she has"
    card = next(each for each in reversed(world.in_staff_chat()) if "ЖТ-2026-000001" in each.text)
    assert "Веде: Петро" in world.staff_chat.message(card.id).text, "the chat shows it at once"
    await tick(world)
    assert "взяли" in world.olena.last.text.casefold()

    page = await browser.press(page, f"{path}/reply", reply="Зателефонуємо <начальнику> станції.")
    assert "надсилаємо" in page.text
    await world.settle()
    assert "Зателефонуємо <начальнику> станції." in world.olena.last.text
    page = await browser.get(path)
    assert "людині: Зателефонуємо <начальнику> станції." in page.text
    assert "надсилаємо" not in page.text

    page = await browser.press(page, f"{path}/close", reason="")
    # An empty reason closes nothing: the page says so, and keeps what was chosen.
    assert page.status == 422
    page = await browser.press(page, f"{path}/close", outcome="accepted", reason="Вибачилися й пустили.")
    assert "закрито. Прочитає 1 людина" in page.text
    await tick(world)
    assert "Вибачилися й пустили." in world.olena.last.text
    assert "ЖТ-2026-000001" in (await browser.get("/desk/inbox?tab=closed")).text


async def test_from_taking_to_closing_with_a_letter_takes_three_presses_and_the_next_opens(
    world: World, enter: Enter, petro: Person
) -> None:
    await tell(world, world.olena)
    await tell(world, world.mykola, where="аптека на ринку")
    browser = await enter(petro)
    page = await browser.get((await browser.get("/desk/inbox?tab=nobodys")).link("ЖТ-2026-000001"))
    path = path_of(page)
    page = await browser.press(page, f"{path}/take")
    letter = await browser.get(page.link("PDF"))
    assert letter.response.content.startswith(b"%PDF")
    page = await browser.press(page, f"{path}/close", reason="Пояснили.", then="next")
    assert "ЖТ-2026-000001 закрито" in page.text
    assert "ЖТ-2026-000002" in page.find("h1")[0].text, "the next of nobody's"
    page = await browser.press(page, f"{path_of(page)}/take")
    page = await browser.press(page, f"{path_of(page)}/close", reason="Пояснили.", then="next")
    assert path_of(page) == "/desk/inbox", "there is none"


async def test_what_the_chat_does_stands_on_an_open_page(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    browser = await enter(petro)
    path = path_of(await the_case(world, browser))
    before = await browser.fragment(path, "history")
    assert (await browser.fragment(path, "history", before.headers["X-Have"])).status_code == 204
    card = await take(world)
    world.iryna.send("// дзвонила на станцію", chat=world.staff_chat, reply_to=card.id)
    await world.settle()
    after = await browser.fragment(path, "history", before.headers["X-Have"])
    assert after.status_code == 200
    assert "дзвонила на станцію" in after.text
    assert "<html" not in after.text


async def test_a_note_is_never_said_to_the_person(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    browser = await enter(petro)
    page = await the_case(world, browser)
    path = path_of(page)
    page = await browser.press(page, f"{path}/take")
    said = len(world.olena.replies)
    await tick(world)
    told = len(world.olena.replies)
    page = await browser.press(page, f"{path}/note", note="підозріла історія")
    assert "лише для відділу" in page.text
    await world.settle()
    await tick(world)
    assert len(world.olena.replies) == told >= said
    assert "підозріла" not in str([each.text for each in world.olena.replies])
    assert await world.database.fetch("SELECT 1 FROM held_replies") == []


async def test_a_reply_is_stopped_within_its_seconds(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    browser = await enter(petro)
    page = await the_case(world, browser)
    path = path_of(page)
    page = await browser.press(page, f"{path}/take")
    page = await browser.press(page, f"{path}/reply", reply="Не те хотів")
    [stop] = [each["action"] for each in page.find("form") if each["action"].endswith("/stop")]
    page = await browser.press(page, stop)
    assert "Зупинено" in page.text
    await world.settle()
    assert "Не те хотів" not in str([each.text for each in world.olena.replies])


async def test_two_do_not_answer_over_each_other(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    browser = await enter(petro)
    page = await the_case(world, browser)
    path = path_of(page)
    page = await browser.press(page, f"{path}/take")
    card = next(each for each in reversed(world.in_staff_chat()) if "ЖТ-2026-000001" in each.text)
    world.iryna.send("// я вже дзвоню їм", chat=world.staff_chat, reply_to=card.id)
    await world.settle()
    check = await browser.post(f"{path}/reply", _fields(page, f"{path}/reply", "Моя відповідь"), expect=409)
    assert "я вже дзвоню їм" in check.text
    await world.settle()
    assert "Моя відповідь" not in str([each.text for each in world.olena.replies])
    await browser.press(check, f"{path}/reply", sure="one")
    await world.settle()
    assert "Моя відповідь" in world.olena.last.text


async def test_a_colleagues_case_asks_first_and_the_words_may_become_a_note(
    world: World, enter: Enter, petro: Person
) -> None:
    await tell(world, world.olena)
    await take(world)
    browser = await enter(petro)
    page = await the_case(world, browser)
    path = path_of(page)
    check = await browser.post(f"{path}/reply", _fields(page, f"{path}/reply", "Не моє, але скажу"), expect=409)
    assert "Ірина" in check.text
    typed: dict[str, Any] = {"as": "note"}
    page = await browser.press(check, f"{path}/reply", **typed)
    await world.settle()
    assert "лише для відділу" in page.text
    assert "Не моє" not in str([each.text for each in world.olena.replies])


async def test_colleagues_see_who_looks_and_drafts_wait(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    first, second = await enter(world.iryna), await enter(petro)
    path = path_of(await the_case(world, first))
    assert "Ірина дивиться" in (await second.get(path)).text
    page = await first.press(await first.get(path), f"{path}/take")
    draft = f"/desk/drafts?page={path}/reply"
    kept = await first.client.post(draft, data={"reply": "Пишу далі"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert "Збережено о" in kept.text
    assert "Пишу далі" in (await first.get(path)).text
    assert "Пишу далі" not in (await second.get(path)).text, "a draft is its writer's"
    page = await first.press(await first.get(path), f"{path}/reply")
    assert page.form(f"{path}/reply").find("textarea")[0].text == ""


async def test_the_list_is_narrowed_by_words_and_numbers_and_keeps_its_address(
    world: World, enter: Enter, petro: Person
) -> None:
    await tell(world, world.olena, where="банк на Київській")
    browser = await enter(petro)
    for words, found in (("київська", True), ("КОРОСТЕНСЬКА", True), ("аптека", False), ("пустить", False)):
        page = await browser.get(f"/desk/inbox?tab=open&q={words}")
        assert ("ЖТ-2026-000001" in page.text) is found, words
    await take(world)
    assert "ЖТ-2026-000001" in (await browser.get("/desk/inbox?tab=open&q=пустить")).text, "it is shown now"
    assert path_of(await browser.get("/desk/find?q=1")).startswith("/desk/cases/")
    assert path_of(await browser.get("/desk/find?q=банк")) == "/desk/inbox"
    page = await browser.get("/desk/inbox?tab=open&place=bank")
    assert "Нічого не знайдено" in page.text
    await browser.get("/desk/inbox?tab=drop&page=-1&owner=x&age=9999999999")


async def test_several_are_taken_let_go_and_put_back_as_they_were(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    question = await passed_on(world)
    browser, undo = await enter(petro), "/desk/inbox/undo"
    page = await browser.get("/desk/inbox?tab=nobodys")
    marks = [each["value"] for each in page.find("input", type="checkbox")]
    assert marks == ["case-1", f"question-{question}"]
    page = await browser.post("/desk/inbox/take", {"matter": [*marks, "case-999", "drop", "question-x"]})
    assert "Взято 2 звернення" in page.text
    page = await browser.press(page, undo)
    assert "Повернули 2 звернення" in page.text
    assert await owners(world, question) == [None, None]
    assert not [each for each in page.find("form") if each["action"] == undo], "once"

    await browser.post("/desk/inbox/take", {"matter": marks})
    await world.settle()
    told = len(world.olena.messages)
    page = await browser.post("/desk/inbox/let-go", {"matter": marks})
    assert "Відпущено 2" in page.text
    page = await browser.press(page, undo)
    assert page.response.url.params["tab"] == "mine"
    assert await owners(world, question) == [petro.id, petro.id]
    await world.settle()
    assert len(world.olena.messages) == told, "to whoever waits nothing has changed"

    page = await browser.post("/desk/inbox/let-go", {"matter": marks})
    await world.services.cases.desk.take(1, world.iryna.id, "Ірина")
    page = await browser.press(page, undo)
    assert "Повернули 1 звернення" in page.text
    assert "Змінили інші, тож лишилися як є: 1" in page.text.replace("\xa0", " ")
    assert await owners(world, question) == [world.iryna.id, petro.id]

    page = await browser.post("/desk/inbox/let-go", {"matter": marks})
    world.clock.move(timedelta(seconds=61))
    assert "Минула хвилина" in (await browser.press(page, undo)).text
    assert await owners(world, question) == [world.iryna.id, None]


async def passed_on(world: World) -> int:
    await world.say(world.olena, "скільки чекати довідку про доходи")
    row, *_ = await world.database.fetch("SELECT id FROM questions ORDER BY id DESC")
    await world.services.answers.questions.pass_on(row["id"], world.olena.id)
    return int(row["id"])


async def owners(world: World, question: int) -> list[int | None]:
    case, asked = await world.services.cases.read.find(1), await world.services.answers.questions.find(question)
    assert case
    assert asked
    return [case.assignee_id, asked.assignee_id]


async def test_pictures_are_shown_without_what_the_camera_wrote_and_to_whom_the_case_is_shown(
    world: World, enter: Enter, petro: Person, stranger: Browser
) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRETPLACE"
    Image.new("RGB", (40, 30), "green").save(file, "JPEG", exif=exif)
    sent = world.olena.send_file("document", Upload("a.jpg", file.getvalue(), "image/jpeg"))
    await world.settle()
    begun = await world.services.cases.own.begin(world.olena.id, "passport", "rail")
    details = CaseDetails(document="passport", place="rail", place_name="поїзд", result="refused")
    evidence = CaseFile("image", sent.data["document"]["file_id"], "u")
    assert await world.services.cases.own.submit(begun, world.olena.id, details, [evidence])
    browser = await enter(petro)
    page = await the_case(world, browser)
    path = path_of(page)
    await browser.get(f"{path}/files/0", expect=404)
    await browser.press(page, f"{path}/take")
    response = (await browser.get(f"{path}/files/0")).response
    assert response.headers["Content-Type"] == "image/jpeg"
    assert b"SECRETPLACE" not in response.content
    assert Image.open(io.BytesIO(response.content)).size == (40, 30)
    await stranger.get(f"{path}/files/0", expect=401)
    await browser.get(f"{path}/files/1", expect=404)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
async def test_a_letter_is_taken_along_and_inside_of_telegram_the_bot_brings_it(
    world: World, enter: Enter, petro: Person, kind: str
) -> None:
    await tell(world, world.olena)
    browser = await enter(petro)
    page = await the_case(world, browser)
    path = path_of(page)
    await browser.press(page, f"{path}/take")
    response = (await browser.get(f"{path}/letter.{kind}?to=body")).response
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.content[:2] in {b"%P", b"PK"}
    await world.database.execute("UPDATE page_sessions SET door = 'app'")
    page = await browser.get(f"{path}/letter.{kind}?to=ministry")
    assert "надіслано вам у чат" in page.text
    assert petro.last.data["document"]["file_name"].endswith(kind)
    await browser.get(f"{path}/letter.exe?to=body", expect=404)


async def test_cases_of_one_thing_are_joined_and_taken_apart(world: World, enter: Enter, petro: Person) -> None:
    await tell(world, world.olena)
    await tell(world, world.mykola, where="аптека на ринку")
    browser = await enter(petro)
    page = await the_case(world, browser)
    path = path_of(page)
    page = await browser.press(page, f"{path}/take")
    page = await browser.press(page, f"{path}/link", other="999")
    assert page.status == 422
    page = await browser.press(page, f"{path}/link", other="1")
    assert "ще 1 випадок" in page.text
    page = await browser.press(page, f"{path}/reply", reply="Усім одне")
    assert page.status == 409, "two would read it"
    page = await browser.press(page, f"{path}/reply", sure="all")
    await world.settle()
    assert "Усім одне" in world.olena.last.text
    assert "Усім одне" in world.mykola.last.text
    page = await browser.press(page, f"{path}/unlink")
    assert "Роз’єднано" in page.text


async def test_words_of_people_are_words(world: World, enter: Enter, petro: Person) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'
    await tell(world, world.olena, where=evil)
    browser = await enter(petro)
    for address in ("/desk/today", "/desk/inbox?tab=open", f"/desk/inbox?tab=open&q={evil}"):
        page = await browser.get(address)
        assert all(each["src"].startswith("/desk/s/") for each in page.find("script"))
        assert not page.find("img")
    page = await the_case(world, browser)
    page = await browser.press(page, f"{path_of(page)}/take")
    page = await browser.press(page, f"{path_of(page)}/note", note=evil)
    assert "{{7*7}}" in page.text
    assert not page.find("img")
    assert "49" not in page.text.replace("000049", "")


async def test_gone_cases_are_not_there(world: World, enter: Enter, petro: Person) -> None:
    browser = await enter(petro)
    await browser.get("/desk/cases/1", expect=404)
    await browser.post("/desk/cases/1/take", expect=404)
    begun = await world.services.cases.own.begin(world.olena.id, "passport", "rail")
    await browser.get(f"/desk/cases/{begun}", expect=404)
    assert await world.services.people.staff.role(petro.id) is Role.OPERATOR


def _fields(page: Page, action: str, words: str) -> dict[str, str]:
    seen = next(each["value"] for each in page.form(action).find("input") if each["name"] == "seen")
    return {"seen": seen, "reply": words}
