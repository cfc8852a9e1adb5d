"""What of people would stand in the log of whoever runs the bot."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterable

from services.operation.logs import QUIET, JsonFormatter, TextFormatter
from tests.stories.world import World

SHORTEST = 6
"""Shorter words may stand in a line by chance."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")


class Overhearing(logging.Handler):
    """Keeps each line as the bot would write it, in both formats."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno < logging.WARNING and record.name.partition(".")[0] in QUIET:
            return
        for formatter in (TextFormatter(), JsonFormatter()):
            own = copy.copy(record)  # a formatter leaves what it made of the exception in the record
            own.exc_text = None
            self.lines.append(formatter.format(own))


def leaks(lines: Iterable[str], worlds: Iterable[World]) -> list[str]:
    """The lines that hold the token, a name, or words of a person.

    The bot's own lines are English, so a Cyrillic letter is somebody's word already.
    """
    said = {each for world in worlds for each in _said(world)}
    return [line for line in lines if _CYRILLIC.search(line) or any(each in line for each in said)]


def _said(world: World) -> Iterable[str]:
    yield world.telegram.token
    yield world.telegram.token.partition(":")[2]
    for chat in [world.staff_chat, *(person.chat for person in world.telegram.people.values())]:
        for message in chat.messages.values():
            words = str(message.get("text") or message.get("caption") or "")
            if not message["from"]["is_bot"] and len(words) >= SHORTEST and not words.startswith("/"):
                yield words
