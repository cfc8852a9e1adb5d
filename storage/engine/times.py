"""Times are aware in Python and whole milliseconds since 1970 UTC in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(time: datetime) -> int:
    """Raises ValueError for a time without a zone: nobody knows which moment it is."""
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    return (time - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int | None) -> datetime | None:
    """In UTC; None stays None."""
    return None if milliseconds is None else _EPOCH + milliseconds * _MILLISECOND
