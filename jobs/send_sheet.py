"""Sends the day sheet to the staff at half past eight, or as soon as the bot runs again that day."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds between two looks whether it is due."""


async def run(services: Services) -> None:
    await services.daily_summary.send_due()
