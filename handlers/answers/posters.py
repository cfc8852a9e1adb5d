"""Staff choose what a poster shows and where it hangs, and get the PDF."""

from __future__ import annotations

import asyncio
from math import ceil

from telegram import InputFile
from telegram.constants import ChatAction

from content.answers import Answer
from content.guides import Guide
from content.hromadas import by_slug, load_hromadas
from handlers.answers import answers, guides
from handlers.answers.taps import ChoosePoster, MakePoster, PlacePoster, ShowPosters, ShowVisits
from handlers.chat.context import Answered, BotContext
from handlers.chat.menu import PAGE, back_to, desk_button, turn_buttons
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from services.answers import ANYWHERE, Link, make_pdf

MOST_VISITED = 20
"""Posters in one list: what fits into a message without scrolling for long."""


@on_tap(Right.POSTERS)
async def show_posters(context: BotContext, _tap: ShowPosters) -> None:
    rows = [[ChoosePoster(theme.id, 0).button(theme.title)] for theme in context.services.content.library.themes]
    rows.append([desk_button(context)])
    await context.show(context.texts("posters-choose-theme"), rows)


@on_tap(Right.POSTERS)
async def choose_poster(context: BotContext, tap: ChoosePoster) -> None:
    library = context.services.content.library
    theme = next((theme for theme in library.themes if theme.id == tap.theme), None)
    if theme is None:
        await show_posters(context, ShowPosters())
        return
    subjects: list[tuple[str, Guide | Answer]] = [("g", guide) for guide in library.guides if guide.theme == theme.id]
    subjects += [("a", library.answers[id]) for id in theme.answers]
    shown = subjects[tap.page * PAGE : (tap.page + 1) * PAGE]
    rows = [[PlacePoster(kind, subject.id).button(subject.title)] for kind, subject in shown]
    turns = turn_buttons(context, tap.page, ceil(len(subjects) / PAGE), lambda page: ChoosePoster(theme.id, page))
    html = context.texts("posters-choose", theme=theme.title)
    await context.show(html, [*rows, turns, [back_to(context, ShowPosters())]])


@on_tap(Right.POSTERS)
async def place_poster(context: BotContext, tap: PlacePoster) -> None:
    subject = await _find(context, tap.kind, tap.subject)
    texts = context.texts
    rows = [
        [context.button(MakePoster(tap.kind, tap.subject, 0), "posters-button-one")],
        [context.button(MakePoster(tap.kind, tap.subject, 1), "posters-button-all")],
        [back_to(context, ShowPosters())],
    ]
    await context.show(texts("posters-place", title=subject.title), rows)


@on_tap(Right.POSTERS)
async def make_poster(context: BotContext, tap: MakePoster) -> None:
    texts, subject = context.texts, await _find(context, tap.kind, tap.subject)
    await context.chat.send_action(ChatAction.UPLOAD_DOCUMENT)
    text = subject.summary if isinstance(subject, Answer) else texts.plain("posters-invitation")
    places = [(ANYWHERE, "")]
    if tap.everywhere:
        places = [(each.slug, texts.plain("posters-hromada", name=each.name)) for each in load_hromadas()]
    link = guides.LINK if tap.kind == "g" else answers.LINK
    pdf = await asyncio.to_thread(make_pdf, subject.title, text, context.bot.username, link + subject.id, places)
    caption = texts("posters-caption", title=subject.title, pages=len(places))
    await context.chat.send_document(InputFile(pdf, f"{subject.id}.pdf"), caption=caption)


@on_tap(Right.POSTERS)
async def show_visits(context: BotContext, _tap: ShowVisits) -> None:
    brought = await context.services.answers.posters.brought()
    lines = [_visit_line(context, Link(each.target, each.slug), each.visits) for each in brought[:MOST_VISITED]]
    if lines:
        html = context.texts("posters-visits", total=sum(each.visits for each in brought), lines="\n".join(lines))
    else:
        html = context.texts("posters-no-visits")
    await context.show(html, [[desk_button(context)]])


def _visit_line(context: BotContext, link: Link, visits: int) -> str:
    subject = _subject(context, link.target[0], link.target[2:])
    hromada = by_slug(link.slug)
    place = hromada.name if hromada else context.texts.plain("posters-anywhere")
    return context.texts.plain(
        "posters-visit", visits=visits, title=subject.title if subject else link.target, place=place
    )


async def _find(context: BotContext, kind: str, id: str) -> Answer | Guide:
    """What a poster is to show; where it is gone, the person is shown the themes. Raises Answered."""
    subject = _subject(context, kind, id)
    if subject is None:
        await show_posters(context, ShowPosters())
        raise Answered
    return subject


def _subject(context: BotContext, kind: str, id: str) -> Answer | Guide | None:
    return guides.find_guide(context, id) if kind == "g" else context.services.answers.answers.get(id)
