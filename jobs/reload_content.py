"""Takes edited content into use without a restart."""

from __future__ import annotations

import asyncio
import logging

from content.check import describe
from content.mistakes import BrokenContent
from services.messages import TextMessage
from services.services import Services

log = logging.getLogger(__name__)


async def reload_content(services: Services) -> None:
    """A broken edit changes nothing for citizens; the log and the staff chat get its mistakes, once per edit."""
    try:
        # Reading and indexing take half a second; in a thread, the bot goes on answering meanwhile.
        if await asyncio.to_thread(services.content.reload_if_changed):
            log.info("content reloaded")
    except BrokenContent as error:
        log.error("content not reloaded, %d mistakes: %s", len(error.mistakes), error)
        if not services.health.leads:
            return  # every process reads the same files, and the leading one tells the staff
        texts = services.content.library.texts
        await services.people.staff.notify(TextMessage("content-broken", mistakes=describe(error.mistakes, texts)))
