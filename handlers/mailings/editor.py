"""The page of a broadcast that is being composed: all of it as it will leave, and everything that can be changed."""

from __future__ import annotations

from markupsafe import Markup

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.mailings import words
from handlers.mailings.messages import buttons_of
from handlers.mailings.taps import (
    ApproveBroadcast,
    AskForButtons,
    AskForHromadas,
    ChooseNotice,
    ChooseTime,
    ChooseWhom,
    OnlyActive,
    Pay,
    RewriteBroadcast,
    ShowDraft,
    ShowPrice,
    TryBroadcast,
    Turn,
)
from services.mailings import ALONE, STARS, Mailing, Operation


@on_tap(Right.SEND)
async def open_draft(context: BotContext, tap: ShowDraft) -> None:
    mailing = await context.services.mailings.broadcasts.draft(tap.mailing)
    if mailing:
        await show_draft(context, mailing)
    else:
        await context.toast(context.texts.plain("broadcasts-not-draft"))


async def show_draft(context: BotContext, mailing: Mailing) -> None:
    """All of it on one page, with everything that can still be changed."""
    texts, broadcasts = context.texts, context.services.mailings.broadcasts
    number = mailing.id
    count = await broadcasts.count(mailing)
    send = ApproveBroadcast(number, broadcasts.seal(mailing)).button(texts.plain("broadcasts-button-send", count=count))
    rows = [[send]]
    rows.append(
        [
            TryBroadcast(number, 0).button(texts.plain("broadcasts-button-try")),
            TryBroadcast(number, 1).button(texts.plain("broadcasts-button-try-staff")),
        ]
    )
    if mailing.about is None:
        rows += [
            [
                ChooseWhom(number).button(texts.plain("broadcasts-button-whom")),
                ChooseTime(number).button(texts.plain("broadcasts-button-when")),
            ],
            [
                AskForButtons(number).button(texts.plain("broadcasts-button-buttons")),
                RewriteBroadcast(number).button(texts.plain("broadcasts-button-rewrite")),
            ],
            _narrowing(context, mailing),
        ]
    if await may(context, Right.PAY):
        pay = Pay(number, 0).button(texts.plain("broadcasts-button-free"))
        rows.append([pay if mailing.paid else ShowPrice(number).button(texts.plain("broadcasts-button-pay"))])
    rows.append([Turn(number, "stop").button(texts.plain("forms-button-cancel"))])
    html = texts(
        "broadcasts-draft",
        number=str(number),
        what=words.operation(mailing, texts),
        text=_text(context, mailing),
        notes=await notes(context, mailing),
    )
    await context.show(html, rows)


def _narrowing(context: BotContext, mailing: Mailing) -> list[Button]:
    """What makes the audience smaller."""
    texts = context.texts
    row = [AskForHromadas(mailing.id, "except").button(texts.plain("broadcasts-button-except"))]
    if mailing.audience.theme:
        key = "broadcasts-button-everybody" if mailing.audience.active_days else "broadcasts-button-active"
        row.append(OnlyActive(mailing.id, int(not mailing.audience.active_days)).button(texts.plain(key)))
    if mailing.audience.title:
        row.append(ChooseNotice(mailing.id).button(texts.plain("broadcasts-button-by-notice")))
    return row


def _text(context: BotContext, mailing: Mailing) -> words.Html:
    texts = context.texts
    kinds = [texts.plain(_KIND_NAMES[kind]) for kind, _ in mailing.content["media"]]
    shown = [texts("broadcasts-media", kinds=", ".join(kinds))] if kinds else []
    return words.Html("\n".join([*shown, mailing.content["html"]]))


async def notes(context: BotContext, mailing: Mailing) -> Markup:
    """Whom it reaches and when, and what should be known before it leaves."""
    texts, services = context.texts, context.services
    broadcasts = services.mailings.broadcasts
    count = await broadcasts.count(mailing)
    lines = [texts("broadcasts-note-audience", audience=words.audience(mailing.audience, services.content.library))]
    lines.append(texts("broadcasts-note-count", count=count))
    if mailing.about is None:
        reached = await services.mailings.audiences.reached(mailing.audience)
        if reached.sample:
            sample = [each or texts.plain("audiences-no-place") for each in reached.sample]
            lines.append(texts("broadcasts-note-sample", sample="; ".join(sample)))
        if broadcasts.uses_fields(mailing) and reached.without_place:
            lines.append(texts("broadcasts-note-fields", count=reached.without_place))
    if unknown := broadcasts.unknown_fields(mailing):
        known = ", ".join(f"{{{name}}}" for name in broadcasts.known_fields())
        lines.append(texts("broadcasts-note-unknown-fields", names=", ".join(unknown), known=known))
    lines.append(texts("broadcasts-note-when", when=_when(context, mailing)))
    if mailing.operation in {Operation.SEND, Operation.REPLY}:
        lines += await _load(context, mailing)
    if buttons := [each.text for row in buttons_of(mailing) for each in row]:
        lines.append(texts("broadcasts-note-buttons", names=", ".join(buttons)))
    if mailing.paid:
        lines.append(texts("broadcasts-note-paid", stars=stars(count)))
    if count > ALONE:
        second = texts("broadcasts-note-second", most=ALONE)
        lines.append(texts("broadcasts-note-training") if broadcasts.training else second)
    return texts.lines(lines)


def _when(context: BotContext, mailing: Mailing) -> str:
    if mailing.starts_at is None:
        return context.texts.plain("broadcasts-note-now")
    at = words.moment(mailing.starts_at, context.services.people.people.now().tzinfo)
    return " ".join(filter(None, [at, words.repeats(mailing, context.texts)]))


async def _load(context: BotContext, mailing: Mailing) -> list[Markup]:
    load = await context.services.mailings.broadcasts.load(mailing.audience, mailing.starts_at, but=mailing.id)
    if not load or not max(load.values()):
        return []
    most, least = max(load.values()), min(load.values())
    if most == least:
        return [context.texts("broadcasts-note-load-same", most=most)]
    name = next(name for name, count in load.items() if count == most)
    return [context.texts("broadcasts-note-load", least=least, most=most, name=name)]


def stars(count: int) -> int:
    """The most it can cost."""
    return -(-count // round(1 / STARS))


_KIND_NAMES = {
    "photo": "broadcasts-media-photo",
    "video": "broadcasts-media-video",
    "document": "broadcasts-media-document",
    "voice": "broadcasts-media-voice",
    "audio": "broadcasts-media-audio",
    "animation": "broadcasts-media-animation",
}
