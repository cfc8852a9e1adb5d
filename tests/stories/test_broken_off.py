"""The bot is killed between any two statements of an update: the next start ends it, and nothing is there twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from handlers.cases.taps import LinkWith
from services.operation import inbox
from simulator.people import Message
from storage.engine.database import Database, Row, Statements
from tests.stories.answers.test_questions import POOL
from tests.stories.cases.test_cases import fill_in, receipt_of, take, tell
from tests.stories.notices.test_notices import press_send, send
from tests.stories.people.test_posts import ADMIN, desk, invite, join
from tests.stories.world import World, button_of

MOST = 20
"""Statements; few updates need more."""


class Killed(Exception):
    """The process is no more."""


class Mortal:
    """A database that answers so many statements and then none any more, as if the process had been killed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.dialect = database.dialect
        self.left: int | None = None
        """Statements until the end; None: it does not end."""
        self.died = asyncio.Event()

    async def counted(self, method: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        if self.died.is_set():
            await asyncio.Event().wait()
        answered = await method(*arguments, **named)
        if self.left is not None:
            self.left -= 1
            if self.left <= 0:
                self.died.set()
                await asyncio.Event().wait()
        return answered

    def __getattr__(self, name: str) -> Any:
        return partial(self.counted, getattr(self._database, name))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Any]:
        async with self._database.transaction() as statements:
            yield _Statements(self, statements)
        await self.counted(asyncio.sleep, 0)  # written, and the process is killed before it goes on

    def snapshot(self) -> Any:
        return self._database.snapshot()

    def exclusive(self, name: str) -> Any:
        return self._database.exclusive(name)


class _Statements:
    """Those of a transaction."""

    def __init__(self, mortal: Mortal, statements: Statements) -> None:
        self._mortal = mortal
        self._statements = statements

    def __getattr__(self, name: str) -> Any:
        return partial(self._mortal.counted, getattr(self._statements, name))


async def rows(world: World, table: str, where: str = "1 = 1") -> Sequence[Row]:
    return await world.database.fetch(f"SELECT * FROM {table} WHERE {where}")


# Each act is got ready, then done by one update, and then it is seen that it was done once.

Ready = Callable[[World], Awaitable[Callable[[], object]]]
Check = Callable[[World], Awaitable[None]]


async def _taken_case(world: World) -> Message:
    await tell(world, world.olena)
    return await take(world)


async def ready_reply_to_case(world: World) -> Callable[[], object]:
    case = await _taken_case(world)
    return lambda: world.iryna.send("Пишемо до залізниці.", chat=world.staff_chat, reply_to=case.id)


async def check_reply_to_case(world: World) -> None:
    assert sum("Пишемо до залізниці." in each.text for each in world.olena.replies) == 1
    assert len(await rows(world, "case_events", "kind = 'answered'")) == 1


async def ready_note(world: World) -> Callable[[], object]:
    case = await _taken_case(world)
    await world.tap(world.iryna, "Нотатка", message=case)
    prompt = world.in_staff_chat()[-1].id
    return lambda: world.iryna.send("Передзвонити", chat=world.staff_chat, reply_to=prompt)


async def check_note(world: World) -> None:
    assert len(await rows(world, "notes")) == 1


async def ready_prompt_for_note(world: World) -> Callable[[], object]:
    case = await _taken_case(world)
    return lambda: world.iryna.press(case, "Нотатка")


async def check_prompt_for_note(world: World) -> None:
    assert sum("Нотатка до випадку" in each.text for each in world.in_staff_chat()) == 1
    [row] = await rows(world, "prompts")
    assert row["message_id"] == world.in_staff_chat()[-1].id


async def _chosen_outcome(world: World) -> Message:
    case = await _taken_case(world)
    await world.tap(world.iryna, "Закрити", message=case)
    return world.in_staff_chat()[-1]


async def ready_prompt_for_closing(world: World) -> Callable[[], object]:
    outcomes = await _chosen_outcome(world)
    return lambda: world.iryna.press(outcomes, "установі пояснили")


async def check_prompt_for_closing(world: World) -> None:
    assert sum("Чому так закрито випадок" in each.text for each in world.in_staff_chat()) == 1


async def ready_closing(world: World) -> Callable[[], object]:
    await world.tap(world.iryna, "установі пояснили", message=await _chosen_outcome(world))
    prompt = world.in_staff_chat()[-1].id
    return lambda: world.iryna.send("Надіслали лист.", chat=world.staff_chat, reply_to=prompt)


async def check_closing(world: World) -> None:
    assert sum("Закрито. Повідомимо людину" in each.text for each in world.in_staff_chat()) == 1
    assert not any("вже не" in each.text for each in world.in_staff_chat())
    assert len(await rows(world, "case_events", "kind = 'closed'")) == 1


async def ready_closing_of_question(world: World) -> Callable[[], object]:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    await world.tap(world.iryna, "Закрити без відповіді", message=world.in_staff_chat()[-1])
    prompt = world.in_staff_chat()[-1].id
    return lambda: world.iryna.send("Не наше.", chat=world.staff_chat, reply_to=prompt)


async def check_closing_of_question(world: World) -> None:
    assert sum("Повідомимо людину" in each.text for each in world.in_staff_chat()) == 1
    assert not any("вже закрито" in each.text for each in world.in_staff_chat())
    assert len(await rows(world, "news", "kind = 'question closed'")) == 1


async def ready_linking(world: World) -> Callable[[], object]:
    await tell(world, world.mykola, where="касири вокзалу в Овручі")
    await world.tap(world.iryna, "Пов’язати", message=await _taken_case(world))
    prompt = world.in_staff_chat()[-1].id
    world.iryna.send("ЖТ-2026-000001", chat=world.staff_chat, reply_to=prompt)
    await world.settle()
    question = world.in_staff_chat()[-1]
    return lambda: world.iryna.press(question, data=button_of(question, LinkWith)["callback_data"])


async def check_linking(world: World) -> None:
    assert [each["case_id"] for each in await rows(world, "case_events", "kind = 'linked'")] == [2, 1]
    assert len(await rows(world, "audit", "detail LIKE 'linked with%'")) == 1


async def ready_addition(world: World) -> Callable[[], object]:
    await tell(world, world.olena)
    await world.tap(world.olena, "➕ Додати")
    prompt = world.olena.last.id
    return lambda: world.olena.send("Ще й квиток не повернули", reply_to=prompt)


async def check_addition(world: World) -> None:
    assert len(await rows(world, "case_events", "kind = 'added'")) == 1


async def ready_submission(world: World) -> Callable[[], object]:
    review = await fill_in(world, world.olena)
    return lambda: world.olena.press(review, "📨 Надіслати")


async def check_submission(world: World) -> None:
    assert len(await rows(world, "cases", "number IS NOT NULL")) == 1
    assert "за кодом" in receipt_of(world.olena).text
    assert "Додати" in str([each.buttons for each in world.olena.replies])


async def ready_reply_to_question(world: World) -> Callable[[], object]:
    await world.say(world.olena, POOL)
    await world.tap(world.olena, "Передати відділу")
    asked = world.in_staff_chat()[-1]
    return lambda: world.iryna.send("У ЦНАПі.", chat=world.staff_chat, reply_to=asked.id)


async def check_reply_to_question(world: World) -> None:
    assert sum("У ЦНАПі." in each.text for each in world.olena.replies) == 1


async def ready_notice(world: World) -> Callable[[], object]:
    await desk(world, "Доручення", "Нове доручення")
    prompt = world.iryna.last.id
    return lambda: world.iryna.send("Подайте відомості про укриття", reply_to=prompt)


async def check_notice(world: World) -> None:
    assert len(await rows(world, "notices")) == 1


async def ready_broadcast(world: World) -> Callable[[], object]:
    await desk(world, "Розсилки", "Нова розсилка")
    prompt = world.iryna.last.id
    return lambda: world.iryna.send("Нова послуга в Дії", reply_to=prompt)


async def check_broadcast(world: World) -> None:
    assert len(await rows(world, "mailings", "purpose = 'broadcast'")) == 1


async def ready_drive(world: World) -> Callable[[], object]:
    await desk(world, "Сертифікація", "Нова сертифікація")
    prompt = world.iryna.last.id
    return lambda: world.iryna.send("Кібергігієна, IV квартал", reply_to=prompt)


async def check_drive(world: World) -> None:
    assert len(await rows(world, "drives")) == 1


async def ready_invite(world: World) -> Callable[[], object]:
    await desk(world, "Посади", "Знайти громаду", "Бердичівський", "Андрушівська", "Голова")
    page = world.iryna.last
    return lambda: world.iryna.press(page, "Запросити на посаду")


async def check_invite(world: World) -> None:
    assert len(await rows(world, "invites", "revoked_at IS NULL")) == 1
    assert len(await rows(world, "audit", "action = 'invite made'")) == 1


async def ready_consent(world: World) -> Callable[[], object]:
    await world.say(world.olena, "/settings")
    await world.tap(world.olena, "Новини за темами")
    page = world.olena.last
    return lambda: world.olena.press(page, "Погоджуюся")


async def check_consent(world: World) -> None:
    assert len(await rows(world, "consents")) == 1


async def _owed(world: World) -> Message:
    """Mykola is a head and owes something; the message that says so."""
    await join(world, world.mykola, await invite(world))
    await send(world, to="Бердичівський")
    await press_send(world)
    return world.mykola.last


def _told_staff(world: World, words: str) -> int:
    return sum(words in each.text for each in world.in_staff_chat())


async def ready_not_ours(world: World) -> Callable[[], object]:
    await world.tap(world.mykola, "Не до нас", message=await _owed(world))
    prompt = world.mykola.last.id
    return lambda: world.mykola.send("Укриття на балансі району", reply_to=prompt)


async def check_not_ours(world: World) -> None:
    assert _told_staff(world, "Укриття на балансі району") == 1
    assert len(await rows(world, "audit", "action = 'notice declined'")) == 1


async def ready_new_deadline(world: World) -> Callable[[], object]:
    await world.tap(world.mykola, "Потрібно більше часу", message=await _owed(world))
    await world.say(world.mykola, "Староста хворіє", reply_to=world.mykola.last.id)
    await world.tap(world.mykola, "На 5 робочих днів")
    asked = world.in_staff_chat()[-1]
    return lambda: world.iryna.press(asked, "Перенести")


async def check_new_deadline(world: World) -> None:
    assert sum("новий строк" in each.text for each in world.mykola.replies) == 1
    assert "Перенесли строк" in world.in_staff_chat()[-1].text


async def _page_of_notice(world: World, *buttons: str) -> Message:
    """Mykola owes something, and Iryna is about to change it."""
    await _owed(world)
    return await desk(world, "Доручення", "№ 1", "Змінити", *buttons)


async def ready_move(world: World) -> Callable[[], object]:
    await _page_of_notice(world, "Перенести строк", "14 днів")
    await world.tap(world.iryna, "Усім")
    page = world.iryna.last
    return lambda: world.iryna.press(page, "Так, перенести")


async def check_move(world: World) -> None:
    await world.services.mailings.dispatcher.carry_all()
    assert sum("новий строк" in each.text for each in world.mykola.replies) == 1
    assert len(await rows(world, "audit", "action = 'notice moved'")) == 1
    assert {row["revision"] for row in await rows(world, "obligations")} == {1}


async def ready_withdrawal(world: World) -> Callable[[], object]:
    page = await _page_of_notice(world, "Відкликати")
    return lambda: world.iryna.press(page, "Так, відкликати")


async def check_withdrawal(world: World) -> None:
    await world.services.mailings.dispatcher.carry_all()
    assert sum("відкликано" in each.text for each in world.mykola.replies) == 1
    assert len(await rows(world, "audit", "action = 'notice ended'")) == 1


async def ready_copy(world: World) -> Callable[[], object]:
    page = await _page_of_notice(world)
    return lambda: world.iryna.press(page, "Нове за цим зразком")


async def check_copy(world: World) -> None:
    assert len(await rows(world, "notices")) == 2


async def ready_letter(world: World) -> Callable[[], object]:
    case = await _taken_case(world)
    await world.tap(world.iryna, "Передати", message=case)
    await world.tap(world.iryna, "Установі: лист", message=world.in_staff_chat()[-1])
    page = world.in_staff_chat()[-1]
    return lambda: world.iryna.press(page, "Лише вид місця")


async def check_letter(world: World) -> None:
    assert sum("document" in each.data for each in world.in_staff_chat()) == 1
    assert len(await rows(world, "case_events", "kind = 'forwarded'")) == 1


async def ready_not_meant_for_her(world: World) -> Callable[[], object]:
    offered = await world.start(world.olena, await invite(world))
    return lambda: world.olena.press(offered, "Це не для мене")


async def check_not_meant_for_her(world: World) -> None:
    assert _told_staff(world, "не призначене") == 1


async def ready_staff_invite(world: World) -> Callable[[], object]:
    await desk(world, "Працівники")
    page = world.iryna.last
    return lambda: world.iryna.press(page, "Запросити працювати")


async def ready_delegation(world: World) -> Callable[[], object]:
    await join(world, world.mykola, await invite(world))
    await world.say(world.mykola, "/notices")
    await world.tap(world.mykola, "Голова Андрушівської громади")
    await world.tap(world.mykola, "Доручити на час")
    page = world.mykola.last
    await world.database.execute("DELETE FROM invites")
    return lambda: world.mykola.press(page, "На тиждень")


async def check_offer(world: World) -> None:
    assert len(await rows(world, "invites", "revoked_at IS NULL")) == 1


ACTS: Mapping[str, tuple[Ready, Check]] = {
    "reply to a case": (ready_reply_to_case, check_reply_to_case),
    "reply to a question": (ready_reply_to_question, check_reply_to_question),
    "note": (ready_note, check_note),
    "prompt for a note": (ready_prompt_for_note, check_prompt_for_note),
    "prompt for the closing words": (ready_prompt_for_closing, check_prompt_for_closing),
    "closing words": (ready_closing, check_closing),
    "closing of a question": (ready_closing_of_question, check_closing_of_question),
    "linking": (ready_linking, check_linking),
    "addition": (ready_addition, check_addition),
    "submission": (ready_submission, check_submission),
    "first text of a notice": (ready_notice, check_notice),
    "first text of a broadcast": (ready_broadcast, check_broadcast),
    "title of a drive": (ready_drive, check_drive),
    "invite": (ready_invite, check_invite),
    "invite into the staff": (ready_staff_invite, check_offer),
    "delegation": (ready_delegation, check_offer),
    "consent": (ready_consent, check_consent),
    "not ours": (ready_not_ours, check_not_ours),
    "new deadline": (ready_new_deadline, check_new_deadline),
    "deadline for all": (ready_move, check_move),
    "withdrawal": (ready_withdrawal, check_withdrawal),
    "copy of a notice": (ready_copy, check_copy),
    "letter to a body": (ready_letter, check_letter),
    "invite for somebody else": (ready_not_meant_for_her, check_not_meant_for_her),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("statements", range(1, MOST + 1))
async def test_killed_after_any_statement_it_is_done_once(
    stopped_world: World, monkeypatch: pytest.MonkeyPatch, act: str, statements: int
) -> None:
    world, (ready, check) = stopped_world, ACTS[act]
    database, mortal = world.database, Mortal(world.database)
    world.database = mortal
    monkeypatch.setattr(inbox, "PATIENCE", 0.05)
    with suppress(Killed):
        async with world.running(admin_ids=[ADMIN]):
            do = await ready(world)
            mortal.left = statements
            do()
            ways = {asyncio.create_task(mortal.died.wait()), asyncio.create_task(done(world))}
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            world.polling.grace = 0
            raise Killed
    world.database = database
    world.clock.move(timedelta(seconds=10))
    async with world.running(admin_ids=[ADMIN]):
        await handled(world)
    await check(world)


async def handled(world: World) -> None:
    """Until every update was handled to its end."""
    await world.telegram.acknowledged()
    while await world.database.fetch("SELECT 1 FROM updates WHERE handled_at IS NULL"):  # noqa: ASYNC110
        await asyncio.sleep(0.005)


async def done(world: World) -> None:
    """Until the bot has nothing to do, whatever is marked."""
    await world.telegram.acknowledged()
    await world.polling.idle()
