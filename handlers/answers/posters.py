"""Staff choose what a poster shows and where it hangs, and get the PDF."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil

from telegram import InputFile
from telegram.constants import ChatAction

from content.answers import Answer
from content.guides import Guide
from content.hromadas import by_slug, load_hromadas
from handlers.answers import answers, guides
from handlers.answers.taps import (
    ChoosePoster,
    ChoosePosterBody,
    MakeBodyPoster,
    MakePoster,
    PlacePoster,
    ShowPosters,
    ShowVisits,
)
from handlers.chat.context import Answered, BotContext
from handlers.chat.menu import PAGE, back_to, desk_button, turn_buttons
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from services.answers import ANYWHERE, Link, make_pdf

PAGE_OF = "p"
"""The kind of a poster whose code leads to the page of an answer."""
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
    texts, is_page = context.texts, tap.kind == PAGE_OF
    has_page = tap.kind == "a" and context.services.people.doors.in_telegram  # over HTTPS: for every phone
    rows = [
        [context.button(MakePoster(tap.kind, tap.subject, 0), "posters-button-one")],
        [context.button(MakePoster(tap.kind, tap.subject, 1), "posters-button-all")],
        [context.button(ChoosePosterBody(tap.kind, tap.subject), "posters-button-bodies")],
        *([[context.button(PlacePoster(PAGE_OF, tap.subject), "public-button-poster")]] if has_page else []),
        *([[context.button(PlacePoster("a", tap.subject), "public-button-poster-bot")]] if is_page else []),
        [back_to(context, ShowPosters())],
    ]
    key = "public-poster-place" if is_page else "posters-place"
    await context.show(texts(key, title=subject.title), rows)


@on_tap(Right.POSTERS)
async def make_poster(context: BotContext, tap: MakePoster) -> None:
    places = [(ANYWHERE, "")]
    if tap.everywhere:
        hromadas = load_hromadas()
        places = [(each.slug, context.texts.plain("posters-hromada", name=each.name)) for each in hromadas]
    await _send(context, tap.kind, tap.subject, places)


@on_tap(Right.POSTERS)
async def choose_body(context: BotContext, tap: ChoosePosterBody) -> None:
    """Hospitals, administrations: whatever stands in the list of bodies."""
    await _find(context, tap.kind, tap.subject)
    bodies = await context.services.people.posts.bodies()
    rows = [[MakeBodyPoster(tap.kind, tap.subject, each.place).button(each.name)] for each in bodies]
    if len(bodies) > 1:
        every = MakeBodyPoster(tap.kind, tap.subject, "all")
        rows.insert(0, [context.button(every, "posters-button-all-bodies", count=len(bodies))])
    html = context.texts("posters-which-body" if bodies else "posters-no-bodies")
    await context.show(html, [*rows, [back_to(context, PlacePoster(tap.kind, tap.subject))]])


@on_tap(Right.POSTERS)
async def make_body_poster(context: BotContext, tap: MakeBodyPoster) -> None:
    bodies = await context.services.people.posts.bodies()
    places = [(each.place, each.name) for each in bodies if tap.place in {"all", each.place}]
    if places:
        await _send(context, tap.kind, tap.subject, places)
    else:
        await choose_body(context, ChoosePosterBody(tap.kind, tap.subject))


async def _send(context: BotContext, kind: str, id: str, places: Sequence[tuple[str, str]]) -> None:
    """A PDF with a sheet for each place: its slug, and its name on the sheet."""
    texts, subject = context.texts, await _find(context, kind, id)
    await context.chat.send_action(ChatAction.UPLOAD_DOCUMENT)
    text = subject.summary if isinstance(subject, Answer) else texts.plain("posters-invitation")
    link = guides.LINK if kind == "g" else answers.LINK
    pages = context.services.people.doors.url
    address = f"{pages}/a/{subject.id}" if kind == PAGE_OF and pages else ""
    make = partial(make_pdf, address=address)
    pdf = await asyncio.to_thread(make, subject.title, text, context.bot.username, link + subject.id, places)
    key = "public-poster-caption" if address else "posters-caption"
    caption = texts(key, title=subject.title, pages=len(places))
    await context.chat.send_document(InputFile(pdf, f"{subject.id}.pdf"), caption=caption)


@on_tap(Right.POSTERS)
async def show_visits(context: BotContext, _tap: ShowVisits) -> None:
    brought = await context.services.answers.posters.brought()
    bodies = {each.place: each.name for each in await context.services.people.posts.bodies()}
    lines = [_visit_line(context, Link(each.target, each.slug), each.visits, bodies) for each in brought[:MOST_VISITED]]
    if lines:
        html = context.texts("posters-visits", total=sum(each.visits for each in brought), lines="\n".join(lines))
    else:
        html = context.texts("posters-no-visits")
    await context.show(html, [[desk_button(context)]])


def _visit_line(context: BotContext, link: Link, visits: int, bodies: Mapping[str, str]) -> str:
    subject = _subject(context, link.target[0], link.target[2:])
    hromada = by_slug(link.slug)
    place = hromada.name if hromada else bodies.get(link.slug) or context.texts.plain("posters-anywhere")
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
