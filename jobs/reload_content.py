"""Takes edited content into use without a restart, in every process."""

from __future__ import annotations

import asyncio
import logging

from content.check import describe
from content.mistakes import BrokenContent
from services.services import Services

log = logging.getLogger(__name__)

EVERY = 5
"""Seconds between two looks at the files: an editor sees the change at the next question."""


async def run(services: Services) -> None:
    """A broken edit changes nothing for the citizens; the staff chat and the log are told, once per edit."""
    try:
        # Reading and indexing take half a second, in which the bot goes on answering.
        if await asyncio.to_thread(services.content.reload_if_changed):
            log.info("content reloaded")
    except BrokenContent as error:
        log.error("content not reloaded, %d mistakes: %s", len(error.mistakes), error)
        if not services.health.leads:
            return  # all processes read the same files, and staff are told once
        texts = services.content.library.texts
        await services.people.staff.tell(texts("content-broken", mistakes=describe(error.mistakes, texts)))
