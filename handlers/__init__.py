"""What a person does in chat: a folder for each area, and beside them the screens that lead to all of them."""

from __future__ import annotations

import importlib
import pkgutil


def import_all() -> None:
    """Imports every module below, so that what it marks with `@on_tap`, `@on_reply`, `@on_command` and `@renders`
    is known. None has to be listed, so none can be forgotten."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
