"""The buttons that lead to the menu and to the staff's desk, for every screen; the screens stand in `handlers/menu.py`
and `handlers/staff.py`."""

from __future__ import annotations

from collections.abc import Callable

from channels.taps import Button, Keyboard, Tap
from content.answers import Answer
from handlers.chat.context import BotContext
from handlers.chat.taps import (
    OpenMenu,
    ReportCase,
    ShowCards,
    ShowDesk,
    ShowMyCases,
    ShowMyCertificates,
    ShowSettings,
    ShowTheme,
    WriteToStaff,
)

PAGE = 8
"""Answers on one page of a list: what a small phone shows without scrolling."""


def menu_keyboard(context: BotContext) -> Keyboard:
    """What everybody may do: the card first, for who needs it has no time to look for it."""
    themes = context.services.content.library.themes
    return [
        [context.button(ShowCards(), "cards-button")],
        [context.button(ReportCase(), "cases-button")],
        *([ShowTheme(theme.id, 0).button(theme.title)] for theme in themes),
        [
            context.button(ShowMyCases(), "cases-button-mine"),
            context.button(ShowMyCertificates(), "my_certificates-button"),
        ],
        [*write_button(context), context.button(ShowSettings(), "menu-button-settings")],
    ]


def write_button(context: BotContext) -> list[Button]:
    """The button that asks for a new question to the staff; none where nobody is there to answer."""
    if context.services.people.staff.chat_id is None:
        return []
    return [context.button(WriteToStaff(), "questions-button-write")]


def way_buttons(context: BotContext, way: str) -> list[list[Button]]:
    """The row that leads where the person asked to be led in words; none for the menu, which is shown anyhow."""
    match way:
        case "staff":
            return [write_button(context)]
        case "cases":
            return [[context.button(ShowMyCases(), "cases-button-mine")]]
        case "settings":
            return [[context.button(ShowSettings(), "menu-button-settings")]]
    return []


def menu_button(context: BotContext) -> Button:
    return context.button(OpenMenu(), "menu-button-menu")


def back_button(context: BotContext, answer: Answer) -> Button:
    """Back to the page of the list on which the answer stands."""
    theme = next(theme for theme in context.services.content.library.themes if theme.id == answer.theme)
    page = theme.answers.index(answer.id) // PAGE
    return context.button(ShowTheme(theme.id, page), "menu-button-back")


def back_to(context: BotContext, tap: Tap) -> Button:
    """«Back», to the screen that the tap opens."""
    return context.button(tap, "menu-button-back")


def back_row(context: BotContext, tap: Tap) -> list[Button]:
    """«Back», and the menu: from wherever a citizen is, a person of the department is two taps away."""
    return [back_to(context, tap), menu_button(context)]


def way_out(context: BotContext) -> Keyboard:
    """For who gave up what she was doing: a person of the department, and the menu."""
    return [[*write_button(context), menu_button(context)]]


async def ask_first(context: BotContext, html: str, sure: Button, back: Tap, *, below: bool = False) -> None:
    """Shows the question before what cannot be undone: the button of who is sure, and the way back. `below` the message
    with the button, where that tells of an event and is kept."""
    await (context.say if below else context.show)(html, [[sure], [back_to(context, back)]])


def desk_button(context: BotContext) -> Button:
    return back_to(context, ShowDesk())


def turn_buttons(context: BotContext, page: int, pages: int, turn: Callable[[int], Tap]) -> list[Button]:
    """To the page before and after, those there are; `turn` gives the tap that opens a page. Pages count from 0."""
    buttons = []
    if page > 0:
        buttons.append(context.button(turn(page - 1), "menu-button-previous"))
    if page < pages - 1:
        buttons.append(context.button(turn(page + 1), "menu-button-next"))
    return buttons
