"""A rating is published as a snapshot, which never changes; a correction is the next version beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.content import Content
from services.people import Action, Audit
from services.rating.public_table import excel
from services.rating.snapshots import Snapshot
from services.rating.window import Correction
from storage.rating import League, Leagues, RatingRead


class Published(StrEnum):
    """What came of pressing «publish»."""

    YES = "yes"
    BEFORE = "before"
    """It was published, or the window was never opened."""
    EARLY = "early"
    """The window is still open."""
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Publishing:
    """Publishes ratings, corrects them, and gives every version."""

    _content: Content
    _read: RatingRead
    _leagues: Leagues
    _audit: Audit
    _clock: Callable[[], datetime]

    async def snapshot(self, league: League, version: int = 0) -> Snapshot | None:
        """A published version, 0 for the newest; before publishing what would be published now."""
        versions = await self._read.snapshots(league.id)
        if not versions:
            return Snapshot.of(league, list((await self._read.counts(league.id)).values()))
        return Snapshot.read(versions[version - 1]) if version <= len(versions) else None

    async def versions(self, league: League) -> list[Snapshot]:
        """All that was published, the first version first."""
        return [Snapshot.read(each) for each in await self._read.snapshots(league.id)]

    async def newest(self) -> Snapshot | None:
        """The rating that was published last; None without one."""
        league = await self._read.newest_published()
        return await self.snapshot(league) if league else None

    async def export(self, league: League, snapshot: Snapshot, by: int) -> bytes:
        """The table of that version. It is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, f"league {league.id}", f"version {snapshot.version}")
        return await asyncio.to_thread(excel, snapshot, self._content.library.texts)

    async def publish(self, league: League, by: int) -> Published:
        """Freezes the rating, once the window is over and every objection decided."""
        today = self._clock().date()
        if league.published_at or league.closes_on is None:
            return Published.BEFORE
        if today <= league.closes_on:
            return Published.EARLY
        # Asked before the figures are read: with nothing undecided and the window over they change no more.
        if any(each.verdict is None for each in await self._read.objections(league.id)):
            return Published.UNDECIDED
        counts = await self._read.counts(league.id)
        snapshot = Snapshot.of(league, list(counts.values())).published()
        published = await self._leagues.publish(league.id, snapshot.canonical, today, self._clock(), by)
        return Published.YES if published else Published.BEFORE

    async def correct(self, league: League, slug: str, correction: Correction, by: int) -> Snapshot | None:
        """The next version of a published rating; None where the figures cannot be, or stand there already."""
        corrected, snapshot = correction.of(slug), await self.snapshot(league)
        if snapshot is None or not snapshot.version or not corrected.is_sound:
            return None
        found = snapshot.find(slug)
        if found is None or found[1].count == corrected:  # the same words may come twice
            return None
        new = snapshot.corrected(corrected, correction.reason)
        kept = await self._leagues.correct(league.id, new.version, new.canonical, corrected, self._clock(), by)
        return new if kept else None
