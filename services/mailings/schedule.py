"""When a mailing leaves: times that staff write, and the days of a series, by the clock on the wall in Kyiv."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from content.calendar import Calendar
from services.codes import make_code
from services.days import Days
from services.heads_hours import HeadsHours
from storage.mailings import Mailing, MailingStatus, Next, Repeat

LASTS = timedelta(days=2)
"""What has not left so long after its time is too late."""
FURTHEST = timedelta(days=366)
AT_WORK = (time(10), time(15))
"""Hours offered, on working days, for what people read at work."""
AT_HOME = ((0, time(18)), (1, time(10)), (1, time(18)))
"""For what they read at home: days from today, and the hour."""
_WRITTEN = re.compile(r"(?:(?P<day>.+?)[\s,]+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?")
_MONTHS = {Repeat.MONTH: 1, Repeat.QUARTER: 3}


def offered(now: datetime, calendar: Calendar, *, at_work: bool) -> list[datetime]:
    """Two or three times to come, for those who read at work or at home."""
    if not at_work:
        times = (datetime.combine(now.date() + timedelta(days=days), hour, now.tzinfo) for days, hour in AT_HOME)
        return [at for at in times if at > now]
    today = calendar.working(now.date())
    days = (today, calendar.after(today), calendar.after(today, 2))
    times = (datetime.combine(day, hour, now.tzinfo) for day in days for hour in AT_WORK)
    return [at for at in times if at > now][:3]


def parse_time(text: str, now: datetime, days: Days) -> datetime | None:
    """«18:00», «24.11 10:00», «завтра о 10» or «у п’ятницю 9:30» as a time to come, in the zone of `now`.

    Without a day it is the next such hour. None where it is none of this, has passed, or is more than FURTHEST away.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if not match or (match["minute"] is None and not days.before_hour(match["day"] or "")):
        return None
    try:
        hour = time(int(match["hour"]), int(match["minute"] or 0))
    except ValueError:
        return None
    if match["day"] is None:
        at = datetime.combine(now.date(), hour, now.tzinfo)
        at = at if at > now else at + timedelta(days=1)
    else:
        day = days.read(match["day"], now.date(), ahead=True)
        if day is None:
            return None
        at = datetime.combine(day, hour, now.tzinfo)
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
            yield first_at.replace(year=year, month=month, day=min(first_at.day, monthrange(year, month)[1]))
        else:
            yield first_at
            return
        number += 1


def following(mailing: Mailing, now: datetime, heads_hours: HeadsHours) -> Next | None:
    """When the next of a mailing's series leaves, None for none; missed ones are not made up for."""
    if mailing.repeats is Repeat.NEVER or mailing.first_at is None or mailing.starts_at is None:
        return None
    last = max(now, mailing.starts_at)
    times = occurrences(mailing.first_at.astimezone(now.tzinfo), mailing.repeats)
    starts_at = next(at for at in times if at > last)
    return Next(starts_at, until(mailing, starts_at, heads_hours), make_code())


def begins(mailing: Mailing, at: datetime, heads_hours: HeadsHours) -> datetime:
    """When what is to begin then begins: what heads hear begins in their hours."""
    return heads_hours.opens(at) if mailing.keeps_heads_hours else at


def until(mailing: Mailing, starts_at: datetime, heads_hours: HeadsHours, lasts: timedelta = LASTS) -> datetime:
    """After when what has not left of it is too late; what waits for the hours of heads has another day in them."""
    last = starts_at + lasts
    return heads_hours.opens(last) + HeadsHours.LONG if mailing.keeps_heads_hours else last


def planned(mailing: Mailing, now: datetime, last: datetime) -> list[datetime]:
    """When a broadcast that is held leaves until then; of a series each time."""
    if mailing.state is not MailingStatus.HELD or mailing.starts_at is None or mailing.first_at is None:
        return []
    found: list[datetime] = []
    for at in occurrences(mailing.first_at.astimezone(now.tzinfo), mailing.repeats):
        if at > last:
            break
        if at >= mailing.starts_at:
            found.append(at)
    return found
