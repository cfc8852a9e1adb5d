"""Days and times that people write, and time that passes while the clocks change.

No time in UTC comes here. What the stores read (`storage.engine.columns.from_ms`) has the offset that the clocks had at
that moment: it shows the right hour and day, and comparing, subtracting and adding are exact. What the clock hands out
has the zone: adding days to it keeps the hour on the wall, which is right for «tomorrow at nine». Adding minutes or
hours does the same, and in two nights a year wins or loses an hour; `later` does not. Who wants «the same hour next
week» after a stored time brings it into the zone first: `at.astimezone(now.tzinfo)`.
"""

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
