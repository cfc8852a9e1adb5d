"""What staff write to people: held, stopped, changed, noted, sent to whom it is meant for; ready answers; history."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.cases.taps import LinkWith
from handlers.people.taps import KeepReply, UseReady
from services.people import Role
from simulator.parameters import Upload
from simulator.people import Message, Person
from storage.people.held_replies import HeldReplyStore
from tests.jobs import run_job
from tests.stories.answers.test_questions import POOL
from tests.stories.cases.test_cases import in_staff_chat, take, tell
from tests.stories.cases.test_linked_cases import two_linked, work_on
from tests.stories.world import World

REMARK = "Колеги, хто це візьме?"


async def asked(world: World) -> Message:
    """Olena's question, as it stands in the staff chat."""
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    return world.in_staff_chat()[-1]


async def reply(world: World, to: Message, text: str, *, by: Person | None = None) -> Message:
    """Somebody of the staff replies; what the bot says below it while it holds the reply."""
    (by or world.iryna).send(text, chat=world.staff_chat, reply_to=to.id)
    await world.hold()
    return world.in_staff_chat()[-1]


def colleague(world: World) -> Person:
    """Somebody else of the department."""
    person = world.telegram.add_person(1007, "Тарас")
    world.staff_chat.members.append(person)
    return person


def read_by_people(world: World) -> str:
    """All that the bot wrote to the two who are no staff."""
    return str([each.text for person in (world.olena, world.mykola) for each in person.replies])


# Held


async def test_a_reply_is_held_for_seconds_and_can_be_stopped(world: World) -> None:
    held = await reply(world, await asked(world), "У травні.")
    assert held.buttons == [["✋ Не надсилати", "🗒 Це нотатка"]]
    world.clock.move(timedelta(seconds=14))
    await run_job("send_held_replies", world.services)
    assert "У травні." not in world.olena.last.text
    await world.tap(world.iryna, "Не надсилати", message=held)
    assert "людина цього не прочитає" in world.staff_chat.message(held.id).text
    world.clock.move(timedelta(hours=1))
    await run_job("send_held_replies", world.services)
    assert "У травні." not in read_by_people(world)


async def test_what_is_leaving_is_not_said_to_be_stopped(world: World) -> None:
    question = await asked(world)
    held = await reply(world, question, "У травні.")
    [row] = await world.database.fetch("SELECT id FROM held_replies")
    await HeldReplyStore(world.database).begins(row["id"])
    assert "вже надіслано" in await world.tap(world.iryna, "Не надсилати", message=held)
    world.clock.move(timedelta(seconds=15))
    await run_job("send_held_replies", world.services)
    assert "У травні." in world.olena.last.text
    assert "Надіслано людині" in world.staff_chat.message(held.id).text


async def test_what_is_held_survives_a_stop_and_arrives_once(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        held = await reply(world, await asked(world), "У травні.")
        await world.database.execute("UPDATE held_replies SET due_at = due_at + 1000")
        before = len(world.olena.replies)
    world.clock.move(timedelta(minutes=5))
    async with world.running():
        for _ in range(3):
            await run_job("send_held_replies", world.services)
        assert [each.text for each in world.olena.replies[before:] if "У травні." in each.text]
        assert read_by_people(world).count("У травні.") == 1
        assert "Надіслано людині" in world.staff_chat.message(held.id).text


async def test_a_remark_below_an_answered_question_is_asked_about_and_becomes_a_note(world: World) -> None:
    question = await asked(world)
    await in_staff_chat(world, "У травні.", question.id)
    assert "Відповідь (Ірина): У травні." in world.staff_chat.message(question.id).text
    asks = await reply(world, question, REMARK)
    assert "На це вже є відповідь (Ірина). Кому це повідомлення?" in asks.text
    world.clock.move(timedelta(days=1))
    await run_job("send_held_replies", world.services)
    assert REMARK not in read_by_people(world), "it waits for a word, not for its time"
    await world.tap(world.iryna, "Це нотатка", message=asks)
    assert "Людина її не побачить" in world.staff_chat.message(asks.id).text
    assert f"Ірина: {REMARK}" in world.staff_chat.message(question.id).text
    assert REMARK not in read_by_people(world)


async def test_what_a_colleague_answers_or_works_on_is_asked_about(world: World) -> None:
    taras = colleague(world)
    question = await asked(world)
    await world.tap(taras, "Беру", message=question)
    assert "Веде: Тарас" in world.staff_chat.message(question.id).text
    assert "Це веде Тарас" in (await reply(world, question, "У травні.")).text
    await world.tap(taras, "Відпустити", message=world.staff_chat.message(question.id))
    await reply(world, question, "Скоро.", by=taras)
    assert "вже є відповідь (Тарас)" in (await reply(world, question, "Не скоро.")).text, "his is on its way"
    await world.settle()
    await tell(world, world.olena)
    case = await take(world)
    assert "Це веде Ірина" in (await reply(world, case, "Пишемо.", by=taras)).text


async def test_of_several_people_one_or_all_are_chosen(world: World) -> None:
    first, _ = await two_linked(world)
    asks = await reply(world, first, "Телефонуємо.")
    await world.tap(world.iryna, "Надіслати 2 людям", message=asks)
    assert "Надіслано 2 людям" in world.staff_chat.message(asks.id).text.replace("\xa0", " ")
    assert "Телефонуємо." in world.olena.last.text
    assert "Телефонуємо." in world.mykola.last.text


async def test_two_strokes_make_a_note_wherever_they_are_written(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    assert "Людина її не побачить" in (await reply(world, case, "// Передзвонити")).text
    changed = world.iryna.send("Зайнято", chat=world.staff_chat, reply_to=case.id)
    await world.hold()
    world.iryna.edit(changed, "//Зайнято")
    await world.settle()
    question = await asked(world)
    await reply(world, question, "// Запитати в міськраді")
    link = await world.services.people.invites.into_role(Role.OPERATOR, 0)
    await world.services.people.invites.take(link.token, world.iryna.id, "Ірина")
    await world.say(world.iryna, "/staff")
    await world.tap(world.iryna, "Випадки")
    await world.tap(world.iryna, "ЖТ-2026-000001")
    await world.say(world.iryna, "// З особистого чату", reply_to=world.iryna.last.id)
    world.clock.move(timedelta(days=3))
    await run_job("deliver_cases", world.services)
    await world.settle()
    for note in ("Передзвонити", "Зайнято", "З особистого чату"):
        assert note in world.staff_chat.message(case.id).text, "the card shows what was noted"
    assert "Запитати в міськраді" in world.staff_chat.message(question.id).text
    for note in ("Передзвонити", "Зайнято", "З особистого чату", "Запитати"):
        assert note not in read_by_people(world)
    assert "Передзвонити" not in as_text(await world.services.people.privacy.as_text(world.olena.id))
    await world.services.people.privacy.forget(world.olena.id)
    assert not await world.database.fetch("SELECT id FROM notes"), "they were about her"


def as_text(file: bytes) -> str:
    return file.decode()


async def test_a_reply_in_ones_own_chat_is_held_and_reported_there(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    link = await world.services.people.invites.into_role(Role.OPERATOR, 0)
    await world.services.people.invites.take(link.token, world.iryna.id, "Ірина")
    await world.say(world.iryna, "/staff")
    await world.tap(world.iryna, "Випадки")
    await world.tap(world.iryna, "ЖТ-2026-000001")
    card = world.iryna.last
    world.iryna.send("Пишемо.", reply_to=card.id)
    await world.hold()
    assert world.iryna.last.buttons == [["✋ Не надсилати", "🗒 Це нотатка"]]
    await world.settle()
    assert "Надіслано людині" in world.iryna.last.text
    assert "Пишемо." in world.olena.last.text
    for shown in (world.iryna.chat.message(card.id), world.staff_chat.message(case.id)):
        assert "Ірина – людині: Пишемо." in shown.text


async def test_a_question_in_ones_own_chat_is_answered_there_and_shown_as_it_stands_in_both(world: World) -> None:
    question = await asked(world)
    link = await world.services.people.invites.into_role(Role.OPERATOR, 0)
    await world.services.people.invites.take(link.token, world.iryna.id, "Ірина")
    await world.say(world.iryna, "/staff")
    await world.tap(world.iryna, "Чекають відповіді")
    await world.tap(world.iryna, "Запитання № 1")
    card = world.iryna.last
    assert POOL in card.text
    await world.tap(world.iryna, "Беру", message=card)
    for shown in (world.iryna.chat.message(card.id), world.staff_chat.message(question.id)):
        assert "Веде: Ірина" in shown.text
    await world.say(world.iryna, "// Запитати в міськраді", reply_to=card.id)
    await world.say(world.iryna, "У травні.", reply_to=card.id)
    assert "У травні." in world.olena.last.text
    assert "міськраді" not in read_by_people(world)
    assert "Надіслано людині" in world.iryna.last.text
    for shown in (world.iryna.chat.message(card.id), world.staff_chat.message(question.id)):
        assert "Запитати в міськраді" in shown.text
        assert "Відповідь (Ірина): У травні." in shown.text
    assert await world.services.people.staff.remove(world.iryna.id, 0)
    await reply(world, question, "// Готово")
    assert "Готово" not in world.iryna.chat.message(card.id).text, "no longer hers to read"


# What became of it


@pytest.mark.parametrize(("how", "said"), [("block", "людина зупинила бота"), ("forget", "її дані видалено")])
async def test_what_did_not_arrive_is_said_at_the_message(world: World, how: str, said: str) -> None:
    question = await asked(world)
    held = await reply(world, question, "У травні.")
    if how == "block":
        world.olena.block()
    else:
        await world.services.people.privacy.forget(world.olena.id)
    await world.settle()
    told = world.staff_chat.message(held.id).text
    assert said in told
    assert "Надіслано людині" not in told
    assert "Відповідь (" not in world.staff_chat.message(question.id).text


async def test_what_may_have_arrived_is_not_sent_twice(world: World) -> None:
    held = await reply(world, await asked(world), "У травні.")
    world.telegram.faults.time_out("sendMessage", chat_id=world.olena.id)
    await world.settle()
    world.clock.move(timedelta(hours=1))
    await run_job("send_held_replies", world.services)
    assert read_by_people(world).count("У травні.") == 1
    assert "не підтвердив, чи дійшло" in world.staff_chat.message(held.id).text


async def test_of_many_each_has_it_once_though_one_is_reached_later(world: World) -> None:
    first, _ = await two_linked(world)
    await world.tap(world.iryna, "Написати 2 людям", message=await work_on(world, first))
    held = await reply(world, world.in_staff_chat()[-1], "Телефонуємо.")
    assert "Надішлемо 2 людям" in held.text.replace("\xa0", " ")
    world.telegram.faults.flood("sendMessage", 30, chat_id=world.mykola.id)
    await world.settle()
    assert "Телефонуємо." in world.olena.last.text
    assert "Телефонуємо." not in world.mykola.last.text
    assert "Надіслано" not in world.staff_chat.message(held.id).text
    world.clock.move(timedelta(seconds=31))
    await run_job("send_held_replies", world.services)
    assert read_by_people(world).count("Телефонуємо.") == 2
    assert "Надіслано 2 людям." in world.staff_chat.message(held.id).text.replace("\xa0", " ")


async def test_all_photos_of_an_album_arrive(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    photos = [Upload(f"{name}.jpg", name.encode(), "image/jpeg") for name in "abc"]
    world.iryna.send_album("photo", photos, caption="Пам’ятка", chat=world.staff_chat, reply_to=case.id)
    await world.settle()
    assert [bool(each.data.get("photo")) for each in world.olena.replies[-3:]] == [True, True, True]
    assert world.olena.replies[-3].data["caption"] == "Пам’ятка"
    assert "людині: Пам’ятка" in world.staff_chat.message(case.id).text


# The history, and linking


async def test_the_history_says_who_did_what_and_when(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await in_staff_chat(world, "Пишемо до залізниці.", case.id)
    await reply(world, case, "// Передзвонити")
    await world.start(world.olena)
    await world.say(world.olena, "/my")
    await world.tap(world.olena, "ЖТ-2026-000001")
    await world.tap(world.olena, "Додати")
    await world.say(world.olena, "Ще й нагрубили")
    await world.tap(world.iryna, "Історія", message=world.staff_chat.message(case.id))
    lines = world.in_staff_chat()[-1].text.splitlines()
    for words in (
        "людина – випадок надіслано",
        "Ірина – у відділі взялися за випадок",
        "Ірина – людині: Пишемо до залізниці.",
        "Ірина – нотатка: Передзвонити",
        "людина – додано: Ще й нагрубили",
    ):
        assert [line for line in lines if line.startswith("23.11 12:") and line.endswith(words)], words


async def test_a_link_is_undone_as_it_was(world: World) -> None:
    for number in range(3):
        await tell(world, world.olena, where=f"каса номер {number}")
    await world.services.cases.desk.link(1, 2, world.iryna.id)
    case = await take(world)
    await world.forge(world.iryna, LinkWith(2, 3), message=case)
    tokens = [each["group_token"] for each in await world.database.fetch("SELECT group_token FROM cases ORDER BY id")]
    assert len(set(tokens)) == 1
    await world.tap(world.iryna, "Не пов’язувати", message=world.staff_chat.message(case.id))
    tokens = [each["group_token"] for each in await world.database.fetch("SELECT group_token FROM cases ORDER BY id")]
    assert tokens[0] == tokens[1] is not None
    assert tokens[2] is None


async def test_who_leaves_the_question_why_leaves_the_case_as_it_was(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await world.tap(world.iryna, "Закрити", message=case)
    await world.tap(world.iryna, "врешті прийняли", message=world.in_staff_chat()[-1])
    [row] = await world.database.fetch("SELECT status, outcome FROM cases")
    assert (row["status"], row["outcome"]) == ("taken", None)
    await in_staff_chat(world, "Прийняли після дзвінка.", world.in_staff_chat()[-1].id)
    [row] = await world.database.fetch("SELECT status, outcome, outcome_reason FROM cases")
    assert dict(row) == {"status": "closed", "outcome": "accepted", "outcome_reason": "Прийняли після дзвінка."}


async def test_a_card_that_telegram_did_not_let_draw_is_drawn_by_the_clock(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    world.telegram.faults.fail("editMessageText", times=9)
    await in_staff_chat(world, "Пишемо.", case.id)
    assert "Пишемо." not in world.staff_chat.message(case.id).text
    world.telegram.faults.heal()
    await run_job("deliver_cases", world.services)
    assert "людині: Пишемо." in world.staff_chat.message(case.id).text


# Ready answers


async def test_a_reply_becomes_a_ready_answer_that_a_word_or_a_button_sends(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await in_staff_chat(world, "Пишемо про випадок ЖТ-2026-000001, чекайте.", case.id)
    await world.tap(world.iryna, "Зробити готовою", message=world.in_staff_chat()[-1])
    prompt = world.in_staff_chat()[-1]
    assert "одне слово" in (await in_staff_chat(world, "два слова", prompt.id)).text
    kept = await in_staff_chat(world, "пишемо", prompt.id)
    assert "Пишемо про випадок {номер}, чекайте." in kept.text
    await tell(world, world.mykola, where="каса в Овручі")
    second = await take(world)
    await in_staff_chat(world, "/пишемо", second.id)
    assert "Пишемо про випадок ЖТ-2026-000002, чекайте." in world.mykola.last.text
    await world.tap(world.iryna, "Готові відповіді", message=world.staff_chat.message(case.id))
    chosen = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "/пишемо", message=chosen)
    assert sum("ЖТ-2026-000001, чекайте." in each.text for each in world.olena.replies) == 2
    assert "Надіслано людині" in world.staff_chat.message(chosen.id).text
    read = len(world.olena.replies)
    assert "Такої готової відповіді немає" in (await in_staff_chat(world, "/qr", case.id)).text
    assert len(world.olena.replies) == read, "a word after a stroke is nothing for her"


async def test_a_ready_answer_with_what_is_not_known_is_not_sent(world: World) -> None:
    question = await asked(world)
    await in_staff_chat(world, "У травні.", question.id)
    await world.tap(world.iryna, KeepReply, message=world.in_staff_chat()[-1])
    await in_staff_chat(world, "місце\nУ громаді {громада} все гаразд.", world.in_staff_chat()[-1].id)
    await world.say(world.mykola, POOL)
    await world.tap(world.mykola, "Передати відділу")
    said = await in_staff_chat(world, "/місце", world.in_staff_chat()[-1].id)
    assert "є поле, якого" in said.text
    assert "гаразд" not in read_by_people(world)
    await world.tap(world.iryna, "Готові відповіді", message=world.staff_chat.message(question.id))
    await world.tap(world.iryna, "Список готових", message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, "Прибрати /місце", message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, "Так, прибрати", message=world.in_staff_chat()[-1])
    assert "Готових відповідей немає" in world.in_staff_chat()[-1].text
    await world.forge(world.iryna, UseReady(1, "question", 2), message=world.in_staff_chat()[-1])
    assert "Такої готової відповіді немає" in world.in_staff_chat()[-1].text
