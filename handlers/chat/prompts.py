"""A question of the bot that is answered by replying to it. The prompt itself is the memory.

Nothing is kept while the person thinks, and a restart forgets nothing: the reply brings the prompt along, and with
it the number of what it is about. A module declares a prompt and names it twice where it lists its handlers:

    REASON = Prompt("bans-prompt", "bans-placeholder")

    on_tap(BanAuthor, REASON.ask_about, Right.BAN),
    on_reply(services, REASON, take_reason, Right.BAN),
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import MessageHandler, filters

from channels.taps import Tap
from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.rights import Right, may
from services.services import Services

_NUMBER = 7_000_000_000_000_007
"""Stands for the number while the pattern is made: nothing has so high a one."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The words that ask, and those in the empty text field. Both are keys of texts.

    The words hold the `number` of what they are about, where it matters.
    """

    key: str
    placeholder: str
    most: int = 0
    """The limit that the words name, where they do."""

    def __call__(self, texts: Texts, number: int) -> str:
        """The words as they are sent."""
        return texts.plain(self.key, number=str(number), most=self.most)

    async def ask(self, context: BotContext, number: int = 0, *, placeholder: str | None = None) -> None:
        """Sends the prompt. `placeholder`: words for the text field in place of its own, not a key."""
        words = context.texts.plain(self.placeholder) if placeholder is None else placeholder
        await context.say(self(context.texts, number), placeholder=words)

    async def ask_about(self, context: BotContext, tap: Tap) -> None:
        """What a button does that only asks: the prompt is about the first number in the tap."""
        await self.ask(context, next((value for value in vars(tap).values() if isinstance(value, int)), 0))


class OnReply(MessageHandler[BotContext, Any]):
    """Calls `act` with the number in the prompt (0 where it has none) for a reply by those who have the `right`."""

    def __init__(
        self,
        services: Services,
        write: Callable[[Texts, int], str],
        act: Callable[[BotContext, int], Awaitable[None]],
        right: Right | None,
        *,
        any_kind: bool,
    ) -> None:
        async def reply(update: Update, context: BotContext) -> None:
            prompt = context.message.reply_to_message
            match = self._pattern().fullmatch(prompt.text or "") if prompt else None
            assert match  # noqa: S101 - check_update let it through
            if right is None or await may(context, right):
                await act(context, int(match["number"]) if "number" in match.re.groupindex else 0)
            else:
                await context.say(context.texts("staff-only"))

        wanted = filters.REPLY & filters.UpdateType.MESSAGE & ~filters.COMMAND
        super().__init__(wanted if any_kind else wanted & filters.TEXT, reply)
        self._services = services
        self._write = write
        self.right = right

    def check_update(self, update: object) -> Any:
        """Takes replies to this very prompt of the bot's own."""
        taken = super().check_update(update)
        if not taken or not isinstance(update, Update) or update.message is None:
            return taken
        prompt = update.message.reply_to_message
        is_ours = prompt is not None and prompt.from_user is not None and prompt.from_user.is_bot
        return taken if is_ours and prompt and self._pattern().fullmatch(prompt.text or "") else None

    def _pattern(self) -> re.Pattern[str]:
        words = self._write(self._services.content.library.texts, _NUMBER)
        return re.compile(re.escape(words).replace(str(_NUMBER), r"(?P<number>\d{1,15})"))


def on_reply(
    services: Services,
    prompt: Prompt | Callable[[Texts, int], str],
    act: Callable[[BotContext, int], Awaitable[None]],
    right: Right | None = None,
    *,
    any_kind: bool = False,
) -> OnReply:
    """A handler of replies to the prompt, in words or of `any_kind`; `act` is given the number in it."""
    return OnReply(services, prompt, act, right, any_kind=any_kind)


async def ask(context: BotContext, words: str, placeholder: str) -> None:
    """Sends a prompt that is worded by a function; what is not moved to `Prompt` yet uses it."""
    await context.say(words, placeholder=placeholder)
