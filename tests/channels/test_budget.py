"""Slots come evenly, a halt is obeyed by all, and no window of a second holds more than the limit."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.budget import Budget


@dataclass
class Time:
    """A monotonic clock that moves by sleeping."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def densest(times: list[float]) -> int:
    """The most moments in any second."""
    return max(sum(start <= each < start + 1 - 1e-9 for each in times) for start in times)


async def send(budget: Budget) -> None:
    """One message of a mailing, taken at once."""
    await budget.slot()
    budget.done(await budget.in_bulk())


@given(pauses=st.lists(st.floats(0, 2), max_size=60), limits=st.sampled_from([(29.5, 30), (990.0, 1000)]))
def test_no_second_holds_more_than_the_rate(pauses: list[float], limits: tuple[float, int]) -> None:
    clock = Time()
    rate, limit = limits
    budget = Budget(rate, clock, clock.sleep)

    async def run() -> list[float]:
        times = []
        for pause in [*pauses, *[0.0] * 60]:
            clock.now += pause
            await send(budget)
            times.append(clock.now)
        return times

    assert densest(asyncio.run(run())) <= limit


async def test_a_halt_moves_every_slot_after_it() -> None:
    clock = Time()
    budget = Budget(10, clock, clock.sleep)
    await budget.slot()
    budget.halt(5)
    await budget.slot()
    assert clock.now == pytest.approx(105)
    await budget.slot()
    assert clock.now == pytest.approx(105.1, abs=0.02)


async def test_a_stall_is_not_made_up_for_in_a_burst() -> None:
    clock = Time()
    budget = Budget(990, clock, clock.sleep)
    for _ in range(2000):
        await send(budget)
    clock.now += 0.5
    times = []
    for _ in range(1200):
        await send(budget)
        times.append(clock.now)
    assert densest(times) <= 1000


async def test_a_group_takes_twenty_a_minute() -> None:
    clock = Time()
    budget = Budget(1000, clock, clock.sleep)
    for _ in range(20):
        assert budget.wait_for(-1) == 0
        clock.now += 1
    assert budget.wait_for(-1) == pytest.approx(40)
    clock.now += 40
    assert budget.wait_for(-1) == 0


async def test_one_chat_is_written_to_once_a_second_and_forgotten_afterwards() -> None:
    clock = Time()
    budget = Budget(1000, clock, clock.sleep)
    assert budget.wait_for(1) == 0
    assert budget.wait_for(1) == pytest.approx(1)
    assert budget.wait_for(2) == 0
    clock.now += 1
    assert budget.wait_for(1) == 0
    clock.now += 5
    assert budget.wait_for(3) == 0
    assert len(budget._chats) == 1


class YieldingTime(Time):
    """As `Time`, for several that wait at once."""

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def strict(budget: Budget) -> None:
    """From now on replies keep to the rate."""
    budget.refused(1, "sendMessage", 0.001)
    budget.refused(2, "sendMessage", 0.001)


@given(
    gaps=st.lists(st.floats(0, 0.5), min_size=40, max_size=120),
    ways=st.lists(st.floats(0.0, 0.3), min_size=40, max_size=120),
)
def test_however_late_calls_arrive_no_second_at_telegram_holds_too_many(gaps: list[float], ways: list[float]) -> None:
    """Each call takes a way of its own; Telegram counts it at any moment of it. Here as late as can be, and the next
    ones as early as can be."""

    async def run() -> list[float]:
        clock = YieldingTime()
        budget = Budget(29.5, clock, clock.sleep)
        strict(budget)
        arrivals = []
        for gap, way in zip(gaps, ways, strict=False):
            clock.now += gap if gap > 0.4 else 0.0  # bursts, and now and then a pause
            number = await budget.reply()
            clock.now += way
            arrivals.append(clock.now)
            budget.done(number)
        return arrivals

    assert densest(asyncio.run(run())) <= 30


async def test_calls_that_arrive_late_at_the_start_count_from_when_they_arrived() -> None:
    clock = YieldingTime()
    budget = Budget(29.5, clock, clock.sleep)
    numbers = [await budget.in_bulk() for _ in range(30)]
    clock.now += 0.07  # a cold start: Telegram takes all of them only now, and those after them at once
    arrivals = [clock.now] * 30
    for number in numbers:
        budget.done(number)
    for _ in range(60):
        number = await budget.in_bulk()
        arrivals.append(clock.now)
        clock.now += 0.0005
        budget.done(number)
    assert densest(arrivals) <= 30


async def test_a_burst_of_replies_fills_a_second_and_no_more_and_all_come_in_their_order() -> None:
    clock = YieldingTime()
    budget = Budget(29.5, clock, clock.sleep)
    strict(budget)
    clock.now += 1
    left: list[tuple[int, float]] = []

    async def reply(person: int) -> None:
        number = await budget.reply()
        left.append((person, clock.now))
        budget.done(number)

    await asyncio.gather(*(reply(person) for person in range(400)))
    assert [person for person, _ in left] == list(range(400))
    assert densest([at for _, at in left]) <= 30
    assert left[-1][1] - left[0][1] < 20


async def test_replies_leave_at_once_until_telegram_refuses_two_chats_at_once() -> None:
    clock = YieldingTime()
    budget = Budget(29.5, clock, clock.sleep)
    for _ in range(100):
        budget.done(await budget.reply())
    assert clock.slept == []
    budget.refused(1, "sendMessage", 2)
    assert budget.pause() == 0, "one chat is that chat's matter"
    clock.now += 2
    budget.refused(2, "sendMessage", 2)
    assert budget.pause() == 0, "another one, but much later"
    budget.refused(3, "editMessageText", 3)
    assert budget.pause() == pytest.approx(2.1)
    began = clock.now
    for _ in range(60):
        budget.done(await budget.reply())
    assert clock.now - began > 4


async def test_a_call_that_takes_longer_than_a_second_does_no_harm() -> None:
    clock = Time()
    budget = Budget(29.5, clock, clock.sleep)
    for _ in range(5):
        number = await budget.reply()
        clock.now += 1.5
        budget.done(number)
    assert await budget.reply()


async def test_bulk_takes_what_replies_leave() -> None:
    clock = YieldingTime()
    budget = Budget(29.5, clock, clock.sleep)
    sent: list[tuple[str, float]] = []
    ended = asyncio.Event()

    async def carry() -> None:
        while not ended.is_set():
            await budget.slot()
            number = await budget.in_bulk()
            sent.append(("bulk", clock.now))
            budget.done(number)

    async def ask() -> None:
        for _ in range(40):
            asked = clock.now
            while clock.now < asked + 0.5:  # noqa: ASYNC110 - the other one moves the clock
                await asyncio.sleep(0)
            wanted = clock.now
            number = await budget.reply()
            assert clock.now - wanted < 0.2, "a reply waits for nothing but a free place"
            sent.append(("reply", clock.now))
            budget.done(number)
        ended.set()

    await asyncio.gather(carry(), ask())
    seconds = sent[-1][1] - sent[0][1]
    assert densest([at for _, at in sent]) <= 30
    assert sum(kind == "bulk" for kind, _ in sent) >= 0.9 * (29.5 - 2) * seconds


async def test_a_429_slows_bulk_down_and_the_pace_comes_back() -> None:
    clock = Time()
    budget = Budget(29.5, clock, clock.sleep)

    async def of_the_rate(messages: int) -> float:
        began = clock.now
        for _ in range(messages):
            await budget.slot()
        return messages / (clock.now - began) / 29.5

    await budget.slot()
    budget.halt(1)
    clock.now += 1
    assert await of_the_rate(30) < 0.95
    await of_the_rate(150)
    assert await of_the_rate(300) >= 0.98
    assert budget.halts == 1


async def test_what_was_under_way_when_the_429_came_slows_down_once() -> None:
    clock = Time()
    budget = Budget(29.5, clock, clock.sleep)
    for _ in range(5):
        budget.halt(1)
    clock.now += 1
    began = clock.now
    for _ in range(60):
        await budget.slot()
    assert 60 / (clock.now - began) > 0.85 * 29.5


async def test_what_is_paid_for_has_a_pace_of_its_own() -> None:
    clock = Time()
    budget = Budget(29.5, clock, clock.sleep)
    began = clock.now
    for _ in range(990):
        await budget.slot(990)
    assert clock.now - began < 1.1
    await budget.slot()
    assert clock.now - began < 1.1


async def test_a_later_refusal_never_makes_a_wait_shorter_and_edits_wait_alone() -> None:
    clock = Time()
    deadlines = Budget(29.5, clock).deadlines
    deadlines.refused(1, "editMessageText", 10)
    deadlines.refused(1, "editMessageText", 3)
    assert deadlines.left(1, "editMessageCaption") == pytest.approx(10)
    assert deadlines.left(1, "sendMessage") == 0
    assert deadlines.left(2, "editMessageText") == 0
    deadlines.refused(1, "sendMessage", 20)
    assert deadlines.left(1, "editMessageText") == pytest.approx(20)


async def test_whoever_would_wait_too_long_is_told_at_once() -> None:
    clock = YieldingTime()
    budget = Budget(29.5, clock, clock.sleep)
    strict(budget)
    clock.now += 1
    waiting = [asyncio.create_task(budget.reply(20)) for _ in range(1000)]
    numbers = await asyncio.gather(*waiting)
    assert 400 < sum(number > 0 for number in numbers) < 700


async def test_who_gives_up_waiting_takes_no_place() -> None:
    clock = YieldingTime()
    budget = Budget(1, clock, clock.sleep)
    strict(budget)
    clock.now += 1
    first = await budget.reply()
    waiting = asyncio.create_task(budget.reply())
    await asyncio.sleep(0)
    waiting.cancel()
    budget.done(first)
    clock.now += 3
    assert await budget.reply()
