"""Values in Python and in columns: a time is aware there and whole milliseconds since 1970 UTC in the database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum
from types import NoneType
from zoneinfo import ZoneInfo

_zone: tzinfo = ZoneInfo("Europe/Kyiv")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_AS_THEY_ARE = {int, str, NoneType, float}


def to_ms(at: datetime) -> int:
    """Raises ValueError for a time without a zone: nobody knows which moment it is."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return (at - _EPOCH) // _MILLISECOND


def read_in(zone: tzinfo) -> None:
    """From now on this process reads times in that zone."""
    global _zone
    _zone = zone


def from_ms(milliseconds: int | None) -> datetime | None:
    """As the clock on the wall showed it, with the offset from UTC that it had then; None stays None.

    Not the zone itself: Python compares and subtracts two times of one zone by the wall, and is wrong by an hour where
    the clocks change between them. With offsets it is right (`services/times.py`).
    """
    if milliseconds is None:
        return None
    at = (_EPOCH + milliseconds * _MILLISECOND).astimezone(_zone)
    return at.replace(tzinfo=timezone(at.utcoffset() or timedelta()), fold=0)


def to_column(value: object) -> object:
    """A value as the database keeps it: a time in milliseconds, day and hour as text, an enum's word, 0 or 1, JSON."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return value
