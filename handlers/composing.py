"""Composing a broadcast: any message, for whom, when, with which buttons; all of it seen before it leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from markupsafe import Markup
from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from channels import Media
from channels.taps import Button, Tap
from content.hromadas import raions
from content.messages import Texts
from handlers.answers import ShowAnswer
from handlers.cards import SayCards
from handlers.context import BotContext
from handlers.prompts import ask, on_reply
from handlers.rights import Right, may
from handlers.taps import on_tap
from services.audiences import Audience
from services.broadcasts import (
    ALONE,
    LONGEST,
    LONGEST_CAPTION,
    LONGEST_LABEL,
    MOST_BUTTONS,
    STARS,
    ApproveBroadcast,
    Deed,
    Html,
    Mailing,
    Repeat,
    keyboard_of,
)
from services.posts import Title
from services.progress import Turn
from services.schedules import parse_time
from services.services import Services

KINDS = ("animation", "photo", "video", "document", "voice", "audio")
"""An animation comes as a document as well, so it is looked for first."""
HOURS = ((0, 18), (1, 10), (1, 18))
"""Times offered: days from today, and the hour."""
NOTICES = 4


@dataclass(frozen=True, slots=True)
class WriteBroadcast(Tap):
    prefix: ClassVar[str] = "bcnew"


@dataclass(frozen=True, slots=True)
class RewriteBroadcast(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcagain"


@dataclass(frozen=True, slots=True)
class ShowDraft(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcdraft"


@dataclass(frozen=True, slots=True)
class ChooseWhom(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcwhom"


@dataclass(frozen=True, slots=True)
class Address(Tap):
    """`kind` is theme, title or staff."""

    mailing: int
    kind: str
    id: str
    prefix: ClassVar[str] = "bcto"


@dataclass(frozen=True, slots=True)
class ChooseRaion(Tap):
    """By its number from 1 on; 0: everywhere."""

    mailing: int
    raion: int
    prefix: ClassVar[str] = "bcraion"


@dataclass(frozen=True, slots=True)
class AskForHromadas(Tap):
    """`what` is only or except."""

    mailing: int
    what: str
    prefix: ClassVar[str] = "bcplaces"


@dataclass(frozen=True, slots=True)
class OnlyActive(Tap):
    mailing: int
    only: int
    prefix: ClassVar[str] = "bcactive"


@dataclass(frozen=True, slots=True)
class ChooseNotice(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcnotices"


@dataclass(frozen=True, slots=True)
class ByNotice(Tap):
    mailing: int
    notice: int
    acknowledged: int
    prefix: ClassVar[str] = "bcnotice"


@dataclass(frozen=True, slots=True)
class TryBroadcast(Tap):
    """Shows it as it will be read, to oneself or to the staff chat."""

    mailing: int
    to_staff: int
    prefix: ClassVar[str] = "bctry"


@dataclass(frozen=True, slots=True)
class AskForButtons(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcbuttons"


@dataclass(frozen=True, slots=True)
class ChooseTime(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcwhen"


@dataclass(frozen=True, slots=True)
class LeaveAt(Tap):
    """Minutes since 1970; 0: at once."""

    mailing: int
    minutes: int
    prefix: ClassVar[str] = "bcat"


@dataclass(frozen=True, slots=True)
class RepeatIt(Tap):
    """`how` is once, week, month or quarter."""

    mailing: int
    minutes: int
    how: str
    prefix: ClassVar[str] = "bcrepeat"


@dataclass(frozen=True, slots=True)
class AskForTime(Tap):
    mailing: int
    prefix: ClassVar[str] = "bctime"


@dataclass(frozen=True, slots=True)
class ShowPrice(Tap):
    mailing: int
    prefix: ClassVar[str] = "bcprice"


@dataclass(frozen=True, slots=True)
class Pay(Tap):
    mailing: int
    paid: int
    prefix: ClassVar[str] = "bcpay"


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(WriteBroadcast, write_broadcast, Right.SEND),
        on_tap(RewriteBroadcast, rewrite_broadcast, Right.SEND),
        on_tap(ShowDraft, open_draft, Right.SEND),
        on_tap(ChooseWhom, choose_whom, Right.SEND),
        on_tap(Address, address, Right.SEND),
        on_tap(ChooseRaion, choose_raion, Right.SEND),
        on_tap(AskForHromadas, ask_for_hromadas, Right.SEND),
        on_tap(OnlyActive, only_active, Right.SEND),
        on_tap(ChooseNotice, choose_notice, Right.SEND),
        on_tap(ByNotice, by_notice, Right.SEND),
        on_tap(TryBroadcast, try_broadcast, Right.SEND),
        on_tap(AskForButtons, ask_for_buttons, Right.SEND),
        on_tap(ChooseTime, choose_time, Right.SEND),
        on_tap(LeaveAt, leave_at, Right.SEND),
        on_tap(RepeatIt, repeat_it, Right.SEND),
        on_tap(AskForTime, ask_for_time, Right.SEND),
        on_tap(ShowPrice, show_price, Right.PAY),
        on_tap(Pay, pay, Right.PAY),
        on_reply(services, _prompt, take_message, Right.SEND, any_kind=True),
        on_reply(services, _prompt_again, take_message, Right.SEND, any_kind=True),
        on_reply(services, _prompt_hromadas, take_hromadas, Right.SEND),
        on_reply(services, _prompt_except, take_exceptions, Right.SEND),
        on_reply(services, _prompt_buttons, take_buttons, Right.SEND),
        on_reply(services, _prompt_time, take_time, Right.SEND),
    ]


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes what staff forward to the bot, and the rest of an album, before the handlers of all other messages."""
    wanted = (filters.FORWARDED & filters.ChatType.PRIVATE) | _IN_ALBUM
    return MessageHandler(wanted & filters.UpdateType.MESSAGE, take_forwarded)


class _InAlbum(filters.MessageFilter):
    """One of several media sent together."""

    def filter(self, message: Message) -> bool:
        return message.media_group_id is not None


_IN_ALBUM = _InAlbum()


# The message


def _prompt(texts: Texts, _number: int) -> str:
    return texts.plain("broadcasts-prompt", most=LONGEST, caption=LONGEST_CAPTION)


def _prompt_again(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-again", number=str(number))


async def write_broadcast(context: BotContext, _tap: WriteBroadcast) -> None:
    await ask(context, _prompt(context.texts, 0), context.texts.plain("broadcasts-placeholder"))


async def rewrite_broadcast(context: BotContext, tap: RewriteBroadcast) -> None:
    await ask(context, _prompt_again(context.texts, tap.mailing), context.texts.plain("broadcasts-placeholder"))


async def take_forwarded(update: Update, context: BotContext) -> None:
    """Of the staff only; whoever fills in a form tells the form."""
    if not await may(context, Right.SEND) or await context.services.drafts.fresh(context.person_id):
        return
    album = context.message.media_group_id
    mailing = await context.services.broadcasts.composing_album(context.person_id, album) if album else None
    if mailing:
        await _add(context, mailing)
        raise ApplicationHandlerStop
    if context.message.forward_origin:
        await take_message(context, 0)
        raise ApplicationHandlerStop


async def _add(context: BotContext, mailing: Mailing) -> None:
    """The rest of an album comes as messages of their own; its draft is renewed below."""
    media, html = content_of(context.message)
    if media is None or not await context.services.broadcasts.add_to_album(mailing.id, media, html):
        await context.say(context.texts("broadcasts-album-full"))


async def take_message(context: BotContext, number: int) -> None:
    """With the formatting that it has; `number` is of the draft whose message it replaces, 0: a new one."""
    texts, message, broadcasts = context.texts, context.message, context.services.broadcasts
    media, html = content_of(message)
    if media is None and not html:
        await context.say(texts("broadcasts-wrong-kind"))
        return
    most = LONGEST_CAPTION if media else LONGEST
    if len(message.text or message.caption or "") > most:
        await context.say(texts("broadcasts-too-long", most=most))
        return
    files, album = [media] if media else [], message.media_group_id or ""
    if number and not await broadcasts.rewrite(number, html, files, album):
        await context.say(texts("broadcasts-not-draft"))
        return
    mailing_id = number or await broadcasts.write(html, context.person_id, files, album)
    mailing = await broadcasts.draft(mailing_id)
    if mailing and mailing.audience.is_chosen:
        await show_draft(context, mailing)
    else:
        await choose_whom(context, ChooseWhom(mailing_id))


def content_of(message: Message) -> tuple[Media | None, str]:
    """The file of a message, by its id, and its text or caption as HTML; nothing of what cannot be sent on."""
    for kind in KINDS:
        file = getattr(message, kind)
        if file:
            chosen = file[-1] if kind == "photo" else file  # the largest size stands last
            return Media(kind, chosen.file_id), message.caption_html if message.caption else ""
    return None, message.text_html if message.text else ""


# The draft


async def open_draft(context: BotContext, tap: ShowDraft) -> None:
    mailing = await context.services.broadcasts.draft(tap.mailing)
    if mailing:
        await show_draft(context, mailing)
    else:
        await context.toast(context.texts.plain("broadcasts-not-draft"))


async def show_draft(context: BotContext, mailing: Mailing) -> None:
    """All of it on one page, with everything that can still be changed."""
    texts, broadcasts = context.texts, context.services.broadcasts
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
        what=context.services.progress.what(mailing),
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


def _text(context: BotContext, mailing: Mailing) -> Html:
    texts = context.texts
    kinds = [texts.plain(_KIND_NAMES[kind]) for kind, _ in mailing.content["media"]]
    shown = [texts("broadcasts-media", kinds=", ".join(kinds))] if kinds else []
    return Html("\n".join([*shown, mailing.content["html"]]))


async def notes(context: BotContext, mailing: Mailing) -> Markup:
    """Whom it reaches and when, and what should be known before it leaves."""
    texts, services = context.texts, context.services
    broadcasts = services.broadcasts
    count = await broadcasts.count(mailing)
    lines = [texts("broadcasts-note-audience", audience=services.audiences.words(mailing.audience))]
    lines.append(texts("broadcasts-note-count", count=count))
    if mailing.about is None:
        reached = await services.audiences.reached(mailing.audience)
        if reached.sample:
            lines.append(texts("broadcasts-note-sample", sample="; ".join(reached.sample)))
        if broadcasts.uses_fields(mailing) and reached.without_place:
            lines.append(texts("broadcasts-note-fields", count=reached.without_place))
    if unknown := broadcasts.unknown_fields(mailing):
        known = ", ".join(f"{{{name}}}" for name in broadcasts.known_fields())
        lines.append(texts("broadcasts-note-unknown-fields", names=", ".join(unknown), known=known))
    lines.append(texts("broadcasts-note-when", when=_when(context, mailing)))
    if mailing.deed in {Deed.SEND, Deed.REPLY}:
        lines += await _load(context, mailing)
    if buttons := [each.text for row in keyboard_of(mailing) for each in row]:
        lines.append(texts("broadcasts-note-buttons", names=", ".join(buttons)))
    if mailing.paid:
        lines.append(texts("broadcasts-note-paid", stars=_stars(count)))
    if count > ALONE:
        second = texts("broadcasts-note-second", most=ALONE)
        lines.append(texts("broadcasts-note-training") if broadcasts.training else second)
    return texts.lines(lines)


def _when(context: BotContext, mailing: Mailing) -> str:
    progress = context.services.progress
    if mailing.starts_at is None:
        return context.texts.plain("broadcasts-note-now")
    return " ".join(filter(None, [progress.moment(mailing.starts_at), progress.repeats(mailing)]))


async def _load(context: BotContext, mailing: Mailing) -> list[Markup]:
    load = await context.services.broadcasts.load(mailing.audience, mailing.starts_at, but=mailing.id)
    if not load or not max(load.values()):
        return []
    most, least = max(load.values()), min(load.values())
    if most == least:
        return [context.texts("broadcasts-note-load-same", most=most)]
    name = next(name for name, count in load.items() if count == most)
    return [context.texts("broadcasts-note-load", least=least, most=most, name=name)]


def _stars(count: int) -> int:
    """The most it can cost."""
    return -(-count // round(1 / STARS))


async def try_broadcast(context: BotContext, tap: TryBroadcast) -> None:
    texts, services = context.texts, context.services
    mailing = await services.broadcasts.find(tap.mailing)
    to = services.staff.chat_id if tap.to_staff else context.person_id
    shown = mailing is not None and to is not None and await services.broadcasts.show(mailing, to)
    if tap.to_staff:
        key = "broadcasts-tried-staff" if shown else "broadcasts-not-tried-staff"
    else:
        key = "broadcasts-tried" if shown else "broadcasts-not-tried"
    await context.toast(texts.plain(key))


# For whom


async def choose_whom(context: BotContext, tap: ChooseWhom) -> None:
    texts, services = context.texts, context.services
    number = tap.mailing
    rows = [[Address(number, "theme", each.id).button(each.title)] for each in services.subscriptions.offered()]
    rows += [[Address(number, "title", title.value).button(services.audiences.title(title))] for title in Title]
    rows.append([Address(number, "staff", "all").button(texts.plain("audiences-staff"))])
    await context.show(texts("broadcasts-whom", number=str(number)), rows)


async def address(context: BotContext, tap: Address) -> None:
    texts, number = context.texts, tap.mailing
    audience = context.services.audiences.of(tap.kind, tap.id)
    if not await context.services.broadcasts.address(number, audience):
        await open_draft(context, ShowDraft(number))
        return
    if audience and audience.staff:
        await open_draft(context, ShowDraft(number))
        return
    rows = [[ChooseRaion(number, 0).button(texts.plain("broadcasts-button-everywhere"))]]
    rows += [[ChooseRaion(number, at).button(raion)] for at, raion in enumerate(raions(), start=1)]
    rows.append([AskForHromadas(number, "only").button(texts.plain("broadcasts-button-some"))])
    await context.show(texts("broadcasts-where"), rows)


async def choose_raion(context: BotContext, tap: ChooseRaion) -> None:
    mailing = await context.services.broadcasts.draft(tap.mailing)
    if mailing:
        await _readdress(context, mailing, context.services.audiences.in_raion(mailing.audience, tap.raion))
    else:
        await open_draft(context, ShowDraft(tap.mailing))


async def only_active(context: BotContext, tap: OnlyActive) -> None:
    mailing = await context.services.broadcasts.draft(tap.mailing)
    if mailing:
        await _readdress(context, mailing, context.services.audiences.active(mailing.audience, only=tap.only == 1))


async def choose_notice(context: BotContext, tap: ChooseNotice) -> None:
    texts, number = context.texts, tap.mailing
    rows = []
    for each in (await context.services.notices.progress())[:NOTICES]:
        notice, name = each.notice.id, str(each.notice.id)
        rows.append(
            [ByNotice(number, notice, 0).button(texts.plain("broadcasts-button-not-acknowledged", number=name))]
        )
        rows.append([ByNotice(number, notice, 1).button(texts.plain("broadcasts-button-acknowledged", number=name))])
    rows.append([ByNotice(number, 0, 0).button(texts.plain("broadcasts-button-any-notice"))])
    await context.show(texts("broadcasts-which-notice"), rows)


async def by_notice(context: BotContext, tap: ByNotice) -> None:
    mailing = await context.services.broadcasts.draft(tap.mailing)
    if mailing:
        narrowed = context.services.audiences.by_notice(
            mailing.audience, tap.notice, acknowledged=tap.acknowledged == 1
        )
        await _readdress(context, mailing, narrowed)


async def _readdress(context: BotContext, mailing: Mailing, audience: Audience | None) -> None:
    await context.services.broadcasts.address(mailing.id, audience)
    await open_draft(context, ShowDraft(mailing.id))


def _prompt_hromadas(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-hromadas", number=str(number))


def _prompt_except(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-except", number=str(number))


async def ask_for_hromadas(context: BotContext, tap: AskForHromadas) -> None:
    prompt = _prompt_hromadas if tap.what == "only" else _prompt_except
    placeholder = context.texts.plain("broadcasts-hromadas-placeholder")
    await ask(context, prompt(context.texts, tap.mailing), placeholder)


async def take_hromadas(context: BotContext, number: int) -> None:
    await _take_places(context, number, only=True)


async def take_exceptions(context: BotContext, number: int) -> None:
    await _take_places(context, number, only=False)


async def _take_places(context: BotContext, number: int, *, only: bool) -> None:
    mailing = await context.services.broadcasts.draft(number)
    if mailing is None:
        await context.say(context.texts("broadcasts-not-draft"))
        return
    audiences = context.services.audiences
    hromadas, doubtful = audiences.look_up(context.message.text or "")
    if doubtful:
        await context.say(context.texts("broadcasts-doubtful", names=", ".join(doubtful)))
    if hromadas:
        narrowed = audiences.within if only else audiences.without
        await _readdress(context, mailing, narrowed(mailing.audience, hromadas))


# Buttons


def _prompt_buttons(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-buttons", number=str(number))


async def ask_for_buttons(context: BotContext, tap: AskForButtons) -> None:
    mailing = await context.services.broadcasts.draft(tap.mailing)
    if mailing and len(mailing.content["media"]) > 1:
        await context.toast(context.texts.plain("broadcasts-buttons-album"))
        return
    placeholder = context.texts.plain("broadcasts-buttons-placeholder")
    await ask(context, _prompt_buttons(context.texts, tap.mailing), placeholder)


async def take_buttons(context: BotContext, number: int) -> None:
    """One a line; a line that means nothing changes nothing."""
    texts = context.texts
    lines = [line.strip() for line in (context.message.text or "").splitlines() if line.strip()]
    buttons: list[Button] = []
    if lines != [texts.plain("broadcasts-buttons-none")]:
        for line in lines:
            button = _button(context, line)
            if button is None or len(lines) > MOST_BUTTONS:
                html = texts("broadcasts-buttons-wrong", line=line, length=LONGEST_LABEL, most=MOST_BUTTONS)
                await context.say(html)
                return
            buttons.append(button)
    if not await context.services.broadcasts.put_buttons(number, buttons):
        await context.say(texts("broadcasts-not-draft"))
        return
    await open_draft(context, ShowDraft(number))


_BUTTON = re.compile(r"(?P<label>.+?)\s+[-\u2013\u2014]\s+(?P<target>\S+)")


def _button(context: BotContext, line: str) -> Button | None:
    """«Label – address»; the address is a web address, the word for the card, or the id of an answer."""
    match = _BUTTON.fullmatch(line)
    if not match or len(match["label"]) > LONGEST_LABEL:
        return None
    label, target = match["label"], match["target"]
    if re.fullmatch(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", target):
        return Button(label, url=target)
    if target.lower() == context.texts.plain("broadcasts-buttons-card"):
        return SayCards().button(label)
    return ShowAnswer(target).button(label) if target in context.services.content.library.answers else None


# When


async def choose_time(context: BotContext, tap: ChooseTime) -> None:
    texts, number = context.texts, tap.mailing
    now = context.services.people.now()
    rows = [[LeaveAt(number, 0).button(texts.plain("broadcasts-button-now"))]]
    for days, hour in HOURS:
        at = (now + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
        if at > now:
            words = texts.plain("broadcasts-button-at", at=context.services.progress.moment(at))
            rows.append([LeaveAt(number, _minutes(at)).button(words)])
    rows.append([AskForTime(number).button(texts.plain("broadcasts-button-type-time"))])
    rows.append([ShowDraft(number).button(texts.plain("menu-button-back"))])
    await context.show(texts("broadcasts-when", number=str(number)), rows)


async def leave_at(context: BotContext, tap: LeaveAt) -> None:
    if tap.minutes == 0:
        await context.services.broadcasts.want_at(tap.mailing, None, Repeat.NEVER)
        await open_draft(context, ShowDraft(tap.mailing))
    else:
        await _ask_how_often(context, tap.mailing, _at(context, tap.minutes))


async def _ask_how_often(context: BotContext, number: int, at: datetime) -> None:
    texts, minutes = context.texts, _minutes(at)
    rows = [
        [RepeatIt(number, minutes, "once").button(texts.plain("broadcasts-button-once"))],
        [RepeatIt(number, minutes, "week").button(texts.plain("broadcasts-repeat-week"))],
        [RepeatIt(number, minutes, "month").button(texts.plain("broadcasts-repeat-month"))],
        [RepeatIt(number, minutes, "quarter").button(texts.plain("broadcasts-repeat-quarter"))],
    ]
    await context.show(texts("broadcasts-how-often", at=context.services.progress.moment(at)), rows)


async def repeat_it(context: BotContext, tap: RepeatIt) -> None:
    how = Repeat(tap.how) if tap.how in set(Repeat) else Repeat.NEVER
    at = _at(context, tap.minutes)
    if at > context.services.people.now():
        await context.services.broadcasts.want_at(tap.mailing, at, how)
    else:
        await context.toast(context.texts.plain("broadcasts-passed"))
    await open_draft(context, ShowDraft(tap.mailing))


def _prompt_time(texts: Texts, number: int) -> str:
    return texts.plain("broadcasts-prompt-time", number=str(number))


async def ask_for_time(context: BotContext, tap: AskForTime) -> None:
    placeholder = context.texts.plain("broadcasts-time-placeholder")
    await ask(context, _prompt_time(context.texts, tap.mailing), placeholder)


async def take_time(context: BotContext, number: int) -> None:
    at = parse_time(context.message.text or "", context.services.people.now())
    if at is None:
        await context.say(context.texts("broadcasts-time-wrong"))
    else:
        await _ask_how_often(context, number, at)


def _minutes(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _at(context: BotContext, minutes: int) -> datetime:
    """No further than a forged button could mean."""
    return datetime.fromtimestamp(min(minutes, 10**8) * 60, context.services.people.now().tzinfo)


# Faster, for Stars


async def show_price(context: BotContext, tap: ShowPrice) -> None:
    """What it costs at most, before it costs anything."""
    mailing = await context.services.broadcasts.draft(tap.mailing)
    if mailing is None:
        await context.toast(context.texts.plain("broadcasts-not-draft"))
        return
    texts, count = context.texts, await context.services.broadcasts.count(mailing)
    rows = [
        [Pay(mailing.id, 1).button(texts.plain("broadcasts-button-accept-price", stars=_stars(count)))],
        [ShowDraft(mailing.id).button(texts.plain("menu-button-back"))],
    ]
    await context.show(texts("broadcasts-price", stars=_stars(count), count=count), rows)


async def pay(context: BotContext, tap: Pay) -> None:
    await context.services.broadcasts.pay(tap.mailing, context.person_id, paid=tap.paid == 1)
    await open_draft(context, ShowDraft(tap.mailing))


_KIND_NAMES = {
    "photo": "broadcasts-media-photo",
    "video": "broadcasts-media-video",
    "document": "broadcasts-media-document",
    "voice": "broadcasts-media-voice",
    "audio": "broadcasts-media-audio",
    "animation": "broadcasts-media-animation",
}
