"""Writes the log as text or JSON. Lines hold ids only, and no words of exceptions, for they may quote a person.

Of an exception the line keeps its class and traceback, and the reference that the person was told. The same traceback
is not written twice within a minute, for then something is wrong with all and not with one; of a database that is away
and of a full disk there is one line a minute (`outage.py`).
"""

from __future__ import annotations

import logging
import re
import time
import traceback
from datetime import UTC, datetime
from types import TracebackType

import orjson

from services.operation.outage import outage
from services.operation.tracking import current

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

TEXT, JSON = "text", "json"
REPEATED = 60.0
"""Seconds."""
_GRAVITY = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (0, 7))
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
QUIET = ("httpx", "pymorphy3", "apscheduler")
"""Say where something lies or that a tick ticked; httpx's lines hold whole addresses."""


def configure(format: str = TEXT, *, to_journal: bool = False) -> None:
    """All lines from now on go to standard error in this format.

    systemd's journal notes the time itself, and reads how grave a line is from the number before it.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if format == JSON else JournalFormatter() if to_journal else TextFormatter())
    handler.addFilter(outage)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Tracebacks:
    """Knows which tracebacks were written lately."""

    def __init__(self) -> None:
        self._written_at: dict[str, float] = {}

    def of(self, error: BaseException, at: float) -> str:
        """The traceback without words; where it was written within REPEATED seconds, its last line."""
        told = wordless(error)
        self._written_at = {each: then for each, then in self._written_at.items() if at - then < REPEATED}
        if told in self._written_at:
            return f"{told.rpartition(chr(10))[2]}, as before"
        self._written_at[told] = at
        return told


class TextFormatter(logging.Formatter):
    """A line for people."""

    def __init__(self, line: str = "%(asctime)s %(levelname)s %(name)s: %(message)s") -> None:
        super().__init__(line)
        self._tracebacks = _Tracebacks()

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = _message(record)
        return super().formatMessage(record)

    def formatException(self, ei: ExcInfo) -> str:
        return self._tracebacks.of(ei[1], time.time()) if ei[1] else ""


class JournalFormatter(TextFormatter):
    """A line for people to whom the journal says when it was; each begins with the number of sd-daemon(3)."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        gravity = next(number for level, number in _GRAVITY if record.levelno >= level)
        return "\n".join(f"<{gravity}>{line}" for line in super().format(record).splitlines())


class JsonFormatter(logging.Formatter):
    """An object a line: time, level, logger, message, and of an update its number, person and reference."""

    def __init__(self) -> None:
        super().__init__()
        self._tracebacks = _Tracebacks()

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if it := current():
            line["update_id"] = it.update_id
            line |= {"person_id": it.person_id} if it.person_id is not None else {}
            line |= {"reference": it.reference} if it.reference else {}
        if record.exc_info and record.exc_info[1]:
            line["error"] = self._tracebacks.of(record.exc_info[1], record.created)
        return orjson.dumps(line, default=str).decode()


def wordless(error: BaseException) -> str:
    """The traceback of an exception and of those that led to it, without their words."""
    chain: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in chain:
        chain.append(each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    lines: list[str] = []
    for each in reversed(chain):
        lines += [*traceback.format_tb(each.__traceback__), f"{type(each).__module__}.{type(each).__qualname__}\n"]
        if isinstance(each, BaseExceptionGroup):
            lines += [f"{wordless(one)}\n" for one in each.exceptions]
    return "".join(lines).rstrip()


def _message(record: logging.LogRecord) -> str:
    """One line, whatever stands in it: none can be made to look like another.

    asyncio appends the task with its exception, words and all: only its first line is kept.
    """
    message = record.getMessage()
    if record.name == "asyncio":
        message = message.partition("\n")[0]
    return _CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), message)
