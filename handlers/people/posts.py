"""Staff look at posts: which have nobody behind them, who holds one, and how to get somebody into it."""

from __future__ import annotations

from math import ceil

from channels.taps import Button, in_rows
from content.hromadas import raions
from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import ask_first, back_to, desk_button, turn_buttons
from handlers.chat.prompts import WORDS_OR_PLACE, Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people import taps
from handlers.people.localities import hromada_of
from handlers.people.people import hromadas_of
from services.people import Action, Post, Standing, TenureKind, Title

LISTED = 12
"""Posts in one list: the rest is one more tap away, by raion."""
LONGEST_BODY = 120
BODY = Prompt("posts-body-prompt", "posts-body-placeholder")
HROMADA = Prompt("posts-hromada-prompt")


asks(taps.AddBody, BODY, Right.POSTS)
asks(taps.TypePostHromada, HROMADA, Right.POSTS)


@on_tap(Right.POSTS)
async def show_posts(context: BotContext, _tap: taps.ShowPosts) -> None:
    texts, gaps = context.texts, await context.services.people.posts.gaps()
    counted = [
        (taps.ListVacant("vacant", 0), "posts-button-vacant", len(gaps.vacant)),
        (taps.ListVacant("unreachable", 0), "posts-button-lost", len(gaps.unreachable)),
        (taps.ListVacant("silent", 0), "posts-button-silent", len(gaps.silent)),
    ]
    rows = [[context.button(tap, key, count=count)] for tap, key, count in counted if count]
    rows += [
        [context.button(taps.ListPostRaions(), "posts-button-hromadas")],
        [context.button(taps.ListBodies(), "posts-button-bodies")],
        [context.button(taps.InviteAllHeads(), "posts-button-all-heads")],
        [context.button(taps.AskForInvites(), "posts-button-by-table")],
        [context.button(taps.ListInvites(), "posts-button-invites")],
        [context.button(taps.AskForAddresses(), "mails-button")],
        [desk_button(context)],
    ]
    html = texts("posts-overview", vacant=len(gaps.vacant), unreachable=len(gaps.unreachable), silent=len(gaps.silent))
    await context.show(html, rows)


@on_tap(Right.POSTS)
async def list_vacant(context: BotContext, tap: taps.ListVacant) -> None:
    gaps = await context.services.people.posts.gaps()
    why = {"unreachable": (gaps.unreachable, "posts-lost"), "silent": (gaps.silent, "posts-silent")}
    found, key = why.get(tap.why, (gaps.vacant, "posts-vacant"))
    shown = found[tap.page * LISTED : (tap.page + 1) * LISTED]
    rows = [[await _post_button(context, each)] for each in shown]
    turns = turn_buttons(context, tap.page, ceil(len(found) / LISTED), lambda page: taps.ListVacant(tap.why, page))
    await context.show(context.texts(key), [*rows, turns, [back_to(context, taps.ShowPosts())]])


@on_tap(Right.POSTS)
async def list_raions(context: BotContext, _tap: taps.ListPostRaions) -> None:
    rows = [[taps.ListPostHromadas(number).button(raion)] for number, raion in enumerate(raions())]
    rows.append([context.button(taps.TypePostHromada(), "people-button-type")])
    await context.show(context.texts("people-which-raion"), [*rows, [back_to(context, taps.ShowPosts())]])


@on_reply(HROMADA, Right.POSTS, takes=WORDS_OR_PLACE)
async def take_hromada(context: BotContext, _number: int) -> None:
    otherwise = context.button(taps.ListPostRaions(), "people-button-list")
    if hromada := await hromada_of(context, taps.ShowPlace, otherwise):
        await show_place(context, taps.ShowPlace(hromada.slug))


@on_tap(Right.POSTS)
async def list_hromadas(context: BotContext, tap: taps.ListPostHromadas) -> None:
    buttons = [taps.ShowPlace(each.slug).button(each.name) for each in hromadas_of(tap.raion)]
    await context.show(context.texts("people-which"), [*in_rows(buttons), [back_to(context, taps.ListPostRaions())]])


@on_tap(Right.POSTS)
async def list_bodies(context: BotContext, _tap: taps.ListBodies) -> None:
    bodies = await context.services.people.posts.bodies()
    rows = [[taps.ShowPlace(body.place).button(body.name)] for body in bodies]
    rows.append([context.button(taps.AddBody(), "posts-button-add-body")])
    html = context.texts("posts-bodies" if bodies else "posts-no-bodies")
    await context.show(html, [*rows, [back_to(context, taps.ShowPosts())]])


@on_reply(BODY, Right.POSTS)
async def take_body(context: BotContext, _number: int) -> None:
    name = " ".join(context.words.split())
    if len(name) > LONGEST_BODY:
        raise Wrong(context.texts("posts-body-long", most=LONGEST_BODY))
    body = await context.services.people.posts.add_body(name, context.person_id)
    await show_place(context, taps.ShowPlace(body.place))


@on_tap(Right.POSTS)
async def show_place(context: BotContext, tap: taps.ShowPlace) -> None:
    """Every title can be had at every place: a post stands in the table once somebody was invited into it."""
    texts, posts = context.texts, context.services.people.posts
    name = await posts.place_name(tap.place)
    if not name:
        await show_posts(context, taps.ShowPosts())
        return
    known = {each.post.title: each for each in await posts.standings(tap.place)}
    rows = []
    for title in Title:
        post = Post(tap.place, title)
        standing = known.get(title, Standing(post, None, reachable=False, invited=False))
        rows.append([await _post_button(context, standing)])
    back = taps.ListBodies() if tap.place.startswith("b") else taps.ListPostRaions()
    await context.show(texts("posts-place", name=name), [*rows, [back_to(context, back)]])


@on_tap(Right.POSTS)
async def show_post(context: BotContext, tap: taps.ShowPost) -> None:
    texts, posts = context.texts, context.services.people.posts
    post = await find_post(context, tap.post)
    standing = next((each for each in await posts.standings(post.place) if each.post == post), None)
    lines, rows = [], []
    acting = await posts.acting(post)
    for tenure in acting:
        if tenure.kind is TenureKind.HOLDER:
            lines.append(texts("posts-holder", name=tenure.name, since=tenure.since_at.date()))
            if tenure.confirmed_at:
                lines.append(texts("posts-confirmed", on=tenure.confirmed_at.date()))
            if standing and not standing.reachable:
                lines.append(texts("posts-not-reachable"))
            rows.append([context.button(taps.AskToEnd(tenure.id), "posts-button-end")])
        else:
            until = tenure.until_at.date() if tenure.until_at else ""
            lines.append(texts("posts-delegate", name=tenure.name, until=until))
            rows.append([context.button(taps.AskToEnd(tenure.id), "posts-button-end-delegate")])
        if tenure.phone:
            lines.append(texts("posts-phone", phone=tenure.phone))
    if not lines:
        lines.append(texts("posts-nobody"))
    if any(tenure.phone for tenure in acting):
        await context.services.people.audit.note(context.person_id, Action.DATA_READ, post.id, "phone")
    if office := await posts.phone(post):
        lines.append(texts("posts-office-phone", phone=office))
    if standing and standing.invited:
        lines.append(texts("posts-invited"))
    rows.append([context.button(taps.InviteIntoPost(post.id), "posts-button-invite")])
    html = texts("posts-post", post=await posts.name(post), lines=texts.lines(lines))
    await context.show(html, [*rows, [back_to(context, taps.ShowPlace(post.place))]])


@on_tap(Right.POSTS)
async def ask_to_end(context: BotContext, tap: taps.AskToEnd) -> None:
    tenure = await context.services.people.posts.tenure(tap.tenure)
    if tenure is None or tenure.person_id is None:
        await context.toast(context.texts.plain("posts-ended-before"))
        return
    owed = await context.services.notices.obligations.owed_by(tenure.person_id)
    post, count = await context.services.people.posts.name(tenure.post), sum(each.post == tenure.post for each in owed)
    kind = tenure.kind.value
    html = context.texts("posts-end-ask", kind=kind, post=post, name=tenure.name, count=count)
    sure = context.button(taps.EndTenure(tenure.id), "posts-button-sure-end", kind=kind)
    await ask_first(context, html, sure, taps.ShowPost(tenure.post.id))


@on_tap(Right.POSTS)
async def end_tenure(context: BotContext, tap: taps.EndTenure) -> None:
    ended = await context.services.people.posts.leave(tap.tenure, context.person_id)
    await context.toast(context.texts.plain("posts-ended" if ended else "posts-ended-before"))
    if ended:
        await show_post(context, taps.ShowPost(ended.post.id))


@on_tap(Right.POSTS)
async def ask_to_undo(context: BotContext, tap: taps.AskToUndo) -> None:
    posts = context.services.people.posts
    tenure = await posts.tenure(tap.tenure)
    if tenure is None or tenure.until_at is not None or tenure.person_id is None:
        await context.toast(context.texts.plain("posts-ended-before"))
        return
    owed = await context.services.notices.obligations.owed_by(tenure.person_id)
    before = await posts.before(tenure)
    html = context.texts(
        "posts-undo-ask",
        post=await posts.name(tenure.post),
        name=tenure.name,
        before=before.name if before else "none",
        count=sum(each.post == tenure.post for each in owed),
    )
    sure = context.button(taps.UndoTaking(tenure.id), "posts-button-sure-undo")
    await ask_first(context, html, sure, taps.ShowPost(tenure.post.id), below=True)


@on_tap(Right.POSTS)
async def undo_taking(context: BotContext, tap: taps.UndoTaking) -> None:
    undone = await context.services.people.posts.undo(tap.tenure, context.person_id)
    await context.toast(context.texts.plain("posts-undone" if undone else "posts-ended-before"))
    if undone:
        await show_post(context, taps.ShowPost(undone.post.id))


async def find_post(context: BotContext, post_id: str) -> Post:
    """The post with that id; where there is none, the person is shown all posts. Raises Answered."""
    post = Post.parse(post_id)
    if post is None or not await context.services.people.posts.exists(post.place):
        await show_posts(context, taps.ShowPosts())
        raise Answered
    return post


async def _post_button(context: BotContext, standing: Standing) -> Button:
    name = await context.services.people.posts.name(standing.post)
    key = "posts-button-post" if standing.holder else "posts-button-post-vacant"
    return context.button(taps.ShowPost(standing.post.id), key, post=name[:1].upper() + name[1:])
