"""A person follows her cases: the list, one case with its history, what she adds, how it ended, a new code."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Message
from telegram.helpers import create_deep_linked_url

from channels.taps import Button
from channels.telegram import written_out
from handlers.cases import taps
from handlers.cases.questions import QUESTIONS, details_of
from handlers.cases.words import case_for_person
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS
from handlers.chat.menu import ask_first, menu_button
from handlers.chat.prompts import Prompt, on_reply
from handlers.chat.routes import on_command, on_tap
from handlers.chat.taps import ShowMyCases
from handlers.people.taps import SendMyData
from services.cases import Case, CaseOutcome, words
from services.people import APPEAL

CASE_FORM = "case"
"""In which a person tells a case."""
LISTED = 10
ADDITION = Prompt("cases-add-prompt")

TOO = "too_"
"""Deep-link payload, for somebody else to whom the same happened: `too_<token>`."""


@on_command("my")
async def my_list(context: BotContext) -> None:
    services, texts = context.services, context.texts
    cases = await services.cases.read.of_person(context.person_id)
    rows = []
    for each in cases[:LISTED]:
        status = words.status(services.content, each, for_her=True)
        rows.append(
            [context.button(taps.ShowCase(each.id), "cases-button-case", number=each.number or "", status=status)]
        )
    begun = await services.cases.read.begun_by(context.person_id)
    rows += [
        *await begun_row(context),
        [context.button(taps.FollowByCode(), "cases-button-by-code")],
        [context.button(SendMyData(), "privacy-button-my")],
    ]
    lines = [texts("cases-mine", count=len(cases)) if cases or begun else texts("cases-none")]
    if begun:
        lines.append(texts("cases-unfinished", what=", ".join(await _told_of(context, begun))))
    await context.show(texts.lines(lines), [*rows, [menu_button(context)]])


@on_tap()
async def show_mine(context: BotContext, _tap: ShowMyCases) -> None:
    await my_list(context)


async def begun_row(context: BotContext) -> list[list[Button]]:
    """The way back to a case that the person began; none where there is none."""
    begun = await context.services.cases.read.begun_by(context.person_id)
    if begun is None:
        return []
    return [[context.button(taps.TellDetails(begun.id), "cases-button-go-on", at=f"{begun.started_at:%H:%M}")]]


async def _told_of(context: BotContext, begun: Case) -> list[str]:
    """What is known of it: document and kind of place; where nothing is, when it began."""
    draft, content = await context.services.people.drafts.of(context.person_id, CASE_FORM), context.services.content
    details = begun.details
    if draft and draft.answers.get("case") == str(begun.id):
        details = details_of(draft.answers)
    answers = [each.answer(content, details) for each in QUESTIONS if each.field in {"document", "place"}]
    return [each for each in answers if each] or [f"{begun.started_at:%H:%M}"]


@on_tap()
async def show_case(context: BotContext, tap: taps.ShowCase) -> None:
    services = context.services
    case = await services.cases.own.submitted(tap.case, context.person_id)
    if case is None:
        await my_list(context)
        return
    events = await services.cases.read.events(case.id)
    html = case_for_person(services.content, case, events, link_of(context, case))
    await context.show(html, case_rows(context, case))


def link_of(context: BotContext, case: Case) -> str:
    """For others to whom the same happened."""
    return create_deep_linked_url(context.bot.username, TOO + case.share)


def case_rows(context: BotContext, case: Case) -> list[list[Button]]:
    """What the person may do with her case. Whatever became of it, it may become an appeal."""
    rows = [[context.button(taps.BeginAppeal(case.id), "appeals-button")]]
    if case.is_open:
        solved = context.button(taps.Solved(case.id), "cases-button-solved")
        rows.append([context.button(taps.AddToCase(case.id), "cases-button-add")])
        rows.append([solved, context.button(taps.Withdraw(case.id), "cases-button-withdraw")])
    elif case.outcome is CaseOutcome.WITHDRAWN:
        rows.append([context.button(taps.NotSolved(case.id), "cases-button-restore")])
    else:
        rows.append([context.button(taps.NotSolved(case.id), "cases-button-not-solved")])
    rows.append([context.button(taps.AskForCode(case.id), "cases-button-new-code")])
    return [*rows, [menu_button(context)]]


@on_tap()
async def ask_for_code(context: BotContext, tap: taps.AskForCode) -> None:
    case = await context.services.cases.own.submitted(tap.case, context.person_id)
    if case is None:
        await my_list(context)
        return
    sure = context.button(taps.ReplaceCode(case.id, case.codes_replaced), "cases-button-replace-code")
    html = context.texts("cases-ask-new-code", number=case.number or "")
    await ask_first(context, html, sure, taps.ShowCase(case.id))


@on_tap()
async def replace_code(context: BotContext, tap: taps.ReplaceCode) -> None:
    """Like the receipt it has no buttons, so that nothing takes its place."""
    made = await context.services.cases.own.replace_code(tap.case, context.person_id, tap.replaced)
    if made is None:
        await show_case(context, taps.ShowCase(tap.case))
        return
    url = link_of(context, made.case)
    await context.show(context.texts("cases-new-code", number=made.case.number or "", code=made.code, url=url))
    await context.say(context.texts("cases-submitted-next"), case_rows(context, made.case))


@on_tap()
async def begin_appeal(context: BotContext, tap: taps.BeginAppeal) -> None:
    case = await context.services.cases.own.submitted(tap.case, context.person_id)
    if case is None:
        await my_list(context)
        return
    told = "\n".join(context.services.cases.appeals.told(case))
    await FORMS.begin(context, APPEAL, {"case": str(case.id), "_place": case.details.place, "_told": told})


@on_tap()
async def solved(context: BotContext, tap: taps.Solved) -> None:
    ended = await context.services.cases.own.solved(tap.case, context.person_id)
    await context.toast(context.texts.plain("cases-thanks" if ended else "cases-closed-already"))
    await show_case(context, taps.ShowCase(tap.case))


@on_tap()
async def not_solved(context: BotContext, tap: taps.NotSolved) -> None:
    reopened = await context.services.cases.own.reopen(tap.case, context.person_id)
    await context.toast(context.texts.plain("cases-reopened" if reopened else "cases-open-already"))
    await show_case(context, taps.ShowCase(tap.case))


@on_tap()
async def ask_to_withdraw(context: BotContext, tap: taps.Withdraw) -> None:
    case = await context.services.cases.own.submitted(tap.case, context.person_id)
    if case is None or not case.is_open:
        await show_case(context, taps.ShowCase(tap.case))
        return
    sure = context.button(taps.SurelyWithdraw(case.id), "cases-button-withdraw-surely")
    await ask_first(
        context, context.texts("cases-ask-withdraw", number=case.number or ""), sure, taps.ShowCase(case.id)
    )


@on_tap()
async def withdraw(context: BotContext, tap: taps.SurelyWithdraw) -> None:
    await context.services.cases.own.withdraw(tap.case, context.person_id)
    await show_case(context, taps.ShowCase(tap.case))


@on_tap()
async def ask_to_add(context: BotContext, tap: taps.AddToCase) -> None:
    case = await context.services.cases.own.submitted(tap.case, context.person_id)
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


async def say_by_code(context: BotContext, case: Case) -> None:
    """Without an account of its own the code shows where the case stands, and nothing that people wrote."""
    html = context.texts(
        "cases-by-code",
        number=case.number or "",
        status=words.status(context.services.content, case),
        reason=case.outcome_reason or context.texts.plain("forms-empty"),
    )
    await context.say(html, [[menu_button(context)]])
