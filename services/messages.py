"""What the bot says of its own accord, as values. The screens in `handlers/` make words and buttons of them.

A service never makes HTML or a keyboard: it hands a `Message` to `People.send`, `Staff.notify` or the outbox, and
`Render` turns it into what a channel sends.
"""

from __future__ import annotations

from typing import Protocol

from channels import Outgoing


class Message:
    """Base of all such values. Each subclass is a frozen dataclass and has one function marked `@renders`
    in `handlers/<area>/messages.py`."""


class TextMessage(Message):
    """A message that is one text without buttons: the key of the text, and the values in it."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values


class Render(Protocol):
    """Makes the words and the keyboard of a message, as they are when it leaves."""

    def __call__(self, message: Message) -> Outgoing: ...
