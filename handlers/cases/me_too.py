"""«Me too»: by the link of a case somebody to whom the same happened tells her own, and the two are linked.

She reads which kind of place it was and on which day, and nothing of the other person.
"""

from __future__ import annotations

from handlers.cases.form import begin_form
from handlers.cases.my_cases import show_case
from handlers.cases.taps import MeToo, ShowCase
from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button
from handlers.chat.routes import on_tap
from services.cases import Case, words


async def offer(context: BotContext, share: str) -> None:
    """Whoever has a case of her own there is shown it: the link is for others."""
    case = await _linkable(context, share)
    if case is None:
        return
    html = context.texts(
        "cases-join",
        place=words.at_place(context.services.content, case),
        on=case.details.happened_on or case.started_at.date(),
    )
    await context.say(html, [[context.button(MeToo(share), "cases-button-me-too")], [menu_button(context)]])


@on_tap()
async def tell_too(context: BotContext, tap: MeToo) -> None:
    case, own = await _linkable(context, tap.share), context.services.cases.own
    if case is None:
        return
    if await own.has_sent_enough(context.person_id):
        await context.show(context.texts("cases-enough"), [[menu_button(context)]])
        return
    await begin_form(context, await own.begin(context.person_id), like=case)


async def _linkable(context: BotContext, share: str) -> Case | None:
    """The case behind the link. Where nothing can be linked with it by her, she is told why."""
    own = context.services.cases.own
    case = await own.open_by_share(share)
    if case is None:
        await context.show(context.texts("cases-not-joinable"), [[menu_button(context)]])
        return None
    if hers := await own.like(case, context.person_id):
        await show_case(context, ShowCase(hers.id))
        return None
    return case
