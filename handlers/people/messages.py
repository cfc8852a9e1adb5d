"""The words of what the bot says of its own accord about posts, roles and bans."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from channels import Lack, Outgoing
from channels.taps import Keyboard
from content.messages import Texts
from handlers.chat.lacks import right
from handlers.chat.messages import renders
from handlers.people.taps import (
    AskToRemove,
    AskToUndo,
    ClosePages,
    KeepReply,
    NoteReply,
    ReleaseReply,
    ReportTaking,
    SayItIsMe,
    ShowTenure,
    StillHolds,
    StopReply,
)
from services.content import Content
from services.people import (
    Doubt,
    FileWaits,
    HeldReplyStands,
    InviteDisowned,
    IsItYou,
    MemberJoined,
    PagesEntered,
    PostTaken,
    ReplyOutcome,
    ReplyState,
    Role,
    StaffChatLacks,
    StillHolder,
    Taking,
    Worded,
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
        button = AskToUndo(message.tenure).button(texts.plain("posts-button-undo"))
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
    undo = [[AskToRemove(message.person_id).button(texts.plain("posts-button-undo"))]]
    return Outgoing(texts("invites-joined", role=role_name(texts, message.role), name=message.name), undo)


@renders
def invite_disowned(content: Content, message: InviteDisowned) -> Outgoing:
    texts = content.library.texts
    target = role_name(texts, message.role) if message.role else message.post
    return Outgoing(texts("invites-disowned", post=target))


# The pages


@renders
def pages_entered(content: Content, message: PagesEntered) -> Outgoing:
    texts, agent = content.library.texts, message.agent or "none"
    words = texts("doors-entered", time=f"{message.at:%H:%M}", door=message.door.value, agent=agent)
    return Outgoing(words, [[ClosePages().button(texts.plain("doors-button-not-me"))]])


@renders
def is_it_you(content: Content, message: IsItYou) -> Outgoing:
    texts = content.library.texts
    rows = [
        [SayItIsMe(message.session).button(texts.plain("doors-button-prove"))],
        [ClosePages().button(texts.plain("doors-button-not-me"))],
    ]
    return Outgoing(texts("doors-is-it-you", agent=message.agent or "none"), rows)


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
def worded(_content: Content, message: Worded) -> Outgoing:
    return Outgoing(message.html, message.keyboard)


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


_DOUBTS = {
    Doubt.ANSWERED: "held-ask-answered",
    Doubt.CLOSED: "held-ask-closed",
    Doubt.OF_OTHER: "held-ask-of-other",
    Doubt.SEVERAL: "held-ask-several",
    Doubt.CORRECTED: "held-ask-corrected",
}
_OUTCOMES = {
    ReplyOutcome.DELIVERED: "held-sent",
    ReplyOutcome.NOBODY: "held-nobody",
    ReplyOutcome.UNREACHABLE: "held-unreachable",
    ReplyOutcome.PROTECTED: "held-protected",
    ReplyOutcome.KIND_FORBIDDEN: "held-kind-forbidden",
    ReplyOutcome.REFUSED: "held-refused",
    ReplyOutcome.UNKNOWN: "held-unknown",
    ReplyOutcome.WAITS: "held-waits",
}
_ENDED = {ReplyState.STOPPED: "held-stopped", ReplyState.NOTED: "held-noted"}


@renders
def held_reply_stands(content: Content, message: HeldReplyStands) -> Outgoing:
    """What is not sent has its buttons; what was sent says for each outcome how many people it was."""
    texts, reply = content.library.texts, message.reply
    stop = StopReply(reply.id).button(texts.plain("held-button-stop"))
    note = NoteReply(reply.id).button(texts.plain("held-button-note"))
    if ended := _ENDED.get(reply.state):
        return Outgoing(texts(ended))
    if reply.state is ReplyState.ASKED:
        send: Keyboard = [[ReleaseReply(reply.id, 0).button(texts.plain("held-button-send"))]]
        if message.people > 1 and reply.doubt is not Doubt.CORRECTED:
            to_all = ReleaseReply(reply.id, 1).button(texts.plain("held-button-to-all", count=message.people))
            send = [*send, [to_all]]
        other = reply.other if reply.doubt in {Doubt.ANSWERED, Doubt.OF_OTHER} else ""
        html = texts(_DOUBTS[reply.doubt], other=other or "–", count=message.people)
        return Outgoing(html, [*send, [stop] if reply.doubt is Doubt.CORRECTED else [note, stop]])
    counted: Counter[ReplyOutcome] = Counter(each for each in message.outcomes if each is not ReplyOutcome.ALREADY)
    lines = [texts(key, count=counted[outcome]) for outcome, key in _OUTCOMES.items() if counted[outcome]]
    if reply.state is ReplyState.HELD:
        return Outgoing(texts.lines(lines), [[stop, note]])
    if reply.state is ReplyState.SENDING:
        return Outgoing(texts.lines(lines))
    keep = [[KeepReply(reply.id).button(texts.plain("ready-button-keep"))]] if reply.html else ()
    return Outgoing(texts.lines(lines), keep)
