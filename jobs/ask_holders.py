"""Asks the holder of each post once a quarter whether she still holds it."""

from __future__ import annotations

from services.services import Services

EVERY = 3600
"""Seconds: who is in her quiet hours now is asked some hours later."""


async def run(services: Services) -> None:
    await services.people.posts.ask_holders()
