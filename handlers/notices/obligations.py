"""What a head does with notices: reads them (/notices), acknowledges, asks, declines, asks for time."""

from __future__ import annotations

from collections.abc import Sequence

from content.messages import Texts
from handlers.answers.questions import say_passed, take_question_back
from handlers.cases.forwarded_cases import forwarded_cases
from handlers.cases.taps import ShowForwarded
from handlers.certification.my_certificates import body_buttons
from handlers.certification.words import place_in_drive
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to, menu_button
from handlers.chat.prompts import Prompt, asks, left, on_reply
from handlers.chat.routes import on_command, on_tap
from handlers.notices import taps
from handlers.notices.words import SHORT, describe, keyboard, open_button
from handlers.people.doors import door_rows
from handlers.people.holders import post_buttons
from handlers.rating.taps import ShowStanding
from services.files.calendar_file import Day, make_ics
from services.notices import Obligation, working_days
from services.text import shorten

QUESTION = Prompt("notices-prompt-question")
WHY_NOT = Prompt("notices-prompt-decline")
WHY_LATER = Prompt("notices-prompt-time")
OWED = 8
"""Notices in one list: what a small phone shows."""
MORE_DAYS = (3, 5, 10)
"""Working days that can be asked for."""


async def own(context: BotContext, number: int) -> Obligation | None:
    """The obligation, if the person acts for its post; others are told that it is not theirs."""
    obligation = await context.services.notices.obligations.of_person(number, context.person_id)
    if obligation is None:
        await context.toast(context.texts.plain("notices-not-yours"))
    return obligation


asks(taps.AskAboutObligation, QUESTION, only_if=own)
asks(taps.Decline, WHY_NOT, only_if=own)
asks(taps.AskForTime, WHY_LATER, only_if=own)


@on_command("notices")
async def my_notices(context: BotContext) -> None:
    await show_my_notices(context, taps.ShowMyPosts())


@on_tap()
async def show_my_notices(context: BotContext, _tap: taps.ShowMyPosts) -> None:
    """What is owed, the earliest deadline first, and the posts below."""
    texts, obligations = context.texts, context.services.notices.obligations
    posts = await post_buttons(context)
    if not posts:
        await context.show(texts("holders-none"), [[menu_button(context)]])
        return
    owed, done = await obligations.owed_by(context.person_id), await obligations.done_by(context.person_id)
    rows = [[open_button(texts, each)] for each in owed[:OWED]]
    if done:
        rows.append([context.button(taps.ShowDone(), "notices-button-done", count=len(done))])
    if owed:
        rows.append([context.button(taps.TakeCalendar(), "notices-button-calendar")])
    if await context.services.rating.window.hromadas_of(context.person_id):
        rows.append([context.button(ShowStanding(), "leagues-button-standing")])
    if forwarded := await forwarded_cases(context):
        rows.append([context.button(ShowForwarded(), "forwarded-button", count=len(forwarded))])
    rows += await body_buttons(context)
    late = sum(each.is_overdue(context.now()) for each in owed)
    html = texts("notices-owed", count=len(owed), late=late) if owed else texts("notices-nothing-owed")
    places = [tenure.post.place for tenure in await context.services.people.posts.of_person(context.person_id)]
    found = await context.services.certification.progress.in_places(places)
    lines = [place_in_drive(texts, each) for each in found]
    below = [*await door_rows(context), *rows, *posts, [menu_button(context)]]
    await context.show(texts.lines([html, *(["", *lines] if lines else [])]), below)


@on_tap()
async def show_done(context: BotContext, _tap: taps.ShowDone) -> None:
    done = (await context.services.notices.obligations.done_by(context.person_id))[:OWED]
    rows = [[open_button(context.texts, each)] for each in done]
    await context.show(context.texts("notices-done"), [*rows, [back_to(context, taps.ShowMyPosts())]])


@on_tap()
async def open_obligation(context: BotContext, tap: taps.OpenObligation) -> None:
    obligations = context.services.notices.obligations
    obligation = await obligations.of_person(tap.obligation, context.person_id)
    if obligation is None:
        await show_my_notices(context, taps.ShowMyPosts())
        return
    view = await obligations.view(obligation, context.person_id)
    await context.show(
        describe(context.texts, view), [*keyboard(context.texts, view), [back_to(context, taps.ShowMyPosts())]]
    )


@on_tap()
async def acknowledge(context: BotContext, tap: taps.Acknowledge) -> None:
    """The text stays to be read; the button goes."""
    obligation = await own(context, tap.obligation)
    if obligation is None:
        return
    if not obligation.notice.ending:
        await context.services.notices.obligations.acknowledge(tap.obligation, context.person_id)
        await context.toast(context.texts.plain("notices-acknowledged"))
    await open_obligation(context, taps.OpenObligation(tap.obligation))


@on_tap()
async def take_back(context: BotContext, tap: taps.TakeBack) -> None:
    taken = await context.services.notices.obligations.take_back(tap.obligation, context.person_id)
    await context.toast(context.texts.plain("notices-taken-back" if taken else "notices-too-late"))
    await open_obligation(context, taps.OpenObligation(tap.obligation))


@on_tap()
async def show_files(context: BotContext, tap: taps.ShowFiles) -> None:
    obligation = await own(context, tap.obligation)
    for kind, file_id in obligation.notice.files if obligation else ():
        await context.send_again(kind, file_id)


@on_tap()
async def take_calendar(context: BotContext, _tap: taps.TakeCalendar) -> None:
    texts, obligations = context.texts, context.services.notices.obligations
    done = await obligations.done_by(context.person_id)
    owed = [*await obligations.owed_by(context.person_id), *(each for each in done if each.notice.ending)]
    if not owed:
        await context.toast(texts.plain("notices-nothing-to-plan"))
        return
    file = make_ics(owed_days(texts, owed), context.bot.username, context.services.people.people.now())
    await context.send_file(file, texts.plain("notices-calendar-file"))


def owed_days(texts: Texts, owed: Sequence[Obligation]) -> list[Day]:
    """What a calendar keeps of them: one day for each, whatever becomes of its deadline or its notice."""
    return [
        Day(
            f"due-{each.number}",
            each.due_on,
            texts.plain("notices-event", number=str(each.notice.id), text=shorten(each.notice.text, SHORT)),
            each.revision,
            is_over=each.is_done,
        )
        for each in owed
    ]


@on_tap()
async def take_pdf(context: BotContext, tap: taps.TakePdf) -> None:
    obligation = await own(context, tap.obligation)
    if obligation:
        pdf = await context.services.notices.reply_results.as_pdf(obligation)
        await context.send_file(pdf, context.texts.plain("obligation-pdf-file", number=str(obligation.notice.id)))


# «I have a question»


@on_reply(QUESTION, undo=take_question_back)
async def take_question(context: BotContext, number: int) -> None:
    """The question goes to the staff chat; the reply comes back as any reply of theirs."""
    services = context.services
    obligation = await services.notices.obligations.of_person(number, context.person_id)
    if obligation is None:
        await context.say(context.texts("notices-not-yours"))
        return
    post = await services.people.posts.name(obligation.post)
    text = context.texts.plain(
        "notices-question", number=str(obligation.notice.id), post=post, text=" ".join(context.words.split())
    )
    reply = await services.answers.answers.ask(context.person_id, context.message.message_id, text)
    await services.answers.questions.pass_on(reply.question_id, context.person_id)
    await say_passed(context, reply.question_id)


# «Not ours»


@on_reply(WHY_NOT, undo=left)
async def take_decline(context: BotContext, number: int) -> None:
    why = context.words.strip()
    declined = await context.services.notices.obligations.decline(number, why, context.person_id)
    await context.say(
        context.texts("notices-declined-told" if declined else "notices-not-yours"),
        [[back_to(context, taps.ShowMyPosts())]],
    )


# «More time»


@on_reply(WHY_LATER)
async def take_why_later(context: BotContext, number: int) -> None:
    obligations, texts = context.services.notices.obligations, context.texts
    why = context.words.strip()
    obligation = await obligations.of_person(number, context.person_id)
    if obligation is None or not await obligations.ask_for_time(number, why, context.person_id):
        await context.say(texts("notices-not-yours"))
        return
    rows = []
    for days in MORE_DAYS:
        words = texts.plain("notices-button-days", days=days, on=obligations.extension(obligation, days).end)
        rows.append([taps.WantDays(number, days).button(words)])
    await context.say(texts("notices-how-long"), rows)


@on_tap()
async def want_days(context: BotContext, tap: taps.WantDays) -> None:
    obligations, texts = context.services.notices.obligations, context.texts
    on = await obligations.want(tap.obligation, tap.days, context.person_id)
    obligation = await context.services.notices.read.obligation(tap.obligation)
    if on is None or obligation is None:
        await context.show(texts("notices-not-yours"))
        return
    counted = working_days(texts, obligations.extension(obligation, tap.days))
    await context.show(texts("notices-wanted", on=on, working=counted), [[back_to(context, taps.ShowMyPosts())]])
