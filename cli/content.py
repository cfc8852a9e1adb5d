"""`bot.py content export`: what was changed on the desk goes into the files of the content, and into a patch."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cli.process import Stop, missing_file, run_in_loop
from content import FOLDER
from content.messages import Texts
from settings import Settings

HELP = "write what was edited on the desk back into files"
PATCH = Path("content.patch")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["export"],
        help="answers, checks, phrasings: into content/uk, and as a patch",
    )
    parser.add_argument("--patch", type=Path, default=PATCH, metavar="FILE", help=f"the patch, by default {PATCH}")
    parser.add_argument("--only-patch", action="store_true", help="leave the files as they are")


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Asks nothing of Telegram, and works while the bot runs, too. A second run changes nothing."""
    settings = Settings.from_environment(os.environ)
    if file := missing_file(settings.database_url):
        raise Stop(texts.plain("cli-no-database", file=file))

    async def export() -> None:
        from cli.wiring import make_one_bot, services_beside
        from services.answers import as_patch, write

        bot = make_one_bot("0:nobody", settings)  # the services want a bot; this one is never asked for anything
        async with services_beside(settings, bot) as services:
            await services.answers.edits.follow()
            try:
                changes = await services.answers.export.changes(FOLDER)
                if changes:
                    options.patch.write_text(as_patch(changes), encoding="utf-8")
                if not options.only_patch:
                    write(FOLDER, changes)
            except OSError as error:
                folder = error.filename or str(FOLDER)
                raise Stop(texts.plain("cli-folder", folder=folder, reason=error.strerror or "")) from error
            for each in services.answers.edits.refused():
                print(texts.plain("cli-content-refused", file=each.path.name), flush=True)
        print(texts.plain("cli-content-exported", count=len(changes)), flush=True)
        if changes:
            print(texts.plain("cli-content-patch", file=str(options.patch)), flush=True)

    run_in_loop(export(), texts)
    return 0
