"""Messages by Telegram."""

from __future__ import annotations

from collections.abc import Awaitable

from telegram import LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest

from channels import SendFailed, Unreachable

TelegramBot = ExtBot[None]


def make_bot(token: str, api_url: str, *, replies: BaseRequest, updates: BaseRequest) -> TelegramBot:
    """The bot's side of the Bot API at `api_url` (base, without `/bot<token>`).

    The long poll has a request of its own, so that it never waits behind a reply.
    """
    return ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=replies,
        get_updates_request=updates,
        defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
    )


class TelegramChannel:
    """The channel `Channel` over a Telegram bot."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot

    async def send(self, to: int, html: str, *, reply_to: int | None = None) -> int:
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        return await _sent(self._bot.send_message(to, html, reply_parameters=reply))

    async def send_picture(self, to: int, png: bytes, html: str) -> int:
        return await _sent(self._bot.send_photo(to, png, caption=html))


async def _sent(sending: Awaitable[Message]) -> int:
    """The id of the message, or PTB's errors in the channel's terms."""
    try:
        message = await sending
    except (Forbidden, ChatMigrated) as error:
        raise Unreachable(str(error)) from error
    except BadRequest as error:
        if "chat not found" in str(error).lower():
            raise Unreachable(str(error)) from error
        raise
    except TelegramError as error:
        raise SendFailed(str(error)) from error
    return message.message_id
