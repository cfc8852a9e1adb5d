"""The poll: nothing lost, nothing twice within a process, order per person, troubles waited out."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from channels.telegram import make_bot
from gateway import retry
from gateway.polling import MOST, Polling
from gateway.retry import CONFLICTS, AnotherInstance, WrongToken
from services.operation import inbox
from services.operation.inbox import Inbox
from simulator.people import Person
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from simulator.webhook import Address
from storage.engine.database import Database
from storage.operation.updates import UpdateStore

Handle = Callable[[Update], Awaitable[None]]


class Stage:
    """A simulated Telegram with two people, and a bot that handles updates as the test says."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.telegram = Telegram()
        self.olena = self.telegram.add_person(1, "Олена")
        self.mykola = self.telegram.add_person(2, "Микола")
        self.handled: list[str] = []
        self.waits: list[float] = []
        self.stop = asyncio.Event()

    def polling(self, handle: Handle | None = None, **options: Any) -> Polling:
        async def take(update: Update, _context: object) -> None:
            if handle:
                await handle(update)
            self.handled.append(text(update))

        async def started() -> None:
            pass

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            await asyncio.sleep(0)

        request = SimulatorRequest(self.telegram)
        bot = make_bot(self.telegram.token, "https://simulated", replies=request, updates=request)
        application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
        )
        application.add_handler(TypeHandler(Update, take))
        self.application = application
        self.inbox = Inbox(UpdateStore(self.database), lambda: datetime.now(UTC))
        self.current = Polling(
            application, self.inbox, allowed_updates=["message"], started=started, sleep=sleep, **options
        )
        return self.current

    @asynccontextmanager
    async def running(self, handle: Handle | None = None, **options: Any) -> AsyncIterator[asyncio.Task[None]]:
        self.stop.clear()
        task = asyncio.create_task(self.polling(handle, **options).run(self.stop))
        try:
            yield task
        finally:
            self.stop.set()
            await asyncio.wait({task})
            await self.application.shutdown()

    async def settled(self) -> None:
        """Telegram has forgotten what it had, and the bot has handled it."""
        await self.until(lambda: self.telegram.pending == 0)
        await self.current.idle()

    async def bodies(self) -> list[str]:
        """What the inbox keeps of the words of people."""
        rows = await self.database.fetch("SELECT body FROM updates WHERE body IS NOT NULL ORDER BY update_id")
        return [json.loads(row["body"])["message"]["text"] for row in rows]

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():  # noqa: ASYNC110 - nobody tells when the bot is done
                await asyncio.sleep(0.001)


def text(update: Update) -> str:
    assert update.message
    return update.message.text or ""


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)


async def test_updates_are_handled_and_acknowledged(stage: Stage) -> None:
    async with stage.running():
        stage.olena.send("а")
        stage.mykola.send("б")
        await stage.settled()
    assert sorted(stage.handled) == ["а", "б"]


async def test_telegram_forgets_an_update_when_it_is_kept_and_not_before(stage: Stage) -> None:
    go_on = asyncio.Event()

    async def handle(_update: Update) -> None:
        await go_on.wait()

    async with stage.running(handle):
        stage.olena.send("а")
        await stage.until(lambda: stage.telegram.pending == 0)
        assert await stage.bodies() == ["а"]
        go_on.set()
        await stage.settled()
    assert stage.handled == ["а"]
    assert await stage.bodies() == []


async def test_what_was_in_work_in_a_crash_is_handled_first_and_in_order(stage: Stage) -> None:
    begun = asyncio.Event()

    async def hang(_update: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with stage.running(hang, grace=0):
        for words in "абв":
            stage.olena.send(words)
        await begun.wait()
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == []
    stage.olena.send("г")
    async with stage.running():
        await stage.settled()
    assert stage.handled == ["а", "б", "в", "г"]
    async with stage.running():
        await stage.settled()
    assert stage.handled == ["а", "б", "в", "г"]


async def test_what_a_killed_process_held_is_taken_when_its_time_is_over(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "LEASE", timedelta(seconds=0.3))
    killed = UpdateStore(stage.database)
    now = datetime.now(UTC)
    body = {"update_id": 7, "message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "а"}}
    await killed.take({7: json.dumps(body)}, now, now + inbox.LEASE)
    async with stage.running():
        await stage.until(lambda: stage.handled == ["а"])
    assert await stage.bodies() == []


async def test_an_update_that_comes_again_is_handled_once(stage: Stage) -> None:
    async with stage.running():
        stage.olena.send("а")
        await stage.settled()
        stage.telegram.redeliver()
        stage.olena.send("б")
        await stage.settled()
    stage.telegram.redeliver(2)
    async with stage.running():
        await stage.settled()
        stage.olena.send("в")
        await stage.settled()
    assert stage.handled == ["а", "б", "в"]


async def test_without_the_database_updates_are_handled_and_telegram_keeps_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    async def away(*_arguments: object) -> None:
        raise ConnectionError("away")

    async with stage.running(handle):
        await stage.until(lambda: "getUpdates" in stage.telegram.calls)
        with monkeypatch.context() as without:
            for method in ("take", "mark", "hold"):
                without.setattr(UpdateStore, method, away)
            stage.olena.send("а")
            await begun.wait()
            await stage.until(lambda: stage.telegram.calls.count("getUpdates") > 3)
            assert stage.telegram.pending == 1
            go_on.set()
            await stage.settled()
        stage.telegram.redeliver()
        stage.olena.send("б")
        await stage.settled()
    assert stage.handled == ["а", "б"]
    assert [record.name for record in caplog.records].count("services.operation.inbox") == 1
    rows = await stage.database.fetch("SELECT update_id FROM updates WHERE handled_at IS NOT NULL")
    assert len(rows) == 2, "what was handled meanwhile is marked later"


async def test_an_update_that_cannot_be_read_holds_up_nobody(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    async with stage.running():
        stage.telegram.update("message", {"message_id": 1, "chat": "лихо"})
        stage.olena.send("а")
        await stage.settled()
    assert stage.handled == ["а"]
    assert "cannot be read" in caplog.text
    assert await stage.bodies() == []


async def test_messages_of_one_person_are_handled_in_order(stage: Stage) -> None:
    async def handle(update: Update) -> None:
        # The earlier ones take longer: without order the last would be first.
        await asyncio.sleep(0.02 / int(text(update)))

    async with stage.running(handle):
        for number in range(1, 9):
            stage.olena.send(str(number))
        await stage.settled()
    assert stage.handled == [str(number) for number in range(1, 9)]


async def test_a_slow_person_holds_up_nobody_else(stage: Stage) -> None:
    go_on = asyncio.Event()

    async def handle(update: Update) -> None:
        if text(update) == "повільно":
            await go_on.wait()

    async with stage.running(handle):
        stage.olena.send("повільно")
        stage.mykola.send("швидко")
        await stage.until(lambda: stage.handled == ["швидко"])
        stage.mykola.send("і ще")
        await stage.until(lambda: stage.handled == ["швидко", "і ще"])
        go_on.set()
        await stage.settled()
    assert stage.handled == ["швидко", "і ще", "повільно"]


async def test_work_is_bounded(stage: Stage) -> None:
    go_on = asyncio.Event()
    now = most = 0

    async def handle(_update: Update) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await go_on.wait()
        now -= 1

    people: list[Person] = [stage.telegram.add_person(100 + n, "Хтось") for n in range(450)]
    async with stage.running(handle):
        for person in people:
            person.send("а")
        await stage.until(lambda: now == MOST)
        await asyncio.sleep(0.1)
        assert stage.telegram.pending >= 450 - MOST
        go_on.set()
        await stage.settled()
    assert most == MOST
    assert len(stage.handled) == 450


async def test_while_a_handler_hangs_telegram_is_asked_once(stage: Stage) -> None:
    async def hang(_update: Update) -> None:
        await asyncio.Event().wait()

    async with stage.running(hang, grace=0):
        stage.olena.send("а")
        await stage.until(lambda: stage.telegram.pending == 0)
        before = stage.telegram.calls.count("getUpdates")
        await asyncio.sleep(0.35)
        assert stage.telegram.calls.count("getUpdates") - before <= 1


async def test_handling_without_end_is_given_up(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    async def hang(update: Update) -> None:
        if text(update) == "а":
            await asyncio.Event().wait()

    async with stage.running(hang, handling=0.05):
        stage.olena.send("а")
        stage.olena.send("б")
        await stage.settled()
    assert stage.handled == ["б"]
    assert "given up" in caplog.text


async def test_an_error_in_a_handler_never_stops_the_loop(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    async def handle(update: Update) -> None:
        if text(update) == "погано":
            raise RuntimeError

    async with stage.running(handle):
        stage.olena.send("погано")
        stage.olena.send("добре")
        await stage.settled()
    assert stage.handled == ["добре"]


async def test_stopping_ends_what_is_under_way(stage: Stage) -> None:
    begun = asyncio.Event()

    async def handle(_update: Update) -> None:
        begun.set()
        await asyncio.sleep(0.05)

    async with stage.running(handle):
        stage.olena.send("а")
        await begun.wait()
        stage.stop.set()
    assert stage.handled == ["а"]
    assert stage.telegram.pending == 0


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_errors_of_the_server_are_waited_out_ever_longer(stage: Stage, status: int) -> None:
    stage.telegram.faults.fail("getUpdates", status=status, times=10)
    async with stage.running():
        stage.olena.send("а")
        await stage.settled()
    assert len(stage.waits) == 10
    assert stage.waits[0] <= 0.5
    assert 15 <= stage.waits[-1] <= 30


async def test_a_network_that_is_gone_is_waited_out_and_said_once(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with stage.telegram.faults.network_gone():
        task = asyncio.create_task(stage.polling().run(stage.stop))
        await stage.until(lambda: len(stage.waits) > 5)
    stage.olena.send("а")
    await stage.until(lambda: stage.handled == ["а"])
    stage.stop.set()
    await task
    await stage.application.shutdown()
    assert [record.levelno for record in caplog.records].count(logging.WARNING) == 1


async def test_a_flood_answer_is_obeyed(stage: Stage) -> None:
    stage.telegram.faults.flood("getUpdates", retry_after=17)
    async with stage.running():
        stage.olena.send("а")
        await stage.settled()
    assert stage.waits == [17.0]


async def test_another_instance_ends_the_run_with_its_name(stage: Stage) -> None:
    stage.telegram.faults.fail("getUpdates", status=409, times=CONFLICTS, description="Conflict: terminated")
    with pytest.raises(AnotherInstance):
        await stage.polling().run(stage.stop)
    await stage.application.shutdown()


async def test_the_dying_poll_of_a_killed_process_is_no_other_instance(stage: Stage) -> None:
    stage.telegram.faults.fail("getUpdates", status=409, times=CONFLICTS - 1, description="Conflict: terminated")
    async with stage.running():
        stage.olena.send("а")
        await stage.settled()
    assert stage.handled == ["а"]


async def test_two_instances_notice_each_other_within_30_seconds_under_traffic(stage: Stage) -> None:
    other = Stage(stage.database)
    other.telegram = stage.telegram
    tasks = [asyncio.create_task(each.polling().run(each.stop)) for each in (stage, other)]
    async with asyncio.timeout(20):
        while not any(task.done() for task in tasks):
            stage.olena.send("а")
            await asyncio.sleep(0.05)
    assert min(sum(each.waits) for each, task in zip((stage, other), tasks, strict=True) if task.done()) < 30
    for each in (stage, other):
        each.stop.set()
    assert AnotherInstance in {type(result) for result in await asyncio.gather(*tasks, return_exceptions=True)}
    for each in (stage, other):
        await each.application.shutdown()


async def test_conflicts_that_are_rare_are_no_other_instance(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "CONFLICT_WINDOW", 0.1)
    async with stage.running():
        for _ in range(2 * CONFLICTS):
            stage.telegram.faults.fail("getUpdates", status=409, times=1, description="Conflict: terminated")
            stage.olena.send("а")
            await stage.settled()
            await asyncio.sleep(0.05)


def test_updates_that_another_one_was_given_tell_of_it_where_polls_hardly_ever_meet() -> None:
    conflicts = retry.Conflicts()
    assert not any(conflicts.gap() for _time in range(2 * retry.GAPS)), "numbers may have gaps"
    assert not conflicts.note(), "the poll of a process that was just killed"
    assert conflicts.note()
    conflicts = retry.Conflicts()
    assert not any(conflicts.note() for _time in range(2))
    assert [conflicts.gap() for _time in range(retry.GAPS)] == [False] * (retry.GAPS - 1) + [True]


async def test_a_wrong_token_ends_the_run_with_its_name(stage: Stage) -> None:
    polling = stage.polling()
    stage.telegram.token = "42:another"
    with pytest.raises(WrongToken):
        await polling.run(stage.stop)


async def test_a_webhook_left_behind_is_taken_off(stage: Stage) -> None:
    stage.telegram.set_webhook(Address("https://old.example"))
    async with stage.running():
        stage.olena.send("а")
        await stage.settled()
    assert stage.handled == ["а"]
