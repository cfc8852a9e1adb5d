"""Repeats a call to Telegram until Telegram answers."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

log = logging.getLogger(__name__)

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

FIRST_BACK_OFF, LONGEST_BACK_OFF = 0.5, 30.0
CONFLICTS = 4
"""So many conflicts in a row mean that another instance runs. Fewer do not: the long poll of a process that was just
killed lives on for some seconds."""


class AnotherInstance(Exception):
    """Another process takes the updates of the same bot."""


class WrongToken(Exception):
    """Telegram does not know the token."""


async def persist(call: Callable[[], Awaitable[T]], sleep: Sleep = asyncio.sleep) -> T:
    """Calls `call` until Telegram answers, and returns what it returns. Raises AnotherInstance, WrongToken."""
    back_off = 0.0
    conflicts = 0
    while True:
        try:
            result = await call()
        except InvalidToken as error:
            raise WrongToken from error
        except Conflict as error:
            conflicts += 1
            if conflicts == CONFLICTS:
                raise AnotherInstance from error
            wait = FIRST_BACK_OFF * 2**conflicts
        except RetryAfter as error:
            wait = _seconds(error)
            log.warning("Telegram asks to wait %g s", wait)
        except TelegramError as error:
            if not back_off:
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
