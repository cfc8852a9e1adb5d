"""Plans messages on notices for whoever acts for a post and was not told yet, and the reminders of the day."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds."""


async def run(services: Services) -> None:
    await services.notices.notices.tell()
    await services.notices.notices.remind()
