"""The webhook: 200 after handling and not before, nobody else's requests, order per person, nothing lost at the end."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send
from telegram import Update
from telegram.ext import ApplicationBuilder, TypeHandler

from channels.telegram import make_bot
from gateway.per_person_queue import AnyApplication, HandlingOutcome
from gateway.retry import WrongToken
from gateway.web import served
from gateway.webhook import LARGEST_BODY, Refusal, Webhook
from services.operation import inbox
from services.operation.inbox import Inbox
from services.operation.tracking import failed
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.engine.database import Database
from storage.operation.updates import UpdateStore

Handle = Callable[[Update], Awaitable[None]]
SECRET = "a-B_9"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
SENDER = {"id": 7, "is_bot": False, "first_name": "Ольга"}


class Stage:
    """A simulated Telegram, and a bot behind a real web server that handles updates as the test says."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.telegram = Telegram()
        self.olena = self.telegram.add_person(1, "Олена")
        self.mykola = self.telegram.add_person(2, "Микола")
        self.handled: list[str] = []
        self.outcomes: list[HandlingOutcome] = []
        self.refusals: list[Refusal] = []
        self.waits: list[float] = []
        self.stop = asyncio.Event()
        self.started = asyncio.Event()
        self.url = ""
        self.client: httpx.AsyncClient
        self.application: AnyApplication
        self.app: ASGIApp

    @asynccontextmanager
    async def running(self, handle: Handle | None = None, **options: Any) -> AsyncIterator[asyncio.Task[None]]:
        """From the first word to Telegram to the orderly end."""
        self.stop.clear()
        self.started.clear()
        front: list[ASGIApp] = [Starlette()]

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await front[-1](scope, receive, send)

        self.app = app
        async with served(app, "127.0.0.1", 0) as address, httpx.AsyncClient(trust_env=False) as self.client:
            self.url = f"{address}/telegram"
            webhook = self.webhook(handle, **options)
            front.append(webhook.before(front[0]))
            task = asyncio.create_task(webhook.run(self.stop))
            try:
                yield task
            finally:
                self.stop.set()
                await asyncio.wait({task})
                self.telegram.set_webhook(None)
                await self.application.shutdown()

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[None]:
        """Posts come without a network between, in the order in which they are made."""
        over_the_network = self.client
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app)) as self.client:
            yield
        self.client = over_the_network

    def webhook(self, handle: Handle | None, **options: Any) -> Webhook:
        async def take(update: Update, _context: object) -> None:
            if handle:
                await handle(update)
            self.handled.append(text(update))

        async def apologise(_update: object, _context: object) -> None:
            failed()
            self.handled.append("вибачення")

        async def started() -> None:
            self.started.set()

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            await asyncio.sleep(0)

        request = SimulatorRequest(self.telegram)
        bot = make_bot(self.telegram.token, "https://simulated", replies=request, updates=request)
        self.application = ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
        self.application.add_handler(TypeHandler(Update, take))
        self.application.add_error_handler(apologise)
        return Webhook(
            self.application,
            Inbox(UpdateStore(self.database), lambda: datetime.now(UTC)),
            url=self.url,
            secret=SECRET,
            allowed_updates=["message"],
            started=started,
            sleep=sleep,
            ended=lambda _update, outcome, _seconds: self.outcomes.append(outcome),
            refused=self.refusals.append,
            **options,
        )

    async def post(self, number: int, words: str = "а") -> httpx.Response:
        """As Telegram would post it."""
        return await self.client.post(self.url, json=update(number, words), headers=HEADERS)

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110 - nobody tells when the bot is done
                await asyncio.sleep(0.001)


def update(number: int, words: str) -> dict[str, object]:
    message = {"message_id": number, "date": 0, "chat": {**SENDER, "type": "private"}, "from": SENDER, "text": words}
    return {"update_id": number, "message": message}


def text(update: Update) -> str:
    assert update.message
    return update.message.text or ""


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)


async def test_telegram_gets_200_after_the_handling_and_not_before(stage: Stage) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    stage.olena.send("раніше")
    async with stage.running(handle):
        await begun.wait()
        assert stage.telegram.pending == 1
        go_on.set()
        await stage.until(lambda: stage.telegram.pending == 0)
        stage.mykola.send("потім")
        await stage.until(lambda: stage.telegram.pending == 0)
        assert stage.telegram.webhook
        assert stage.telegram.webhook.address.secret == SECRET
        assert stage.telegram.allowed == {"message"}
    assert stage.handled == ["раніше", "потім"]
    assert stage.outcomes == [HandlingOutcome.HANDLED, HandlingOutcome.HANDLED]


@pytest.mark.parametrize(
    "headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "a-B_8"}, {b"X-Telegram-Bot-Api-Secret-Token": b"\xd1\x97"}]
)
async def test_without_the_secret_nothing_is_handled_and_nothing_logged_but_a_count(
    stage: Stage, headers: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage.running():
        await stage.started.wait()
        caplog.clear()
        caplog.set_level(logging.INFO)
        logging.getLogger("httpx").setLevel(logging.WARNING)
        answer = await stage.client.post(stage.url, json=update(1, "а"), headers=headers)
        assert (answer.status_code, answer.content) == (403, b"")
    assert stage.handled == []
    assert stage.refusals == [Refusal.SECRET]
    assert caplog.records == []


async def test_a_body_too_large_is_not_taken(stage: Stage) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 1024 + 2):
            yield b" " * 1024

    async with stage.running():
        await stage.started.wait()
        answer = await stage.client.post(stage.url, content=b" " * (LARGEST_BODY + 1), headers=HEADERS)
        assert answer.status_code == 413
        assert (await stage.client.post(stage.url, content=endless(), headers=HEADERS)).status_code == 413
        assert (await stage.post(1, "а" * 100_000)).status_code == 200
    assert stage.refusals == [Refusal.SIZE] * 2


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'{"message": {}}', b'{"update_id": "1"}'])
async def test_what_is_no_update_is_refused(stage: Stage, body: bytes) -> None:
    async with stage.running():
        await stage.started.wait()
        answer = await stage.client.post(stage.url, content=body, headers=HEADERS)
        assert answer.status_code == 400
    assert stage.refusals == [Refusal.BODY]


async def test_an_update_that_nobody_can_read_does_not_come_for_ever(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage.running():
        await stage.started.wait()
        strange = {"update_id": 17, "message": {"text": "особисте"}}
        answer = await stage.client.post(stage.url, json=strange, headers=HEADERS)
        assert answer.status_code == 200
    assert "update 17 cannot be read" in caplog.text


async def test_only_posts_are_taken(stage: Stage) -> None:
    async with stage.running():
        await stage.started.wait()
        assert (await stage.client.get(stage.url, headers=HEADERS)).status_code == 404


async def test_a_busy_worker_says_so_and_serves_later(stage: Stage) -> None:
    go_on = asyncio.Event()

    async def handle(_update: Update) -> None:
        await go_on.wait()

    async with stage.running(handle, most=2):
        await stage.started.wait()
        for number in range(3):
            stage.telegram.add_person(100 + number, "Хтось").send(str(number))
        await stage.until(lambda: Refusal.BUSY in stage.refusals)
        answer = await stage.post(99)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
        assert stage.telegram.pending == 3
        go_on.set()
        await stage.until(lambda: stage.telegram.pending == 0)
    assert sorted(stage.handled) == ["0", "1", "2"]


async def test_updates_of_one_person_are_handled_in_order(stage: Stage) -> None:
    async def handle(update: Update) -> None:
        # The earlier ones take longer: without order the last would be first.
        await asyncio.sleep(0.02 / int(text(update)))

    async with stage.running(handle), stage.at_once():
        await stage.started.wait()
        answers = await asyncio.gather(*(stage.post(number, str(number)) for number in range(1, 9)))
    assert {answer.status_code for answer in answers} == {200}
    assert stage.handled == [str(number) for number in range(1, 9)]


async def test_the_same_update_twice_at_once_is_handled_once(stage: Stage) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    async with stage.running(handle, most=1), stage.at_once():
        await stage.started.wait()
        first = asyncio.create_task(stage.post(5))
        await begun.wait()
        second = asyncio.create_task(stage.post(5))
        assert (await stage.post(6)).status_code == 503
        go_on.set()
        assert [(await each).status_code for each in (first, second)] == [200, 200]
    assert stage.handled == ["а"]


async def test_a_handler_that_fails_gives_200_after_the_apology(stage: Stage) -> None:
    async def handle(_update: Update) -> None:
        raise RuntimeError

    async with stage.running(handle):
        await stage.started.wait()
        assert (await stage.post(1)).status_code == 200
    assert stage.handled == ["вибачення"]
    assert stage.outcomes == [HandlingOutcome.FAILED]


async def test_handling_without_end_is_given_up(stage: Stage) -> None:
    async def handle(_update: Update) -> None:
        await asyncio.Event().wait()

    async with stage.running(handle, handling=0.05):
        await stage.started.wait()
        assert (await stage.post(1)).status_code == 200
    assert stage.outcomes == [HandlingOutcome.GIVEN_UP]


async def test_handling_goes_on_when_telegram_hangs_up(stage: Stage) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    async with stage.running(handle):
        await stage.started.wait()
        call = asyncio.create_task(stage.post(1))
        await begun.wait()
        call.cancel()
        await asyncio.wait({call})
        go_on.set()
        await stage.until(lambda: stage.handled == ["а"])


async def test_at_the_end_what_is_under_way_is_finished_and_nothing_new_begun(stage: Stage) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    async with stage.running(handle) as task:
        await stage.started.wait()
        under_way = asyncio.create_task(stage.post(1, "перше"))
        await begun.wait()
        stage.stop.set()
        await asyncio.sleep(0)
        late = await stage.post(2, "друге")
        assert (late.status_code, late.headers["Retry-After"]) == (503, "1")
        assert not task.done()
        go_on.set()
        assert (await under_way).status_code == 200
        await task
        assert stage.telegram.webhook, "another worker may serve"
    assert stage.handled == ["перше"]


async def test_what_takes_longer_than_the_grace_comes_again(stage: Stage) -> None:
    begun = asyncio.Event()

    async def hang(_update: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with stage.running(hang, grace=0.05):
        await stage.started.wait()
        stage.olena.send("а")
        await begun.wait()
        stage.stop.set()
        await stage.until(lambda: Refusal.CLOSED in stage.refusals)
        assert stage.telegram.pending == 1
    assert stage.outcomes == [HandlingOutcome.CUT_OFF]
    async with stage.running():
        await stage.until(lambda: stage.telegram.pending == 0)
    assert stage.handled == ["а"]


async def test_before_it_can_handle_anything_it_takes_nothing(stage: Stage) -> None:
    with stage.telegram.faults.network_gone():
        async with stage.running():
            assert (await stage.post(1)).status_code == 503
    assert stage.handled == []


async def test_the_webhook_is_set_until_telegram_answers(stage: Stage) -> None:
    stage.telegram.faults.fail("setWebhook", status=502, times=3)
    stage.telegram.faults.flood("setWebhook", retry_after=17)
    async with stage.running():
        await stage.started.wait()
        stage.olena.send("а")
        await stage.until(lambda: stage.telegram.pending == 0)
    assert len(stage.waits) == 4
    assert 17.0 in stage.waits
    assert stage.telegram.calls.count("setWebhook") == 5


async def test_a_wrong_token_ends_the_run_with_its_name(stage: Stage) -> None:
    webhook = stage.webhook(None)
    stage.telegram.token = "42:another"
    with pytest.raises(WrongToken):
        await webhook.run(stage.stop)


async def test_what_was_handled_is_not_handled_again_by_this_process_or_the_next(stage: Stage) -> None:
    async with stage.running():
        await stage.started.wait()
        assert [(await stage.post(1)).status_code for _ in range(3)] == [200, 200, 200]
    async with stage.running():
        await stage.started.wait()
        assert (await stage.post(1)).status_code == 200
        assert (await stage.post(2, "б")).status_code == 200
    assert stage.handled == ["а", "б"]
    rows = await stage.database.fetch("SELECT body FROM updates WHERE handled_at IS NOT NULL")
    assert [row["body"] for row in rows] == [None, None]


async def test_what_another_worker_handles_is_refused_until_that_has_ended(stage: Stage) -> None:
    if stage.database.dialect == "sqlite":
        pytest.skip("over SQLite there is one process")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    other = Stage(stage.database)
    async with stage.running(handle), other.running():
        await stage.started.wait()
        await other.started.wait()
        first = asyncio.create_task(stage.post(1))
        await begun.wait()
        assert (await other.post(1)).status_code == 503
        assert other.refusals == [Refusal.ELSEWHERE]
        go_on.set()
        assert (await first).status_code == 200
        async with asyncio.timeout(5):
            while (await other.post(1)).status_code == 503:
                pass
    assert (stage.handled, other.handled) == (["а"], [])


async def test_two_workers_that_get_an_update_at_the_same_time_handle_it_once(stage: Stage) -> None:
    if stage.database.dialect == "sqlite":
        pytest.skip("over SQLite there is one process")
    other = Stage(stage.database)
    async with stage.running(), other.running():
        await stage.started.wait()
        await other.started.wait()
        for number in range(20):
            answers = await asyncio.gather(stage.post(number), other.post(number))
            assert 200 in {answer.status_code for answer in answers}
    assert len(stage.handled) + len(other.handled) == 20


async def test_a_worker_takes_what_a_dead_one_held(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "LEASE", timedelta(seconds=0.3))
    now = datetime.now(UTC)
    await UpdateStore(stage.database).take({1: None}, now, now + inbox.LEASE)
    async with stage.running():
        await stage.started.wait()
        async with asyncio.timeout(5):
            while (await stage.post(1)).status_code == 503:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.05)
    assert stage.handled == ["а"]


async def test_what_polling_left_is_handled_by_webhook(stage: Stage) -> None:
    now = datetime.now(UTC)
    await UpdateStore(stage.database).take({1: json.dumps(update(1, "а"))}, now, now)
    async with stage.running():
        await stage.until(lambda: stage.handled == ["а"])
        assert (await stage.post(1)).status_code == 200
    assert stage.handled == ["а"]


async def test_without_the_database_updates_are_handled(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_arguments: object) -> None:
        raise ConnectionError("away")

    async with stage.running():
        await stage.started.wait()
        with monkeypatch.context() as without:
            for method in ("take", "mark", "hold"):
                without.setattr(UpdateStore, method, away)
            assert [(await stage.post(number)).status_code for number in (1, 2, 1)] == [200, 200, 200]
    assert stage.handled == ["а", "а"]
