"""Which update a task handles, so that log lines and error reports can name it.

It belongs to the task (contextvars), so no function has to pass it on. It holds ids only, never what a person wrote.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from storage.engine.causes import caused_by


@dataclass(slots=True)
class Tracked:
    """One update while the bot handles it."""

    update_id: int
    person_id: int | None
    reference: str | None = None
    """If the handling failed: what the person was told, by which staff find the line in the log."""


_current: ContextVar[Tracked | None] = ContextVar("tracked", default=None)


def current() -> Tracked | None:
    """The update that this task handles; None outside of updates."""
    return _current.get()


@contextmanager
def tracked(update_id: int, person_id: int | None) -> Iterator[Tracked]:
    """Notes that this task handles that update, as long as the block lasts."""
    it = Tracked(update_id, person_id)
    token = _current.set(it)
    try:
        with caused_by(update_id):
            yield it
    finally:
        _current.reset(token)


def failed() -> str:
    """Notes that the handling failed. Returns a new reference, short enough to be told on the phone."""
    reference = secrets.token_hex(3).upper()
    if it := _current.get():
        it.reference = reference
    return reference
