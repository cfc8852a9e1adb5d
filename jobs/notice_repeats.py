"""Notices bodies that refuse again and again, and proposes a letter and a visit to the staff."""

from __future__ import annotations

from services.services import Services

EVERY = 3600
"""Seconds: a visit is planned for days ahead."""


async def run(services: Services) -> None:
    await services.cases.statistics.notice_repeats()
