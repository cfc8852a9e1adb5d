"""Staff answer a question in one tap, an editor takes its wording in, and the bot answers the next person."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from content import FOLDER
from handlers.answers.taps import SendAnswer, TakeLesson, TakeLessonBack
from services.answers import write
from services.content import Content
from services.services import Services
from simulator.people import Message, Person
from storage.engine.database import Database
from tests.jobs import run_job
from tests.stories.answers.test_unanswered import desk
from tests.stories.world import World

BROKEN = "мій смарт розбився вщент і картки в ньому лишилися що робити"
BROKEN_TOO = "розбився смарт вщент, а картки лишилися в ньому"
ANSWER = "Як установити Дію й увійти?"
LEARNT = "Чого навчився бот"


async def pass_on(world: World, person: Person, text: str) -> Message:
    """The person asks, and passes it on; its card in the staff chat."""
    suggested = await world.say(person, text)
    assert ANSWER not in suggested.text
    await world.tap(person, "Жодне з цього", message=suggested)
    await world.tap(person, "Передати відділу")
    return world.in_staff_chat()[-1]


async def answer(world: World, person: Person, text: str = BROKEN) -> None:
    """The staff send the right one of the five answers below her question."""
    card = await pass_on(world, person, text)
    await world.tap(world.iryna, "📨 " + ANSWER, message=card)


def answers_to(person: Person) -> int:
    return sum(ANSWER in each.text for each in person.replies)


async def test_a_question_nobody_foresaw_is_learnt_and_the_next_person_gets_it_from_the_bot(world: World) -> None:
    card = await pass_on(world, world.olena, BROKEN)
    assert sum("📨" in row[0] for row in card.buttons) == 5
    await world.tap(world.iryna, "📨 " + ANSWER, message=card)
    assert "Відповідь відділу" in world.olena.last.text
    assert ANSWER in world.olena.last.text
    assert world.olena.last.data["reply_to_message"]["text"] == BROKEN
    card = world.in_staff_chat()[0]
    assert "✅ Відповідь (Ірина)" in card.text
    assert not any("📨" in row[0] for row in card.buttons)
    # Nothing is learnt before an editor says so.
    assert ANSWER not in (await world.say(world.mykola, BROKEN_TOO)).text
    listed = await desk(world, LEARNT)
    assert BROKEN in listed.text
    assert await world.tap(world.iryna, TakeLesson, message=listed) == "Навчили: тепер бот відповідає на це сам."
    assert ANSWER in (await world.say(world.mykola, BROKEN_TOO)).text
    assert "Відповідь відділу" not in world.mykola.last.text


async def test_a_wrong_lesson_is_taken_back_by_one_tap(world: World) -> None:
    await answer(world, world.olena)
    await world.tap(world.iryna, TakeLesson, message=await desk(world, LEARNT))
    listed = await desk(world, LEARNT)
    await world.tap(world.iryna, TakeLessonBack, message=listed)
    assert ANSWER not in (await world.say(world.mykola, BROKEN_TOO)).text
    assert await world.forge(world.iryna, TakeLesson(1, 0), message=listed) == "Це вже вирішили."
    assert BROKEN not in (await desk(world, LEARNT)).text


async def test_every_worker_learns_it_and_unlearns_it(world: World) -> None:
    def found(services: Services) -> str:
        return services.answers.editions().search.find(BROKEN_TOO).hits[0].id

    another = Services.over(replace(world.setup, content=Content()))
    await answer(world, world.olena)
    listed = await desk(world, LEARNT)
    await world.tap(world.iryna, TakeLesson, message=listed)
    await run_job("follow_desk", another)
    assert found(another) == found(world.services) == "diia-start"
    await world.tap(world.iryna, TakeLessonBack, message=await desk(world, LEARNT))
    await run_job("follow_desk", another)
    assert found(another) == found(world.services) != "diia-start"


async def test_what_was_learnt_survives_new_content_and_a_restart(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        await answer(world, world.olena)
        await world.tap(world.iryna, TakeLesson, message=await desk(world, LEARNT))
    world.content = Content()
    async with world.running():
        await run_job("follow_desk", world.services)
        assert ANSWER in (await world.say(world.mykola, BROKEN_TOO)).text


async def test_two_taps_send_one_answer(world: World) -> None:
    card = await pass_on(world, world.olena, BROKEN)
    first = world.iryna.press(card, "📨 " + ANSWER)
    second = world.iryna.press(card, "📨 " + ANSWER)
    await world.settle()
    assert {str((await each.answered())["text"]) for each in (first, second)} == {
        "",
        "На це вже відповідають, відповіли або не відповідатимуть.",
    }
    assert answers_to(world.olena) == 1
    assert (await desk(world, LEARNT)).text.count(BROKEN) == 1


async def test_a_reply_that_was_stopped_teaches_nothing(world: World) -> None:
    card = await pass_on(world, world.olena, BROKEN)
    press = world.iryna.press(card, "📨 " + ANSWER)
    await world.hold()
    await press.answered()
    stop = world.iryna.press(world.in_staff_chat()[-1], "✋ Не надсилати")
    await world.settle()
    await stop.answered()
    assert answers_to(world.olena) == 0
    assert "ще нічого не навчився" in (await desk(world, LEARNT)).text
    # The question still waits, with its answers.
    await world.tap(world.iryna, SendAnswer, message=world.in_staff_chat()[0])
    assert "Відповідь відділу" in world.olena.last.text


async def test_numbers_are_masked_and_a_candidate_goes_with_her_data(world: World) -> None:
    await answer(world, world.olena, BROKEN + " 0671234567")
    listed = await desk(world, LEARNT)
    assert "розбився вщент" in listed.text
    assert "0671234567" not in listed.text
    await world.services.people.privacy.forget(world.olena.id)
    assert "ще нічого не навчився" in (await desk(world, LEARNT)).text


async def test_what_an_editor_took_in_is_nobodys_any_more(world: World) -> None:
    await answer(world, world.olena)
    await world.tap(world.iryna, TakeLesson, message=await desk(world, LEARNT))
    await world.services.people.privacy.forget(world.olena.id)
    assert ANSWER in (await world.say(world.mykola, BROKEN_TOO)).text
    assert await world.database.fetch("SELECT 1 FROM lessons WHERE person_id IS NOT NULL") == []


async def test_all_who_asked_alike_are_answered_in_one_tap_and_one_wording_is_kept_once(world: World) -> None:
    nadia = world.telegram.add_person(1004, "Надія")
    for person, text in ((world.olena, BROKEN), (world.mykola, BROKEN.capitalize() + "?"), (nadia, BROKEN_TOO)):
        suggested = await world.say(person, text)
        await world.tap(person, "Жодне з цього", message=suggested)
    cluster = await desk(world, "Без відповіді", "3 ×")
    assert sum("📨" in row[0] for row in cluster.buttons) == 5
    await world.tap(world.iryna, "📨 " + ANSWER, message=cluster)
    for person in (world.olena, world.mykola, nadia):
        assert answers_to(person) == 1
    assert "немає запитань без відповіді" in (await desk(world, "Без відповіді")).text
    listed = await desk(world, LEARNT)
    assert "Чекає на рішення: 2." in listed.text
    assert BROKEN_TOO in listed.text


async def test_a_lesson_stands_in_the_audit_in_sentences(world: World) -> None:
    await answer(world, world.olena)
    await world.tap(world.iryna, TakeLesson, message=await desk(world, LEARNT))
    await world.tap(world.iryna, TakeLessonBack, message=await desk(world, LEARNT))
    await answer(world, world.mykola)
    await world.tap(world.iryna, TakeLessonBack, message=await desk(world, LEARNT))
    audit = world.services.people.audit
    told = [
        (line.object, line.deed) for line in await audit.told(await audit.page()) if line.line.object[:6] == "lesson"
    ]
    assert told == [
        (f"формулювання «{BROKEN}» → {ANSWER}", "не взято в пошук"),
        (f"формулювання «{BROKEN}» → {ANSWER}", "забрано з пошуку"),
        (f"формулювання «{BROKEN}» → {ANSWER}", "взято в пошук"),
    ]


async def test_what_was_learnt_goes_into_the_files_and_out_of_them_when_taken_back(
    database: Database, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "uk"))
    world, file = World(database, Content(folder)), folder / "phrasings" / "diia-start.txt"
    async with world.running():
        await answer(world, world.olena, "# " + BROKEN + "\n\nяк?")
        before = file.read_text(encoding="utf-8")

        async def export() -> int:
            changes = await world.services.answers.export.changes(folder)
            write(folder, changes)
            return len(changes)

        assert await export() == 0, "a candidate is in no file"
        await world.tap(world.iryna, TakeLesson, message=await desk(world, LEARNT))
        assert await export() == 1
        assert file.read_text(encoding="utf-8") == f"{BROKEN} як?\n\n{before}"
        assert await export() == 0, "it is there once"
        await run_job("reload_content", world.services)
        assert (await world.say(world.mykola, BROKEN_TOO + ", як?")).text.startswith(ANSWER)
        await world.tap(world.iryna, TakeLessonBack, message=await desk(world, LEARNT))
        assert await export() == 1
        assert file.read_text(encoding="utf-8") == before
