"""What an update has written already, so that it writes it once though it is handled anew after a crash in the middle.

A step that must not repeat notes itself in its own transaction, under the number of the update in work. The notes go
when the update is handled to its end (`storage/operation/updates.py`). Outside of updates there are none.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from storage.engine.database import Statements
from storage.engine.rows import insert_new, update

_update: ContextVar[int | None] = ContextVar("update", default=None)


@contextmanager
def caused_by(update_id: int) -> Iterator[None]:
    """What this task writes meanwhile is caused by that update."""
    token = _update.set(update_id)
    try:
        yield
    finally:
        _update.reset(token)


async def first_time(statements: Statements, step: str) -> bool:
    """Notes the step; False where the update in work has done it already."""
    update_id = _update.get()
    if update_id is None:
        return True
    return await insert_new(statements, "steps", update_id=update_id, step=step, at=time.time_ns() // 10**6)


async def is_done(statements: Statements, step: str) -> bool:
    """Whether the update in work has done the step already."""
    return await _made(statements, step) is not None


async def made_once(statements: Statements, step: str, make: Callable[[], Awaitable[int]]) -> int:
    """The number of the row that `make` writes, or wrote when the update in work came before."""
    before = await _made(statements, step)
    if before is not None:
        return before
    number = await make()
    if await first_time(statements, step):
        await update(statements, "steps", {"update_id": _update.get(), "step": step}, made=number)
    return number


async def _made(statements: Statements, step: str) -> int | None:
    """The number of the row that the step wrote, 0 for other steps; None where it is not done."""
    if (update_id := _update.get()) is None:
        return None
    row = await statements.fetch_one(
        "SELECT made FROM steps WHERE update_id = :update_id AND step = :step", update_id=update_id, step=step
    )
    return int(row["made"]) if row else None
