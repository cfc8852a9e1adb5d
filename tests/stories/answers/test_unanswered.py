"""What the bot does not know is gathered, answered by staff, written down, and then known."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import frontmatter
import pytest

from content import FOLDER
from handlers.answers.taps import ChooseAnswer, ShowCluster
from services.content import Content
from services.people import Post, Role, Title
from simulator.people import Message
from storage.engine.database import Database
from tests.jobs import run_job
from tests.stories.world import STAFF_CHAT, World, button_of

POOL = "коли відкриють басейн на вулиці Київській"
POOL_TOO = "а басейн на вулиці Київській коли відкриють?"
ZOO = "чи буде зоопарк у Бердичеві"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "uk"))


async def desk(world: World, *buttons: str) -> Message:
    """Iryna opens the desk in the staff chat and presses one button after the other."""
    world.iryna.send("/staff", chat=world.staff_chat)
    await world.settle()
    for button in ("❓ Відповіді", *buttons):
        await world.tap(world.iryna, button, message=world.in_staff_chat()[-1])
    return world.in_staff_chat()[-1]


async def test_a_question_nobody_foresaw_becomes_an_answer_and_those_who_waited_are_told(
    database: Database, folder: Path
) -> None:
    world = World(database, Content(folder))
    async with world.running():
        # Two people ask; one agrees to be told.
        unknown = await world.say(world.olena, POOL)
        assert ["🔔 Сказати, коли буде"] in unknown.buttons
        assert await world.tap(world.olena, "Сказати, коли буде") == "Скажемо тут, щойно з’явиться відповідь."
        await world.say(world.mykola, POOL_TOO)
        # Staff answer one of them and get a draft.
        listed = await desk(world, "Без відповіді")
        assert button_of(listed, ShowCluster)["text"].startswith("2 × а басейн на вулиці")
        cluster = await desk(world, "Без відповіді", "2 ×")
        assert POOL in cluster.text
        await world.tap(world.iryna, "Чернетка відповіді", message=cluster)
        draft = world.in_staff_chat()[-1]
        await world.tap(world.iryna, "Відповісти 2 людям", message=cluster)
        await world.say(world.mykola, "чекаю")
        world.iryna.send("Восени 2027 року.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
        await world.settle()
        for person in (world.olena, world.mykola):
            assert "Восени 2027 року." in person.last.text
        assert "Надіслано 2 людям" in world.in_staff_chat()[-1].text.replace("\xa0", " ")
        # The editor fills the draft in; the next person is answered by the bot.
        post = frontmatter.loads(world.telegram.file(draft.data["document"]["file_id"]).content.decode())
        assert post["questions"] == [POOL_TOO, POOL]
        post.metadata |= {
            "id": "region-pool",
            "title": "Коли відкриють басейн?",
            "theme": "region",
            "keywords": ["басейн", "плавання"],
            "sources": [{"title": "Гід", "url": "https://guide.diia.gov.ua"}],
            "related": ["region-cnap"],
        }
        post.content = "Басейн на Київській відкриють восени 2027 року. " + "Так каже міська рада у своєму плані. " * 9
        (folder / "answers" / "region-pool.md").write_text(frontmatter.dumps(post), encoding="utf-8")
        menu = folder / "themes.yaml"
        menu.write_text(menu.read_text(encoding="utf-8").rstrip() + "\n    - region-pool\n", encoding="utf-8")
        await run_job("reload_content", world.services)
        assert "восени 2027" in (await world.say(world.mykola, "а басейн на Київській коли відкриють")).text
        # Olena, who agreed, is told once.
        before = len(world.olena.replies)
        await run_job("tell_answered", world.services)
        await run_job("tell_answered", world.services)
        assert len(world.olena.replies) == before + 1
        assert world.olena.last.text.startswith("Ви просили сказати, коли з’явиться відповідь.")
        assert "восени 2027" in world.olena.last.text
        assert "немає запитань без відповіді" in (await desk(world, "Без відповіді")).text


async def test_what_did_not_help_is_missed_too_and_what_is_old_is_not(world: World) -> None:
    await world.say(world.olena, "чи працює дія без інтернету")
    await world.tap(world.olena, "Не допомогло", message=world.olena.last)
    await world.say(world.mykola, ZOO)
    listed = await desk(world, "Без відповіді")
    assert "2 запитання" in listed.text.replace("\xa0", " ")
    world.clock.move(timedelta(days=61))
    assert "немає запитань без відповіді" in (await desk(world, "Без відповіді")).text


async def test_small_talk_and_matters_that_are_not_ours_are_not_missed(world: World) -> None:
    await world.say(world.olena, "привіт")
    await world.say(world.olena, "черга на закордонний паспорт")
    assert "немає запитань без відповіді" in (await desk(world, "Без відповіді")).text


async def test_one_answer_reaches_each_who_asked_once_and_all_they_asked_is_answered(world: World) -> None:
    nadia = world.telegram.add_person(1004, "Надія")
    for person, text in ((world.olena, POOL), (world.olena, POOL), (world.mykola, POOL), (nadia, POOL_TOO)):
        await world.say(person, text)
    cluster = await desk(world, "Без відповіді", "4 ×")
    await world.tap(world.iryna, "Відповісти 3 людям", message=cluster)
    world.iryna.send("Восени.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    for person in (world.olena, world.mykola, nadia):
        assert sum("Восени." in each.text for each in person.replies) == 1
    assert "немає запитань без відповіді" in (await desk(world, "Без відповіді")).text


async def test_suggestions_that_nobody_opened_are_no_answer(world: World) -> None:
    for person in (world.olena, world.mykola):
        await world.say(person, "талони на дрова для переселенців де брати")
        assert "Що з цього ближче" in person.last.text
    await world.tap(world.mykola, ChooseAnswer)
    assert "немає запитань без відповіді" in (await desk(world, "Без відповіді")).text, "she may still open one"
    world.clock.move(timedelta(minutes=11))
    assert "дрова" in (await desk(world, "Без відповіді", "1 ×")).text


async def test_what_stands_in_the_staff_chat_already_has_a_link_there(world: World) -> None:
    await world.say(world.olena, ZOO)
    await world.tap(world.olena, "Передати відділу")
    [in_chat] = world.in_staff_chat()
    cluster = await desk(world, "Без відповіді", "1 ×")
    assert cluster.links == [f"https://t.me/c/{str(STAFF_CHAT).removeprefix('-100')}/{in_chat.id}"]


async def test_what_staff_and_heads_type_and_what_is_asked_further_is_no_question_of_a_citizen(world: World) -> None:
    await world.say(world.olena, ZOO)
    await world.tap(world.olena, "Передати відділу")
    world.iryna.send("Не буде.", chat=world.staff_chat, reply_to=world.in_staff_chat()[-1].id)
    await world.settle()
    await world.tap(world.olena, "Уточнити")
    await world.say(world.olena, "А цирк?")
    hromada = world.services.people.people.look_up("Коростень").hromadas[0]
    link = await world.services.people.invites.into_post(Post(hromada.slug, Title.HEAD), 0)
    await world.services.people.invites.take(link.token, world.mykola.id, "Микола")
    await world.say(world.mykola, "рахунків 45, заяв 120")
    link = await world.services.people.invites.into_role(Role.OPERATOR, 0)
    await world.services.people.invites.take(link.token, world.iryna.id, "Ірина")
    await world.say(world.iryna, "чернетка новини про ярмарок")
    assert "немає запитань без відповіді" in (await desk(world, "Без відповіді")).text


async def test_nobody_waits_for_another_persons_question(world: World) -> None:
    unknown = await world.say(world.olena, ZOO)
    data = unknown.button("Сказати, коли буде")["callback_data"]
    press = world.mykola.press(await world.start(world.mykola), data=data)
    await world.settle()
    assert "вже немає" in (await press.answered())["text"]


async def test_whom_telegram_does_not_take_now_is_told_later_and_who_left_is_not_waited_for(
    database: Database, folder: Path
) -> None:
    world = World(database, Content(folder))
    async with world.running():
        await world.say(world.olena, ZOO)
        await world.tap(world.olena, "Сказати, коли буде")
        await world.say(world.mykola, ZOO)
        await world.tap(world.mykola, "Сказати, коли буде")
        path = folder / "answers" / "region-cnap.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("questions:\n", f"questions:\n  - {ZOO}\n"), encoding="utf-8"
        )
        await run_job("reload_content", world.services)
        world.mykola.block()
        world.telegram.faults.fail("sendMessage", times=3)
        before = len(world.olena.replies)
        await run_job("tell_answered", world.services)
        assert len(world.olena.replies) == before
        await run_job("tell_answered", world.services)
        assert len(world.olena.replies) == before + 1
        world.mykola.unblock()
        await run_job("tell_answered", world.services)
        assert not any("Ви просили" in message.text for message in world.mykola.replies)


async def test_others_cannot_look_at_what_people_asked(world: World) -> None:
    await world.say(world.olena, ZOO)
    for data in ("unanswered", "cluster:1", "clusterreply:1", "clusterdraft:1"):
        press = world.mykola.press(await world.start(world.mykola), data=data)
        await world.settle()
        assert (await press.answered())["text"].startswith("Це можуть лише працівники відділу.")


async def test_the_same_in_other_words_is_one_miss_and_something_else_is_another(world: World) -> None:
    for number, text in enumerate(("коли запрацює басейн", "басейн запрацює цього року?", ZOO, "басейн коли запрацює")):
        await world.say((world.olena, world.mykola)[number % 2], text)
    listed = await desk(world, "Без відповіді")
    assert [row[0][:3] for row in listed.buttons[:2]] == ["3 ×", "1 ×"]
