"""The clock: it only ticks, and what is due stands in rows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from types import ModuleType

from apscheduler import events
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from services.services import Services

log = logging.getLogger(__name__)


@contextmanager
def ticking(jobs: Sequence[ModuleType], services: Services, timezone: tzinfo) -> Iterator[None]:
    """Runs each job as often as it says while this lasts; what is under way at the end is broken off.

    The first time is at once, so that what a crash left undone does not wait. A tick that was missed is made up once.
    """
    names = {job.__name__: job.EVERY for job in jobs}
    over = asyncio.Event()

    async def run(job: ModuleType) -> None:
        try:
            await job.run(services)
        except asyncio.CancelledError:
            if not over.is_set():
                raise
            log.info("%s is broken off; the next start goes on with it", job.__name__)

    scheduler = AsyncIOScheduler(timezone=timezone)
    for name, job in zip(names, jobs, strict=True):
        scheduler.add_job(
            run,
            "interval",
            seconds=job.EVERY,
            args=[job],
            id=name,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(timezone),
        )

    def note(event: events.JobExecutionEvent) -> None:
        failed = event.code == events.EVENT_JOB_ERROR
        services.health.job_ended(event.job_id, failed=failed)
        if failed:
            services.daily_summary.failed(event.job_id)

    scheduler.add_listener(note, events.EVENT_JOB_EXECUTED | events.EVENT_JOB_ERROR)
    services.health.clock_started(names)
    scheduler.start()
    try:
        yield
    finally:
        over.set()
        services.health.clock_stopped(names)
        scheduler.shutdown(wait=False)
