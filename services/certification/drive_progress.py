"""How far drives are: what a person still owes, where a body stands, and what the last weeks let expect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.certification.drive_schedule import DAY
from storage.certification import CertificationReads, Drive, PlaceCount

TREND = timedelta(days=28)
"""The forecast looks back so far."""
FORETOLD_AFTER = 7
"""Days: by the first few nothing can be foretold."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the last weeks let expect for the deadline."""

    by_week: tuple[int, ...]
    """Certificates of the last four weeks, the oldest first."""
    percent: int | None
    """Of members certified at the deadline if it goes on like this; None where it has passed, nobody takes part, or too
    few days went by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInDrive:
    """How far one body or council is in one drive."""

    drive: Drive
    certified: int
    members: int


def total(counts: Sequence[PlaceCount]) -> PlaceCount:
    """What these bodies, or units, come to together."""
    return PlaceCount(
        place="",
        unit="",
        members=sum(each.members for each in counts),
        certified=sum(each.certified for each in counts),
        in_chat=sum(each.in_chat for each in counts),
        exempt=sum(each.exempt for each in counts),
    )


@dataclass(frozen=True, slots=True)
class DriveProgress:
    _read: CertificationReads
    _clock: Callable[[], datetime]

    async def of_person(self, person_id: int) -> list[tuple[Drive, list[str]]]:
        """The open drives of a person, with the courses that she still owes."""
        return [
            (drive, await self._read.figures.owed(drive.id, person_id))
            for drive in await self._read.drives.of_person(person_id)
        ]

    async def in_places(self, places: Sequence[str]) -> list[PlaceInDrive]:
        """How far these bodies and councils are in each open drive."""
        found: list[PlaceInDrive] = []
        for place in dict.fromkeys(places):
            for drive in await self._read.drives.at(place):
                whole = total(await self._read.figures.counts(drive.id, place))
                if whole.members:
                    found.append(PlaceInDrive(drive=drive, certified=whole.certified, members=whole.members))
        return found

    async def forecast(self, drive: Drive) -> Forecast:
        """By the trend of the last four weeks, of all bodies together."""
        now = self._clock()
        came = await self._read.figures.arrivals(drive.id, now - TREND)
        by_week = [0, 0, 0, 0]
        for at in came:
            by_week[min(int((at - (now - TREND)) / (7 * DAY)), 3)] += 1
        whole = total(await self._read.figures.counts(drive.id))
        left = (drive.due_on - now.date()).days
        since = max(drive.starts_on, (now - TREND).date())
        days = (now.date() - since).days
        if not whole.members or left <= 0 or days < FORETOLD_AFTER:
            return Forecast(tuple(by_week), None)
        # A member who needs several certificates is certified by the last of them.
        lately = [at for at in came if at.date() >= since]
        expected = whole.certified + len(lately) / len(drive.courses) / days * left
        return Forecast(tuple(by_week), min(round(100 * expected / whole.members), 100))

    async def arrival_days(self, drive: Drive) -> list[date]:
        """On which day each certificate came since the drive began."""
        begins = datetime.combine(drive.starts_on, time(), self._clock().tzinfo)
        return [at.date() for at in await self._read.figures.arrivals(drive.id, begins)]
