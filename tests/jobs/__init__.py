"""Tests of the clock, and a way for other tests to run one of its jobs."""

from __future__ import annotations

from jobs.table import JOBS
from services.services import Services


async def run_job(name: str, services: Services) -> None:
    """Runs the job of that name once, as the clock would, and within a second the staff read the news of it."""
    for wanted in (name, "tell_staff"):
        [job] = [each for each in JOBS if each.name == wanted]
        await job.run(services)
