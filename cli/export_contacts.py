"""`bot.py export-contacts`: contacts and open obligations as tables, for the day on which Telegram is lost."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from cli.process import Stop, missing_file, run_in_loop
from content.messages import Texts
from settings import Settings

HELP = "contacts and open obligations, to go on by e-mail"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="the command makes it; only its owner can read what is in it"
    )


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Asks nothing of Telegram, and works while the bot runs, too."""
    settings = Settings.from_environment(os.environ)
    folder: Path = options.folder
    if file := missing_file(settings.database_url):
        raise Stop(texts.plain("cli-no-database", file=file))

    async def export() -> None:
        from cli.wiring import make_one_bot, services_beside

        bot = make_one_bot("0:nobody", settings)  # the services want a bot; this one is never asked for anything
        async with services_beside(settings, bot) as services:
            files = await services.contacts.files()
        try:
            _write_privately(folder, files)
        except FileExistsError as error:
            raise Stop(texts.plain("cli-folder-exists", folder=str(folder))) from error
        except OSError as error:
            raise Stop(texts.plain("cli-folder", folder=str(folder), reason=error.strerror or "")) from error
        print(texts.plain("cli-contacts", folder=str(folder), count=len(files)), flush=True)

    run_in_loop(export(), texts)
    return 0


def _write_privately(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes a new folder with these files, for its owner only. Raises OSError."""
    folder.mkdir(mode=0o700)
    for name, content in files.items():
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
