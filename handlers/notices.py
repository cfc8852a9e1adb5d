"""Notices: staff write and send them; who acts for a post reads and acknowledges them (/notices)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from channels.taps import Tap
from content.hromadas import raions
from content.messages import Texts
from handlers.context import BotContext
from handlers.holders import post_buttons
from handlers.menu import ShowMyPosts, menu_button
from handlers.prompts import ask, on_reply
from handlers.rights import Right
from handlers.staff import ShowNotices, desk_button
from handlers.taps import on_tap
from services.notices import LONGEST_TEXT, Acknowledge
from services.posts import Post
from services.services import Services

DEADLINES = (3, 7, 14, 30)
OWED = 8
"""Notices in one list: what a small phone shows."""
NAMED = 40
"""Posts named in a report of who has not acknowledged."""


@dataclass(frozen=True, slots=True)
class OpenDue(Tap):
    notice: int
    post: str
    prefix: ClassVar[str] = "due"


@dataclass(frozen=True, slots=True)
class WriteNotice(Tap):
    prefix: ClassVar[str] = "newnotice"


@dataclass(frozen=True, slots=True)
class SetDeadline(Tap):
    notice: int
    days: int
    prefix: ClassVar[str] = "deadline"


@dataclass(frozen=True, slots=True)
class Address(Tap):
    """`raion` is its number from 1 on; 0: all heads."""

    notice: int
    raion: int
    prefix: ClassVar[str] = "addressee"


@dataclass(frozen=True, slots=True)
class SendNotice(Tap):
    notice: int
    raion: int
    prefix: ClassVar[str] = "sendnotice"


@dataclass(frozen=True, slots=True)
class ShowNotice(Tap):
    """Who has not acknowledged yet."""

    notice: int
    prefix: ClassVar[str] = "notice"


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        CommandHandler("notices", my_notices, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
        on_tap(ShowMyPosts, show_my_notices),
        on_tap(OpenDue, open_due),
        on_tap(Acknowledge, acknowledge),
        on_tap(ShowNotices, show_notices, Right.SEND),
        on_tap(WriteNotice, write_notice, Right.SEND),
        on_tap(SetDeadline, set_deadline, Right.SEND),
        on_tap(Address, address, Right.SEND),
        on_tap(SendNotice, send_notice, Right.SEND),
        on_tap(ShowNotice, show_notice, Right.SEND),
        on_reply(services, _prompt, take_text, Right.SEND),
    ]


# Who acts for a post


async def my_notices(update: Update, context: BotContext) -> None:
    await show_my_notices(context, ShowMyPosts())


async def show_my_notices(context: BotContext, _tap: ShowMyPosts) -> None:
    """What is owed, the earliest deadline first, and the posts below."""
    texts = context.texts
    posts = await post_buttons(context)
    if not posts:
        await context.show(texts("holders-none"), [[menu_button(context)]])
        return
    owed = await context.services.notices.owed_by(context.person_id)
    rows = []
    for due in owed[:OWED]:
        words = texts.plain("notices-button-due", number=str(due.notice.id), text=_short(due.notice.text))
        rows.append([OpenDue(due.notice.id, due.post.id).button(words)])
    html = texts("notices-owed", count=len(owed)) if owed else texts("notices-nothing-owed")
    await context.show(html, [*rows, *posts, [menu_button(context)]])


async def open_due(context: BotContext, tap: OpenDue) -> None:
    post = Post.parse(tap.post)
    due = await context.services.notices.due(tap.notice, post, context.person_id) if post else None
    if due is None:
        await show_my_notices(context, ShowMyPosts())
        return
    back = [ShowMyPosts().button(context.texts.plain("menu-button-back"))]
    rows = [[Acknowledge(due.notice.id, due.post.id).button(context.texts.plain("notices-button-acknowledge"))]]
    await context.show(await context.services.notices.words(due), [*([] if due.acknowledged_at else rows), back])


async def acknowledge(context: BotContext, tap: Acknowledge) -> None:
    """The text stays to be read; the button goes."""
    post = Post.parse(tap.post)
    if post is None or not await context.services.notices.acknowledge(tap.notice, post, context.person_id):
        await context.toast(context.texts.plain("notices-not-yours"))
        return
    await context.toast(context.texts.plain("notices-acknowledged"))
    await open_due(context, OpenDue(tap.notice, tap.post))


# Staff


async def show_notices(context: BotContext, _tap: ShowNotices) -> None:
    texts = context.texts
    rows = [[WriteNotice().button(texts.plain("notices-button-write"))]]
    for each in await context.services.notices.progress():
        words = texts.plain(
            "notices-button-notice",
            number=str(each.notice.id),
            acknowledged=each.acknowledged,
            addressed=each.addressed,
            text=_short(each.notice.text),
        )
        rows.append([ShowNotice(each.notice.id).button(words)])
    await context.show(texts("notices-list"), [*rows, [desk_button(context)]])


def _prompt(texts: Texts, _number: int) -> str:
    return texts.plain("notices-prompt", most=LONGEST_TEXT)


async def write_notice(context: BotContext, _tap: WriteNotice) -> None:
    await ask(context, _prompt(context.texts, 0), context.texts.plain("notices-placeholder"))


async def take_text(context: BotContext, _number: int) -> None:
    text = (context.message.text or "").strip()
    if len(text) > LONGEST_TEXT:
        await context.say(context.texts("notices-too-long", most=LONGEST_TEXT))
        return
    notice = await context.services.notices.write(text, context.person_id)
    rows = [
        [SetDeadline(notice, days).button(context.texts.plain("notices-button-deadline", count=days))]
        for days in DEADLINES
    ]
    await context.say(context.texts("notices-which-deadline"), rows)


async def set_deadline(context: BotContext, tap: SetDeadline) -> None:
    if await context.services.notices.set_deadline(tap.notice, tap.days) is None:
        await show_notices(context, ShowNotices())
        return
    rows = [[Address(tap.notice, 0).button(context.texts.plain("notices-button-all-heads"))]]
    rows += [[Address(tap.notice, number).button(raion)] for number, raion in enumerate(raions(), start=1)]
    await context.show(context.texts("notices-to-whom"), rows)


async def address(context: BotContext, tap: Address) -> None:
    """What goes out, to how many, before it does."""
    texts, notices = context.texts, context.services.notices
    notice, posts = await notices.find(tap.notice), notices.addressees(tap.raion)
    if notice is None or notice.sent_at or notice.due_on is None or not posts:
        await show_notices(context, ShowNotices())
        return
    standings = {each.post: each for each in await context.services.posts.standings()}
    reached = sum(standings[post].reachable for post in posts)
    html = texts("notices-preview", text=notice.text, due=notice.due_on, count=len(posts), reached=reached)
    rows = [
        [SendNotice(tap.notice, tap.raion).button(texts.plain("notices-button-send"))],
        [ShowNotices().button(texts.plain("privacy-button-cancel"))],
    ]
    await context.show(html, rows)


async def send_notice(context: BotContext, tap: SendNotice) -> None:
    count = await context.services.notices.send(tap.notice, tap.raion, context.person_id)
    await context.toast(context.texts.plain("notices-sent" if count else "notices-sent-before"))
    await show_notice(context, ShowNotice(tap.notice))


async def show_notice(context: BotContext, tap: ShowNotice) -> None:
    texts, notices = context.texts, context.services.notices
    progress = next((each for each in await notices.progress() if each.notice.id == tap.notice), None)
    if progress is None:
        await show_notices(context, ShowNotices())
        return
    owing = await notices.owing(tap.notice)
    names = [await context.services.posts.place_name(post.place) for post in owing[:NAMED]]
    html = texts(
        "notices-progress",
        number=str(tap.notice),
        text=_short(progress.notice.text),
        due=progress.notice.due_on or "",
        addressed=progress.addressed,
        told=progress.told,
        acknowledged=progress.acknowledged,
        owing=", ".join(names),
    )
    await context.show(html, [[ShowNotices().button(texts.plain("menu-button-back"))]])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
