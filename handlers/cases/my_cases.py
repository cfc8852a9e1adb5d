"""A person follows her cases: the list, one case with its history, what she adds, how it ended; another joins one."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Message

from channels.taps import Button
from channels.telegram import written_out
from handlers.cases import taps
from handlers.cases.words import case_for_person
from handlers.chat.context import BotContext, Wrong
from handlers.chat.forms import FORMS
from handlers.chat.menu import menu_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.routes import on_command, on_tap
from handlers.chat.taps import ShowMyCases
from handlers.people.taps import SendMyData
from services.cases import Case, CaseStatus, words
from services.people import APPEAL

LISTED = 10
ADDITION = Prompt("cases-add-prompt")
CODE = Prompt("cases-code-prompt")

CASE_FORM = "case"
TOO = "too_"
"""Deep-link payload, for somebody else to whom the same happened: `too_<token>`."""

asks(taps.FollowByCode, CODE)


@on_command("my")
async def my_list(context: BotContext) -> None:
    services, texts = context.services, context.texts
    cases = await services.cases.read.of_person(context.person_id)
    rows = []
    for each in cases[:LISTED]:
        status = words.status(services.content, each)
        rows.append(
            [context.button(taps.ShowCase(each.id), "cases-button-case", number=each.number or "", status=status)]
        )
    rows += [
        *await begun_row(context),
        [context.button(taps.FollowByCode(), "cases-button-by-code")],
        [context.button(SendMyData(), "privacy-button-my")],
    ]
    html = texts("cases-mine", count=len(cases)) if cases else texts("cases-none")
    await context.show(html, [*rows, [menu_button(context)]])


@on_tap()
async def show_mine(context: BotContext, _tap: ShowMyCases) -> None:
    await my_list(context)


async def begun_row(context: BotContext) -> list[list[Button]]:
    """The way back to a case that the person began; none where there is none."""
    begun = await context.services.cases.read.begun_by(context.person_id)
    if begun is None:
        return []
    at = context.local(begun.started_at)
    return [[context.button(taps.TellDetails(begun.id), "cases-button-go-on", at=f"{at:%H:%M}")]]


@on_tap()
async def show_case(context: BotContext, tap: taps.ShowCase) -> None:
    services = context.services
    case = await services.cases.read.seen_by(tap.case, context.person_id)
    if case is None:
        await my_list(context)
        return
    events = await services.cases.read.events(case.id)
    is_own = case.person_id == context.person_id
    html = case_for_person(services.content, case, events, context.now().tzinfo, is_own=is_own)
    await context.show(html, case_rows(context, case))


def case_rows(context: BotContext, case: Case) -> list[list[Button]]:
    """What the person may do with the case. Her own one, whatever became of it, may become an appeal."""
    is_own = case.person_id == context.person_id
    rows = [[context.button(taps.BeginAppeal(case.id), "appeals-button")]] if is_own else []
    if case.status is CaseStatus.CLOSED and is_own:
        rows.append([context.button(taps.NotSolved(case.id), "cases-button-not-solved")])
    if case.status not in {CaseStatus.CLOSED, CaseStatus.MERGED}:
        rows.append([context.button(taps.AddToCase(case.id), "cases-button-add")])
        if is_own:
            solved = context.button(taps.Solved(case.id), "cases-button-solved")
            rows.append([solved, context.button(taps.Withdraw(case.id), "cases-button-withdraw")])
    return [*rows, [menu_button(context)]]


@on_tap()
async def begin_appeal(context: BotContext, tap: taps.BeginAppeal) -> None:
    case = await context.services.cases.read.own(tap.case, context.person_id)
    if case is None or case.number is None:
        await my_list(context)
        return
    told = "\n".join(context.services.cases.appeals.told(case))
    await FORMS.begin(context, APPEAL, {"case": str(case.id), "_place": case.details.place, "_told": told})


@on_tap()
async def solved(context: BotContext, tap: taps.Solved) -> None:
    await context.services.cases.own.solved(tap.case, context.person_id)
    await context.toast(context.texts.plain("cases-thanks"))
    await show_case(context, taps.ShowCase(tap.case))


@on_tap()
async def not_solved(context: BotContext, tap: taps.NotSolved) -> None:
    reopened = await context.services.cases.own.reopen(tap.case, context.person_id)
    await context.toast(context.texts.plain("cases-reopened" if reopened else "cases-thanks"))
    await show_case(context, taps.ShowCase(tap.case))


@on_tap()
async def withdraw(context: BotContext, tap: taps.Withdraw) -> None:
    await context.services.cases.own.withdraw(tap.case, context.person_id)
    await show_case(context, taps.ShowCase(tap.case))


@on_tap()
async def ask_to_add(context: BotContext, tap: taps.AddToCase) -> None:
    case = await context.services.cases.read.seen_by(tap.case, context.person_id)
    if case:
        await ADDITION.ask(context, case.id, number=case.number or "")
    else:
        await my_list(context)


async def _take_addition_back(context: BotContext, number: int, message: Message) -> Markup:
    await context.services.cases.own.take_back(number, context.person_id, written_out(message))
    return context.texts("cases-taken-back")


@on_reply(ADDITION, undo=_take_addition_back)
async def take_addition(context: BotContext, number: int) -> None:
    case = await context.services.cases.own.add(number, context.person_id, context.words)
    html = context.texts("cases-added", number=case.number or "") if case else context.texts("cases-not-added")
    await context.say(html, [[menu_button(context)]])


@on_reply(CODE)
async def take_code(context: BotContext, _number: int) -> None:
    """Without an account of its own the code shows where the case stands, and nothing that people wrote."""
    case = await context.services.cases.own.by_code(context.words)
    if case is None:
        raise Wrong(context.texts("cases-no-such-code"))
    html = context.texts(
        "cases-by-code",
        number=case.number or "",
        status=words.status(context.services.content, case),
        reason=case.outcome_reason or context.texts.plain("forms-empty"),
    )
    await context.say(html, [[menu_button(context)]])


# «Me too»


async def offer_to_join(context: BotContext, token: str) -> None:
    """Somebody to whom the same happened opens the link of a case."""
    services, texts = context.services, context.texts
    case = await services.cases.read.find_by_share(token)
    if case is None or case.status in {CaseStatus.CLOSED, CaseStatus.MERGED}:
        await context.say(texts("cases-not-joinable"), [[menu_button(context)]])
        return
    html = texts(
        "cases-join",
        **words.scene(services.content, case),
        on=case.details.happened_on or context.local(case.started_at).date(),
    )
    rows = [[context.button(taps.JoinCase(token, 0), "cases-button-me-too")]]
    await context.say(html, [*rows, [menu_button(context)]])


@on_tap()
async def join_case(context: BotContext, tap: taps.JoinCase) -> None:
    cases = context.services.cases
    case = await cases.read.find_by_share(tap.share)
    if case is None:
        await my_list(context)
        return
    await cases.own.join(case.id, context.person_id)
    if tap.instead:
        await cases.own.drop(tap.instead, context.person_id)
        await context.services.people.drafts.end(context.person_id, CASE_FORM)
    await context.show(
        context.texts("cases-joined", number=case.number or ""),
        [[context.button(taps.ShowCase(case.id), "cases-button-show")], [menu_button(context)]],
    )
