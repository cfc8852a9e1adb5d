"""What staff and coordinators take along: lists in Excel, and pictures of how far a drive is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from content import FOLDER
from content.library import Library
from content.messages import Texts
from services.certification.drive_progress import DriveProgress, total
from services.certification.drives import Drives
from services.content import Content
from services.files.excel import Percent, make_excel
from services.files.typesetting import as_png
from storage.certification import (
    Certificate,
    CertificateLevel,
    CertificateStatus,
    CertificationReads,
    Drive,
    Member,
    PlaceCount,
)
from storage.engine.alphabet import alphabetical
from storage.people import Action, AuditStore

TEMPLATE = FOLDER / "templates" / "drive.typ"
WEEK = timedelta(days=7)
MOST_WEEKS = 12
"""Weeks side by side whose figures are read on a phone; of a longer drive the last ones."""
MOST_BARS = 30
"""Names in one picture; further bodies come in a further one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """Which bodies one picture shows: from the `first` to the `last` of so many."""

    summary: str
    first: int
    last: int
    of: int


@dataclass(frozen=True, slots=True)
class Exports:
    _content: Content
    _read: CertificationReads
    _drives: Drives
    _progress: DriveProgress
    _audit: AuditStore
    _clock: Callable[[], datetime]

    async def of_drive(self, drive: Drive, by: int) -> bytes:
        """Excel with a row per body: members, certified, share, in chat, exempt; it is logged.

        On a second sheet the members of all bodies, as their coordinators see them.
        """
        await self._audit.write(self._clock(), by, Action.DATA_EXPORTED, f"drive {drive.id}")
        texts, counts = self._content.library.texts, await self._read.figures.counts(drive.id)
        headings, rows, people = texts.plain("drives-headings").split(" | "), list[list[object]](), list[list[object]]()
        for each in counts:
            name = await self._drives.place_name(each.place)
            rows.append(_of_count(name, each))
            people += [[name, *row] for row in await self._members(each.place)]
        make = partial(
            make_excel,
            headings,
            rows,
            name=texts.plain("drives-sheet"),
            total=_of_count(texts.plain("drives-total"), total(counts)),
            others={texts.plain("drives-sheet-people"): ([headings[0], *self._headings()], people)},
        )
        return await asyncio.to_thread(make)

    async def of_place(self, place: str, by: int) -> bytes:
        """Excel with all members of a place and their certificates, a row for each; it is logged."""
        await self._audit.write(self._clock(), by, Action.DATA_EXPORTED, f"certificates of {place}")
        name = self._content.texts.plain("coordinator-sheet")
        return await asyncio.to_thread(partial(make_excel, self._headings(), await self._members(place), name=name))

    def _headings(self) -> list[str]:
        texts = self._content.texts
        return [
            texts.plain("members-column-unit"),
            texts.plain("members-column-name"),
            texts.plain("certificates-column-course"),
            texts.plain("certificates-column-code"),
            texts.plain("certificates-column-issued"),
            texts.plain("certificates-column-level"),
            texts.plain("certificates-column-score"),
            texts.plain("certificates-column-state"),
        ]

    async def _members(self, place: str) -> list[list[object]]:
        """A row for each certificate of each member of a place; one for a member who has none."""
        library, handed_in = self._content.library, await self._read.certificates.at(place)
        texts, rows = library.texts, list[list[object]]()
        for member in await self._read.members.at(place):
            who = [member.unit, member.name]
            own = [each for each in handed_in if _is_of(each, member)]
            if not own:
                rows.append([*who, "", "", None, "", None, texts.plain("certificates-none")])
            for each in own:
                level, status = level_name(texts, each.level), status_name(texts, each.status)
                course = course_name(library, each.course)
                rows.append([*who, course, each.code, each.issued_on, level, each.score, status])
        return rows

    async def pictures(self, drive: Drive) -> list[tuple[bytes, PicturePage]]:
        """All bodies and the trend by week as PNG; none where nobody takes part."""
        counts = [each for each in await self._read.figures.counts(drive.id) if each.members]
        names = {each.place: await self._drives.place_name(each.place) for each in counts}
        weeks = by_week(drive, await self._progress.arrival_days(drive), self._clock().date())
        return await draw(drive, counts, names, weeks, self._content.library.texts)


def _of_count(name: str, count: PlaceCount) -> list[object]:
    share = Percent(count.certified / count.members) if count.members else None
    return [name, count.members, count.certified, share, count.in_chat, count.exempt]


def course_name(library: Library, course: str) -> str:
    """The title of a course, or that none is named."""
    found = library.courses.get(course)
    return found.title if found else library.texts.plain("certificates-no-course")


def level_name(texts: Texts, level: CertificateLevel) -> str:
    return texts.plain("certificates-level-name", level=level.value) if level else ""


def status_name(texts: Texts, status: CertificateStatus) -> str:
    return texts.plain("certificates-state", status=status.value)


def by_week(drive: Drive, came: Sequence[date], today: date) -> list[tuple[date, int]]:
    """How many of `came` fall into each week of the drive so far, by the day on which the week begins."""
    counts = [0] * (max((today - drive.starts_on) // WEEK, 0) + 1)
    for day in came:
        if drive.starts_on <= day <= today:
            counts[(day - drive.starts_on) // WEEK] += 1
    return [(drive.starts_on + number * WEEK, count) for number, count in enumerate(counts)][-MOST_WEEKS:]


async def draw(
    drive: Drive,
    counts: Sequence[PlaceCount],
    names: Mapping[str, str],
    weeks: Sequence[tuple[date, int]],
    texts: Texts,
) -> list[tuple[bytes, PicturePage]]:
    """PNGs of all bodies that have members."""
    return [
        (await asyncio.to_thread(as_png, TEMPLATE, data), page)
        for data, page in pages(drive, counts, names, weeks, texts)
    ]


def pages(
    drive: Drive,
    counts: Sequence[PlaceCount],
    names: Mapping[str, str],
    weeks: Sequence[tuple[date, int]],
    texts: Texts,
) -> list[tuple[dict[str, object], PicturePage]]:
    """What each picture shows: who is furthest first; the trend stands in the first."""
    ranked = sorted(counts, key=lambda each: (-each.certified / each.members, alphabetical(names[each.place])))
    whole = total(counts)
    summary = texts.plain(
        "drives-picture-summary",
        due=drive.due_on,
        percent=100 * whole.certified // max(whole.members, 1),
        certified=whole.certified,
        members=whole.members,
    )
    found: list[tuple[dict[str, object], PicturePage]] = []
    for start in range(0, len(ranked), MOST_BARS):
        part = ranked[start : start + MOST_BARS]
        data: dict[str, object] = {
            "title": drive.title,
            "summary": summary,
            "by-week": texts.plain("drives-picture-weeks"),
            "weeks": [{"name": day.strftime("%d.%m"), "count": count} for day, count in weeks] if start == 0 else [],
            "by-body": texts.plain("drives-picture-bodies"),
            "rows": [
                {
                    "name": names[each.place],
                    "share": each.certified / each.members,
                    "words": texts.plain("drives-picture-row", certified=each.certified, members=each.members),
                }
                for each in part
            ],
        }
        found.append((data, PicturePage(summary=summary, first=start + 1, last=start + len(part), of=len(ranked))))
    return found


def _is_of(certificate: Certificate, member: Member) -> bool:
    if certificate.member == member.id:
        return True
    return member.person_id is not None and certificate.person_id == member.person_id
