"""What heads do with notices besides acknowledging, and the reminders that stop the moment a thing is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from handlers.answers.taps import AskMore
from handlers.notices.taps import Acknowledge, Decide, OpenObligation, TakeBack
from services.notices import Question
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Message, Person
from tests.jobs import run_job
from tests.stories.notices.test_notices import TEXT, press_send, send
from tests.stories.people.test_posts import ADMIN, desk, invite, join, link_in
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """Mykola is a head, and has a notice due on Monday the 30th."""
    async with stopped_world.running(admin_ids=[ADMIN]):
        await join(stopped_world, stopped_world.mykola, await invite(stopped_world))
        await send(stopped_world, to="Бердичівський")
        await press_send(stopped_world)
        yield stopped_world


async def pass_time(world: World, to: str) -> None:
    """The clock comes to that time, minute by minute as far as the jobs are concerned."""
    world.clock.strike(to)
    for _ in range(2):
        await run_job("plan_reminders", world.services)
        await world.services.mailings.dispatcher.carry_all()


def about(person: Person, words: str) -> int:
    return sum(words in message.text for message in person.replies)


async def own(world: World) -> Message:
    """The notice as it stands in Mykola's chat now."""
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "№ 1")
    return world.mykola.last


async def test_an_acknowledgement_is_taken_back_within_the_hour(world: World) -> None:
    await world.tap(world.mykola, "Ознайомлений")
    assert "Скасували" in await world.tap(world.mykola, "Скасувати ознайомлення")
    await world.tap(world.mykola, "Ознайомлений")
    shown = world.mykola.last
    world.clock.move(timedelta(minutes=61))
    assert "протягом години" in await world.tap(world.mykola, "Скасувати ознайомлення", message=shown)
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Виконані: 1")
    await world.tap(world.mykola, "№ 1")
    assert "Ознайомлено 23 листопада" in world.mykola.last.text.replace("\xa0", " ")
    assert "Скасувати" not in str(world.mykola.last.buttons)


async def test_an_acknowledgement_is_taken_back_by_nobody_else(world: World) -> None:
    await world.tap(world.mykola, "Ознайомлений")
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Голова Андрушівської громади")
    await world.tap(world.mykola, "Доручити на час")
    await world.tap(world.mykola, "На місяць")
    await join(world, world.olena, link_in(world.mykola.last))
    await world.forge(world.olena, OpenObligation(10001))
    assert "Скасувати" not in str(world.olena.last.buttons), "she acts for the post, and he acknowledged"
    await world.forge(world.olena, TakeBack(10001))
    assert "Ознайомлено 23 листопада" in world.olena.last.text.replace("\xa0", " ")
    [tenure] = await world.services.people.posts.of_person(world.mykola.id)
    await world.services.people.posts.leave(tenure.id, world.mykola.id)
    await world.forge(world.mykola, TakeBack(10001))
    [row] = await world.database.fetch("SELECT person_id FROM obligations WHERE acknowledged_at IS NOT NULL")
    assert row["person_id"] == world.mykola.id, "nor by him, who no longer acts for the post"


async def test_who_when_and_how_are_kept_once(world: World) -> None:
    notice = world.mykola.last
    for _press in range(3):
        await world.forge(world.mykola, Acknowledge(10001), message=notice)
        world.clock.move(timedelta(minutes=5))
    [row] = await world.database.fetch("SELECT * FROM obligations WHERE acknowledged_at IS NOT NULL")
    assert (row["person_id"], row["via"]) == (world.mykola.id, "telegram")
    assert row["acknowledged_at"] == int((world.clock.now - timedelta(minutes=15)).timestamp() * 1000)
    lines = await world.database.fetch("SELECT * FROM audit WHERE action = 'notice acknowledged'")
    assert len(lines) == 1


async def test_open_late_and_done_in_notices(world: World) -> None:
    await send(world, to="Бердичівський")
    await press_send(world)
    shown = await world.say(world.mykola, "/notices")
    assert "Відкритих доручень: 2" in shown.text
    assert "прострочено" not in shown.text
    await world.tap(world.mykola, "№ 1")
    await world.tap(world.mykola, "Ознайомлений")
    world.clock.move(timedelta(days=9))
    shown = await world.say(world.mykola, "/notices")
    assert "Відкритих доручень: 1, з них прострочено: 1" in shown.text
    assert ["✔️ Виконані: 1"] in shown.buttons


async def test_not_ours_is_decided_by_the_staff(world: World) -> None:
    await world.tap(world.mykola, "Не до нас")
    assert (
        "Передали відділу"
        in (await world.say(world.mykola, "Інтернет веде сусідня громада", reply_to=world.mykola.last.id)).text
    )
    asked = world.in_staff_chat()[-1]
    assert "Інтернет веде сусідня громада" in asked.text
    assert "голова Андрушівської громади" in asked.text
    await world.tap(world.iryna, "Лишити за ними", message=asked)
    assert "просить таки виконати" in world.mykola.last.text
    assert "Лишили за ними" in asked.text
    assert asked.buttons == [], "it is decided"
    assert "нема чого вирішувати" in await world.forge(world.iryna, Decide(10001, "release", 1, 1), message=asked)
    await world.tap(world.mykola, "Не до нас")
    await world.say(world.mykola, "Не веде сюди жодна дорога", reply_to=world.mykola.last.id)
    asked = world.in_staff_chat()[-1]
    await world.tap(world.iryna, "Погодитися", message=asked)
    assert "Зняти доручення № 1 з посади «голова Андрушівської громади»?" in asked.text.replace("\xa0", " ")
    assert "Не веде сюди жодна дорога" in asked.text
    assert "не до вас" not in world.mykola.last.text
    await world.tap(world.iryna, "Так, зняти", message=asked)
    assert "нема чого вирішувати" in await world.forge(world.iryna, Decide(10001, "release", 1, 0), message=asked)
    assert "це не до вас" in world.mykola.last.text
    assert "Відкритих доручень немає" in (await world.say(world.mykola, "/notices")).text


async def test_more_time_is_asked_in_taps_and_the_ladder_begins_anew(world: World) -> None:
    await world.tap(world.mykola, "Потрібно більше часу")
    await world.say(world.mykola, "Староста хворіє", reply_to=world.mykola.last.id)
    assert "На 5 робочих днів, до 7 грудня 2026" in str(world.mykola.last.buttons).replace("\\xa0", " ")
    await world.tap(world.mykola, "На 5 робочих днів")
    asked = world.in_staff_chat()[-1]
    words = asked.text.replace("\xa0", " ")
    assert "Староста хворіє" in words
    assert "30 листопада 2026 року + 5 робочих днів і 2 вихідні між ними = 7 грудня 2026 року" in words
    assert "доти діє старий строк" in world.mykola.last.text
    assert "+ 5 робочих днів і 2 вихідні між ними = 7 грудня" in world.mykola.last.text.replace("\xa0", " ")
    await world.tap(world.iryna, "Перенести", message=asked)
    assert "новий строк – 7 грудня" in world.mykola.last.text.replace("\xa0", " ")
    assert "Перенесли строк: 7 грудня" in asked.text.replace("\xa0", " ")
    await pass_time(world, "2026-11-30 09:30")
    assert about(world.mykola, "Нагадуємо") == 0
    await pass_time(world, "2026-12-04 09:30")
    assert about(world.mykola, "Нагадуємо") == 1


async def test_a_new_deadline_moves_the_day_in_the_calendar(world: World) -> None:
    name, on, revision = await in_calendar(world)
    assert on == date(2026, 11, 30)
    assert name.endswith("@zt_bot.t.me"), "no other bot's"
    await world.services.notices.obligations.ask_for_time(10001, "Староста хворіє", world.mykola.id)
    await world.services.notices.obligations.want(10001, 5, world.mykola.id)
    await world.services.notices.obligations.decide(10001, Question.EXTEND, ADMIN, agreed=True)
    same_name, moved_to, next_revision = await in_calendar(world)
    assert (same_name, moved_to) == (name, date(2026, 12, 7)), "one and the same thing to do"
    assert next_revision > revision


async def in_calendar(world: World) -> tuple[str, date, int]:
    """Name, day and revision of what Mykola's calendar file holds now."""
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Строки в календар")
    file = world.telegram.file(world.mykola.last.data["document"]["file_id"]).content
    [event] = Calendar.from_ical(file).walk("VEVENT")
    return str(event["uid"]), event.decoded("dtstart"), int(str(event["sequence"]))


async def test_a_question_reaches_the_staff_and_the_answer_comes_back(world: World) -> None:
    await world.tap(world.mykola, "Є питання")
    await world.say(world.mykola, "Чи рахувати хутори?", reply_to=world.mykola.last.id)
    asked = world.in_staff_chat()[-1]
    assert "Доручення № 1, голова Андрушівської громади: Чи рахувати хутори?" in asked.text
    world.iryna.send("Так, рахуйте.", chat=world.staff_chat, reply_to=asked.id)
    await world.settle()
    assert "Так, рахуйте." in world.mykola.last.text
    await world.tap(world.mykola, "Уточнити")
    await world.say(world.mykola, "А дачі?", reply_to=world.mykola.last.id)
    again = world.in_staff_chat()[-1]
    assert (
        "Уточнення до № 1 («Доручення № 1, голова Андрушівської громади: Чи рахувати хутори?»): А дачі?" in again.text
    )
    world.iryna.send("Дач не рахуйте.", chat=world.staff_chat, reply_to=again.id)
    await world.settle()
    assert "Дач не рахуйте." in world.mykola.last.text
    await world.start(world.olena)
    await world.forge(world.olena, AskMore(1))
    await world.say(world.olena, "Чуже", reply_to=world.olena.last.id)
    assert "Чуже" not in world.in_staff_chat()[-1].text


async def test_a_call_is_recorded(world: World) -> None:
    await desk(world, "Доручення", "№ 1", "Подзвонити", "✅ Бердичівська", "☎️ Бердичівська", "Ознайомлено")
    [row] = await world.database.fetch("SELECT via, person_id FROM obligations WHERE acknowledged_at IS NOT NULL")
    assert (row["via"], row["person_id"]) == ("phone", ADMIN)
    assert "повідомлено: 2, ознайомилися: 1" in (await desk(world, "Доручення", "№ 1")).text


async def test_the_ladder_up_to_the_deputy_and_the_staff(world: World) -> None:
    deputy = await world.services.people.invites.into_post(Post("h02001", Title.CDTO), ADMIN)
    await world.services.people.invites.take(deputy.token, world.olena.id, "Олена")
    world.olena.has_started = True
    seen = []
    for day in ("24", "25", "26", "27", "28", "29", "30"):
        await pass_time(world, f"2026-11-{day} 09:30")
        seen.append(about(world.mykola, "Нагадуємо"))
    assert seen == [0, 0, 0, 1, 1, 1, 1], "three days before and the eve are both Friday the 27th"
    assert about(world.mykola, "Що від вас чекає ОВА") == 1, "Monday's digest says what is due today"
    assert "сьогодні" in world.mykola.last.text
    await pass_time(world, "2026-12-01 09:30")
    assert "прострочено на 1 день" in world.mykola.last.text.replace("\xa0", " ")
    assert about(world.olena, "Доручення голови, що чекають") == 0
    await pass_time(world, "2026-12-02 09:30")
    assert about(world.olena, "Доручення голови, що чекають") == 1
    assert "Прострочено доручень: 10" in "\n".join(each.text for each in world.in_staff_chat())
    for day in ("03", "04", "07"):
        await pass_time(world, f"2026-12-{day} 09:30")
    assert about(world.mykola, "Нагадуємо") == 3, "and then only Monday's digest"
    assert about(world.mykola, "Що від вас чекає ОВА") == 2


async def test_whoever_does_it_meanwhile_is_not_reminded(world: World) -> None:
    world.clock.strike("2026-11-27 09:30")
    await run_job("plan_reminders", world.services)
    await world.tap(world.mykola, "Ознайомлений")
    await world.services.mailings.dispatcher.carry_all()
    assert about(world.mykola, "Нагадуємо") == 0
    rows = await world.database.fetch("SELECT state, reason FROM outbox WHERE person_id = :id", id=world.mykola.id)
    assert ("skipped", "done") in [(row["state"], row["reason"]) for row in rows]


async def test_several_are_one_message_and_nothing_before_nine(world: World) -> None:
    await send(world, to="Бердичівський")
    await press_send(world)
    await pass_time(world, "2026-11-27 08:30")
    assert about(world.mykola, "Нагадуємо") == 0
    await pass_time(world, "2026-11-27 09:00")
    assert about(world.mykola, "Нагадуємо про доручення: 2") == 1
    assert len([row for row in world.mykola.last.buttons if "№" in row[0]]) == 2


async def test_a_reminder_in_quiet_hours_waits_for_the_morning(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids=[ADMIN]):
        await join(world, world.mykola, await invite(world))
        await send(world, to="Бердичівський")
        await press_send(world)
        await world.services.people.people.keep_quiet_hours(world.mykola.id, 8 * 60, 20 * 60)
        await pass_time(world, "2026-11-27 10:00")
        assert about(world.mykola, "Нагадуємо") == 0
        await pass_time(world, "2026-11-27 20:00")
        assert about(world.mykola, "Нагадуємо") == 1


async def test_a_reminder_that_waited_until_a_later_one_is_not_said(world: World) -> None:
    for day in ("2026-11-27", "2026-11-30", "2026-12-01"):  # the dispatcher stands still
        world.clock.strike(f"{day} 10:00")
        await run_job("plan_reminders", world.services)
    before = len(world.mykola.replies)
    for _ in range(3):
        await world.services.mailings.dispatcher.carry_all()
        world.clock.move(timedelta(seconds=2))
    [late, digest] = sorted((each.text for each in world.mykola.replies[before:]), key=lambda text: "ОВА" in text)
    assert "Нагадуємо про доручення: 1" in late.replace("\xa0", " ")
    assert "прострочено на 1 день" in late.replace("\xa0", " ")
    assert "Що від вас чекає ОВА" in digest


async def test_to_chosen_hromadas_with_letter_and_file_and_to_those_behind(world: World) -> None:
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, "Надішліть план.", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "14 днів")
    await world.tap(world.iryna, "Вибраним громадам")
    assert (
        "Не знаємо таких громад: Нарнія"
        in (await world.say(world.iryna, "Андрушівська, Нарнія", reply_to=world.iryna.last.id)).text
    )
    prompt = world.iryna.replies[-2]
    page = await world.say(world.iryna, "Андрушівська, Бердичівська", reply_to=prompt.id)
    assert "Посад: 2 (Бердичівський район – 2), з них із людиною в боті: 1" in page.text
    assert "2 з них уже мають відкриті доручення." in page.text
    await world.tap(world.iryna, "№ листа")
    await world.say(world.iryna, "12/345 від 20.11.2026", reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "Додати файл")
    world.iryna.send_file("document", Upload("план.docx", b"x", "application/msword"), reply_to=world.iryna.last.id)
    await world.settle()
    assert "Файлів: 1" in world.iryna.last.text.replace("\xa0", " ")
    await press_send(world)
    assert "Поруч із листом 12/345 від 20.11.2026" in world.mykola.last.text
    await world.tap(world.mykola, "Файли: 1")
    assert world.mykola.last.data["document"]
    await desk(world, "Доручення", "Нове доручення")
    await world.say(world.iryna, TEXT, reply_to=world.iryna.last.id)
    await world.tap(world.iryna, "7 днів")
    await world.tap(world.iryna, "Хто не виконав іншого")
    await world.tap(world.iryna, "№ 2")
    assert "Посад: 2" in world.iryna.last.text
