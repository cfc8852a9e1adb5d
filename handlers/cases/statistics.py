"""Figures of the cases: /stats for everybody, the dashboard and Excel for the staff, letters and visits."""

from __future__ import annotations

from collections import Counter

from telegram.constants import ChatAction

from channels.telegram import markup
from handlers.cases.excel import cases_as_excel
from handlers.cases.forwarded_cases import send_letter
from handlers.cases.taps import AskIfHeld, ExportCases, HeldVisit, LetterForWord, LetterTo, ShowCases, ShowStatistics
from handlers.chat.context import BotContext
from handlers.chat.menu import ask_first, desk_button, menu_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_command, on_tap
from services.cases import Addressee
from services.figures import LEAST, public


@on_command("stats")
async def stats(context: BotContext) -> None:
    """Nothing personal, and no small counts."""
    texts, figures = context.texts, await context.services.cases.statistics.figures()
    if figures.cases < LEAST:
        await context.say(texts("statistics-public-none"), [[menu_button(context)]])
        return
    html = texts(
        "statistics-public",
        count=figures.cases,
        documents=_lines(context, figures.documents),
        places=_lines(context, figures.places),
        outcomes=_lines(context, figures.outcomes),
        least=LEAST,
    )
    await context.say(html, [[menu_button(context)]])


def _lines(context: BotContext, counts: Counter[str]) -> str:
    texts = context.texts
    few = texts.plain("statistics-few", least=LEAST)
    lines = [
        texts("statistics-line", words=words, count=few if count is None else str(count))
        for words, count in public(counts)
    ]
    return texts.lines(lines) if lines else texts("statistics-empty")


@on_tap(Right.CASES)
async def show_statistics(context: BotContext, _tap: ShowStatistics) -> None:
    texts, statistics, chat = context.texts, context.services.cases.statistics, context.chat
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    figures, cards = await statistics.figures(), await statistics.cards()
    hours = figures.hours_to_answer
    visits = [
        texts("statistics-visit", body=body, on=held_at.date(), before=before, after=after)
        for body, held_at, before, after in await statistics.visits()
    ]
    caption = texts(
        "statistics-caption",
        count=figures.cases,
        hours=texts("statistics-no-hours") if hours is None else texts("statistics-hours", hours=round(hours)),
        shown=sum(each.shown for each in cards),
        accepted=sum(each.accepted for each in cards),
        refused=sum(each.refused for each in cards),
        visits=texts.lines(visits[:3]),
    )
    rows = [[context.button(ExportCases(), "statistics-button-excel")], [desk_button(context)]]
    await chat.send_photo(await statistics.dashboard(), caption=caption, reply_markup=markup(rows))


@on_tap(Right.EXPORT)
async def export_cases(context: BotContext, _tap: ExportCases) -> None:
    cases = await context.services.cases.statistics.export(context.person_id)
    table = cases_as_excel(context.services.content, cases)
    await context.send_privately(table, context.texts.plain("statistics-file"), context.texts("statistics-excel"))


@on_tap(Right.CASES)
async def letter_to(context: BotContext, tap: LetterTo) -> None:
    services = context.services
    visit = await services.cases.statistics.proposed.find(tap.visit)
    cases = await services.cases.statistics.cases_of(visit, context.now()) if visit else []
    if not cases:
        await context.toast(context.texts.plain("casework-gone"))
        return
    assert visit  # noqa: S101 - there are cases of it
    for_word = LetterForWord(Addressee.BODY.value, 0, tap.visit, 1)
    await send_letter(context, for_word, cases, visit.place_name, context.texts.plain("letters-name"))


@on_tap(Right.CASES)
async def ask_if_held(context: BotContext, tap: AskIfHeld) -> None:
    visit = await context.services.cases.statistics.proposed.find(tap.visit)
    if visit is None or visit.held_at:
        await context.toast(context.texts.plain("statistics-held-before"))
        return
    html = context.texts("statistics-held-ask", body=visit.place_name, on=context.now().date())
    sure = context.button(HeldVisit(tap.visit), "statistics-button-sure-held")
    await ask_first(context, html, sure, ShowCases(), below=True)


@on_tap(Right.CASES)
async def held_visit(context: BotContext, tap: HeldVisit) -> None:
    held = await context.services.cases.statistics.held(tap.visit, context.person_id)
    await context.toast(context.texts.plain("statistics-held" if held else "statistics-held-before"))
