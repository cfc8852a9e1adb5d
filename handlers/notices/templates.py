"""Templates of notices: kept with one press, and the next notice begins with one."""

from __future__ import annotations

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.menu import ask_first, back_to
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.notices import taps
from handlers.notices.notice_editor import show_draft
from handlers.notices.notices import show_notices


@on_tap(Right.SEND)
async def show_templates(context: BotContext, _tap: taps.ShowTemplates) -> None:
    texts, rows = context.texts, list[list[Button]]()
    for each in await context.services.notices.templates.all():
        forget = context.button(taps.DeleteTemplate(each.id, 0), "templates-button-delete")
        rows.append([taps.UseTemplate(each.id).button(each.name), forget])
    key = "templates-list" if rows else "templates-none"
    await context.show(texts(key), [*rows, [back_to(context, taps.ShowNotices())]])


@on_tap(Right.SEND)
async def save_template(context: BotContext, tap: taps.SaveTemplate) -> None:
    replaced = await context.services.notices.templates.replaced(tap.notice) if tap.sure == 0 else None
    if replaced:
        sure = context.button(taps.SaveTemplate(tap.notice, 1), "templates-button-replace")
        await ask_first(context, context.texts("templates-ask-replace", name=replaced), sure, taps.ShowTemplates())
        return
    name = await context.services.notices.templates.save(tap.notice)
    if name is None:
        await show_notices(context, taps.ShowNotices())
    else:
        await context.toast(context.texts.plain("templates-saved", name=name))


@on_tap(Right.SEND)
async def use_template(context: BotContext, tap: taps.UseTemplate) -> None:
    notice = await context.services.notices.templates.begin(tap.template, context.person_id)
    if notice is None:
        await show_templates(context, taps.ShowTemplates())
    else:
        await show_draft(context, taps.ShowNoticeDraft(notice))


@on_tap(Right.SEND)
async def use_form(context: BotContext, tap: taps.UseForm) -> None:
    await context.services.notices.templates.take_form(tap.template, tap.notice)
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_tap(Right.SEND)
async def delete_template(context: BotContext, tap: taps.DeleteTemplate) -> None:
    template = await context.services.notices.templates.find(tap.template)
    if template and tap.sure == 0:
        sure = context.button(taps.DeleteTemplate(tap.template, 1), "templates-button-sure")
        await ask_first(context, context.texts("templates-ask", name=template.name), sure, taps.ShowTemplates())
        return
    await context.services.notices.templates.delete(tap.template)
    await show_templates(context, taps.ShowTemplates())
