"""The database is away, or the disk is full: everything meets it, and the log says it once a minute.

All failures of such a minute share one reference, so that whoever was told one finds the line that is there.
"""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable

from services.operation.tracking import new_reference
from storage.engine.database import ABOUT_DATABASE, DatabaseAway

__all__ = ["ABOUT_DATABASE", "Outage", "fixed_words", "is_outage", "outage", "reference_of"]

PAUSE = 60.0
"""Seconds."""
DRIVERS = ("asyncpg", "aiosqlite")
"""Whatever they have to say is about a database that does not do what it should."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_outage(error: BaseException | None) -> bool:
    """Whether that is the database's or the disk's doing, or was caused by it; of several, whether all are."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, DatabaseAway) or (isinstance(error, OSError) and error.errno in FULL):
            return True
        if isinstance(error, BaseExceptionGroup):
            return all(is_outage(each) for each in error.exceptions)
        error = error.__cause__
    return False


def fixed_words(record: logging.LogRecord) -> str | None:
    """What a line about an outage says, without its values; None of any other line."""
    known = vars(record)
    if "outage_words" not in known:  # kept, for whoever asks later finds the line shortened
        error = record.exc_info[1] if record.exc_info else None
        is_about = known.get("about_database") or record.name.startswith(DRIVERS) or is_outage(error)
        known["outage_words"] = "; ".join([str(record.msg), *([_named(error)] if error else [])]) if is_about else None
    words: str | None = known["outage_words"]
    return words


class Outage(logging.Filter):
    """Lets one line about it pass in a minute, in short and with the reference of that minute; it counts the others."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._since = -PAUSE
        self._reference = ""
        self._is_told = True
        self._left_out = 0
        self.lines_left_out = 0
        """Since the start."""

    def reference(self) -> str:
        """That of this minute."""
        now = self._monotonic()
        if now - self._since >= PAUSE:
            self._since, self._reference, self._is_told = now, new_reference(), False
        return self._reference

    def filter(self, record: logging.LogRecord) -> bool:
        if fixed_words(record) is None:
            return True
        error = record.exc_info[1] if record.exc_info else None
        reference = self.reference()
        if self._is_told:
            self._left_out += 1
            self.lines_left_out += 1
            return False
        words = record.getMessage()
        parts = [words, *([_named(error)] if error else [])]
        if reference not in words:
            parts.append(f"reference {reference}")
        if self._left_out:
            parts.append(f"{self._left_out} lines left out before")
        record.msg, record.args, record.exc_info = "; ".join(parts), (), None
        self._is_told, self._left_out = True, 0
        return True


outage = Outage()
"""That of this process."""


def reference_of(error: BaseException) -> str:
    """By it what failed is found in the log."""
    return outage.reference() if is_outage(error) else new_reference()


def _named(error: BaseException) -> str:
    """Its class, and what SQLite or the system calls it; no words, for they may quote a person."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    cause: BaseException | None = error
    while cause is not None:
        if name := getattr(cause, "sqlite_errorname", ""):
            return f"{type(error).__name__} ({name})"
        if isinstance(cause, OSError) and cause.errno:
            return f"{type(error).__name__} ({errno.errorcode.get(cause.errno, cause.errno)})"
        cause = cause.__cause__
    return type(error).__name__
