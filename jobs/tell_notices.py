"""Tells notices to holders who were in their quiet hours, came into their post later, or could not be reached."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds."""


async def run(services: Services) -> None:
    await services.notices.tell()
