"""The words of what the bot says of its own accord about posts, roles and bans."""

from __future__ import annotations

from markupsafe import Markup

from channels import Lack, Outgoing
from content.messages import Texts
from handlers.chat.lacks import right
from handlers.chat.messages import renders
from handlers.people.taps import RemoveMember, ReportTaking, ShowTenure, StillHolds, UndoTaking
from services.content import Content
from services.people import (
    FileWaits,
    InviteDisowned,
    MemberJoined,
    PostTaken,
    Role,
    StaffChatLacks,
    StillHolder,
    Taking,
)


def role_name(texts: Texts, role: Role) -> str:
    return texts.plain("invites-role-admin" if role is Role.ADMIN else "invites-role-operator")


_TAKINGS = {
    Taking.TAKEN: "posts-taken",
    Taking.REPLACED: "posts-replaced",
    Taking.REPORTED: "posts-reported",
}


@renders
def post_taken(content: Content, message: PostTaken) -> Outgoing:
    texts = content.library.texts
    if message.why is Taking.REPLACED:
        button = ReportTaking(message.tenure).button(texts.plain("posts-button-mistake"))
    else:
        button = UndoTaking(message.tenure).button(texts.plain("posts-button-undo"))
    return Outgoing(texts(_TAKINGS[message.why], post=message.post, name=message.name), [[button]])


@renders
def still_holder(content: Content, message: StillHolder) -> Outgoing:
    texts = content.library.texts
    rows = [
        [StillHolds(message.tenure).button(texts.plain("posts-button-still"))],
        [ShowTenure(message.tenure).button(texts.plain("posts-button-no-more"))],
    ]
    return Outgoing(texts("posts-still", post=message.post), rows)


@renders
def member_joined(content: Content, message: MemberJoined) -> Outgoing:
    texts = content.library.texts
    undo = [[RemoveMember(message.person_id).button(texts.plain("posts-button-undo"))]]
    return Outgoing(texts("invites-joined", role=role_name(texts, message.role), name=message.name), undo)


@renders
def invite_disowned(content: Content, message: InviteDisowned) -> Outgoing:
    texts = content.library.texts
    target = role_name(texts, message.role) if message.role else message.post
    return Outgoing(texts("invites-disowned", post=target))


# The staff chat


_REMEDIES = {
    Lack.AWAY: "staffchat-away",
    Lack.MOVED: "staffchat-moved",
    Lack.WORDS: "staffchat-words",
    Lack.TOPICS: "staffchat-topics",
    Lack.GENERAL: "staffchat-general",
    Lack.PROTECTED: "staffchat-protected",
}
"""What happened and what to do; for the kinds of files one text."""


def remedy(texts: Texts, lack: Lack, moved_to: int | None = None) -> str:
    """What happened to the staff chat, and what to do."""
    if lack is Lack.MOVED:
        return texts(_REMEDIES[lack], number=str(moved_to))
    return texts(_REMEDIES[lack]) if lack in _REMEDIES else texts("staffchat-files", right=right(texts, lack))


@renders
def file_waits(content: Content, message: FileWaits) -> Outgoing:
    texts = content.library.texts
    waits = texts("staffchat-file-waits", right=right(texts, message.lack))
    return Outgoing(texts.lines([Markup(message.html), "", waits]))  # noqa: S704 - worded by a renderer before


@renders
def staff_chat_lacks(content: Content, message: StaffChatLacks) -> Outgoing:
    texts, parts = content.library.texts, []
    if message.lacks:
        remedies = [remedy(texts, Lack(each.lack), each.moved_to) for each in message.lacks]
        parts.append(texts("staffchat-lacks", remedies=texts.lines(remedies)))
    if message.over:
        rights = ", ".join(right(texts, Lack(each.lack)) for each in message.over)
        parts.append(texts("staffchat-over", rights=rights))
    return Outgoing("\n\n".join(parts))
