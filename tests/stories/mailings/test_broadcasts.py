"""News to those who asked for them: written, tried, approved, held, carried, paused, stopped, reported."""

from __future__ import annotations

from datetime import timedelta

import pytest

from channels import RefusalReason, Refused
from services.mailings.dispatcher import MOST_ATTEMPTS
from simulator.people import Message, Person
from storage.mailings.outbox import Outbox
from tests.jobs import run_job
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

TEXT = "З понеділка курс «Кібергігієна» доступний усім."


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def subscribe(world: World, count: int, theme: str = "osvita") -> list[Person]:
    """So many people who want news of the theme and have started the bot."""
    people = []
    for number in range(count):
        person = world.telegram.add_person(5000 + number, f"Людина {number}")
        person.has_started = True
        await world.services.people.subscriptions.agree(person.id)
        await world.services.people.subscriptions.switch(person.id, theme)
        people.append(person)
    return people


async def write(world: World, *, theme: str = "Дія.Освіта", where: str = "Уся область", text: str = TEXT) -> Message:
    await desk(world, "Розсилки", "Нова розсилка")
    await world.say(world.iryna, text, reply_to=world.iryna.last.id)
    await world.tap(world.iryna, theme)
    await world.tap(world.iryna, where)
    return world.iryna.last


async def carry(world: World) -> None:
    """A minute passes, and the dispatcher carries what is due."""
    world.clock.move(timedelta(seconds=61))
    await world.services.mailings.dispatcher.carry_all()


def got(person: Person, text: str = TEXT) -> int:
    return sum(text in message.text for message in person.replies)


async def test_a_broadcast_reaches_everybody_who_wants_the_theme_once(world: World) -> None:
    people = await subscribe(world, 12)
    await subscribe_other(world)
    preview = await write(world)
    assert "Отримають: 12 людей" in preview.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Спершу мені", message=preview)
    assert world.iryna.last.text.startswith(TEXT + "\n\nКод ")
    await world.tap(world.iryna, "Надіслати (12)", message=preview)
    assert "чекає свого часу" in world.iryna.chat.message(preview.id).text
    await world.services.mailings.dispatcher.carry_all()
    assert not any(got(person) for person in people), "held for a minute"
    await carry(world)
    await carry(world)
    assert [got(person) for person in people] == [1] * 12
    assert got(world.olena) == 0
    await world.tap(world.iryna, "Оновити", message=preview)
    report = world.iryna.chat.message(preview.id).text
    assert "завершено" in report
    assert "Усього 12. Надіслано 12." in report


async def subscribe_other(world: World) -> None:
    await world.start(world.olena)
    await world.services.people.subscriptions.agree(world.olena.id)
    await world.services.people.subscriptions.switch(world.olena.id, "emalyatko")


async def send(world: World) -> Message:
    preview = await write(world)
    await world.tap(world.iryna, "📨 Надіслати", message=preview)
    return preview


async def report(world: World, message: Message) -> str:
    await world.tap(world.iryna, "Оновити", message=message)
    return world.iryna.chat.message(message.id).text


async def test_an_open_report_is_edited_when_it_changes_and_not_before(world: World) -> None:
    await subscribe(world, 6)
    message = await send(world)
    await run_job("show_progress", world.services)
    assert not world.telegram.refused, "it says already what it would be told to say"
    await carry(world)
    await run_job("show_progress", world.services)
    assert "Надіслано 6." in world.iryna.chat.message(message.id).text


async def test_it_is_stopped_within_the_minute_and_nobody_reads_a_word(world: World) -> None:
    people = await subscribe(world, 3)
    message = await send(world)
    await world.tap(world.iryna, "Зупинити", message=message)
    await carry(world)
    assert not any(got(person) for person in people)
    assert "зупинено" in world.iryna.chat.message(message.id).text


async def test_who_blocked_the_bot_stops_nobody_else_and_is_noted(world: World) -> None:
    people = await subscribe(world, 6)
    people[1].has_blocked = True
    people[2].deactivate()
    message = await send(world)
    await carry(world)
    assert [got(person) for person in people] == [1, 0, 0, 1, 1, 1]
    assert "Надіслано 4. Зупинили бота 2." in await report(world, message)
    states = await world.database.fetch(
        "SELECT person_id, state FROM people WHERE state <> 'active' ORDER BY person_id"
    )
    assert [(row["person_id"], row["state"]) for row in states] == [(5001, "blocked"), (5002, "deactivated")]


async def test_a_message_that_is_refused_says_why_and_only_it_is_tried_again(world: World) -> None:
    people = await subscribe(world, 4)
    people[0].has_blocked = True
    message = await send(world)
    await world.services.people.people.lost(
        people[0].id, Refused(RefusalReason.BLOCKED, "Forbidden: bot was blocked by the user")
    )
    world.telegram.faults.fail("sendMessage", 400, description="Bad Request: something new", times=1)
    await carry(world)
    words = await report(world, message)
    assert "Усього 3. Надіслано 2." in words
    assert "Telegram не прийняв повідомлення: 1" in words
    await world.tap(world.iryna, "Повторити лише невдалі", message=message)
    words = world.iryna.chat.message(message.id).text.replace("\xa0", " ")
    assert "ще раз 1 людині, до якої не дійшло?" in words, "not to her who blocked the bot"
    await world.tap(world.iryna, "Так, ще раз (1)", message=message)
    await carry(world)
    assert [got(person) for person in people] == [0, 1, 1, 1]


async def test_a_429_halts_and_loses_nothing_and_5xx_are_tried_again(world: World) -> None:
    people = await subscribe(world, 10)
    await send(world)
    world.telegram.faults.flood("sendMessage", retry_after=1, times=2)
    world.telegram.faults.fail("sendMessage", 502, times=3)
    await carry(world)
    for _ in range(4):
        await carry(world)
    assert [got(person) for person in people] == [1] * 10


async def test_what_fails_for_ever_fails_and_what_may_have_left_is_unknown_and_never_repeated(world: World) -> None:
    people = await subscribe(world, 2)
    message = await send(world)
    world.telegram.faults.time_out("sendMessage", times=1)
    with world.telegram.faults.network_gone():
        world.clock.move(timedelta(seconds=61))
        await world.services.mailings.dispatcher.carry_all()
    for _ in range(MOST_ATTEMPTS + 1):
        world.clock.move(timedelta(minutes=10))
        await world.services.mailings.dispatcher.carry_all()
    assert sorted(got(person) for person in people) == [1, 1]
    assert "Надіслано 1." in await report(world, message)
    assert "Невідомо 1." in world.iryna.chat.message(message.id).text


async def test_it_pauses_and_goes_on_where_it_was(world: World) -> None:
    people = await subscribe(world, 5)
    message = await send(world)
    world.clock.move(timedelta(seconds=61))
    assert await world.services.mailings.dispatcher.step(), "it begins"
    await report(world, message)
    await world.tap(world.iryna, "Пауза", message=message)
    await world.services.mailings.dispatcher.carry_all()
    assert sum(got(person) for person in people) == 0
    await world.tap(world.iryna, "Далі", message=message)
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [1] * 5


async def test_too_many_failures_pause_it_with_the_reason(world: World) -> None:
    await subscribe(world, 400)
    preview = await write(world)
    await world.tap(world.iryna, "📨 Надіслати", message=preview)
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await world.tap(petro, "Схвалити", message=world.in_staff_chat()[-1])
    world.telegram.faults.fail("sendMessage", 400, description="Bad Request: something new", times=41)
    await carry(world)
    [row] = await world.database.fetch("SELECT state, reason FROM mailings")
    assert row["state"] == "paused"
    assert sum(row["state"] == "planned" for row in await world.database.fetch("SELECT state FROM outbox")) > 0
    shown = await desk(world, "Розсилки", "№ 1")
    assert "на паузі" in shown.text
    assert "причина: Telegram не прийняв повідомлення" in shown.text
    await world.tap(world.iryna, "Далі")
    await carry(world)
    finished = await world.services.mailings.progress.report(1)
    assert finished
    assert finished.counts == {"sent": 359, "failed": 41}


async def test_more_than_a_hundred_need_a_second_member_of_the_staff(world: World) -> None:
    await subscribe(world, 101)
    preview = await write(world)
    assert "Потрібна друга людина" in await world.tap(world.iryna, "📨 Надіслати", message=preview)
    request = world.in_staff_chat()[-1]
    assert TEXT in request.text
    assert "Понад 100 людей" in request.text
    waits = await world.services.waiting.now()
    assert (waits.broadcasts.count, waits.second_broadcasts.count) == (0, 1), "no draft, but somebody's to approve"
    assert "Потрібна друга людина" in await world.tap(world.iryna, "Схвалити", message=request)
    petro = world.telegram.add_person(1004, "Петро")
    world.staff_chat.members.append(petro)
    await world.tap(petro, "Схвалити", message=request)
    await carry(world)
    [row] = await world.database.fetch("SELECT state, planned, made_by, approved_by FROM mailings")
    assert (row["state"], row["planned"], row["made_by"], row["approved_by"]) == ("finished", 101, ADMIN, 1004)


async def test_the_same_text_to_the_same_people_within_a_day_is_refused(world: World) -> None:
    people = await subscribe(world, 2)
    await send(world)
    await carry(world)
    preview = await write(world)
    assert "уже йшов" in await world.tap(world.iryna, "📨 Надіслати", message=preview)
    await carry(world)
    assert [got(person) for person in people] == [1, 1]


async def test_quiet_hours_wait_for_the_morning(world: World) -> None:
    people = await subscribe(world, 2)
    world.clock.now = world.clock.now.replace(hour=22)
    await send(world)
    await carry(world)
    assert not any(got(person) for person in people)
    world.clock.now = world.clock.now.replace(hour=23)
    await carry(world)
    world.clock.move(timedelta(hours=9, minutes=1))
    await carry(world)
    assert [got(person) for person in people] == [1, 1]


async def test_what_comes_too_late_is_skipped(world: World) -> None:
    people = await subscribe(world, 2)
    message = await send(world)
    world.clock.move(timedelta(days=3))
    await world.services.mailings.dispatcher.carry_all()
    assert not any(got(person) for person in people)
    assert "Пропущено 2" in await report(world, message)


async def test_whoever_gets_it_learns_why_and_leaves_the_theme_with_one_tap(world: World) -> None:
    [person] = await subscribe(world, 1)
    await send(world)
    await carry(world)
    await world.tap(person, "Чому мені це")
    assert "новини за темою «🎓 Дія.Освіта»" in person.last.text
    await world.tap(person, "Не надсилати цю тему")
    assert await world.services.people.subscriptions.themes(person.id) == frozenset()


async def test_a_raion_reaches_only_its_hromadas(world: World) -> None:
    people = await subscribe(world, 2)
    hromada = world.services.people.people.look_up("Овруч").hromadas[0]
    await world.services.people.people.live_in(people[0].id, hromada)
    preview = await write(world, where="Коростенський")
    assert "Отримають: 1 людина" in preview.text.replace("\xa0", " ")
    await world.tap(world.iryna, "📨 Надіслати", message=preview)
    await carry(world)
    assert [got(person) for person in people] == [1, 0]


async def test_nobody_wants_the_theme(world: World) -> None:
    preview = await write(world)
    assert "Отримати ще нікому" in await world.tap(world.iryna, "📨 Надіслати", message=preview)


async def test_after_a_crash_what_was_claimed_is_unknown_and_the_rest_goes_out(world: World) -> None:
    people = await subscribe(world, 4)
    message = await send(world)
    world.clock.move(timedelta(seconds=61))
    outbox = Outbox(world.database)
    [mailing] = await world.services.mailings.read.newest(10)
    await outbox.freeze(mailing, world.clock())
    [row] = await outbox.turn(mailing, [], 1, world.clock())
    await outbox.recover()
    await world.services.mailings.dispatcher.carry_all()
    assert {person.id: got(person) for person in people} == {
        person.id: int(person.id != row.person_id) for person in people
    }
    assert "Надіслано 3." in await report(world, message)
    assert "Невідомо 1." in world.iryna.chat.message(message.id).text


@pytest.mark.parametrize("data", ["bctheme:1:no", "bcraion:1:no:0", "bcraion:1:osvita:9", "bcapprove:7", "bc:7",
                                  "bcturn:7:pause", "bcturn:1:burn"])  # fmt: skip
async def test_forged_buttons_send_nothing(world: World, data: str) -> None:
    message = await desk(world, "Розсилки")
    world.iryna.press(message, data=data)
    await world.settle()
    assert "сталася помилка" not in world.iryna.last.text
    assert await world.database.fetch("SELECT * FROM outbox") == []


async def test_a_page_that_says_it_already_is_not_put_there_again(world: World) -> None:
    await subscribe(world, 12)
    preview = await write(world)
    await world.tap(world.iryna, "Надіслати (12)", message=preview)
    edits = world.telegram.calls.count("editMessageText")
    for _look in range(2):
        await run_job("show_progress", world.services)
    await world.tap(world.iryna, "Оновити", message=preview)
    assert world.telegram.calls.count("editMessageText") == edits
    assert world.telegram.refused == []
    await carry(world)
    await run_job("show_progress", world.services)
    assert "Надіслано 12." in world.iryna.chat.message(preview.id).text
