"""Values in Python and in columns: a time is aware there and whole milliseconds since 1970 UTC in the database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import NoneType

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_AS_THEY_ARE = {int, str, NoneType, float}


def to_ms(time: datetime) -> int:
    """Raises ValueError for a time without a zone: nobody knows which moment it is."""
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    return (time - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int | None) -> datetime | None:
    """In UTC; None stays None."""
    return None if milliseconds is None else _EPOCH + milliseconds * _MILLISECOND


def to_column(value: object) -> object:
    """A value as the database keeps it: a time in milliseconds, a day as text, an enum's word, 0 or 1, JSON."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return value
