"""Tells people who wait that the bot has an answer to their question by now."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds: an answer that an editor wrote is not urgent, and nobody waits for it on the line."""


async def run(services: Services) -> None:
    await services.answers.unanswered.tell()
