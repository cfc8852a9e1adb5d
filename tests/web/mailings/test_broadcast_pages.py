"""Broadcasts on the pages: written with what they come to beside, approved, watched, corrected, recalled."""

from __future__ import annotations

from typing import Any

from simulator.people import Person
from tests.stories.mailings.test_broadcasts import carry, got, subscribe
from tests.stories.world import World
from tests.web.browser import Browser, Page
from tests.web.conftest import Enter

NEW = "/desk/broadcasts/new"
TEXT = "З понеділка курс **доступний**.\nЗапис: [тут](https://osvita.diia.gov.ua)"
HTML = 'З понеділка курс <b>доступний</b>.\nЗапис: <a href="https://osvita.diia.gov.ua">тут</a>'


class Presses:
    """A browser that counts what one presses; what one types and chooses is no press."""

    def __init__(self, world: World, browser: Browser, person: Person) -> None:
        self.world, self.browser, self.person, self.count = world, browser, person, 0

    async def follow(self, page: Page, words: str) -> Page:
        self.count += 1
        return await self.browser.get(page.link(words))

    async def press(self, page: Page, action: str, **typed: Any) -> Page:
        """Where the chat has to say that it is her, she presses there and goes on."""
        self.count += 1
        page = await self.browser.press(page, action, **typed)
        if page.status == 403:
            self.count += 2
            await self.world.tap(self.person, "Підтвердити")
            page = await self.browser.press(page, action)
        return page


def path(page: Page) -> str:
    return page.response.url.path


async def check(browser: Browser, **typed: Any) -> Page:
    """The last page of a new broadcast."""
    return await browser.press(await browser.get(NEW), NEW, text=TEXT, to="theme:osvita", do="check", **typed)


async def approve(world: World, browser: Browser, person: Person, page: Page) -> Page:
    return await Presses(world, browser, person).press(page, path(page).replace("/check", "/approve"), do="send")


async def test_a_broadcast_takes_few_presses_and_the_chat_sees_it_at_once(
    world: World, enter: Enter, petro: Person
) -> None:
    people = await subscribe(world, 3)
    browser = await enter(petro)
    by_hand = Presses(world, browser, petro)
    page = await by_hand.follow(await browser.get("/desk/today"), "Розсилки")
    page = await by_hand.follow(page, "Нова розсилка")
    page = await by_hand.press(page, NEW, text=TEXT, to="theme:osvita", do="check")
    assert "3 людини, з них" in page.text
    page = await by_hand.press(page, path(page).replace("/check", "/approve"), do="send")
    assert by_hand.count <= 8
    assert "чекає свого часу" in page.text
    assert page.find("button", class_="danger"), "it can be stopped"
    await carry(world)
    assert [each.last.html.startswith(HTML) for each in people] == [True] * 3
    page = await browser.get(path(page))
    assert "завершено" in page.text
    page = await browser.get(page.link("надіслано: 3"))
    assert len(page.find("tr")) == 4
    await world.say(world.iryna, "/staff")
    await world.tap(world.iryna, "Розсилки")
    assert "З понеділка курс доступний." in world.iryna.last.text


async def test_what_is_typed_shows_what_it_comes_to_and_keeps_nothing(
    world: World, enter: Enter, petro: Person
) -> None:
    await subscribe(world, 2)
    browser = await enter(petro)
    page = await browser.get(NEW)
    assert {each["data-text"] for each in page.find("button") if each["data-insert"] == "text"} == {
        "{громада}",
        "{громади}",
        "{район}",
    }
    look = {"mailing": "0", "text": "Жителям {громади} **<b>**", "to": "theme:osvita", "where": "some"}
    seen = (
        await browser.client.post("/desk/broadcasts/look", data=look, headers={"Sec-Fetch-Site": "same-origin"})
    ).text
    assert "<b>&lt;b&gt;</b>" in seen
    assert "Отримають: 2 людини" in seen.replace("\xa0", " ")
    assert "Поля прочитають" in seen
    assert "Назвіть громади" in seen
    assert await world.services.mailings.broadcasts.drafts() == []
    page = await browser.press(page, NEW, text=" ", to="title:head", excluded="Неіснуюча", buttons="щось", at="колись")
    assert page.status == 422
    assert {each["href"] for each in page.find("div", class_="errors")[0].find("a")} == {
        "#text",
        "#excluded",
        "#buttons",
        "#at",
    }
    assert await world.services.mailings.broadcasts.drafts() == []


async def test_the_fields_are_the_draft_of_the_chat_and_two_do_not_write_over_each_other(
    world: World, enter: Enter, petro: Person
) -> None:
    await subscribe(world, 1)
    browser = await enter(petro)
    lines = "Записатися – https://osvita.diia.gov.ua\nКартка – картка"
    page = await check(browser, where="3", buttons=lines, at="понеділок 10:00", repeats="week", active="1")
    [draft] = await world.services.mailings.broadcasts.drafts()
    edit = await browser.get(f"/desk/broadcasts/{draft.id}/edit")
    form = edit.form(f"/desk/broadcasts/{draft.id}/edit")
    texts = {each["name"]: "".join(map(str, each.inside)).removeprefix("\n") for each in form.find("textarea")}
    assert texts["text"] == TEXT
    assert texts["buttons"] == lines
    fields = world.services.mailings.drafting.fields(draft)
    assert (fields.where, fields.repeats, fields.active, fields.to) == ("3", "week", "1", "theme:osvita")
    assert world.services.mailings.drafting.read(draft, fields).draft == draft, "nothing is changed by looking"

    await world.services.mailings.broadcasts.rewrite(draft.id, "Слова з чату")
    clash = await browser.press(edit, f"/desk/broadcasts/{draft.id}/edit", text="Слова зі сторінки", do="keep")
    assert clash.status == 409
    assert "Слова з чату" in clash.text
    page = await browser.press(clash, f"/desk/broadcasts/{draft.id}/edit", do="keep")
    assert "збережено" in page.text
    [draft] = await world.services.mailings.broadcasts.drafts()
    assert draft.content["html"] == "Слова зі сторінки"


async def test_more_than_a_hundred_need_a_second_one_who_approves_here_or_in_the_chat(
    world: World, enter: Enter, petro: Person
) -> None:
    people = await subscribe(world, 101)
    browser = await enter(petro)
    page = await check(browser)
    assert "схвалює друга людина" in page.text
    page = await approve(world, browser, petro, page)
    assert "Запит у чаті відділу" in page.text
    await world.settle()
    assert "Схваліть розсилку" in world.in_staff_chat()[-1].text
    hers = await enter(world.iryna)
    page = await hers.get(path(page))
    page = await approve(world, hers, world.iryna, page)
    assert "чекає свого часу" in page.text
    page = await hers.press(page, f"{path(page)}/turn", what="stop")
    assert "зупинено" in page.text
    await carry(world)
    assert not any(got(each, "курс") for each in people)


async def test_it_is_paused_stopped_corrected_and_recalled(world: World, enter: Enter, petro: Person) -> None:
    people = await subscribe(world, 2)
    browser = await enter(petro)
    page = await approve(world, browser, petro, await check(browser))
    await carry(world)
    one = path(page)
    page = await browser.press(await browser.get(one), f"{one}/like")
    page = await browser.press(page, path(page), text="Геть інше", do="keep")
    page = await browser.press(page, path(page), do="check")
    page = await browser.press(page, path(page).replace("/check", "/drop"))
    page = await browser.press(page, path(page), sure="1")
    assert "видалено" in page.text

    page = await browser.post(f"{one}/correct", {"how": "edit"})
    page = await browser.press(page, path(page), text="Курс із вівторка", do="check")
    page = await approve(world, browser, petro, page)
    await carry(world)
    await world.settle()
    assert got(people[0], "Курс із вівторка") == 1
    page = await browser.get(one)
    assert "правка" in page.text
    page = await browser.post(f"{one}/turn", {"what": "recall"})
    assert "2 повідомлення" in page.text.replace("\xa0", " ")
    page = await browser.press(page, f"{one}/turn", sure="1")
    await carry(world)
    page = await browser.get(one)
    assert "відкликано" in page.text
    page = await browser.post(f"{one}/turn", {"what": "failed"})
    assert "Повторювати нічого" in page.text


async def test_who_may_not_send_sees_no_broadcast_and_what_is_not_there_is_not(
    world: World, enter: Enter, petro: Person, stranger: Browser
) -> None:
    hers = await enter(world.mykola)
    for address in ("/desk/broadcasts", NEW, "/desk/broadcasts/1", "/desk/calendar"):
        await hers.get(address, expect=403)
        await stranger.get(address, expect=401)
    browser = await enter(petro)
    for address in ("/desk/broadcasts/1", "/desk/broadcasts/1/edit", "/desk/broadcasts/1/check"):
        await browser.get(address, expect=404)
    await browser.post("/desk/broadcasts/1/turn", {"what": "stop"}, expect=404)


async def test_the_calendar_shows_all_that_lies_ahead_and_what_clashes(
    world: World, enter: Enter, petro: Person
) -> None:
    await subscribe(world, 1)
    browser = await enter(petro)
    await approve(world, browser, petro, await check(browser, at="понеділок 10:00", repeats="week"))
    page = await browser.get("/desk/calendar")
    assert page.text.count("розсилка № 1: З понеділка курс") >= 12, "of a series each time"
    assert "Розсилок на громаду: 1" in page.text
    assert page.link("розсилка № 1").startswith("/desk/broadcasts/")
    page = await browser.get("/desk/calendar?kind=notice")
    assert "Попереду нічого" in page.text
    await browser.get("/desk/calendar?kind=drop")


async def test_hromadas_of_a_table_and_files_come_to_a_broadcast_on_its_page(
    world: World, enter: Enter, petro: Person
) -> None:
    people = await subscribe(world, 2)
    browser = await enter(petro)
    page = await browser.get(NEW)
    typed = {"text": TEXT, "to": "theme:osvita"}

    def table(*names: str) -> dict[str, tuple[str, bytes, str]]:
        return {"table": ("громади.csv", "\n".join(["Громада", *names]).encode(), "text/csv")}

    page = await browser.post(NEW, {**typed, "do": "table"}, files=table("Неіснуюча", "Овруцька"), expect=422)
    assert "рядок 2, «Громада»" in page.text
    assert page.find("div", class_="errors")[0].find("a")[0]["href"] == "#table"
    page = await browser.post(NEW, {**typed, "do": "table"}, files={"table": ("a.pdf", b"%PDF-1.7", "")}, expect=422)
    assert "Це PDF, а не таблиця" in page.text
    two = {"table": ("громади.csv", "Громада;Назва громади\nОвруцька;Малинська".encode(), "text/csv")}
    page = await browser.post(NEW, {**typed, "do": "table"}, files=two, expect=422)
    assert "Незрозуміло, який стовпець із громадами: Громада; Назва громади." in page.text
    page = await browser.post(
        NEW, {**typed, "do": "table", "table_for": "except"}, files=table("Овруцька", "Малинська")
    )
    form = page.form(NEW)
    assert form.find("textarea", id="excluded")[0].text == "Овруцька, Малинська"
    page = await browser.post(NEW, {**typed, "do": "table"}, files=table("Андрушівська"))
    assert await world.services.mailings.broadcasts.drafts() == [], "nothing is kept by a table"
    assert "selected" in page.form(NEW).find("option", value="some")[0].attributes

    png, pdf = ("мапа.png", b"\x89PNG\r\n\x1a\n0", "image/png"), ("лист.pdf", b"%PDF-1.7", "application/pdf")
    page = await browser.post(NEW, {**typed, "do": "keep"}, files=[("files", png), ("files", pdf)], expect=422)
    assert "Фото й файли разом не надсилаються" in page.text
    page = await browser.post(NEW, {**typed, "do": "keep"}, files={"files": ("a.exe", b"MZ", "")}, expect=422)
    assert "Файл не підійшов" in page.text
    page = await browser.post(NEW, {**typed, "do": "keep"}, files={"files": png})
    assert "збережено" in page.text
    [draft] = await world.services.mailings.broadcasts.drafts()
    assert [kind for kind, _ in draft.content["media"]] == ["photo"]
    edit = f"/desk/broadcasts/{draft.id}/edit"
    fields = {"seen": page.form(edit).find("input", name_="seen")[0]["value"], **typed, "do": "keep"}
    page = await browser.post(edit, {**fields, "as_files": "1", "drop": "0"}, files=[("files", png), ("files", pdf)])
    [draft] = await world.services.mailings.broadcasts.drafts()
    assert [kind for kind, _ in draft.content["media"]] == ["document", "document"]
    page = await browser.press(page, edit, do="keep", drop="1")
    page = await browser.press(page, edit, do="check")
    await approve(world, browser, petro, page)
    await carry(world)
    assert [each.last.data["document"]["file_name"] for each in people] == ["мапа.png"] * 2
    petro.has_blocked = True
    page = await browser.post(NEW, {**typed, "do": "keep"}, files={"files": pdf}, expect=422)
    assert "Telegram не взяв файл" in page.text
