"""`bot.py invite`: a one-time link that makes the first administrator."""

from __future__ import annotations

import argparse
import os

from cli.process import Stop, run_in_loop
from content.messages import Texts
from settings import Settings

HELP = "a one-time link that makes the first administrator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("role", choices=["admin"])


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Works while the bot runs, too: the link is one more row."""
    settings = Settings.from_environment(os.environ)
    token = settings.require_token()

    async def invite() -> None:
        from channels.telegram import NoTelegram, introduced
        from cli.wiring import make_one_bot, services_beside
        from services.people import Role
        from storage.people import BOT

        bot = make_one_bot(token, settings)
        try:
            async with introduced(bot) as username, services_beside(settings, bot) as services:
                made = await services.people.invites.into_role(Role(options.role), BOT)
                print(texts.plain("cli-invite", url=made.url(username)), flush=True)
        except NoTelegram as error:
            raise Stop(texts.plain("cli-telegram-unreachable", reason=str(error))) from error

    run_in_loop(invite(), texts)
    return 0
