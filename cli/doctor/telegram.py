"""What Telegram says: the token, the bot's abilities, its webhook, its rights in the staff group; what time it is."""

from __future__ import annotations

from datetime import datetime

from channels import Lack, Refused, WebhookInfo
from channels.server_clock import ServerClock
from channels.telegram import InvalidToken, TelegramBot, TelegramChannel, TelegramError, make_bot
from cli.doctor.lines import Lines
from gateway.request import AiohttpRequest
from gateway.retry import CERTIFICATE
from handlers.chat.lacks import right
from services.operation.webhook_watch import WebhookTrouble, trouble_of
from settings import Settings

FAR = 60.0
"""Seconds between two clocks that are not the same any more."""


async def examine(settings: Settings, lines: Lines) -> None:
    if settings.bot_token is None:
        lines.wrong("doctor-no-token")
        return
    clock = ServerClock()
    async with AiohttpRequest(clock=clock) as replies, AiohttpRequest(pool=1) as updates:
        bot = make_bot(settings.bot_token, settings.bot_api_url, replies=replies, updates=updates)
        try:
            me = await bot.get_me()
        except InvalidToken:
            lines.wrong("doctor-token-wrong")
            return
        except TelegramError as error:
            words = str(error).replace(settings.bot_token, "…")
            if any(each in words for each in CERTIFICATE):
                lines.wrong("doctor-telegram-certificate", url=settings.bot_api_url)
            else:
                lines.wrong("doctor-telegram-away", url=settings.bot_api_url, reason=words)
            return
        lines.right("doctor-token", username=me.username or "", name=me.first_name)
        if me.supports_inline_queries:
            lines.right("doctor-inline")
        else:
            lines.wrong("doctor-inline-off")
        if me.can_read_all_group_messages:
            lines.hint("doctor-privacy-off")
        else:
            lines.right("doctor-privacy")
        _compare(clock, lines)
        await _webhook(bot, settings, lines)
        await _group(bot, settings, lines)


def _compare(clock: ServerClock, lines: Lines) -> None:
    if not clock.ours or not clock.theirs:
        lines.hint("doctor-clock-unknown")
        return
    seconds = round((clock.ours - clock.theirs).total_seconds())
    if abs(seconds) > FAR:
        lines.wrong("doctor-clock-wrong", minutes=abs(seconds) // 60, way="ahead" if seconds > 0 else "behind")
    else:
        lines.right("doctor-clock", seconds=abs(seconds))


async def _webhook(bot: TelegramBot, settings: Settings, lines: Lines) -> None:
    info = await TelegramChannel(bot).webhook()
    if not isinstance(info, WebhookInfo):
        lines.hint("doctor-webhook-unknown")
        return
    if settings.webhook_url is None:
        if info.url:
            lines.hint("doctor-webhook-left")
        else:
            lines.right("doctor-polling", count=info.pending)
        return
    trouble = trouble_of(info, settings.webhook_url, datetime.now(settings.timezone))
    if trouble is None:
        lines.right("doctor-webhook", count=info.pending)
    elif trouble is WebhookTrouble.ELSEWHERE:
        lines.hint("doctor-webhook-elsewhere")
    else:
        at = f"{info.error_at.astimezone(settings.timezone):%d.%m %H:%M}" if info.error_at else ""
        lines.wrong("doctor-webhook-wrong", trouble=trouble.value, count=info.pending, at=at, words=info.error)


async def _group(bot: TelegramBot, settings: Settings, lines: Lines) -> None:
    group = settings.staff_chat_id
    if group is None:
        lines.hint("doctor-no-group")
        return
    lacks = await TelegramChannel(bot).lacks(group)
    if isinstance(lacks, Refused) and lacks.to is not None:
        lines.wrong("cli-group-moved", number=str(lacks.to))
        return
    if not isinstance(lacks, frozenset):
        lines.hint("cli-group-unknown")
        return
    if Lack.AWAY in lacks:
        lines.wrong("cli-group-away")
        return
    for lack in sorted(lacks - {Lack.PROTECTED}):
        lines.wrong("cli-group-lacks", right=right(lines.texts, lack))
    if Lack.PROTECTED in lacks:
        lines.hint("doctor-group-protected")
    if not lacks - {Lack.PROTECTED}:
        chat = await bot.get_chat(group)
        lines.right("doctor-group", title=chat.title or "", topics="yes" if chat.is_forum else "no")
