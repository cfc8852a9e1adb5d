"""A guide: a few questions with buttons in one bubble, then what exactly to do."""

from __future__ import annotations

from content.guides import Ending, Guide, Step
from handlers.answers.taps import WalkGuide
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to, menu_button, menu_keyboard
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowAnswer, ShowTheme

LINK = "g_"
"""Deep-link payload of a guide: `g_<id>`."""


def find_guide(context: BotContext, guide_id: str) -> Guide | None:
    return next((guide for guide in context.services.content.library.guides if guide.id == guide_id), None)


@on_tap()
async def walk_guide(context: BotContext, tap: WalkGuide) -> None:
    """Shows the step or the ending at the end of the way; a way that was edited away leads to the menu."""
    guide = find_guide(context, tap.guide)
    way = tap.way.split("-")
    match guide and guide.at(way):
        case Step() as step if guide:
            rows = [[WalkGuide(guide.id, f"{tap.way}-{option.goes}").button(option.text)] for option in step.options]
            html = context.texts(
                "guides-step", title=guide.title, question=step.question, number=len(way), most=guide.longest()
            )
        case Ending() as ending if guide:
            answers = context.services.content.library.answers
            rows = [[ShowAnswer(id).button(answers[id].title)] for id in ending.answers]
            html = context.texts("guides-ending", title=guide.title, text=ending.html)
        case _:
            await context.show(context.texts("menu-gone"), menu_keyboard(context))
            return
    back = WalkGuide(guide.id, tap.way.rpartition("-")[0]) if len(way) > 1 else ShowTheme(guide.theme, 0)
    await context.show(html, [*rows, [back_to(context, back), menu_button(context)]])
