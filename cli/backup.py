"""`bot.py backup`: a copy of the database and the texts as one file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cli.process import Stop, run_in_loop
from content import FOLDER
from content.messages import Texts
from settings import Settings

HELP = "a copy of the database and the texts as one file, also while the bot runs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")


def run(options: argparse.Namespace, texts: Texts) -> int:
    """The copy is encrypted where BACKUP_RECIPIENT is set."""
    from storage.engine.backups import BackupFailed, FileThere, make_whole

    settings, file = Settings.from_environment(os.environ), str(options.file.absolute())

    async def backup() -> None:
        try:
            rows = await make_whole(settings.database_url, options.file, FOLDER, settings.backup_recipient)
        except FileThere as error:
            raise Stop(texts.plain("cli-backup-there", file=file)) from error
        except BackupFailed as error:
            raise Stop(texts.plain("cli-backup-failed", file=file, problem=error.problem.value)) from error
        print(texts.plain("cli-backup-made", file=file, rows=rows))

    run_in_loop(backup(), texts)
    return 0
