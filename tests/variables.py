"""The names of all settings, as settings.py asks the environment for them."""

from __future__ import annotations

from settings import Settings


def variables() -> set[str]:
    """Every variable that has a meaning for the bot."""
    return set(Settings.names())
