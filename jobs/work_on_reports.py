"""Cases: sends what is untold, asks for details, nudges the silent, and deletes evidence past its time."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds."""


async def run(services: Services) -> None:
    await services.reports.deliver()
    await services.reports.ask_for_details()
    await services.reports.nudge()
    await services.reports.forget_evidence()
