"""When a mailing leaves: times that staff write, and the days of a series, by the clock on the wall in Kyiv."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from services.codes import make_code
from storage.mailings import Mailing, Next, Repeat

LASTS = timedelta(days=2)
"""What has not left so long after its time is too late."""
FURTHEST = timedelta(days=366)
_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}))?\s*,?\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
)
_MONTHS = {Repeat.MONTH: 1, Repeat.QUARTER: 3}


def parse_time(text: str, now: datetime) -> datetime | None:
    """«18:00», «24.11 10:00» or «24.11.2026 10:00» as a time to come, in the zone of `now`.

    Without a date it is the next such hour, without a year the next such day. None where it is none of this, has
    passed, or is more than FURTHEST away.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    try:
        if match["day"] is None:
            at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
            at = at if at > now else at + timedelta(days=1)
        else:
            year = int(match["year"] or now.year)
            at = datetime(year, int(match["month"]), int(match["day"]), hour, minute, tzinfo=now.tzinfo)
            if match["year"] is None and at <= now:
                at = at.replace(year=year + 1)
    except ValueError:
        return None
    return at if now < at <= now + FURTHEST else None


def occurrences(first_at: datetime, repeats: Repeat) -> Iterator[datetime]:
    """The times of a series, from the first on: the same hour on the wall, also over a change of the clocks.

    A month that has no such day has its last one; the day of the first is not forgotten for that.
    """
    number = 0
    while True:
        if repeats is Repeat.WEEK:
            yield first_at + number * timedelta(weeks=1)
        elif repeats in _MONTHS:
            months = first_at.month - 1 + number * _MONTHS[repeats]
            year, month = first_at.year + months // 12, months % 12 + 1
            yield first_at.replace(year=year, month=month, day=min(first_at.day, calendar.monthrange(year, month)[1]))
        else:
            yield first_at
            return
        number += 1


def following(mailing: Mailing, now: datetime) -> Next | None:
    """When the next of a mailing's series leaves, None for none; missed ones are not made up for."""
    if mailing.repeats is Repeat.NEVER or mailing.first_at is None or mailing.starts_at is None:
        return None
    last = max(now, mailing.starts_at)
    times = occurrences(mailing.first_at.astimezone(now.tzinfo), mailing.repeats)
    starts_at = next(at for at in times if at > last)
    return Next(starts_at, starts_at + LASTS, make_code())
