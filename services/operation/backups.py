"""The nightly copy of the database: made, opened again, counted, and reported in the daily summary."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from pathlib import Path

import storage.engine.backups as store

__all__ = ["Backups", "LastBackup", "days_of", "kept"]

log = logging.getLogger(__name__)

DUE, LATE = time(3, 30), time(4, 30)
"""When the copy is made, and from when on it counts as missing."""
DAYS, WEEKS, MONTHS = 7, 4, 6
"""So many copies are kept: of the newest days, and the newest of each of the newest weeks and months."""
_NAME = "bot-{day}.db{ending}"
_SEALED = ".age"
_OURS = re.compile(r"bot-(\d{4}-\d\d-\d\d)\.db(?:\.age)?(?:\.sha256)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBackup:
    """What became of the copy of a night."""

    ended_at: datetime | None
    """In local time; None where there is none."""
    rows: int
    problem: str
    """One word; empty where the copy can be opened again."""


@dataclass(frozen=True, slots=True)
class Backups:
    """Makes the copy of a night, and says what became of it. Without a folder there is none, and none is missed."""

    _backups: store.Backups
    _folder: Path | None
    _is_sealed: bool
    """Whether copies are encrypted; their names say so."""
    _is_believed: Callable[[], Awaitable[bool]]
    """Whether the clock is believed; a copy is old by it."""
    _clock: Callable[[], datetime]

    async def make_due(self) -> None:
        """Makes today's copy if its time has come and there is no good one; what went wrong is kept and tried again.

        Raises BackupFailed: a copy that was not made is a job that failed.
        """
        now = self._clock()
        if self._folder is None or now.time() < DUE:
            return
        last = await self._backups.of(now.date())
        if last and not last.problem:
            return
        file = self._folder / _NAME.format(day=now.date(), ending=_SEALED if self._is_sealed else "")
        try:
            rows = await self._backups.make_and_try(file)
        except store.BackupFailed as error:
            log.error("no backup: %s", error)
            await self._backups.ended(now.date(), self._clock(), 0, str(error))
            raise
        await self._backups.ended(now.date(), self._clock(), rows, "")
        if await self._is_believed():
            self._rotate(self._folder, now.date())

    async def late(self) -> bool:
        """Whether the last night has no copy that could be opened again."""
        now = self._clock()
        if self._folder is None:
            return False
        last = await self._backups.newest(now.date())
        if last is None:
            return now.time() >= LATE
        day = now.date() if now.time() >= LATE else now.date() - timedelta(days=1)
        good = await self._backups.newest(now.date(), good=True)
        return good is None or good.day < day

    async def good_at(self) -> datetime | None:
        """When the newest copy was made that could be opened again."""
        newest = await self._backups.newest(self._clock().date(), good=True)
        return newest.ended_at if newest else None

    async def last(self) -> LastBackup | None:
        """What became of last night's copy; None where no copies are made, or it is not yet missed."""
        now = self._clock()
        if self._folder is None:
            return None
        last = await self._backups.of(now.date())
        if last is None:
            return LastBackup(ended_at=None, rows=0, problem="") if now.time() >= LATE else None
        return LastBackup(ended_at=last.ended_at, rows=last.rows_checked, problem=last.problem)

    def _rotate(self, folder: Path, today: date) -> None:
        """Deletes old copies. Those of days to come, which a wrong clock made, stay and count for nothing."""
        files = days_of(folder)
        past = {day for day in files if day <= today}
        for day in past - kept(past):
            for path in files[day]:
                path.unlink()


def days_of(folder: Path) -> dict[date, list[Path]]:
    """The nightly copies in a folder by their day, each with its checksum; of a day the copy comes first."""
    files = defaultdict[date, list[Path]](list)
    for path in sorted(folder.iterdir()):
        if (ours := _OURS.fullmatch(path.name)) and (day := _day(ours[1])):
            files[day].append(path)
    return files


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None  # somebody else's file


def kept(days: Collection[date]) -> set[date]:
    """Which of the copies of these days are kept."""
    newest = sorted(days, reverse=True)
    return {
        *newest[:DAYS],
        *islice(_newest_of(newest, lambda day: day.isocalendar()[:2]), WEEKS),
        *islice(_newest_of(newest, lambda day: (day.year, day.month)), MONTHS),
    }


def _newest_of(newest: Iterable[date], span: Callable[[date], tuple[int, int]]) -> Iterable[date]:
    """The first day of each span, as they come."""
    return (next(days) for _, days in groupby(newest, span))
