"""Notices as staff follow them: the list, the board of one, urging, calling, deciding, and what was replied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from telegram import InputFile

from channels.taps import Keyboard
from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to, desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.notices import taps
from handlers.notices.messages import board
from handlers.notices.words import SHORT
from services.mailings import LiveMessageKind
from services.notices import (
    Board,
    Field,
    FieldKind,
    ObligationStage,
    Question,
    ReplyTable,
    Via,
    counted,
    due_day,
    words,
)
from services.text import shorten

NAMED = 30
"""Posts that are named below the picture."""
FILES = 8
"""Files of replies that are sent at once: a group takes twenty messages a minute."""
LONGEST_CAPTION = 1024


@on_tap(Right.SEND)
async def show_notices(context: BotContext, _tap: taps.ShowNotices) -> None:
    texts = context.texts
    rows = [[context.button(taps.WriteNotice(), "notices-button-write")]]
    rows.append([context.button(taps.ShowTemplates(), "templates-button")])
    if drafts := await context.services.notices.read.drafts():
        rows.append([context.button(taps.ShowNoticeDrafts(), "notices-button-drafts", count=len(drafts))])
    for each in await context.services.notices.read.newest():
        words = texts.plain(
            "notices-button-notice",
            number=str(each.notice.id),
            ending=each.notice.ending or "none",
            done=each.done,
            addressed=each.addressed,
            text=shorten(each.notice.text, SHORT),
        )
        rows.append([taps.ShowNotice(each.notice.id).button(words)])
    rows.append([context.button(taps.ShowSettlements(), "settlements-button")])
    await show_instead(context, texts("notices-list"), [*rows, [desk_button(context)]])


@on_tap(Right.SEND)
async def show_notice(context: BotContext, tap: taps.ShowNotice) -> None:
    """From now on that message shows where the posts stand."""
    found = await context.services.notices.notice_board.of(tap.notice)
    if found is None:
        await show_notices(context, taps.ShowNotices())
        return
    drawn = board(context.services.content, found)
    shown = await context.show_live(drawn.html, drawn.keyboard)
    if context.chat_id is not None and shown is not None:
        await context.services.mailings.live_messages.watch(
            context.chat_id, shown, LiveMessageKind.NOTICE, tap.notice, drawn.html
        )


async def show_instead(context: BotContext, html: str, rows: Keyboard) -> None:
    """Puts something in the place of a board, which is not renewed there any more."""
    shown = await context.show_live(html, rows)
    if context.chat_id is not None and shown is not None:
        await context.services.mailings.live_messages.unwatch(context.chat_id, shown)


def hours_note(context: BotContext) -> list[str]:
    """That heads read it only when their day begins; nothing where it has."""
    now = context.now()
    opens = context.services.notices.hours.opens(now)
    at = due_day(context.texts, opens.date(), opens.time())
    return [context.texts("notices-heads-hours", at=at)] if opens > now else []


@on_tap(Right.SEND)
async def draw_board(context: BotContext, tap: taps.DrawBoard) -> None:
    """As a picture, and the same in words for those who do not see it."""
    drawn = await context.services.notices.notice_board.picture(tap.notice)
    if drawn:
        picture, shown = drawn
        await context.send_picture(picture, _in_words(context.texts, shown))


def _in_words(texts: Texts, of: Board) -> str:
    """How many stand where, and the names of those who are late."""
    counts = Counter(row.stage for row in of.rows)
    lines = [texts("notice-board-heading", title=words.board_title(texts, of.notice))]
    lines += [
        texts(
            "notice-board-count",
            sign=words.SIGNS[each],
            what=words.stage(texts, each),
            count=counts[each],
        )
        for each in ObligationStage
        if counts[each]
    ]
    told = Counter(via for row in of.rows for via in row.ways)
    acknowledged = Counter(row.obligation.via for row in of.rows if row.obligation.via)
    for key, ways in (("notice-board-told-by", told), ("notice-board-acknowledged-by", acknowledged)):
        named = ", ".join(f"{texts.plain('notice-board-via', via=via)} {ways[via]}" for via in Via if ways[via])
        if named:
            lines.append(texts(key, ways=named))
    late = [row.name for row in of.rows if row.stage is ObligationStage.LATE]
    if late:
        lines.append(texts("notice-board-late", names=", ".join(late[:NAMED])))
    return texts.lines(lines)


@on_tap(Right.EXPORT)
async def export_board(context: BotContext, tap: taps.ExportBoard) -> None:
    excel = await context.services.notices.notice_board.as_excel(tap.notice, context.person_id)
    await context.send_file(excel, context.texts.plain("notices-excel-file", number=str(tap.notice)))


@on_tap(Right.SEND)
async def urge(context: BotContext, tap: taps.Urge) -> None:
    texts, services = context.texts, context.services.notices
    if tap.sure == 0:
        behind = [each for each in await services.read.of_notice(tap.notice) if not each.is_done]
        rows = [
            [context.button(taps.Urge(tap.notice, 1), "notices-button-urge-sure")],
            [back_to(context, taps.ShowNotice(tap.notice))],
        ]
        html = texts("notices-urge-ask", number=str(tap.notice), count=len(behind))
        await show_instead(context, texts.lines([html, *hours_note(context)]), rows)
        return
    urged, mails = await services.reminders.urge(tap.notice), await services.mails.urge(tap.notice)
    html = texts("notices-urged", people=urged.people, mails=mails, nobody=urged.vacant - mails)
    back = [[back_to(context, taps.ShowNotice(tap.notice))]]
    await show_instead(context, texts.lines([html, *hours_note(context)]), back)


@on_tap(Right.SEND)
async def decide(context: BotContext, tap: taps.Decide) -> None:
    """The request is replaced by what was decided: nobody presses twice."""
    texts, obligations = context.texts, context.services.notices.obligations
    question = Question.RELEASE if tap.question == Question.RELEASE else Question.EXTEND
    if question is Question.RELEASE and tap.agreed == 1 and tap.sure == 0:
        await _ask_to_release(context, tap.obligation)
        return
    decided = await obligations.decide(tap.obligation, question, context.person_id, agreed=tap.agreed == 1)
    await context.toast(texts.plain("notices-decided" if decided else "notices-decided-before"))
    if decided:
        obligation, post = decided.view.obligation, decided.view.post
        verdict = texts("notices-verdict", decision=decided.decision, due=obligation.due_on)
        number = str(obligation.notice.id)
        await context.show(texts("notices-decision", number=number, post=post, why=decided.why, verdict=verdict))


async def _ask_to_release(context: BotContext, number: int) -> None:
    """What is released is not owed again: the one decision that no other one takes back."""
    texts, obligation = context.texts, await context.services.notices.read.obligation(number)
    if obligation is None or obligation.released_at or not obligation.declined:
        await context.toast(texts.plain("notices-decided-before"))
        return
    view = await context.services.notices.obligations.view(obligation)
    values = {"number": str(obligation.notice.id), "post": view.post}
    html = texts.lines(
        [texts("notices-declined", why=obligation.declined, **values), "", texts("notices-release-ask", **values)]
    )
    rows = [
        [context.button(taps.Decide(number, Question.RELEASE, 1, 1), "notices-button-release-sure")],
        [context.button(taps.Decide(number, Question.RELEASE, 0, 0), "notices-button-decide", decision="release-no")],
    ]
    await context.show(html, rows)


# What the replies come to


@on_tap(Right.SEND)
async def draw_replies(context: BotContext, tap: taps.DrawReplies) -> None:
    drawn = await context.services.notices.reply_results.chart(tap.notice)
    if drawn is None:
        await context.show(context.texts("replies-none"), [[back_to(context, taps.ShowNotice(tap.notice))]])
        return
    picture, table = drawn
    if picture is None:
        await context.say(totals(context.texts, table), [[back_to(context, taps.ShowNotice(tap.notice))]])
    else:
        await context.send_picture(picture, _fitting(totals(context.texts, table)))


def totals(texts: Texts, table: ReplyTable) -> str:
    """Numbers summed, answers counted."""
    lines = [texts("replies-totals", replied=table.replied, asked=len(table.rows))]
    for field in table.form.fields:
        value = _total(texts, field, table.values(field))
        lines.append(texts("replies-total", label=field.label, value=value))
    return texts.lines(lines)


def _total(texts: Texts, field: Field, values: Sequence[str]) -> str:
    match field.kind:
        case FieldKind.NUMBER:
            return words.total(texts, field, values)[1]
        case FieldKind.YES_NO | FieldKind.CHOICE:
            by_answer = Counter(words.answer(texts, field, value) for value in values)
            return ", ".join(f"{name} – {count}" for name, count in by_answer.most_common()) or "0"
        case FieldKind.PLACES:
            return texts.plain("places-count", count=sum(counted(field, value) for value in values))
        case FieldKind.TABLE:
            return texts.plain("tables-count", count=sum(counted(field, value) for value in values))
        case _:
            return texts.plain("replies-given", count=len(values))


def _fitting(html: str) -> str:
    """As many lines as a caption takes: a line is never cut in the middle of a sign."""
    ends = accumulate(len(line) + 1 for line in html.splitlines())
    return "\n".join(html.splitlines()[: sum(end <= LONGEST_CAPTION for end in ends)])


@on_tap(Right.EXPORT)
async def export_replies(context: BotContext, tap: taps.ExportReplies) -> None:
    excel = await context.services.notices.reply_results.as_excel(tap.notice, context.person_id)
    if excel is not None:
        await context.send_file(excel, context.texts.plain("replies-excel-file", number=str(tap.notice)))


@on_tap(Right.EXPORT)
async def take_files(context: BotContext, tap: taps.TakeReplyFiles) -> None:
    """A handful at once, for a group takes twenty messages a minute."""
    texts, chat = context.texts, context.received.effective_chat
    files = await context.services.notices.reply_results.files(tap.notice, context.person_id)
    if not files or chat is None:
        await context.toast(texts.plain("replies-no-files"))
        return
    for file in files[tap.start : tap.start + FILES]:
        caption = texts("replies-file-of", name=file.name, label=file.label)
        kept = await context.services.people.staff.file(file.file_id)
        if kept is None:
            continue
        found = InputFile(kept[1], kept[0]) if isinstance(kept, tuple) else kept
        await context.give(getattr(chat, f"send_{file.kind}")(found, caption=caption, message_thread_id=context.topic))
    left = len(files) - tap.start - FILES
    if left > 0:
        more = context.button(taps.TakeReplyFiles(tap.notice, tap.start + FILES), "notices-button-more")
        await context.say(texts("replies-files-left", count=left), [[more]])
