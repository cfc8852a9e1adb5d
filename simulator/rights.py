"""What the bot may do in a group: its membership, and what Telegram says where a right is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import ChatAdministratorRights, ChatPermissions

from simulator.refusals import bad_request, forbidden

if TYPE_CHECKING:
    from simulator.people import Chat

_IN_CHANNELS = {"can_post_messages", "can_edit_messages", "can_manage_direct_messages", "is_anonymous"}
RIGHTS = frozenset(ChatAdministratorRights.all_rights().to_dict()) - _IN_CHANNELS
"""All that an administrator of a group can be given."""
PERMISSIONS = frozenset(ChatPermissions.all_permissions().to_dict())
"""All that members of a group may do unless it is forbidden to all or to one of them."""
_NEEDED = {
    "text": ("can_send_messages", "text messages"),
    "location": ("can_send_messages", "locations"),
    "photo": ("can_send_photos", "photos"),
    "document": ("can_send_documents", "documents"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "video": ("can_send_videos", "videos"),
    "video_note": ("can_send_video_notes", "video notes"),
    "audio": ("can_send_audios", "music"),
    "animation": ("can_send_other_messages", "animations"),
    "sticker": ("can_send_other_messages", "stickers"),
}
"""By the kind of a message: the permission to send it, and its name in a refusal."""


@dataclass(frozen=True, slots=True)
class Membership:
    """The bot's place in a group; `rights` are an administrator's, `permissions` a restricted member's."""

    status: str = "administrator"
    rights: frozenset[str] = RIGHTS
    permissions: frozenset[str] = PERMISSIONS

    @property
    def is_inside(self) -> bool:
        return self.status not in {"left", "kicked"}

    def may(self, right: str) -> bool:
        """A bot has an administrator's right only where it was given to it; what all may do is not enough."""
        return self.status == "administrator" and right in self.rights

    def data(self, user: dict[str, Any]) -> dict[str, Any]:
        """As the Bot API shows it."""
        member: dict[str, Any] = {"user": user, "status": self.status}
        if self.status == "administrator":
            rights = {right: right in self.rights for right in sorted(RIGHTS)}
            return {**member, **rights, "can_be_edited": False, "is_anonymous": False}
        if self.status == "restricted":
            return {**member, **permissions(self.permissions), "is_member": True, "until_date": 0}
        return {**member, "until_date": 0} if self.status == "kicked" else member


ADMINISTRATOR, MEMBER = Membership(), Membership("member")
LEFT, KICKED = Membership("left"), Membership("kicked")


def administrator(rights: Iterable[str]) -> Membership:
    return Membership("administrator", rights=_known(rights, RIGHTS) | {"can_manage_chat"})


def restricted(forbidden: Iterable[str]) -> Membership:
    return Membership("restricted", permissions=PERMISSIONS - _known(forbidden, PERMISSIONS))


def permissions(granted: frozenset[str]) -> dict[str, bool]:
    """The permissions of a member or of a group, as the Bot API shows them."""
    return {permission: permission in granted for permission in sorted(PERMISSIONS)}


def check_access(chat: Chat) -> None:
    """Raises what Telegram says where the bot is not in a group, or where a person cannot be written to."""
    if chat.is_private:
        [person] = chat.members
        if person.is_deactivated:
            raise forbidden("user is deactivated")
        if person.has_blocked:
            raise forbidden("bot was blocked by the user")
        if not person.has_started:
            raise forbidden("bot can't initiate conversation with a user")
    else:
        check_inside(chat)


def check_inside(chat: Chat) -> None:
    if chat.bot.status == "kicked":
        raise forbidden("bot was kicked from the supergroup chat")
    if chat.bot.status == "left":
        raise forbidden("bot is not a member of the supergroup chat")


def check_content(chat: Chat, content: dict[str, Any]) -> None:
    """Raises what Telegram says where the bot may not send such a message."""
    kind = next((kind for kind in _NEEDED if kind in content), "text")
    permission, name = _NEEDED[kind]
    is_limited = not chat.is_private and chat.bot.status != "administrator"
    if is_limited and permission not in chat.permissions & chat.bot.permissions:
        raise bad_request(f"not enough rights to send {name} to the chat")
    if chat.is_private and kind in {"voice", "video_note"} and chat.members[0].forbids_voice:
        # The server of the Bot API knows the words once it has asked for the chat; until then it repeats the code.
        if chat.is_looked_up:
            raise bad_request(f"user restricted receiving of {name.removesuffix('s')} messages")
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")


def _known(names: Iterable[str], among: frozenset[str]) -> frozenset[str]:
    chosen = frozenset(names)
    if unknown := chosen - among:
        raise ValueError(f"unknown rights: {', '.join(sorted(unknown))}")
    return chosen
