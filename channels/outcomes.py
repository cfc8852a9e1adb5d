"""What became of a message: every channel says it with one of four values, and raises nothing for a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RefusalReason(StrEnum):
    """Why trying again is no use."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    """She deleted her account."""
    NEVER_STARTED = "never started"
    """She never opened the bot, or there is no such chat."""
    KICKED = "kicked"
    """The bot is not in the group."""
    NO_RIGHT = "no right"
    """The bot may not do that in the group."""
    TOPIC_GONE = "topic gone"
    TOPIC_CLOSED = "topic closed"
    PROTECTED = "protected"
    """The message may not be copied."""
    KIND_FORBIDDEN = "kind forbidden"
    """The group, or the person, takes no messages of that kind."""
    NO_TEXT = "no text"
    """What is to be edited is a picture or a file."""
    GONE = "gone"
    """The message or the file is there no more, or can no longer be changed."""
    MIGRATED = "migrated"
    """The group has another number now."""
    TOKEN = "token"  # noqa: S105 - a word
    """Telegram does not take the bot's token any more."""
    ADDRESS = "address"
    """The mail server takes nothing for that address."""
    OTHER = "other"


UNREACHABLE = frozenset(
    {RefusalReason.BLOCKED, RefusalReason.DEACTIVATED, RefusalReason.NEVER_STARTED, RefusalReason.KICKED}
)
"""Nothing at all reaches that chat."""


class WayTrouble(StrEnum):
    """What of our own keeps everything from leaving, whoever it is for."""

    SERVER = "server"
    """The mail server is not reached, or does not talk to us."""
    ENCRYPTION = "encryption"
    LOGIN = "login"
    """It does not take our user or password."""
    SENDER = "sender"
    """It takes nothing from our address: a wrong one, or its quota of the day is used up."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there; an edit that changes nothing is too."""

    message_ids: tuple[int, ...] = ()
    """One, or as many as an album has, or as a long text was split into."""
    file_id: str = ""
    """Of a document or a picture: by it that can be sent again."""

    @property
    def message_id(self) -> int:
        """The one that bears the keyboard, where a long text became several."""
        return self.message_ids[-1]


@dataclass(frozen=True, slots=True)
class Later:
    """It surely did not leave; it may in so many seconds."""

    why: str
    seconds: float = 0.0
    """0: nobody said anything about it."""
    trouble: WayTrouble | None = None
    """Where nothing at all leaves by that way until our own trouble is mended."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It is refused for good."""

    reason: RefusalReason
    words: str
    """Telegram's or the mail server's own."""
    to: int | None = None
    """The new number of a group that migrated."""

    @property
    def is_unreachable(self) -> bool:
        return self.reason in UNREACHABLE


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: no answer came."""

    why: str


Outcome = Delivered | Later | Refused | Unknown

_REASONS = (
    ("blocked by the user", RefusalReason.BLOCKED),
    ("deactivated", RefusalReason.DEACTIVATED),
    ("initiate conversation", RefusalReason.NEVER_STARTED),
    ("can't send messages to bots", RefusalReason.NEVER_STARTED),
    ("chat not found", RefusalReason.NEVER_STARTED),
    ("kicked", RefusalReason.KICKED),
    ("not a member", RefusalReason.KICKED),
    ("group chat was deleted", RefusalReason.KICKED),
    ("upgraded to a supergroup", RefusalReason.MIGRATED),
    ("not enough rights to send text", RefusalReason.NO_RIGHT),
    ("not enough rights to send", RefusalReason.KIND_FORBIDDEN),
    ("chat_send_plain_forbidden", RefusalReason.NO_RIGHT),
    ("chat_send_", RefusalReason.KIND_FORBIDDEN),
    ("restricted receiving of", RefusalReason.KIND_FORBIDDEN),
    ("voice_messages_forbidden", RefusalReason.KIND_FORBIDDEN),
    ("not enough rights", RefusalReason.NO_RIGHT),
    ("have no rights", RefusalReason.NO_RIGHT),
    ("chat_write_forbidden", RefusalReason.NO_RIGHT),
    ("chat_admin_required", RefusalReason.NO_RIGHT),
    ("message thread not found", RefusalReason.TOPIC_GONE),
    ("topic_deleted", RefusalReason.TOPIC_GONE),
    ("topic_id_invalid", RefusalReason.TOPIC_GONE),
    ("topic_closed", RefusalReason.TOPIC_CLOSED),
    ("protected content", RefusalReason.PROTECTED),
    ("can't be copied", RefusalReason.PROTECTED),
    ("can't be forwarded", RefusalReason.PROTECTED),
    ("no text in the message", RefusalReason.NO_TEXT),
    ("no caption in the message", RefusalReason.NO_TEXT),
    ("message to edit not found", RefusalReason.GONE),
    ("message to delete not found", RefusalReason.GONE),
    ("message to copy not found", RefusalReason.GONE),
    ("message to forward not found", RefusalReason.GONE),
    ("message to be replied not found", RefusalReason.GONE),
    ("message can't be edited", RefusalReason.GONE),
    ("message can't be deleted", RefusalReason.GONE),
    ("message_id_invalid", RefusalReason.GONE),
    ("wrong file", RefusalReason.GONE),
    ("temporarily unavailable", RefusalReason.GONE),
    ("file is too big", RefusalReason.GONE),
)
"""Words of Telegram's descriptions, the more special first."""


def reason_of(description: str) -> RefusalReason:
    """Why Telegram refused, by its description; the one place that reads them."""
    words = description.lower()
    return next((reason for part, reason in _REASONS if part in words), RefusalReason.OTHER)


def is_unchanged(description: str) -> bool:
    """Whether an edit was refused because the message says that already."""
    return "message is not modified" in description.lower()
