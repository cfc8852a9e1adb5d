"""Plans the reminders of certification drives, and watches that those of the day left."""

from __future__ import annotations

from services.services import Services

EVERY = 120


async def run(services: Services) -> None:
    await services.certification.drives.remind()
    await services.certification.drives.watch()
