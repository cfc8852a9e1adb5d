"""The words of what the bot says of its own accord about posts, roles and bans."""

from __future__ import annotations

from channels import Outgoing
from content.messages import Texts
from handlers.chat.messages import renders
from handlers.people.taps import RemoveMember, ReportTaking, ShowTenure, StillHolds, UndoTaking
from services.content import Content
from services.people import InviteDisowned, MemberJoined, PostTaken, Role, StillHolder, Taking


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
