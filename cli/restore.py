"""`bot.py restore`: puts a copy in place of the database, or takes the texts out of it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from cli.process import Stop, run_in_loop
from content.messages import Texts
from settings import Settings

HELP = "puts such a copy in place of the database, while the bot rests"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="also where the database has content")
    parser.add_argument("--key", metavar="FILE", help="the age key of an encrypted copy; - reads it from the input")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="only writes the texts of the copy into a new folder")


def run(options: argparse.Namespace, texts: Texts) -> int:
    from storage.engine.backups import BackupFailed, restore, texts_of
    from storage.engine.move import NotEmpty

    settings, file = Settings.from_environment(os.environ), str(options.file.absolute())
    key = _key(options.key, texts) if options.key else ""

    async def put_back() -> None:
        try:
            if options.texts:
                count = await texts_of(options.file, options.texts, key=key)
                print(texts.plain("cli-texts-taken", file=file, folder=str(options.texts), count=count))
                return
            rows = await restore(settings.database_url, options.file, force=options.force, key=key)
        except NotEmpty as error:
            raise Stop(texts.plain("cli-restore-not-empty")) from error
        except FileExistsError as error:
            raise Stop(texts.plain("cli-texts-there", folder=str(options.texts))) from error
        except BackupFailed as error:
            raise Stop(texts.plain("cli-backup-failed", file=file, problem=error.problem.value)) from error
        print(texts.plain("cli-restored", file=file, rows=rows))

    run_in_loop(put_back(), texts)
    return 0


def _key(name: str, texts: Texts) -> str:
    """What stands in the file of the key. Raises Stop."""
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(texts.plain("cli-key-unreadable", file=name)) from error
