"""Runs jobs when their time comes. It only ticks: what is due stands in the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs.table import Job
from services.services import Services

log = logging.getLogger(__name__)


@contextmanager
def ticking(jobs: Sequence[Job], services: Services, timezone: tzinfo) -> Iterator[None]:
    """Runs each job as often as it says, as long as this lasts; at the end it breaks off the jobs under way.

    Each job runs at once when the clock starts, so that what a crash left undone does not wait. After a pause of the
    process a job runs once, however many of its ticks were missed.
    """
    every = {job.name: job.every for job in jobs}
    over = asyncio.Event()

    async def run(job: Job) -> None:
        try:
            await job.run(services)
        except asyncio.CancelledError:
            if not over.is_set():
                raise
            log.info("%s is broken off; the next start goes on with it", job.name)
        except Exception as error:  # noqa: BLE001 - the failures log it
            services.health.job_ended(job.name, failed=True)
            await services.failures.job_failed(job.name, error)
        else:
            services.health.job_ended(job.name, failed=False)
            await services.failures.job_succeeded(job.name)

    scheduler = AsyncIOScheduler(timezone=timezone)
    for job in jobs:
        scheduler.add_job(
            run,
            "interval",
            seconds=job.every,
            args=[job],
            id=job.name,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(timezone),
        )

    services.health.clock_started(every)
    scheduler.start()
    try:
        yield
    finally:
        over.set()
        services.health.clock_stopped(every)
        scheduler.shutdown(wait=False)
