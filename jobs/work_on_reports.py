"""Cases: sends what is untold, asks for details, nudges the silent, and deletes evidence past its time."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds."""


async def run(services: Services) -> None:
    await services.cases.cases.deliver()
    await services.cases.cases.ask_for_details()
    await services.cases.cases.nudge()
    await services.cases.cases.forget_evidence()
