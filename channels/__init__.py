"""How a message leaves: one small protocol, so that a second messenger is another adapter and no rewrite."""

from __future__ import annotations

from typing import Protocol

from channels.taps import Keyboard


class Unreachable(Exception):
    """The recipient blocked the bot, never started it, or is gone: trying again is no use."""


class Deactivated(Unreachable):
    """The recipient deleted the account."""


class SendFailed(Exception):
    """The message did not leave this time (network, overload); it may be sent later."""


class Refused(Exception):
    """The channel does not take this message to this recipient, and says why: trying again is no use."""


class TooFast(Exception):
    """The channel wants a pause of `seconds` before anything else in bulk."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class PerhapsSent(Exception):
    """No answer came: the message may have left or not."""


class BulkChannel(Protocol):
    """Sends one message of many; apart from `Channel`, so that replies never wait behind it."""

    async def send_bulk(self, to: int, html: str, keyboard: Keyboard = ()) -> int:
        """The id of the message. Raises Unreachable, Refused, TooFast, PerhapsSent, or SendFailed."""
        ...


class Channel(Protocol):
    """Sends one message to one recipient."""

    async def send(
        self, to: int, html: str, *, reply_to: int | None = None, keyboard: Keyboard = (), topic: int | None = None
    ) -> int:
        """The id of the message sent. Raises Unreachable or SendFailed.

        `html` is in the small HTML that Telegram takes; `reply_to` is a message of the same chat;
        `keyboard` stands below the message,
        which goes into the `topic` of a group that has topics.
        """
        ...

    async def open_topic(self, group: int, name: str) -> int | None:
        """A new topic in a group that has topics; None in one that has none. Raises Unreachable or SendFailed."""
        ...

    async def copy(self, to: int, from_chat: int, message_id: int) -> int:
        """Sends a message of another chat again, without its author. Raises Unreachable or SendFailed."""
        ...

    async def send_picture(self, to: int, png: bytes, html: str) -> int:
        """Like `send`, a picture with `html` (up to 1,024 characters) as its caption."""
        ...
