"""Administrators read who did what, and take it along as Excel."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.taps import ExportAudit, ShowAudit


@on_tap(Right.AUDIT)
async def show_audit(context: BotContext, tap: ShowAudit) -> None:
    texts, audit = context.texts, context.services.people.audit
    page = await audit.page(tap.before or None)
    rows = [[context.button(ExportAudit(), "audit-button-excel")], [desk_button(context)]]
    if page and await audit.page(page[-1].id):
        rows.insert(0, [context.button(ShowAudit(page[-1].id), "audit-button-older")])
    lines = texts.lines([audit.words(line) for line in page])
    await context.show(texts("audit-lines", lines=lines) if page else texts("audit-empty"), rows)


@on_tap(Right.AUDIT)
async def export_audit(context: BotContext, _tap: ExportAudit) -> None:
    table = await context.services.people.audit.as_excel(context.person_id)
    await context.send_privately(table, context.texts.plain("audit-file"), context.texts("audit-excel"))
