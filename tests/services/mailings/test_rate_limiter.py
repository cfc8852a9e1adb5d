"""Slots come evenly, a halt is obeyed by all, and no window of a second holds more than the limit."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.mailings.rate_limiter import RateLimiter


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


@given(pauses=st.lists(st.floats(0, 2), max_size=60), limits=st.sampled_from([(29.5, 30), (990.0, 1000)]))
def test_no_second_holds_more_than_the_rate(pauses: list[float], limits: tuple[float, int]) -> None:
    clock = Time()
    rate, limit = limits
    rate_limiter = RateLimiter(rate, clock, clock.sleep)

    async def run() -> list[float]:
        times = []
        for pause in [*pauses, *[0.0] * 60]:
            clock.now += pause
            await rate_limiter.slot()
            times.append(clock.now)
        return times

    assert densest(asyncio.run(run())) <= limit


async def test_a_halt_moves_every_slot_after_it() -> None:
    clock = Time()
    rate_limiter = RateLimiter(10, clock, clock.sleep)
    await rate_limiter.slot()
    rate_limiter.halt(5)
    await rate_limiter.slot()
    assert clock.now == pytest.approx(105)
    await rate_limiter.slot()
    assert clock.now == pytest.approx(105.1, abs=0.01)


async def test_a_stall_is_not_made_up_for_in_a_burst() -> None:
    clock = Time()
    rate_limiter = RateLimiter(990, clock, clock.sleep)
    for _ in range(2000):
        await rate_limiter.slot()
    clock.now += 0.5
    times = []
    for _ in range(1200):
        await rate_limiter.slot()
        times.append(clock.now)
    assert densest(times) <= 1000


async def test_a_group_takes_twenty_a_minute() -> None:
    clock = Time()
    rate_limiter = RateLimiter(1000, clock, clock.sleep)
    for _ in range(20):
        assert rate_limiter.wait_for(-1) == 0
        clock.now += 1
    assert rate_limiter.wait_for(-1) == pytest.approx(40)
    clock.now += 40
    assert rate_limiter.wait_for(-1) == 0


async def test_one_chat_is_written_to_once_a_second_and_forgotten_afterwards() -> None:
    clock = Time()
    rate_limiter = RateLimiter(1000, clock, clock.sleep)
    assert rate_limiter.wait_for(1) == 0
    assert rate_limiter.wait_for(1) == pytest.approx(1)
    assert rate_limiter.wait_for(2) == 0
    clock.now += 1
    assert rate_limiter.wait_for(1) == 0
    clock.now += 5
    assert rate_limiter.wait_for(3) == 0
    assert len(rate_limiter._chats) == 1
