"""News: what people and the staff are told of decisions and events. The row comes first (`storage/people/news.py`).

Each kind has a function that makes its message when it leaves: what does not hold any more is not told. The outbox
carries people's news (`services/mailings/news.py`), and a job brings the staff theirs.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from channels import Delivered, RefusalReason, Refused
from channels.taps import Button
from services.messages import Message, TextMessage
from services.people.messages import Worded
from services.people.staff import Staff
from services.times import later
from storage.people import NewsItem, NewsKind, NewsStore

log = logging.getLogger(__name__)

FIRST_RETRY, MOST_ATTEMPTS = timedelta(minutes=10), 8
"""Doubled each time: what cannot be made for most of a day is put aside."""
PAUSE = 10.0
"""Seconds for which a staff chat that takes nothing is left alone."""

Make = Callable[[NewsItem], Awaitable[Message | None]]
"""Makes a message as it is when it leaves; None where it does not hold any more."""


@dataclass(slots=True)
class News:
    _news: NewsStore
    _staff: Staff
    _clock: Callable[[], datetime]
    _monotonic: Callable[[], float]
    _makers: dict[NewsKind, Make] = field(default_factory=lambda: dict(_OF_NO_AREA))
    _away_until: float = 0.0
    """0: the staff chat took the last message."""

    def add(self, makers: Mapping[NewsKind, Make]) -> None:
        """An area says how the messages of its kinds are made."""
        self._makers.update(makers)

    async def tell(self, to: int | str, kind: NewsKind, **facts: Any) -> None:
        """Has somebody told of what changes no table; a store that changes one tells in its transaction."""
        await self._news.tell(to, kind, self._clock(), **facts)

    async def message(self, item: NewsItem) -> Message | None:
        """What is said now; None where it does not hold any more."""
        return await self._makers[NewsKind(item.kind)](item)

    async def tell_staff(self, *, at_once: bool = False) -> None:
        """Tells the staff what waits, in its order. As long as their chat takes nothing, all of it stays, and the chat
        is left alone for a while; not so `at_once`."""
        if self._staff.chat_id is None or (self._monotonic() < self._away_until and not at_once):
            return
        async with self._news.exclusive() as is_mine:  # two at once would send the same twice
            if is_mine:
                for item in await self._news.for_staff(self._clock()):
                    if not await self._told(item):
                        return

    async def _told(self, item: NewsItem) -> bool:
        """Whether the next may be told; what is wrong with this one alone does not hold it up."""
        try:
            message = await self.message(item)
            outcome = await self._staff.send(message) if message else None
        except Exception:
            log.exception("news %d cannot be made", item.id)
            await self._failed(item)
            return True
        if outcome is None or isinstance(outcome, Delivered):
            self._away_until = 0.0
            await self._news.told([item.id], self._clock())
            return True
        if isinstance(outcome, Refused) and outcome.reason is RefusalReason.OTHER:
            log.error("news %d is refused: %s", item.id, outcome.words)
            await self._failed(item)
            return True
        if not self._away_until:
            why = outcome.words if isinstance(outcome, Refused) else outcome.why
            log.warning("the staff chat cannot be told: %s", why)
        self._away_until = self._monotonic() + PAUSE
        return False

    async def _failed(self, item: NewsItem) -> None:
        now = self._clock()
        if item.attempts + 1 < MOST_ATTEMPTS:
            await self._news.again(item, later(now, FIRST_RETRY * 2**item.attempts))
        else:
            log.error("news %d is put aside", item.id)
            await self._news.told([item.id], now)


async def _worded(item: NewsItem) -> Message:
    return Worded(
        html=item.facts["html"], keyboard=[[Button(**button) for button in row] for row in item.facts["keyboard"]]
    )


async def _staff_chat_moved(item: NewsItem) -> Message:
    return TextMessage("staff-moved", number=str(item.facts["number"]))


async def _content_broken(item: NewsItem) -> Message:
    return TextMessage("content-broken", mistakes=item.facts["mistakes"])


_OF_NO_AREA: Mapping[NewsKind, Make] = {
    NewsKind.WORDED: _worded,
    NewsKind.STAFF_CHAT_MOVED: _staff_chat_moved,
    NewsKind.CONTENT_BROKEN: _content_broken,
}
