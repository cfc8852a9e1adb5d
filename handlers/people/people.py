"""/settings: the person's hromada, by typing or from a list; and who stopped the bot or came back."""

from __future__ import annotations

from telegram import ChatMember, Update

from channels.taps import in_rows
from content.hromadas import Hromada, by_slug, load_hromadas, raions
from handlers.chat.context import BotContext
from handlers.chat.menu import back_row, menu_button
from handlers.chat.prompts import WORDS_OR_PLACE, Prompt, asks, on_reply
from handlers.chat.routes import also_on_command, on_tap
from handlers.chat.taps import ShowSettings
from handlers.people import taps
from handlers.people.holders import phone_button
from handlers.people.localities import hromada_of

HROMADA = Prompt("people-prompt")


asks(taps.TypeHromada, HROMADA)


@also_on_command("settings")
@on_tap()
async def show_settings(context: BotContext, _tap: ShowSettings) -> None:
    texts = context.texts
    hromada = await context.services.people.people.hromada(context.person_id)
    rows = [
        [context.button(taps.TypeHromada(), "people-button-type")],
        [context.button(taps.ListRaions(), "people-button-list")],
    ]
    if hromada:
        rows.append([context.button(taps.ForgetHromada(), "people-button-forget")])
        html = texts("people-settings", hromada=hromada.name, raion=hromada.raion)
    else:
        html = texts("people-settings-empty")
    rows += [
        [context.button(taps.ShowNews(), "people-button-news")],
        [context.button(taps.ShowQuiet(), "people-button-quiet")],
    ]
    held = await context.services.people.posts.of_person(context.person_id)
    rows += [[phone_button(context, tenure)] for tenure in held[:1]]
    await context.show(html, [*rows, [menu_button(context)]])


@on_reply(HROMADA, takes=WORDS_OR_PLACE)
async def take_hromada(context: BotContext, _number: int) -> None:
    otherwise = context.button(taps.ListRaions(), "people-button-list")
    if hromada := await hromada_of(context, taps.ChooseHromada, otherwise):
        await choose_hromada(context, taps.ChooseHromada(hromada.slug))


@on_tap()
async def list_raions(context: BotContext, _tap: taps.ListRaions) -> None:
    rows = [[taps.ListHromadas(number).button(raion)] for number, raion in enumerate(raions())]
    await context.show(context.texts("people-which-raion"), [*rows, back_row(context, ShowSettings())])


@on_tap()
async def list_hromadas(context: BotContext, tap: taps.ListHromadas) -> None:
    buttons = [taps.ChooseHromada(each.slug).button(each.name) for each in hromadas_of(tap.raion)]
    await context.show(context.texts("people-which"), [*in_rows(buttons), back_row(context, taps.ListRaions())])


@on_tap()
async def choose_hromada(context: BotContext, tap: taps.ChooseHromada) -> None:
    hromada = by_slug(tap.slug)
    if hromada:
        await context.services.people.people.live_in(context.person_id, hromada)
    await show_settings(context, ShowSettings())


@on_tap()
async def forget_hromada(context: BotContext, _tap: taps.ForgetHromada) -> None:
    await context.services.people.people.live_in(context.person_id, None)
    await show_settings(context, ShowSettings())


async def follow(update: Update, context: BotContext) -> None:
    """Who stopped the bot or came back; and in the staff chat, what waited for a right of the bot leaves."""
    change, services = update.my_chat_member, context.services
    assert change  # noqa: S101 - the handler takes nothing else
    if change.chat.id == services.people.staff.chat_id:
        await services.people.staff.look()
        await services.deliver_to_staff()
    elif change.chat.type == change.chat.PRIVATE:
        if change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}:
            await services.people.people.stopped(change.from_user.id)
        else:
            await services.people.people.came_back(change.from_user.id)


def hromadas_of(raion: int) -> list[Hromada]:
    """The hromadas of the raion with that number; of the last one where the number is too high."""
    names = raions()
    return [each for each in load_hromadas() if each.raion == names[min(raion, len(names) - 1)]]
