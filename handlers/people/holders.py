"""A holder and her post: hand it over, delegate it for a while, leave it; «do you still hold it?»."""

from __future__ import annotations

from datetime import timedelta

from channels.taps import Button
from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import ask_first, back_to, menu_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowMyPosts
from handlers.people import taps
from handlers.people.commands import announce_to
from services.people import InviteLink, Tenure, TenureKind, read_phones

LONGEST_DELEGATION = 92
"""Days: for longer the post is handed over."""
PHONE = Prompt("holders-phone-prompt")


async def post_buttons(context: BotContext) -> list[list[Button]]:
    """A row for each post for which the person acts."""
    rows = []
    for tenure in await context.services.people.posts.of_person(context.person_id):
        name = await context.services.people.posts.name(tenure.post)
        rows.append([taps.ShowTenure(tenure.id).button(name[:1].upper() + name[1:])])
    return rows


async def _nothing(context: BotContext) -> None:
    """A button of a post that is not the person's, or no longer."""
    rows = await post_buttons(context)
    await context.show(context.texts("holders-posts" if rows else "holders-none"), [*rows, [menu_button(context)]])


async def _own(context: BotContext, tenure_id: int, *kinds: TenureKind) -> Tenure:
    """The person's own tenure, of one of these kinds; where it is none, she is shown what she has. Raises Answered."""
    tenure = await context.services.people.posts.held(tenure_id, context.person_id)
    if tenure is None or tenure.kind not in kinds:
        await _nothing(context)
        raise Answered
    return tenure


def phone_button(context: BotContext, tenure: Tenure) -> Button:
    """Where a holder leaves her number, or another one."""
    key = "holders-button-other-phone" if tenure.phone else "holders-button-phone"
    return context.button(taps.LeavePhone(tenure.id), key)


async def _any_own(context: BotContext, tenure_id: int) -> Tenure:
    return await _own(context, tenure_id, *TenureKind)


asks(taps.LeavePhone, PHONE, only_if=_any_own)


@on_reply(PHONE)
async def take_phone(context: BotContext, number: int) -> None:
    tenure, phone = await _any_own(context, number), read_phones(context.words)
    if phone is None:
        raise Wrong(context.texts("holders-no-phone"))
    await context.services.people.posts.leave_phone(tenure.id, context.person_id, phone)
    await show_tenure(context, taps.ShowTenure(tenure.id))


@on_tap()
async def forget_phone(context: BotContext, tap: taps.ForgetPhone) -> None:
    await context.services.people.posts.leave_phone(tap.tenure, context.person_id, "")
    await show_tenure(context, taps.ShowTenure(tap.tenure))


@on_tap()
async def show_tenure(context: BotContext, tap: taps.ShowTenure) -> None:
    texts, posts = context.texts, context.services.people.posts
    tenure = await _any_own(context, tap.tenure)
    name = await posts.name(tenure.post)
    if tenure.kind is TenureKind.DELEGATE:
        until = tenure.until_at.date() if tenure.until_at else ""
        html = texts("holders-delegate", post=name, until=until)
        rows = [[context.button(taps.AskToLeave(tenure.id), "holders-button-leave-delegate")]]
    else:
        lines, rows = [], []
        for each in await posts.acting(tenure.post):
            if each.kind is TenureKind.DELEGATE and each.until_at:
                lines.append(texts("posts-delegate", name=each.name, until=each.until_at.date()))
                rows.append([context.button(taps.EndDelegation(each.id, 0), "posts-button-end-delegate")])
        html = texts("holders-post", post=name, since=tenure.since_at.date(), lines=texts.lines(lines))
        rows += [
            [context.button(taps.HandOver(tenure.id), "holders-button-hand-over")],
            [context.button(taps.ChooseDelegation(tenure.id), "holders-button-delegate")],
            [context.button(taps.AskToLeave(tenure.id), "holders-button-leave")],
        ]
    phones = [[phone_button(context, tenure)]]
    if tenure.phone:
        phones.append([context.button(taps.ForgetPhone(tenure.id), "holders-button-no-phone")])
    told = texts("holders-phone", phone=tenure.phone or 0)
    await context.show(texts.lines([html, "", told]), [*phones, *rows, [back_to(context, ShowMyPosts())]])


@on_tap()
async def hand_over(context: BotContext, tap: taps.HandOver) -> None:
    tenure = await _own(context, tap.tenure, TenureKind.HOLDER)
    made = await context.services.people.invites.into_post(tenure.post, context.person_id)
    await _say_link(context, made, context.texts("holders-link-successor"))


@on_tap()
async def choose_delegation(context: BotContext, tap: taps.ChooseDelegation) -> None:
    rows = [
        [context.button(taps.Delegate(tap.tenure, 7), "holders-button-week")],
        [context.button(taps.Delegate(tap.tenure, 14), "holders-button-two-weeks")],
        [context.button(taps.Delegate(tap.tenure, 31), "holders-button-month")],
        [back_to(context, taps.ShowTenure(tap.tenure))],
    ]
    await context.show(context.texts("holders-how-long"), rows)


@on_tap()
async def delegate(context: BotContext, tap: taps.Delegate) -> None:
    tenure = await _own(context, tap.tenure, TenureKind.HOLDER)
    if not 1 <= tap.days <= LONGEST_DELEGATION:
        await _nothing(context)
        return
    made = await context.services.people.invites.delegate(tenure.post, timedelta(days=tap.days), context.person_id)
    await _say_link(context, made, context.texts("holders-link-delegate"))


@on_tap()
async def end_delegation(context: BotContext, tap: taps.EndDelegation) -> None:
    """By the holder of the same post, who is asked first: a new link would be needed."""
    posts = context.services.people.posts
    for own in await posts.of_person(context.person_id):
        delegates = {each.id: each for each in await posts.acting(own.post) if each.kind is TenureKind.DELEGATE}
        if own.kind is not TenureKind.HOLDER or tap.tenure not in delegates:
            continue
        if tap.sure:
            await posts.leave(tap.tenure, context.person_id)
            await show_tenure(context, taps.ShowTenure(own.id))
        else:
            sure = context.button(taps.EndDelegation(tap.tenure, 1), "holders-button-sure-end")
            html = context.texts("holders-end-ask", name=delegates[tap.tenure].name)
            await ask_first(context, html, sure, taps.ShowTenure(own.id))
        return
    await _nothing(context)


@on_tap()
async def ask_to_leave(context: BotContext, tap: taps.AskToLeave) -> None:
    tenure = await _any_own(context, tap.tenure)
    rows = [
        [context.button(taps.Leave(tenure.id), "holders-button-really-leave")],
        [context.button(taps.ShowTenure(tenure.id), "privacy-button-cancel")],
    ]
    post = await context.services.people.posts.name(tenure.post)
    await context.show(context.texts("holders-ask-leave", post=post), rows)


@on_tap()
async def leave(context: BotContext, tap: taps.Leave) -> None:
    tenure = await _any_own(context, tap.tenure)
    if await context.services.people.posts.leave(tenure.id, context.person_id):
        await announce_to(context.bot, context.services, context.person_id)
        await context.show(context.texts("holders-left"), [[menu_button(context)]])
    else:
        await _nothing(context)


@on_tap()
async def still_holds(context: BotContext, tap: taps.StillHolds) -> None:
    if await context.services.people.posts.confirm(tap.tenure, context.person_id):
        await context.show(context.texts("holders-thanks"), [[menu_button(context)]])
    else:
        await _nothing(context)


@on_tap()
async def report_taking(context: BotContext, tap: taps.ReportTaking) -> None:
    """Only who held the post before can say it: others are not told whether there is anything to say."""
    told = await context.services.people.posts.report(tap.tenure, context.person_id)
    await context.show(context.texts("holders-reported" if told else "holders-not-reported"), [[menu_button(context)]])


async def _say_link(context: BotContext, made: InviteLink, why: str) -> None:
    html = context.texts(
        "holders-link", why=why, url=made.url(context.bot.username), until=made.invite.expires_at.date()
    )
    await context.say(html, [[back_to(context, ShowMyPosts())]])
