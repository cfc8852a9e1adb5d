"""How far a drive is, as people see it: what came week by week, and a bar for each body."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from content import FOLDER
from content.messages import Texts
from services.files.typesetting import as_png
from storage.certification.drives import Count, Drive

TEMPLATE = FOLDER / "templates" / "drive.typ"
WEEK = timedelta(days=7)
MOST_WEEKS = 12
"""Weeks side by side whose figures are read on a phone; of a longer drive the last ones."""
MOST_BARS = 30
"""Names in one picture; further bodies come in a further one."""


def by_week(drive: Drive, came: Sequence[date], today: date) -> list[tuple[date, int]]:
    """How many of `came` fall into each week of the drive so far, by the day on which the week begins."""
    counts = [0] * (max((today - drive.starts_on) // WEEK, 0) + 1)
    for day in came:
        if drive.starts_on <= day <= today:
            counts[(day - drive.starts_on) // WEEK] += 1
    return [(drive.starts_on + number * WEEK, count) for number, count in enumerate(counts)][-MOST_WEEKS:]


async def pictures(
    drive: Drive, counts: Sequence[Count], names: Mapping[str, str], weeks: Sequence[tuple[date, int]], texts: Texts
) -> list[tuple[bytes, str]]:
    """PNGs of all bodies that have members, each with a caption."""
    return [
        (await asyncio.to_thread(as_png, TEMPLATE, data), caption)
        for data, caption in pages(drive, counts, names, weeks, texts)
    ]


def pages(
    drive: Drive, counts: Sequence[Count], names: Mapping[str, str], weeks: Sequence[tuple[date, int]], texts: Texts
) -> list[tuple[dict[str, object], str]]:
    """What each picture shows, and its caption: who is furthest first; the trend stands in the first."""
    ranked = sorted(counts, key=lambda each: (-each.certified / each.members, names[each.place]))
    members, certified = sum(each.members for each in counts), sum(each.certified for each in counts)
    summary = texts.plain(
        "drives-picture-summary",
        due=drive.due_on,
        percent=100 * certified // max(members, 1),
        certified=certified,
        members=members,
    )
    found: list[tuple[dict[str, object], str]] = []
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
        caption = texts(
            "drives-picture-caption",
            title=drive.title,
            summary=summary,
            first=start + 1,
            last=start + len(part),
            of=len(ranked),
        )
        found.append((data, caption))
    return found
