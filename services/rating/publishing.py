"""A rating is published as a snapshot, which never changes; a correction is the next version beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from content.messages import Texts
from services.content import Content
from services.files.excel import Percent, make_excel
from services.people import Action, Audit
from services.rating import labels
from services.rating.formula import Placed, has_levels, is_shown
from services.rating.snapshots import Snapshot
from services.rating.window import Correction
from storage.rating import League, Leagues, RatingRead

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's property; any fixed time, so that equal files are equal bytes


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


# The table that may be passed on


def public_rows(snapshot: Snapshot, texts: Texts) -> list[list[object]]:
    """A row per hromada that has figures, league by league, in the columns of `leagues-headings`."""
    raions = {place.slug: place.raion for place in snapshot.places}
    hidden, rows = texts.plain("leagues-hidden"), list[list[object]]()
    for number, league in enumerate(snapshot.leagues):
        name = labels.league_name(snapshot, number, texts)
        for each in league:
            figures = _public_figures(each, snapshot.least, hidden)
            rows.append([name, each.place, snapshot.names[each.count.slug], raions[each.count.slug], *figures])
    return rows


def excel(snapshot: Snapshot, texts: Texts) -> bytes:
    """The published table as Excel; the same snapshot gives the same bytes.

    A row per hromada, and below them totals of what is shown, the formula, the source, the hash, the changes. It holds
    no figure of people below `least`, nor one from which such a figure could be computed: it may be passed on.
    """
    headings = texts.plain("leagues-headings").split(" | ")
    rows = public_rows(snapshot, texts)
    columns = range(len(headings) - 6, len(headings) - 1)
    totals = [sum(value for row in rows if isinstance(value := row[column], int)) for column in columns]
    known = {count.slug for count in snapshot.counts}
    rows += [
        ["", None, place.name, place.raion, texts.plain("leagues-absent")]
        for place in snapshot.places
        if place.slug not in known
    ]
    notes = [texts.plain("leagues-hidden-note", least=str(snapshot.least)), labels.formula(snapshot, texts)]
    notes += [labels.source_line(snapshot, texts), f"SHA-256: {snapshot.hash}"]
    if snapshot.changes:
        notes.append(texts.plain("leagues-changes", version=str(snapshot.version), reason=snapshot.reason))
        notes += [labels.change_line(snapshot, each, texts) for each in snapshot.changes]
    properties = {"title": labels.title(snapshot, texts), "comments": snapshot.hash, "created": CREATED}
    total = [texts.plain("leagues-total"), None, None, None, *totals]
    return make_excel(headings, rows, properties, name=texts.plain("leagues-sheet"), total=total, notes=notes)


def _public_figures(placed: Placed, least: int, hidden: str) -> list[object]:
    """People, low, middle, high, certified, share; a total over a column adds up what stands in it and no more."""
    count = placed.count
    levels: list[object] = [hidden] * 4
    if has_levels(count, least):
        levels = [count.low, count.middle, count.high, count.certified]
    return [
        count.staff if count.staff >= least else hidden,
        *levels,
        Percent(round(float(placed.share), 3), digits=1) if is_shown(count, least) else hidden,
    ]
