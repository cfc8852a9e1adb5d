"""Time that passes, also while the clocks change.

No time in UTC comes here. What the stores read (`storage.engine.columns.from_ms`) has the offset that the clocks had at
that moment: it shows the right hour and day, and comparing, subtracting and adding are exact. What the clock hands out
has the zone: adding days to it keeps the hour on the wall, which is right for «tomorrow at nine». Adding minutes or
hours does the same, and in two nights a year wins or loses an hour; `later` does not. Who wants «the same hour next
week» after a stored time brings it into the zone first: `at.astimezone(now.tzinfo)`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def later(at: datetime, by: timedelta) -> datetime:
    """So long after as a stopwatch shows it; adding to a time on the wall loses or wins the hour of a clock change."""
    return (at.astimezone(UTC) + by).astimezone(at.tzinfo)
