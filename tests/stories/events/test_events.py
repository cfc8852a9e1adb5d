"""A training for maternity wards, a webinar, a visit: from the draft to the certificate."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from icalendar import Calendar
from pypdfium2 import PdfDocument

from cli.demo_past import play_what_was_before
from content.demo import load_cast
from handlers.events.taps import ApproveEvent, JoinEvent
from services.events import Event, EventKind, Joined
from services.events.schedule import read_session
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.excel import rows_of
from tests.jobs import run_job
from tests.stories.cases.test_statistics import cases
from tests.stories.events.common import (
    carry,
    events_desk,
    newest,
    open_it,
    said,
    seat,
    somebody,
    wards,
    write,
)
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World

HEAD, CDTO = Post("h02001", Title.HEAD), Post("h02001", Title.CDTO)
PLACE = "вул. Прикладна"


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def file_of(world: World, message: Message) -> bytes:
    return world.telegram.file(message.data["document"]["file_id"]).content


def words_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf)).replace("\r\n", " ")


async def training(world: World, people: list[Person], places: str) -> int:
    """For maternity wards, open, and everybody invited."""
    number = await write(world, "Тренінг", "єМалятко", "15 грудня 10:00–12:00\n16 грудня 10:00–12:00")
    await world.tap(world.iryna, "Пологові відділення")
    await world.tap(world.iryna, "Готово")
    await world.tap(world.iryna, "Скільки місць")
    await world.say(world.iryna, places)
    await open_it(world)
    assert all(said(person, "запрошує вас") == 1 for person in people)
    return number


async def ticket(world: World, person: Person) -> str:
    """The payload in her QR code."""
    return "t_" + str(
        await world.database.fetch_value("SELECT ticket FROM registrations WHERE person_id = :id", id=person.id)
    )


async def test_a_training_for_twelve_wards_from_the_draft_to_the_certificate(world: World) -> None:
    people = await wards(world, 12)
    number = await training(world, people, "10, по 1")
    assert PLACE not in newest(people[0], "запрошує вас").text, "where it is, is told only to those who come"
    for person in people[:10]:
        assert "Записали" in await world.tap(person, "Піду")
    assert PLACE in people[0].last.text
    for person in people[10:]:
        assert "ви в черзі" in await world.tap(person, "Піду", message=newest(person, "запрошує вас"))
    await world.tap(people[0], "Надішлю заступника")
    await world.tap(people[0], "Назвати ім’я")
    await world.say(people[0], "Марія Савчук")
    assert "Записано: Марія Савчук" in people[0].replies[-2].text
    sent = people[0].last
    assert sent.data["photo"]
    assert "Перешліть це повідомлення" in sent.text, "she needs no bot"
    [registered] = await world.database.fetch("SELECT ticket FROM registrations WHERE name = 'Марія Савчук'")
    assert f"{registered['ticket'][:4]}-{registered['ticket'][4:]}" in sent.text

    # One leaves: the first in the row is asked, and nobody else.
    await world.tap(people[9], "Скасувати участь")
    assert said(people[10], "Звільнилося місце") == 1
    assert said(people[11], "Звільнилося місце") == 0
    world.clock.move(timedelta(hours=25))
    await carry(world)
    assert said(people[10], "перейшло до наступної людини") == 1
    assert said(people[11], "Звільнилося місце") == 1
    assert "До зустрічі" in await world.tap(people[11], "Так, піду", message=newest(people[11], "Звільнилося"))

    # The first session moves: all are told, and nobody gets the old time afterwards.
    await events_desk(world, "єМалятко", "Перенести", "Перенести 15.12")
    await world.say(world.iryna, "17 грудня 14:00–16:00")
    await carry(world)
    assert said(people[0], "Зміни: єМалятко") == 1
    assert "17 грудня 2026 року, 14:00–16:00" in newest(people[0], "Зміни").text.replace("\xa0", " ")
    assert said(people[9], "Зміни: єМалятко") == 0, "nothing after one said no"
    await world.tap(people[0], "У календар", message=newest(people[0], "Зміни"))
    events = Calendar.from_ical(file_of(world, people[0].last)).walk("VEVENT")
    assert sorted((str(each["uid"]), each["sequence"]) for each in events) == [
        (f"event-{number}-1@zt_bot.t.me", 1),
        (f"event-{number}-2@zt_bot.t.me", 1),
    ]

    # The other session is cancelled.
    await events_desk(world, "єМалятко", "Перенести", "❌ 16.12", "Так, скасувати")
    await carry(world)
    assert said(people[1], "Одну зустріч скасовано") == 1
    world.clock.strike("2026-12-15 10:05")
    await carry(world)
    assert said(people[0], "Завтра чекаємо") == 0
    world.clock.strike("2026-12-16 15:00")
    await carry(world)
    assert said(people[0], "Завтра чекаємо") == 1
    assert PLACE in newest(people[0], "Завтра чекаємо").text
    assert said(people[9], "Завтра чекаємо") == 0

    # At the door: two ways for those who are there.
    world.clock.strike("2026-12-17 13:50")
    code = await ticket(world, people[0])
    assert "Марія Савчук" in (await world.start(world.iryna, code)).text
    assert "уже відсканували" in (await world.start(world.iryna, code)).text
    assert "Такого коду немає" in (await world.start(world.iryna, "t_ABCD2345")).text
    assert "Покажіть його працівникам" in (await world.start(people[1], await ticket(world, people[1]))).text
    world.clock.strike("2026-12-17 14:30")
    assert "із запізненням" in (await world.start(world.iryna, await ticket(world, people[1]))).text
    await events_desk(world, "єМалятко", "Список")
    for _ in range(3):
        await world.tap(world.iryna, "Лікарка 3")
    await events_desk(world, "єМалятко", "Код на екран")
    code = world.iryna.last.text.split("\n\n")[1].strip()
    await world.say(people[3], "/events")
    await world.tap(people[3], "єМалятко")
    await world.tap(people[3], "Я тут")
    assert "Відмітили" in (await world.say(people[3], code)).text, "the third way: the code on the screen"
    noted = await world.services.events.attendance.of_event(number)
    assert {each.via.value for each in noted.values()} == {"ticket", "list", "code"}
    await events_desk(world, "єМалятко", "Список")
    assert "➗ Лікарка 3" in str(world.iryna.last.buttons)

    # Afterwards.
    world.clock.strike("2026-12-17 16:01")
    await carry(world)
    assert said(people[0], "Чи було корисно?") == 1
    assert said(people[5], "Чи було корисно?") == 0, "she was not there"
    await world.tap(people[0], "👍", message=newest(people[0], "Чи було корисно?"))
    await world.tap(people[0], "Додати слово")
    await world.say(people[0], "Мало часу, телефон 0671234567")
    await world.tap(people[1], "Сертифікат", message=newest(people[1], "Чи було корисно?"))
    await world.tap(people[1], "Інше ім’я")
    await world.say(people[1], "Лікарка Друга")
    await world.tap(people[1], "Так, видати")
    pdf = next(each for each in reversed(people[1].replies) if each.data.get("document"))
    text = words_of(file_of(world, pdf))
    assert "Лікарка Друга" in text
    given = str(await world.database.fetch_value("SELECT certificate FROM registrations WHERE name = 'Лікарка Друга'"))
    assert f"{given[:4]}-{given[4:]}" in text
    await world.say(world.olena, f"/verify {given}")
    assert "справжній" in world.olena.last.text
    assert "Лікарка Друга" in world.olena.last.text
    assert "справжній" in (await world.start(world.olena, f"p_{given}")).text
    assert "справжній" not in (await world.start(world.olena, "p_ABCD2345")).text

    await events_desk(world, "єМалятко", "Підсумок")
    assert "Записалося: 10. Було: 4." in world.iryna.last.text.replace("\xa0", " ")
    assert "Мало часу" in world.iryna.last.text
    assert "0671234567" not in world.iryna.last.text
    await world.tap(world.iryna, "Картинка")
    assert world.iryna.last.data["photo"]
    await events_desk(world, "єМалятко", "Excel")
    rows = rows_of(file_of(world, world.iryna.last))
    assert next(row for row in rows if row[0] == "Марія Савчук")[1] == "Пологове № 1"
    assert len(rows) == 13


async def test_a_webinar_is_reminded_an_hour_before_and_attended_by_the_code_on_the_screen(world: World) -> None:
    await somebody(world, 8001, "Ганна")
    await write(world, "Вебінар", "Кібергігієна", "30 листопада 15:00–16:00", "https://meet.example/abc")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    await open_it(world)
    shown = await world.start(world.olena, "e_1")
    assert "meet.example" not in shown.text
    await world.tap(world.olena, "Піду")
    assert "meet.example" in world.olena.last.text
    world.clock.strike("2026-11-30 14:05")
    await carry(world)
    assert said(world.olena, "Починаємо о 15:00") == 1
    await events_desk(world, "Кібергігієна", "Код на екран")
    screen = world.iryna.last
    first = screen.text.split("\n\n")[1].strip()
    await world.tap(world.olena, "Я тут", message=newest(world.olena, "Починаємо о 15:00"))
    assert "немає на екрані" in (await world.say(world.olena, "000000" if first != "000 000" else "111111")).text
    await world.say(world.olena, first)
    assert "Відмітили" in world.olena.last.text
    world.clock.move(timedelta(minutes=1))
    await run_job("show_progress", world.services)
    changed = next(each for each in world.iryna.replies if each.id == screen.id)
    assert changed.text.split("\n\n")[1].strip() != first, "another code each minute, by itself"
    await world.tap(world.iryna, "← Назад", message=changed)
    await run_job("show_progress", world.services)
    assert "Код на цю хвилину" not in next(each for each in world.iryna.replies if each.id == screen.id).text
    world.clock.move(timedelta(minutes=5))
    late = await somebody(world, 8002, "Петро")
    await world.start(late, "e_1")
    await world.tap(late, "Піду")
    await world.tap(late, "Я тут")
    assert "немає на екрані" in (await world.say(late, first)).text, "the code of some minutes ago"


async def test_a_visit_proposed_after_refusals_becomes_an_event_and_counts_before_and_after(world: World) -> None:
    await cases(world, 3, "rail", "Вокзал Коростень")
    await run_job("notice_repeats", world.services)
    await world.settle()
    await events_desk(world)
    proposed = next(label for row in world.iryna.last.buttons for label in row if "💡" in label)
    await world.tap(world.iryna, proposed)
    assert "Пропозиція після повторних відмов" in world.iryna.last.text
    await world.tap(world.iryna, "Відбулося")
    await world.tap(world.iryna, "Так, відбулася")
    [(_body, _at, before, after)] = await world.services.cases.statistics.visits()
    assert (before, after) == (3, 0)


async def test_many_invited_need_a_second_one_of_the_staff(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN, 1004], notice_second_from=20):
        number = await write(world, "Тренінг", "Для голів")
        await world.tap(world.iryna, "Усі голови громад")
        await world.tap(world.iryna, "Готово")
        seal = (await world.services.events.events.view(await event(world, number))).seal
        assert "інша людина" in await world.tap(world.iryna, "Відкрити")
        assert "Перевірте подію" in world.in_staff_chat()[-1].text
        andrii = await somebody(world, 1004, "Андрій")
        await world.forge(andrii, ApproveEvent(number, seal))
        assert "Зупинити" in str(andrii.last.buttons)
        await world.tap(andrii, "Зупинити")
        assert "Готується" in andrii.last.text


async def event(world: World, number: int) -> Event:
    found = await world.services.events.events.find(number)
    assert found
    return found


async def test_a_head_hands_over_to_the_deputy_and_others_are_not_invited(world: World) -> None:
    await seat(world, HEAD, world.mykola)
    deputy = world.telegram.add_person(8003, "Тарас")
    await seat(world, CDTO, deputy)
    number = await write(world, "Тренінг", "Для громад")
    await world.tap(world.iryna, "Обрані громади")
    await world.say(world.iryna, "Андрушівська")
    await world.tap(world.iryna, "Готово")
    await open_it(world)
    assert said(deputy, "запрошує вас") == 0
    assert "Лише за запрошенням" not in world.mykola.last.text
    await world.tap(world.mykola, "Надішлю заступника")
    await world.tap(world.mykola, "Запросити заступника")
    await carry(world)
    assert said(deputy, "запрошує вас") == 1
    await world.tap(deputy, "Піду")
    shown = await world.start(world.olena, f"e_{number}")
    assert "лише за запрошенням" in shown.text
    assert "інших посад" in await world.forge(world.olena, JoinEvent(number))
    assert PLACE not in world.olena.last.text


async def test_a_place_that_a_head_has_goes_to_the_deputy_and_not_to_whoever_waits(world: World) -> None:
    await seat(world, HEAD, world.mykola)
    deputy, other = world.telegram.add_person(8003, "Тарас"), world.telegram.add_person(8004, "Оксана")
    await seat(world, CDTO, deputy)
    await seat(world, Post("h02003", Title.HEAD), other)
    number = await write(world, "Тренінг", "Одне місце")
    await world.tap(world.iryna, "Обрані громади")
    await world.say(world.iryna, "Андрушівська, Бердичівська")
    await world.tap(world.iryna, "Готово")
    await world.tap(world.iryna, "Скільки місць")
    await world.say(world.iryna, "1")
    await open_it(world)
    await world.tap(world.mykola, "Піду")
    assert "ви в черзі" in await world.tap(other, "Піду")
    await world.tap(world.mykola, "Надішлю заступника")
    for _twice in range(2):
        world.mykola.press(world.mykola.last, "Запросити заступника")
    await world.settle()
    await carry(world)
    assert (said(deputy, "Вам передають місце"), said(other, "Звільнилося місце")) == (1, 0)
    assert "До зустрічі" in await world.tap(deputy, "Так, піду", message=newest(deputy, "Вам передають місце"))
    assert PLACE in deputy.last.text
    counts = await world.services.events.registrations.counts(number)
    assert counts == {"going": 1, "waiting": 1, "withdrawn": 1}
    assert said(deputy, "запрошує вас") == 0, "one message is enough"


async def test_a_cancelled_event_is_told_with_the_reason_and_leaves_the_calendar(world: World) -> None:
    await write(world, "День відкритих дверей", "ЦНАП відкрито")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    await open_it(world)
    await world.start(world.olena)
    await world.tap(world.olena, "📅 Події")
    await world.tap(world.olena, "ЦНАП відкрито")
    await world.tap(world.olena, "Піду")
    await events_desk(world, "ЦНАП відкрито", "Скасувати подію")
    await world.say(world.iryna, "немає світла")
    await carry(world)
    assert "немає світла" in newest(world.olena, "Подію скасовано").text
    await world.tap(world.olena, "Прибрати з календаря", message=newest(world.olena, "Подію скасовано"))
    [struck] = Calendar.from_ical(file_of(world, world.olena.last)).walk("VEVENT")
    assert struck["status"] == "CANCELLED"
    world.clock.strike("2026-12-14 12:00")
    await carry(world)
    assert said(world.olena, "Завтра чекаємо") == 0


async def test_the_agenda_and_the_summary_of_the_day_name_events(world: World) -> None:
    await write(world, "Тренінг", "Різдвяний", "25 грудня 10:00–12:00")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    assert "Різдво" in world.iryna.last.text, "a holiday is said before it opens"
    await open_it(world)
    await events_desk(world, "Календар")
    assert "подія: Різдвяний" in world.iryna.last.text
    assert "⚠️" in world.iryna.last.text
    world.clock.strike("2026-12-25 08:31")
    await run_job("send_daily_summary", world.services)
    assert "Сьогодні о 10:00: Різдвяний" in world.in_staff_chat()[-1].text.replace("\xa0", " ")


async def test_a_list_goes_after_its_time_but_for_certificates(world: World) -> None:
    await write(world, "Тренінг", "Давній", "1 грудня 10:00–12:00")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    await open_it(world)
    for person in (world.olena, world.mykola):
        await world.start(person, "e_1")
        await world.tap(person, "Піду")
    world.clock.strike("2026-12-01 10:01")
    for person in (world.olena, world.mykola):
        await world.start(world.iryna, await ticket(world, person))
    world.clock.strike("2026-12-01 12:01")
    await carry(world)
    await world.tap(world.olena, "Сертифікат", message=newest(world.olena, "Чи було корисно?"))
    await world.tap(world.olena, "Так, видати")
    assert await world.services.events.afterwards.say(1, world.olena.id, "Дякую")
    await world.services.events.registrations.forget_old(timedelta(days=1))
    assert len(await world.database.fetch("SELECT * FROM registrations")) == 2, "the time is not over"
    world.clock.move(timedelta(days=366))
    await world.services.events.registrations.forget_old(timedelta(days=365))
    [kept] = await world.database.fetch("SELECT person_id, feedback, answers FROM registrations")
    assert (kept["person_id"], kept["feedback"], kept["answers"]) == (world.olena.id, "", "")


async def test_questions_and_files_come_with_the_registration(world: World) -> None:
    number = await write(world, "Тренінг", "З обідом")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    await world.tap(world.iryna, "Запитання")
    assert "рядка 1" in (await world.say(world.iryna, "Фото: файл")).text.replace("\xa0", " ")
    await world.say(world.iryna, "Скільки вас: число 1-5\nОбід: так/ні\nЩе щось: текст, необов’язково")
    assert "Запитань: 3" in world.iryna.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Файл до події")
    world.iryna.send_file("document", Upload("Програма.pdf", b"%PDF-1.7"))
    await world.settle()
    assert "Файлів: 1" in world.iryna.last.text.replace("\xa0", " ")
    await open_it(world)
    await world.start(world.olena, f"e_{number}")
    await world.tap(world.olena, "Піду")
    assert "Скільки вас" in world.olena.last.text
    assert "не схоже" in (await world.say(world.olena, "багато")).text
    await world.say(world.olena, "2")
    assert "Обід" in world.olena.last.text
    await world.tap(world.olena, "Так")
    await world.tap(world.olena, "Пропустити")
    assert "відповіді записали" in world.olena.last.text
    await world.say(world.olena, "/events")
    await world.tap(world.olena, "З обідом")
    assert "Лишилося" not in world.olena.last.text
    await world.tap(world.olena, "Файли: 1")
    assert world.telegram.file(world.olena.last.data["document"]["file_id"]).content == b"%PDF-1.7"
    await world.start(world.mykola, f"e_{number}")
    await world.tap(world.mykola, "Піду")
    await world.say(world.mykola, "3")
    await events_desk(world, "З обідом", "Excel")
    headings, *rows = rows_of(file_of(world, world.iryna.last))
    told = [[row[headings.index(each)] for each in ("Скільки вас", "Обід", "Ще щось")] for row in rows]
    assert told == [["2", "Так", None], ["3", None, None]]


async def test_an_open_event_is_found_and_shared_in_other_chats(world: World) -> None:
    number = await write(world, "День відкритих дверей", "ЦНАП відкрито")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    assert "event-" not in str(await world.olena.inline("цнап відкрито")), "nobody finds a draft"
    await open_it(world)
    shown = await world.start(world.olena, f"e_{number}")
    query = shown.button("Поділитися")["switch_inline_query"]
    result = (await world.olena.inline(query))[0]
    assert result["id"] == f"event-{number}"
    friends = world.telegram.add_group(-2003, "Подруги", [world.olena, world.mykola])
    shared = world.olena.choose(result, friends)
    assert PLACE not in shared.text, "where it is, is told to those who come"
    assert shared.keyboard[0][0]["url"].endswith(f"start=e_{number}")


async def test_a_series_is_made_in_chat_and_the_load_of_hromadas_is_shown(world: World) -> None:
    await seat(world, HEAD, world.mykola)
    await write(world, "Тренінг", "Щотижнева година")
    await world.tap(world.iryna, "Обрані громади")
    await world.say(world.iryna, "Андрушівська, Бердичівська")
    await world.tap(world.iryna, "Запрошені: 2")
    await world.tap(world.iryna, "голова Бердичівської")
    await world.tap(world.iryna, "← Назад")
    assert "Запрошено посад: 1" in world.iryna.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Готово")
    await world.tap(world.iryna, "Зробити серію")
    assert "Серія: 3 події" in (await world.tap(world.iryna, "3 × щотижня")).replace("\xa0", " ")
    found = await world.services.events.events.newest()
    assert [f"{each.starts_at:%d.%m %H:%M}" for each in found if each.starts_at] == [
        "29.12 10:00",
        "22.12 10:00",
        "15.12 10:00",
    ]
    await events_desk(world, "Навантаження")
    assert "Андрушівська: подій 3" in world.iryna.last.text.replace("\xa0", " ")


async def test_the_events_of_the_demo_take_the_head_and_the_citizen(stopped_world: World) -> None:
    world, cast = stopped_world, load_cast()
    for each in cast.players:
        if each.id not in world.telegram.people:
            world.telegram.add_person(each.id, each.first_name)
    async with world.running(admin_ids=[each.id for each in cast.players if each.is_staff]):
        await play_what_was_before(cast, world.services, world.telegram)
        shown = await world.start(world.mykola, "e_1")
        assert "Дія для працівників ЦНАП" in shown.text
        await world.tap(world.mykola, "Піду")
        assert "Корольова" in world.mykola.last.text
        await world.start(world.olena)
        await world.tap(world.olena, "📅 Події")
        await world.tap(world.olena, "Кібергігієна за годину")
        await world.tap(world.olena, "Піду")
        assert "meet.example.org" in world.olena.last.text
        assert "Дія для працівників ЦНАП" in str((await events_desk(world, "Календар")).text)


async def test_who_is_reminded_while_it_moves_reads_the_new_time_only(world: World) -> None:
    number = await write(world, "Тренінг", "Рухома", "15 грудня 10:00–12:00")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    await open_it(world)
    await world.start(world.olena, f"e_{number}")
    await world.tap(world.olena, "Піду")
    world.clock.strike("2026-12-14 11:00")
    await run_job("plan_reminders", world.services)  # the message waits in the outbox
    before = len(world.olena.replies)
    assert await world.services.events.events.move(number, 1, "18 грудня 14:00–16:00", ADMIN)
    await carry(world)
    told = [each.text for each in world.olena.replies[before:]]
    assert len(told) == 1
    assert "10:00" not in told[0]
    assert "14:00–16:00" in told[0]


async def test_a_week_before_a_cancelled_session_in_the_calendar_and_materials(world: World) -> None:
    number = await write(world, "Тренінг", "Про все", "15 грудня 10:00–12:00\n16 грудня 10:00–12:00")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    await open_it(world)
    await events_desk(world, "Про все", "Плакат")
    assert "Про все" in words_of(file_of(world, world.iryna.last))
    for person in (world.olena, world.mykola):
        await world.start(person, f"e_{number}")
        await world.tap(person, "Піду")
    world.clock.strike("2026-12-08 10:05")
    for _twice in range(2):
        await carry(world)
    assert [said(each, "За 7 днів") for each in (world.olena, world.mykola)] == [1, 1]

    def calendar() -> dict[str, tuple[int, str]]:
        found = Calendar.from_ical(file_of(world, world.olena.last)).walk("VEVENT")
        return {str(each["uid"]): (int(str(each["sequence"])), str(each.get("status", ""))) for each in found}

    await world.tap(world.olena, "У календар")
    before = calendar()
    await events_desk(world, "Про все", "Перенести", "❌ 16.12", "Так, скасувати")
    await carry(world)
    await world.tap(world.olena, "У календар", message=newest(world.olena, "Одну зустріч скасовано"))
    after = calendar()
    assert before.keys() == after.keys()
    assert {after[uid][0] - before[uid][0] for uid in before} == {1}
    assert sorted("CANCELLED" in status for _sequence, status in after.values()) == [False, True]

    # Materials: whoever came is told, others have them on request, strangers have none.
    world.clock.strike("2026-12-15 10:00")
    await world.start(world.iryna, await ticket(world, world.olena))
    world.clock.strike("2026-12-15 12:30")
    await events_desk(world, "Про все", "Додати матеріали")
    world.iryna.send_file("document", Upload("Слайди.pdf", b"%PDF-1.7"))
    await world.settle()
    await carry(world)
    assert [said(each, "З’явилися матеріали") for each in (world.olena, world.mykola)] == [1, 0]
    await world.tap(world.olena, "Матеріали", message=newest(world.olena, "З’явилися матеріали"))
    await world.start(world.mykola, f"e_{number}")
    await world.tap(world.mykola, "Матеріали")
    stranger = await somebody(world, 8005, "Петро")
    await world.start(stranger, f"e_{number}")
    assert "Матеріали" not in str(stranger.last.buttons)
    for person in (world.olena, world.mykola):
        assert file_of(world, person.last) == b"%PDF-1.7"


async def test_a_place_that_is_free_shortly_before_is_kept_for_a_quarter_of_the_time(world: World) -> None:
    events, registrations = world.services.events.events, world.services.events.registrations
    number = await events.write(EventKind.TRAINING, "Скоро", ADMIN)
    await events.set_sessions(number, "24 листопада 10:00–12:00")
    await events.set_places(number, "1")
    await events.let_anyone(number, wanted=True)
    await events.open_now(number, ADMIN)
    for person in (world.olena, world.mykola, world.iryna):
        await world.start(person)
        await registrations.join(number, person.id, "Людина")
    world.clock.strike("2026-11-24 06:00")
    assert await registrations.leave(number, world.olena.id, "")
    mine = await registrations.find(number, world.mykola.id)
    assert mine
    assert mine.offered_until
    assert f"{mine.offered_until:%H:%M}" == "07:00"
    world.clock.strike("2026-11-24 07:01")
    await carry(world)
    states = {each.person_id: each.state.value for each in await registrations.of_event(number)}
    assert states == {world.olena.id: "withdrawn", world.mykola.id: "lapsed", world.iryna.id: "offered"}


async def test_a_webinar_of_four_hundred(world: World) -> None:
    """All of them are reminded an hour before, each once, and none who left."""
    events, registrations = world.services.events.events, world.services.events.registrations
    number = await events.write(EventKind.WEBINAR, "Для всіх", ADMIN)
    await events.set_sessions(number, "30 листопада 15:00–16:00")
    await events.let_anyone(number, wanted=True)
    await events.set_places(number, "400")
    await events.open_now(number, ADMIN)
    people = range(20_000, 20_410)
    joined = [await registrations.join(number, person, "Людина") for person in people]
    assert (joined.count(Joined.GOING), joined.count(Joined.WAITING)) == (400, 10)
    await registrations.leave(number, people[0], "")
    world.clock.strike("2026-11-30 14:01")
    for _ in range(2):
        await run_job("plan_reminders", world.services)
    planned = await world.database.fetch("SELECT person_id FROM reminders WHERE kind = 'event reminder'")
    assert len(planned) == 399
    assert people[0] not in {row["person_id"] for row in planned}

    # The code is on their screens; the staff's lists hold all of them.
    world.clock.strike("2026-11-30 15:01")
    shown = await world.services.events.attendance.screen_code(number)
    assert shown
    came = [await world.services.events.attendance.enter(number, person, shown.code) for person in people[1:391]]
    assert {each.result.value for each in came} == {"noted"}
    assert (await world.services.events.attendance.enter(number, people[0], shown.code)).result == "not-going"
    report = await world.services.events.afterwards.report(number)
    assert (report.going, report.came) == (399, 390)
    excel = await world.services.events.afterwards.as_excel(number, ADMIN)
    assert excel
    assert len(rows_of(excel)) == 411
    await events_desk(world, "Для всіх", "Список")
    assert "Записалося: 399, відмічено: 390" in world.iryna.last.text.replace("\xa0", " ")


def test_the_words_of_a_time_are_read_as_staff_write_them(world: World) -> None:
    library, now = world.content.library, world.clock()
    for words in (
        "5 грудня 10:00–12:00",
        "05.12 10:00-12:00",
        "5 грудня з 10:00 до 12:00",
        "05.12.2026, 10.00 – 12.00",
    ):
        found = read_session(library, words, now)
        assert found, words
        assert [f"{at:%d.%m %H:%M}" for at in found] == ["05.12 10:00", "05.12 12:00"], words
    for words in ("5 грудня", "5 грудня 12:00–10:00", "10:00–12:00", "учора 10:00–12:00", "5 грудня 25:00–26:00"):
        assert read_session(library, words, now) is None, words
