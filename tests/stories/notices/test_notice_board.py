"""The board of a notice, urging, the week's digest: every number is the ledger's."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from PIL import Image

from content.calendar import Calendar
from services.notices.reminders import Urged
from services.people import Post, Title
from tests.excel import rows_of
from tests.stories.notices.test_notices import press_send, send
from tests.stories.notices.test_obligations import about, pass_time
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """Three heads in the bot; a notice to the ten of the raion, due on Monday the 30th."""
    async with stopped_world.running(admin_ids=[ADMIN]):
        for number, mark in enumerate(["h02001", "h02003", "h02005"]):
            person = stopped_world.telegram.add_person(7000 + number, f"Голова {number}")
            person.has_started = True
            made = await stopped_world.services.people.invites.into_post(Post(mark, Title.HEAD), ADMIN)
            await stopped_world.services.people.invites.take(made.token, person.id, person.data["first_name"])
        await send(stopped_world, to="Бердичівський")
        await press_send(stopped_world)
        yield stopped_world


async def test_the_board_in_picture_words_and_table(world: World) -> None:
    quick = world.telegram.people[7000]
    await world.tap(quick, "Ознайомлений")
    await desk(world, "Доручення", "№ 1", "Подзвонити", "✅ Бердичівська", "☎️ Бердичівська", "Ознайомлено")
    await desk(world, "Доручення", "№ 1", "Дошка")
    caption = world.iryna.last.data["caption"]
    assert "✓ виконано: 2" in caption
    assert "→ повідомлено: 1" in caption
    assert "? не повідомлено: 7" in caption
    picture = Image.open(io.BytesIO(world.telegram.files[world.iryna.last.data["photo"][-1]["file_id"]].content))
    assert picture.width > 1000
    world.clock.now += timedelta(days=8)
    await desk(world, "Доручення", "№ 1", "Дошка")
    assert "! прострочено: 8" in world.iryna.last.data["caption"]
    assert "Прострочили: " in world.iryna.last.data["caption"]
    await desk(world, "Доручення", "№ 1", "Excel")
    headings, *rows = rows_of(world.telegram.files[world.iryna.last.data["document"]["file_id"]].content)
    assert len(rows) == 10
    stages = [row[headings.index("Стан")] for row in rows]
    assert (stages.count("виконано"), stages.count("прострочено")) == (2, 8)
    assert [row[headings.index("Чим ознайомлено")] for row in rows].count("телефон") == 1


async def test_urging_says_to_each_what_she_lacks_and_once_an_hour(world: World) -> None:
    quick, other, slow = (world.telegram.people[7000 + number] for number in range(3))
    await world.tap(quick, "Ознайомлений")
    await desk(world, "Доручення", "№ 1", "Нагадати решті: 9", "Так, нагадати")
    assert "Нагадуємо людям: 2" in world.iryna.last.text
    assert "Посад без людини в боті й без пошти: 7" in world.iryna.last.text
    world.clock.move(timedelta(seconds=2))
    await world.tap(slow, "Ознайомлений")
    await world.services.mailings.dispatcher.carry_all()
    assert [about(person, "чекає, що ви ознайомитеся") for person in (quick, other, slow)] == [0, 1, 0]
    await desk(world, "Доручення", "№ 1", "Нагадати решті", "Так, нагадати")
    assert "Нагадуємо людям: 0" in world.iryna.last.text


async def test_urging_has_another_text_for_each_thing_that_lacks(world: World) -> None:
    read, told, untold = (world.telegram.people[7000 + number] for number in range(3))
    services = world.services
    notice = await services.notices.notices.write("Скільки сіл?", ADMIN)
    await services.notices.notices.set_deadline(notice, 7)
    await services.notices.replies.ask(notice, "Сіл: число")
    await services.notices.notices.address(notice, services.notices.notices.heads(1))
    untold.block()
    await services.notices.notices.send(notice, ADMIN)
    await services.mailings.dispatcher.carry_all()
    untold.unblock()
    await world.say(untold, "/start")
    obligations = {obligation.post.place: obligation for obligation in await services.notices.read.of_notice(notice)}
    await services.notices.obligations.acknowledge(obligations["h02001"].number, read.id)
    world.clock.move(timedelta(hours=2))
    assert await services.notices.reminders.urge(notice) == Urged(people=3, vacant=7)
    for _ in range(2):
        await services.mailings.dispatcher.carry_all()
        world.clock.move(timedelta(seconds=2))
    expected = ("Відділ чекає вашої відповіді", "Відділ чекає, що ви ознайомитеся", "Ви могли не побачити")
    for person, words in zip((read, told, untold), expected, strict=True):
        assert [about(person, each) for each in expected] == [int(each == words) for each in expected]
    assert "Чекаємо: відповідь." in read.last.text
    assert "Чекаємо: ознайомлення і відповідь." in told.last.text


async def test_telling_the_staff_of_a_delay_does_not_count_as_telling_the_post(world: World) -> None:
    for day in ("2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"):
        await pass_time(world, f"{day} 10:00")
    assert "Прострочено доручень: 10" in "\n".join(each.text for each in world.in_staff_chat())
    assert "повідомлено: 3," in (await desk(world, "Доручення", "№ 1")).text
    _headings, *rows = rows_of(await world.services.notices.notice_board.as_excel(1, ADMIN))
    assert [row[5] for row in rows].count("Telegram") == 3
    assert len([row for row in rows if row[4]]) == 3


async def test_on_a_monday_that_is_a_holiday_the_digest_waits_for_the_next_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = world.telegram.people[7000]
    monkeypatch.setattr(Calendar, "day_off", lambda _self, day: day.weekday() > 4 or f"{day:%m-%d}" == "11-30")
    await pass_time(world, "2026-11-30 10:00")
    assert about(head, "Що від вас чекає ОВА") == 0
    await pass_time(world, "2026-12-01 10:00")
    assert about(head, "Що від вас чекає ОВА") == 1
    await pass_time(world, "2026-12-02 10:00")
    assert about(head, "Що від вас чекає ОВА") == 1


async def test_on_monday_one_message_with_all_that_is_owed_and_a_calendar(world: World) -> None:
    head = world.telegram.people[7001]
    for number in range(14):
        notice = await world.services.notices.notices.write(f"Завдання {number}", ADMIN)
        await world.services.notices.notices.set_deadline(notice, 30)
        await world.services.notices.notices.address(notice, [Post("h02003", Title.HEAD)])
        await world.services.notices.notices.send(notice, ADMIN)
        world.clock.move(timedelta(seconds=2))
        await world.services.mailings.dispatcher.carry_all()
    await pass_time(world, "2026-11-27 10:00")
    await pass_time(world, "2026-11-30 10:00")
    assert about(head, "Що від вас чекає ОВА, доручень: 15") == 1
    assert about(head, "Нагадуємо") == 1, "that of Friday; today's stands in the digest"
    assert "І ще 3" in head.last.text.replace("\xa0", " ")
    await world.tap(head, "Строки в календар")
    ics = world.telegram.files[head.last.data["document"]["file_id"]].content.decode()
    assert ics.count("BEGIN:VEVENT") == 15
    assert "DTSTART;VALUE=DATE:20261130" in ics


async def test_an_open_board_is_renewed_until_something_else_stands_there(world: World) -> None:
    await desk(world, "Доручення", "№ 1")
    board = world.iryna.last
    assert "повідомлено 3" in board.text
    await world.tap(world.telegram.people[7000], "Ознайомлений")
    await world.services.notices.notice_board.show()
    assert "виконано 1" in board.text
    edits = world.telegram.calls.count("editMessageText")
    await world.services.notices.notice_board.show()
    assert world.telegram.calls.count("editMessageText") == edits, "nothing changed"
    await world.tap(world.iryna, "Нагадати решті")
    await world.tap(world.telegram.people[7001], "Ознайомлений")
    await world.services.notices.notice_board.show()
    assert "Нагадати про доручення" in board.text, "the question is not overwritten"
