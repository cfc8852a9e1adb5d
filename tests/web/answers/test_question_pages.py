"""A question on its page: answered with few keys, seen by the chat, kept to one."""

from __future__ import annotations

from simulator.people import Person
from tests.stories.world import World
from tests.web.conftest import Enter

ASKED = "скільки коштує проїзд у тролейбусі зранку"


async def ask(world: World, person: Person) -> None:
    await world.say(person, ASKED)
    await world.tap(person, "Передати відділу")


async def test_a_question_is_opened_answered_and_gone_from_the_list(world: World, enter: Enter, petro: Person) -> None:
    await ask(world, world.olena)
    browser = await enter(petro)
    inbox = await browser.get("/desk/inbox?tab=nobodys")
    page = await browser.get(inbox.link("тролейбусі"))
    path = page.response.url.path
    assert ASKED in page.text
    await browser.press(page, f"{path}/reply", reply="Це не до нас: запитайте міську раду.")
    await world.settle()
    assert "запитайте міську раду" in world.olena.last.text
    assert ASKED not in (await browser.get("/desk/inbox?tab=open")).text
    assert "запитайте міську раду" in (await browser.get(path)).text
    shown = next(each for each in reversed(world.in_staff_chat()) if ASKED in each.text)
    assert "запитайте міську раду" in shown.text, "the chat shows the answer of the page"


async def test_what_the_chat_answered_asks_before_a_second_answer(world: World, enter: Enter, petro: Person) -> None:
    await ask(world, world.olena)
    shown = next(each for each in reversed(world.in_staff_chat()) if ASKED in each.text)
    browser = await enter(petro)
    page = await browser.get((await browser.get("/desk/inbox?tab=open")).link("тролейбусі"))
    path = page.response.url.path
    world.iryna.send("Вісім гривень.", chat=world.staff_chat, reply_to=shown.id)
    await world.settle()
    check = await browser.press(page, f"{path}/reply", reply="Дванадцять.")
    assert check.status == 409
    assert "Вісім гривень." in check.text
    await world.settle()
    assert "Дванадцять" not in str([each.text for each in world.olena.replies])


async def test_ready_answers_stand_beside_it_and_teach_the_bot(world: World, enter: Enter, petro: Person) -> None:
    await world.say(world.olena, "касирка каже що дія якась не така і все")
    await world.tap(world.olena, "Передати відділу") if "Передати" in str(world.olena.last.buttons) else await _pass(
        world
    )
    kept = world.services.people.ready_answers
    await kept.keep("адреса", "Площа Польова, 8.", petro.id)
    await kept.keep("каса", "Касирка має прийняти Дію.", petro.id)
    browser = await enter(petro)
    page = await browser.get((await browser.get("/desk/inbox?tab=open")).link("касирка"))
    assert page.text.index("/каса") < page.text.index("/адреса"), "the likest first"
    inserts = [each["data-text"] for each in page.find("button") if each["data-insert"] == "reply"]
    assert len(inserts) >= 3
    assert all(inserts)
    path = page.response.url.path
    await browser.press(page, f"{path}/reply", reply=inserts[0])
    await world.settle()
    assert inserts[0][:40] in world.olena.last.text
    assert len(await world.database.fetch("SELECT 1 FROM lessons")) == 1


async def _pass(world: World) -> None:
    """Passes the last question on, whatever the bot found."""
    [row, *_] = await world.database.fetch("SELECT id FROM questions ORDER BY id DESC")
    await world.services.answers.questions.pass_on(row["id"], world.olena.id)
    await world.settle()


async def test_taken_let_go_noted_and_closed_with_a_reason(world: World, enter: Enter, petro: Person) -> None:
    await ask(world, world.olena)
    browser = await enter(petro)
    page = await browser.get((await browser.get("/desk/inbox?tab=open")).link("тролейбусі"))
    path = page.response.url.path
    page = await browser.press(page, f"{path}/take")
    assert "Веде: Петро" in page.text
    assert "тролейбусі" in (await browser.get("/desk/inbox?tab=mine")).text
    page = await browser.press(page, f"{path}/let-go")
    page = await browser.press(page, f"{path}/note", note="не наше")
    shown = next(each for each in reversed(world.in_staff_chat()) if ASKED in each.text)
    assert "не наше" in shown.text
    page = await browser.press(page, f"{path}/close", reason="")
    assert page.status == 422
    page = await browser.press(page, f"{path}/close", reason="Це до міської ради.")
    assert "Закрили запитання" in page.text
    await world.settle()
    assert "Це до міської ради." in world.olena.last.text
    assert "не наше" not in str([each.text for each in world.olena.replies])


async def test_what_nobody_passed_on_is_not_read_here(world: World, enter: Enter, petro: Person) -> None:
    await world.say(world.olena, ASKED)
    browser = await enter(petro)
    await browser.get("/desk/questions/1", expect=404)
