"""Sends the weekly digest to the staff on Monday morning, or as soon as the bot runs again."""

from __future__ import annotations

from services.services import Services

EVERY = 300
"""Seconds between two looks whether it is due."""


async def run(services: Services) -> None:
    await services.answers.weekly_digest.send_due()
