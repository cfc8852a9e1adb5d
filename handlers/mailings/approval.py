"""A broadcast is let go: by one of the staff, by a second one where it reaches many, or at once in an emergency."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right
from handlers.chat.routes import asks, on_reply, on_tap
from handlers.mailings.broadcasts import show_broadcast
from handlers.mailings.editor import show_draft
from handlers.mailings.taps import ApproveBroadcast, AskForEmergency, ShowBroadcast
from services.mailings import LONGEST, Approval, SentInEmergency

EMERGENCY = Prompt("broadcasts-prompt-emergency", "broadcasts-emergency-placeholder")


asks(AskForEmergency, EMERGENCY, Right.SEND)


@on_tap(Right.SEND)
async def approve(context: BotContext, tap: ApproveBroadcast) -> None:
    """Progress from now on, or why not."""
    texts, broadcasts = context.texts, context.services.mailings.broadcasts
    outcome = await broadcasts.approve(tap.mailing, tap.seal, context.person_id)
    if outcome in {Approval.HELD, Approval.GONE}:
        await show_broadcast(context, ShowBroadcast(tap.mailing))
        return
    if outcome is Approval.NEEDS_ANOTHER:
        asked = await _ask_another(context, tap.mailing)
        await context.toast(texts.plain("broadcasts-needs-another" if asked else "broadcasts-no-staff-chat"))
        return
    await context.toast(texts.plain("broadcasts-refused", why=outcome))
    mailing = await broadcasts.draft(tap.mailing)
    if outcome is Approval.CHANGED and mailing:
        await show_draft(context, mailing)


async def _ask_another(context: BotContext, mailing_id: int) -> bool:
    """Whether the staff chat could be asked to approve; it sees all that will be sent."""
    services = context.services
    mailing = await services.mailings.broadcasts.draft(mailing_id)
    if mailing is None or services.people.staff.chat_id is None:
        return False
    if mailing.content["media"] or mailing.content["buttons"]:
        await services.mailings.broadcasts.preview(mailing, services.people.staff.chat_id)
    return await services.people.staff.notify(await services.mailings.broadcasts.view(mailing)) is not None


@on_reply(EMERGENCY, Right.SEND)
async def send_at_once(context: BotContext, number: int) -> None:
    """With a reason that everybody of the staff reads, and a review afterwards."""
    services, broadcasts = context.services, context.services.mailings.broadcasts
    mailing = await broadcasts.draft(number)
    reason = (context.message.text or "").strip()[:LONGEST]
    if mailing is None:
        await show_broadcast(context, ShowBroadcast(number))
        return
    outcome = await broadcasts.approve(number, broadcasts.seal(mailing), context.person_id, emergency=reason)
    if outcome is Approval.HELD:
        await services.people.staff.notify(SentInEmergency(mailing=mailing, reason=reason))
        await show_broadcast(context, ShowBroadcast(number))
    else:
        await context.say(context.texts("broadcasts-refused", why=outcome))
