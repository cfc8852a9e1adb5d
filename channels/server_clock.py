"""The time that Telegram's server says in its answers: the one clock beside our own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EVERY = 30.0
"""Seconds: of more answers the time is not read, for that costs."""


@dataclass(slots=True)
class ServerClock:
    """Remembers what the server's clock showed last, and what ours showed then."""

    ours: datetime | None = None
    theirs: datetime | None = None
    _next: float = 0.0

    def heard(self, date: str | None) -> None:
        """The `Date` of an answer, as HTTP has it."""
        if date is None or time.monotonic() < self._next:
            return
        try:
            theirs = parsedate_to_datetime(date)
        except ValueError:
            return  # no clock: some proxy's own words
        self._next = time.monotonic() + EVERY
        self.ours, self.theirs = datetime.now(UTC), theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC)
