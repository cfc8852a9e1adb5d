"""What the bot says of its own accord about posts, roles and bans. `handlers/people/messages.py` words it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from channels import Lack
from channels.taps import Keyboard
from services.messages import Message
from storage.people import Door, HeldReply, KnownLack, ReplyOutcome, Role


class Taking(StrEnum):
    """Who is told of somebody new in a post."""

    TAKEN = "taken"
    """The staff, who can take the post back."""
    REPLACED = "replaced"
    """Who held the post before, and can say that this is a mistake."""
    REPORTED = "reported"
    """The staff again: who held the post before says that the new holder is the wrong one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTaken(Message):
    """Somebody came into a post, and `why` says who is told of it."""

    why: Taking
    tenure: int
    post: str
    """What the post is called."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StillHolder(Message):
    """To a holder, once a quarter: does she still hold the post?"""

    tenure: int
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(Message):
    """To the staff: somebody joined them by a link, and they can remove her."""

    person_id: int
    role: Role
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteDisowned(Message):
    """To the staff: somebody opened a link that is not meant for her."""

    post: str = ""
    """The post that it is for, as it is called; empty where it is for a role."""
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded(Message):
    """To the staff: words that were rendered before."""

    html: str
    keyboard: Keyboard


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWaits(Message):
    """To the staff: the words of a file that the chat does not take."""

    html: str
    lack: Lack


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChatLacks(Message):
    """To an administrator: what keeps messages out of the staff chat, and what does no more."""

    lacks: Sequence[KnownLack]
    over: Sequence[KnownLack]


@dataclass(frozen=True, slots=True)
class HeldReplyStands(Message):
    """To the staff, below a reply that one of them wrote: where it stands, and what can be done."""

    reply: HeldReply
    outcomes: Sequence[ReplyOutcome]
    """For each recipient."""
    people: int = 1
    """Where it is asked whom it is for: how many told of the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesEntered(Message):
    """To whom they belong: somebody came into the pages as her, and she can end that."""

    at: datetime
    door: Door
    agent: str
    """The browser in a word; empty where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IsItYou(Message):
    """To somebody in the pages who wants to do what needs her word: is it her?"""

    session: int
    agent: str
