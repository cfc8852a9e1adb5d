"""What all replies to a notice come to, for the staff: a chart with totals, Excel, and the files of the replies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.notices import taps
from services.notices import Field, FieldKind, ReplyTable, given, words

FILES = 8
LONGEST_CAPTION = 1024


@on_tap(Right.SEND)
async def draw_replies(context: BotContext, tap: taps.DrawReplies) -> None:
    drawn = await context.services.notices.reply_results.chart(tap.notice)
    if drawn is None:
        await context.show(context.texts("replies-none"), [[back_to(context, taps.ShowNotice(tap.notice))]])
        return
    picture, table = drawn
    await context.send_picture(picture, _fitting(totals(context.texts, table)))


def totals(texts: Texts, table: ReplyTable) -> str:
    """Numbers summed, answers counted."""
    lines = [texts("replies-totals", replied=table.replied, asked=len(table.rows))]
    for place, field in enumerate(table.form.fields):
        value = _total(texts, field, table.values(place))
        lines.append(texts("replies-total", label=field.label, value=value))
    return texts.lines(lines)


def _total(texts: Texts, field: Field, values: Sequence[str]) -> str:
    match field.kind:
        case FieldKind.NUMBER:
            return f"{sum(map(int, values))} {field.unit}".strip()
        case FieldKind.YES_NO | FieldKind.CHOICE:
            counted = Counter(words.answer(texts, field, value) for value in values)
            return ", ".join(f"{name} – {count}" for name, count in counted.most_common()) or "0"
        case FieldKind.PLACES:
            return texts.plain("places-count", count=sum(len(given(value)) for value in values))
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
        await getattr(chat, f"send_{file.kind}")(file.file_id, caption=caption, message_thread_id=context.topic)
    left = len(files) - tap.start - FILES
    if left > 0:
        more = context.button(taps.TakeReplyFiles(tap.notice, tap.start + FILES), "notices-button-more")
        await context.say(texts("replies-files-left", count=left), [[more]])
