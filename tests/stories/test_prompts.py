"""What a person types next goes where she was asked: by a reply for days, in plain words for half an hour."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest

from handlers.chat.prompts import REPLIES
from services.content import Content
from services.people.prompts import LASTS, OPEN
from simulator.parameters import Upload
from simulator.people import Message
from tests.jobs import run_job
from tests.stories.answers.test_questions import POOL
from tests.stories.cases.test_cases import take, tell
from tests.stories.notices.test_replies import ask as ask_heads
from tests.stories.notices.test_replies import seat_two
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

QUESTION = "чи працює дія без інтернету"
WAS_QUESTION = "Це було запитання"


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        await stopped_world.start(stopped_world.olena)
        yield stopped_world


async def ask_the_department(world: World) -> Message:
    """The prompt."""
    await world.start(world.olena, "a_diia-verify")
    await world.tap(world.olena, "Запитати відділ")
    return world.olena.last


async def ask_to_add(world: World) -> Message:
    await tell(world, world.olena)
    await world.tap(world.olena, "➕ Додати")
    return world.olena.last


async def ask_for_code(world: World) -> Message:
    await world.say(world.olena, "/my")
    await world.tap(world.olena, "Стежити за кодом")
    return world.olena.last


async def ask_for_hromada(world: World) -> Message:
    await world.say(world.olena, "/settings")
    await world.tap(world.olena, "Написати громаду")
    return world.olena.last


async def ask_for_more(world: World) -> Message:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    world.iryna.send("У травні.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    await world.tap(world.olena, "Уточнити")
    return world.olena.last


async def ask_for_broadcast_code(world: World) -> Message:
    return await world.say(world.olena, "/verify")


ASKING = {
    "department": ask_the_department,
    "addition": ask_to_add,
    "code": ask_for_code,
    "hromada": ask_for_hromada,
    "more": ask_for_more,
    "verify": ask_for_broadcast_code,
}


async def kept(world: World) -> Sequence[object]:
    return await world.database.fetch("SELECT * FROM prompts")


# Plain words


async def test_plain_words_go_to_the_department_with_a_way_out(world: World) -> None:
    await ask_the_department(world)
    said = await world.say(world.olena, "Чи приїдете ви до нас у школу?")
    assert "Передали ваше запитання відділу" in said.text
    assert WAS_QUESTION in str(said.buttons)
    assert "у школу" in world.in_staff_chat()[-1].text


async def test_what_was_meant_for_the_bot_is_taken_back_from_the_department_and_answered(world: World) -> None:
    await ask_the_department(world)
    taken = await world.say(world.olena, QUESTION)
    await world.tap(world.olena, WAS_QUESTION, message=taken)
    assert "Дія" in world.olena.last.text
    assert "відділ на це вже не відповідатиме" in world.olena.chat.message(taken.id).text
    [in_chat] = world.in_staff_chat()
    assert "людина забрала" in in_chat.text
    assert QUESTION not in in_chat.text
    await world.deliver_questions()
    assert len(world.in_staff_chat()) == 1, "nobody is asked again"


async def test_what_the_department_has_answered_is_not_said_to_be_taken_back(world: World) -> None:
    await ask_the_department(world)
    taken = await world.say(world.olena, QUESTION)
    world.iryna.send("Працює.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    await world.tap(world.olena, WAS_QUESTION, message=taken)
    assert "вже передано" in world.olena.chat.message(taken.id).text
    assert "Дія" in world.olena.last.text


async def test_plain_words_are_added_to_the_case_and_can_be_taken_back(world: World) -> None:
    await ask_to_add(world)
    added = await world.say(world.olena, "Квиток теж не повернули")
    assert "Додано до випадку ЖТ-2026-000001" in added.text
    assert "Квиток теж" in world.in_staff_chat()[-1].text
    await world.tap(world.olena, WAS_QUESTION, message=added)
    assert "Забрали ці слова з випадку" in world.olena.chat.message(added.id).text
    assert "Студентський" in str(world.olena.last.buttons), "what may be meant is offered, as for any question"
    assert "додане раніше забрано" in world.in_staff_chat()[-1].text
    await world.say(world.olena, "/my")
    await world.tap(world.olena, "ЖТ-2026-000001")
    assert "Квиток теж" not in world.olena.last.text


async def test_after_a_reply_nothing_is_to_be_taken_back(world: World) -> None:
    prompt = await ask_to_add(world)
    added = await world.say(world.olena, "Квиток теж не повернули", reply_to=prompt.id)
    assert "Додано до випадку ЖТ-2026-000001" in added.text
    assert WAS_QUESTION not in str(added.buttons)


async def test_the_code_of_a_case_is_read_without_a_reply(world: World) -> None:
    receipt = await tell(world, world.olena)
    code = next(each for each in receipt.text.split() if each[4:5] == "-")[:9]
    await ask_for_code(world)
    assert "Такого коду ми не надсилали" in (await world.say(world.olena, "AAAA-AAAA")).text
    assert "чекає на відділ" in (await world.say(world.olena, code)).text, "a wrong code leaves the prompt open"


async def test_the_code_of_a_broadcast_is_checked_without_a_reply(world: World) -> None:
    await ask_for_broadcast_code(world)
    assert "Такого коду ми не надсилали" in (await world.say(world.olena, "AAAA-BBBB")).text


async def test_a_head_types_her_figure_and_reads_to_what_it_belongs(world: World) -> None:
    await seat_two(world)
    head = world.telegram.people[7000]
    await ask_heads(world)
    await world.tap(head, "📝 Відповісти")
    await world.tap(head, "Населених пунктів")
    assert "№" not in head.last.text
    assert "Населених пунктів: 3" in (await world.say(head, "3")).text
    assert await world.database.fetch("SELECT 1 FROM questions") == []


async def test_after_half_an_hour_words_are_a_question_and_a_reply_still_an_answer(world: World) -> None:
    prompt = await ask_to_add(world)
    world.clock.move(OPEN)
    assert "Дія" in (await world.say(world.olena, QUESTION)).text
    world.clock.move(LASTS - OPEN - timedelta(minutes=1))
    assert "Додано до випадку" in (await world.say(world.olena, "Ще одне", reply_to=prompt.id)).text


async def test_words_answer_the_newest_prompt_and_a_reply_the_one_it_replies_to(world: World) -> None:
    older = await ask_to_add(world)
    await ask_for_hromada(world)
    assert "Овруцька" in (await world.say(world.olena, "Овруч")).text
    assert "Додано до випадку" in (await world.say(world.olena, "Ще одне", reply_to=older.id)).text
    assert "Дія" in (await world.say(world.olena, QUESTION)).text, "both are answered"


async def test_commands_and_buttons_go_on_working_while_the_bot_waits(world: World) -> None:
    await ask_to_add(world)
    assert "Мої випадки" in (await world.say(world.olena, "/my")).text
    await world.tap(world.olena, "☰ Меню")
    assert "Додано до випадку" in (await world.say(world.olena, "Ще одне")).text


async def test_what_cannot_be_the_answer_is_treated_as_ever(world: World) -> None:
    await world.say(world.olena, "/courses")
    await world.tap(world.olena, "Надіслати сертифікат")
    assert "Дія" in (await world.say(world.olena, QUESTION)).text, "a file was asked for"
    await ask_to_add(world)
    world.olena.send_file("voice", Upload("a.ogg", b"abc"))
    await world.settle()
    assert "Голосових" in world.olena.last.text
    assert "Додано до випадку" in (await world.say(world.olena, "Ще одне")).text


async def test_the_newest_question_takes_the_words_be_it_of_a_form_or_a_prompt(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    form = world.olena.last
    await ask_for_hromada(world)
    assert "Овруцька" in (await world.say(world.olena, "Овруч")).text
    await ask_for_hromada(world)
    await world.tap(world.olena, "← Назад", message=form)
    await world.tap(world.olena, "Поїзд", message=world.olena.chat.message(form.id))
    await world.say(world.olena, "Коростень")
    assert "Коли це було" in world.olena.last.text


# Giving up


@pytest.mark.parametrize("asking", ASKING)
@pytest.mark.parametrize("how", ["button", "Скасувати", "відміна!"])
async def test_every_prompt_can_be_given_up(world: World, asking: str, how: str) -> None:
    prompt = await ASKING[asking](world)
    in_chat = len(world.in_staff_chat())
    if how == "button":
        await world.tap(world.olena, "Скасувати", message=prompt)
    else:
        await world.say(world.olena, how)
    assert "Скасовано" in world.olena.last.text or "Скасовано" in world.olena.chat.message(prompt.id).text
    assert len(world.in_staff_chat()) == in_chat
    assert await kept(world) == [] or asking == "more"
    assert "Дія" in (await world.say(world.olena, QUESTION)).text


async def test_what_was_answered_is_not_said_to_be_cancelled(world: World) -> None:
    prompt = await ask_to_add(world)
    await world.say(world.olena, "Ще одне")
    assert "вже записано" in await world.tap(world.olena, "Скасувати", message=prompt)


async def test_where_nothing_is_asked_there_is_nothing_to_cancel(world: World) -> None:
    assert "Скасовувати нічого" in (await world.say(world.olena, "Скасувати")).text
    assert await world.database.fetch("SELECT 1 FROM questions") == []


async def test_nobody_ends_another_persons_prompt(world: World) -> None:
    prompt = await ask_to_add(world)
    await world.start(world.mykola)
    world.mykola.press(world.mykola.last, data=prompt.button("Скасувати")["callback_data"])
    await world.settle()
    assert "Додано до випадку" in (await world.say(world.olena, "Ще одне")).text


# The staff


async def test_a_reply_to_a_case_in_ones_own_chat_goes_to_the_person(world: World) -> None:
    await tell(world, world.olena)
    await take(world)
    card = await desk(world, "Випадки", "ЖТ-2026-000001")
    await world.say(world.iryna, "Пишемо до залізниці.", reply_to=card.id)
    assert "Пишемо до залізниці." in world.olena.last.text
    assert "Надіслано людині" in world.iryna.last.text
    world.iryna.send_file("photo", Upload("a.jpg", b"jpeg"), reply_to=card.id)
    await world.settle()
    assert world.olena.last.data["photo"]


async def test_a_note_and_the_closing_words_are_taken_in_ones_own_chat(world: World) -> None:
    await tell(world, world.olena)
    await take(world)
    card = await desk(world, "Випадки", "ЖТ-2026-000001")
    await world.tap(world.iryna, "Нотатка", message=card)
    assert "внутрішній номер" not in world.iryna.last.text
    assert "ЖТ-2026-000001" in world.iryna.last.text
    noted = await world.say(world.iryna, "Передзвонити")
    assert "Записали до випадку ЖТ-2026-000001" in noted.text
    await world.tap(world.iryna, WAS_QUESTION, message=noted)
    assert await world.database.fetch("SELECT 1 FROM notes") == []
    await world.tap(world.iryna, "Закрити", message=card)
    await world.tap(world.iryna, "установі пояснили")
    await world.say(world.iryna, "Пояснили.")
    assert "Пояснили." in world.olena.last.text


async def test_in_the_group_only_a_reply_is_an_answer_and_only_the_asked_ones_field_opens(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    await world.tap(world.iryna, "Нотатка", message=case)
    prompt = world.in_staff_chat()[-1]
    markup = prompt.data["reply_markup"]
    assert (markup["force_reply"], markup["selective"]) == (True, True)
    assert [each["user"]["id"] for each in prompt.entities if each["type"] == "text_mention"] == [world.iryna.id]
    said = len(world.in_staff_chat())
    world.iryna.send("Колеги, хто візьме?", chat=world.staff_chat)
    await world.settle()
    assert len(world.in_staff_chat()) == said
    world.iryna.send("скасувати", chat=world.staff_chat, reply_to=prompt.id)
    await world.settle()
    assert "Скасовано" in world.in_staff_chat()[-1].text
    assert await kept(world) == []


async def test_a_prompt_that_left_late_is_answered_like_any_other(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    world.telegram.faults.flood("sendMessage", retry_after=30)
    await world.tap(world.iryna, "Нотатка", message=case)
    world.clock.move(timedelta(seconds=31))
    await run_job("send_late_replies", world.services)
    world.iryna.send("Передзвонити", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    assert "Записали до випадку" in world.in_staff_chat()[-1].text


async def test_a_prompt_of_which_telegram_did_not_say_that_it_came_is_answered(world: World) -> None:
    await tell(world, world.olena)
    case = await take(world)
    world.telegram.faults.time_out("sendMessage")
    await world.tap(world.iryna, "Нотатка", message=case)
    prompt = world.in_staff_chat()[-1]
    assert "Нотатка до випадку" in prompt.text
    world.iryna.send("Передзвонити", chat=world.staff_chat, reply_to=prompt.id)
    await world.settle()
    assert "Записали до випадку" in world.in_staff_chat()[-1].text


# What is kept


def test_a_prompt_names_only_numbers_by_which_people_know_the_matter(content: Content) -> None:
    """That of a case, or the one on the page from which it was asked; others are of use to the database only."""
    values = {"most": 1, "count": 2, "caption": 1, "label": "", "hint": ""}
    numbered = {key for key in REPLIES if "7777" in content.library.texts.plain(key, number="7777", **values)}
    of_cases = {"cases-add-prompt", "forwarded-prompt", "casework-note-prompt", "casework-reason-prompt"}
    of_cases |= {"casework-reason-for-all-prompt", "casework-link-prompt", "casework-to-all-prompt"}
    of_drafts = {
        "notices-prompt-hromadas",
        "notices-prompt-letter",
        "notices-prompt-file",
        "notices-prompt-deadline",
        "notices-prompt-text",
        "notices-prompt-new-deadline",
        "notices-prompt-withdraw",
        "notices-prompt-emergency",
        "replies-prompt-form",
    }
    of_drafts |= {key for key in REPLIES if key.startswith("broadcasts-")} - {"broadcasts-prompt"}
    others = {"bans-prompt", "questions-close-prompt", "review-prompt-reason"}
    assert numbered == of_cases | of_drafts | others


async def test_her_prompts_go_with_her_data_and_the_others_with_their_time(world: World) -> None:
    await ask_to_add(world)
    await world.forget_old()
    assert len(await kept(world)) == 1
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Видалити мої дані")
    await world.tap(world.olena, "Так, видалити")
    assert await kept(world) == []
    await ask_for_hromada(world)
    world.clock.move(LASTS)
    await world.forget_old()
    assert await kept(world) == []
