"""How Telegram gets on with our webhook: a dead address looks like a quiet day from inside, so Telegram is asked."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from channels import Later, Refused, Unknown, WebhookInfo

log = logging.getLogger(__name__)

LATELY = timedelta(minutes=10)
"""An error is a trouble for so long; Telegram names the last one for ever."""
MANY = 100
"""Updates that wait; on a good day there are none."""
_CERTIFICATE = ("certificate", "ssl", "tls")


class WebhookTrouble(StrEnum):
    """What somebody has to look at."""

    TOKEN = "token"  # noqa: S105 - a word
    """Telegram does not take the token any more."""
    ELSEWHERE = "elsewhere"
    """Telegram posts to another address, or nowhere."""
    CERTIFICATE = "certificate"
    """It does not trust our certificate: expired, or not for that name."""
    ERROR = "error"
    """It met another error lately, and something waits."""
    PENDING = "pending"
    """Too many updates wait."""


@dataclass(frozen=True, slots=True)
class WebhookState:
    """What Telegram said last."""

    pending: int
    error: str
    """Its words for the last error, however old."""
    error_at: datetime | None
    trouble: WebhookTrouble | None


class WebhookWatch:
    """Asks Telegram, and remembers what it said. Without a webhook it asks nothing."""

    def __init__(
        self,
        ask: Callable[[], Awaitable[WebhookInfo | Later | Refused | Unknown]],
        url: str | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._ask = ask
        self._url = url
        self._clock = clock
        self._state: WebhookState | None = None
        self._is_set = False

    def begin(self) -> None:
        """Telegram was told the address; before that there is nothing to ask."""
        self._is_set = True

    def state(self) -> WebhookState | None:
        """None where there is no webhook, or Telegram has not answered yet."""
        return self._state

    async def look(self) -> None:
        """Asks once. Where Telegram does not answer, what it said before stays."""
        if self._url is None or not self._is_set:
            return
        info = await self._ask()
        before = self._state.trouble if self._state else None
        if isinstance(info, Refused):
            self._state = WebhookState(0, "", None, WebhookTrouble.TOKEN)
        elif isinstance(info, WebhookInfo):
            self._state = WebhookState(
                info.pending, info.error, info.error_at, trouble_of(info, self._url, self._clock())
            )
        if self._state and self._state.trouble not in {None, before}:
            log.error(
                "the webhook: %s, %d updates wait, %s", self._state.trouble, self._state.pending, self._state.error
            )


def trouble_of(info: WebhookInfo, url: str, now: datetime) -> WebhookTrouble | None:
    """What is wrong, where Telegram should post to `url`."""
    if info.url != url:
        return WebhookTrouble.ELSEWHERE
    if info.pending and info.error_at and now - info.error_at < LATELY:  # what waited and was taken since is no trouble
        words = info.error.lower()
        is_certificate = any(each in words for each in _CERTIFICATE)
        return WebhookTrouble.CERTIFICATE if is_certificate else WebhookTrouble.ERROR
    return WebhookTrouble.PENDING if info.pending >= MANY else None
