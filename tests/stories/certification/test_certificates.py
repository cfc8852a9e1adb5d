"""A drive from its first list to the last certificate: members, joining, receipts, coordinators, decisions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import AsyncIterator
from datetime import date, timedelta

import httpx
import openpyxl
import pytest

from handlers.certification.taps import ShowMember
from services.certification import MEMBERS, Doubt, Drive, Submission
from services.content import Content
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from storage.engine.database import Database
from tests.certificates import Truth, jpeg, pdf, picture
from tests.excel import rows_of
from tests.jobs import run_job
from tests.sheets import Page, excel, libre_office
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World
from tests.zips import packed as zipped

ARCHIVE = "Архівний відділ"


class Portal(httpx.AsyncBaseTransport):
    """Stands for osvita.diia.gov.ua: it answers what the story says."""

    def __init__(self) -> None:
        self.status: int | None = 200
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        if self.status is None:
            raise httpx.ConnectError("unreachable", request=request)
        return httpx.Response(self.status)


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
async def world(database: Database, content: Content, portal: Portal) -> AsyncIterator[World]:
    stopped = World(database, content, portal=portal)
    async with stopped.running(admin_ids=[ADMIN]):
        yield stopped


def table(*rows: tuple[str | int, ...]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    assert book.active
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


HEADINGS = ("ПІБ", "Установа", "Підрозділ", "Стан")
STAFF = table(
    HEADINGS,
    ("Коваль Олена Іванівна", ARCHIVE, "Читальний зал", ""),
    ("Бондар Микола Петрович", ARCHIVE, "Сховище", ""),
    ("Шевченко Тарас Григорович", ARCHIVE, "Сховище", "мобілізовано"),
)


async def send_file(world: World, person: Person, content: bytes, name: str, *, reply: bool = True) -> Message:
    person.send_file("document", Upload(name, content), reply_to=person.last.id if reply else None)
    await world.settle()
    return person.last


async def prepare(world: World, staff: bytes = STAFF) -> Drive:
    """Iryna makes a drive, imports the archive's people and opens it, all by the buttons of the desk."""
    await desk(world, "Сертифікація", "Нова сертифікація")
    await world.say(world.iryna, "Кібергігієна, IV квартал", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "☑️ Цифрограм")
    await world.tap(world.iryna, "☑️ Цифрова грамотність")
    await world.tap(world.iryna, "Список працівників")
    said = await send_file(world, world.iryna, staff, "люди.xlsx")
    words = said.text.replace("\xa0", " ")
    assert "Рядків: 3. Нових людей: 3. Уже є: 0." in words
    assert "Не беруть участі: 1. Повторів: 0. З помилками: 0. Нових установ: 1." in words
    assert "Коваль Олена Іванівна · Архівний відділ · Читальний зал" in words, "the first rows as they would be kept"
    assert await world.services.people.posts.bodies() == [], "a dry run keeps nothing"
    await world.tap(world.iryna, "Записати все")
    await world.tap(world.iryna, "▶️ Відкрити")
    await world.tap(world.iryna, "Так")
    [drive] = await world.services.certification.read.drives.newest()
    return drive


async def join(world: World, person: Person, drive: Drive, name: str) -> None:
    await world.start(person, f"d_{drive.token}")
    await world.tap(person, "Я працюю в установі")
    await world.say(person, name)
    await world.tap(person, "Долучитися")


def truth(number: str, person: str) -> Truth:
    address = f"https://osvita.diia.gov.ua/c/{number}"
    return Truth(person, "Основи кібергігієни", number, address, date(2026, 11, 20))


def certificate(number: str, person: str) -> bytes:
    """A PDF with text and a QR code."""
    return pdf(truth(number, person))


def photo() -> bytes:
    """Nothing but a picture, without a code; a small one, in which it is soon looked for everywhere."""
    return jpeg(picture(truth("AB-5555", "Коваль Олена"), width=0).resize((350, 248)))


async def test_from_the_list_to_the_receipt(world: World, portal: Portal) -> None:
    drive = await prepare(world)
    assert "0 %: здали 0 з 2" in world.iryna.last.text.replace("\xa0", " "), "the mobilised one does not count"
    await join(world, world.olena, drive, "Олена Коваль")
    assert "Ви берете участь" in world.olena.last.text
    assert len(await world.services.certification.read.members.at("b1")) == 3, "she was found in the list"
    await world.tap(world.olena, "Надіслати сертифікат")
    await send_file(world, world.olena, certificate("AB-1234", "Коваль Олена Іванівна"), "cert.pdf")
    assert "Прочитали так" in world.olena.last.text
    assert "AB-1234" in world.olena.last.text
    await world.tap(world.olena, "Так, зарахувати")
    receipt = world.olena.last.text
    assert "Зараховано, № 1" in receipt.replace("\xa0", " ")
    assert "Листом надсилати не треба" in receipt
    assert "усе здано" in receipt
    assert portal.asked == ["https://osvita.diia.gov.ua/c/AB-1234"]
    await desk(world, "Сертифікація", "Кібергігієна")
    assert "50 %: здали 1 з 2" in world.iryna.last.text.replace("\xa0", " ")
    await world.say(world.olena, "/courses")
    assert "усе здано" in world.olena.last.text


async def test_a_table_with_mistakes_is_not_taken_at_all(world: World) -> None:
    await desk(world, "Сертифікація", "Нова сертифікація")
    await world.say(world.iryna, "Проба", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Список працівників")
    wrong = table(
        HEADINGS,
        ("Коваль Олена", ARCHIVE, "", ""),
        ("Коваль", ARCHIVE, "", ""),
        ("Бондар Микола", "", "", ""),
        ("Мельник Ірина 1234567890", ARCHIVE, "", ""),
        ("Гнатюк Іван", ARCHIVE, "", "десь є"),
        ("КОВАЛЬ Олена", ARCHIVE, "", ""),
    )
    said = await send_file(world, world.iryna, wrong, "люди.xlsx")
    assert "4 рядки з помилками: нічого не записали" in said.text.replace("\xa0", " ")
    for words in ("рядок 3, «ПІБ»", "рядок 4, «Установа»", "рядок 5, «ПІБ»", "рядок 6, «Стан»"):
        assert words in said.text.replace("\xa0", " ")
    assert "КОВАЛЬ Олена (7)" in said.text.replace("\xa0", " "), "a double is named"
    assert "Записати" not in str(said.buttons)
    assert await world.services.people.posts.bodies() == []
    await world.tap(world.iryna, "Скасувати")
    await world.tap(world.iryna, "Список працівників")
    said = await send_file(world, world.iryna, b"%PDF-1.4 not a table", "x.xlsx")
    assert "Це PDF, а не таблиця" in said.text


async def test_an_outsider_joins_only_where_anyone_may(world: World) -> None:
    drive = await prepare(world)
    await world.start(world.olena, f"d_{drive.token.lower()}")
    assert "за себе" not in str(world.olena.last.buttons)
    await world.services.certification.drives.turn_anyone(drive.id)
    await world.start(world.olena, f"d_{drive.token}")
    await world.tap(world.olena, "Беру участь за себе")
    assert "Ви берете участь" in world.olena.last.text
    await world.start(world.olena, f"d_{drive.token}")
    assert "за себе" not in str(world.olena.last.buttons), "she takes part"
    await world.tap(world.olena, "Не беру участі")
    await world.tap(world.olena, "Так, вийти")
    assert await world.services.certification.read.members.of_person(world.olena.id) == []
    assert "не триває" in (await world.start(world.olena, "d_NOSUCH22")).text


async def test_the_same_certificate_counts_once_and_not_for_another(world: World) -> None:
    drive = await prepare(world)
    await join(world, world.olena, drive, "Коваль Олена Іванівна")
    await join(world, world.mykola, drive, "Бондар Микола Петрович")
    content = certificate("AB-1234", "Коваль Олена Іванівна")
    await send_file(world, world.olena, content, "cert.pdf", reply=False)
    await world.tap(world.olena, "Так, зарахувати")
    await send_file(world, world.olena, content, "cert.pdf", reply=False)
    await world.tap(world.olena, "Так, зарахувати")
    assert "вже здали" in world.olena.last.text
    await send_file(world, world.mykola, content, "cert.pdf", reply=False)
    await world.tap(world.mykola, "Так, зарахувати")
    assert "уже здала інша людина" in world.mykola.last.text
    assert "той самий номер" in world.in_staff_chat()[-1].text
    other = certificate("AB-9999", "Коваль Олена Іванівна")
    await send_file(world, world.mykola, other, "cert.pdf", reply=False)
    await world.tap(world.mykola, "Так, зарахувати")
    assert "ім’я інше, ніж у списку" in world.mykola.last.text
    counts = await world.services.certification.read.figures.counts(drive.id)
    assert [(each.members, each.certified) for each in counts] == [(2, 2)], "what is looked at stops reminders"


async def test_the_portal_is_asked_again_until_it_answers(world: World, portal: Portal) -> None:
    drive = await prepare(world)
    await join(world, world.olena, drive, "Коваль Олена Іванівна")
    portal.status = None
    await send_file(world, world.olena, certificate("AB-1234", "Коваль Олена Іванівна"), "cert.pdf", reply=False)
    await world.tap(world.olena, "Так, зарахувати")
    assert "портал ще не відповів" in world.olena.last.text
    assert await world.services.certification.read.certificates.waiting() == [], "nobody has to look yet"
    await world.services.certification.review.check_again()
    assert len(portal.asked) == 1
    world.clock.move(timedelta(minutes=16))
    portal.status = 503
    await world.services.certification.review.check_again()
    portal.status = 200
    world.clock.move(timedelta(minutes=31))
    await world.services.certification.review.check_again()
    await world.tell_news()
    assert "Зараховано" in world.olena.last.text
    portal.status = 404
    await send_file(world, world.olena, certificate("AB-777", "Коваль Олена Іванівна"), "cert.pdf", reply=False)
    await world.tap(world.olena, "Так, зарахувати")
    assert "не відкривається" in world.olena.last.text


async def test_what_cannot_be_read_is_typed_in_and_decided_by_staff(world: World) -> None:
    drive = await prepare(world)
    await join(world, world.olena, drive, "Коваль Олена Іванівна")
    said = await send_file(world, world.olena, b"\x00\x01", "what.bin", reply=False)
    assert "надішліть його" in said.text
    await send_file(world, world.olena, photo(), "photo.pdf", reply=False)
    await world.tap(world.olena, "Основи кібергігієни")
    assert "Очікуємо номер" in (await world.say(world.olena, "ні")).text
    await world.say(world.olena, "КГ 12345")
    await world.say(world.olena, "Коваль Олена")
    assert "не пізніший" in (await world.say(world.olena, "20.11.2036")).text
    await world.say(world.olena, "20.11.2026")
    await world.tap(world.olena, "Так, зарахувати")
    assert "дані введено вручну" in world.olena.last.text
    await desk(world, "Сертифікація", "Перевірити сертифікати: 1", "№ 1", "Відмовити", "Інша причина")
    await world.say(world.iryna, "Номер не збігається", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Скасувати рішення")
    assert "№ 1" in world.iryna.last.text.replace("\xa0", " "), "she is back at it"
    await world.tap(world.iryna, "Відмовити")
    await world.tap(world.iryna, "Інша причина")
    await world.say(world.iryna, "Номер не збігається", reply_to=world.iryna.last.id)
    world.clock.move(timedelta(minutes=1))
    await world.tell_news()
    assert "не зарахували: Номер не збігається" in world.olena.last.text
    # What is not read is tapped but for the number.
    await send_file(world, world.olena, photo(), "photo.pdf", reply=False)
    await world.tap(world.olena, "Основи кібергігієни")
    await world.say(world.olena, "КГ 12346")
    await world.tap(world.olena, "Коваль Олена Іванівна")
    assert world.olena.last.buttons[0] == ["листопад 2026", "жовтень 2026"]
    await world.tap(world.olena, "жовтень 2026")
    await world.tap(world.olena, "Інший місяць")
    await world.tap(world.olena, "листопад 2026")
    assert "Листопад 2026: якого числа" in world.olena.last.text
    days = [words for row in world.olena.last.buttons for words in row if words.isdecimal()]
    assert days == [str(day) for day in range(1, 24)], "none that is still to come"
    await world.tap(world.olena, "20")
    assert "20 листопада 2026 року" in world.olena.last.text
    await world.tap(world.olena, "Так, зарахувати")
    await desk(world, "Сертифікація", "Перевірити сертифікати: 1", "Прийняти всі: 1")
    assert "Прийняти сертифікати з цього списку: 1?" in world.iryna.last.text.replace("\xa0", " ")
    assert "✅ Зараховано" not in world.olena.last.text, "one press accepts nothing"
    await world.tap(world.iryna, "Назад")
    await world.tap(world.iryna, "Прийняти всі: 1")
    await world.tap(world.iryna, "Так, прийняти: 1")
    assert "✅ Зараховано" in world.olena.last.text


async def test_a_coordinator_sees_her_body_and_nobody_else_does(world: World) -> None:
    drive = await prepare(world)
    made = await world.services.people.invites.into_post(Post("b1", Title.COORDINATOR), ADMIN)
    await world.services.people.invites.take(made.token, world.mykola.id, "Микола")
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    assert "Читальний зал: 0 з 1" in world.mykola.last.text.replace("\xa0", " ")
    data = world.mykola.last.button("Excel")["callback_data"]
    await world.tap(world.mykola, "Ще не здали: 2")
    await world.tap(world.mykola, "Коваль Олена")
    await world.tap(world.mykola, "⏸ Не бере участі")
    assert "не рахується" in world.mykola.last.text
    # Why she is exempt neither staff see, nor the log.
    press = world.iryna.press(world.iryna.last, data=ShowMember(drive.id, 1).pack())
    await world.settle()
    assert "лише координатор" in (await press.answered())["text"]
    staff_sees = [
        *rows_of(await world.services.certification.exports.of_drive(drive, ADMIN)),
        (await desk(world, "Журнал")).text,
    ]
    assert "Не беруть участі" in str(staff_sees)
    assert not re.search("(?i)догляд|parental|мобіліз", str(staff_sees))
    [count] = await world.services.certification.read.figures.counts(drive.id)
    assert (count.members, count.exempt) == (1, 2)
    world.olena.has_started = True
    await world.say(world.olena, "/courses")
    press = world.olena.press(world.olena.last, data=data)
    await world.settle()
    assert "лише координатор" in (await press.answered())["text"]
    await world.tap(world.mykola, "← Назад")
    await world.tap(world.mykola, "Excel")
    rows = rows_of(world.telegram.files[world.mykola.last.data["document"]["file_id"]].content)
    assert len(rows) == 4


async def test_the_staff_take_along_the_people_of_a_drive_as_their_coordinator_does(world: World) -> None:
    drive = await prepare(world)
    book = openpyxl.load_workbook(io.BytesIO(await world.services.certification.exports.of_drive(drive, ADMIN)))
    people = list(book["Люди"].iter_rows(values_only=True))
    own = rows_of(await world.services.certification.exports.of_place("b1", ADMIN))
    assert people[0] == ("Установа", *own[0])
    assert [row for row in people if row[0] == ARCHIVE] == [(ARCHIVE, *row) for row in own[1:]]


async def test_a_coordinator_finds_her_body_under_her_post_too(world: World) -> None:
    await prepare(world)
    made = await world.services.people.invites.into_post(Post("b1", Title.COORDINATOR), ADMIN)
    await world.services.people.invites.take(made.token, world.mykola.id, "Микола")
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    assert "Читальний зал: 0 з 1" in world.mykola.last.text.replace("\xa0", " ")


async def test_bodies_that_differ_by_a_figure_are_two_and_councils_are_hromadas(world: World) -> None:
    people = table(
        HEADINGS,
        ("Коваль Олена", "Школа № 1", "", ""),
        ("Коваль Олена", "Школа № 2", "", ""),
        ("Коваль Олена", "ШКОЛА №1", "Бухгалтерія", ""),
        ("Бондар Іван", "Овруцька міська рада", "", ""),
        ("Бондар Петро", "Відділ освіти Овруцької міської ради", "", ""),
    )
    opened = await world.services.tables.open(MEMBERS, people)
    taken = await world.services.certification.members.take(opened, ADMIN)
    assert taken is not None
    added, places = taken
    assert added == 5
    assert [await world.services.people.posts.place_name(place) for place in places] == [
        "Школа № 1",
        "Школа № 2",
        "Відділ освіти Овруцької міської ради",
        "Овруцька громада",
    ]
    again = await world.services.certification.members.take(opened, ADMIN)
    assert again == (0, places), "nothing is imported twice"


async def coordinate(world: World, person: Person) -> None:
    made = await world.services.people.invites.into_post(Post("b1", Title.COORDINATOR), ADMIN)
    await world.services.people.invites.take(made.token, person.id, person.data["first_name"])


def packed(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", " ") + ".pdf", content)
    return file.getvalue()


async def test_a_batch_is_read_by_the_clock_and_the_rest_is_decided_by_hand(world: World) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    await world.tap(world.mykola, "Надіслати пакет")
    batch = packed(
        a=certificate("AB-1001", "КОВАЛЬ Олена Іванівна"),
        b=certificate("AB-1002", "Хтось Невідомий Іванович"),
        c=certificate("AB-1001", "Коваль Олена Іванівна"),
        d=b"not a certificate",
        Бондар__Микола__Петрович=photo(),
    )
    said = await send_file(world, world.mykola, batch, "пакет.zip")
    assert "Отримали, читаємо" in said.text
    for _ in range(2):  # a second turn of the clock finds nothing to do
        world.clock.move(timedelta(seconds=5))
        await run_job("read_certificates", world.services)
        await world.tell_news()
    report = world.mykola.last.text.replace("\xa0", " ")
    assert "Зараховано: 1. Чекають на рішення: 2. Здані раніше: 1." in report
    assert "d.pdf – не сертифікат" in report
    await world.tap(world.mykola, "Перевірити сертифікати: 2")
    await world.tap(world.mykola, "Хтось Невідомий")
    await world.tap(world.mykola, "✅ Прийняти")
    assert await world.services.certification.read.certificates.waiting(["b1"]), "nobody's is not accepted"
    await world.tap(world.mykola, "Хтось Невідомий")
    await world.tap(world.mykola, "❌ Відмовити")
    await world.tap(world.mykola, "Це сертифікат іншої людини")
    await world.tap(world.mykola, "Бондар Микола")
    await world.tap(world.mykola, "Основи кібергігієни")
    await world.tap(world.mykola, "✅ Прийняти")
    assert await world.services.certification.read.certificates.waiting(["b1"]) == []
    [drive] = await world.services.certification.read.drives.newest()
    [count] = await world.services.certification.read.figures.counts(drive.id)
    assert (count.members, count.certified) == (2, 2)


async def test_an_archive_is_unpacked_whatever_lies_in_it_and_names_keep_their_folders(world: World) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    await world.tap(world.mykola, "Надіслати пакет")
    rows = table(("ПІБ", "Номер"), ("Бондар Микола Петрович", "К-0002"))
    batch = io.BytesIO()
    with zipfile.ZipFile(batch, "w") as archive:
        archive.writestr("відділ 1/cert.pdf", certificate("AB-1001", "Коваль Олена Іванівна"))
        archive.writestr("відділ 2/cert.pdf", b"not a certificate")
        archive.writestr("відділ 3/cert.pdf", certificate("AB-1003", "Хтось Інший"), zipfile.ZIP_BZIP2)
        archive.writestr("список.xlsx", rows, zipfile.ZIP_STORED)
    await send_file(world, world.mykola, batch.getvalue(), "пакет.zip")
    world.clock.move(timedelta(seconds=5))
    await run_job("read_certificates", world.services)
    await world.tell_news()
    report = world.mykola.last.text.replace("\xa0", " ")
    assert "Зараховано: 1. Чекають на рішення: 1." in report
    assert "відділ 2/cert.pdf – не сертифікат" in report
    assert "відділ 3/cert.pdf – стиснуто незвичним способом" in report


async def test_the_head_sees_how_far_her_body_is(world: World) -> None:
    await prepare(world)
    made = await world.services.people.invites.into_post(Post("b1", Title.HEAD), ADMIN)
    await world.services.people.invites.take(made.token, world.mykola.id, "М")
    said = await world.say(world.mykola, "/notices")
    assert "«Кібергігієна, IV квартал»" in said.text
    assert "здали 0 з 2" in said.text.replace("\xa0", " ")


async def test_a_list_in_excel_waits_for_a_look_and_is_accepted_in_bulk(world: World) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    await world.tap(world.mykola, "Надіслати пакет")
    rows = table(
        ("ПІБ", "Курс", "Номер", "Дата", "Рівень", "Бали"),
        ("Коваль Олени Іванівни", "Основи кібергігієни", "К-0001", "20.11.2026", "", ""),
        ("Бондар М. П.", "Цифрограм", "К-0002", "20.11.2026", "високий", "88"),
        ("", "Цифрограм", "К-0003", "", "", ""),
    )
    said = (await send_file(world, world.mykola, rows, "список.xlsx")).text.replace("\xa0", " ")
    assert "рядок 4, «ПІБ»" in said
    await world.tap(world.mykola, "Записати все")
    world.clock.move(timedelta(seconds=5))
    await run_job("read_certificates", world.services)
    await world.tell_news()
    report = world.mykola.last.text.replace("\xa0", " ")
    assert "Чекають на рішення: 2" in report
    assert "рядок 4: не схоже на прізвище" in report
    await world.tap(world.mykola, "Перевірити сертифікати: 2")
    await world.tap(world.mykola, "Прийняти всі: 2")
    asked = world.mykola.last.text.replace("\xa0", " ")
    assert "Прийняти сертифікати з цього списку: 2?" in asked
    await world.tap(world.mykola, "Так, прийняти: 2")
    excel = rows_of(await world.services.certification.exports.of_place("b1", world.mykola.id))
    assert sorted(str(row[5]) for row in excel[1:] if row[7] == "зараховано") == ["None", "високий"]


async def test_a_photo_and_a_link_give_the_number_and_somebody_looks_at_the_rest(world: World) -> None:
    drive = await prepare(world)
    await join(world, world.olena, drive, "Коваль Олена Іванівна")
    shot = jpeg(picture(truth("AB-2001", "Коваль Олена Іванівна")))
    world.olena.send_file("photo", Upload("photo.jpg", shot))
    await world.settle()
    await world.tap(world.olena, "Основи кібергігієни")
    await world.tap(world.olena, "Коваль Олена Іванівна")
    await world.say(world.olena, "20.11.2026")
    assert "Номер: AB-2001" in world.olena.last.text
    await world.tap(world.olena, "Так, зарахувати")
    await world.say(world.olena, "https://osvita.diia.gov.ua/c/AB-2002")
    await world.tap(world.olena, "Цифрограм")
    await world.tap(world.olena, "Коваль Олена Іванівна")
    await world.say(world.olena, "20.11.2026")
    await world.tap(world.olena, "високий")
    await world.say(world.olena, "76")
    assert "Номер: AB-2002" in world.olena.last.text
    await world.tap(world.olena, "Так, зарахувати")
    waiting = await world.services.certification.read.certificates.waiting(["b1"])
    assert [(each.code, each.doubts) for each in waiting] == [
        ("AB-2001", (Doubt.UNREAD,)), ("AB-2002", (Doubt.UNREAD,))
    ]  # fmt: skip
    said = await world.say(world.olena, "https://osvita.diia.gov.ua.evil.example/certificate/AB-2003")
    assert "AB-2003" not in said.text
    assert await world.services.certification.read.certificates.waiting(["b1"]) == waiting


async def test_a_whole_list_is_refused_with_one_reason(world: World) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    headings = ("ПІБ", "Курс", "Номер")
    rows = [("Коваль О. І.", "Цифрограм", "К-0001"), ("Бондар М. П.", "Цифрограм", "К-0002")]
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    await world.tap(world.mykola, "Надіслати пакет")
    await send_file(world, world.mykola, table(headings, *rows), "список.xlsx")
    await world.tap(world.mykola, "Записати все")
    world.clock.move(timedelta(seconds=5))
    await run_job("read_certificates", world.services)
    await desk(world, "Сертифікація", "Перевірити сертифікати: 2")
    assert "№ 2 Бондар М. П., K-0002 – дані введено вручну" in world.iryna.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Відмовити всім: 2")
    later = Submission(course="cyber", code="К-0003", doubts=(Doubt.UNREAD,))
    await world.services.certification.certificates.hand_in(world.olena.id, "message 1", later)
    assert await world.tap(world.iryna, "Файл не читається") == "Відмовили: 2."
    [left] = await world.services.certification.read.certificates.waiting()
    assert left.code == "K-0003", "it came in after the list was shown"
    await world.tap(world.iryna, "← Назад")
    assert "Нова сертифікація" in str(world.iryna.last.buttons), "back at the desk"


async def test_her_own_list_says_what_was_handed_in_and_when(world: World) -> None:
    drive = await prepare(world)
    await join(world, world.olena, drive, "Коваль Олена Іванівна")
    await send_file(world, world.olena, certificate("AB-1234", "Коваль Олена Іванівна"), "cert.pdf", reply=False)
    await world.tap(world.olena, "Так, зарахувати")
    world.clock.move(timedelta(days=3))
    said = (await world.say(world.olena, "/courses")).text.replace("\xa0", " ")
    assert "№ 1 Основи кібергігієни: зараховано, 23 листопада 2026 року" in said


async def test_what_is_no_batch_is_said(world: World) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    ods, book = libre_office(Page([("Хто",), ("Ліцей",)])), excel(Page([("Хто",), ("Ліцей",)]))
    for content, words in (
        (b"PK\x03\x04broken", "не таблиця"),
        (b"", "порожн"),
        (zipped(("[Content_Types].xml", b"<t/>"), ("word/document.xml", b"<w/>"), ("word/media/i.png", b"x")), "Word"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(50), "звичайний ZIP"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "звичайний ZIP"),
        (ods, "Бракує"),
        (book, "Бракує"),
    ):
        await world.say(world.mykola, "/courses")
        await world.tap(world.mykola, f"👥 {ARCHIVE}")
        await world.tap(world.mykola, "Надіслати пакет")
        await send_file(world, world.mykola, content, "x.zip")
        world.clock.move(timedelta(seconds=5))
        await run_job("read_certificates", world.services)
        await world.tell_news()
        assert words in world.mykola.last.text
