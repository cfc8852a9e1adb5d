"""When an event takes place, as staff write it: «5 грудня 10:00–12:00», a line for each session."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from content.library import Library
from services.days import Days

MOST_SESSIONS = 12
LONGEST_AHEAD = timedelta(days=400)
_RANGE = re.compile(r"\b(\d{1,2})[:.](\d{2})\s*(?:[-–—]|\b\w\w\b)\s*(\d{1,2})[:.](\d{2})\b")
_LONE = re.compile(r"(?<!\w)[^\W\d_](?=\s*$)")
"""A word of one letter before the hours, as in «з 10:00 до 12:00»."""


class WrongSessions(Exception):
    """A line that is no time to come; its words."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def read_session(library: Library, line: str, now: datetime) -> tuple[datetime, datetime] | None:
    """Beginning and end; None where the line names no day to come, or no two hours of it."""
    found = list(_RANGE.finditer(line))
    if not found:
        return None
    hours = found[-1]  # before it may stand a day such as «05.12»
    before = _LONE.sub("", line[: hours.start()].rstrip(" ,;")).rstrip(" ,;")
    day = Days(library).read(before + line[hours.end() :], now.date(), ahead=True)
    begins, ends = _hour(hours[1], hours[2]), _hour(hours[3], hours[4])
    if day is None or begins is None or ends is None or begins >= ends:
        return None
    starts_at, ends_at = _at(day, begins, now), _at(day, ends, now)
    return (starts_at, ends_at) if now < starts_at <= now + LONGEST_AHEAD else None


def read_sessions(library: Library, words: str, now: datetime) -> list[tuple[datetime, datetime]]:
    """All lines, the earliest first. Raises WrongSessions."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    sessions: list[tuple[datetime, datetime]] = []
    for number, line in enumerate(lines):
        session = read_session(library, line, now)
        if session is None or number >= MOST_SESSIONS:
            raise WrongSessions(line)
        sessions.append(session)
    if not sessions:
        raise WrongSessions("")
    return sorted(set(sessions))


def read_moment(library: Library, words: str, now: datetime) -> datetime | None:
    """«4 грудня» is the end of that day, «4 грудня о 15:00» that hour; None where it is no time to come."""
    days = Days(library)
    day = days.read(words, now.date(), ahead=True)
    if day is None:
        return None
    at = _at(day, days.hour(words) or time(23, 59), now)
    return at if now < at <= now + LONGEST_AHEAD else None


def _hour(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _at(day: date, hour: time, now: datetime) -> datetime:
    return datetime.combine(day, hour, now.tzinfo)
