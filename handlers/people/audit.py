"""Administrators read who did what, look for lines, and take them along as Excel."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import desk_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.taps import ExportAudit, OfAudit, SearchAudit, ShowAudit
from services.people import BOT, AuditFilter

OF_BOT = 1
"""As `OfAudit.whose`."""
SEARCH = Prompt("audit-prompt", "audit-placeholder")


asks(SearchAudit, SEARCH, Right.AUDIT)


@on_tap(Right.AUDIT)
async def show_audit(context: BotContext, tap: ShowAudit) -> None:
    texts, audit = context.texts, context.services.people.audit
    wanted = await _wanted(context, tap)
    page = await audit.page(tap.before or None, wanted)
    export = {name: value for name, value in asdict(tap).items() if name != "before"}
    rows = [
        [
            context.button(SearchAudit(), "audit-button-search"),
            context.button(ExportAudit(**export), "audit-button-excel"),
        ],
        [desk_button(context)],
    ]
    if tap.whose or tap.like or tap.day:
        rows.insert(1, [context.button(ShowAudit(), "audit-button-all")])
    else:
        rows.insert(1, [context.button(ShowAudit(whose=OF_BOT), "audit-button-bot")])
    if page and await audit.page(page[-1].id, wanted):
        rows.insert(0, [context.button(ShowAudit(**export, before=page[-1].id), "audit-button-older")])
    lines = [
        texts("audit-line", at=f"{each.line.at:%d.%m.%Y %H:%M}", actor=each.actor, object=each.object, deed=each.deed)
        for each in await audit.told(page)
    ]
    await context.show(texts("audit-lines", lines=texts.lines(lines)) if page else texts("audit-empty"), rows)


@on_reply(SEARCH, Right.AUDIT)
async def search(context: BotContext, _number: int) -> None:
    """A day, one of the staff, or the name or number of a thing."""
    if day := context.read_day(context.words, ahead=False):
        await show_audit(context, ShowAudit(day=day.toordinal()))
        return
    actor, line = await context.services.people.audit.find(context.words)
    if actor is None and not line:
        raise Wrong(context.texts("audit-not-found"))
    await show_audit(context, ShowAudit(whose=actor or 0, like=line))


@on_tap(Right.AUDIT)
async def export_audit(context: BotContext, tap: ExportAudit) -> None:
    table = await context.services.people.audit.as_excel(context.person_id, await _wanted(context, tap))
    await context.send_privately(table, context.texts.plain("audit-file"), context.texts("audit-excel"))


async def _wanted(context: BotContext, tap: OfAudit) -> AuditFilter:
    """A day that no calendar has is any."""
    actor = BOT if tap.whose == OF_BOT else tap.whose or None
    day = date.fromordinal(tap.day) if 0 < tap.day <= date.max.toordinal() else None
    return await context.services.people.audit.wanted(actor, tap.like, day)
