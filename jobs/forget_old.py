"""Deletes questions, ratings and lines of the audit that are past their time."""

from __future__ import annotations

from services.services import Services

EVERY = 3600
"""Seconds: nothing stays an hour longer than was promised."""


async def run(services: Services) -> None:
    await services.people.privacy.forget_old()
    await services.people.audit.forget_old()
    await services.people.drafts.forget_old()
