"""Notices as staff write, send and follow them; what a head does with them stands in `dues`."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from telegram.ext import BaseHandler

from channels import Outgoing
from channels.taps import Button, Keyboard
from content.hromadas import raions
from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.messages import renders
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right
from handlers.mailings import content_of
from handlers.notices.taps import (
    Address,
    AddressBehind,
    AskForFile,
    AskForForm,
    AskForHromadas,
    AskForLetter,
    Called,
    CallPosts,
    ChooseAddressees,
    ChooseBehind,
    ChooseDeadline,
    Decide,
    DrawBoard,
    ExportBoard,
    SendNotice,
    SetDeadline,
    ShowNotice,
    ShowNoticeDraft,
    ShowNotices,
    ShowSettlements,
    Urge,
    WantAck,
    WriteNotice,
)
from services.content import Content
from services.mailings.live_messages import LiveMessageKind
from services.notices.notice_board import DrawnBoard
from services.notices.notices import LONGEST_TEXT, MOST_FILES, How, Notice, Sent, short
from services.people.posts import Post, Title
from services.services import Services

DEADLINES = (3, 7, 14, 30)
ROOM, LONGEST_NAME = 3400, 25
"""Characters for the text and for the names of those who owe something already, and of one such name: all 66 stand
below a text of up to 1,750."""
CALLED = 8
"""Posts in one list of those that are called."""


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowNotices, show_notices, Right.SEND),
        on_tap(WriteNotice, write_notice, Right.SEND),
        on_tap(ShowNoticeDraft, show_draft, Right.SEND),
        on_tap(ChooseDeadline, choose_deadline, Right.SEND),
        on_tap(SetDeadline, set_deadline, Right.SEND),
        on_tap(ChooseAddressees, choose_addressees, Right.SEND),
        on_tap(Address, address, Right.SEND),
        on_tap(ChooseBehind, choose_behind, Right.SEND),
        on_tap(AddressBehind, address_behind, Right.SEND),
        on_tap(AskForHromadas, ask_for_hromadas, Right.SEND),
        on_tap(AskForLetter, ask_for_letter, Right.SEND),
        on_tap(AskForFile, ask_for_file, Right.SEND),
        on_tap(WantAck, want_ack, Right.SEND),
        on_tap(SendNotice, send_notice, Right.SEND),
        on_tap(ShowNotice, show_notice, Right.SEND),
        on_tap(DrawBoard, draw_board, Right.SEND),
        on_tap(ExportBoard, export_board, Right.EXPORT),
        on_tap(Urge, urge, Right.SEND),
        on_tap(Decide, decide, Right.SEND),
        on_tap(CallPosts, call_posts, Right.SEND),
        on_tap(Called, called, Right.SEND),
        on_reply(services, _prompt, take_text, Right.SEND),
        on_reply(services, _prompt_hromadas, take_hromadas, Right.SEND),
        on_reply(services, _prompt_letter, take_letter, Right.SEND),
        on_reply(services, _prompt_file, take_file, Right.SEND, any_kind=True),
    ]


async def show_notices(context: BotContext, _tap: ShowNotices) -> None:
    texts = context.texts
    rows = [[WriteNotice().button(texts.plain("notices-button-write"))]]
    for each in await context.services.notices.notices.progress():
        words = texts.plain(
            "notices-button-notice",
            number=str(each.notice.id),
            done=each.done,
            addressed=each.addressed,
            text=short(each.notice.text),
        )
        rows.append([ShowNotice(each.notice.id).button(words)])
    rows.append([ShowSettlements().button(texts.plain("settlements-button"))])
    await _show_instead(context, texts("notices-list"), [*rows, [desk_button(context)]])


# Writing


def _prompt(texts: Texts, _number: int) -> str:
    return texts.plain("notices-prompt", most=LONGEST_TEXT)


async def write_notice(context: BotContext, _tap: WriteNotice) -> None:
    await ask(context, _prompt(context.texts, 0), context.texts.plain("notices-placeholder"))


async def take_text(context: BotContext, _number: int) -> None:
    text = (context.message.text or "").strip()
    if len(text) > LONGEST_TEXT:
        await context.say(context.texts("notices-too-long", most=LONGEST_TEXT))
        return
    notice = await context.services.notices.notices.write(text, context.person_id)
    await choose_deadline(context, ChooseDeadline(notice))


async def choose_deadline(context: BotContext, tap: ChooseDeadline) -> None:
    rows = [
        [SetDeadline(tap.notice, days).button(context.texts.plain("notices-button-deadline", count=days))]
        for days in DEADLINES
    ]
    await context.show(context.texts("notices-which-deadline"), rows)


async def set_deadline(context: BotContext, tap: SetDeadline) -> None:
    notice = await context.services.notices.notices.set_deadline(tap.notice, tap.days)
    if notice is None:
        await show_notices(context, ShowNotices())
    elif notice.addressed:
        await show_draft(context, ShowNoticeDraft(tap.notice))
    else:
        await choose_addressees(context, ChooseAddressees(tap.notice))


async def choose_addressees(context: BotContext, tap: ChooseAddressees) -> None:
    texts, number = context.texts, tap.notice
    rows = [[Address(number, 0).button(texts.plain("notices-button-all-heads"))]]
    rows += [[Address(number, raion).button(name)] for raion, name in enumerate(raions(), start=1)]
    rows.append([AskForHromadas(number).button(texts.plain("notices-button-chosen"))])
    rows.append([ChooseBehind(number).button(texts.plain("notices-button-behind"))])
    await context.show(texts("notices-to-whom"), rows)


async def address(context: BotContext, tap: Address) -> None:
    await _address(context, tap.notice, context.services.notices.notices.heads(tap.raion))


async def choose_behind(context: BotContext, tap: ChooseBehind) -> None:
    rows = [
        [AddressBehind(tap.notice, each.notice.id).button(f"№ {each.notice.id} {short(each.notice.text)}")]
        for each in await context.services.notices.notices.progress()
        if each.done < each.addressed
    ]
    back = [ChooseAddressees(tap.notice).button(context.texts.plain("menu-button-back"))]
    await context.show(context.texts("notices-behind-which"), [*rows, back])


async def address_behind(context: BotContext, tap: AddressBehind) -> None:
    await _address(context, tap.notice, await context.services.notices.notices.behind(tap.other))


def _prompt_hromadas(texts: Texts, number: int) -> str:
    return texts.plain("notices-prompt-hromadas", number=str(number))


async def ask_for_hromadas(context: BotContext, tap: AskForHromadas) -> None:
    await ask(context, _prompt_hromadas(context.texts, tap.notice), context.texts.plain("notices-hromadas"))


async def take_hromadas(context: BotContext, number: int) -> None:
    """What is not understood is named, and nothing is kept until all is."""
    found, unknown = context.services.mailings.audiences.look_up(context.message.text or "")
    if unknown or not found:
        await context.say(context.texts("notices-unknown-hromadas", names=", ".join(unknown)))
        return
    await _address(context, number, [Post(each.slug, Title.HEAD) for each in found])


async def _address(context: BotContext, number: int, posts: list[Post]) -> None:
    if await context.services.notices.notices.address(number, posts):
        await show_draft(context, ShowNoticeDraft(number))
    else:
        await show_notices(context, ShowNotices())


def _prompt_letter(texts: Texts, number: int) -> str:
    return texts.plain("notices-prompt-letter", number=str(number))


async def ask_for_letter(context: BotContext, tap: AskForLetter) -> None:
    await ask(context, _prompt_letter(context.texts, tap.notice), context.texts.plain("notices-letter-placeholder"))


async def take_letter(context: BotContext, number: int) -> None:
    await context.services.notices.notices.set_letter(number, context.message.text or "")
    await show_draft(context, ShowNoticeDraft(number))


def _prompt_file(texts: Texts, number: int) -> str:
    return texts.plain("notices-prompt-file", number=str(number), most=MOST_FILES)


async def ask_for_file(context: BotContext, tap: AskForFile) -> None:
    await ask(context, _prompt_file(context.texts, tap.notice), context.texts.plain("notices-file"))


async def take_file(context: BotContext, number: int) -> None:
    file, _words = content_of(context.message)
    if file is None or not await context.services.notices.notices.add_file(number, file):
        await context.say(context.texts("notices-no-file", most=MOST_FILES))
        return
    await show_draft(context, ShowNoticeDraft(number))


async def show_draft(context: BotContext, tap: ShowNoticeDraft) -> None:
    """What goes out, to how many, and how much they owe already, before it does."""
    texts, notice = context.texts, await context.services.notices.notices.draft(tap.notice)
    if notice is None or notice.due_on is None or not notice.addressed:
        await show_notices(context, ShowNotices())
        return
    number = notice.id
    rows = [
        [SendNotice(number).button(texts.plain("notices-button-send"))],
        [
            ChooseDeadline(number).button(texts.plain("notices-button-change-deadline")),
            ChooseAddressees(number).button(texts.plain("notices-button-change-addressees")),
        ],
        [
            AskForLetter(number).button(texts.plain("notices-button-letter")),
            AskForFile(number).button(texts.plain("notices-button-file")),
        ],
        [AskForForm(number).button(texts.plain("notices-button-form"))],
        *_ack_button(texts, notice),
        [ShowNotices().button(texts.plain("privacy-button-cancel"))],
    ]
    await context.show(await _draft_words(context, notice), rows)


def _ack_button(texts: Texts, notice: Notice) -> list[list[Button]]:
    """Only beside a reply: something has to be asked of those who are addressed."""
    if not notice.form:
        return []
    words = texts.plain("notices-button-without-ack" if notice.wants_ack else "notices-button-with-ack")
    return [[WantAck(notice.id, int(not notice.wants_ack)).button(words)]]


async def want_ack(context: BotContext, tap: WantAck) -> None:
    await context.services.notices.notices.want_ack(tap.notice, wanted=tap.wanted == 1)
    await show_draft(context, ShowNoticeDraft(tap.notice))


async def _draft_words(context: BotContext, notice: Notice) -> str:
    texts, services = context.texts, context.services
    standings = {each.post: each for each in await services.people.posts.standings()}
    reached = sum(post in standings and standings[post].reachable for post in notice.addressed)
    lines = [
        texts(
            "notices-preview",
            text=notice.text,
            due=notice.due_on or "",
            count=len(notice.addressed),
            reached=reached,
        )
    ]
    if not notice.wants_ack:
        lines.append(texts("notices-no-ack"))
    if notice.letter:
        lines.append(texts("notices-letter", letter=notice.letter))
    if notice.form:
        lines.append(texts("notices-fields", count=len(services.notices.replies.form_of(notice).fields)))
    if notice.files:
        lines.append(texts("notices-files", count=len(notice.files)))
    load = await services.notices.notices.load(notice.addressed)
    if load:
        lines.append(texts("notices-load", count=len(load)))
        left = max((ROOM - len(notice.text)) // LONGEST_NAME, 0)
        for count, group in groupby(load, key=lambda each: each[1]):
            names = [await services.people.posts.place_name(post.place) for post, _count in group]
            shown, left = names[:left], max(left - len(names), 0)
            if shown:
                more = len(names) - len(shown)
                lines.append(texts("notices-load-line", count=count, names=", ".join(shown), more=more))
    return texts.lines(lines)


async def send_notice(context: BotContext, tap: SendNotice) -> None:
    services, texts = context.services, context.texts
    match await services.notices.notices.send(tap.notice, context.person_id):
        case Sent.SECOND:
            notice = await services.notices.notices.draft(tap.notice)
            if notice:
                rows = [[SendNotice(tap.notice).button(texts.plain("notices-button-send"))]]
                html = texts.lines([texts("notices-second-asked"), await _draft_words(context, notice)])
                await services.people.staff.tell(html, rows)
            await context.toast(texts.plain("notices-second"))
        case Sent.YES:
            await context.toast(texts.plain("notices-sent"))
            await show_notice(context, ShowNotice(tap.notice))
        case Sent.BEFORE:
            await context.toast(texts.plain("notices-sent-before"))
            await show_notice(context, ShowNotice(tap.notice))


# Following


async def show_notice(context: BotContext, tap: ShowNotice) -> None:
    """From now on that message shows where the posts stand."""
    drawn = await context.services.notices.notice_board.progress(tap.notice)
    if drawn is None:
        await show_notices(context, ShowNotices())
        return
    shown = await context.show(*drawn)
    if context.chat_id is not None:
        await context.services.mailings.live_messages.watch(context.chat_id, shown, LiveMessageKind.NOTICE, tap.notice)


@renders
def drawn_board(_content: Content, message: DrawnBoard) -> Outgoing:
    return Outgoing(message.html, message.keyboard)


async def _show_instead(context: BotContext, html: str, rows: Keyboard) -> None:
    """Puts something in the place of a board, which is not renewed there any more."""
    shown = await context.show(html, rows)
    if context.chat_id is not None:
        await context.services.mailings.live_messages.unwatch(context.chat_id, shown)


async def draw_board(context: BotContext, tap: DrawBoard) -> None:
    board, chat = await context.services.notices.notice_board.picture(tap.notice), context.received.effective_chat
    if board and chat:
        await chat.send_photo(board[0], caption=board[1], message_thread_id=context.topic)


async def export_board(context: BotContext, tap: ExportBoard) -> None:
    chat = context.received.effective_chat
    excel = await context.services.notices.notice_board.as_excel(tap.notice, context.person_id)
    if chat:
        name = context.texts.plain("notices-excel-file", number=str(tap.notice))
        await chat.send_document(excel, filename=name, message_thread_id=context.topic)


async def urge(context: BotContext, tap: Urge) -> None:
    texts, notices = context.texts, context.services.notices.notices
    if tap.sure == 0:
        behind = [due for due in await notices.of_notice(tap.notice) if not due.is_done]
        rows = [
            [Urge(tap.notice, 1).button(texts.plain("notices-button-urge-sure"))],
            [ShowNotice(tap.notice).button(texts.plain("menu-button-back"))],
        ]
        await _show_instead(context, texts("notices-urge-ask", number=str(tap.notice), count=len(behind)), rows)
        return
    people, nobody = await notices.urge(tap.notice)
    mails = await context.services.notices.mails.urge(tap.notice)
    await _show_instead(
        context,
        texts("notices-urged", people=people, mails=mails, nobody=nobody - mails),
        [[ShowNotice(tap.notice).button(texts.plain("menu-button-back"))]],
    )


async def decide(context: BotContext, tap: Decide) -> None:
    """The request is replaced by what was decided: nobody presses twice."""
    texts, services = context.texts, context.services
    before = await services.notices.notices.by_number(tap.due)
    done = await services.notices.notices.decide(tap.due, tap.what, context.person_id, agreed=tap.agreed == 1)
    await context.toast(texts.plain("notices-decided" if done else "notices-decided-before"))
    after = await services.notices.notices.by_number(tap.due)
    if done and before and after:
        if tap.what == "release":
            why, key = before.declined, "notices-verdict-released" if tap.agreed else "notices-verdict-stands"
        else:
            why, key = before.wanted_why, "notices-verdict-extended" if tap.agreed else "notices-verdict-not-extended"
        post = await services.people.posts.name(after.post)
        verdict = texts(key, due=after.due_on)
        await context.show(texts("notices-decision", number=str(after.notice.id), post=post, why=why, verdict=verdict))


async def call_posts(context: BotContext, tap: CallPosts) -> None:
    """For those who are reached by telephone only: who was called?"""
    texts, services = context.texts, context.services
    behind = [due for due in await services.notices.notices.of_notice(tap.notice) if not due.is_done]
    rows = [
        [Called(due.number, tap.notice, 0).button(await services.people.posts.place_name(due.post.place))]
        for due in behind[tap.start : tap.start + CALLED]
    ]
    if len(behind) > tap.start + CALLED:
        rows.append([CallPosts(tap.notice, tap.start + CALLED).button(texts.plain("notices-button-more"))])
    rows.append([ShowNotice(tap.notice).button(texts.plain("menu-button-back"))])
    await _show_instead(context, texts("notices-called-whom"), rows)


async def called(context: BotContext, tap: Called) -> None:
    texts, notices = context.texts, context.services.notices.notices
    if tap.what == 0:
        rows = [
            [Called(tap.due, tap.notice, 1).button(texts.plain("notices-button-called-told"))],
            [Called(tap.due, tap.notice, 2).button(texts.plain("notices-button-called-acknowledged"))],
            [CallPosts(tap.notice, 0).button(texts.plain("menu-button-back"))],
        ]
        await _show_instead(context, texts("notices-called-what"), rows)
        return
    record = notices.acknowledge_by if tap.what == 2 else notices.told_by
    kept = await record(tap.due, How.PHONE, context.person_id)
    await context.toast(texts.plain("notices-called-kept" if kept else "notices-called-before"))
    await call_posts(context, CallPosts(tap.notice, 0))
