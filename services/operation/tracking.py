"""What is being handled right now: so that every log line and every count knows which update it belongs to.

It follows the task (contextvars), so no function hands it on. Ids only: what a person wrote is not in it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Tracked:
    """One update on its way through the bot."""

    update_id: int
    person_id: int | None
    reference: str | None = None
    """By which staff find the line in the log, if its handling failed."""


_current: ContextVar[Tracked | None] = ContextVar("tracked", default=None)


def current() -> Tracked | None:
    """What this task handles; None outside of updates."""
    return _current.get()


@contextmanager
def tracked(update_id: int, person_id: int | None) -> Iterator[Tracked]:
    """Whatever this task does meanwhile belongs to that update."""
    it = Tracked(update_id, person_id)
    token = _current.set(it)
    try:
        yield it
    finally:
        _current.reset(token)


def failed() -> str:
    """The handling failed: a new reference, short enough to be told on the phone."""
    reference = secrets.token_hex(3).upper()
    if it := _current.get():
        it.reference = reference
    return reference
