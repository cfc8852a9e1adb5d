"""How the values that services want to be said become words and keyboards.

An area's `messages.py` has one function for each kind of `Message`, marked `@renders`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from channels import Outgoing
from services.content import Content
from services.messages import Message, Render

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


def render_with(content: Content) -> Render:
    """The way from a message to its words, over the content that is in use at that moment."""

    def render(message: Message) -> Outgoing:
        return RENDERERS[type(message)](content, message)

    return render
