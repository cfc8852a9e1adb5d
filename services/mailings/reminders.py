"""The one planner of reminders: an area says what is due and what the message is; the outbox carries it.

To add a reminder, write a `ReminderSource` in the area, and add it where the area is built (`Reminders.add`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import storage.mailings.reminders as store
from channels import Outgoing
from services.messages import Message, Render
from services.operation.failures import Failures, run_all
from storage.mailings import Claimed, Mailing, Purpose, Reminder


class ReminderSource(Protocol):
    """One kind of reminder."""

    kind: str
    """The word under which its rows are kept."""
    purpose: Purpose

    @property
    def lasts(self) -> timedelta | None:
        """How long after planning a message is still sent; None: however late."""

    async def due(self, now: datetime) -> Iterable[Reminder]:
        """All that is due now. What was planned before may be named again: nobody is told it twice."""
        ...

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        """What one person is told, asked when the message leaves; None where nothing of it holds any more."""
        ...


class Reminders:
    """Plans what is due, each once, and words it when it leaves."""

    def __init__(
        self, reminders: store.PlannedReminders, render: Render, failures: Failures, clock: Callable[[], datetime]
    ) -> None:
        self._reminders = reminders
        self._render = render
        self._clock = clock
        self._sources: dict[str, ReminderSource] = {}
        self.planned = reminders.planned
        self.planned_of = reminders.planned_of
        self.counts = reminders.counts
        self.each_on_its_own = failures.each_on_its_own
        """For sources that look at one matter after the other."""

    def add(self, source: ReminderSource) -> None:
        """Makes a kind known. Raises ValueError where another source has that word."""
        if self._sources.setdefault(source.kind, source) is not source:
            raise ValueError(source.kind)

    async def plan_all(self) -> None:
        """Plans every kind, one after the other, whatever becomes of the others; what the clock calls."""
        await run_all(*(partial(self.plan, kind) for kind in self._sources))

    async def plan(self, kind: str) -> int:
        """Plans what is due of one kind; returns to how many people. Asked at any time, each stage comes once."""
        source = self._sources[kind]
        async with self._reminders.exclusive(kind) as is_mine:
            if not is_mine:
                return 0
            return await self.plan_these(kind, await source.due(self._clock()))

    async def plan_these(self, kind: str, reminders: Iterable[Reminder]) -> int:
        """Plans these of one kind, which somebody asked for; returns to how many people. Each stage comes once."""
        source, now = self._sources[kind], self._clock()
        not_after = now + source.lasts if source.lasts else None
        return await self._reminders.plan(kind, source.purpose, reminders, now, not_after)

    async def render(self, mailing: Mailing, row: Claimed) -> Outgoing | None:
        """What the dispatcher sends for a row; None where there is nothing to say any more."""
        kind, reminders = await self._reminders.of(mailing.id, row.person_id)
        if not reminders:
            return None
        message = await self._sources[kind].message(row.person_id, reminders)
        return self._render(message) if message else None
