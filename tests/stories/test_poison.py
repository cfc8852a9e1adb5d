"""One row with which the bot fails: everybody else's go on, it does not come for ever, and the staff read of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest

from channels import Outgoing
from services.certification.certificates import Certificates
from services.holder_reminders import HolderReminders
from services.messages import Message
from services.notices.reminders import ObligationReminders
from services.operation.failures import TRIES
from services.tables import Tables
from storage.mailings.outbox import Outbox
from tests.jobs import run_job
from tests.stories.cases.test_cases import tell, tick
from tests.stories.certification.test_certificates import ARCHIVE, coordinate, prepare, send_file, table
from tests.stories.mailings.test_broadcasts import got, subscribe, write
from tests.stories.notices.test_notices import press_send, send
from tests.stories.people.test_posts import ADMIN, invite, join
from tests.stories.world import World

POOL = "коли відкриють басейн на вулиці Київській"
ZOO = "чи буде зоопарк у Бердичеві"


class Poison(Exception):
    """Nobody expects it."""


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


def poison_staff_chat(world: World, is_poison: Callable[[Message], bool]) -> list[Message]:
    """The bot fails with these messages to the staff; those with which it was tried."""
    staff = world.services.people.staff
    render, tried = staff._render, list[Message]()

    def fail(message: Message) -> Outgoing:
        if is_poison(message):
            tried.append(message)
            raise Poison
        return render(message)

    staff._render = fail
    return tried


async def days(world: World, job: str, count: int = 3) -> None:
    """The clock runs a job so many days long."""
    for _ in range(24 * count):
        world.clock.move(timedelta(hours=1))
        await run_job(job, world.services)


async def summary(world: World) -> str:
    world.clock.strike("2026-12-07 08:30")
    await run_job("send_daily_summary", world.services)
    return next(each.text for each in world.in_staff_chat() if "Аркуш дня" in each.text).replace("\xa0", " ")


def told(world: World, words: str) -> int:
    return sum(words in message.text for message in world.in_staff_chat())


async def ask_department(world: World, person: Any, words: str) -> None:
    await world.say(person, words)
    await world.tap(person, "Передати відділу")


async def test_a_question_to_the_department(world: World) -> None:
    tried = poison_staff_chat(world, lambda message: getattr(message, "number", 0) == 1)
    await ask_department(world, world.olena, POOL)
    await ask_department(world, world.mykola, ZOO)
    assert "сталася помилка" not in str([message.text for message in world.mykola.replies])
    assert told(world, ZOO) == 1
    await days(world, "deliver_questions")
    assert len(tried) == TRIES
    assert told(world, ZOO) == 1
    assert "запитання, передані відділу: не вдався 1 рядок (№ 1), решта йде далі, код" in await summary(world)


async def test_a_case_its_news_and_what_stands_still(world: World) -> None:
    tried = poison_staff_chat(world, lambda message: getattr(getattr(message, "case", None), "id", 0) == 1)
    await tell(world, world.olena)
    await tell(world, world.mykola, where="касири вокзалу в Овручі")
    cards = [each for each in world.in_staff_chat() if "ЖТ-2026-000002" in each.text]
    assert len(cards) == 1
    assert "сталася помилка" not in str([message.text for message in world.mykola.replies])
    await days(world, "deliver_cases")
    assert [type(each).__name__ for each in tried] == ["CaseCard"] * TRIES
    assert told(world, "ЖТ-2026-000002") == 2, "it stands still for two days"


async def test_news_of_a_case_to_its_person(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await tell(world, world.olena)
    await tell(world, world.mykola, where="касири вокзалу в Овручі")
    reminders, tried = world.services.mailings.reminders, list[int]()
    planned_of = reminders.planned_of

    async def fail(kind: str, about: int) -> list[Any]:
        if (kind, about) == ("case update", 1):
            tried.append(about)
            raise Poison
        return list(await planned_of(kind, about))

    monkeypatch.setattr(reminders, "planned_of", fail)
    for number in (1, 2):
        await world.services.cases.desk.forwarded(number, "голова громади", world.iryna.id)
    await tick(world)
    assert "голова громади" in world.mykola.last.text
    await days(world, "deliver_cases", 1)
    assert len(tried) == TRIES


async def test_a_batch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    tried: list[bytes] = []
    running: list[str] = []
    good = table(("ПІБ", "Курс", "Номер"), ("Коваль Олена Іванівна", "Цифрограм", "К-0001"))
    bad = table(("ПІБ", "Курс", "Номер"), ("Хтось Новий", "Цифрограм", "К-0009"))

    opens = Tables.open

    async def fail(self: Tables, kind: Any, file: bytes, *who: Any, **how: Any) -> Any:
        if file == bad and "read_certificates" in running:
            tried.append(file)
            raise Poison
        return await opens(self, kind, file, *who, **how)

    monkeypatch.setattr(Tables, "open", fail)
    for file in (bad, good):
        await world.say(world.mykola, "/courses")
        await world.tap(world.mykola, f"👥 {ARCHIVE}")
        await world.tap(world.mykola, "Надіслати пакет")
        await send_file(world, world.mykola, file, "список.xlsx")
        await world.tap(world.mykola, "Записати все")
    running.append("read_certificates")
    await run_job("read_certificates", world.services)
    await world.tell_news()
    broken, report = [message.text.replace("\xa0", " ") for message in world.mykola.replies[-2:]]
    assert "Прочитати файл не вдалося" in broken
    assert "Чекають на рішення: 1" in report
    await days(world, "read_certificates", 1)
    assert len(tried) == 1
    assert "пакети сертифікатів: не вдався 1 рядок (№ 1)" in await summary(world)


async def test_one_row_of_a_batch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    hand_in = Certificates.hand_in_for

    async def fail(self: Certificates, place: str, member: Any, source: str, submission: Any) -> Any:
        if submission.code == "К-0002":
            raise Poison
        return await hand_in(self, place, member, source, submission)

    monkeypatch.setattr(Certificates, "hand_in_for", fail)
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    await world.tap(world.mykola, "Надіслати пакет")
    rows = [("Коваль Олена Іванівна", "Цифрограм", f"К-000{number}") for number in (1, 2, 3)]
    await send_file(world, world.mykola, table(("ПІБ", "Курс", "Номер"), *rows), "список.xlsx")
    await world.tap(world.mykola, "Записати все")
    await run_job("read_certificates", world.services)
    await world.tell_news()
    report = world.mykola.last.text.replace("\xa0", " ")
    assert "Чекають на рішення: 2" in report
    assert "рядок 3: не вдалося прочитати" in report


async def test_a_name_and_a_figure_in_a_batch_that_have_no_end_are_named(world: World) -> None:
    await prepare(world)
    await coordinate(world, world.mykola)
    await world.say(world.mykola, "/courses")
    await world.tap(world.mykola, f"👥 {ARCHIVE}")
    await world.tap(world.mykola, "Надіслати пакет")
    rows = table(
        ("ПІБ", "Курс", "Номер", "Бали"),
        ("Довга " * 980, "Цифрограм", "К-0001", ""),
        ("Коваль Олена Іванівна", "Цифрограм", "К-0002", "9" * 40),
        ("Коваль Олена Іванівна", "Цифрограм", "К-0003", 12345678901234567890),
        ("Коваль Олена Іванівна", "Цифрограм", "К-0004", 88),
    )
    said = (await send_file(world, world.mykola, rows, "список.xlsx")).text.replace("\xa0", " ")
    assert "рядок 2, «ПІБ»" in said
    assert "рядок 3, «Бали»" in said
    assert "рядок 4, «Бали»" in said
    assert len(said) < 2000
    await world.tap(world.mykola, "Записати все")
    await run_job("read_certificates", world.services)
    await world.tell_news()
    assert "рядок 3: бали бувають від 0 до 90" in world.mykola.last.text.replace("\xa0", " ")
    [kept] = await world.services.certification.read.certificates.waiting(["b1"])
    assert (kept.code, kept.score) == ("K-0004", 88)


async def test_a_kind_of_reminder(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await join(world, world.mykola, await invite(world))

    async def fail(self: Any, now: Any) -> Any:
        raise Poison

    monkeypatch.setattr(HolderReminders, "due", fail)
    await send(world)
    await press_send(world)
    world.clock.strike("2026-11-27 10:00")
    with pytest.raises(Poison):
        await run_job("plan_reminders", world.services)
    assert await world.database.fetch("SELECT 1 FROM reminders WHERE kind = 'obligation'")


async def test_a_mailing_that_cannot_begin(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    people, freeze = await subscribe(world, 2, "emalyatko"), Outbox.freeze
    await world.services.people.subscriptions.agree(world.olena.id)
    await world.services.people.subscriptions.switch(world.olena.id, "osvita")
    await world.start(world.olena)
    for theme in ("Дія.Освіта", "єМалятко"):
        page = await write(world, theme=theme)
        await world.tap(world.iryna, "📨 Надіслати", message=page)

    async def fail(self: Outbox, mailing: Any, *given: Any) -> int:
        if mailing.id == 1:
            raise Poison
        return await freeze(self, mailing, *given)

    monkeypatch.setattr(Outbox, "freeze", fail)
    world.clock.move(timedelta(seconds=61))
    await world.services.mailings.dispatcher.carry_all()
    assert [got(person) for person in people] == [1, 1]


async def test_a_message_with_which_the_bot_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await join(world, world.mykola, await invite(world))
    monkeypatch.setattr(ObligationReminders, "message", fail_always)
    await send(world)
    await press_send(world)
    world.clock.strike("2026-11-27 10:00")
    await run_job("plan_reminders", world.services)
    for _ in range(20):
        world.clock.move(timedelta(minutes=10))
        await world.services.mailings.dispatcher.carry_all()
    rows = await world.database.fetch("SELECT state, reason FROM outbox WHERE reason = 'crash'")
    assert {row["state"] for row in rows} == {"failed"}
    assert "повідомлення людям: не вдався 1 рядок" in await summary(world)


async def fail_always(*_given: Any, **_named: Any) -> Any:
    raise Poison
