"""`bot.py content export`: what the bot learnt on the desk goes into the files of the content."""

from __future__ import annotations

import argparse
import os

from cli.process import Stop, missing_file, run_in_loop
from content import FOLDER
from content.messages import Texts
from settings import Settings

HELP = "write what was edited on the desk back into files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["export"], help="the lessons in use, into content/uk/phrasings")


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Asks nothing of Telegram, and works while the bot runs, too. A second run changes nothing."""
    settings = Settings.from_environment(os.environ)
    if file := missing_file(settings.database_url):
        raise Stop(texts.plain("cli-no-database", file=file))

    async def export() -> None:
        from cli.wiring import make_one_bot, services_beside

        bot = make_one_bot("0:nobody", settings)  # the services want a bot; this one is never asked for anything
        async with services_beside(settings, bot) as services:
            try:
                changed = await services.answers.lessons.export(FOLDER / "phrasings")
            except OSError as error:
                raise Stop(texts.plain("cli-folder", folder=str(FOLDER), reason=error.strerror or "")) from error
        print(texts.plain("cli-content-exported", count=changed), flush=True)

    run_in_loop(export(), texts)
    return 0
