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
        self.in_sheet: list[str] = []
        self.health = SimpleNamespace(
            clock_started=lambda _names: None,
            clock_stopped=lambda _names: None,
            job_ended=lambda name, failed: self.ended.put_nowait((name, failed)),
        )
        self.daily_summary = SimpleNamespace(failed=self.in_sheet.append)


async def test_a_job_that_fails_is_noted_and_told_in_the_sheet(caplog: pytest.LogCaptureFixture) -> None:
    async def fail(_services: object) -> None:
        raise LookupError

    notes = Notes()
    with ticking([Job("failing", 3600, fail)], cast(Any, notes), KYIV):
        assert await asyncio.wait_for(notes.ended.get(), PATIENCE) == ("failing", True)
    assert notes.in_sheet == ["failing"]


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
    assert notes.in_sheet == []
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
