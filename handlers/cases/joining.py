"""«Me too»: somebody else to whom the same happened joins a case, by a link or from the form."""

from __future__ import annotations

from handlers.cases.my_cases import my_list
from handlers.cases.taps import JoinCase, ShowCase
from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button
from handlers.chat.routes import on_tap
from services.cases import CaseStatus, words

TOO = "too_"
"""Deep-link payload: `too_<token>`."""


async def offer_to_join(context: BotContext, token: str) -> None:
    """Somebody opens the link."""
    services, texts = context.services, context.texts
    case = await services.cases.read.find_by_share(token)
    if case is None or case.status in {CaseStatus.CLOSED, CaseStatus.MERGED}:
        await context.say(texts("cases-not-joinable"), [[menu_button(context)]])
        return
    html = texts(
        "cases-join",
        document=words.document(services.content, case),
        place=words.place(services.content, case),
        on=case.details.happened_on or context.local(case.started_at).date(),
    )
    rows = [[JoinCase(token, 0).button(texts.plain("cases-button-me-too"))]]
    await context.say(html, [*rows, [menu_button(context)]])


@on_tap()
async def join_case(context: BotContext, tap: JoinCase) -> None:
    cases = context.services.cases
    case = await cases.read.find_by_share(tap.share)
    if case is None:
        await my_list(context)
        return
    await cases.own.join(case.id, context.person_id)
    if tap.instead:
        await cases.own.drop(tap.instead, context.person_id)
        await context.services.people.drafts.end(context.person_id)
    await context.show(
        context.texts("cases-joined", number=case.number or ""),
        [[ShowCase(case.id).button(context.texts.plain("cases-button-show"))], [menu_button(context)]],
    )
