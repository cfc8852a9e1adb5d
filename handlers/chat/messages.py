"""How a message that a service wants to be said becomes words and a keyboard: by the function that is marked `@renders`
for its kind, in an area's `messages.py`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from channels import Outgoing
from handlers import import_all
from services.content import Content
from services.messages import Message, Render, TextMessage

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


@renders
def text_message(content: Content, message: TextMessage) -> Outgoing:
    return Outgoing(content.library.texts(message.key, **message.values))


def render_with(content: Content) -> Render:
    """The way from a message to its words, over the content that is in use at that moment."""
    import_all()
    return lambda message: RENDERERS[type(message)](content, message)
