"""Telegram takes so many messages and no more, and who does not wait is seen."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.telegram import Telegram

GROUP = -5


class Clocked:
    """A Telegram with limits, and one call after another by a clock that only the test moves."""

    def __init__(self, **limits: Any) -> None:
        self.now = 100.0
        self.telegram = Telegram(monotonic=lambda: self.now)
        for name, limit in limits.items():
            setattr(self.telegram.limits, name, limit)
        for number in range(1, 9):
            self.telegram.add_person(number, "Олена").has_started = True
        self.telegram.add_group(GROUP, "Відділ", [])

    async def send(self, chat_id: int, method: str = "sendMessage", **values: object) -> int | None:
        """None where it was taken, otherwise for how many seconds to wait."""
        status, body = await self.telegram.serve(method, {"chat_id": chat_id, "text": "а", **values})
        assert isinstance(body, dict)
        if status != 429:
            return None
        wait: int = body["parameters"]["retry_after"]
        assert body["description"] == f"Too Many Requests: retry after {wait}"
        return wait


async def test_without_limits_all_is_taken() -> None:
    bot = Clocked()
    assert [await bot.send(1) for _ in range(100)] == [None] * 100


async def test_of_the_whole_bot_no_second_holds_more_than_the_rate() -> None:
    bot = Clocked(rate=3)
    assert [await bot.send(number) for number in (1, 2, 3, 4)] == [None, None, None, 1]
    bot.now += 0.9
    assert await bot.send(4) == 1
    bot.now += 0.2
    assert await bot.send(4) is None
    assert (bot.telegram.limits.refused, bot.telegram.limits.violations) == (2, []), (
        "without a penalty nobody has to wait"
    )


async def test_in_a_penalty_every_call_that_sends_is_refused_and_noted() -> None:
    bot = Clocked(rate=2, penalty=3)
    assert [await bot.send(number) for number in (1, 2, 3)] == [None, None, 3]
    bot.now += 1.5
    assert await bot.send(4) == 2
    assert await bot.send(1, "editMessageText", message_id=1) == 2
    assert await bot.send(1, "sendChatAction", action="typing") is None, "makes no message"
    assert [(each.method, each.chat_id, each.at) for each in bot.telegram.limits.violations] == [
        ("sendMessage", 4, 101.5),
        ("editMessageText", 1, 101.5),
    ]
    bot.now += 1.5
    assert await bot.send(4) is None
    assert len(bot.telegram.limits.violations) == 2


async def test_one_chat_takes_a_burst_and_then_one_a_second() -> None:
    bot = Clocked(chat_rate=1, chat_burst=3, penalty=2)
    assert [await bot.send(1) for _ in range(4)] == [None, None, None, 2]
    assert await bot.send(2) is None, "others are not punished"
    bot.now += 2
    assert [await bot.send(1) for _ in range(3)] == [None, None, 2]
    bot.now += 10
    assert [await bot.send(1) for _ in range(4)] == [None, None, None, 2]
    assert bot.telegram.limits.violations == []


async def test_a_group_takes_twenty_a_minute() -> None:
    bot = Clocked(group_rate=20, penalty=3)
    for _ in range(20):
        assert await bot.send(GROUP) is None
        bot.now += 1
    assert await bot.send(GROUP) == 40, "until the first of them is a minute old"
    assert await bot.send(1) is None
    bot.now += 40
    assert await bot.send(GROUP) is None


async def test_what_is_paid_for_does_not_count_against_the_bot() -> None:
    bot = Clocked(rate=1)
    assert await bot.send(1) is None
    assert await bot.send(2, allow_paid_broadcast=True) is None
    assert await bot.send(3) == 1


async def test_a_penalty_can_be_ordered() -> None:
    bot = Clocked()
    bot.telegram.limits.punish(5, chat_id=1)
    assert (await bot.send(1), await bot.send(2)) == (5, None)
    bot.telegram.limits.punish(2)
    assert (await bot.send(1), await bot.send(2)) == (5, 2)
    assert [each.chat_id for each in bot.telegram.limits.violations] == [1, 1, 2]


@pytest.mark.parametrize("most", [1, 5])
async def test_the_limit_of_a_rehearsal_is_the_same(most: int) -> None:
    bot = Clocked()
    bot.telegram.limits.rate = most
    assert [await bot.send(1) for _ in range(most + 1)][-1] == 1
    assert bot.telegram.limits.refused == 1
