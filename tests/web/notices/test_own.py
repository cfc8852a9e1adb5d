"""A head's page: what she owes by day, and a notice with its form as one page, in step with the chat and with mails."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from handlers.notices.taps import Acknowledge, OpenReply
from services.events import EventKind
from services.notices import Ending, Obligation
from simulator.people import Person
from tests.stories.cases.test_cases import a_head, take, tell
from tests.stories.rating.test_leagues import published
from tests.stories.world import World
from tests.web.browser import OURS, Browser, Page
from tests.web.conftest import HEAD, Enter
from tests.web.notices.sending import only_sqlite, sent
from tests.web.notices.test_table import prove

LARGE = "\n".join([f"Поле {number}: число 0-300" for number in range(1, 19)] + ["Є оптика: так/ні", "Ще: текст"])
SMALL = "Усього: число\nДомівок: число\nШкіл: число\n1 >= 2 + 3"
TABLE = "Провайдери: таблиця назва, абонентів (число)\nСіл: число"
EVIL = '"></textarea><script>alert(1)</script>'


async def owed(world: World, notice: int) -> Obligation:
    found = await world.services.notices.read.obligation(notice * 10_000 + 1)
    assert found
    return found


async def answers(world: World, notice: int) -> dict[str, str]:
    return dict(await world.services.notices.replies.answers(await owed(world, notice)))


async def asked(browser: Browser, path: str, typed: dict[str, Any]) -> str:
    """What the script gets for what is being typed."""
    response = await browser.client.post(path, data=typed, headers=OURS["same-origin"])
    assert response.status_code == 200, response.text
    return response.text.replace("\xa0", " ")


def seen(page: Page) -> str:
    return next(each["value"] for each in page.find("input") if each["name"] == "seen")


@pytest.fixture
async def deputy(world: World) -> Person:
    """Olena acts for Mykola's post for a while."""
    invites = world.services.people.invites
    made = await invites.delegate(HEAD, timedelta(days=7), world.mykola.id)
    await invites.take(made.token, world.olena.id, "Олена")
    return world.olena


async def test_a_form_of_twenty_fields_is_one_page_and_one_press(world: World, enter: Enter) -> None:
    number = await sent(world, form=LARGE)
    browser = await enter(world.mykola)
    page = await browser.get("/desk/own")
    assert "Чекає 1 доручення" in page.text
    path = page.link(f"№ {number}")
    page = await browser.get(path)
    assert page.response.status_code == 200
    typed: dict[str, Any] = {f"f{place}": str(place) for place in range(18)} | {"f18": "так", "f19": "усе"}
    page = await browser.press(page, path, **typed, what="reply")
    assert "Відповідь записано" in page.text
    assert (await owed(world, number)).is_done
    assert "Відповіли 1 з 2" in (await (await enter(world.iryna)).get(f"/desk/notices/{number}/replies")).text
    await world.say(world.mykola, "/notices")
    assert "Відкритих доручень немає" in world.mykola.last.text, "the chat knows it"


async def test_what_is_wrong_is_said_with_links_and_nothing_is_lost(world: World, enter: Enter) -> None:
    number = await sent(world, form=SMALL)
    browser = await enter(world.mykola)
    path = f"/desk/own/{number}0001"
    page = await browser.press(await browser.get(path), path, f0="5", f1="багато", f2=EVIL, what="reply", expect=422)
    [errors] = page.find("div", class_="errors")
    assert [each["href"] for each in errors.find("a")] == ["#f1", "#f2"]
    assert page.find("input", id="f2")[0]["value"] == EVIL
    page = await browser.press(page, path, f1="4", f2="3", what="reply", expect=422)
    assert "не може бути більше" in page.text
    page = await browser.press(page, path, f2="1", what="reply")
    assert "Відповідь записано" in page.text


async def test_sums_and_mistakes_come_while_one_types_and_the_draft_keeps_itself(world: World, enter: Enter) -> None:
    number = await sent(world, form=SMALL)
    browser = await enter(world.mykola)
    path = f"/desk/own/{number}0001"
    page = await browser.get(path)
    assert "Заповнено 0 з 3." in page.text
    assert page.find("div", id="look")[0].find("dt") == [], "no sum of nothing"
    look = await asked(browser, f"{path}?do=look", {"f0": "10", "f1": "4", "f2": "3"})
    assert "7 з 10" in look
    assert "Заповнено 3 з 3" in look
    look = await asked(browser, f"{path}?do=look", {"f0": "5", "f1": "4", "f2": EVIL})
    assert 'href="#f2"' in look
    assert "<script>" not in look
    assert await answers(world, number) == {}, "to look keeps nothing"
    kept = await asked(browser, f"{path}?do=keep", {"seen": seen(page), "f0": "10", "f1": "4", "f2": "ой"})
    assert kept.startswith("Збережено ")
    assert await answers(world, number) == {"0": "10", "1": "4"}
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, f"№ {number}")
    await world.tap(world.mykola, OpenReply)
    assert "Усього: 10" in world.mykola.last.text, "the chat goes on with the same draft"
    await world.say(world.mykola, "6", reply_to=world.mykola.last.id)
    page = await browser.get(path)
    assert page.find("input", id="f2")[0]["value"] == "6", "and the page with what the chat took"


async def test_two_at_one_draft_see_each_other(world: World, enter: Enter, deputy: Person) -> None:
    number = await sent(world, form=SMALL)
    path = f"/desk/own/{number}0001"
    his, hers = await enter(world.mykola), await enter(deputy)
    page, other = await his.get(path), await hers.get(path)
    await asked(hers, f"{path}?do=keep", {"seen": seen(other), "f0": "50", "f1": "7", "f2": ""})
    kept = await asked(his, f"{path}?do=keep", {"seen": seen(page), "f0": "60", "f1": "", "f2": ""})
    assert "ще хтось" in kept
    assert (await answers(world, number))["0"] == "50", "nobody writes over what another wrote unseen"
    page = await his.press(page, path, f0="60", f2="2", what="reply", expect=409)
    assert "«Усього»: інша людина записала 50. У полі – ваше." in page.text
    assert "«Домівок»: інша людина записала 7." in page.text
    assert [page.find("input", id=f"f{each}")[0]["value"] for each in range(3)] == ["60", "7", "2"]
    assert not (await owed(world, number)).is_done
    page = await his.press(page, path, what="reply")
    assert "Відповідь записано" in page.text
    assert await answers(world, number) == {"0": "60", "1": "7", "2": "2"}
    page = await hers.press(other, path, f0="1", f1="0", f2="0", what="reply", expect=409)
    assert "Відповідь уже надіслано" in page.text


async def test_rows_are_added_and_their_sums_shown(world: World, enter: Enter) -> None:
    number = await sent(world, form=TABLE)
    path = f"/desk/own/{number}0001"
    browser = await enter(world.mykola)
    page = await browser.get(path)
    page = await browser.press(page, path, f0r0c0="Мережа", f0r0c1="120", f0r1c0="Оптик", f0r1c1="30", what="more")
    assert page.find("input", id="f0r4c0")
    assert "Провайдери, абонентів150" in page.text
    page = await browser.press(page, path, f0r1c1="багато", what="reply", expect=422)
    assert "Рядок 2, «абонентів»" in page.text
    page = await browser.press(page, path, f0r1c1="30", f1="2", what="reply")
    assert "Відповідь записано" in page.text


async def test_the_last_reply_is_filled_in(world: World, enter: Enter) -> None:
    first = await sent(world, form=SMALL)
    browser = await enter(world.mykola)
    path = f"/desk/own/{first}0001"
    await browser.press(await browser.get(path), path, f0="10", f1="4", f2="3", what="reply")
    second = await sent(world, form=SMALL)
    path = f"/desk/own/{second}0001"
    page = await browser.get(path)
    assert "підставили вашу минулу відповідь" in page.text
    assert await answers(world, second) == {}, "to open it keeps nothing"
    page = await browser.press(page, path, what="reply")
    assert "Відповідь записано" in page.text
    assert await answers(world, second) == {"0": "10", "1": "4", "2": "3"}


async def test_a_file_of_a_page_is_an_answer_that_did_not_come_by_mail(world: World, enter: Enter) -> None:
    number = await sent(world, form="Рішення: файл")
    path = f"/desk/own/{number}0001"
    browser = await enter(world.mykola)
    page = await browser.post(path, {"what": "reply"}, expect=422)
    assert "Заповніть це поле" in page.text
    page = await browser.post(path, {"what": "reply"}, files={"f0": ("р.pdf", b"%PDF-1.7", "application/pdf")})
    assert "Відповідь записано" in page.text
    replies = world.services.notices.replies
    assert await replies.answers(await owed(world, number))
    [row] = await world.database.fetch("SELECT via FROM replies")
    assert row["via"] == "telegram"


async def test_an_acknowledgement_is_one_press_and_the_chat_sees_it(world: World, enter: Enter) -> None:
    number = await sent(world)
    told = world.mykola.last
    browser = await enter(world.mykola)
    path = f"/desk/own/{number}0001"
    page = await browser.press(await browser.get(path), f"{path}?do=acknowledge")
    assert "Ознайомлення записано" in page.text
    await world.tap(world.mykola, Acknowledge, message=told)
    assert "Ознайомлений" not in str(world.mykola.last.buttons)
    assert "1 виконане доручення" in (await browser.get("/desk/own")).text


async def test_whose_post_was_taken_finds_nothing(world: World, enter: Enter, deputy: Person) -> None:
    number = await sent(world, form=SMALL)
    path = f"/desk/own/{number}0001"
    hers = await enter(deputy)
    page = await hers.get(path)
    [tenure] = await world.services.people.posts.of_person(deputy.id)
    await world.services.people.posts.leave(tenure.id, world.mykola.id)
    await hers.press(page, path, f0="1", f1="0", f2="0", what="reply", expect=403)
    assert await answers(world, number) == {}
    his = await enter(world.mykola)
    await his.get(f"/desk/own/{number}0002", expect=404)
    await his.post(f"/desk/own/{number}0002", {"what": "acknowledge"}, expect=404)


async def test_what_ended_takes_nothing_more(world: World, enter: Enter) -> None:
    number = await sent(world, form=SMALL)
    path = f"/desk/own/{number}0001"
    browser = await enter(world.mykola)
    page = await browser.get(path)
    await world.services.notices.notices.end(number, Ending.WITHDRAWN, world.iryna.id, EVIL)
    for what in ("keep", "look"):
        told = await asked(browser, f"{path}?do={what}", {"seen": seen(page), "f0": "1"})
        assert told == "Це доручення вже не чекає відповіді. Оновіть сторінку."
    page = await browser.press(page, path, f0="1", f1="0", f2="0", what="reply")
    assert "відкликано" in page.text
    assert not page.find("textarea")
    assert await answers(world, number) == {}


async def test_her_place_her_posts_and_what_was_passed_to_her_stand_there(
    world: World, enter: Enter, deputy: Person
) -> None:
    page = await (await enter(world.mykola)).get("/desk/own")
    assert "Голова Андрушівської громади" in page.text
    assert "Олена, до 30 листопада" in page.text
    await published(world)
    await tell(world, world.olena)
    case = await take(world)
    await a_head(world)
    await world.tap(world.iryna, "Передати", message=case)
    await world.tap(world.iryna, "Голові громади", message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, "Лише вид місця", message=world.in_staff_chat()[-1])
    page = await (await enter(world.mykola)).get("/desk/own")
    assert "Відділ передав вам 1 випадок ЖТ-2026-000001" in page.text
    assert "Андрушівська громада: місце 1 з " in page.text
    assert "Мої посади" in page.text


@only_sqlite
async def test_not_ours_and_more_time_are_asked_from_the_page(world: World, enter: Enter) -> None:
    number = await sent(world)
    path = f"/desk/own/{number}0001"
    browser = await enter(world.mykola)
    page = await browser.press(await browser.get(path), f"{path}/time", later="", expect=422)
    assert "Напишіть причину" in page.text
    page = await browser.press(page, f"{path}/time", later="Чекаємо на провайдера", days="5")
    assert "Попросили строк до 7 грудня" in page.text
    assert "Ви просите строк до 7 грудня" in page.text
    page = await browser.press(page, f"{path}/decline", why="Це робить район")
    assert "Передали відділу" in page.text
    await world.settle()
    told = " ".join(each.text for each in world.in_staff_chat())
    assert "Чекаємо на провайдера" in told
    assert "Це робить район" in told
    await browser.post(f"{path[:-1]}2/decline", {"why": "чуже"}, expect=404)


@only_sqlite
async def test_a_post_is_handed_on_for_a_while_from_the_page(world: World, enter: Enter, deputy: Person) -> None:
    [own] = await world.services.people.posts.of_person(world.mykola.id)
    browser = await enter(world.mykola)
    delegate = f"/desk/own/posts/{own.id}/delegate"
    await prove(browser, world, delegate, world.mykola)
    page = await browser.press(await browser.get("/desk/own"), delegate, days="14")
    link = re.search(r"https://t.me/\w+\?start=(\S+)", page.text)
    assert link
    await world.start(world.telegram.add_person(1005, "Ганна"), link[1])
    await browser.press(await browser.get("/desk/own"), f"/desk/own/posts/{own.id}/hand-over")
    end = (await browser.get("/desk/own")).link("Припинити доручення")
    page = await browser.press(await browser.get(end), end)
    assert "Олена більше не діє за вас." in page.text
    assert await world.services.people.posts.of_person(deputy.id) == []
    page = await browser.press(page, f"/desk/own/posts/{own.id}/phone", phone="067 123 45 67")
    assert page.find("input", id=f"phone-{own.id}")[0]["value"]
    page = await browser.press(page, f"/desk/own/posts/{own.id}/phone", phone="нема")
    assert "Очікуємо номер" in page.text
    await browser.post(f"/desk/own/posts/{own.id + 7}/phone", {"phone": ""}, expect=404)


@only_sqlite
async def test_events_lead_to_their_pages(world: World, enter: Enter) -> None:
    events = world.services.events.events
    number = await events.write(EventKind.WEBINAR, "Цифрові послуги", world.iryna.id)
    await events.set_sessions(number, "05.12.2026 10:00–12:00")
    await events.set_where(number, "https://meet.example.org/1", world.iryna.id)
    await events.address(number, [HEAD])
    await events.open_now(number, world.iryna.id)
    browser = await enter(world.mykola)
    page = await browser.get("/desk/own")
    assert "Сторінка посади" in page.text
    assert "можна записатися" in page.text
    assert "Цифрові послуги" in (await browser.get(page.link("Цифрові послуги"))).text
