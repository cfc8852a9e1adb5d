"""What the clock notes of its jobs, and how it ends."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from jobs.clock import ticking
from jobs.table import Job

KYIV = ZoneInfo("Europe/Kyiv")
PATIENCE = 10.0


class Notes:
    """What the services are told; they stand in for those of a bot."""

    def __init__(self) -> None:
        self.ended: asyncio.Queue[tuple[str, bool]] = asyncio.Queue()
        self.failed: list[str] = []
        self.health = SimpleNamespace(
            clock_started=lambda _names: None,
            clock_stopped=lambda _names: None,
            job_ended=lambda _name, failed: None,
        )
        self.failures = self

    async def job_failed(self, job: str, error: Exception) -> None:
        self.failed.append(f"{job} {type(error).__name__}")
        self.ended.put_nowait((job, True))

    async def job_succeeded(self, job: str) -> None:
        self.ended.put_nowait((job, False))


async def test_a_job_that_fails_is_noted_and_so_is_one_that_succeeds() -> None:
    async def fail(_services: object) -> None:
        raise LookupError

    async def succeed(_services: object) -> None:
        pass

    notes = Notes()
    with ticking([Job("failing", 3600, fail), Job("fine", 3600, succeed)], cast(Any, notes), KYIV):
        ended = {await asyncio.wait_for(notes.ended.get(), PATIENCE) for _job in range(2)}
    assert ended == {("failing", True), ("fine", False)}
    assert notes.failed == ["failing LookupError"]


async def test_a_job_under_way_at_the_end_is_broken_off_and_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    began, was_cancelled = asyncio.Event(), asyncio.Event()

    async def work(_services: object) -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            was_cancelled.set()

    notes = Notes()
    with ticking([Job("long", 3600, work)], cast(Any, notes), KYIV):
        await asyncio.wait_for(began.wait(), PATIENCE)
    await asyncio.wait_for(was_cancelled.wait(), PATIENCE)
    await asyncio.sleep(0)
    assert notes.failed == []
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
