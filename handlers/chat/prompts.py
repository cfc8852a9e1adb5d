"""A question of the bot that is answered by replying to it. The prompt itself is the memory.

Nothing is kept while the person thinks, and a restart forgets nothing: the reply brings the prompt along, and with
it the number of what it is about. A module declares a prompt, and the function that takes the answer names it:

    REASON = Prompt("bans-prompt", "bans-placeholder")

    asks(BanAuthor, REASON, Right.BAN)

    @on_reply(REASON, Right.BAN)
    async def take_reason(context: BotContext, question: int) -> None: ...
"""

from __future__ import annotations

from content.messages import Texts
from handlers.chat.context import BotContext


class Prompt:
    """The words that ask, and those in the empty text field. Both are keys of texts.

    The words hold the `number` of what they are about, where it matters, and the `values` that are always the same.
    """

    def __init__(self, key: str, placeholder: str, **values: object) -> None:
        self._key = key
        self._placeholder = placeholder
        self._values = values

    def words(self, texts: Texts, number: int) -> str:
        return texts.plain(self._key, number=str(number), **self._values)

    async def ask(self, context: BotContext, number: int = 0, *, placeholder: str | None = None) -> None:
        """Sends the prompt. `placeholder`: words for the text field in place of its own, not a key."""
        shown = context.texts.plain(self._placeholder) if placeholder is None else placeholder
        await context.say(self.words(context.texts, number), placeholder=shown)
