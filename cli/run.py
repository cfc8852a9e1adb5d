"""`bot.py run`: the bot against Telegram."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from cli.process import loading, run_in_loop
from content.messages import Texts
from services.operation import logs
from settings import Settings

if TYPE_CHECKING:
    from services.services import Services

HELP = "the bot against Telegram (BOT_TOKEN)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All that can be chosen stands in the settings."""


def run(options: argparse.Namespace, texts: Texts) -> int:
    settings = Settings.from_environment(os.environ)
    token = settings.require_token()
    logs.configure(settings.log_format, to_journal="JOURNAL_STREAM" in os.environ)
    if settings.sentry_dsn:
        from services.operation import sentry

        sentry.start(settings.sentry_dsn)

    async def serve() -> None:
        from channels.budget import Budget
        from channels.server_clock import ServerClock
        from channels.telegram import make_bot
        from cli.wiring import live
        from gateway.request import AiohttpRequest
        from gateway.wall import BulkWall, ReplyWall

        # The long poll and mailings have connections of their own, so that replies never wait behind them.
        clock = ServerClock()
        async with (
            AiohttpRequest(clock=clock) as replies,
            AiohttpRequest(pool=1, clock=clock) as updates,
            AiohttpRequest() as in_bulk,
        ):
            budget = Budget(settings.send_rate)
            bot = make_bot(token, settings.bot_api_url, replies=ReplyWall(replies, budget), updates=updates)
            bulk = make_bot(token, settings.bot_api_url, replies=BulkWall(in_bulk, budget), updates=updates)

            async def say_that_it_runs(_services: Services) -> None:
                print(texts.plain("cli-running", username=bot.username), flush=True)

            await live(settings, bot, bulk, budget, say_that_it_runs, clock=clock)

    with loading():
        run_in_loop(serve(), texts)
    return 0
