"""Whatever comes in, the person gets a sensible reply or, by decision, silence: never an apology by accident."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from simulator.parameters import Upload
from tests.stories.certification.test_certificates import photo
from tests.stories.world import World

STRANGE = [
    "а" * 4096,
    "😀" * 2000,
    "🇺🇦",
    "...",
    "?",
    "مرحبا كيف حالك",
    "\u202eтекст навпаки\u202c",
    "д\u200bі\u200bя без інтернету",
    "<b>дія</b> <script>alert(1)</script> </b>",
    "*дія* _дія_ [дія](http://evil.example) `дія`",
    "&lt;&amp;&#x41;",
    "{ $name } %s {0} \\n",
    "'; DROP TABLE questions; --",
    "0" * 4000,
    "a\tb\nc\rd",
    "/",
    "/unknown",
    "/start@other_bot",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
]


@pytest.fixture(autouse=True)
def no_error_is_logged(caplog: pytest.LogCaptureFixture) -> object:
    """The error handler is for what nobody thought of; none of this may reach it."""
    yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("text", STRANGE, ids=[str(number) for number in range(len(STRANGE))])
async def test_strange_text_gets_a_reply(world: World, text: str) -> None:
    world.olena.send(text)
    await world.settle()
    reply = world.olena.last
    assert "сталася помилка" not in reply.text
    assert reply.text


@pytest.mark.parametrize("text", ["🇺🇦", "...", "?!"])
async def test_text_without_words_is_told_so(world: World, text: str) -> None:
    assert "немає слів" in (await world.say(world.olena, text)).text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("voice", "Голосових повідомлень не слухаємо"),
        ("audio", "Голосових повідомлень не слухаємо"),
        ("video_note", "Голосових повідомлень не слухаємо"),
        ("photo", "не схоже на сертифікат"),
        ("document", "не схоже на сертифікат"),
        ("video", "лише сертифікати курсів"),
        ("sticker", "Розуміємо лише слова"),
    ],
)
async def test_what_is_no_text_gets_a_kind_word(world: World, kind: str, words: str) -> None:
    world.olena.send_file(kind, Upload("a.bin", b"abc"))
    await world.settle()
    assert words in world.olena.last.text
    assert world.olena.last.buttons


async def test_a_place_and_a_contact_get_a_kind_word(world: World) -> None:
    world.olena.send_location(50.25, 28.66)
    await world.settle()
    assert "Розуміємо лише слова" in world.olena.last.text
    world.olena.send_contact("+380670000000")
    await world.settle()
    assert "Розуміємо лише слова" in world.olena.last.text


@pytest.mark.parametrize(
    "data",
    ["", "x", "open:", "open:no-such-answer", "theme:no:0", "theme:diia:999999999", "rate:a:b:2:0", "choose:1:x",
     "pass:999", "none:12", "rate:diia-refused:zzzz:1:0", "menu:1", "open:../../etc", "x" * 64],
)  # fmt: skip
async def test_callback_data_made_by_hand_gets_an_answer_and_does_no_harm(world: World, data: str) -> None:
    await world.start(world.olena)
    press = world.olena.press(world.olena.last, data=data)
    await world.settle()
    await press.answered()
    assert await world.database.fetch("SELECT * FROM questions") == []


async def test_an_opinion_on_what_does_not_exist_is_not_kept(world: World) -> None:
    await world.start(world.olena)
    for data in ("rate:no-such-answer:zzzz:1:0", "rate:diia-refused:zzzz:1:0", "rate:diia-refused:zzzz:7:0"):
        press = world.olena.press(world.olena.last, data=data)
        await world.settle()
        await press.answered()
    assert await world.database.fetch("SELECT * FROM ratings") == []


async def test_a_button_of_an_older_version_says_what_to_do(world: World) -> None:
    await world.start(world.olena)
    press = world.olena.press(world.olena.last, data="old-version:1")
    await world.settle()
    assert "/start" in (await press.answered())["text"]


async def test_in_a_group_only_a_command_is_answered_and_points_to_the_private_chat(world: World) -> None:
    group = world.telegram.add_group(-3003, "Сусіди", [world.olena])
    world.olena.send("касирка каже що дія це не документ", chat=group)
    await world.settle()
    assert len(group.messages) == 1
    world.olena.send("/start@zt_bot", chat=group)
    await world.settle()
    [_, _, reply] = [group.message(number) for number in group.messages]
    [[button]] = reply.keyboard
    assert button["url"] == "https://t.me/zt_bot"
    world.olena.send("а тут?", chat=group, reply_to=reply.id)
    await world.settle()
    assert len(group.messages) == 4


async def test_a_second_press_of_a_button_changes_nothing(world: World) -> None:
    await world.start(world.olena)
    message = world.olena.last
    first = world.olena.press(message, "Документи в Дії")
    again = world.olena.press(message, "Документи в Дії")
    await world.settle()
    await asyncio.gather(first.answered(), again.answered())
    assert len(world.olena.replies) == 1


async def test_a_press_under_a_deleted_message_gets_a_new_one(world: World) -> None:
    await world.start(world.olena)
    message = world.olena.last
    press = world.olena.press(message, "Документи в Дії")
    del world.olena.chat.messages[message.id]
    await world.settle()
    await press.answered()
    assert "Документи в Дії" in world.olena.last.text


@pytest.mark.parametrize("kind", ["photo", "document", "video", "voice"])
async def test_a_question_below_a_picture_or_a_file_is_answered(world: World, kind: str) -> None:
    world.olena.send_file(kind, Upload("a.bin", b"abc"), caption="чи працює дія без інтернету")
    await world.settle()
    [reply] = world.olena.replies
    assert "Відповідаємо на ваш підпис" in reply.text
    assert "інтернет" in reply.text


async def test_a_question_below_a_picture_without_a_certificate_begins_no_form(world: World) -> None:
    world.olena.send_file("photo", Upload("a.jpg", photo()), caption="чи працює дія без інтернету")
    await world.settle()
    assert "інтернет" in world.olena.last.text
    assert await world.database.fetch("SELECT 1 FROM drafts") == []


@pytest.mark.parametrize("kind", ["photo", "document", "video"])
async def test_an_album_is_answered_once(world: World, kind: str) -> None:
    world.olena.send_album(kind, [Upload(f"{number}.bin", b"abc") for number in range(10)])
    await world.settle()
    assert len(world.olena.replies) == 1
    assert kind == "video" or "Решту надішліть" in world.olena.last.text
    world.clock.move(timedelta(seconds=1))
    world.olena.send_album(kind, [Upload(f"{number}.bin", b"abc") for number in range(2)])
    await world.settle()
    assert len(world.olena.replies) == 2, "the next album is another matter"


async def test_an_album_that_is_no_answer_in_a_form_is_told_so_once(world: World) -> None:
    await world.start(world.olena, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(world.olena, button)
    said = len(world.olena.replies)
    world.olena.send_album("photo", [Upload(f"{number}.jpg", b"abc") for number in range(10)])
    await world.settle()
    assert len(world.olena.replies) == said + 1
