"""Inline mode: `@bot words` in any chat offers open events and answers to put there, with a link back to the bot."""

from __future__ import annotations

from telegram import Update

from handlers.answers import answers
from handlers.chat.context import BotContext
from handlers.events import events

MOST = 10
"""More than these nobody scrolls through."""
KEPT = 60
"""Seconds for which Telegram may keep the results: they are the same for everybody, and an event may close."""


async def share(update: Update, context: BotContext) -> None:
    """Events only where their title has all the words: without words answers are offered, as in the menu."""
    query = update.inline_query
    assert query  # noqa: S101
    found = await events.shared(context, query.query) if query.query.strip() else []
    results = [*found, *answers.shared(context, query.query)][:MOST]
    await query.answer(results, cache_time=KEPT)
