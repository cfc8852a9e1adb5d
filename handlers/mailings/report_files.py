"""How a broadcast went, to take along: as a picture with the same in words, and as a table with a row per recipient."""

from __future__ import annotations

import asyncio
from collections import Counter

from telegram import InputFile

from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.mailings import words
from handlers.mailings.taps import DrawReport, ExportReport
from services.figures import draw
from services.files.excel import make_excel
from services.mailings import EXPORTED, ProgressReport


@on_tap(Right.SEND)
async def draw_report(context: BotContext, tap: DrawReport) -> None:
    texts, chat = context.texts, context.received.effective_chat
    report = await context.services.mailings.progress.report(tap.mailing)
    if report and chat:
        title = texts.plain("broadcasts-chart", number=str(tap.mailing), planned=report.mailing.planned)
        png = await asyncio.to_thread(draw, title, _groups(report, texts))
        caption = words.progress(report, context.services.content.library)
        await chat.send_photo(InputFile(png, "report.png"), caption=caption, message_thread_id=context.topic)


def _groups(report: ProgressReport, texts: Texts) -> list[tuple[str, Counter[str]]]:
    """What became of the messages, and why some did not arrive."""
    outcomes = Counter(
        {
            texts.plain("broadcasts-outcome-sent"): report.count("sent"),
            texts.plain("broadcasts-outcome-blocked"): report.blocked,
            texts.plain("broadcasts-outcome-failed"): report.failed,
            texts.plain("broadcasts-outcome-skipped"): report.count("skipped"),
            texts.plain("broadcasts-outcome-unknown"): report.count("unknown"),
            texts.plain("broadcasts-outcome-waiting"): report.waiting,
        }
    )
    reasons = Counter({words.reason_words(reason, texts): count for reason, count in report.reasons.items()})
    return [
        (texts.plain("broadcasts-chart-outcomes"), outcomes),
        (texts.plain("broadcasts-chart-reasons"), reasons),
    ]


@on_tap(Right.EXPORT)
async def export_report(context: BotContext, tap: ExportReport) -> None:
    """A row per recipient: where, outcome, reason, time; not who."""
    texts, services, chat = context.texts, context.services, context.received.effective_chat
    mailing = await services.mailings.broadcasts.find(tap.mailing)
    if chat is None or mailing is None:
        return
    zone = services.people.people.now().tzinfo
    headings = [
        texts.plain("broadcasts-column-number"),
        texts.plain("broadcasts-column-place"),
        texts.plain("broadcasts-column-outcome"),
        texts.plain("broadcasts-column-reason"),
        texts.plain("broadcasts-column-at"),
    ]
    rows: list[list[object]] = [
        [
            number,
            each.place,
            words.outcome(each.state, texts),
            words.reason_words(each.reason, texts) if each.reason else "",
            each.done_at.astimezone(zone) if each.done_at else None,
        ]
        for number, each in enumerate(await services.mailings.progress.recipients(mailing.id, context.person_id), 1)
    ]
    content = await asyncio.to_thread(make_excel, headings, rows)
    file = InputFile(content, f"broadcast-{mailing.id}.xlsx")
    part = texts("broadcasts-excel-part", most=EXPORTED) if mailing.planned > EXPORTED else None
    await chat.send_document(file, caption=part, message_thread_id=context.topic)
