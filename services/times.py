"""Days and times that people write, and time that passes while the clocks change."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def parse_day(text: str) -> date | None:
    """«24.11.2026» as a date; None where it is none."""
    match = _DAY.fullmatch(text.strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def later(at: datetime, by: timedelta) -> datetime:
    """So long after as a stopwatch shows it; adding to a time on the wall loses or wins the hour of a clock change."""
    return (at.astimezone(UTC) + by).astimezone(at.tzinfo)
