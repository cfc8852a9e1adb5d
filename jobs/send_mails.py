"""Plans and sends mails about notices; what a server did not take is tried again when its time comes."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds."""


async def run(services: Services) -> None:
    await services.notices.mails.plan()
    await services.notices.mails.deliver()
