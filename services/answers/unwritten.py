"""Questions that came while the database was away: kept in memory, and written when it is back.

So many at the most; the oldest go first, and are counted. What waits when the process ends is lost to the staff's
lists, not to whoever asked: she has her answer.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable

from services.operation import DatabaseAway

log = logging.getLogger(__name__)

MOST = 2000
"""Questions, some hundred bytes each."""

Write = Callable[[], Awaitable[object]]


class Unwritten:
    def __init__(self) -> None:
        self._rows: deque[tuple[int, Write]] = deque()
        """Who asked, and what writes it down."""
        self.dropped = 0
        """How many there was no room for."""

    def __len__(self) -> int:
        return len(self._rows)

    def keep(self, person_id: int, write: Write) -> None:
        """Keeps what could not be written; `write` may be called more than once."""
        self._rows.append((person_id, write))
        if len(self._rows) > MOST:
            self._rows.popleft()
            self.dropped += 1

    def forget(self, person_id: int) -> None:
        """Drops what that person asked."""
        self._rows = deque(row for row in self._rows if row[0] != person_id)

    async def write(self) -> None:
        """Writes what waits, the oldest first; where the database is still away, it waits on."""
        written = 0
        while self._rows:
            row = self._rows.popleft()
            try:
                await row[1]()
            except DatabaseAway:
                self._rows.appendleft(row)
                break
            written += 1
        if written:
            log.info("%d questions that waited for the database are written", written)
