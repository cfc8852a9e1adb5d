"""Somebody is in danger: whom to call, before and instead of anything else; the staff learn of it only if she wants."""

from __future__ import annotations

from content.emergencies import Emergency
from handlers.answers.taps import AskForHelp, GoOn, TellStaff
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS
from handlers.chat.menu import menu_button, menu_keyboard
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowAnswer


async def answer(context: BotContext) -> bool:
    """Whether the message told of danger and was answered. Then nothing else may take it: her words are not kept."""
    message = context.message
    found = await context.services.answers.emergency.find(message.text or message.caption or "")
    if found is None or await _writes_for_work(context):
        return False
    library, is_filling_in = context.services.content.library, _is_filling_in(context)
    rows = [[ShowAnswer(id).button(library.answers[id].title)] for id in found.answers]
    if context.services.people.staff.chat_id is not None:
        rows.append([context.button(AskForHelp(found.id), "emergency-button-ask")])
    if is_filling_in:
        rows.append([context.button(GoOn(), "emergency-button-go-on")])
    html = context.texts("emergency-in-form" if is_filling_in else "emergency-help", text=found.html)
    await context.say(html, [*rows, [menu_button(context)]])
    return True


def _is_filling_in(context: BotContext) -> bool:
    return context.entry is not None and context.entry.has_draft


async def _writes_for_work(context: BotContext) -> bool:
    """Staff and heads name such things in what they fill in or answer: a mailing, a note, a reply to a notice."""
    if not _is_filling_in(context) and context.message.reply_to_message is None:
        return False
    return await may(context, Right.ANSWER) or bool(await context.services.people.posts.of_person(context.person_id))


@on_tap()
async def go_on(context: BotContext, _tap: GoOn) -> None:
    if draft := await FORMS.fresh(context):
        await FORMS.go_on(context, draft.form)
    else:
        await context.show(context.texts("forms-gone"), menu_keyboard(context))


@on_tap()
async def ask_for_help(context: BotContext, tap: AskForHelp) -> None:
    """In a message of its own: the numbers stay. It says what is passed on before that is done."""
    kind = _kind(context, tap.kind)
    if kind is None:
        await context.say(context.texts("menu-gone"), menu_keyboard(context))
        return
    passed = context.texts.plain("emergency-to-staff", title=kind.title)
    rows = [[context.button(TellStaff(kind.id), "emergency-button-tell")], [menu_button(context)]]
    await context.say(context.texts("emergency-ask", passed=passed), rows)


@on_tap()
async def tell_staff(context: BotContext, tap: TellStaff) -> None:
    kind, message = _kind(context, tap.kind), context.message
    if kind is None:
        await context.show(context.texts("menu-gone"), menu_keyboard(context))
        return
    words = context.texts.plain("emergency-to-staff", title=kind.title)
    await context.services.answers.emergency.tell_staff(context.person_id, message.message_id, words)
    await context.show(context.texts("emergency-told"), [[menu_button(context)]])


def _kind(context: BotContext, id: str) -> Emergency | None:
    return context.services.content.library.emergencies.kinds.get(id)
