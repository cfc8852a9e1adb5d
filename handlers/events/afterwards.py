"""What comes after an event for whoever came: three taps and a word, materials, the certificate of participation."""

from __future__ import annotations

from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_row, menu_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.routes import on_tap
from handlers.events import taps
from handlers.events.events import of_event, send_files, show_event
from services.events import LONGEST_NAME, Participation, read_name

WORD = Prompt("events-prompt-word")
NAME = Prompt("events-prompt-name", most=LONGEST_NAME)


async def _came(context: BotContext, number: int) -> bool:
    view = await of_event(context, number)
    if not view.came:
        await context.toast(context.texts.plain("events-did-not-come"))
    return view.came


asks(taps.SayOfEvent, WORD, only_if=_came)
asks(taps.NameForParticipation, NAME, only_if=_came)


@on_tap()
async def rate_event(context: BotContext, tap: taps.RateEvent) -> None:
    """One of three; a word is welcome and not asked twice."""
    if not await context.services.events.afterwards.rate(tap.event, context.person_id, tap.rating):
        await context.toast(context.texts.plain("events-did-not-come"))
        return
    await context.toast(context.texts.plain("events-rated"))
    rows = [
        [context.button(taps.SayOfEvent(tap.event), "events-button-say")],
        [context.button(taps.AskForParticipation(tap.event), "events-button-certificate")],
        [menu_button(context)],
    ]
    await context.show(context.texts("events-rated-more"), rows)


@on_reply(WORD)
async def take_word(context: BotContext, number: int) -> None:
    kept = await context.services.events.afterwards.say(number, context.person_id, context.words)
    await context.say(context.texts("events-said" if kept else "events-did-not-come"), [[menu_button(context)]])


@on_tap()
async def take_materials(context: BotContext, tap: taps.TakeMaterials) -> None:
    """To whoever came, and to whoever answered and asks for them."""
    view = await of_event(context, tap.event)
    if view.registration is None or not view.event.materials:
        await context.toast(context.texts.plain("events-no-materials"))
        return
    await send_files(context, view.event.materials)


@on_tap()
async def ask_for_participation(context: BotContext, tap: taps.AskForParticipation) -> None:
    """Shows the name before it stands on a document; with a certificate given, gives it again."""
    view = await of_event(context, tap.event)
    if not view.came or view.registration is None:
        await context.toast(context.texts.plain("events-did-not-come"))
        return
    if view.registration.certificate:
        await _give(context, tap.event)
        return
    name = view.registration.name
    rows = [
        [context.button(taps.NameForParticipation(tap.event), "events-button-other-name")],
        back_row(context, taps.OpenMyEvent(tap.event)),
    ]
    if read_name(name) is None:
        await context.show(context.texts("events-certificate-no-name"), rows)
        return
    rows.insert(0, [context.button(taps.TakeParticipation(tap.event), "events-button-certify")])
    await context.show(context.texts("events-certificate-ask", name=name), rows)


@on_reply(NAME)
async def take_name(context: BotContext, number: int) -> None:
    name = read_name(context.words)
    if name is None:
        raise Wrong(context.texts("events-wrong-name"))
    if not await context.services.events.registrations.rename(number, context.person_id, name):
        await context.say(context.texts("events-name-stands"), [[menu_button(context)]])
        return
    await ask_for_participation(context, taps.AskForParticipation(number))


@on_tap()
async def take_participation(context: BotContext, tap: taps.TakeParticipation) -> None:
    if await _give(context, tap.event):
        await show_event(context, tap.event)


async def _give(context: BotContext, number: int) -> bool:
    texts, person = context.texts, context.person_id
    pdf = await context.services.events.afterwards.certificate(number, person, context.bot.username)
    if pdf is None:
        await context.toast(texts.plain("events-did-not-come"))
        return False
    await context.send_file(pdf, texts.plain("events-certificate-file"), texts("events-certificate-given"))
    return True


async def say_verified(context: BotContext, participation: Participation) -> None:
    """To whoever holds a certificate in her hands: what it has to say."""
    texts = context.texts
    html = texts(
        "events-certificate-real",
        number=participation.number,
        name=participation.name,
        kind=participation.event.kind,
        title=participation.event.name,
        days=", ".join(f"{day:%d.%m.%Y}" for day in participation.days),
    )
    await context.say(html, [[menu_button(context)]])


async def verify_link(context: BotContext, code: str) -> None:
    """By the QR code on a certificate."""
    participation = await context.services.events.afterwards.verify([code])
    if participation:
        await say_verified(context, participation)
    else:
        await context.say(context.texts("codes-not-ours"), [[menu_button(context)]])
