"""The desk's pages of events: from the draft to the door, the calendar, the load; and a head's pages."""

from __future__ import annotations

from datetime import timedelta

from content.hromadas import load_hromadas, raions
from services.events import EventKind, Part, RegistrationState
from services.people import Post, Title
from simulator.people import Person
from tests.excel import rows_of
from tests.jobs import run_job
from tests.stories.world import World
from tests.web.browser import Browser, Page
from tests.web.conftest import HEAD, Enter
from tests.web.notices.sending import carried, sent

PDF = ("Програма.pdf", b"%PDF-1.7 \xd1", "application/pdf")
WHEN = "15 грудня 10:00–12:00\n16 грудня 10:00–12:00"
QUESTIONS = "Скільки вас буде: число 1-5\nОбід: так/ні\nПобажання: текст, необов’язково"


async def draft(browser: Browser, title: str = "єМалятко") -> str:
    """A draft that lacks nothing; its address."""
    page = await browser.get("/desk/events/new")
    page = await browser.press(page, "/desk/events/new", title=title, kind="training")
    [form] = [each for each in page.find("form") if each["action"].endswith("/edit")]
    page = await browser.press(
        page,
        form["action"],
        sessions=WHEN,
        where="Житомир, вул. Прикладна, 1\nhttps://map.example.org/1",
        places="2, 1",
        about="Як <працює> єМалятко.",
        hromadas="Андрушівська, Бердичівська",
        questions=QUESTIONS,
    )
    assert "Зберегли" in page.text
    return form["action"].removesuffix("/edit")


async def opened(world: World, browser: Browser, path: str) -> Page:
    page = await browser.get(path)
    browser.world.clock.move(timedelta(seconds=1))
    await fresh(world, browser)
    page = await browser.press(page, f"{path}/open")
    assert "за хвилину" in page.text
    world.clock.move(timedelta(seconds=61))
    await run_job("open_events", world.services)
    await carried(world)
    return await browser.get(path)


async def fresh(world: World, browser: Browser) -> None:
    """She says in the chat that it is her."""
    await world.database.execute("UPDATE page_sessions SET proved_at = :at", at=int(world.clock().timestamp() * 1000))


async def test_an_event_from_the_draft_to_the_picture(world: World, enter: Enter, petro: Person) -> None:
    iryna = await enter(world.iryna)
    assert "Створіть подію" in (await iryna.get("/desk/events")).text
    path = await draft(iryna)

    # What is wrong stands beside its field, what is right is kept; a change of somebody else is shown first.
    page = await iryna.get(f"{path}/edit")
    stale = page
    page = await iryna.press(page, f"{path}/edit", sessions="учора", about="Інше.", questions="Фото: файл", expect=422)
    assert "Не зрозуміли: «учора»" in page.text
    assert "Не зрозуміли рядка 1" in page.text
    page = await iryna.get(f"{path}/edit")
    assert "Інше." in page.text
    assert "Запрошено посад: 2" in page.text.replace("\xa0", " ")
    page = await iryna.press(stale, f"{path}/edit", about="Третє.", groups="raion-3", out="h02003-head", expect=409)
    assert "Хтось змінив подію" in page.text
    await iryna.press(page, f"{path}/edit", about="Інше.")  # what was chosen stays chosen
    page, raion = await iryna.get(f"{path}/edit"), raions()[2]
    of_raion = [f"{each.slug}-head" for each in load_hromadas() if each.raion == raion]
    assert {each["value"] for each in page.find("input") if each["name"] == "out"} == {"h02001-head", *of_raion}
    page = await iryna.press(page, f"{path}/edit", out=of_raion, hromadas="Бердичівська")
    assert "Запрошено посад: 2" in (await iryna.get(f"{path}/edit")).text.replace("\xa0", " ")
    page = await iryna.post(f"{path}/files", files={"file": PDF})
    assert "Файл додали" in page.text
    assert "Програма.pdf" in page.text
    assert "10 МБ" in (await iryna.post(f"{path}/files", files={"file": ("a.exe", b"MZ", "x/y")})).text

    # Two invitations, one by Telegram; the page says whom it reaches, and asks who she is.
    page = await iryna.get(path)
    assert (await iryna.press(page, f"{path}/open", expect=403)).status == 403
    page = await opened(world, iryna, path)
    assert "Запис відкрито" in page.text
    head = await enter(world.mykola)
    page = await head.get("/desk/own/events")
    assert "єМалятко" in page.text
    mine = page.link("єМалятко")
    page = await head.get(mine)
    assert "Прикладна" not in page.text, "where it is, is told to those who come"
    page = await head.post(mine, {"what": "go", "f0": "9", "f1": "yes"}, expect=422)
    assert "від 1 до 5" in page.text.replace("\xa0", " "), "what is wrong stands beside its field"
    page = await head.post(mine, {"what": "go", "f0": "2", "f1": "yes", "f2": "телефон 0671234567"})
    assert "Вас записано" in page.text
    assert "Прикладна" in page.text
    assert (await head.client.get(f"{mine}?get=code")).content.startswith(b"<?xml")
    assert b"BEGIN:VEVENT" in (await head.client.get(f"{mine}?get=calendar")).content
    assert (await head.client.get(f"{mine}?get=file&number=0")).content == PDF[1]
    for _twice in range(2):
        page = await head.post(mine, {"what": "go", "name": "Марія Савчук", "f0": "1", "f1": "no"})
        assert "Записано: Марія Савчук" in page.text
    page = await iryna.get(path)
    assert "Марія Савчук (заступає)" in page.text
    assert "Прийдуть: 1" in page.text.replace("\xa0", " ")

    # At the door, with a connection that goes away: the same is sent twice, and what others noted stays.
    world.clock.strike("2026-12-15 09:50")
    iryna, other = await enter(world.iryna), await enter(petro)
    [registered] = await world.services.events.registrations.going(1)
    name, seen = f"p{registered.id}", f"s{registered.id}"
    page = await iryna.get(f"{path}/guests")
    assert "Марія Савчук" in page.text
    for _twice in range(2):
        page = await iryna.post(f"{path}/guests", {"session": "1", name: "late", seen: ""})
    assert "Нічого не змінилося" in page.text
    page = await other.post(f"{path}/guests", {"session": "1", name: "whole", seen: ""}, expect=409)
    assert "тим часом відмітили інакше" in page.text
    noted = await world.services.events.attendance.of_event(1)
    assert noted[registered.id, 1].part is Part.LATE
    kept = await other.client.post(
        f"{path}/guests?do=keep",
        data={"session": "1", name: "partial", seen: "late"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert "Збережено" in kept.text
    page = await iryna.post(f"{path}/ticket", {"ticket": registered.ticket.lower()})
    assert "уже відмічено" in page.text
    assert "Такого номера" in (await iryna.post(f"{path}/ticket", {"ticket": "ABCD-2345"})).text
    lines = await world.database.fetch("SELECT detail, door FROM audit WHERE detail LIKE 'attendance%' ORDER BY id")
    assert [row["door"] for row in lines] == ["link", "link"], "each change once, by whom and by which door"

    # Afterwards: opinion and certificate by the page, the report, Excel.
    world.clock.strike("2026-12-16 12:01")
    head, iryna = await enter(world.mykola), await enter(world.iryna)
    page = await head.post(mine, {"what": "rate", "rating": "3", "word": "Дякуємо"})
    assert "Дякуємо" in page.text
    response = await head.client.post(
        mine, data={"what": "certificate", "certified": "Марія Савчук"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert response.content.startswith(b"%PDF")
    page = await iryna.get(path)
    assert "Було: 1" in page.text.replace("\xa0", " ")
    assert (await iryna.client.post(f"{path}/picture", headers={"Sec-Fetch-Site": "same-origin"})).content[
        :4
    ] == b"\x89PNG"
    await fresh(world, iryna)
    excel = await iryna.client.post(f"{path}/excel", headers={"Sec-Fetch-Site": "same-origin"})
    row = next(each for each in rows_of(excel.content) if each[0] == "Марія Савчук")
    assert row[-3:-1] == ["3", "Дякуємо"] or row[-3:-1] == [3, "Дякуємо"]
    page = await iryna.get(f"{path}/ask?act=held")
    assert "прийшло: 1" in page.text.replace("\xa0", " ")
    assert "Відбулася" in (await iryna.press(page, f"{path}/ask")).text


async def test_what_reaches_many_says_its_numbers_first(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    path = await draft(browser)
    await opened(world, browser, path)
    registrations = world.services.events.registrations
    await registrations.join(1, world.mykola.id, "Микола")
    page = await browser.get(f"{path}/ask?act=move&session=1")
    assert "1 людині" in page.text.replace("\xa0", " ")
    page = await browser.press(page, f"{path}/ask", words="колись", expect=422)
    page = await browser.press(page, f"{path}/ask", words="18 грудня 14:00–16:00")
    assert "18 грудня" in page.text.replace("\xa0", " ")
    page = await browser.press(await browser.get(f"{path}/ask?act=skip&session=2"), f"{path}/ask")
    assert "скасовано" in page.text
    page = await browser.press(await browser.get(f"{path}/ask?act=where"), f"{path}/ask", words="Коростень, ЦНАП")
    assert "Коростень" in page.text
    assert "Запис закрито" in (await browser.post(f"{path}/turn")).text
    assert "знову відкрито" in (await browser.post(f"{path}/turn")).text
    assert "Місць: 5" in (await browser.post(f"{path}/places", {"places": "5"})).text.replace("\xa0", " ")
    await carried(world)
    told = [each.text.replace("\xa0", " ") for each in world.mykola.replies]
    assert sum("Зміни: єМалятко" in each for each in told) >= 1
    assert "Коростень" in told[-1]
    page = await browser.press(await browser.get(f"{path}/ask?act=cancel"), f"{path}/ask", expect=422)
    page = await browser.press(page, f"{path}/ask", words="немає світла")
    assert "Скасовано: немає світла" in page.text
    for act in ("move", "nothing"):
        await browser.get(f"{path}/ask?act={act}", expect=404)


async def test_a_series_opens_at_once_and_each_has_its_own_places(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    path = await draft(browser, "Година Дії")
    page = await browser.post(f"{path}/series", {"days": "7", "times": "3"})
    assert "Серія: 3 події" in page.text.replace("\xa0", " ")
    page = await browser.get(path)
    assert "Відкрити 3 події серії" in page.text.replace("\xa0", " ")
    await fresh(world, browser)
    action = f"{path}/open"
    values = {
        each["name"]: each["value"]
        for form in page.find("form", action=action)
        if any(one["name"] == "series" for one in form.find("input"))
        for each in form.find("input")
    }
    assert values["series"] == "1"
    assert "за хвилину" in (await browser.post(action, values)).text
    world.clock.move(timedelta(seconds=61))
    await run_job("open_events", world.services)
    found = await world.services.events.events.newest()
    assert [each.state.value for each in found] == ["open"] * 3
    assert sorted(f"{each.starts_at:%d.%m %H:%M}" for each in found if each.starts_at) == [
        "15.12 10:00",
        "22.12 10:00",
        "29.12 10:00",
    ]
    assert len({each.screen_key for each in found}) == 3
    for event in found:
        await world.services.events.registrations.join(event.id, world.mykola.id, "Микола")
        counts = await world.services.events.registrations.counts(event.id)
        assert counts == {RegistrationState.GOING: 1}
    assert await world.services.events.events.repeat(found[0].id, 7, 3, 1) == [], "a series is made once"


async def test_the_calendar_the_load_and_clashes_with_what_the_same_posts_owe(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    number = await sent(world, days=12)
    obligations = await world.services.notices.read.of_notice(number)
    day = obligations[0].due_on
    events = world.services.events.events
    mine = await events.write(EventKind.TRAINING, "У день строку", world.iryna.id)
    await events.set_sessions(mine, f"{day:%d.%m.%Y} 10:00–12:00")
    await events.set_where(mine, "Житомир", world.iryna.id)
    await events.address(mine, [HEAD])
    page = await browser.get(f"/desk/events/{mine}")
    assert f"строк доручення № {number}" in page.text.replace("\xa0", " ")
    other = await events.write(EventKind.TRAINING, "Інші люди", world.iryna.id)
    await events.set_sessions(other, f"{day:%d.%m.%Y} 15:00–16:00")
    await events.set_where(other, "Житомир", world.iryna.id)
    await events.address(other, [Post("h02005", Title.HEAD)])
    assert "строк доручення" not in (await browser.get(f"/desk/events/{other}")).text, "not their deadline"
    page = await browser.get("/desk/events/calendar")
    assert "збігається" in page.text
    assert "У день строку" in page.text
    page = await browser.get("/desk/events/load")
    first = next(each for each in page.find("tr", data_row="") if each.find("th"))
    assert "Андрушівська" in first.text
    assert "У день строку" in first.text


async def test_a_webinar_of_four_hundred_fits_on_its_pages(world: World, enter: Enter) -> None:
    events, registrations = world.services.events.events, world.services.events.registrations
    number = await events.write(EventKind.WEBINAR, "Для всіх", world.iryna.id)
    await events.set_sessions(number, "30 листопада 15:00–16:00")
    await events.let_anyone(number, wanted=True)
    assert await world.services.events.questions.ask(number, "Звідки ви: текст")
    await events.set_where(number, "https://meet.example.org/a", world.iryna.id)
    assert await events.open_now(number, world.iryna.id)
    for person in range(20_000, 20_400):
        await registrations.join(number, person, f"Людина Прізвищенко-Довга {person}")
    browser = await enter(world.iryna)
    page = await browser.get(f"/desk/events/{number}?page=8")
    assert "Прийдуть: 400" in page.text.replace("\xa0", " ")
    assert "Питаємо: Звідки ви" in page.text
    page = await browser.get(f"/desk/events/{number}/guests?q=20399")
    assert len(page.find("fieldset", class_="guest")) == 1
    assert len((await browser.get(f"/desk/events/{number}/guests")).find("fieldset", class_="guest")) == 40


async def test_whoever_has_no_right_sees_none_of_it(world: World, enter: Enter) -> None:
    number = await world.services.events.events.write(EventKind.TRAINING, "Закрита", world.iryna.id)
    head = await enter(world.mykola)
    for path in ("", "/new", "/calendar", "/load", f"/{number}", f"/{number}/edit", f"/{number}/guests"):
        await head.get(f"/desk/events{path}", expect=403)
    for path in ("open", "stop", "turn", "places", "ask", "excel", "poster", "picture", "guests", "ticket", "files"):
        await head.post(f"/desk/events/{number}/{path}", expect=403)
    await head.get(f"/desk/own/events/{number}", expect=404)
    await head.post(f"/desk/own/events/{number}", {"what": "go"}, expect=404)
    for path in ("", "/guests", "/edit"):
        await (await enter(world.iryna)).get(f"/desk/events/99{path}", expect=404)
