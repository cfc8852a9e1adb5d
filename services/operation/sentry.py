"""Unexpected errors to Sentry, where one is set up: kind, places, reference. Nothing of people, nothing secret.

Nothing is trusted to be harmless: an event is built anew from a short list of what may leave.
"""

from __future__ import annotations

import logging
from typing import Any, cast

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from services.operation.tracking import current

OURS = frozenset({"cli", "handlers", "web", "services", "storage", "channels", "jobs", "gateway", "content"})
"""Loggers whose messages are fixed words of this code, as ruff's G rules see to; their values stay here."""
EVENT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment")
FRAME = ("filename", "function", "module", "lineno", "in_app")


def start(dsn: str, transport: type[Transport] | None = None) -> None:
    """Errors in the log, and the one that ends the process, go to `dsn` from now on."""
    sentry_sdk.init(
        dsn,
        transport=transport,
        before_send=scrub,
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


def scrub(event: Event, _hint: Hint) -> Event:
    """What may leave of an event."""
    given = cast(dict[str, Any], event)
    kept: dict[str, Any] = {name: given[name] for name in EVENT if name in given}
    if str(given.get("logger", "")).partition(".")[0] in OURS and (entry := given.get("logentry")):
        kept["logentry"] = {"message": entry.get("message")}
    errors = (given.get("exception") or {}).get("values") or []
    if errors:
        kept["exception"] = {"values": [_error(each) for each in errors]}
    if (it := current()) and it.reference:
        kept["tags"] = {"reference": it.reference}
    return cast(Event, kept)


def _error(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames") or []
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "stacktrace": {"frames": [{name: frame[name] for name in FRAME if name in frame} for frame in frames]},
    }
