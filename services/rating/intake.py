"""Figures for a rating come in: by the Ministry's table, which is checked first, or by the certificates of the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.hromadas import by_slug
from services.certification import CertificateReads
from services.people import People
from services.rating.formula import Weights
from services.rating.ministry_table import CheckedTable, check
from services.tables import OpenTable
from storage.certification import HromadaCount
from storage.rating import Leagues, RatingSource

OFFERED_BACK = 3
"""Quarters that are offered for a new rating: this one and those before it."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes figures in and begins ratings with them."""

    _people: People
    _leagues: Leagues
    _certificates: CertificateReads
    _clock: Callable[[], datetime]
    _weights: Weights

    def quarters(self) -> list[int]:
        """Quarters of which a rating can be begun, as 20264, the newest first."""
        today = self._clock().date()
        running = today.year * 4 + (today.month - 1) // 3
        return [each // 4 * 10 + each % 4 + 1 for each in range(running, running - OFFERED_BACK, -1)]

    # The Ministry's table

    async def look_through(self, table: OpenTable) -> CheckedTable:
        """What a table comes to, and every mistake in it."""
        # In a thread: a table full of names that mean nothing takes seconds.
        return await asyncio.to_thread(check, table, self._people.look_up)

    async def take_over(self, table: OpenTable, quarter: int, by: int) -> int | None:
        """The number of the rating, all rows in it; None with a mistake, or where it is published or objected to."""
        checked = await self.look_through(table)
        if not checked.is_takeable:
            return None
        return await self._begin(quarter, RatingSource.MINISTRY, checked.counts, by)

    # The bot's own figures

    async def counts_itself(self) -> bool:
        """Whether there are certificates in the bot, of which a rating can be made."""
        return bool(await self._own())

    async def begin_own(self, quarter: int, by: int) -> int | None:
        """A rating of the bot's own figures. Figures that cannot be are left out: the rating says who is missing."""
        if quarter not in self.quarters():
            return None
        return await self._begin(quarter, RatingSource.OWN, await self._own(), by)

    async def begin_sample(self, quarter: int, counts: Sequence[HromadaCount], by: int) -> int | None:
        """A rating of invented figures, to look at and to learn by; each picture and table says so."""
        return await self._begin(quarter, RatingSource.SAMPLE, counts, by)

    async def _own(self) -> list[HromadaCount]:
        return [each for each in await self._certificates.counts() if each.is_sound and by_slug(each.slug)]

    async def _begin(self, quarter: int, source: RatingSource, counts: Sequence[HromadaCount], by: int) -> int | None:
        return await self._leagues.begin(quarter, source, self._weights, counts, self._clock(), by)
