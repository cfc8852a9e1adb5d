"""/settings, second part: news by theme, quiet hours, «do not disturb until», and stopping everything."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.menu import back_row
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowSettings
from handlers.people import taps

CHOICES = ((21, 8), (22, 7), (19, 9), (0, 0))
SILENCES = (1, 7, 30)
LONGEST_SILENCE = 366
MORNING = time(8, 0)


@on_tap()
async def show_news(context: BotContext, _tap: taps.ShowNews) -> None:
    texts, subscriptions = context.texts, context.services.people.subscriptions
    if not await subscriptions.has_agreed(context.person_id):
        rows = [[context.button(taps.Agree(), "subscriptions-button-agree")], back_row(context, ShowSettings())]
        await context.show(texts("subscriptions-consent"), rows)
        return
    wanted = await subscriptions.themes(context.person_id)
    rows = []
    for theme in subscriptions.offered():
        key = "subscriptions-button-on" if theme.id in wanted else "subscriptions-button-off"
        rows.append([context.button(taps.SwitchTheme(theme.id), key, theme=theme.title)])
    rows.append([context.button(taps.StopEverything(), "subscriptions-button-stop")])
    await context.show(texts("subscriptions-news", count=len(wanted)), [*rows, back_row(context, ShowSettings())])


@on_tap()
async def agree(context: BotContext, _tap: taps.Agree) -> None:
    await context.services.people.subscriptions.agree(context.person_id)
    await show_news(context, taps.ShowNews())


@on_tap()
async def switch_theme(context: BotContext, tap: taps.SwitchTheme) -> None:
    """Nothing is switched on without the consent, whatever button is pressed."""
    subscriptions = context.services.people.subscriptions
    known = tap.theme in {theme.id for theme in subscriptions.offered()}
    if known and await subscriptions.has_agreed(context.person_id):
        await subscriptions.switch(context.person_id, tap.theme)
    await show_news(context, taps.ShowNews())


@on_tap()
async def stop_everything(context: BotContext, _tap: taps.StopEverything) -> None:
    await context.services.people.subscriptions.stop(context.person_id)
    await context.show(context.texts("subscriptions-stopped"), [back_row(context, ShowSettings())])


@on_tap()
async def show_quiet(context: BotContext, _tap: taps.ShowQuiet) -> None:
    texts, quiet = context.texts, await context.services.people.people.quiet(context.person_id)
    now = context.now()
    rows: list[list[Button]] = []
    for start, end in CHOICES:
        chosen = quiet.hours == (time(start), time(end)) if start != end else quiet.hours is None
        hours = texts.plain("subscriptions-hours", start=f"{start:02}:00", end=f"{end:02}:00")
        words = hours if start != end else texts.plain("subscriptions-no-hours")
        key = "subscriptions-button-on" if chosen else "subscriptions-button-off"
        rows.append([context.button(taps.KeepQuiet(start, end), key, theme=words)])
    if quiet.silent_until and now < quiet.silent_until:
        rows.append([context.button(taps.KeepSilent(0), "subscriptions-button-speak")])
        html = texts("subscriptions-silent", until=quiet.silent_until.date())
    else:
        rows += [
            [context.button(taps.KeepSilent(days), "subscriptions-button-silent", count=days)] for days in SILENCES
        ]
        html = texts("subscriptions-quiet")
    await context.show(html, [*rows, back_row(context, ShowSettings())])


@on_tap()
async def keep_quiet(context: BotContext, tap: taps.KeepQuiet) -> None:
    if tap.start < 24 and tap.end < 24:
        await context.services.people.people.keep_quiet_hours(context.person_id, tap.start * 60, tap.end * 60)
    await show_quiet(context, taps.ShowQuiet())


@on_tap()
async def keep_silent(context: BotContext, tap: taps.KeepSilent) -> None:
    now, until = context.now(), None
    if 0 < tap.days <= LONGEST_SILENCE:
        until = datetime.combine(now.date() + timedelta(days=tap.days), MORNING, now.tzinfo)
    await context.services.people.people.keep_silent(context.person_id, until)
    await show_quiet(context, taps.ShowQuiet())
