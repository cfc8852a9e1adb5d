"""Bad words, double presses, hostile links, and people who leave in the middle: nothing is lost, and nobody gains."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from handlers.events.taps import (
    AcceptPlace,
    AnswerEvent,
    CancelSession,
    HoldEvent,
    JoinEvent,
    LeaveEvent,
    NameDeputy,
    SendDeputyPost,
    ShowTicket,
    TakeEventCalendar,
    TakeEventFiles,
    TakeMaterials,
    TakeParticipation,
)
from services.events import EventKind, Noted, read_name, read_title
from services.events.reading import read_places, read_where
from services.people import Post, Title
from tests.jobs import run_job
from tests.stories.events.common import ADDRESS, WHEN, carry, events_desk, newest, said, seat, somebody, write
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def opened(world: World, places: str = "1", when: str = WHEN) -> int:
    """For everybody with the link."""
    events = world.services.events.events
    number = await events.write(EventKind.TRAINING, "Година Дії", ADMIN)
    await events.set_sessions(number, when)
    await events.set_where(number, ADDRESS, ADMIN)
    await events.set_places(number, places)
    await events.let_anyone(number, wanted=True)
    assert await events.open_now(number, ADMIN)
    return number


async def states(world: World, number: int) -> dict[int, str]:
    return {each.person_id: each.state.value for each in await world.services.events.registrations.of_event(number)}


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Житомир, вул. Прикладна, 1", ("Житомир, вул. Прикладна, 1", "")),
        ("Житомир\nhttps://maps.example/1", ("Житомир", "https://maps.example/1")),
        ("Житомир, https://maps.example/1.", ("Житомир", "https://maps.example/1")),
        ("meet.example.org/abc-def", ("", "https://meet.example.org/abc-def")),
        ("https://a.example/1 https://b.example/2", ("https://b.example/2", "https://a.example/1")),
        ("пишіть на cnap@example.org", ("пишіть на cnap@example.org", "")),
        ("javascript:alert(1)", ("javascript:alert(1)", "")),
        ("https://", None),
        ("https://[", None),
        ("https://example.org/" + "a" * 300, None),
        ("в" * 301, None),
        ("\u200b\u202e", ("", "")),
    ],
)
def test_where_it_is_is_read_however_it_is_typed(words: str, where: tuple[str, str] | None) -> None:
    assert read_where(words) == where


def test_places_and_names_are_read_or_refused_whole() -> None:
    read = {
        "30": (30, None), "30, по 2": (30, 2), "30,2": (30, 2), "30 місць": (30, None), "без обмежень": (None, None),
        "0": None, "-5": None, "−5": None, "30.5": None, "30, 0": None, "30, 40": None, "20-30": None, "10001": None,
        "9" * 5000: None, "багато": None, "": None, "1 2 3": None, "🙂": None,
    }  # fmt: skip
    assert {each: read_places(each, ["без обмежень"]) for each in read} == read
    assert read_name("  Марія \u202eСавчук ") == "Марія Савчук"
    assert read_name("Оля 🌸") == "Оля"
    assert [read_name(each) for each in ("", "Я", "\u200b" * 9, "12345", "а" * 101, "Марія\nІван")] == [None] * 6
    assert [read_title(each) for each in ("", "\u2060\u202e", "а" * 101)] == [None] * 3


async def test_the_staff_are_told_what_is_wrong_and_what_came_too_late(world: World) -> None:
    number = await write(world, "Тренінг", "Година Дії")
    await world.tap(world.iryna, "Кожен за посиланням")
    await world.tap(world.iryna, "Готово")
    for button, bad, wrong in (
        ("Назва", "\u2060", "Очікуємо назву"),
        ("Опис", "а" * 1501, "Задовгий"),
        ("Час", "учора 10:00–12:00", "Не зрозуміли"),
        ("Місце", "https://", "Очікуємо адресу"),
        ("Скільки місць", "-5", "Очікуємо число"),
        ("Запис до", "учора", "день попереду"),
    ):
        await events_desk(world, "Година Дії", button)
        assert wrong in (await world.say(world.iryna, bad)).text.replace("\xa0", " "), button
        await world.tap(world.iryna, "Скасувати")
    await events_desk(world, "Година Дії", "Опис")
    events = world.services.events.events
    assert await events.set_until(number, "5 грудня")
    world.clock.strike("2026-12-06 10:00")
    event = await events.find(number)
    assert event
    view = await events.view(event)
    assert [each.value for each in view.lacks] == ["until"], "nobody could register"
    assert (await events.approve(number, view.seal, ADMIN)).value == "lacks"
    assert await events.set_until(number, "")
    assert await events.open_now(number, ADMIN)
    await events_desk(world, "Година Дії")
    shown = world.iryna.last
    for tap in (HoldEvent(number), CancelSession(number, 1)):
        await world.forge(world.iryna, tap, message=shown)
    event = await events.find(number)
    assert event
    assert (event.state.value, len(event.live)) == ("open", 1), "not held before it began, not without a session"


async def test_what_is_pressed_twice_or_too_late_changes_nothing(world: World) -> None:
    number = await opened(world)
    petro = await somebody(world, 8010, "Петро")
    for person in (world.olena, petro, world.mykola):
        await world.start(person, f"e_{number}")
        for _twice in range(2):
            person.press(person.last, "чергу" if "чергу" in str(person.last.buttons) else "Піду")
        await world.settle()
    assert await states(world, number) == {world.olena.id: "going", petro.id: "waiting", world.mykola.id: "waiting"}
    for _twice in range(2):
        await world.forge(world.olena, LeaveEvent(number))
    await carry(world)
    assert await states(world, number) == {world.olena.id: "withdrawn", petro.id: "offered", world.mykola.id: "waiting"}
    assert (said(petro, "Звільнилося місце"), said(world.mykola, "Звільнилося місце")) == (1, 0)

    for person, other in ((world.olena, "Петро"), (petro, "Олена"), (world.mykola, "Петро")):
        assert not [each for each in person.replies if other in each.text], "nobody hears who else comes"

    # Whoever moved on, or was never asked, gets no place by a made-up press.
    for tap in (AcceptPlace(number), TakeEventCalendar(number), ShowTicket(number), TakeParticipation(number)):
        await world.forge(world.mykola, tap)
        assert ADDRESS not in world.mykola.last.text
    await world.services.events.events.cancel(number, "немає світла", ADMIN)
    await world.tap(petro, "Так, піду", message=newest(petro, "Звільнилося місце"))
    assert (await states(world, number))[petro.id] == "offered", "a place of what does not take place is none"
    assert "немає світла" in petro.last.text
    for pressed in (JoinEvent(number), LeaveEvent(number), SendDeputyPost(number), AnswerEvent(number)):
        before = await states(world, number)
        await world.forge(world.mykola, pressed)
        left = {world.mykola.id: "withdrawn"} if isinstance(pressed, LeaveEvent) else {}
        assert await states(world, number) == before | left


async def test_two_deputies_of_one_person_and_somebody_who_is_forgotten(world: World) -> None:
    number = await opened(world, "1")
    await seat(world, Post("h02001", Title.HEAD), world.mykola)
    registrations = world.services.events.registrations
    await world.start(world.olena)
    for name in ("Марія Савчук", "Іван Коваль"):
        await registrations.join(number, world.mykola.id, name, is_deputy=True)
    [mine] = await registrations.of_event(number)
    assert (mine.name, mine.state.value) == ("Іван Коваль", "going"), "one place, for the one named last"
    await registrations.join(number, world.olena.id, "Олена")
    await world.say(world.mykola, "/privacy")
    await world.tap(world.mykola, "Видалити мої дані")
    await world.tap(world.mykola, "Так, видалити")
    assert world.mykola.id not in await states(world, number)
    await run_job("move_waiting_lists", world.services)
    await carry(world)
    assert said(world.olena, "Звільнилося місце") == 1, "her place is free"
    assert await registrations.accept(number, world.olena.id)
    world.clock.strike("2026-12-15 10:05")
    attendance = world.services.events.attendance
    assert (await attendance.scan(mine.ticket, ADMIN)).result is Noted.UNKNOWN
    [going] = await registrations.going(number)
    assert (await attendance.scan(going.ticket, ADMIN)).result is Noted.NOTED
    assert (await attendance.scan(going.ticket, ADMIN)).result is Noted.BEFORE
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Видалити мої дані")
    await world.tap(world.olena, "Так, видалити")
    assert await attendance.of_event(number) == {}
    await events_desk(world, "Година Дії", "Підсумок")
    assert "Записалося: 0. Було: 0." in world.iryna.last.text.replace("\xa0", " ")


async def test_links_that_somebody_made_up_lead_nowhere(world: World) -> None:
    await world.services.events.events.write(EventKind.TRAINING, "Чернетка", ADMIN)
    payloads = ("e_", "e_0", "e_1", "e_-1", "e_1e3", "e_" + "9" * 60, "t_", "t_OR1", "p_", "p_1-1")
    for person, payload in itertools.product((world.olena, world.iryna), payloads):
        read = len(person.replies)
        said = await world.start(person, payload)
        assert len(person.replies) > read
        assert "Чернетка" not in said.text
        assert "справжній" not in said.text


async def test_between_two_sessions_people_come_to_the_next_and_may_still_say_no(world: World) -> None:
    number = await opened(world, "5", "15 грудня 10:00–12:00\n15 грудня 12:30–14:00\n16 грудня 10:00–12:00")
    registrations, attendance = world.services.events.registrations, world.services.events.attendance
    for person in (world.olena, world.mykola):
        await world.start(person)
        await registrations.join(number, person.id, "Людина")
    world.clock.strike("2026-12-15 12:20")
    mine = await registrations.find(number, world.olena.id)
    assert mine
    noted = await attendance.scan(mine.ticket, ADMIN)
    assert noted.attendance
    assert (noted.attendance.session, noted.attendance.part.value) == (2, "whole")
    events = world.services.events.events
    assert await events.move(number, 1, "17 грудня 10:00–12:00", ADMIN) is False, "what was is not moved"
    assert not await events.cancel_session(number, 1, ADMIN)
    assert await events.move(number, 2, "18 грудня 12:30–14:00", ADMIN)
    assert await attendance.of_event(number) == {}, "whoever was early is noted anew"
    await world.start(world.mykola, f"e_{number}")
    await world.tap(world.mykola, "Скасувати участь")
    assert "Ви скасували участь." in world.mykola.last.text
    assert "знову" not in world.mykola.last.text, "the registration is over"
    for _ in range(2):
        await carry(world)
        world.clock.move(timedelta(seconds=5))  # one message a second goes to a chat
    assert (said(world.olena, "Завтра чекаємо"), said(world.mykola, "Завтра чекаємо")) == (1, 0)


async def test_files_and_materials_are_for_whoever_may_have_them(world: World) -> None:
    number = await opened(world)
    await world.start(world.olena)
    for tap in (TakeEventFiles(number), TakeMaterials(number), NameDeputy(number), TakeEventFiles(10**14)):
        await world.forge(world.olena, tap)
    assert not [each for each in world.olena.replies if each.data.get("document")]
