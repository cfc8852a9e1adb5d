"""What the bot says of its own accord about posts, roles and bans. `handlers/people/messages.py` words it."""

from __future__ import annotations

from dataclasses import dataclass

from services.messages import Message
from storage.people import Role, TenureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLeft(Message):
    """To the staff: somebody does not act for a post any more."""

    post: str
    """What the post is called."""
    name: str
    kind: TenureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTaken(Message):
    """To the staff: somebody came into a post, and they can take it back."""

    tenure: int
    post: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReplaced(Message):
    """To who held the post before: somebody else holds it now. She can say that this is a mistake."""

    tenure: int
    post: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingReported(Message):
    """To the staff: who held the post before says that the new holder is the wrong one."""

    tenure: int
    post: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTakenBack(Message):
    """To who came into a post by mistake: staff took it back."""

    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostGivenBack(Message):
    """To the rightful holder: the post is hers again."""

    post: str


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


@dataclass(frozen=True, slots=True)
class MemberRemoved(Message):
    """To somebody who belongs to the staff no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteDisowned(Message):
    """To the staff: somebody opened a link that is not meant for her."""

    post: str = ""
    """The post that it is for, as it is called; empty where it is for a role."""
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned(Message):
    """To a person: she may not write to the bot any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class BanLifted(Message):
    """To a person: she may write to the bot again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChatMoved(Message):
    """To the staff: their chat has another number, and the setting still has the old one."""

    number: int
