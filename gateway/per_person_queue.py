"""Handles updates of one person in order, and of different people in parallel. Polling and webhook both use it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from telegram import Update
from telegram.ext import Application

from services.operation.inbox import Inbox
from services.operation.tracking import tracked

log = logging.getLogger(__name__)

HANDLING = 60.0
"""Seconds after which the queue gives up handling an update, so that its acknowledgement does not wait for ever."""
GRACE = 10.0
"""Seconds that handling may still take when the process is told to stop."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class HandlingOutcome(StrEnum):
    """How the handling of an update ended."""

    HANDLED = "handled"
    FAILED = "failed"
    """The person got an apology with a reference."""
    GIVEN_UP = "given up"
    CUT_OFF = "cut off"
    """The process ended; Telegram sends the update again."""


Ended = Callable[[Update, HandlingOutcome, float], None]
"""The queue calls it when an update ended: how, and after how many seconds of handling."""


class PerPersonQueue:
    """Gives updates to an application that was built without an updater."""

    def __init__(
        self, application: AnyApplication, inbox: Inbox, *, handling: float = HANDLING, ended: Ended | None = None
    ) -> None:
        self._application = application
        self._inbox = inbox
        self._handling = handling
        self._ended = ended
        self.in_work: dict[int, asyncio.Task[HandlingOutcome]] = {}
        """By the number of the update."""
        self._last_of: dict[int, asyncio.Task[HandlingOutcome]] = {}
        """The newest task of each person; her next update waits for it."""
        self._began: dict[int, float] = {}
        """When the handling of those began that wait for nobody."""

    def longest(self) -> float:
        """Seconds for which the oldest update is being handled; 0 where none is."""
        return time.monotonic() - min(self._began.values()) if self._began else 0.0

    def begin(self, update: Update) -> asyncio.Task[HandlingOutcome]:
        """Begins to handle the update and returns the task; where the same update is in work already, that task."""
        number = update.update_id
        if number in self.in_work:
            return self.in_work[number]
        person = update.effective_user or update.effective_chat
        key = person.id if person else 0
        task = asyncio.create_task(self._handle(update, key, self._last_of.get(key)))
        self.in_work[number] = self._last_of[key] = task

        def end(task: asyncio.Task[HandlingOutcome]) -> None:
            del self.in_work[number]
            if self._last_of[key] is task:
                del self._last_of[key]
            if not task.cancelled() and task.result() is not HandlingOutcome.CUT_OFF:
                self._inbox.ended(number)

        task.add_done_callback(end)
        return task

    async def finish(self, grace: float) -> list[int]:
        """Waits for the updates in work, and cancels those that take longer. Returns their numbers, lowest first."""
        if self.in_work:
            await asyncio.wait(self.in_work.values(), timeout=grace)
        unfinished = dict(self.in_work)
        for number, task in unfinished.items():
            log.warning("update %d is not finished; it will come again", number)
            task.cancel()
        if unfinished:
            await asyncio.wait(unfinished.values())
        return sorted(unfinished)

    async def _handle(
        self, update: Update, person: int, before: asyncio.Task[HandlingOutcome] | None
    ) -> HandlingOutcome:
        if before:
            await asyncio.wait({before})
        began, outcome = time.monotonic(), HandlingOutcome.CUT_OFF
        self._began[update.update_id] = began
        with tracked(update.update_id, person or None) as it:
            try:
                async with asyncio.timeout(self._handling):
                    await self._application.process_update(update)
                outcome = HandlingOutcome.FAILED if it.reference else HandlingOutcome.HANDLED
            except TimeoutError:
                outcome = HandlingOutcome.GIVEN_UP
                log.error("update %d given up after %g s", update.update_id, self._handling)
            except Exception:  # the application's error handler takes all errors but its own
                outcome = HandlingOutcome.FAILED
                log.exception("update %d failed", update.update_id)
            finally:
                del self._began[update.update_id]
                if self._ended:
                    self._ended(update, outcome, time.monotonic() - began)
        return outcome
