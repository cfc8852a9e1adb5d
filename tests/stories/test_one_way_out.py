"""Whoever asks gets an answer: troubles of Telegram delay it, and nobody reads an apology beside it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from content.messages import Texts
from handlers.chat.taps import ShowCards
from services.answers.answers import Answers
from services.answers.questions import Questions
from services.people import People
from simulator.parameters import Upload
from simulator.people import Person
from tests.jobs import run_job
from tests.stories.cases.test_cases import tell
from tests.stories.world import World

QUESTION = "чи працює дія без інтернету"
POOL = "коли відкриють басейн на вулиці Київській"
APOLOGY = "сталася помилка"


def told(person: Person, words: str) -> int:
    return sum(words in message.text for message in person.replies)


async def later(world: World, **time: int) -> None:
    world.clock.move(timedelta(**time))
    await run_job("send_late_replies", world.services)


async def fails(*_arguments: Any, **_named: Any) -> Any:
    raise RuntimeError


async def waiting(world: World) -> int:
    return len(await world.database.fetch("SELECT 1 FROM late_replies"))


async def test_a_reply_that_telegram_wants_later_comes_then_and_once(world: World) -> None:
    await world.start(world.olena)
    before = len(world.olena.replies)
    world.telegram.faults.flood("sendMessage", retry_after=30)
    world.olena.send(QUESTION)
    await world.settle()
    assert len(world.olena.replies) == before, "neither an answer nor an apology"
    await later(world, seconds=20)
    assert len(world.olena.replies) == before, "nothing is sent into the wait"
    await later(world, seconds=11)
    assert len(world.olena.replies) == before + 1
    assert "Дія" in world.olena.last.text
    await later(world, seconds=60)
    assert len(world.olena.replies) == before + 1
    assert await waiting(world) == 0


async def test_a_short_wait_is_waited_out_at_once(world: World) -> None:
    world.telegram.faults.flood("sendMessage", retry_after=4)
    await world.say(world.olena, QUESTION)
    assert "Дія" in world.olena.last.text
    assert await waiting(world) == 0


async def test_a_picture_and_a_file_that_telegram_wants_later_come_then(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Паспорт")
    world.telegram.faults.flood("sendPhoto", retry_after=30)
    press = world.olena.press(world.olena.last, "Поїзд")
    await world.settle()
    await press.answered()
    await later(world, seconds=31)
    assert world.olena.last.data["photo"]
    assert world.olena.last.buttons
    await world.say(world.olena, "/privacy")
    world.telegram.faults.flood("sendDocument", retry_after=30)
    world.olena.press(world.olena.last, "Мої дані")
    await world.settle()
    await later(world, seconds=31)
    words, table = (
        world.telegram.file(message.data["document"]["file_id"]).content.decode()
        for message in world.olena.replies[-2:]
    )
    assert "Дані людини з номером 1001" in words
    assert table.startswith("{")
    assert told(world.olena, APOLOGY) == 0
    assert await waiting(world) == 0


async def test_who_has_gone_on_is_not_sent_what_she_asked_before(world: World) -> None:
    await world.start(world.olena)
    world.telegram.faults.flood("sendMessage", retry_after=30)
    world.olena.send(POOL)
    await world.settle()
    assert await waiting(world) == 1
    world.clock.move(timedelta(seconds=31))
    await world.say(world.olena, QUESTION)
    assert await waiting(world) == 0
    await later(world, seconds=1)
    assert told(world.olena, "ми не знаємо") == 0


async def test_of_a_page_only_the_newest_state_comes(world: World) -> None:
    world.iryna.send("/staff", chat=world.staff_chat)
    await world.settle()
    page = world.in_staff_chat()[-1]
    first, second = (row[0] for row in page.buttons[:2])
    world.telegram.faults.flood("editMessageText", retry_after=30)
    for button in (first, second):
        await world.tap(world.iryna, button, message=page)
    assert await waiting(world) == 1
    edits = world.telegram.calls.count("editMessageText")
    await later(world, seconds=31)
    assert await waiting(world) == 0
    assert world.telegram.calls.count("editMessageText") == edits + 1


async def test_after_a_quarter_of_an_hour_nobody_waits_any_more(world: World) -> None:
    await world.start(world.olena)
    before = len(world.olena.replies)
    world.telegram.faults.flood("sendMessage", retry_after=1000)
    world.olena.send(QUESTION)
    await world.settle()
    await later(world, seconds=1001)
    assert len(world.olena.replies) == before
    assert await waiting(world) == 0


async def test_a_late_page_whose_message_is_gone_is_a_new_message(world: World) -> None:
    await world.start(world.olena, "card")
    page = world.olena.last
    world.telegram.faults.flood("editMessageText", retry_after=30)
    await world.tap(world.olena, "Паспорт")
    world.telegram.remove(world.telegram.chats[world.olena.id], page.id)
    await later(world, seconds=31)
    assert "Де саме" in world.olena.last.text


async def test_telegram_away_for_longer_than_an_update_lasts(world: World) -> None:
    await world.start(world.olena)
    world.telegram.faults.fail("sendMessage", times=5)
    world.olena.send(QUESTION)
    await world.settle()
    assert told(world.olena, APOLOGY) == 0
    await later(world, seconds=5)
    await later(world, seconds=5)
    assert "Дія" in world.olena.last.text
    assert told(world.olena, APOLOGY) == 0


async def test_the_end_of_the_spinner_is_nobodys_trouble(world: World) -> None:
    await world.start(world.olena, "card")
    world.telegram.faults.fail("answerCallbackQuery", times=9)
    world.olena.press(world.olena.last, "Паспорт")
    await world.settle()
    assert "Де саме" in world.olena.last.text
    assert told(world.olena, APOLOGY) == 0


@pytest.mark.parametrize("calls", [3, 6])
async def test_a_press_ends_when_telegram_is_back_and_the_question_is_passed_on_once(world: World, calls: int) -> None:
    await world.say(world.olena, POOL)
    world.telegram.faults.fail(status=500, times=calls)
    press = world.olena.press(world.olena.last, "Передати відділу")
    await world.settle()
    await press.answered()
    await world.deliver_questions()
    await later(world, seconds=5)
    assert sum(POOL in each.text for each in world.in_staff_chat()) == 1
    assert told(world.olena, "Передали") == 1
    assert told(world.olena, APOLOGY) == 0


async def test_a_page_below_a_picture_is_a_new_message_and_the_picture_is_not_edited(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Поїзд")
    edits = world.telegram.calls.count("editMessageText")
    await world.tap(world.olena, "Інше місце")
    assert "Де саме" in world.olena.last.text
    assert world.telegram.calls.count("editMessageText") == edits
    assert not world.telegram.refused


async def test_a_page_too_long_for_editing_is_shown_in_parts_and_refused_nowhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Texts.__call__
    long = "\n\n".join(f"<b>{number}</b> " + "слово " * 100 for number in range(20))
    is_long = {"cards-which-place"}
    monkeypatch.setattr(
        Texts, "__call__", lambda self, key, **named: long if key in is_long else words(self, key, **named)
    )
    await world.start(world.olena, "card")
    page = world.olena.last
    await world.tap(world.olena, "Паспорт")
    first, *_, last = parts = [each for each in world.olena.replies if each.id >= page.id]
    assert (first.id, len(parts) >= 3) == (page.id, True)
    assert [bool(each.buttons) for each in parts] == [False] * (len(parts) - 1) + [True]
    assert "19" in last.text
    assert not world.telegram.refused
    assert told(world.olena, APOLOGY) == 0


async def test_a_press_is_answered_while_the_page_is_on_its_way(world: World) -> None:
    await world.start(world.olena, "card")
    world.telegram.faults.delay(0.3, "editMessageText")
    page = world.olena.last
    before = page.text
    press = world.olena.press(page, "Паспорт")
    await asyncio.wait_for(press.answered(), 0.25)
    assert page.text == before
    await world.settle()
    assert "Де саме" in world.olena.last.text


@pytest.mark.parametrize("trouble", ["time_out", "break_off", "garble"])
async def test_what_may_have_arrived_is_not_said_again_and_not_apologised_for(world: World, trouble: str) -> None:
    await world.start(world.olena)
    before = len(world.olena.replies)
    getattr(world.telegram.faults, trouble)("sendMessage")
    world.olena.send(QUESTION)
    await world.settle()
    assert len(world.olena.replies) == before + 1
    assert APOLOGY not in world.olena.last.text


async def test_a_failure_in_every_group_of_handlers_is_told_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(People, "entry", fails)
    monkeypatch.setattr(Answers, "ask", fails)
    await world.say(world.olena, QUESTION)
    assert told(world.olena, APOLOGY) == 1


async def test_where_the_answer_came_nobody_apologises(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(People, "entry", fails)
    await world.say(world.olena, QUESTION)
    assert "Дія" in world.olena.last.text
    assert told(world.olena, APOLOGY) == 0
    assert "failed, reference" in caplog.text


async def test_an_error_after_the_page_ends_the_press_without_an_apology(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.say(world.olena, POOL)
    monkeypatch.setattr(Questions, "pass_on", fails)
    press = world.olena.press(world.olena.last, "Передати відділу")
    await world.settle()
    await press.answered()
    assert told(world.olena, APOLOGY) == 1, "nothing was shown, so she is told"


async def test_a_case_in_a_deleted_topic_goes_on_in_a_new_one_and_holds_up_no_other(world: World) -> None:
    world.staff_chat.data["is_forum"] = True
    await tell(world, world.olena)
    await tell(world, world.mykola, where="банк в Овручі")
    first, second = world.staff_chat.topics
    world.iryna.delete_topic(world.staff_chat, first)
    for person in (world.olena, world.mykola):
        await world.tap(person, "➕ Додати")
        await world.say(person, f"ще слово {person.id}", reply_to=person.last.id)
    _, new = world.staff_chat.topics
    topics = {
        words: message.data.get("message_thread_id")
        for message in world.in_staff_chat()
        for words in ("ще слово 1001", "ще слово 1002")
        if words in message.text
    }
    assert topics == {"ще слово 1001": new, "ще слово 1002": second}
    assert told(world.olena, APOLOGY) == told(world.mykola, APOLOGY) == 0


async def test_where_topics_may_not_be_opened_a_case_comes_without(world: World) -> None:
    world.staff_chat.data["is_forum"] = True
    world.iryna.demote_bot(world.staff_chat)
    told_her = await tell(world, world.olena)
    assert "ЖТ-2026-000001" in told_her.text
    assert "ЖТ-2026-000001" in world.in_staff_chat()[-1].text


async def test_the_staff_chat_that_takes_no_words_loses_nothing(world: World) -> None:
    world.iryna.restrict_bot(world.staff_chat)
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    assert "Передали" in world.olena.last.text
    assert told(world.olena, APOLOGY) == 0
    world.iryna.promote_bot(world.staff_chat)
    await world.deliver_questions()
    assert len(world.in_staff_chat()) == 1


async def test_a_file_that_telegram_does_not_give_is_told_in_words_about_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.say(world.olena, "/courses")
    world.telegram.faults.fail("getFile", 400, description="Bad Request: file is temporarily unavailable")
    world.olena.send_file("document", Upload("сертифікат.pdf", b"%PDF-1.4"))
    await world.settle()
    assert "Telegram зараз не віддає цього файла" in world.olena.last.text
    assert told(world.olena, APOLOGY) == 0
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


async def test_a_photo_that_telegram_does_not_give_is_told_in_words_about_it_too(world: World) -> None:
    await world.say(world.olena, "/courses")
    world.telegram.faults.fail("getFile", 400, description="Bad Request: file is temporarily unavailable")
    world.olena.send_file("photo", Upload("a.jpg", b"abc"))
    await world.settle()
    assert "Telegram зараз не віддає цього файла" in world.olena.last.text
    assert told(world.olena, APOLOGY) == 0


@pytest.mark.parametrize("command", ["my", "notices", "settings", "privacy", "verify", "courses", "nothing"])
@pytest.mark.parametrize("where", ["staff", "neighbours"])
async def test_a_command_that_names_the_bot_in_a_group_leads_to_the_private_chat(
    world: World, command: str, where: str
) -> None:
    group = world.staff_chat if where == "staff" else world.telegram.add_group(-1009, "Сусіди", [world.iryna])
    world.iryna.send(f"/{command}@zt_bot ABCD", chat=group)
    await world.settle()
    [answer] = [each for each in group.messages.values() if each["from"]["is_bot"]]
    assert "в особистому чаті" in answer["text"]
    [[button]] = answer["reply_markup"]["inline_keyboard"]
    assert button["url"] == "https://t.me/zt_bot"


async def test_a_command_to_another_bot_or_to_nobody_is_left_alone(world: World) -> None:
    group = world.telegram.add_group(-1009, "Сусіди", [world.iryna])
    for command in ("/my", "/my@other_bot", "/settings"):
        world.iryna.send(command, chat=group)
    await world.settle()
    assert not [each for each in group.messages.values() if each["from"]["is_bot"]]


async def test_a_picture_is_never_edited_as_a_text(world: World) -> None:
    await world.start(world.olena, "card")
    await world.tap(world.olena, "Паспорт")
    await world.tap(world.olena, "Поїзд")
    await world.tap(world.olena, "← Інше місце")
    assert "Де саме" in world.olena.last.text
    assert world.telegram.refused == []


async def test_a_command_in_a_group_that_was_deleted_meanwhile_is_answered(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.telegram.faults.delay(0.05, "sendMessage")
    group = world.telegram.add_group(-1009, "Сусіди", [world.olena])
    sent = world.olena.send("/start", chat=group)
    world.telegram.remove(group, sent.id)
    await world.settle()
    [answer] = group.messages.values()
    assert answer["from"]["is_bot"]
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


async def test_a_text_too_long_for_one_message_comes_in_several(world: World) -> None:
    shown = "\n\n".join(f"<b>{number}</b> " + "слово " * 100 for number in range(20))

    await world.start(world.olena)
    channel = world.services.people.people._channel
    await channel.send(world.olena.id, shown, keyboard=[[ShowCards().button("далі")]])
    *_, last = texts = world.olena.replies[1:]
    assert len(texts) >= 3
    assert all(len(each.text) <= 4096 for each in texts)
    assert [bool(each.buttons) for each in texts] == [False] * (len(texts) - 1) + [True]
    assert "19" in last.text
