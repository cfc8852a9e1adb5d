"""An update whose acknowledgement got lost comes again, as it was."""

from __future__ import annotations

import asyncio
from typing import Any

from simulator.webhook import Address
from tests.simulator.conftest import Caller
from tests.simulator.test_webhook import Hook, hook

__all__ = ["hook"]


async def poll(call: Caller, after: int) -> list[str]:
    updates: list[dict[str, Any]] = await call("getUpdates", offset=after + 1)
    return [update["message"]["text"] for update in updates]


async def test_by_polling_the_last_updates_come_once_more_whatever_was_acknowledged(call: Caller) -> None:
    call.olena.send("раз")
    call.olena.send("два")
    assert await poll(call, 0) == ["/start", "раз", "два"]
    assert await poll(call, 3) == []
    again = call.telegram.redeliver(2)
    assert [update["update_id"] for update in again] == [2, 3]
    assert call.telegram.pending == 2
    assert await poll(call, 3) == ["раз", "два"]
    assert await poll(call, 3) == []
    assert call.telegram.pending == 0


async def test_what_comes_again_comes_before_what_is_new(call: Caller) -> None:
    await poll(call, 1)
    call.telegram.redeliver()
    call.olena.send("нове")
    assert await poll(call, 1) == ["/start", "нове"]
    assert await poll(call, 1) == ["нове"], "not acknowledged yet"


async def test_a_waiting_poll_is_woken(call: Caller) -> None:
    await poll(call, 1)
    waiting = asyncio.create_task(call("getUpdates", offset=2, timeout=5))
    await asyncio.sleep(0.01)
    call.telegram.redeliver()
    assert [update["update_id"] for update in await waiting] == [1]


async def test_what_was_never_acknowledged_comes_anyway_and_not_twice(call: Caller) -> None:
    assert call.telegram.redeliver() == []
    assert await poll(call, 0) == ["/start"]


async def test_by_webhook_as_well(call: Caller, hook: Hook) -> None:
    async def until(count: int) -> None:
        async with asyncio.timeout(5):
            while len(hook.updates) < count or call.telegram.pending:  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    call.telegram.set_webhook(Address(hook.url))
    call.olena.send("раз")
    await until(2)
    call.telegram.redeliver(2)
    await until(4)
    assert hook.texts == ["/start", "раз", "/start", "раз"]
    call.telegram.set_webhook(None)
