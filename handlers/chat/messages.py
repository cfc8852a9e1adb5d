"""The functions that word the messages of services: each is marked `@renders` in an area's `messages.py`.

`handlers/rendering.py` calls them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from channels import Outgoing
from services.content import Content
from services.messages import Message

M = TypeVar("M", bound=Message)

RENDERERS: dict[type[Message], Callable[[Content, Any], Outgoing]] = {}
"""By the kind of message; filled where the modules of an area are imported."""


def renders(function: Callable[[Content, M], Outgoing]) -> Callable[[Content, M], Outgoing]:
    """Marks the function that words the kind of message which its second parameter names.

    Raises TypeError where that kind has a function already.
    """
    name = list(inspect.signature(function).parameters)[1]
    kind = get_type_hints(function)[name]
    if kind in RENDERERS:
        raise TypeError(f"{kind.__name__} is rendered twice")
    RENDERERS[kind] = function
    return function
