"""The words of what the bot says of its own accord about posts, roles and bans."""

from __future__ import annotations

from channels import Outgoing
from channels.taps import Keyboard
from content.messages import Texts
from handlers.chat.messages import renders
from handlers.people.taps import RemoveMember, ReportTaking, ShowTenure, StillHolds, UndoTaking
from services.content import Content
from services.people import (
    BanLifted,
    Banned,
    InviteDisowned,
    MemberJoined,
    MemberRemoved,
    PostGivenBack,
    PostLeft,
    PostReplaced,
    PostTaken,
    PostTakenBack,
    Role,
    StaffChatMoved,
    StillHolder,
    TakingReported,
    TenureKind,
)


def role_name(texts: Texts, role: Role) -> str:
    return texts.plain("invites-role-admin" if role is Role.ADMIN else "invites-role-operator")


@renders
def post_left(content: Content, message: PostLeft) -> Outgoing:
    key = "posts-left" if message.kind is TenureKind.HOLDER else "posts-delegate-left"
    return Outgoing(content.library.texts(key, post=message.post, name=message.name))


@renders
def post_taken(content: Content, message: PostTaken) -> Outgoing:
    texts = content.library.texts
    return Outgoing(texts("posts-taken", post=message.post, name=message.name), _undo(texts, message.tenure))


@renders
def taking_reported(content: Content, message: TakingReported) -> Outgoing:
    texts = content.library.texts
    return Outgoing(texts("posts-reported", post=message.post, name=message.name), _undo(texts, message.tenure))


@renders
def post_replaced(content: Content, message: PostReplaced) -> Outgoing:
    texts = content.library.texts
    mistake = [[ReportTaking(message.tenure).button(texts.plain("posts-button-mistake"))]]
    return Outgoing(texts("posts-replaced", post=message.post, name=message.name), mistake)


@renders
def post_taken_back(content: Content, message: PostTakenBack) -> Outgoing:
    return Outgoing(content.library.texts("posts-taken-back", post=message.post))


@renders
def post_given_back(content: Content, message: PostGivenBack) -> Outgoing:
    return Outgoing(content.library.texts("posts-given-back", post=message.post))


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
def member_removed(content: Content, _message: MemberRemoved) -> Outgoing:
    return Outgoing(content.library.texts("invites-removed"))


@renders
def invite_disowned(content: Content, message: InviteDisowned) -> Outgoing:
    texts = content.library.texts
    target = role_name(texts, message.role) if message.role else message.post
    return Outgoing(texts("invites-disowned", post=target))


@renders
def banned(content: Content, message: Banned) -> Outgoing:
    return Outgoing(content.library.texts("bans-told", reason=message.reason))


@renders
def ban_lifted(content: Content, _message: BanLifted) -> Outgoing:
    return Outgoing(content.library.texts("bans-lifted"))


@renders
def staff_chat_moved(content: Content, message: StaffChatMoved) -> Outgoing:
    return Outgoing(content.library.texts("staff-moved", number=str(message.number)))


def _undo(texts: Texts, tenure: int) -> Keyboard:
    return [[UndoTaking(tenure).button(texts.plain("posts-button-undo"))]]
