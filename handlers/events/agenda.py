"""The staff's calendar of 90 days: events, broadcasts and deadlines, and where they clash."""

from __future__ import annotations

from math import ceil

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to, turn_buttons
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.events import taps
from handlers.events.words import SHORT
from services.events import EntryKind
from services.text import shorten

DAYS = 12
"""Days on one page."""


@on_tap(Right.EVENTS)
async def show_agenda(context: BotContext, tap: taps.ShowAgenda) -> None:
    texts, days = context.texts, await context.services.events.agenda.days()
    pages = max(1, ceil(len(days) / DAYS))
    page = min(tap.page, pages - 1)
    lines: list[str] = [texts("events-agenda"), ""]
    rows: list[list[Button]] = []
    for day in days[page * DAYS : (page + 1) * DAYS]:
        lines.append(
            texts(
                "events-agenda-day",
                day=day.on,
                holiday=day.holiday or "none",
                off="yes" if day.is_off else "no",
                clashes="yes" if day.clashes else "no",
            )
        )
        for each in day.entries:
            at = f"{each.at:%H:%M}" if each.at else "none"
            lines.append(texts("events-agenda-line", kind=each.kind, at=at, number=str(each.number), title=each.title))
            if each.kind is EntryKind.EVENT and at != "none":
                words = f"{each.at:%d.%m} {shorten(each.title, SHORT)}"
                rows.append([taps.ShowEvent(each.number).button(words)])
    if not days:
        lines.append(texts("events-agenda-empty"))
    turns = turn_buttons(context, page, pages, taps.ShowAgenda)
    await context.show(texts.lines(lines), [*rows, turns, [back_to(context, taps.ShowEvents())]])


@on_tap(Right.EVENTS)
async def show_load(context: BotContext, tap: taps.ShowLoad) -> None:
    """How much each hromada has before it, whoever has most first."""
    texts, found = context.texts, await context.services.events.agenda.load()
    pages = max(1, ceil(len(found) / LOADS))
    page = min(tap.page, pages - 1)
    lines = [texts("events-load"), ""]
    for each in found[page * LOADS : (page + 1) * LOADS]:
        lines.append(
            texts(
                "events-load-line",
                name=each.name,
                events=len(each.events),
                going=each.going,
                notices=each.notices,
                late=each.late,
            )
        )
    turns = turn_buttons(context, page, pages, taps.ShowLoad)
    await context.show(texts.lines(lines), [turns, [back_to(context, taps.ShowEvents())]])


LOADS = 22
