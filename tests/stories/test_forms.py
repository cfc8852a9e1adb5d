"""Forms half filled in: each waits for itself, says its name, and gives up what was never meant for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.people.limits import MOST
from simulator.parameters import Upload
from tests.stories.cases.test_cases import SAID, fill_in
from tests.stories.certification.test_certificates import STAFF, certificate, photo
from tests.stories.notices.test_replies import ask, fill, seat_two
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

QUESTION = "чи працює дія без інтернету"
WAS_QUESTION = "Це було запитання"


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def begin_certificate(world: World) -> None:
    """Up to the number, which is to be typed."""
    world.olena.send_file("photo", Upload("a.jpg", photo()))
    await world.settle()
    await world.tap(world.olena, "Це сертифікат")
    await world.tap(world.olena, "Цифрограм")


async def test_what_is_no_answer_is_told_which_form_waits_and_how_to_leave_it(world: World) -> None:
    await begin_certificate(world)
    world.clock.move(timedelta(minutes=10))
    said = await world.say(world.olena, "Овруцька")
    assert "Ви заповнюєте: дані сертифіката" in said.text
    assert "Очікуємо номер" in said.text
    assert "Скасувати" in str(said.buttons)
    await world.tap(world.olena, WAS_QUESTION)
    assert "Що з цього ближче" in world.olena.last.text, "the words were asked of the bot"
    assert "ім’я" in (await world.say(world.olena, "AB-5555")).text, "the form goes on"


async def test_what_a_form_took_long_after_it_asked_can_be_a_question(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    where = world.olena.last.text
    world.clock.move(timedelta(minutes=11))
    taken = await world.say(world.olena, QUESTION)
    assert "Коли це було" in taken.text
    await world.tap(world.olena, WAS_QUESTION, message=taken)
    assert "Дія" in world.olena.last.text
    assert world.olena.chat.message(taken.id).text == where, "it is asked again"
    assert WAS_QUESTION not in str((await world.say(world.olena, "поїзд 92")).buttons), "she is at it"


async def test_a_form_ends_by_the_word_as_by_the_button(world: World) -> None:
    await fill_in(world, world.olena)
    await world.tap(world.olena, "✏️ Назва і місце")
    assert "нічого не надіслано" in (await world.say(world.olena, "Скасувати")).text
    assert await world.database.fetch("SELECT 1 FROM drafts") == []


async def test_a_table_of_members_does_not_end_a_case_that_is_half_told(world: World) -> None:
    await desk(world, "Випадки", "Внести з телефону")
    for button in ("Паспорт", "Поїзд"):
        await world.tap(world.iryna, button)
    await desk(world, "Сертифікація", "Нова сертифікація")
    await world.say(world.iryna, "Кібергігієна, IV квартал")
    await world.tap(world.iryna, "Список працівників")
    world.iryna.send_file("document", Upload("люди.xlsx", STAFF))
    await world.settle()
    assert "Рядків: 3" in world.iryna.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Записати все")
    assert "Коли це було" in (await world.say(world.iryna, "поїзд 92")).text


async def test_a_certificate_does_not_end_a_case_that_is_half_told(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    await world.say(world.olena, "/courses")
    await world.tap(world.olena, "Надіслати сертифікат")
    world.olena.send_file("document", Upload("c.pdf", certificate("AB-1234", "Коваль Олена")))
    await world.settle()
    await world.tap(world.olena, "Так, зарахувати")
    assert "Коли це було" in (await world.say(world.olena, "поїзд 92")).text


async def test_an_optional_answer_is_emptied_at_the_review(world: World) -> None:
    review = await fill_in(world, world.olena)
    assert "папірця" in review.text
    await world.tap(world.olena, "✏️ Що сказали")
    await world.tap(world.olena, "Порожньо")
    assert "папірця" not in world.olena.last.text
    assert "Що сказали: –" in world.olena.last.text.replace("\xa0", " ")
    assert SAID not in str(await world.database.fetch("SELECT answers FROM drafts"))


async def test_an_optional_field_of_a_notice_is_emptied(world: World) -> None:
    await seat_two(world)
    head = world.telegram.people[7000]
    await ask(world)
    await world.tap(head, "📝 Відповісти")
    await world.tap(head, "Примітка")
    assert "Порожньо" not in str(head.last.buttons), "nothing stands there"
    page = await world.say(head, "Чекаємо на провайдера")
    assert "Чекаємо" in page.text
    await world.tap(head, "Примітка", message=page)
    await world.tap(head, "Порожньо")
    assert "Чекаємо" not in head.last.text
    await fill(world, head, "Без оптики", "3")
    await world.tap(head, "Без оптики")
    assert "Порожньо" not in str(head.last.buttons), "this one has to be told"


async def test_a_flood_never_swallows_an_answer_that_was_asked_for(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    before = len(world.olena.replies)
    await world.database.execute("UPDATE drafts SET step = 'evidence'")
    for _ in range(MOST + 2):
        world.olena.send_file("photo", Upload("a.jpg", b"jpeg"))
    await world.settle()
    said = [each.text for each in world.olena.replies[before:]]
    assert sum("Відповіді на те, про що вас питаємо, записуємо" in each for each in said) == 1
    await world.say(world.olena, "/settings")
    await world.tap(world.olena, "Написати громаду")
    assert "Овруцька" in (await world.say(world.olena, "Овруч")).text


async def test_a_flood_of_questions_is_held_back_in_the_middle_of_a_form_too(world: World) -> None:
    await fill_in(world, world.olena)
    for _ in range(MOST):
        world.olena.send("привіт")
    await world.settle()
    before = len(world.olena.replies)
    world.olena.send(QUESTION)
    await world.settle()
    assert len(world.olena.replies) == before, "the review waits for no words"
