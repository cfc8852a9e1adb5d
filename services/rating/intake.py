"""Figures for a rating come in: by the Ministry's table, which is checked first, or by the certificates of the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.hromadas import by_slug
from services.certification import CertificateReads
from services.content import Content
from services.people import Hromadas
from services.rating.formula import Weights
from services.rating.ministry_table import COLUMNS, Cell, CheckedTable, Column, check, guess, headings_of, is_complete
from storage.certification import HromadaCount
from storage.rating import Leagues, MinistryTable, MinistryTables, RatingRead, RatingSource

OFFERED_BACK = 3
"""Quarters that are offered for a new rating: this one and those before it."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes figures in and begins ratings with them."""

    _content: Content
    _read: RatingRead
    _tables: MinistryTables
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

    async def take_in(self, quarter: int, cells: Sequence[Sequence[Cell]]) -> int:
        """Keeps a table of at least one row to be looked at; its number. Columns as they were confirmed, or guessed."""
        layout = guess(cells, self._content.library.texts)
        remembered = await self._read.remembered(_fingerprint(headings_of(cells, layout)))
        if remembered:
            layout = (layout[0], *remembered[1:])
        return await self._tables.keep(quarter, cells, layout, self._clock())

    async def set_column(self, table: MinistryTable, column: Column, number: int) -> None:
        """Says which column holds that figure; another that was thought to be there has no column any more."""
        if 0 <= number < len(headings_of(table.cells, table.layout)):
            place = COLUMNS.index(column) + 1
            columns = [-1 if each == number else each for each in table.layout[1:]]
            layout = [table.layout[0], *columns]
            layout[place] = number
            await self._tables.lay_out(table.id, layout)

    async def check(self, table: MinistryTable) -> CheckedTable | None:
        """Confirms the columns, for the next quarter too, and reads the rows; None while a column is missing."""
        if not is_complete(table.layout):
            return None
        await self._tables.remember(_fingerprint(headings_of(table.cells, table.layout)), table.layout)
        library = self._content.library
        # In a thread: a table full of names that mean nothing takes seconds.
        return await asyncio.to_thread(check, table, Hromadas(library.vocabulary), library.texts)

    async def take_over(self, table: MinistryTable, by: int) -> int | None:
        """The number of the rating, all rows in it; None with a mistake, or where it is published or objected to."""
        checked = await self.check(table)
        if checked is None or checked.mistakes or not checked.counts:
            return None
        return await self._begin(table.quarter, RatingSource.MINISTRY, checked.counts, by)

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


def _fingerprint(headings: Sequence[str]) -> str:
    """By which headings are known again."""
    return "\n".join(" ".join(each.lower().split()) for each in headings)
