"""A person's own pace: when she is reminded, and learning without a drive."""

from __future__ import annotations

from channels.taps import Keyboard
from handlers.certification.my_certificates import back_button
from handlers.certification.taps import Learn, SetDay, SetHour, ShowPace
from handlers.chat.context import BotContext
from handlers.chat.routes import on_tap
from services.certification import USUAL_HOUR

HOURS = (8, 10, 13, 17, 19)
"""Offered to people, in the zone of the department; USUAL_HOUR is what comes without choosing."""
WORKDAYS = 5


@on_tap()
async def learn(context: BotContext, tap: Learn) -> None:
    await context.services.certification.learning.learn(context.person_id, on=tap.on == 1)
    await show_pace(context, ShowPace())


@on_tap()
async def show_pace(context: BotContext, _tap: ShowPace) -> None:
    """The day of the week and the hour at which she is reminded."""
    texts, learner = context.texts, await context.services.certification.read.learners.of(context.person_id)
    day = texts.plain("my_certificates-any-day") if learner.weekday is None else _day(context, learner.weekday)
    html = texts(
        "my_certificates-pace", day=day, hour=learner.hour or USUAL_HOUR, learns="yes" if learner.learns else "no"
    )
    days = [SetDay(weekday).button(_day(context, weekday)) for weekday in range(7)]
    rows: Keyboard = [
        days[:WORKDAYS],
        [*days[WORKDAYS:], context.button(SetDay(7), "my_certificates-button-any-day")],
        [context.button(SetHour(hour), "my_certificates-button-hour", hour=str(hour)) for hour in HOURS],
        [
            context.button(Learn(0), "my_certificates-button-pause")
            if learner.learns
            else context.button(Learn(1), "my_certificates-button-learn")
        ],
        [back_button(context)],
    ]
    await context.show(html, rows)


def _day(context: BotContext, weekday: int) -> str:
    return context.texts.plain("my_certificates-weekdays").split()[weekday]


@on_tap()
async def set_day(context: BotContext, tap: SetDay) -> None:
    learner = await context.services.certification.read.learners.of(context.person_id)
    weekday = tap.weekday if 0 <= tap.weekday < 7 else None
    await context.services.certification.learning.set_pace(context.person_id, weekday=weekday, hour=learner.hour)
    await show_pace(context, ShowPace())


@on_tap()
async def set_hour(context: BotContext, tap: SetHour) -> None:
    learner = await context.services.certification.read.learners.of(context.person_id)
    if tap.hour in HOURS:
        await context.services.certification.learning.set_pace(
            context.person_id, weekday=learner.weekday, hour=tap.hour
        )
    await show_pace(context, ShowPace())
