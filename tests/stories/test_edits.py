"""Somebody changes a message that the bot has read: nobody believes that the new words arrived."""

from __future__ import annotations

from simulator.people import Message, Person
from tests.stories.answers.test_questions import POOL
from tests.stories.cases.test_cases import take, tell
from tests.stories.world import World


async def edit(world: World, person: Person, message: Message, text: str) -> None:
    person.edit(message, text)
    await world.settle()


async def test_a_changed_question_is_answered_anew(world: World) -> None:
    asked = world.olena.send("коли відкриють басейн")
    await world.settle()
    await edit(world, world.olena, asked, "чи працює дія без інтернету")
    assert "інтернет" in world.olena.last.text
    [row] = await world.database.fetch("SELECT text, decision FROM questions")
    assert (row["text"], row["decision"]) == ("чи працює дія без інтернету", "answer")


async def test_who_changes_what_the_department_has_is_told_so(world: World) -> None:
    asked = world.olena.send(POOL)
    await world.settle()
    await world.tap(world.olena, "Передати відділу")
    await edit(world, world.olena, asked, POOL + " і стадіон")
    assert "у відділі лишаються попередні слова" in world.olena.last.text
    await world.tap(world.olena, "Уточнити")
    await world.say(world.olena, "І стадіон теж")
    assert "І стадіон теж" in world.in_staff_chat()[-1].text


async def test_who_changes_an_answer_of_a_form_is_told_that_it_stays(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    told = world.olena.send("поїзд 92")
    await world.settle()
    await edit(world, world.olena, told, "поїзд 93")
    assert "записано попередні слова" in world.olena.last.text
    assert "поїзд 92" in str(await world.database.fetch("SELECT answers FROM drafts"))


async def test_commands_and_what_has_no_words_change_in_silence(world: World) -> None:
    start = world.olena.send("/start")
    await world.settle()
    said = len(world.olena.replies)
    await edit(world, world.olena, start, "/help")
    assert len(world.olena.replies) == said


async def test_what_staff_change_before_it_leaves_leaves_changed(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    reply = world.iryna.send("12 грудня.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.hold()
    world.iryna.edit(reply, "21 грудня.")
    await world.hold()
    assert "підуть нові" in world.in_staff_chat()[-1].text
    await world.settle()
    assert "21 грудня." in world.olena.last.text
    assert not any("12 грудня" in each.text for each in world.olena.replies)


async def test_what_staff_change_after_it_left_is_offered_as_a_correction(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    reply = world.iryna.send("12 грудня.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    await edit(world, world.iryna, reply, "21 грудня.")
    assert "Надіслати виправлене?" in world.in_staff_chat()[-1].text
    assert "12 грудня" in world.olena.last.text, "nothing leaves by itself"
    await world.tap(world.iryna, "Надіслати людині", message=world.in_staff_chat()[-1])
    assert "виправляє відповідь\n\n21 грудня." in world.olena.last.text
    assert "Надіслано людині" in world.in_staff_chat()[-1].text


async def test_staff_who_change_a_reply_to_a_case_or_a_note_are_told_too(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    reply = world.iryna.send("Пишемо.", chat=world.staff_chat, reply_to=case.id)
    await world.settle()
    await edit(world, world.iryna, reply, "Не пишемо.")
    assert "Надіслати виправлене?" in world.in_staff_chat()[-1].text
    await world.tap(world.iryna, "Не надсилати", message=world.in_staff_chat()[-1])
    assert "Зупинено" in world.in_staff_chat()[-1].text
    assert not any("Не пишемо" in each.text for each in world.olena.replies)
    await world.tap(world.iryna, "Нотатка", message=case)
    note = world.iryna.send("Передзвонити", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    said = len(world.in_staff_chat())
    await edit(world, world.iryna, note, "Не дзвонити")
    assert len(world.in_staff_chat()) == said + 1
    hello = world.iryna.send("Колеги", chat=world.staff_chat)
    await edit(world, world.iryna, hello, "Колеги!")
    assert len(world.in_staff_chat()) == said + 1, "talk among colleagues is left alone"
