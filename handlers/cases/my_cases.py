"""A person follows her cases: the list, one case with its history, what she adds, and how it ended."""

from __future__ import annotations

from channels.taps import Button
from handlers.cases import appeals
from handlers.cases.taps import (
    AddToCase,
    BeginAppeal,
    FollowByCode,
    NotSolved,
    ShowCase,
    Solved,
    TellDetails,
    Withdraw,
)
from handlers.cases.words import case_for_person, time_of
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS
from handlers.chat.menu import menu_button
from handlers.chat.prompts import Prompt
from handlers.chat.routes import asks, on_command, on_reply, on_tap
from handlers.people.taps import SendMyData
from services.cases import Case, CaseStatus, words

LISTED = 10
ADDITION = Prompt("cases-add-prompt", "cases-add-placeholder")
CODE = Prompt("cases-code-prompt", "cases-code-placeholder")

asks(FollowByCode, CODE)


@on_command("my")
async def my_cases(context: BotContext) -> None:
    await my_list(context)


async def my_list(context: BotContext) -> None:
    services, texts = context.services, context.texts
    cases = await services.cases.read.of_person(context.person_id)
    rows = []
    for each in cases[:LISTED]:
        status = words.status(services.content, each)
        rows.append(
            [ShowCase(each.id).button(texts.plain("cases-button-case", number=each.number or "", status=status))]
        )
    begun = await services.cases.read.begun_by(context.person_id)
    if begun:
        at = time_of(begun, services.people.people.now().tzinfo)
        rows.append([TellDetails(begun.id).button(texts.plain("cases-button-go-on", at=at))])
    rows += [
        [FollowByCode().button(texts.plain("cases-button-by-code"))],
        [SendMyData().button(texts.plain("privacy-button-my"))],
    ]
    html = texts("cases-mine", count=len(cases)) if cases else texts("cases-none")
    await context.show(html, [*rows, [menu_button(context)]])


@on_tap()
async def show_case(context: BotContext, tap: ShowCase) -> None:
    services = context.services
    case = await services.cases.read.seen_by(tap.case, context.person_id)
    if case is None:
        await my_list(context)
        return
    events = await services.cases.read.events(case.id)
    html = case_for_person(
        services.content,
        case,
        events,
        services.people.people.now().tzinfo,
        is_own=case.person_id == context.person_id,
    )
    await context.show(html, [*appeal_row(context, case), *case_rows(context, case), [menu_button(context)]])


def case_rows(context: BotContext, case: Case) -> list[list[Button]]:
    """What the person may do with the case."""
    texts, is_own = context.texts, case.person_id == context.person_id
    if case.status is CaseStatus.MERGED:
        return []
    if case.status is CaseStatus.CLOSED:
        return [[NotSolved(case.id).button(texts.plain("cases-button-not-solved"))]] if is_own else []
    rows = [[AddToCase(case.id).button(texts.plain("cases-button-add"))]]
    if is_own:
        rows.append(
            [
                Solved(case.id).button(texts.plain("cases-button-solved")),
                Withdraw(case.id).button(texts.plain("cases-button-withdraw")),
            ]
        )
    return rows


def appeal_row(context: BotContext, case: Case) -> list[list[Button]]:
    """Her own case, whatever became of it, may become an appeal."""
    if case.person_id != context.person_id:
        return []
    return [[BeginAppeal(case.id).button(context.texts.plain("appeals-button"))]]


@on_tap()
async def begin_appeal(context: BotContext, tap: BeginAppeal) -> None:
    case = await context.services.cases.read.own(tap.case, context.person_id)
    if case is None or case.number is None:
        await my_list(context)
        return
    await FORMS.begin(context, appeals.FORM, {"case": str(case.id)})


@on_tap()
async def solved(context: BotContext, tap: Solved) -> None:
    await context.services.cases.own.solved(tap.case, context.person_id)
    await context.toast(context.texts.plain("cases-thanks"))
    await show_case(context, ShowCase(tap.case))


@on_tap()
async def not_solved(context: BotContext, tap: NotSolved) -> None:
    reopened = await context.services.cases.own.reopen(tap.case, context.person_id)
    await context.toast(context.texts.plain("cases-reopened" if reopened else "cases-thanks"))
    await show_case(context, ShowCase(tap.case))


@on_tap()
async def withdraw(context: BotContext, tap: Withdraw) -> None:
    await context.services.cases.own.withdraw(tap.case, context.person_id)
    await show_case(context, ShowCase(tap.case))


@on_tap()
async def ask_to_add(context: BotContext, tap: AddToCase) -> None:
    if await context.services.cases.read.seen_by(tap.case, context.person_id):
        await ADDITION.ask(context, tap.case)
    else:
        await my_list(context)


@on_reply(ADDITION)
async def take_addition(context: BotContext, number: int) -> None:
    added = await context.services.cases.own.add(number, context.person_id, context.message.text or "")
    await context.say(context.texts("cases-added" if added else "cases-not-added"), [[menu_button(context)]])


@on_reply(CODE)
async def take_code(context: BotContext, _number: int) -> None:
    """Without an account of its own the code shows where the case stands, and nothing that people wrote."""
    case = await context.services.cases.own.by_code(context.message.text or "")
    if case is None:
        await context.say(context.texts("cases-no-such-code"), [[menu_button(context)]])
        return
    html = context.texts(
        "cases-by-code",
        number=case.number or "",
        status=words.status(context.services.content, case),
        reason=case.outcome_reason or context.texts.plain("forms-empty"),
    )
    await context.say(html, [[menu_button(context)]])
