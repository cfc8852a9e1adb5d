"""Sends the questions that could not reach the staff chat when they were passed on."""

from __future__ import annotations

from services.services import Services

EVERY = 60
"""Seconds: Telegram's troubles last minutes."""


async def run(services: Services) -> None:
    await services.answers.questions.deliver()
