"""The poll: nothing lost, nothing twice within a process, order per person, troubles waited out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from channels.telegram import make_bot
from gateway.polling import Polling
from gateway.retry import CONFLICTS, AnotherInstance, WrongToken
from simulator.people import Person
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from simulator.webhook import Address

Handle = Callable[[Update], Awaitable[None]]


class Stage:
    """A simulated Telegram with two people, and a bot that handles updates as the test says."""

    def __init__(self) -> None:
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
        return Polling(application, allowed_updates=["message"], started=started, sleep=sleep, **options)

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

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():  # noqa: ASYNC110 - nobody tells when the bot is done
                await asyncio.sleep(0.001)


def text(update: Update) -> str:
    assert update.message
    return update.message.text or ""


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_updates_are_handled_and_acknowledged(stage: Stage) -> None:
    async with stage.running():
        stage.olena.send("а")
        stage.mykola.send("б")
        await stage.until(lambda: stage.telegram.pending == 0)
    assert sorted(stage.handled) == ["а", "б"]


async def test_an_update_is_not_acknowledged_before_its_handling_has_ended(stage: Stage) -> None:
    go_on = asyncio.Event()

    async def handle(_update: Update) -> None:
        await go_on.wait()

    async with stage.running(handle):
        stage.olena.send("а")
        await stage.until(lambda: stage.telegram.calls.count("getUpdates") > 3)
        assert stage.telegram.pending == 1
        go_on.set()
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == ["а"]


async def test_what_was_in_work_in_a_crash_comes_again(stage: Stage) -> None:
    begun = asyncio.Event()

    async def hang(_update: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with stage.running(hang, grace=0):
        stage.olena.send("а")
        await begun.wait()
    assert stage.handled == []
    async with stage.running():
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == ["а"]


async def test_messages_of_one_person_are_handled_in_order(stage: Stage) -> None:
    async def handle(update: Update) -> None:
        # The earlier ones take longer: without order the last would be first.
        await asyncio.sleep(0.02 / int(text(update)))

    async with stage.running(handle):
        for number in range(1, 9):
            stage.olena.send(str(number))
        await stage.until(lambda: stage.telegram.pending == 0)
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
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == ["швидко", "і ще", "повільно"]


async def test_no_more_than_a_hundred_are_in_work_at_once(stage: Stage) -> None:
    go_on = asyncio.Event()
    now = most = 0

    async def handle(_update: Update) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await go_on.wait()
        now -= 1

    people: list[Person] = [stage.telegram.add_person(100 + n, "Хтось") for n in range(250)]
    async with stage.running(handle):
        for person in people:
            person.send("а")
        await stage.until(lambda: now == 100)
        await stage.until(lambda: stage.telegram.calls.count("getUpdates") > 4)
        go_on.set()
        await stage.until(lambda: stage.telegram.pending == 0)
    assert most == 100
    assert len(stage.handled) == 250


async def test_while_a_handler_hangs_telegram_is_not_asked_without_pause(stage: Stage) -> None:
    async def hang(_update: Update) -> None:
        await asyncio.Event().wait()

    async with stage.running(hang, grace=0):
        stage.olena.send("а")
        await stage.until(lambda: "getUpdates" in stage.telegram.calls and stage.telegram.pending == 1)
        before = stage.telegram.calls.count("getUpdates")
        await asyncio.sleep(0.35)
        assert stage.telegram.calls.count("getUpdates") - before <= 5


async def test_handling_without_end_is_given_up(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    async def hang(update: Update) -> None:
        if text(update) == "а":
            await asyncio.Event().wait()

    async with stage.running(hang, handling=0.05):
        stage.olena.send("а")
        stage.olena.send("б")
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == ["б"]
    assert "given up" in caplog.text


async def test_an_error_in_a_handler_never_stops_the_loop(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    async def handle(update: Update) -> None:
        if text(update) == "погано":
            raise RuntimeError

    async with stage.running(handle):
        stage.olena.send("погано")
        stage.olena.send("добре")
        await stage.until(lambda: stage.telegram.pending == 0)
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
        await stage.until(lambda: stage.telegram.pending == 0)
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
        await stage.until(lambda: stage.telegram.pending == 0)
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
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == ["а"]


async def test_a_wrong_token_ends_the_run_with_its_name(stage: Stage) -> None:
    polling = stage.polling()
    stage.telegram.token = "42:another"
    with pytest.raises(WrongToken):
        await polling.run(stage.stop)


async def test_a_webhook_left_behind_is_taken_off(stage: Stage) -> None:
    stage.telegram.set_webhook(Address("https://old.example"))
    async with stage.running():
        stage.olena.send("а")
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == ["а"]
