"""What this area says of its own accord, and what its screens show of a draft, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from channels import Media
from services.messages import Message
from storage.mailings import Mailing


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastMessage(Message):
    """What one recipient reads of a broadcast."""

    mailing: Mailing
    html: str
    """Its text, with the words of her place in it."""
    reply_to: int | None = None

    @property
    def media(self) -> tuple[Media, ...]:
        return tuple(Media(kind, file_id) for kind, file_id in self.mailing.content["media"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView(Message):
    """A draft with all that should be known before it leaves. To the staff: a second one of them is to approve it."""

    mailing: Mailing
    seal: str
    """Of what is approved by whoever reads this."""
    count: int
    """How many it reaches, now."""
    sample: Sequence[str]
    """Where a few of them are, empty for those of no hromada; none of a correction."""
    unfilled: int
    """How many belong to no hromada that the bot knows, where the text has fields."""
    unknown_fields: Sequence[str]
    """Words in braces that mean nothing."""
    fields: Sequence[str]
    """How the fields of the text read in a hromada, with the word before each."""
    fields_of_none: Sequence[str]
    """Likewise, for who belongs to no hromada that the bot knows."""
    missing: Sequence[str]
    """Hromadas that are meant and have nobody whom the bot can reach in the post."""
    load: Mapping[str, int]
    """How many mailings the hromadas get in its week already; nothing where it sends no message."""
    training: bool
    """Whether one may approve what one wrote."""
    leaves_at: datetime | None = None
    """When the hours of heads let it leave, where that is later than it is wanted."""


OF_NONE, OF_BODY = "", "body"
"""In place of a raion: of people whose hromada is not known, and of bodies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who those are that a broadcast reaches."""

    count: int
    hromadas: int = 0
    """Of how many hromadas they are."""
    raions: Sequence[tuple[str, int]] = ()
    """People by raion, the most first; likewise OF_NONE and OF_BODY. Nothing of a correction."""
    excluded: int = 0
    """How many do not get it because their hromadas are left out."""
    words: Sequence[tuple[str, str]] = ()
    """The place of a few, empty where none is known, and the text as it reads there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentInEmergency(Message):
    """To the staff: a broadcast leaves without a second one of them."""

    mailing: Mailing
    reason: str
