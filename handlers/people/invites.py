"""A person opens an invite; staff make, list and revoke them."""

from __future__ import annotations

from telegram.constants import ChatAction

from channels.taps import Button, Tap
from handlers.chat.context import BotContext
from handlers.chat.menu import ask_first, back_to, desk_button, menu_button, menu_keyboard
from handlers.chat.prompts import FILES, Prompt, asks, on_reply
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.chat.tables import TableForm, add_form, receive
from handlers.chat.taps import ShowMyPosts
from handlers.people import taps
from handlers.people.commands import announce_to
from handlers.people.holders import phone_button
from handlers.people.messages import role_name
from handlers.people.posts import find_post
from services.people import (
    INVITES,
    LONGEST_NAME,
    Draft,
    Invite,
    InviteKind,
    InviteLink,
    InviteOutcome,
    Post,
    Role,
)
from services.tables import DryRun, OpenTable
from services.text import single_line

LISTED = 20
TABLE = Prompt("invites-prompt", "invites-placeholder")


asks(taps.AskForInvites, TABLE, Right.POSTS)


# The one who is invited


async def offer(context: BotContext, token: str) -> None:
    """Says what the link makes of her, before it does: it works once."""
    outcome, invite = await context.services.people.invites.look_at(token, context.person_id)
    if outcome is not InviteOutcome.GOOD or invite is None:
        await _refuse(context, outcome)
        return
    texts, name = context.texts, await _target_name(context, invite)
    rows = [
        [context.button(taps.TakeInvite(token), "invites-button-take")],
        [context.button(taps.DisownInvite(token), "invites-button-not-me")],
    ]
    match invite.kind:
        case InviteKind.HOLDER:
            html = texts("invites-offer-holder", post=name, name=_name(context))
        case InviteKind.DELEGATE:
            until = invite.delegate_until.date() if invite.delegate_until else ""
            html = texts("invites-offer-delegate", post=name, name=_name(context), until=until)
        case InviteKind.ROLE:
            html = texts("invites-offer-role", role=name, name=_name(context))
    await context.say(html, rows)


@on_tap()
async def take_invite(context: BotContext, tap: taps.TakeInvite) -> None:
    outcome, invite = await context.services.people.invites.take(tap.token, context.person_id, _name(context))
    if outcome is not InviteOutcome.TAKEN or invite is None:
        await _refuse(context, outcome)
        return
    texts, name = context.texts, await _target_name(context, invite)
    await announce_to(context.bot, context.services, context.person_id)
    if invite.kind is InviteKind.ROLE:
        await context.show(texts("invites-taken-role", role=name), [[desk_button(context)]])
    else:
        owed = await context.services.notices.obligations.owed_by(context.person_id)
        rows = [[context.button(ShowMyPosts(), "invites-button-owed", count=len(owed))]]
        held = await context.services.people.posts.of_person(context.person_id)
        rows += [[phone_button(context, tenure)] for tenure in held if tenure.post.id == invite.target]
        await context.show(texts("invites-taken-post", post=name), [*rows, [menu_button(context)]])


@on_tap()
async def disown_invite(context: BotContext, tap: taps.DisownInvite) -> None:
    await context.services.people.invites.disowned(tap.token)
    await context.show(context.texts("invites-not-you"), menu_keyboard(context))


_REFUSALS = {
    InviteOutcome.USED: "invites-used",
    InviteOutcome.EXPIRED: "invites-expired",
    InviteOutcome.REVOKED: "invites-revoked",
    InviteOutcome.ALREADY: "invites-already",
}


async def _refuse(context: BotContext, outcome: InviteOutcome) -> None:
    await context.show(context.texts(_REFUSALS.get(outcome, "invites-unknown")), menu_keyboard(context))


async def _target_name(context: BotContext, invite: Invite) -> str:
    """What the link makes of the one who uses it."""
    post = Post.parse(invite.target)
    return await context.services.people.posts.name(post) if post else role_name(context.texts, Role(invite.target))


def _name(context: BotContext) -> str:
    user = context.received.effective_user
    return single_line(user.full_name, LONGEST_NAME) if user else ""


# Staff


@on_tap(Right.POSTS)
async def invite_into_post(context: BotContext, tap: taps.InviteIntoPost) -> None:
    post = await find_post(context, tap.post)
    before = await context.services.people.invites.open_into(post)
    if before is None:
        await invite_anew(context, taps.InviteAnew(tap.post))
        return
    until = before.expires_at.date()
    html = context.texts("invites-anew-ask", what=await _target_name(context, before), until=until)
    sure = context.button(taps.InviteAnew(post.id), "invites-button-anew")
    await ask_first(context, html, sure, taps.ShowPost(post.id))


@on_tap(Right.POSTS)
async def invite_anew(context: BotContext, tap: taps.InviteAnew) -> None:
    post = await find_post(context, tap.post)
    made = await context.services.people.invites.into_post(post, context.person_id)
    await _say_link(context, made, taps.ShowPost(post.id))


@on_tap(Right.TEAM)
async def invite_into_role(context: BotContext, tap: taps.InviteIntoRole) -> None:
    if tap.role not in set(Role):
        await show_team(context, taps.ShowTeam())
        return
    made = await context.services.people.invites.into_role(Role(tap.role), context.person_id)
    await _say_link(context, made, taps.ShowTeam())


async def _say_link(context: BotContext, made: InviteLink, back: Tap) -> None:
    """The link in a message of its own, ready to be passed on."""
    texts = context.texts
    html = texts(
        "invites-link",
        what=await _target_name(context, made.invite),
        url=made.url(context.bot.username),
        until=made.invite.expires_at.date(),
    )
    rows = [[context.button(taps.AskToRevoke(made.invite.id), "invites-button-revoke")]]
    await context.say(html, [*rows, [back_to(context, back)]])


@on_tap(Right.POSTS)
async def invite_all_heads(context: BotContext, _tap: taps.InviteAllHeads) -> None:
    """An Excel file, to print or to send with official letters. What is in letters that are under way stays good."""
    await _send_head_invites(context, renew=False)


@on_tap(Right.POSTS)
async def ask_for_new_head_invites(context: BotContext, _tap: taps.AskForNewHeadInvites) -> None:
    missing = await context.services.people.invites.heads_without()
    html = context.texts("invites-renew-ask", count=len(missing), open=sum(each.invited for each in missing))
    sure = context.button(taps.RenewHeadInvites(), "invites-button-all-new")
    await context.say(html, [[sure], [back_to(context, taps.ShowPosts())]])


@on_tap(Right.POSTS)
async def renew_head_invites(context: BotContext, _tap: taps.RenewHeadInvites) -> None:
    await _send_head_invites(context, renew=True)


async def _send_head_invites(context: BotContext, *, renew: bool) -> None:
    await context.chat.send_action(ChatAction.UPLOAD_DOCUMENT)
    texts, invites = context.texts, context.services.people.invites
    kept = 0 if renew else sum(each.invited for each in await invites.heads_without())
    table, count = await invites.for_heads(context.bot.username, context.person_id, renew=renew)
    if not count:
        await context.toast(texts.plain("invites-all-there"))
        return
    caption = texts("invites-heads", count=count)
    rows: list[list[Button]] = []
    if kept:
        caption += "\n\n" + texts("invites-heads-kept", open=kept)
        rows = [[context.button(taps.AskForNewHeadInvites(), "invites-button-renew")]]
    await context.send_file(table, texts.plain("invites-file"), caption, rows)


async def _look(context: BotContext, table: OpenTable, _number: int) -> DryRun:
    return await context.services.people.invite_tables.look_through(table)


async def _take(context: BotContext, table: OpenTable, _number: int, _draft: Draft) -> None:
    """An Excel file with the links, as for heads."""
    texts, tables = context.texts, context.services.people.invite_tables
    taken = await tables.take(table, context.bot.username, context.person_id)
    if taken is None:
        await context.toast(texts.plain("members-not-taken"))
        return
    file, count = taken
    if not count:
        await context.show(texts("invites-table-contacts-kept"), [[back_to(context, taps.ShowPosts())]])
        return
    await context.chat.send_action(ChatAction.UPLOAD_DOCUMENT)
    caption = texts("invites-table-made", count=count)
    await context.send_file(file, texts.plain("invites-table-file"), caption)


FORM = add_form(
    TableForm(
        kind=INVITES,
        right=Right.POSTS,
        look=_look,
        take=_take,
        back=lambda _number: taps.ShowPosts(),
        again=lambda _number: taps.AskForInvites(),
    )
)


@on_reply(TABLE, Right.POSTS, takes=FILES)
async def take_table(context: BotContext, number: int) -> None:
    await receive(context, FORM, number)


@on_tap(Right.POSTS)
async def list_invites(context: BotContext, _tap: taps.ListInvites) -> None:
    texts, invites = context.texts, await context.services.people.invites.open()
    rows = []
    for invite in invites[:LISTED]:
        words = texts.plain("invites-button-revoke-of", what=await _target_name(context, invite))
        rows.append([taps.AskToRevoke(invite.id).button(words)])
    html = texts("invites-open", count=len(invites)) if invites else texts("invites-none-open")
    await context.show(html, [*rows, [back_to(context, taps.ShowPosts())]])


@on_tap(Right.POSTS)
async def ask_to_revoke(context: BotContext, tap: taps.AskToRevoke) -> None:
    """In a message of its own: the one with the button may hold the link, which is kept nowhere."""
    invite = next((each for each in await context.services.people.invites.open() if each.id == tap.invite), None)
    if invite is None:
        await context.toast(context.texts.plain("invites-useless-already"))
        return
    what, until = await _target_name(context, invite), invite.expires_at.date()
    sure = context.button(taps.RevokeInvite(invite.id), "invites-button-sure-revoke")
    rows = [[sure], [back_to(context, taps.ListInvites())]]
    await context.say(context.texts("invites-revoke-ask", what=what, until=until), rows)


@on_tap(Right.POSTS)
async def revoke_invite(context: BotContext, tap: taps.RevokeInvite) -> None:
    """A link into the staff is the business of who may invite staff."""
    invite = next((each for each in await context.services.people.invites.open() if each.id == tap.invite), None)
    if invite and invite.kind is InviteKind.ROLE and not await may(context, Right.TEAM):
        await context.toast(context.texts.plain("staff-only"))
        return
    revoked = await context.services.people.invites.revoke(tap.invite, context.person_id)
    await context.toast(context.texts.plain("invites-now-revoked" if revoked else "invites-useless-already"))
    await list_invites(context, taps.ListInvites())


@on_tap(Right.TEAM)
async def show_team(context: BotContext, _tap: taps.ShowTeam) -> None:
    texts = context.texts
    rows, lines = [], []
    for member in await context.services.people.staff.members():
        role = role_name(texts, member.role)
        lines.append(texts("invites-member", name=member.name, role=role, since=member.since_at.date()))
        words = texts.plain("invites-button-remove", name=member.name)
        rows.append([taps.AskToRemove(member.person_id).button(words)])
    rows += [
        [context.button(taps.InviteIntoRole(Role.OPERATOR.value), "invites-button-operator")],
        [context.button(taps.InviteIntoRole(Role.ADMIN.value), "invites-button-admin")],
        [desk_button(context)],
    ]
    html = texts("invites-team", lines=texts.lines(lines)) if lines else texts("invites-no-team")
    await context.show(html, rows)


@on_tap(Right.TEAM)
async def ask_to_remove(context: BotContext, tap: taps.AskToRemove) -> None:
    members = {each.person_id: each for each in await context.services.people.staff.members()}
    if member := members.get(tap.person):
        role = role_name(context.texts, member.role)
        html = context.texts("invites-remove-ask", name=member.name, role=role, left=len(members) - 1)
        sure = context.button(taps.RemoveMember(tap.person), "invites-button-sure-remove")
        is_told = context.chat_id == context.services.people.staff.chat_id  # who joined, is said there
        await ask_first(context, html, sure, taps.ShowTeam(), below=is_told)
    else:
        await show_team(context, taps.ShowTeam())


@on_tap(Right.TEAM)
async def remove_member(context: BotContext, tap: taps.RemoveMember) -> None:
    removed = await context.services.people.staff.remove(tap.person, context.person_id)
    if removed:
        await announce_to(context.bot, context.services, tap.person)
    await context.toast(context.texts.plain("invites-member-removed" if removed else "invites-no-such-member"))
    await show_team(context, taps.ShowTeam())
