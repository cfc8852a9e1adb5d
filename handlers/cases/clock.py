"""Clock first: /report keeps the time of a case before anything is asked; the details are told now or later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from channels.taps import Keyboard, in_rows
from handlers.cases import taps
from handlers.cases.form import begin_form
from handlers.cases.my_cases import CASE_FORM, begun_row, show_case
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS
from handlers.chat.menu import back_row, menu_button
from handlers.chat.routes import also_on_command, on_tap
from handlers.chat.taps import ReportCase
from services.cases import CaseStatus, words

LINK = "report"
"""Deep-link payload of a new case."""


@also_on_command("report")
@on_tap()
async def show_ways(context: BotContext, _tap: ReportCase) -> None:
    rows = [
        *await begun_row(context),
        [context.button(taps.BeginNow(), "cases-button-now")],
        [context.button(taps.BeginCase(), "cases-button-tell")],
        [menu_button(context)],
    ]
    await context.show(context.texts("cases-start"), rows)


@on_tap()
async def begin_now(context: BotContext, _tap: taps.BeginNow) -> None:
    await _start_clock(context, context.show)


@on_tap()
async def say_clock(context: BotContext, _tap: taps.SayClock) -> None:
    """Below the answer, which is still needed."""
    await _start_clock(context, context.say)


async def _start_clock(context: BotContext, put: Callable[[str, Keyboard], Awaitable[object]]) -> None:
    """The time is kept before anything is asked; two taps more and the card is there."""
    cases = context.services.cases
    now, begun = context.now(), await cases.read.begun_by(context.person_id)
    if begun and begun.details.hour and not begun.details.document and begun.started_at.date() == now.date():
        at = begun.details.hour
    else:
        await cases.own.begin(context.person_id, at=now)
        at = f"{now:%H:%M}"
    documents = in_rows([taps.ChoosePlace(each.id).button(each.title) for each in cases.cards.table.documents])
    await put(context.texts("cases-clock", at=at), [*documents, back_row(context, ReportCase())])


@on_tap()
async def was_refused(context: BotContext, tap: taps.WasRefused) -> None:
    """The card did not help: the time of the case is the time at which it was shown."""
    cases = context.services.cases
    view = await cases.cards.views.find(tap.view, context.person_id)
    if view is None:
        await show_ways(context, ReportCase())
        return
    await cases.cards.views.say(tap.view, context.person_id, accepted=False)
    begun = await cases.read.begun_by(context.person_id)
    shown = view.document, view.place
    if begun and begun.details.hour and (begun.details.document, begun.details.place) == shown:
        number = begun.id
    else:
        number = await cases.own.begin(context.person_id, *shown, view.shown_at)
    case, content = await cases.read.own(number, context.person_id), context.services.content
    assert case  # noqa: S101 - she has just begun it
    rows = [
        [context.button(taps.TellDetails(number), "cases-button-details")],
        [context.button(taps.Later(), "cases-button-later"), menu_button(context)],
    ]
    kept = {"document": words.document(content, case), "place": words.at_place(content, case)}
    await context.say(context.texts("cases-refused", at=case.details.hour, **kept), rows)


@on_tap()
async def later(context: BotContext, _tap: taps.Later) -> None:
    await context.show(context.texts("cases-later"), [[menu_button(context)]])


@on_tap()
async def begin_case(context: BotContext, _tap: taps.BeginCase) -> None:
    own = context.services.cases.own
    if await own.has_sent_enough(context.person_id):
        await context.show(context.texts("cases-enough"), [[menu_button(context)]])
        return
    await begin_form(context, await own.begin(context.person_id))


@on_tap()
async def tell_details(context: BotContext, tap: taps.TellDetails) -> None:
    """Goes on where she was, or asks what is not known yet. What was sent meanwhile is shown, not asked for anew."""
    case = await context.services.cases.read.own(tap.case, context.person_id)
    if case and case.number:
        await show_case(context, taps.ShowCase(case.id))
        return
    if case is None or case.status not in {CaseStatus.BEGUN, CaseStatus.UNFINISHED}:
        await show_ways(context, ReportCase())
        return
    draft = await context.services.people.drafts.of(context.person_id, CASE_FORM)
    if draft and draft.answers.get("case") == str(case.id):
        await FORMS.go_on(context, CASE_FORM)
        return
    await begin_form(context, case.id, case)


@on_tap()
async def drop_case(context: BotContext, tap: taps.DropCase) -> None:
    await context.services.cases.own.drop(tap.case, context.person_id)
    await context.show(context.texts("cases-dropped"), [[menu_button(context)]])
