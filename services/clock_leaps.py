"""Nothing is deleted for its age after the clock has leapt: it may be wrong, and what is deleted is gone.

The clock is believed while it goes on from where it was. After a leap of more than a day (a wrong clock, or a bot that
rested) it is believed again once Telegram's clock shows the same day, or the clock is back. While Telegram's clock
shows another day, it is not believed at all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from channels.server_clock import ServerClock
from services.messages import Message
from services.people import Staff
from services.times import later
from storage.mailings import SentOnce
from storage.operation.clock import ClockStore

log = logging.getLogger(__name__)

LEAP = timedelta(days=1)
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
    server: ServerClock
    """Telegram's."""
    _clock: Callable[[], datetime]
    _agreed_at: datetime | None = field(default=None, init=False)
    """What our clock showed when Telegram's showed the same, to this process."""

    def heard(self, at: datetime) -> None:
        """Telegram delivers what somebody wrote at that time, by its own clock."""
        now = self._clock()
        if abs(now - at) < SAME:
            self._agreed_at = now

    @property
    def ahead(self) -> timedelta:
        """How far our clock was before Telegram's when that was heard last; nothing where it was not."""
        ours, theirs = self.server.ours, self.server.theirs
        return ours - theirs if ours and theirs else timedelta()

    @property
    def is_off(self) -> bool:
        """Whether Telegram's clock, when it was heard last, showed another day than ours."""
        return abs(self.ahead) >= SAME

    async def is_believed(self) -> bool:
        """Whether what is old by this clock may be deleted."""
        return not self.is_off and await self._leapt_from() is None

    async def may_delete(self) -> bool:
        """As `is_believed`, for the job that deletes every hour: a leap is told once, and a believed clock goes on from
        here."""
        now, before = self._clock(), await self._leapt_from()
        if before is None and self.is_off:
            before = later(now, -self.ahead)
        if before is None:
            await self._store.believe(now)
            return True
        days, name = abs(now - before).days, f"clock {before.date() if self.is_off else int(before.timestamp())}"
        log.error("the clock leapt by %d days; nothing is deleted for its age", days)
        if not await self._sent_once.is_sent(name):
            leapt = ClockLeapt(today=now.date(), at=f"{now:%H:%M}", days=days)
            if await self._staff.notify(leapt) is not None:
                await self._sent_once.sent(name, now)
        return False

    async def _leapt_from(self) -> datetime | None:
        """When the clock was last believed, where it leapt since; None where it did not, or Telegram agrees with it."""
        now, before = self._clock(), await self._store.believed_at()
        compared_at = None if self.is_off else self.server.ours
        since = max(filter(None, (before, self._agreed_at, compared_at)), default=None)
        return before if since is not None and now - since > LEAP else None
