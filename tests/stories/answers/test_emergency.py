"""Somebody in danger writes: numbers to call at once, in the midst of anything, and nothing of her words is kept."""

from __future__ import annotations

import pytest

from handlers.answers.taps import GoOn
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.people.test_privacy import tables
from tests.stories.world import World, button_of

WORDS = "мене б’є чоловік, я боюся"


async def rows_with(world: World, words: str) -> list[str]:
    """Names of the tables in which the words stand."""
    return [
        name
        for name in await tables(world)
        for row in await world.database.fetch(f"SELECT * FROM {name}")
        if any(words in str(value) for value in row.values())
    ]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("хочу вмерти", "112"),
        (WORDS, "1547"),
        ("куди подзвонити якщо обстріл", "112"),
        ("я продиктувала код шахраям", "ticket.cyberpolice.gov.ua"),
    ],
)
async def test_help_comes_first_and_the_words_are_not_kept(world: World, words: str, number: str) -> None:
    reply = await world.say(world.olena, words)
    assert number in reply.text
    assert "Ваших слів ми не зберегли" in reply.text
    assert await world.database.fetch("SELECT id FROM questions") == []
    assert await rows_with(world, words) == []
    assert world.in_staff_chat() == []


async def test_danger_is_heard_in_the_midst_of_the_longest_message(world: World) -> None:
    around = "Добрий день, живу за Олевськом і маю дві кози. " * 40
    reply = await world.say(world.olena, f"{around}{WORDS}. {around}")
    assert "1547" in reply.text


async def test_the_log_says_nothing_of_it(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    await world.say(world.olena, WORDS)
    assert "чоловік" not in caplog.text


async def test_the_staff_learn_of_it_only_if_she_wants_and_not_what_she_wrote(world: World) -> None:
    numbers = await world.say(world.olena, WORDS)
    await world.tap(world.olena, "Хай відділ напише мені")
    asked = world.olena.last
    assert "Передамо відділу лише це" in asked.text
    assert "насильство поруч" in asked.text
    assert "Ні імені, ні номера, ні ваших слів" in asked.text
    assert numbers.id != asked.id
    assert world.in_staff_chat() == []
    await world.tap(world.olena, "Так, передати")
    [in_chat] = world.in_staff_chat()
    assert "насильство поруч" in in_chat.text
    assert "чоловік" not in in_chat.text
    assert await rows_with(world, "боюся") == []
    world.iryna.send("Ми поруч. Чи можемо подзвонити?", chat=world.staff_chat, reply_to=in_chat.id)
    await world.settle()
    assert "Ми поруч" in world.olena.last.text


async def test_what_was_passed_on_is_no_missed_question(world: World) -> None:
    await world.say(world.olena, WORDS)
    await world.tap(world.olena, "Хай відділ напише мені")
    await world.tap(world.olena, "Так, передати")
    assert await world.services.answers.unanswered.clusters() == []


async def test_a_form_waits_meanwhile(world: World) -> None:
    await world.say(world.olena, "/report")
    await world.tap(world.olena, "Розповісти про випадок")
    before = await world.services.people.drafts.of(world.olena.id, "case")
    question = world.olena.last.text
    reply = await world.say(world.olena, "ХОЧУ ПОМЕРТИ")
    assert "112" in reply.text
    assert "чекає на вас" in reply.text
    assert await world.services.people.drafts.of(world.olena.id, "case") == before
    button_of(reply, GoOn)
    await world.tap(world.olena, "Продовжити")
    assert world.olena.last.text == question


async def test_an_open_prompt_waits_meanwhile(world: World) -> None:
    await world.start(world.olena, "a_diia-verify")
    await world.tap(world.olena, "Запитати відділ")
    prompt = world.olena.last
    reply = await world.say(world.olena, WORDS, reply_to=prompt.id)
    assert "1547" in reply.text
    assert world.in_staff_chat() == []
    await world.say(world.olena, "Чи приїдете ви до нас у школу?", reply_to=prompt.id)
    assert "Чи приїдете ви" in world.in_staff_chat()[-1].text


async def test_who_is_banned_is_helped_too(world: World) -> None:
    await world.say(world.olena, "коли відкриють басейн")
    await world.services.people.bans.ban(world.olena.id, "погрози", world.iryna.id)
    assert "112" in (await world.say(world.olena, "хочу вмерти")).text


async def test_staff_and_heads_may_name_such_things_in_what_they_fill_in(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN]):
        await desk(world, "Розсилки", "Нова розсилка")
        said = await world.say(
            world.iryna, "Увага: шахраї зараз дзвонять від імені банку", reply_to=world.iryna.last.id
        )
        assert "Ваших слів ми не зберегли" not in said.text
        assert "112" in (await world.say(world.iryna, "хочу вмерти")).text, "outside of that they are people"


async def test_a_joke_is_a_question_like_any_other(world: World) -> None:
    assert "112" not in (await world.say(world.olena, "вбиває черга в цнапі")).text
    assert len(await world.database.fetch("SELECT id FROM questions")) == 1
