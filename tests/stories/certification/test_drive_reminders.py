"""Reminders of drives: at their moments, at the hour that a person chose, and no more once it is done."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest

from services.certification import MEMBERS, USUAL_HOUR, Drive, MemberState, Submission
from services.people import Post, Title
from simulator.people import Person
from tests.jobs import run_job
from tests.stories.certification.test_certificates import HEADINGS, STAFF, table
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import KYIV, World

FATHERS = ("Андрійович", "Богданович", "Васильович", "Гнатович", "Данилович", "Остапович", "Петрович", "Юрійович")
NAMES = ("Коваль Олена Іванівна", "Бондар Микола Петрович")


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """A drive of December, with two of the archive in the chat; it is the last day of November."""
    stopped_world.clock.now = datetime(2026, 11, 30, 12, tzinfo=KYIV)
    async with stopped_world.running(admin_ids=[ADMIN]):
        services = stopped_world.services
        number = await services.certification.drives.write("Кібергігієна", ADMIN)
        await services.certification.drives.turn_course(number, "digigram")
        await services.certification.drives.turn_course(number, "servants")
        await services.certification.drives.set_start(number, date(2026, 12, 1))
        await services.certification.drives.set_deadline(number, date(2026, 12, 31), ADMIN)
        taken = await services.certification.members.take(await services.tables.open(MEMBERS, STAFF), ADMIN)
        assert taken
        await services.certification.drives.invite(number, taken[1])
        await services.certification.drives.open(number, ADMIN)
        for person, name in zip((stopped_world.olena, stopped_world.mykola), NAMES, strict=True):
            person.has_started = True
            await services.certification.members.join("b1", name, person.id)
        yield stopped_world


async def the_drive(world: World) -> Drive:
    [drive] = await world.services.certification.read.drives.newest()
    return drive


async def on(world: World, day: int, hour: int = 9, month: int = 12) -> None:
    """The clock comes to that hour, the job runs, and what is due leaves."""
    year = 2026 if month >= 11 else 2027
    world.clock.now = datetime(year, month, day, hour, 5, tzinfo=KYIV)
    await run_job("plan_reminders", world.services)
    await world.services.mailings.dispatcher.carry_all()


async def hand_in(world: World, person: Person, course: str = "cyber") -> None:
    given = Submission(course=course, code=f"N{person.id}{course}", kind="document", file_id="f")
    await world.services.certification.certificates.hand_in(person.id, f"message {person.id} {course}", given)


def got(person: Person) -> list[str]:
    return [each.text.replace("\xa0", " ") for each in person.replies]


async def test_every_stage_and_nothing_after_it_is_done(world: World) -> None:
    await on(world, 1, hour=7)
    assert got(world.olena) == [], "before the working day"
    for day in range(1, 32):
        await on(world, day)
        if day == 24:
            await hand_in(world, world.mykola)
    for day in range(1, 20):
        await on(world, day, month=1)
    said = got(world.olena)
    assert "Почалася сертифікація" in said[0]
    for reminder in world.olena.replies:
        assert reminder.button("Основи кібергігієни")["url"].startswith("https://osvita.diia.gov.ua")
        assert reminder.button("Надіслати сертифікат")["callback_data"]
    assert [words.split("\n")[1].split(" Ще")[0] for words in said[1:6]] == [
        "До 31 грудня 2026 року лишилося 15 днів.",
        "До 31 грудня 2026 року лишилося 7 днів.",
        "До 31 грудня 2026 року лишилося 3 дні.",
        "До 31 грудня 2026 року лишився 1 день.",
        "Сьогодні останній день.",
    ]
    assert [words.split("\n")[1] for words in said[6:]] == [
        "Строк минув 31 грудня 2026 року, але сертифікат ще приймаємо. Чекаємо: «Основи кібергігієни»."
    ] * 2
    assert len(got(world.mykola)) == 3, "the start, half-way and a week before"


async def test_two_drives_of_the_same_days_are_two_messages(world: World) -> None:
    drives, first = world.services.certification.drives, await the_drive(world)
    second = await drives.write("Цифрова грамотність", ADMIN)
    await drives.set_start(second, first.starts_on)
    await drives.set_deadline(second, first.due_on, ADMIN)
    await drives.invite(second, first.places)
    await drives.open(second, ADMIN)
    for hour in (9, 10, 11):
        await on(world, 1, hour=hour)
    assert [words.split("\n")[0] for words in got(world.olena)] == [
        "Почалася сертифікація «Цифрова грамотність»",
        "Почалася сертифікація «Кібергігієна»",
    ]


async def test_who_is_exempt_or_done_meanwhile_is_not_reminded(world: World) -> None:
    drive = await the_drive(world)
    world.clock.now = datetime(2026, 12, 1, 8, 30, tzinfo=KYIV)
    assert await world.services.mailings.reminders.plan("drive stage") == 2
    assert await world.services.mailings.reminders.plan("drive stage") == 0, "none is planned twice"
    await hand_in(world, world.mykola)
    [member] = [
        each for each in await world.services.certification.read.members.at("b1") if each.person_id == world.olena.id
    ]
    assert await world.services.certification.members.set_state(member.id, MemberState.EXEMPT, ["b1"], ADMIN)
    world.clock.now = datetime(2026, 12, 1, 9, 30, tzinfo=KYIV)
    await world.services.mailings.dispatcher.carry_all()
    assert got(world.olena) == got(world.mykola) == []
    [sent] = await world.services.certification.reminders.expected()
    assert (sent.about, sent.expected, sent.sent) == (drive.id, 2, 2)


async def test_ones_own_day_and_hour(world: World) -> None:
    await world.say(world.olena, "/courses")
    await world.tap(world.olena, "Коли нагадувати")
    await world.tap(world.olena, "Ср")
    await world.tap(world.olena, "17:00")
    said = len(got(world.olena))
    await on(world, 1, hour=16)
    assert len(got(world.olena)) == said
    await on(world, 1, hour=17)
    assert len(got(world.olena)) == said + 1, "the start, at her hour"
    await on(world, 2, hour=17)
    assert len(got(world.olena)) == said + 2, "a Wednesday"
    await on(world, 16, hour=18)
    assert len(got(world.olena)) == said + 3, "half-way falls on a Wednesday: one message"


async def test_the_coordinator_gets_her_list_on_mondays(world: World) -> None:
    coordinator = world.telegram.add_person(4001, "Галина")
    coordinator.has_started = True
    made = await world.services.people.invites.into_post(Post("b1", Title.COORDINATOR), ADMIN)
    await world.services.people.invites.take(made.token, coordinator.id, "Галина")
    await on(world, 7)
    [said] = got(coordinator)
    assert "здали 0 з 2" in said
    assert "Ще не здали: Коваль Олена Іванівна, Бондар Микола Петрович." in said or "Бондар" in said
    await hand_in(world, world.olena)
    await hand_in(world, world.mykola)
    await on(world, 14)
    assert len(got(coordinator)) == 1, "nothing is left to list"


async def test_a_successor_gets_the_list_and_the_former_one_does_not(world: World) -> None:
    people = [world.telegram.add_person(4001 + number, f"Координаторка {number}") for number in range(2)]
    for person in people:
        person.has_started = True
        made = await world.services.people.invites.into_post(Post("b1", Title.COORDINATOR), ADMIN)
        await world.services.people.invites.take(made.token, person.id, "К")
    await world.tell_news()
    before = [len(got(person)) for person in people]
    await on(world, 7)
    assert [len(got(person)) - had for person, had in zip(people, before, strict=True)] == [0, 1]


async def test_learning_without_a_drive(world: World) -> None:
    learner = world.telegram.add_person(4001, "Галина")
    await world.say(learner, "/courses")
    await world.tap(learner, "Хочу навчатись")
    asked = len(got(learner))
    await on(world, 7)
    assert len(got(learner)) == asked, "nothing is on before she has said when"
    await world.tap(learner, "Пн")
    await world.tap(learner, f"{USUAL_HOUR}:00")
    assert "День: Пн. Година: 9:00." in learner.last.text
    assert "Раз на тиждень" in learner.last.text
    await on(world, 14)
    assert "Наступний курс: Основи кібергігієни" in got(learner)[-1]
    await hand_in(world, learner)
    await on(world, 21)
    assert "Наступний курс: Цифрова грамотність державних службовців" in got(learner)[-1]
    await world.say(learner, "/courses")
    await world.tap(learner, "Коли нагадувати")
    await world.tap(learner, "Призупинити")
    said = len(got(learner))
    await on(world, 28)
    assert len(got(learner)) == said


async def test_what_comes_without_choosing_is_among_what_is_offered(world: World) -> None:
    await world.say(world.olena, "/courses")
    await world.tap(world.olena, "Коли нагадувати")
    hour = re.search(r"Година: (\d+:00)", world.olena.last.text)
    assert hour
    assert hour[1] in {button["text"] for row in world.olena.last.keyboard for button in row}


async def watch(world: World) -> None:
    """The evening's look at the reminders of the day; what it finds is told."""
    await world.services.certification.reminders.watch()
    await run_job("tell_staff", world.services)


async def test_staff_are_told_when_reminders_of_the_day_did_not_leave(world: World) -> None:
    world.clock.now = datetime(2026, 12, 1, 18, 5, tzinfo=KYIV)
    await watch(world)
    assert "нагадування не заплановано" in world.in_staff_chat()[-1].text
    told = len(world.in_staff_chat())
    await watch(world)
    assert len(world.in_staff_chat()) == told, "once a day"
    world.clock.now = datetime(2026, 12, 16, 9, 5, tzinfo=KYIV)
    await world.services.mailings.reminders.plan("drive stage")
    world.clock.move(timedelta(hours=9))
    await watch(world)
    assert "мали піти 2, пішло 0" in world.in_staff_chat()[-1].text.replace("\xa0", " ")


async def test_staff_see_the_trend_the_forecast_and_what_left_today(world: World) -> None:
    drive = await the_drive(world)
    await on(world, 1)
    people = table(HEADINGS, *((f"Коваль Іван {father}", "Архівний відділ", "", "") for father in FATHERS))
    await world.services.certification.members.take(await world.services.tables.open(MEMBERS, people), ADMIN)
    await on(world, 3)
    await hand_in(world, world.olena)
    assert (await world.services.certification.progress.forecast(drive)).percent is None, "two days tell nothing"
    await on(world, 10)
    await hand_in(world, world.mykola)
    world.clock.now = datetime(2026, 12, 16, 9, 5, tzinfo=KYIV)
    await world.services.mailings.reminders.plan("drive stage")
    await desk(world, "Сертифікація", "Кібергігієна")
    said = world.iryna.last.text.replace("\xa0", " ")
    assert "Сертифікатів за кожен з останніх чотирьох тижнів: 0, 0, 1, 1." in said
    assert "Якщо так піде далі, на строк матимемо 40 %." in said, "two of ten in half of the time"
    assert "здали 2 з 10" in said
    world.clock.move(timedelta(hours=4))
    await desk(world, "Сертифікація", "Кібергігієна", "Діаграма")
    caption = str(world.iryna.last.data["caption"]).replace("\xa0", " ")
    assert "Здали 2 з 10 – 20 %" in caption
    forecast = await world.services.certification.progress.forecast(drive)
    assert forecast.by_week == (0, 0, 1, 1)


async def test_a_closed_drive_is_silent_and_an_extended_one_begins_its_stages_anew(world: World) -> None:
    drive = await the_drive(world)
    for day in (1, 16, 24, 28):
        await on(world, day)
    assert len(got(world.olena)) == 4
    assert await world.services.certification.drives.set_deadline(drive.id, date(2027, 1, 22), ADMIN)
    await on(world, 30)
    assert len(got(world.olena)) == 4, "the eve of the old deadline"
    await on(world, 15, month=1)
    assert len(got(world.olena)) == 5
    assert await world.services.certification.drives.close(drive.id, ADMIN)
    await on(world, 19, month=1)
    assert len(got(world.olena)) == 5
