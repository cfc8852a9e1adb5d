"""The way from the chat into the pages: the buttons, the one-time link, and «it is me» and «it is not me»."""

from __future__ import annotations

from telegram.constants import ChatType

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.routes import on_tap
from handlers.people.taps import ClosePages, OpenPages, SayItIsMe


async def door_rows(context: BotContext) -> list[list[Button]]:
    """The ways into the pages for who may come in; none in groups, where a link would be everybody's."""
    doors, chat = context.services.people.doors, context.received.effective_chat
    if not doors.url or chat is None or chat.type != ChatType.PRIVATE or not await doors.is_welcome(context.person_id):
        return []
    rows = [[context.button(OpenPages(), "doors-button-browser")]]
    if address := doors.in_app():
        rows.insert(0, [Button(context.texts.plain("doors-button-app"), app=address)])
    return rows


@on_tap()
async def open_pages(context: BotContext, _tap: OpenPages) -> None:
    if not await door_rows(context):
        await context.toast(context.texts.plain("doors-nothing"))
        return
    url = await context.services.people.doors.link(context.person_id, context.first_name)
    await context.say(context.texts("doors-link"), [[Button(context.texts.plain("doors-button-enter"), url=url)]])


@on_tap()
async def say_it_is_me(context: BotContext, tap: SayItIsMe) -> None:
    is_hers = await context.services.people.doors.prove(tap.session, context.person_id)
    await context.show(context.texts("doors-proved" if is_hers else "doors-over"))


@on_tap()
async def close_pages(context: BotContext, _tap: ClosePages) -> None:
    ended = await context.services.people.doors.end_all(context.person_id)
    await context.show(context.texts("doors-closed", count=ended))
