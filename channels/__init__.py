"""How a message leaves: one small protocol, so that a second messenger is another adapter and no rewrite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from channels.outcomes import UNREACHABLE, Delivered, Later, Outcome, RefusalReason, Refused, Unknown, WayTrouble
from channels.rights import Lack
from channels.taps import Keyboard

__all__ = [
    "UNREACHABLE",
    "BulkChannel",
    "Channel",
    "Delivered",
    "Lack",
    "Later",
    "Media",
    "Outcome",
    "Outgoing",
    "RefusalReason",
    "Refused",
    "Unknown",
    "WayTrouble",
    "WebhookInfo",
]


@dataclass(frozen=True, slots=True)
class Media:
    """A file that the channel has already; `kind` is photo, video, document, voice, video_note, audio or animation."""

    kind: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message of many, ready to leave."""

    html: str
    """The text, or the caption below the media."""
    keyboard: Keyboard = ()
    media: tuple[Media, ...] = ()
    """Several are an album, which bears no keyboard."""
    reply_to: int | None = None
    paid: bool = False
    """Whether it may cost something to go faster."""


@dataclass(frozen=True, slots=True)
class WebhookInfo:
    """What Telegram says of the address to which it posts updates."""

    url: str
    """Empty: it posts nowhere."""
    pending: int
    """Updates that wait."""
    error: str = ""
    """Telegram's words for what kept it from posting last."""
    error_at: datetime | None = None


class BulkChannel(Protocol):
    """Sends one message of many; apart from `Channel`, so that replies never wait behind it. It repeats nothing."""

    async def send_bulk(self, to: int, outgoing: Outgoing) -> Outcome: ...

    async def edit_bulk(self, to: int, message_id: int, outgoing: Outgoing) -> Outcome:
        """Puts other words into a message that was sent; the media stay."""
        ...

    async def delete_bulk(self, to: int, message_ids: Sequence[int]) -> Outcome:
        """Takes messages back; what is gone already is taken back."""
        ...


class Channel(Protocol):
    """Sends one message to one recipient, and repeats what surely did not leave. It raises nothing for a refusal."""

    async def send(
        self, to: int, html: str, *, reply_to: int | None = None, keyboard: Keyboard = (), topic: int | None = None
    ) -> Outcome:
        """`html` is in the small HTML that Telegram takes; `reply_to` is a message of the same chat;
        `keyboard` stands below the message,
        which goes into the `topic` of a group that has topics.
        """
        ...

    async def open_topic(self, group: int, name: str) -> Outcome | None:
        """A new topic in a group that has topics: its number is the id of the message; None in one that has none."""
        ...

    async def copy(self, to: int, from_chat: int, message_id: int, *, reply_to: int | None = None) -> Outcome:
        """Sends a message of another chat again, without its author."""
        ...

    async def edit(self, to: int, message_id: int, html: str, keyboard: Keyboard = ()) -> Outcome:
        """Puts other words and buttons into a message that was sent."""
        ...

    async def lacks(self, group: int) -> frozenset[Lack] | Later | Refused | Unknown:
        """What the bot may not do in a group; LOOKED_AT says what is asked. Refused: the group has another number."""
        ...

    async def webhook(self) -> WebhookInfo | Later | Refused | Unknown:
        """How Telegram gets on with the webhook. Refused: it does not take the bot's token."""
        ...

    async def send_picture(self, to: int, png: bytes, html: str) -> Outcome:
        """Like `send`, a picture with `html` (up to 1,024 characters) as its caption."""
        ...

    async def send_document(
        self, to: int, name: str, content: bytes, html: str, *, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        """Like `send`, a file with a caption; `file_id` is the id by which it can be sent again."""
        ...

    async def send_media(
        self, to: int, media: Media, *, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        """Like `send`, a file that the channel has already."""
        ...

    async def repeat(
        self,
        method: str,
        parameters: Mapping[str, object],
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> Outcome:
        """Makes a call that could not leave before; `files` are name, content and kind, by their fields."""
        ...

    async def download(self, file_id: str) -> bytes | Later | Refused | Unknown:
        """A file that somebody sent, of 20 MB at the most."""
        ...
