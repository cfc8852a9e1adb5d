"""How a message leaves: one small protocol, so that a second messenger is another adapter and no rewrite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from channels.taps import Keyboard


class Unreachable(Exception):
    """The recipient blocked the bot, never started it, or is gone: trying again is no use."""


class Deactivated(Unreachable):
    """The recipient deleted the account."""


class SendFailed(Exception):
    """The message did not leave this time (network, overload); it may be sent later."""


class Moved(SendFailed):
    """The group has another number now: `to`."""

    def __init__(self, to: int) -> None:
        super().__init__(to)
        self.to = to


class Refused(Exception):
    """The channel refuses this message to this recipient, and says why: trying again is no use."""


class TooFast(Exception):
    """The channel wants a pause of `seconds` before anything else in bulk."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class PerhapsSent(Exception):
    """No answer came: the message may have left or not."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that the channel has already; `kind` is photo, video, document, voice, audio or animation."""

    kind: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message of many, ready to leave."""

    html: str
    """The text, or the caption below the media."""
    keyboard: Keyboard = ()
    media: tuple[Media, ...] = ()
    """Several make an album, which cannot have a keyboard."""
    reply_to: int | None = None
    paid: bool = False
    """Whether it may cost something to go faster."""


class BulkChannel(Protocol):
    """Sends one message of many. It is separate from `Channel`, so that replies never wait behind it.

    All methods raise Unreachable, Refused, TooFast, PerhapsSent, or SendFailed.
    """

    async def send_bulk(self, to: int, outgoing: Outgoing) -> list[int]:
        """The ids of the messages: one, or as many as an album has."""
        ...

    async def edit_bulk(self, to: int, message_id: int, outgoing: Outgoing) -> None:
        """Changes the text of a message that was sent; the media stay."""
        ...

    async def delete_bulk(self, to: int, message_ids: Sequence[int]) -> None:
        """Deletes messages for all; one that is deleted already is no error."""
        ...


class Channel(Protocol):
    """Sends one message to one recipient."""

    async def send(
        self, to: int, html: str, *, reply_to: int | None = None, keyboard: Keyboard = (), topic: int | None = None
    ) -> int:
        """Returns the id of the message. Raises Unreachable or SendFailed.

        `html` is in the small HTML that Telegram takes. `reply_to` is a message of the same chat. `topic` is where the
        message goes in a group that has topics.
        """
        ...

    async def open_topic(self, group: int, name: str) -> int | None:
        """A new topic in a group that has topics; None in one that has none. Raises Unreachable or SendFailed."""
        ...

    async def copy(self, to: int, from_chat: int, message_id: int) -> int:
        """Sends a message of another chat again, without its author. Raises Unreachable or SendFailed."""
        ...

    async def edit(self, to: int, message_id: int, html: str, keyboard: Keyboard = ()) -> None:
        """Changes text and buttons of a message that was sent. Raises Unreachable, Refused or SendFailed."""
        ...

    async def send_picture(self, to: int, png: bytes, html: str) -> int:
        """Like `send`, a picture with `html` (up to 1,024 characters) as its caption."""
        ...

    async def send_document(self, to: int, name: str, content: bytes, html: str) -> str:
        """Like `send`, a file with a caption. Returns the id by which it can be sent again."""
        ...

    async def download(self, file_id: str) -> bytes:
        """A file that somebody sent, of 20 MB at the most. Raises Refused where it is gone, SendFailed."""
        ...
