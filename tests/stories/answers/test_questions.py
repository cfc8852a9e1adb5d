"""A question goes to the department, and the department's words come back."""

from __future__ import annotations

from datetime import timedelta

from handlers.answers.taps import CloseQuestion, PassQuestion
from simulator.parameters import Upload
from simulator.people import CannotDo, Message
from tests.jobs import run_job
from tests.stories.world import STAFF_CHAT, World

POOL = "коли відкриють басейн на вулиці Київській"


async def test_a_question_nobody_foresaw_is_passed_on_and_answered_by_staff(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    assert "Передали ваше запитання відділу: № 1." in world.olena.last.text.replace("\xa0", " ")
    assert "Меню" in str(world.olena.last.buttons)
    [in_chat] = world.in_staff_chat()
    assert POOL in in_chat.text
    assert "Запитання № 1" in in_chat.text.replace("\xa0", " "), "both speak of it by one number"
    world.iryna.send("У травні. Розклад – на сайті міськради.", chat=world.staff_chat, reply_to=in_chat.id)
    await world.settle()
    assert "У травні. Розклад" in world.olena.last.text
    assert world.olena.last.data["reply_to_message"]["text"] == POOL
    assert "Надіслано" in world.in_staff_chat()[-1].text


async def test_the_staff_see_neither_name_nor_numbers(world: World) -> None:
    await world.say(world.olena, POOL + " мій номер 0671234567")
    await world.tap(world.olena, "Передати відділу")
    [in_chat] = world.in_staff_chat()
    assert "0671234567" not in in_chat.text
    assert "Олена" not in in_chat.text
    assert str(world.olena.id) not in in_chat.text


async def test_pressing_twice_passes_on_once(world: World) -> None:
    message = await world.say(world.olena, POOL)
    press = (world.olena.press(message, "Передати відділу"), world.olena.press(message, "Передати відділу"))
    await world.settle()
    for each in press:
        await each.answered()
    assert len(world.in_staff_chat()) == 1


async def test_a_question_can_be_written_to_the_department_straight_away(world: World) -> None:
    await world.start(world.olena, "a_diia-verify")
    await world.tap(world.olena, "Запитати відділ")
    prompt = world.olena.last
    assert prompt.buttons == [["Скасувати"]]
    await world.say(world.olena, "Чи приїдете ви до нас у школу?", reply_to=prompt.id)
    assert "Передали ваше запитання відділу" in world.olena.last.text
    assert "Чи приїдете ви до нас у школу?" in world.in_staff_chat()[-1].text


async def test_a_prompt_survives_a_restart(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        await world.start(world.olena, "a_diia-verify")
        await world.tap(world.olena, "Запитати відділ")
    async with world.running():
        await world.say(world.olena, "Чи приїдете ви до нас у школу?", reply_to=world.olena.last.id)
        assert "Чи приїдете ви до нас у школу?" in world.in_staff_chat()[-1].text


async def test_what_the_staff_chat_could_not_take_comes_later(world: World) -> None:
    await world.say(world.olena, POOL)
    message = world.olena.last
    world.telegram.faults.fail("sendMessage", times=3)
    await world.tap(world.olena, "Передати відділу", message=message)
    assert "Передали" in world.olena.last.text
    assert world.in_staff_chat() == []
    await world.deliver_questions()
    await world.deliver_questions()
    assert len(world.in_staff_chat()) == 1


async def test_staff_are_told_when_the_person_cannot_be_reached(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    world.olena.block()
    world.iryna.send("У травні.", chat=world.staff_chat, reply_to=world.in_staff_chat()[0].id)
    await world.settle()
    assert "Не надіслано" in world.in_staff_chat()[-1].text


async def test_what_telegram_does_not_take_now_leaves_by_itself(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    reply = world.iryna.send("У травні.", chat=world.staff_chat, reply_to=world.in_staff_chat()[0].id)
    await world.hold()
    world.telegram.faults.fail("sendMessage", times=3)
    await world.settle()
    assert "У травні" not in world.olena.last.text
    assert "Надішлемо" in world.in_staff_chat()[-1].text, "nothing says that she has it"
    await world.settle()
    assert "У травні" in world.olena.last.text
    assert "Надіслано людині" in world.in_staff_chat()[-1].text
    assert world.in_staff_chat()[-1].data["reply_to_message"]["message_id"] == reply.id


async def test_a_reply_that_reached_stays_so_though_its_confirmation_is_refused(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    world.telegram.faults.flood("sendMessage", retry_after=30, chat_id=world.staff_chat.id)
    world.iryna.send("У травні.", chat=world.staff_chat, reply_to=world.in_staff_chat()[0].id)
    await world.settle()
    world.clock.move(timedelta(seconds=31))
    await run_job("send_held_replies", world.services)
    assert "Надіслано людині" in world.in_staff_chat()[-1].text
    assert not any("ще раз" in each.text for each in world.in_staff_chat())
    assert sum("У травні" in each.text for each in world.olena.replies) == 1


async def test_a_question_that_came_twice_is_answered_under_either_message(world: World) -> None:
    await world.say(world.olena, POOL)
    message = world.olena.last
    world.telegram.faults.time_out("sendMessage")
    await world.tap(world.olena, "Передати відділу", message=message)
    await world.deliver_questions()
    first, second = world.in_staff_chat()
    assert first.text == second.text, "the bot was never told that the first one came"
    for number, each in enumerate((first, second)):
        world.iryna.send(f"У травні, {number}.", chat=world.staff_chat, reply_to=each.id)
        await world.settle()
        if number:
            await world.tap(world.iryna, "Надіслати людині", message=world.in_staff_chat()[-1])
        assert f"У травні, {number}." in world.olena.last.text
        assert "Надіслано" in world.in_staff_chat()[-1].text


async def test_talk_among_colleagues_is_left_alone(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    hello = world.iryna.send("Колеги, хто візьме?", chat=world.staff_chat)
    world.iryna.send("я", chat=world.staff_chat, reply_to=hello.id)
    await world.settle()
    assert len(world.in_staff_chat()) == 1


async def test_a_file_as_a_reply_arrives_below_her_question(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    photo = Upload("a.jpg", b"jpeg", "image/jpeg")
    in_chat = world.in_staff_chat()[0].id
    world.iryna.send_file("photo", photo, chat=world.staff_chat, reply_to=in_chat, caption="Розклад")
    await world.settle()
    assert world.olena.last.data["photo"]
    assert world.olena.last.data["caption"] == "Розклад"
    assert "Надіслано людині" in world.in_staff_chat()[-1].text


async def test_nobody_can_pass_on_another_persons_question(world: World) -> None:
    await world.say(world.olena, POOL)
    data = world.olena.last.button("Передати відділу")["callback_data"]
    await world.start(world.mykola)
    press = world.mykola.press(world.mykola.last, data=data)
    await world.settle()
    await press.answered()
    assert "вже немає" in world.mykola.last.text
    assert world.in_staff_chat() == []


async def test_without_a_staff_chat_nothing_is_promised(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(with_staff=False):
        reply = await world.say(world.olena, POOL)
        assert "ми не знаємо" in reply.text
        assert reply.buttons == [["☰ Меню"]]
        answer = await world.start(world.olena, "a_diia-verify")
        try:
            answer.button("Запитати відділ")
        except CannotDo:
            return
        raise AssertionError("the staff are offered where there are none")


async def test_a_reply_to_somebody_who_deleted_her_data_is_told_in_words(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    question = world.in_staff_chat()[-1]
    await world.services.people.privacy.forget(world.olena.id)
    world.iryna.send("У грудні.", chat=world.staff_chat, reply_to=question.id)
    await world.settle()
    assert "Людини вже немає в боті" in world.in_staff_chat()[-1].text


async def closed(world: World, reason: str) -> Message:
    """Iryna presses «close» under the newest question and says why; what she reads then."""
    question = next(each for each in reversed(world.in_staff_chat()) if "Закрити" in str(each.buttons))
    await world.tap(world.iryna, "Закрити без відповіді", message=question)
    world.iryna.send(reason, chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    await world.tell_news()
    return world.in_staff_chat()[-1]


async def waiting(world: World) -> int:
    """How many questions the daily summary calls unanswered."""
    return len(await world.services.answers.questions._questions.unreplied())


async def test_a_question_without_a_reply_is_closed_and_who_asked_is_told_why(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    [in_chat] = world.in_staff_chat()
    assert await waiting(world) == 1
    said = await closed(world, "Басейн – справа міськради: (0412) 00-00-00.")
    assert "Повідомимо людину" in said.text
    assert "На ваше запитання № 1 відповіді не буде" in world.olena.last.text.replace("\xa0", " ")
    assert "Відділ пояснює: Басейн – справа міськради" in world.olena.last.text
    assert await waiting(world) == 0
    shown = world.staff_chat.message(in_chat.id)
    assert "Закрито без відповіді: Басейн" in shown.text
    assert "Закрити без відповіді" not in str(shown.buttons)
    assert "вже закрито" in await again(world, in_chat, "Ще раз")
    told = len(world.olena.replies)
    await world.tap(world.olena, "Уточнити")
    await world.say(world.olena, "А коли відкриють?")
    assert "Уточнення до № 1" in world.in_staff_chat()[-1].text.replace("\xa0", " ")
    world.iryna.send("Таки в травні.", chat=world.staff_chat, reply_to=in_chat.id)
    await world.settle()
    assert "Це вже закрито" in world.in_staff_chat()[-1].text
    await world.tap(world.iryna, "Надіслати людині", message=world.in_staff_chat()[-1])
    assert "Таки в травні." in str([each.text for each in world.olena.replies[told:]]), "a late reply is welcome"


async def again(world: World, question: Message, reason: str) -> str:
    """Somebody closes the question by a button that was there before; what is said."""
    await world.forge(world.iryna, CloseQuestion(1), message=question)
    world.iryna.send(reason, chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    return world.in_staff_chat()[-1].text


async def test_who_closes_a_question_is_told_whether_anybody_reads_why(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    world.olena.block()
    await world.settle()
    assert "тож не прочитає" in (await closed(world, "Не наше")).text
    await world.say(world.mykola, POOL)
    await world.tap(world.mykola, "Передати відділу")
    await world.services.people.privacy.forget(world.mykola.id)
    assert "видалила свої дані" in (await closed(world, "Не наше")).text


async def test_a_reply_to_a_question_that_was_taken_back_did_not_go_and_that_is_said(world: World) -> None:
    await world.start(world.olena)
    await world.tap(world.olena, "Запитати відділ")
    await world.say(world.olena, "Як перевірити QR-код паспорта?")
    [in_chat] = world.in_staff_chat()
    await world.tap(world.olena, "Це було запитання")
    read = len(world.olena.replies)
    world.iryna.send("Пізно.", chat=world.staff_chat, reply_to=in_chat.id)
    await world.settle()
    assert "Не надіслано: людина забрала це запитання" in world.in_staff_chat()[-1].text
    assert "Пізно" not in str([each.text for each in world.olena.replies[read:]])
    assert "вже закрито" in await again(world, in_chat, "Не наше")
    await world.forge(world.olena, PassQuestion(1))
    assert world.in_staff_chat()[-1].id != in_chat.id, "passed on again, it comes to the staff anew"
    assert "Як перевірити QR-код паспорта?" in world.in_staff_chat()[-1].text


async def test_what_was_delivered_stays_so_though_the_staff_hear_of_it_late(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    question = world.in_staff_chat()[-1]
    world.telegram.faults.flood("sendMessage", 30, chat_id=STAFF_CHAT)
    world.iryna.send("У грудні.", chat=world.staff_chat, reply_to=question.id)
    await world.settle()
    assert "У грудні." in world.olena.last.text
    assert world.in_staff_chat()[-1].id == question.id, "neither «sent» nor «try again»"
    world.clock.move(timedelta(seconds=31))
    await run_job("send_held_replies", world.services)
    assert "Надіслано людині" in world.in_staff_chat()[-1].text


async def test_words_of_the_staff_arrive_as_they_were_written(world: World) -> None:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    link = {"type": "text_link", "offset": 11, "length": 3, "url": "https://zt.gov.ua/pool"}
    bold = {"type": "bold", "offset": 3, "length": 7}
    in_chat = world.in_staff_chat()[-1]
    world.iryna.send("🏊 Розклад тут.", chat=world.staff_chat, reply_to=in_chat.id, entities=[bold, link])
    await world.settle()
    assert "🏊 Розклад тут." in world.olena.last.text
    assert world.olena.last.links == ["https://zt.gov.ua/pool"]
    kinds = [each["type"] for each in world.olena.last.data["entities"]]
    assert kinds == ["bold", "bold", "text_link"], "the heading, and what Iryna marked"
