"""Staff keep somebody from writing, with a reason she reads, and lift it; her own data stays hers."""

from __future__ import annotations

from simulator.people import Message
from tests.stories.world import World

REASON = "Образи на адресу працівників"


async def ban(world: World) -> Message:
    """Olena asks, the question goes to the staff chat, and Iryna bans its author."""
    await world.say(world.olena, "коли відкриють басейн на вулиці Київській")
    await world.tap(world.olena, "Передати відділу")
    question = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "Про людину", message=question)
    await world.tap(world.iryna, "Обмежити", message=world.in_staff_chat()[-1])
    prompt = world.in_staff_chat()[-1]
    world.iryna.send(REASON, chat=world.staff_chat, reply_to=prompt.id)
    await world.settle()
    return question


async def test_a_person_is_barred_with_a_reason_and_let_in_again(world: World) -> None:
    await ban(world)
    assert "Обмежено. Людині сказано чому." in world.in_staff_chat()[-1].text
    assert f"Причина: {REASON}" in world.olena.last.text
    asked = await world.database.fetch("SELECT * FROM questions")
    assert f"Причина: {REASON}" in (await world.say(world.olena, "привіт")).text
    assert await world.database.fetch("SELECT * FROM questions") == asked
    assert "Вітаємо" in (await world.say(world.mykola, "привіт")).text
    # Staff see and lift it.
    world.iryna.send("/staff", chat=world.staff_chat)
    await world.settle()
    await world.tap(world.iryna, "Обмежені", message=world.in_staff_chat()[-1])
    listed = world.in_staff_chat()[-1].text.replace("\xa0", " ")
    assert f"№ 1 автор чи авторка запитання № 1, від 23 листопада 2026 року: {REASON}" in listed
    await world.tap(world.iryna, "Зняти № 1", message=world.in_staff_chat()[-1])
    assert "Нікого не обмежено" in world.in_staff_chat()[-1].text
    assert "Обмеження знято" in world.olena.last.text
    assert "Вітаємо" in (await world.say(world.olena, "привіт")).text


async def test_buttons_and_inline_queries_of_a_barred_person_do_nothing(world: World) -> None:
    await world.start(world.olena)
    menu = world.olena.last
    await ban(world)
    assert "Доступ обмежено" in await world.tap(world.olena, "Документи в Дії", message=menu)
    assert await world.olena.inline("дія") == []


async def test_the_data_of_a_barred_person_stay_hers_and_the_bar_outlives_their_deletion(world: World) -> None:
    await ban(world)
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Мої дані")
    text = world.telegram.file(world.olena.replies[-2].data["document"]["file_id"]).content.decode()
    assert f"Від: 23.11.2026 12:00; Чому: {REASON}" in text
    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Видалити мої дані")
    assert "обмеження доступу" in world.olena.last.text
    await world.tap(world.olena, "Так, видалити")
    assert await world.database.fetch("SELECT * FROM questions") == []
    assert f"Причина: {REASON}" in (await world.say(world.olena, "привіт")).text


async def test_nobody_is_barred_twice_and_a_question_without_an_author_bars_nobody(world: World) -> None:
    question = await ban(world)
    await world.tap(world.iryna, "Про людину", message=question)
    about = world.in_staff_chat()[-1]
    assert f"Обмежено: {REASON}" in about.text
    assert about.buttons == [["Зняти обмеження"]]
    await world.services.people.privacy.forget(world.olena.id)
    assert "Цієї людини вже немає" in await world.tap(world.iryna, "Про людину", message=question)


async def test_a_look_at_the_author_is_logged_and_shows_neither_name_nor_number(world: World) -> None:
    await ban(world)
    about = next(message for message in world.in_staff_chat() if "Автор або авторка" in message.text)
    assert "За 30 днів: 1 запитання" in about.text.replace("\xa0", " ")
    assert str(world.olena.id) not in about.text
    assert "Олена" not in about.text
    [line] = await world.database.fetch("SELECT * FROM audit WHERE action = 'data read'")
    assert (line["actor_id"], line["object"]) == (world.iryna.id, "question 1")


async def test_a_prompt_that_no_bot_wrote_is_none(world: World) -> None:
    await ban(world)
    copied = world.iryna.send("Чому обмежуємо автора запитання № 1? Людина прочитає цю причину.", chat=world.staff_chat)
    said = len(world.in_staff_chat())
    world.iryna.send("бо так", chat=world.staff_chat, reply_to=copied.id)
    await world.settle()
    assert len(world.in_staff_chat()) == said
