"""Drives, bodies and the queue of certificates on pages, beside the same in chat."""

from __future__ import annotations

import io
from datetime import date, timedelta

from PIL import Image

from handlers.people.taps import SayItIsMe
from services.certification import MEMBERS, CertificateStatus, Doubt, Drive, JoinOutcome, Submission
from services.files.excel import make_excel
from simulator.parameters import Upload
from simulator.people import Person
from tests.certificates import Truth, pdf
from tests.excel import rows_of
from tests.stories.world import World
from tests.web.browser import Browser, Page
from tests.web.conftest import Enter

PAGES = "/desk/certification"
QUEUE = f"{PAGES}/review"
BODY = "Архівний відділ"


async def a_drive(world: World) -> Drive:
    """Open to one body of two; Olena is one of them, in the bot."""
    certification = world.services.certification
    rows = [["Коваль Олена Іванівна", BODY, "Сховище"], ["Бондар Микола Петрович", BODY, "Зала"]]
    table = await world.services.tables.open(MEMBERS, make_excel(["ПІБ", "Установа", "Підрозділ"], rows))
    taken = await certification.members.take(table, world.iryna.id)
    assert taken
    number = await certification.drives.write("Кібергігієна", world.iryna.id)
    for course in ("servants", "digigram"):
        await certification.drives.turn_course(number, course)
    await certification.drives.invite(number, taken[1])
    assert await certification.members.join(taken[1][0], "Коваль Олена Іванівна", world.olena.id) is JoinOutcome.JOINED
    drive = await certification.read.drives.find(number)
    assert drive
    return drive


async def hands_in(world: World, code: str, person: Person, file_id: str = "", course: str = "cyber") -> int:
    """A certificate that somebody has to look at; its number."""
    told = Submission(
        course=course, code=code, name="Коваль Олена", kind="document", file_id=file_id, doubts=(Doubt.UNREAD,)
    )
    given = await world.services.certification.certificates.hand_in(person.id, f"test {code}", told)
    return given.certificate.id


async def status(world: World, number: int) -> CertificateStatus:
    found = await world.services.certification.read.certificates.find(number)
    assert found
    return found.status


async def proved(world: World, person: Person) -> None:
    await world.settle()
    await world.tap(person, SayItIsMe)


def pressed(page: Page, words: str) -> str:
    """Where the form with that button goes."""
    return next(each["action"] for each in page.find("form") if words in [one.text for one in each.find("button")])


async def test_a_drive_is_opened_followed_and_taken_along(world: World, enter: Enter) -> None:
    drive, browser = await a_drive(world), await enter(world.iryna)
    path = f"{PAGES}/drives/{drive.id}"
    asked = await browser.get(f"{path}/turn")
    assert "У списках людей: 2. Отримують нагадування в боті: 1." in asked.text
    page = await browser.press(asked, f"{path}/turn")
    assert "▶ триває" in page.text
    assert "0 з 2 · 0 %" in page.text
    again = await browser.post(f"{path}/turn", {"from": "draft"})
    assert "хтось уже зробив це раніше" in again.text, "a second press does not close it"
    body = await browser.get(page.link(BODY))
    assert "Ще не здали: 2" in body.text
    assert "Бондар Микола Петрович Зала · у боті немає" in body.text
    wrong = await browser.post(f"{path}/deadline", {"due": "2020-01-01"}, expect=422)
    assert wrong.find(class_="errors")
    moved = await browser.press(wrong, f"{path}/deadline", due="2027-01-15")
    assert "Строк тепер" in moved.text
    await browser.post(f"{path}/excel", expect=403)
    await proved(world, world.iryna)
    assert rows_of((await browser.post(f"{path}/excel")).response.content)[1][:3] == [BODY, 2, 0]
    place = drive.places[0]
    assert len(rows_of((await browser.post(f"{path}/of/{place}/excel")).response.content)) == 3
    await browser.get(f"{path}/of/h02001", expect=404)
    await browser.get(f"{PAGES}/drives/99", expect=404)


async def test_what_is_accepted_or_refused_can_be_taken_back_for_a_minute_and_then_is_told(
    world: World, enter: Enter, petro: Person
) -> None:
    await a_drive(world)
    first, second = await hands_in(world, "AB-1", world.olena), await hands_in(world, "AB-2", world.olena)
    browser = await enter(world.iryna)
    read = len(world.olena.replies)
    page = await browser.get(f"{QUEUE}/{first}")
    assert f"Сертифікат № {first}" in page.text
    assert "Коваль Олена Іванівна" in page.text, "whose it is by the list"
    page = await browser.press(page, f"{QUEUE}/{first}/accept")
    assert page.response.url.path == f"{QUEUE}/{second}", "the next comes at once"
    assert await status(world, first) is CertificateStatus.ACCEPTED
    await world.tell_news()
    assert len(world.olena.replies) == read, "not within the minute"
    other = await enter(petro)
    assert "Пізно" in (await other.post(f"{QUEUE}/{first}/undo")).text, "it is not his decision"
    page = await browser.press(page, pressed(page, f"Скасувати рішення про № {first}"))
    assert page.response.url.path == f"{QUEUE}/{first}"
    assert await status(world, first) is CertificateStatus.CHECKING
    world.clock.move(timedelta(minutes=2))
    await world.tell_news()
    assert len(world.olena.replies) == read, "what was taken back is not told"

    page = await browser.press(page, f"{QUEUE}/{first}/refuse", own="")
    assert await status(world, first) is CertificateStatus.REFUSED
    world.clock.move(timedelta(minutes=2))
    assert "Пізно" in (await browser.post(f"{QUEUE}/{first}/undo")).text
    await world.tell_news()
    assert "не зарахували: Це сертифікат іншої людини" in world.olena.last.text.replace("\xa0", " ")
    assert len(world.olena.replies) == read + 1
    page = await browser.press(page, f"{QUEUE}/{second}/accept")
    assert "Усе перевірено" in page.text


async def test_nobody_accepts_her_own_and_what_is_of_no_course_is_settled_first(world: World, enter: Enter) -> None:
    await a_drive(world)
    own, vague = await hands_in(world, "AB-1", world.iryna), await hands_in(world, "AB-2", world.olena, course="")
    browser = await enter(world.iryna)
    page = await browser.press(await browser.get(f"{QUEUE}/{own}"), f"{QUEUE}/{own}/accept")
    assert "Прийняти не можна" in page.text
    page = await browser.get(f"{QUEUE}/{vague}")
    page = await browser.press(page, f"{QUEUE}/{vague}/settle", course="cyber")
    await browser.press(page, f"{QUEUE}/{vague}/accept")
    assert [await status(world, each) for each in (own, vague)] == [
        CertificateStatus.CHECKING,
        CertificateStatus.ACCEPTED,
    ]
    wrong = await browser.post(f"{QUEUE}/{own}/refuse", {"own": "а" * 400}, expect=422)
    assert wrong.find(class_="errors")
    gone = await browser.get(f"{QUEUE}/{vague}")
    assert gone.response.url.path == QUEUE
    assert "уже вирішено" in gone.text


async def test_the_first_page_is_shown_beside_the_fields(world: World, enter: Enter) -> None:
    address, day = "https://osvita.diia.gov.ua/c/AB-1", date(2026, 11, 20)
    file = pdf(Truth("Коваль Олена", "Основи кібергігієни", "AB-1", address, day))
    sent = world.olena.send_file("document", Upload("c.pdf", file))
    await world.settle()
    number = await hands_in(world, "AB-1", world.olena, sent.data["document"]["file_id"])
    broken = await hands_in(world, "AB-2", world.olena, "none")
    browser = await enter(world.iryna)
    page = await browser.get(f"{QUEUE}/{number}")
    [source] = [each["src"] for each in page.find("img")]
    shown = (await browser.get(source)).response
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(shown.content)).width > 800
    await browser.get(f"{QUEUE}/{broken}/picture", expect=404)
    await browser.get(f"{QUEUE}/{broken}")


async def test_only_the_staff_see_certificates(world: World, enter: Enter, stranger: Browser) -> None:
    number = await hands_in(world, "AB-1", world.olena)
    for path in (PAGES, QUEUE, f"{QUEUE}/{number}", f"{QUEUE}/{number}/picture", f"{PAGES}/batches"):
        await (await enter(world.mykola)).get(path, expect=403)
        await stranger.get(path, expect=401)
    await (await enter(world.mykola)).post(f"{QUEUE}/{number}/accept", expect=403)
    assert await status(world, number) is CertificateStatus.CHECKING
    assert "Пакетів ще не надсилали" in (await (await enter(world.iryna)).get(f"{PAGES}/batches")).text
