"""Administrators read who did what, and take it along as Excel."""

from __future__ import annotations

from telegram import InputFile

from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.taps import ExportAudit, ShowAudit


@on_tap(Right.AUDIT)
async def show_audit(context: BotContext, tap: ShowAudit) -> None:
    texts, audit = context.texts, context.services.people.audit
    page = await audit.page(tap.before or None)
    rows = [[ExportAudit().button(texts.plain("audit-button-excel"))], [desk_button(context)]]
    if page and await audit.page(page[-1].id):
        rows.insert(0, [ShowAudit(page[-1].id).button(texts.plain("audit-button-older"))])
    lines = texts.lines([audit.words(line) for line in page])
    await context.show(texts("audit-lines", lines=lines) if page else texts("audit-empty"), rows)


@on_tap(Right.AUDIT)
async def export_audit(context: BotContext, _tap: ExportAudit) -> None:
    """Into the administrator's own chat, wherever the button was pressed."""
    table = await context.services.people.audit.as_excel(context.person_id)
    caption = context.texts("audit-excel")
    await context.bot.send_document(context.person_id, InputFile(table, "audit.xlsx"), caption=caption)
