"""Unexpected errors to Sentry, where one is set up: kind, places, reference. Nothing of people, nothing secret.

Nothing is trusted to be harmless: an event is built anew from a short list of what may leave. And one fault is not told
a thousand times: of a database or a Telegram that is away, or of any error that everybody meets, an event leaves in ten
minutes; the log has them all.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, cast

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from services.operation.outage import fixed_words, outage
from services.operation.tracking import current

OURS = frozenset({"cli", "handlers", "web", "services", "storage", "channels", "jobs", "gateway", "content"})
"""Loggers whose messages are fixed words of this code, as ruff's G rules see to; their values stay here."""
EVENT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment")
KIND = ("logger", "logentry", "exception")
"""Two events that have these in common are of one kind."""
PAUSE = 600.0
"""Seconds between two events of one kind."""
FRAME = ("filename", "function", "module", "lineno", "in_app")


def start(dsn: str, transport: type[Transport] | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
    """Errors in the log, and the one that ends the process, go to `dsn` from now on."""
    sentry_sdk.init(
        dsn,
        transport=transport,
        before_send=Sieve(monotonic),
        default_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None),
            ExcepthookIntegration(),
            AtexitIntegration(callback=lambda _pending, _timeout: None),
        ],
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
    )


class Sieve:
    """Lets an event pass if none of its kind has lately, and of it only what may leave."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._told_at: dict[str, float] = {}

    def __call__(self, event: Event, hint: Hint) -> Event | None:
        record = hint.get("log_record")
        about_outage = fixed_words(record) if record else None
        scrubbed = _scrub(cast(dict[str, Any], event), about_outage)
        kind = "outage" if about_outage else repr([scrubbed.get(name) for name in KIND])
        now = self._monotonic()
        self._told_at = {each: then for each, then in self._told_at.items() if now - then < PAUSE}
        if kind in self._told_at:
            return None
        self._told_at[kind] = now
        return cast(Event, scrubbed)


def _scrub(given: dict[str, Any], about_outage: str | None) -> dict[str, Any]:
    kept: dict[str, Any] = {name: given[name] for name in EVENT if name in given}
    if str(given.get("logger", "")).partition(".")[0] in OURS and (entry := given.get("logentry")):
        kept["logentry"] = {"message": about_outage or entry.get("message")}
    errors = (given.get("exception") or {}).get("values") or []
    if errors and not about_outage:  # who met it first does not matter
        kept["exception"] = {"values": [_error(each) for each in errors]}
    reference = outage.reference() if about_outage else it.reference if (it := current()) else None
    if reference:
        kept["tags"] = {"reference": reference}
    return kept


def _error(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames") or []
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "stacktrace": {"frames": [{name: frame[name] for name in FRAME if name in frame} for frame in frames]},
    }
