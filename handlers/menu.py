"""The way in: /start, /help, the menu of themes and the lists behind it."""

from __future__ import annotations

import math
from functools import lru_cache

from markupsafe import Markup

from channels.taps import Button, Keyboard
from content.messages import Texts
from handlers.answers.taps import OpenAnswer, WalkGuide
from handlers.cases.my_cases import begun_row
from handlers.chat.context import BotContext
from handlers.chat.menu import PAGE, back_to, menu_keyboard, turn_buttons
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_command, on_tap
from handlers.chat.taps import OpenMenu, ShowDesk, ShowMenu, ShowMyPosts, ShowTheme
from handlers.events.taps import ShowMyEvents


async def welcome(context: BotContext) -> None:
    """The first screen: what this is, what it never asks, and the themes."""
    await context.say(context.texts("menu-welcome"), await _own_keyboard(context))


@on_command("help")
async def help_out(context: BotContext) -> None:
    """To staff and to who holds a post also what is theirs."""
    texts, lines = context.texts, []
    if await may(context, Right.ANSWER):
        lines.append(texts("menu-help-staff"))
    if await context.services.people.posts.of_person(context.person_id):
        lines.append(texts("menu-help-posts"))
    await context.say(texts.lines([*lines, texts("menu-help")]), await _own_keyboard(context))


@on_tap()
async def show_menu(context: BotContext, _tap: ShowMenu) -> None:
    await context.show(context.texts("menu-choose-theme"), await _own_keyboard(context))


@on_tap()
async def open_menu(context: BotContext, _tap: OpenMenu) -> None:
    await context.say(context.texts("menu-choose-theme"), await _own_keyboard(context))


@on_tap()
async def show_theme(context: BotContext, tap: ShowTheme) -> None:
    library = context.services.content.library
    theme = next((theme for theme in library.themes if theme.id == tap.theme), None)
    if theme is None:
        await context.show(context.texts("menu-gone"), menu_keyboard(context))
        return
    pages = math.ceil(len(theme.answers) / PAGE)
    page = min(tap.page, pages - 1)
    rows: list[list[Button]] = [
        [OpenAnswer(id).button(library.answers[id].title)] for id in theme.answers[page * PAGE : (page + 1) * PAGE]
    ]
    if tap.page == 0:
        guides = [guide for guide in library.guides if guide.theme == theme.id]
        rows = [[WalkGuide(guide.id, guide.start).button(f"🧭 {guide.title}")] for guide in guides] + rows
    if pages > 1:
        rows.append(turn_buttons(context, page, pages, lambda page: ShowTheme(theme.id, page)))
    rows.append([back_to(context, ShowMenu())])
    await context.show(_heading(context.texts, theme.title, page + 1, pages), rows)


@lru_cache(16)
def _heading(texts: Texts, title: str, page: int, pages: int) -> Markup:
    """Kept, for the menu is what is pressed most; few, for each keeps its edition of the texts."""
    return texts("menu-theme", title=title, page=page, pages=pages)


async def _own_keyboard(context: BotContext) -> Keyboard:
    """The themes, and before them what only this person may do."""
    rows: list[list[Button]] = []
    if await may(context, Right.ANSWER):
        rows.append([context.button(ShowDesk(), "menu-button-staff")])
    rows += await begun_row(context)  # whoever comes back finds what she began
    if await context.services.people.posts.of_person(context.person_id):
        rows.append([context.button(ShowMyPosts(), "menu-button-posts")])
    if await context.services.events.events.concerns(context.person_id):
        rows.append([context.button(ShowMyEvents(), "menu-button-events")])
    return [*rows, *menu_keyboard(context)]
