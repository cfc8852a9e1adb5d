"""`bot.py restore`: puts a copy in place of the database."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cli.process import Stop, run_in_loop
from content.messages import Texts
from settings import Settings

HELP = "puts such a copy in place of the database, while the bot rests"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="also where the database has content")


def run(options: argparse.Namespace, texts: Texts) -> int:
    from storage.engine.backups import BackupFailed, restore
    from storage.engine.move import NotEmpty

    settings, file = Settings.from_environment(os.environ), str(options.file)

    async def put_back() -> None:
        try:
            rows = await restore(settings.database_url, options.file, force=options.force)
        except NotEmpty as error:
            raise Stop(texts.plain("cli-restore-not-empty")) from error
        except BackupFailed as error:
            raise Stop(texts.plain("cli-backup-failed", file=file, problem=error.problem.value)) from error
        print(texts.plain("cli-restored", file=file, rows=rows))

    run_in_loop(put_back(), texts)
    return 0
