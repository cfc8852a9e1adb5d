"""Makes the copy of the night at half past three, or as soon as the bot runs again that day, and opens it to see."""

from __future__ import annotations

from services.services import Services

EVERY = 600
"""Seconds: a copy that failed is tried again soon."""


async def run(services: Services) -> None:
    await services.backups.make_due()
