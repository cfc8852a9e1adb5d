"""What keeps messages out of the staff chat: the rows wait, the administrators are told once, nobody else notices."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from handlers.cases.taps import AddToCase, TakeCase
from services.mailings import Reminder
from services.messages import TextMessage
from services.people import Staff
from services.services import Services
from simulator.parameters import Upload
from simulator.people import GENERAL, Message, Person
from tests.jobs import run_job
from tests.stories.cases.test_cases import fill_in, receipt_of, skip_to_evidence, tell
from tests.stories.test_one_way_out import fails
from tests.stories.world import STAFF_CHAT, World

POOL = "коли відкриють басейн на вулиці Київській"
HEADING = "Група відділу отримує не все"
WORKS = "Група відділу знову працює"
APOLOGY = "сталася помилка"
KINDS = {
    "photo": ("can_send_photos", "надсилати фото"),
    "document": ("can_send_documents", "надсилати файли"),
    "voice": ("can_send_voice_notes", "надсилати голосові повідомлення"),
    "video": ("can_send_videos", "надсилати відео"),
    "video_note": ("can_send_video_notes", "надсилати відеоповідомлення"),
}


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """Mykola is the administrator."""
    world = stopped_world
    async with world.running(admin_ids=[world.mykola.id]):
        await world.start(world.mykola)
        yield world


async def minute(world: World) -> None:
    """A minute passes: what waits for the staff is tried again, and what is to be told leaves."""
    world.clock.move(timedelta(minutes=1))
    for job in ("deliver_questions", "deliver_cases", "tell_staff", "send_to_staff", "plan_reminders"):
        await run_job(job, world.services)
    await world.services.mailings.dispatcher.carry_all()


def told(person: Person, words: str) -> list[str]:
    return [each.text for each in person.replies if words in each.text]


def in_group(world: World, words: str) -> list[Message]:
    return [each for each in world.in_staff_chat() if words in each.text]


async def pass_on(world: World, question: str = POOL) -> None:
    await world.say(world.olena, question)
    await world.tap(world.olena, "Передати відділу")
    assert "Передали" in world.olena.last.text


async def add(world: World, person: Person, words: str) -> None:
    page = next(each for each in reversed(person.replies) if "➕ Додати" in str(each.buttons))
    await world.tap(person, AddToCase, message=page)
    await world.say(person, words, reply_to=person.last.id)
    assert APOLOGY not in person.last.text


async def tell_with(world: World, *kinds: str) -> Message:
    """A case with a file of each kind; its message in the staff chat."""
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "поїзд 92")
    await world.tap(world.olena, "Сьогодні")
    await skip_to_evidence(world, world.olena)
    for kind in kinds:
        world.olena.send_file(kind, Upload(f"a.{kind}", kind.encode()))
        await world.settle()
    await world.tap(world.olena, "перевірити")
    await world.tap(world.olena, "📨 Надіслати")
    return in_group(world, receipt_of(world.olena).text.split("ЖТ-")[1][:11])[-1]


def kinds_in_group(world: World) -> list[str]:
    return [kind for each in world.in_staff_chat() for kind in KINDS if kind in each.data]


async def lose(world: World, what: str) -> None:
    """Keeps messages out of the staff chat."""
    group, iryna = world.staff_chat, world.iryna
    match what:
        case "kicked":
            iryna.kick_bot(group)
        case "restricted":
            iryna.restrict_bot(group)
        case "general closed":
            group.data["is_forum"] = True
            iryna.close_topic(group, GENERAL)
        case "no topics":
            group.data["is_forum"] = True
            iryna.demote_bot(group)
    await world.settle()


async def repair(world: World) -> None:
    world.iryna.promote_bot(world.staff_chat, "can_manage_topics")
    if GENERAL in world.staff_chat.closed:
        world.iryna.reopen_topic(world.staff_chat, GENERAL)
    await world.settle()


TROUBLES = {
    "kicked": "Бота немає в групі відділу",
    "restricted": "Бот не може писати в групу",
    "general closed": "Тему «General» закрито",
    "no topics": "Бот не може відкривати теми",
}


@pytest.mark.parametrize("what", TROUBLES)
async def test_the_administrators_are_told_once_and_again_when_it_breaks_anew(world: World, what: str) -> None:
    for times in (1, 2):
        await lose(world, what)
        await pass_on(world, f"{POOL} {times}")
        await tell(world, world.olena)
        for _minute in range(3):
            await minute(world)
        assert len(told(world.mykola, HEADING)) == times
        assert TROUBLES[what] in told(world.mykola, HEADING)[-1]
        assert told(world.olena, APOLOGY) == told(world.iryna, HEADING) == []
        await repair(world)
        for _minute in range(2):
            await minute(world)
        assert len(told(world.mykola, WORKS)) == times
        assert len(in_group(world, POOL)) == len(in_group(world, "чекає на відділ")) == times


async def test_a_restart_does_not_repeat_it_and_two_workers_tell_it_once(world: World, stopped_world: World) -> None:
    await lose(world, "kicked")
    await pass_on(world)
    other = Services.over(world.setup)
    for services in (world.services, other):
        await services.answers.questions.deliver()
        await run_job("plan_reminders", services)
    await minute(world)
    assert len(told(world.mykola, HEADING)) == 1


async def test_the_rights_that_came_back_are_used_at_once(world: World) -> None:
    await lose(world, "restricted")
    await pass_on(world)
    await tell(world, world.olena)
    assert world.in_staff_chat() == []
    await repair(world)
    assert len(in_group(world, POOL)) == len(in_group(world, "чекає на відділ")) == 1


async def test_an_administrator_who_came_by_a_link_is_told_too(world: World) -> None:
    await world.database.execute(
        "INSERT INTO roles (person_id, role, name, since_at) VALUES (1003, 'admin', 'Ірина', 1)"
    )
    await world.start(world.iryna)
    await lose(world, "kicked")
    await minute(world)
    assert len(told(world.iryna, HEADING)) == len(told(world.mykola, HEADING)) == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_of_a_kind_that_is_forbidden_the_words_come_and_the_file_follows(world: World, kind: str) -> None:
    permission, words = KINDS[kind]
    case = await tell_with(world, kind)
    other = next(each for each in KINDS if each != kind)
    world.iryna.restrict_bot(world.staff_chat, permission)
    await world.settle()
    await world.tap(world.iryna, TakeCase, message=case)
    assert kinds_in_group(world) == []
    [waits] = in_group(world, "файл чекає")
    assert words in waits.text
    assert waits.text.startswith("ЖТ-2026-000001")
    for _minute in range(3):
        await minute(world)
    assert len(in_group(world, "файл чекає")) == 1, "it is said once"
    assert [words in each for each in told(world.mykola, HEADING)] == [True]
    assert other not in KINDS or KINDS[other][1] not in told(world.mykola, HEADING)[0]
    await repair(world)
    assert kinds_in_group(world) == [kind]
    await minute(world)
    assert kinds_in_group(world) == [kind], "it comes once"
    assert len(told(world.mykola, WORKS)) == 1


async def test_a_kind_that_is_forbidden_holds_up_no_other(world: World) -> None:
    case = await tell_with(world, "photo", "voice")
    world.iryna.restrict_bot(world.staff_chat, "can_send_photos")
    await world.settle()
    await world.tap(world.iryna, TakeCase, message=case)
    assert kinds_in_group(world) == ["voice"]


async def test_evidence_that_waits_goes_when_she_deletes_her_data(world: World) -> None:
    case = await tell_with(world, "photo")
    world.iryna.restrict_bot(world.staff_chat, "can_send_photos")
    await world.settle()
    await world.tap(world.iryna, TakeCase, message=case)
    await world.services.people.privacy.forget(world.olena.id)
    await repair(world)
    assert kinds_in_group(world) == []


async def test_a_group_that_moved_is_told_of_in_private_once(world: World) -> None:
    world.telegram.moved[STAFF_CHAT] = -1009
    world.telegram.chats[-1009] = world.telegram.chats.pop(STAFF_CHAT)
    world.staff_chat.id = -1009
    world.staff_chat.data = {**world.staff_chat.data, "id": -1009}
    await pass_on(world)
    for _minute in range(3):
        await minute(world)
    assert len(in_group(world, POOL)) == 1
    assert ["STAFF_CHAT_ID=-1009" in each for each in told(world.mykola, HEADING)] == [True]
    other = Services.over(world.setup)
    await run_job("follow_staff_chat", other)
    assert other.people.staff.chat_id == -1009, "another worker learns the number too"


@pytest.mark.parametrize("is_told", [True, False])
async def test_a_reply_that_cannot_be_copied_did_not_reach_and_that_is_said(world: World, is_told: bool) -> None:
    """Telegram gives the same words for what can never be copied: then the group is not blamed."""
    await tell(world, world.olena)
    case = in_group(world, "чекає на відділ")[-1]
    await world.tap(world.iryna, TakeCase, message=case)
    before = len(world.olena.replies)
    if is_told:
        world.staff_chat.is_protected = True
    else:
        world.telegram.faults.fail("copyMessage", 400, description="Bad Request: the message can't be copied")
    world.iryna.send_file("photo", Upload("a.jpg", b"a"), chat=world.staff_chat, reply_to=case.id)
    await world.settle()
    assert "Не надіслано: Telegram не дав скопіювати" in world.in_staff_chat()[-1].text
    assert len(world.olena.replies) == before
    await minute(world)
    assert len(told(world.mykola, "забороняє зберігати вміст")) == is_told


@pytest.mark.parametrize(
    ("looked_up", "words"),
    [(True, "Telegram не дав скопіювати"), (False, "людина не приймає таких повідомлень")],
)
async def test_a_voice_message_that_a_person_does_not_take_is_said_to_the_staff(
    world: World, looked_up: bool, words: str
) -> None:
    """Telegram names the reason only as long as it was not asked for the person's chat."""
    await tell(world, world.olena)
    case = in_group(world, "чекає на відділ")[-1]
    await world.tap(world.iryna, TakeCase, message=case)
    world.olena.forbids_voice = True
    world.olena.chat.is_looked_up = looked_up
    world.iryna.send_file("voice", Upload("a.ogg", b"a"), chat=world.staff_chat, reply_to=case.id)
    await world.settle()
    assert f"Не надіслано: {words}" in world.in_staff_chat()[-1].text


async def test_a_case_that_is_refused_holds_up_no_other(world: World) -> None:
    world.telegram.faults.fail("sendMessage", 400, 2, "Bad Request: SOMETHING_NEW", chat_id=STAFF_CHAT)
    await tell(world, world.olena)
    await tell(world, world.mykola, where="банк в Овручі")
    await minute(world)
    assert len(in_group(world, "чекає на відділ")) == 2


Fault = Callable[[World], None]
AWAY: dict[str, Fault] = {
    "asks to wait": lambda world: world.telegram.faults.flood("*", 5, 9, chat_id=STAFF_CHAT),
    "asks to wait long": lambda world: world.telegram.faults.flood("*", 300, 9, chat_id=STAFF_CHAT),
    "fails": lambda world: world.telegram.faults.fail("*", 500, 99, chat_id=STAFF_CHAT),
    "is silent": lambda world: world.telegram.faults.time_out("*", 99, after_accept=False, chat_id=STAFF_CHAT),
    "is slow": lambda world: world.telegram.faults.delay(0.2, "*", 9, chat_id=STAFF_CHAT),
}


@pytest.mark.parametrize("way", AWAY)
async def test_what_she_tells_is_kept_whatever_becomes_of_the_staff_chat(world: World, way: str) -> None:
    AWAY[way](world)
    await tell(world, world.olena)
    await pass_on(world)
    assert told(world.olena, APOLOGY) == []
    world.telegram.faults.heal()
    world.clock.move(timedelta(minutes=10))
    await minute(world)
    assert len(in_group(world, "чекає на відділ")) == len(in_group(world, POOL)) == 1


async def test_her_confirmation_comes_before_the_staff_chat_is_told(world: World) -> None:
    await fill_in(world, world.olena)
    with world.telegram.watched() as news:
        await world.tap(world.olena, "📨 Надіслати")
    happened = [news.get_nowait() for _ in range(news.qsize())]
    order = [each.chat_id for each in happened if each.kind == "message"]
    assert order.index(world.olena.id) < order.index(STAFF_CHAT)


async def test_her_confirmation_comes_though_telling_the_staff_fails(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Staff, "send", fails)
    await tell(world, world.olena)
    await pass_on(world)
    assert told(world.olena, APOLOGY) == []
    monkeypatch.undo()
    await minute(world)
    assert len(in_group(world, "чекає на відділ")) == len(in_group(world, POOL)) == 1


async def test_five_long_additions_come_when_the_staff_chat_is_back_and_hold_up_nothing(world: World) -> None:
    await tell(world, world.olena)
    case = in_group(world, "чекає на відділ")[-1]
    await world.tap(world.iryna, TakeCase, message=case)
    await lose(world, "kicked")
    for number in range(5):
        await add(world, world.olena, f"{number}" + "ъ" * 989)
    await repair(world)
    assert sum(each.text.count("ъ") for each in world.in_staff_chat()) == 5 * 989
    assert all(len(each.text) <= 4096 for each in world.in_staff_chat())
    assert "ЖТ-2026-000002" in (await tell(world, world.mykola, where="банк в Овручі")).text
    assert len(in_group(world, "ЖТ-2026-000002")) == 1


async def test_a_case_that_stands_still_in_a_deleted_topic_is_reminded_of_in_a_new_one(world: World) -> None:
    world.staff_chat.data["is_forum"] = True
    await tell(world, world.olena)
    [topic] = world.staff_chat.topics
    world.iryna.delete_topic(world.staff_chat, topic)
    world.clock.move(timedelta(days=3))
    await minute(world)
    [new] = world.staff_chat.topics
    assert new != topic
    [reminder] = [each for each in world.in_staff_chat() if each.text]
    assert reminder.data["message_thread_id"] == new


async def test_a_press_in_a_topic_that_was_closed_is_answered_beside_it(world: World) -> None:
    world.staff_chat.data["is_forum"] = True
    await tell(world, world.olena)
    case = in_group(world, "чекає на відділ")[-1]
    await world.tap(world.iryna, TakeCase, message=case)
    world.iryna.close_topic(world.staff_chat, case.data["message_thread_id"])
    await world.tap(world.iryna, "Закрити", message=world.staff_chat.message(case.id))
    assert "message_thread_id" not in world.in_staff_chat()[-1].data
    assert "прийняли" in str(world.in_staff_chat()[-1].buttons).lower()


async def test_what_is_said_to_the_staff_by_the_way_waits_too(world: World) -> None:
    """Of most that the staff are told, nobody keeps a row of his own."""
    await lose(world, "kicked")
    await world.services.people.staff.notify(TextMessage("staff-moved", number="-1"))
    await world.services.people.staff.notify(TextMessage("staff-moved", number="-2"))
    await minute(world)
    assert world.in_staff_chat() == []
    await repair(world)
    assert [each.text.split("=")[1] for each in world.in_staff_chat()] == ["-1", "-2"]
    assert await world.database.fetch("SELECT 1 FROM news WHERE told_at IS NULL") == []


async def test_a_message_of_the_outbox_to_the_staff_chat_waits_too(world: World) -> None:
    """Reminders have the staff chat for a recipient, as a person."""
    source = world.services.mailings.reminders._sources["staff chat"]
    await lose(world, "kicked")
    await run_job("plan_reminders", world.services)
    [lack] = await world.services.people.staff.lacks()
    await world.services.mailings.reminders.plan_these(
        source.kind, [Reminder(person_id=STAFF_CHAT, about=lack.id, stage="begun")]
    )
    await minute(world)
    [row] = await world.database.fetch("SELECT state FROM outbox WHERE person_id = :id", id=STAFF_CHAT)
    assert row["state"] == "retry"
    await repair(world)
    world.clock.move(timedelta(hours=1))
    await minute(world)
    [row] = await world.database.fetch("SELECT state FROM outbox WHERE person_id = :id", id=STAFF_CHAT)
    assert row["state"] in {"sent", "skipped"}
    assert await world.database.fetch("SELECT 1 FROM people WHERE person_id = :id", id=STAFF_CHAT) == []


async def test_what_telegram_refuses_for_ever_is_given_up_and_the_next_comes(world: World) -> None:
    world.telegram.faults.fail("sendMessage", 400, 1, "Bad Request: SOMETHING_NEW", chat_id=STAFF_CHAT)
    for number in ("-1", "-2"):
        await world.services.people.staff.notify(TextMessage("staff-moved", number=number))
    await run_job("tell_staff", world.services)
    assert [each.text.split("=")[1] for each in world.in_staff_chat()] == ["-2"]


async def test_a_press_that_wants_a_picture_is_told_which_right_is_missing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.iryna.restrict_bot(world.staff_chat, "can_send_photos")
    world.iryna.send("/staff", chat=world.staff_chat)
    await world.settle()
    await world.tap(world.iryna, "Показники", message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, "Статистика випадків", message=world.in_staff_chat()[-1])
    assert "бракує права надсилати фото" in world.in_staff_chat()[-1].text
    assert APOLOGY not in world.in_staff_chat()[-1].text
    assert not [each for each in caplog.records if each.levelname == "ERROR"]
    await minute(world)
    assert len(told(world.mykola, "надсилати фото")) == 1
