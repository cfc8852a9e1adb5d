"""What whoever watches the bot is told: numbers and names of parts, and 503 where another process would do better."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Update

from content import FOLDER
from gateway.monitoring import Metrics, monitoring
from gateway.per_person_queue import HandlingOutcome, PerPersonQueue
from gateway.webhook import Refusal
from services.operation.failures import Failures
from services.operation.health import MISSED, STUCK, Health
from services.services import Services
from storage.engine.database import open_database, ping
from storage.mailings.mailings import Audience, Mailings, Purpose
from storage.operation.failures import FailureStore
from storage.people.subscriptions import SubscriptionStore
from tests.jobs import run_job
from tests.stories.conftest import stopped_world, world
from tests.stories.world import World

__all__ = ["stopped_world", "world"]

JOBS = {"quick": 5.0, "slow": 3600.0}


@dataclass
class Watcher:
    """Asks over HTTP."""

    client: httpx.AsyncClient
    metrics: Metrics
    stop: asyncio.Event

    async def health(self) -> tuple[int, dict[str, Any]]:
        answer = await self.client.get("/healthz")
        return answer.status_code, answer.json()

    async def numbers(self) -> dict[str, float]:
        """Samples by name and labels."""
        answer = await self.client.get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain")
        lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@asynccontextmanager
async def watching(services: Services) -> AsyncIterator[Watcher]:
    """A watcher of these services."""
    metrics, stop = Metrics(services), asyncio.Event()
    app = Starlette(routes=monitoring(services, metrics, stop))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        yield Watcher(client, metrics, stop)


@pytest.fixture
async def watcher(world: World) -> AsyncIterator[Watcher]:
    async with watching(world.services) as watcher:
        yield watcher


async def test_all_is_well(world: World, watcher: Watcher) -> None:
    health = world.services.health
    health.clock_started(JOBS)
    health.job_ended("quick", failed=False)
    health.dispatcher.beat()
    health.updates.beat()
    world.clock.move(timedelta(seconds=3))
    status, told = await watcher.health()
    assert (status, told["status"]) == (200, "ok")
    assert told["database"]["answers"]
    assert 0 <= told["database"]["seconds"] < 2
    assert 3 <= told["updates"]["age"] < 6
    assert 3 <= told["dispatcher"]["age"] < 6
    assert told["clock"]["overdue"] == []
    succeeded_at = told["clock"]["succeeded_at"]
    assert succeeded_at["slow"] is None
    ago = world.clock() - datetime.fromisoformat(succeeded_at["quick"])
    assert timedelta(seconds=3) <= ago < timedelta(seconds=6)


async def test_the_age_of_the_content_is_that_of_its_newest_file(world: World, watcher: Watcher) -> None:
    newest = max(path.stat().st_mtime for path in FOLDER.rglob("*") if path.is_file())
    age = (await watcher.health())[1]["content"]["age"]
    assert age == pytest.approx(world.clock().timestamp() - newest, abs=1)
    assert (await watcher.numbers())["bot_content_age_seconds"] == pytest.approx(age, abs=1)


async def test_what_does_not_run_in_this_process_is_not_missed(watcher: Watcher) -> None:
    status, told = await watcher.health()
    assert (status, told["status"]) == (200, "ok")
    assert (told["dispatcher"]["runs"], told["clock"]["runs"], told["updates"]["age"]) == (False, False, None)


async def test_a_job_without_success_is_named_and_nobody_is_restarted_for_it(world: World, watcher: Watcher) -> None:
    health = world.services.health
    health.clock_started(JOBS)
    world.clock.move(timedelta(seconds=MISSED * 5 + STUCK + 1))
    health.job_ended("quick", failed=True)
    status, told = await watcher.health()
    assert (status, told["status"]) == (200, "degraded")
    assert told["clock"]["overdue"] == ["quick"]
    numbers = await watcher.numbers()
    assert numbers['bot_job_failures_total{job="quick"}'] == 1
    assert 'bot_job_last_success_timestamp_seconds{job="quick"}' not in numbers
    health.job_ended("quick", failed=False)
    assert (await watcher.health())[1]["status"] == "ok"
    numbers = await watcher.numbers()
    at = numbers['bot_job_last_success_timestamp_seconds{job="quick"}']
    assert at == pytest.approx(world.clock().timestamp(), abs=2)


async def test_a_job_that_fails_is_named_with_the_time_since_when_in_every_process(
    world: World, watcher: Watcher
) -> None:
    other = Failures(FailureStore(world.database), world.clock)
    since = world.clock()
    for _run in range(2):
        await other.job_failed("send_mails", LookupError())
        world.clock.move(timedelta(minutes=1))
    status, told = await watcher.health()
    assert (status, told["status"]) == (200, "ok"), "it may succeed at its next turn"
    assert {name: datetime.fromisoformat(at) for name, at in told["clock"]["failing"].items()} == {"send_mails": since}
    await other.job_succeeded("send_mails")
    assert (await watcher.health())[1]["clock"]["failing"] == {}


async def test_rows_that_fail_and_troubles_with_telegram_are_counted(world: World, watcher: Watcher) -> None:
    async def fail(_row: int) -> None:
        raise LookupError

    await world.services.failures.each_on_its_own("mails", [1, 2], fail, number=str)
    await world.start(world.olena)
    world.telegram.faults.flood("sendMessage", retry_after=2)
    await world.start(world.olena)
    world.telegram.faults.fail("sendMessage", 500)
    world.telegram.faults.reset("sendMessage")
    await world.start(world.olena)
    world.telegram.faults.flood("sendMessage", retry_after=30)
    await world.start(world.olena)
    world.clock.move(timedelta(seconds=31))
    await run_job("send_late_replies", world.services)
    numbers = await watcher.numbers()
    assert numbers['bot_row_failures_total{rows="mails"}'] == 2
    assert numbers['bot_too_many_total{way="reply"}'] == 2
    assert numbers['bot_too_many_total{way="bulk"}'] == 0
    assert {why: numbers[f'bot_replies_repeated_total{{why="{why}"}}'] for why in ("429", "500", "network")} == {
        "429": 1,
        "500": 1,
        "network": 1,
    }
    outcomes = ("queued", "sent", "dropped", "given up")
    assert [numbers[f'bot_late_replies_total{{outcome="{each}"}}'] for each in outcomes] == [1, 1, 0, 0]


@pytest.mark.parametrize("part", ["dispatcher", "clock"])
async def test_what_is_stuck_brings_503_until_it_goes_on_or_elsewhere(
    world: World, watcher: Watcher, part: str
) -> None:
    health = world.services.health
    begin = health.dispatcher.beat if part == "dispatcher" else lambda: health.clock_started(JOBS)
    end = health.dispatcher.stop if part == "dispatcher" else lambda: health.clock_stopped(JOBS)
    begin()
    world.clock.move(timedelta(seconds=STUCK + 1))
    status, told = await watcher.health()
    assert (status, told["status"]) == (503, "down")
    assert told[part]["age"] > STUCK
    end()
    assert (await watcher.health())[0] == 200


async def test_the_dispatcher_shows_that_it_goes_round(world: World, watcher: Watcher) -> None:
    stop = asyncio.Event()
    carrying = asyncio.create_task(world.services.mailings.dispatcher.run(stop))
    async with asyncio.timeout(10):
        while world.services.health.dispatcher.age is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert (await watcher.health())[1]["dispatcher"]["runs"]
    stop.set()
    await carrying
    assert not (await watcher.health())[1]["dispatcher"]["runs"]


@pytest.mark.parametrize("trouble", ["closed", "hangs"])
async def test_without_the_database_it_is_down_and_still_tells_the_rest(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.setattr("services.operation.health.PATIENCE", 0.05)
    async with open_database(f"sqlite:///{tmp_path}/closed.db") as database:
        pass

    async def hang() -> None:
        await asyncio.Event().wait()

    question: Callable[[], Awaitable[None]] = hang if trouble == "hangs" else lambda: ping(database)
    health = Health(
        world.content,
        question,
        world.clock,
        time.monotonic,
        world.services.backups.late,
        world.services.failures.failing_jobs,
    )
    health.updates.beat()
    async with watching(replace(world.services, health=health)) as watcher:
        status, told = await watcher.health()
    assert (status, told["status"], told["database"]["answers"]) == (503, "down", False)
    assert told["updates"]["age"] is not None


async def test_a_process_that_ends_wants_no_more_updates(watcher: Watcher) -> None:
    watcher.stop.set()
    status, told = await watcher.health()
    assert (status, told["process"]["stopping"]) == (503, True)


async def test_updates_are_counted_by_kind_and_outcome(world: World, watcher: Watcher) -> None:
    ordered = PerPersonQueue(world.application, world.services.inbox, ended=watcher.metrics.ended)
    await world.start(world.olena)
    message = {**world.olena.last.data, "from": world.olena.data, "text": "/help"}
    update = Update.de_json({"update_id": 900, "message": message}, world.application.bot)
    assert await ordered.begin(update) is HandlingOutcome.HANDLED
    watcher.metrics.refused(Refusal.SECRET)
    numbers = await watcher.numbers()
    assert numbers['bot_updates_total{kind="message",outcome="handled"}'] == 1
    assert numbers["bot_update_seconds_count"] == 1
    assert 0 < numbers["bot_update_seconds_sum"] < 10
    assert numbers['bot_webhook_refused_total{reason="secret"}'] == 1
    assert numbers["bot_send_rate"] == 990
    assert (await watcher.health())[1]["updates"]["age"] < 10


async def test_the_outbox_is_counted_by_state_and_not_at_every_look(
    world: World, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = world.clock()
    mailings = Mailings(world.database)
    for person in (world.olena, world.mykola):
        await SubscriptionStore(world.database).add(person.id, "osvita", now)
    draft = {"html": "а", "media": [], "buttons": [], "album": ""}
    number = await mailings.draft(Purpose.BROADCAST, draft, Audience(theme="osvita"), now, 1, code="ABCDEFGH")
    await mailings.hold(number, "x", now, now + timedelta(days=1), now, 2)
    assert not [name for name in await watcher.numbers() if name.startswith("bot_outbox_rows")]
    await world.services.mailings.dispatcher.step()
    await world.database.execute("UPDATE outbox SET state = 'sent' WHERE person_id = :id", id=world.olena.id)
    assert not [name for name in await watcher.numbers() if name.startswith("bot_outbox_rows")], "kept for a while"
    monkeypatch.setattr("gateway.monitoring.KEPT", 0.0)
    numbers = await watcher.numbers()
    assert numbers['bot_outbox_rows{state="sent"}'] == 1
    assert numbers['bot_outbox_rows{state="planned"}'] == 1
    world.services.mailings.dispatcher.budget.halt(0)
    assert (await watcher.numbers())["bot_send_halts_total"] == 1


async def test_nothing_secret_and_nobody_is_named(world: World, watcher: Watcher) -> None:
    await world.say(world.olena, "касирка каже що дія це не документ")
    for path in ("/healthz", "/metrics"):
        told = (await watcher.client.get(path)).text
        told = re.sub(r"\d+\.\d+", "", told)  # her number may stand in a figure by chance
        assert not re.search(rf"{world.telegram.token}|{world.olena.id}|Олена|Коваль|касирка|sqlite|postgres", told)
