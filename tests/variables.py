"""The names of all settings, as settings.py asks the environment for them."""

from __future__ import annotations

from settings import Settings


class _Asked(dict[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def get(self, name: str, default: object = None) -> str:
        self.names.add(name)
        return str(default)


def variables() -> set[str]:
    """Every variable that has a meaning for the bot."""
    asked = _Asked()
    Settings.from_environment(asked)
    return asked.names
