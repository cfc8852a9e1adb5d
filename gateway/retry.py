"""Repeats a call to Telegram until Telegram answers."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

log = logging.getLogger(__name__)

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

FIRST_BACK_OFF, LONGEST_BACK_OFF = 0.5, 30.0
CERTIFICATE = ("Certificate", "SSL")
"""Parts of aiohttp's names for a certificate that is not taken."""
CONFLICTS = 4
CONFLICT_WINDOW = 30.0
"""So many conflicts in so many seconds mean that another instance runs, even if calls between them succeed: under
traffic most polls of two instances end before they meet. Fewer do not: the long poll of a process that was just killed
lives on for some seconds."""


GAPS, GAPS_WINDOW = 3, 300.0
"""Under much traffic two instances hardly ever meet, but each misses the updates that the other one was given. So many
gaps in so many seconds, and two conflicts in them, mean the same."""


class AnotherInstance(Exception):
    """Another process takes the updates of the same bot."""


class WrongToken(Exception):
    """Telegram does not know the token."""


class Conflicts:
    """When Telegram said that another instance asks for updates."""

    def __init__(self) -> None:
        self._at: deque[float] = deque(maxlen=CONFLICTS)
        self._gaps: deque[float] = deque(maxlen=GAPS)
        self.in_a_row = 0

    def note(self) -> bool:
        """One more; whether it is certain now that another instance runs."""
        self._at.append(time.monotonic())
        self.in_a_row += 1
        return self._is_certain()

    def gap(self) -> bool:
        """Updates are missing between two answers; whether it is certain now that another instance has them."""
        self._gaps.append(time.monotonic())
        return self._is_certain()

    def _is_certain(self) -> bool:
        if len(self._at) == CONFLICTS and self._at[-1] - self._at[0] <= CONFLICT_WINDOW:
            return True
        since = time.monotonic() - GAPS_WINDOW
        gaps = sum(at > since for at in self._gaps)
        return gaps == GAPS and sum(at > since for at in self._at) > 1


async def persist(
    call: Callable[[], Awaitable[T]], sleep: Sleep = asyncio.sleep, conflicts: Conflicts | None = None
) -> T:
    """Calls `call` until Telegram answers, and returns what it returns. Raises AnotherInstance, WrongToken.

    `conflicts` remembers those of the calls before.
    """
    back_off = 0.0
    conflicts = conflicts or Conflicts()
    conflicts.in_a_row = 0
    while True:
        try:
            result = await call()
        except InvalidToken as error:
            raise WrongToken from error
        except Conflict as error:
            if conflicts.note():
                raise AnotherInstance from error
            wait = FIRST_BACK_OFF * 2**conflicts.in_a_row
        except RetryAfter as error:
            wait = _seconds(error)
            log.warning("Telegram asks to wait %g s", wait)
        except TelegramError as error:
            if not back_off and any(each in str(error) for each in CERTIFICATE):
                log.error("the certificate of the server is not valid: it has expired, or the clock here is wrong")
            elif not back_off:
                log.warning("Telegram does not answer: %s", error)
            back_off = min(max(FIRST_BACK_OFF, back_off * 2), LONGEST_BACK_OFF)
            wait = back_off * random.uniform(0.5, 1)  # noqa: S311 - so that many bots do not come back at once
        else:
            if back_off:
                log.info("Telegram answers again")
            return result
        await sleep(wait)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after  # which of the two it is depends on PTB_TIMEDELTA
    return wait.total_seconds() if isinstance(wait, timedelta) else wait
