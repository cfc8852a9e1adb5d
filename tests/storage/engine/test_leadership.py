"""One process leads; it stops before another can begin, and what it had under way then does no harm."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest

from services.content import Content
from services.operation.health import Health
from services.operation.leadership import Leadership
from storage.engine.database import Database, open_database
from storage.engine.leadership import seated
from storage.engine.sessions import SessionSeat
from storage.mailings.mailings import Audience, Mailing, Mailings, Purpose
from storage.mailings.outbox import DeliveryOutcome, Done, Outbox
from storage.people.subscriptions import SubscriptionStore

PATIENCE = 30.0
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Process:
    """What leads for as long as it may, and says so."""

    def __init__(self, content: Content, seat: SessionSeat, trace: list[str], name: str) -> None:
        async def ask() -> None:
            return

        async def no() -> bool:
            return False

        async def none_fails() -> dict[str, datetime]:
            return {}

        self.seat = seat
        self.health = Health(content, ask, lambda: NOW, time.monotonic, no, none_fails)
        self.began, self.stop = asyncio.Event(), asyncio.Event()
        self.leadership = Leadership(seat, self.health, self._work)
        self._trace, self._name = trace, name

    async def _work(self, over: asyncio.Event) -> None:
        self._trace.append(f"{self._name} begins")
        self.began.set()
        await over.wait()
        self.began.clear()
        self._trace.append(f"{self._name} ends")


@pytest.fixture
def trace() -> list[str]:
    return []


async def lead_in_turn(
    content: Content, url: str, trace: list[str], lose: Callable[[Process], Awaitable[None]]
) -> tuple[Process, Process]:
    """Two processes; the first leads, `lose` makes it lose the seat, and both go on until the second has led."""
    async with AsyncExitStack() as stack:
        processes = []
        for name in ("first", "second"):
            seat = await stack.enter_async_context(seated(url))
            assert isinstance(seat, SessionSeat)
            processes.append(Process(content, seat, trace, name))
        first, second = processes
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            group.create_task(first.leadership.run(first.stop))
            await first.began.wait()
            group.create_task(second.leadership.run(second.stop))
            await second.leadership.decided.wait()
            assert (first.health.leads, second.health.leads) == (True, False)
            await lose(first)
            await second.began.wait()
            assert (first.health.leads, second.health.leads) == (False, True)
            first.stop.set()
            second.stop.set()
    return first, second


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_it_stops_at_once_when_its_session_ends(content: Content, database_url: str, trace: list[str]) -> None:
    async def end_session(first: Process) -> None:
        assert first.seat.connection
        number = await first.seat.connection.fetchval("SELECT pg_backend_pid()")
        async with open_database(database_url) as database:
            await database.fetch("SELECT pg_terminate_backend(:number)", number=number)
        async with asyncio.timeout(PATIENCE):
            while first.health.leads:  # noqa: ASYNC110
                await asyncio.sleep(0)
        first.stop.set()

    await lead_in_turn(content, database_url, trace, end_session)
    assert trace == ["first begins", "first ends", "second begins", "second ends"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_it_leaves_the_seat_when_its_work_has_ended(
    content: Content, database_url: str, trace: list[str]
) -> None:
    async def stop(first: Process) -> None:
        first.stop.set()

    await lead_in_turn(content, database_url, trace, stop)
    assert trace == ["first begins", "first ends", "second begins", "second ends"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_the_server_ends_a_session_that_asks_nothing(database_url: str) -> None:
    async with seated(database_url) as frozen, seated(database_url) as other, asyncio.timeout(PATIENCE):
        assert await frozen.take()
        while not await other.take():  # noqa: ASYNC110 - the frozen one does not ask any more
            await asyncio.sleep(0.5)
        await frozen.lost()
        assert not await frozen.take()


async def test_alone_one_leads_and_ends(content: Content) -> None:
    trace: list[str] = []
    async with seated("sqlite:///bot.db") as seat:
        process = Process(content, seat, trace, "it")  # type: ignore[arg-type]
        assert not process.health.leads
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            group.create_task(process.leadership.run(process.stop))
            await process.began.wait()
            assert process.health.leads
            process.stop.set()
    assert trace == ["it begins", "it ends"]


async def a_broadcast(database: Database, purpose: Purpose) -> Mailing:
    """To one person, running."""
    await SubscriptionStore(database).add(7, "osvita", NOW)
    mailings = Mailings(database)
    number = await mailings.draft(purpose, {"html": "x"}, Audience(theme="osvita"), NOW, 1, code="ABCDEFGH")
    await mailings.hold(number, "x", NOW, NOW + timedelta(days=1), NOW, 2)
    [mailing] = await mailings.active()
    await Outbox(database).freeze(mailing, NOW)
    [mailing] = await mailings.active()
    return mailing


async def state(database: Database) -> tuple[str, str | None]:
    row = await database.fetch_one("SELECT state, reason FROM outbox")
    assert row
    return row["state"], row["reason"]


async def test_the_outcome_of_an_old_leader_is_taken_where_it_is_the_truth(database: Database) -> None:
    mailing = await a_broadcast(database, Purpose.BROADCAST)
    old, new = Outbox(database), Outbox(database)
    [row] = await old.turn(mailing, [], 5, NOW)
    await new.recover()
    assert await state(database) == ("unknown", "crash")
    await old.write([Done(row.id, DeliveryOutcome.RETRY, NOW, reason="502", due_at=NOW)])
    assert await state(database) == ("unknown", "crash"), "given up: a broadcast is not repeated by itself"
    await old.write([Done(row.id, DeliveryOutcome.SENT, NOW, [5])])
    assert await state(database) == ("sent", None), "it has left"


async def test_of_a_reminder_that_both_had_the_last_claim_counts(database: Database) -> None:
    mailing = await a_broadcast(database, Purpose.REMINDER)
    old, new = Outbox(database), Outbox(database)
    [row] = await old.turn(mailing, [], 5, NOW)
    await new.recover()
    [again] = await new.turn(mailing, [], 5, NOW)
    assert again.id == row.id
    await old.write([Done(row.id, DeliveryOutcome.RETRY, NOW, reason="502", due_at=NOW)])
    assert await state(database) == ("claimed", "crash"), "the new one has it under way: no third message"
    await old.write([Done(row.id, DeliveryOutcome.SENT, NOW, [5])])
    await new.write([Done(row.id, DeliveryOutcome.RETRY, NOW, reason="429", due_at=NOW)])
    assert await state(database) == ("sent", None), "it has it, and is not told again"


async def test_two_at_once_claim_nothing_twice(database: Database) -> None:
    mailing = await a_broadcast(database, Purpose.BROADCAST)
    await database.execute_many(
        "INSERT INTO outbox (mailing, person_id, due_at) VALUES (:mailing, :person, 0)",
        [{"mailing": mailing.id, "person": person} for person in range(1000, 1200)],
    )
    outboxes = [Outbox(database) for _ in range(4)]
    turns = await asyncio.gather(*(outbox.turn(mailing, [], 5, NOW) for _ in range(10) for outbox in outboxes))
    claimed = [row.id for turn in turns for row in turn]
    assert len(claimed) == len(set(claimed)) > 5


async def test_one_at_a_time_whoever_asks(database: Database, database_url: str) -> None:
    async with open_database(database_url) as other:
        within, most = 0, 0

        async def work(each: Database) -> None:
            nonlocal within, most
            async with each.exclusive("x") as is_mine:
                assert is_mine
                within += 1
                most = max(most, within)
                assert await each.fetch("SELECT 1 AS one"), "the database is there meanwhile"
                within -= 1

        both = [database, other] if database.dialect == "postgresql" else [database]
        await asyncio.gather(*(work(each) for each in both * 5))
        assert most == 1
        async with database.exclusive("x"), other.exclusive("y") as is_mine:
            assert is_mine, "of another name"
