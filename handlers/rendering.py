"""How a message that a service wants to be said becomes words and a keyboard.

It knows all areas: an area's `messages.py` has a function for each kind of message, marked `@renders`.
"""

from __future__ import annotations

from channels import Outgoing
from handlers import import_all
from handlers.chat.messages import RENDERERS
from services.content import Content
from services.messages import Message, Render


def render_with(content: Content) -> Render:
    """The way from a message to its words, over the content that is in use at that moment."""
    import_all()

    def render(message: Message) -> Outgoing:
        return RENDERERS[type(message)](content, message)

    return render
