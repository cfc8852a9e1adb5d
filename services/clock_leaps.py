"""Nothing is deleted for its age after the clock has leapt: it may be wrong, and what is deleted is gone.

The clock is believed while it goes on from where it was. After a leap of more than a week (a wrong clock, or a bot that
rested) it is believed again once Telegram delivers a message of the same day, or the clock is back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.messages import Message
from services.people import Staff
from storage.mailings import SentOnce
from storage.operation.clock import ClockStore

log = logging.getLogger(__name__)

LEAP = timedelta(days=7)
SAME = timedelta(days=1)
"""How far Telegram's time may be from ours: a message may have waited while the bot was down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLeapt(Message):
    """To the staff: nothing old is deleted until the clock is believed again."""

    today: date
    at: str
    days: int


@dataclass(slots=True)
class ClockLeaps:
    _store: ClockStore
    _sent_once: SentOnce
    _staff: Staff
    _clock: Callable[[], datetime]
    _agreed_at: datetime | None = field(default=None, init=False)
    """What our clock showed when Telegram's showed the same, to this process."""

    def heard(self, at: datetime) -> None:
        """Telegram delivers what somebody wrote at that time, by its own clock."""
        now = self._clock()
        if abs(now - at) < SAME:
            self._agreed_at = now

    async def is_believed(self) -> bool:
        """Whether what is old by this clock may be deleted."""
        return await self._leapt_from() is None

    async def may_delete(self) -> bool:
        """As `is_believed`, for the job that deletes every hour: a leap is told once, and a believed clock goes on from
        here."""
        now, before = self._clock(), await self._leapt_from()
        if before is None:
            await self._store.believe(now)
            return True
        days, name = (now - before).days, f"clock {int(before.timestamp())}"
        log.error("the clock leapt by %d days; nothing is deleted for its age", days)
        if not await self._sent_once.is_sent(name):
            leapt = ClockLeapt(today=now.date(), at=f"{now:%H:%M}", days=days)
            if await self._staff.notify(leapt) is not None:
                await self._sent_once.sent(name, now)
        return False

    async def _leapt_from(self) -> datetime | None:
        """When the clock was last believed, where it leapt since; None where it did not, or Telegram agrees with it."""
        now, before = self._clock(), await self._store.believed_at()
        since = max(filter(None, (before, self._agreed_at)), default=None)
        return before if since is not None and now - since > LEAP else None
